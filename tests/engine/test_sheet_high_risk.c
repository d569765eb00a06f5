/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_high_risk.c - the second roll-up: areas, and parents of child rows. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

/* Youth is Quality and Commissioning Function, as Staffing and Payments; Safeguarding
 * Staff is the Safeguarding service; Schools are in no area. */
static council with_areas(void)
{
    council c = sla_structure();

    council_area(&c, "Safeguarding Staff", "", 1, "0301*", "1*");
    council_area(&c, "Youth", "", 2, "", "");
    council_area(&c, "Staffing", "Youth", 1, "070001;030501", "1000");
    council_area(&c, "Payments", "Youth", 2, "070001;030501", "5005");
    council_area(&c, "Pensions", "", 3, "0999*", "");
    council_seal(&c);
    sla_ledger(&c);
    put_hundreds(&c, "070001", "5005", "", 5, 5);
    put_hundreds(&c, "030501", "5005", "", 9, 15);
    put_hundreds(&c, "999999", "1000", "", 70000, 90000); /* in no service */
    council_position(&c);
    council_pack(&c);
    return c;
}

/* Staffing: 118.0 -> 632.4 and 0 -> 0.49; Payments: 1.4 -> 2.0, which the parent adds
 * rounded. Total: 21334.4 + 118.0 + 1.4 = 21453.8; 22543.5 + 632.89 + 2.0. */
static const struct {
    ot_row_kind kind;
    const char *line;
} want[] = {
    {OT_ROW_ITEM, "Safeguarding Staff,,Head of Service,21334,22544,0,1210,1210,5.7"},
    {OT_ROW_ITEM, "Youth,,Head of Service,119,635,80,436,516,"},
    {OT_ROW_CHILD, "Staffing,Youth,Head of Service,118,633,80,435,515,"},
    {OT_ROW_CHILD, "Payments,Youth,Head of Service,1,2,0,1,1,100.0"},
    {OT_ROW_ITEM, "Pensions,,Head of Service,0,0,0,0,0,"},
    {OT_ROW_ROUNDINGS, "Roundings,,,1,-1,0,-2,-2,"},
    {OT_ROW_TOTAL, "Total,,,21454,23178,80,1644,1724,8.0"},
};

static void test_figures_are_those_worked_out_by_hand(void)
{
    council c = with_areas();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_HIGH_RISK];
    char line[256];

    REQUIRE(sheet != NULL);
    REQUIRE(sheet->row_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sheet->row_count; i++) {
        CHECK_INT(sheet->rows[i].kind, want[i].kind);
        CHECK_TEXT(row_line(sheet, i, line, sizeof line), want[i].line);
    }
    CHECK_INT(sheet->rows[2].level, 1);
    CHECK_INT(find_column(sheet, "budget"), OT_HIGH_RISK_FIGURES);
    council_free(&c);
}

static void test_areas_lead_to_their_first_line_and_add_its_lines(void)
{
    council c = with_areas();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_HIGH_RISK];
    const ot_value *budget = cell_of(sheet, 2, "budget");

    CHECK_TEXT(sheet->rows[2].values[0].link_sheet, "detail");
    CHECK_TEXT(c.position.lines[sheet->rows[2].values[0].link_row].code, "030501");
    CHECK_INT(budget->formula.kind, OT_FORMULA_THOUSANDS);
    CHECK(sheet->rows[4].values[0].link_sheet == NULL);
    CHECK_INT(cell_of(sheet, 4, "budget")->formula.kind, OT_FORMULA_NONE);
    CHECK_INT(cell_of(sheet, 1, "budget")->formula.kind, OT_FORMULA_SUM);
    council_free(&c);
}

static void test_council_without_areas_has_no_such_sheet(void)
{
    council c = sla_council();

    CHECK(c.pack.sheets[OT_SHEET_HIGH_RISK] == NULL);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_figures_are_those_worked_out_by_hand),
    CASE(test_areas_lead_to_their_first_line_and_add_its_lines),
    CASE(test_council_without_areas_has_no_such_sheet),
};

OT_TEST_MAIN("sheet_high_risk", cases)
