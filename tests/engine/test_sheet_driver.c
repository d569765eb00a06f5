/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_driver.c - the non-DSG variance split into COVID-19 and the rest. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static const ot_driver covid = {
    .id = "covid", .name = "COVID-19", .projects = "COVID*"};

static void tag(council *c, const char *centre, const char *account, const char *fund,
                int64_t hundreds)
{
    ot_ledger_record record =
        ledger_line(centre, account, fund, OT_ACTUAL, 5, hundreds * 10000);

    record.project = "COVID-19";
    council_post(c, record);
}

/* Tagged: Schools 200.4 (non-DSG), Commissioning for Learning 500.0 (DSG: not here),
 * Safeguarding 296.5, Function 89.0. Declared: nothing of Quality's. */
static council with_driver(void)
{
    council c = sla_structure();

    c.options.driver = covid;
    council_seal(&c);
    sla_ledger(&c);
    tag(&c, "020101", "5005", "NON-DSG", 2004);
    tag(&c, "020601", "5005", "DSG", 5000);
    tag(&c, "030101", "1000", "", 2965);
    tag(&c, "070001", "1000", "", 890);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030501",
                                              .subjective_group = 1,
                                              .amount = 49000,
                                              .has_driver = true,
                                              .date = 20210914});
    council_position(&c);
    council_pack(&c);
    return c;
}

static const char *const want[] = {
    "Education,Education,,Head of Service,,,",
    "Education,Schools,CF0201,,501,200,301",
    "Education,Commissioning for Learning,CF0206,,14,,14",
    "Education,Total Education,,,515,200,315",
    ",,,,ok,ok,ok",
    "Families,Families,,Head of Service,,,",
    "Families,Safeguarding,CF0301,,1210,297,913",
    "Families,Quality,CF0305,,0,0,0",
    "Families,Total Families,,,1210,297,913",
    ",,,,ok,ok,ok",
    ",Commissioning Function,CF07,Head of Service,434,89,345",
    ",Roundings,,,-1,,-1",
    ",Total,,,2158,586,1572",
};

static void test_figures_are_those_worked_out_by_hand(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    char line[256];

    REQUIRE(sheet != NULL);
    REQUIRE(sheet->row_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sheet->row_count; i++) {
        CHECK_TEXT(row_line(sheet, i, line, sizeof line), want[i]);
        CHECK_INT(sheet->rows[i].kind, c.pack.sheets[OT_SHEET_SLA]->rows[i].kind);
    }
    council_free(&c);
}

static void test_blank_is_not_the_same_as_nothing(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    uint32_t blank = find_row(sheet, OT_ROW_ITEM, "Commissioning for Learning");
    uint32_t nothing = find_row(sheet, OT_ROW_ITEM, "Quality");

    CHECK_INT(cell_of(sheet, blank, "covid")->kind, OT_VALUE_BLANK);
    CHECK_INT(cell_of(sheet, nothing, "covid")->kind, OT_VALUE_NUMBER);
    CHECK_INT((int64_t)cell_of(sheet, blank, "net")->formula.ref_count, 1);
    CHECK_INT((int64_t)cell_of(sheet, nothing, "net")->formula.ref_count, 2);
    council_free(&c);
}

static void test_headings_name_the_driver_and_the_month_of_input(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];

    CHECK_TEXT(sheet->id, "covid");
    CHECK_TEXT(sheet->name, "Net Budget Analysis with COVID-19 analysis");
    CHECK_TEXT(sheet->columns[find_column(sheet, "total_variance")].heading,
               "September total variance");
    CHECK_TEXT(sheet->columns[OT_DRIVER_DRIVER].heading, "September COVID-19");
    CHECK_TEXT(sheet->columns[OT_DRIVER_DRIVER].super, "Non DSG");
    REQUIRE(sheet->note_count == 1);
    CHECK_CONTAINS(sheet->notes[0], "put down to COVID-19");
    council_free(&c);
}

static void test_total_is_the_sla_sheets_non_dsg_variance_live(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    const ot_formula *formula = &cell_of(sheet, 1, "total_variance")->formula;

    CHECK_INT(formula->kind, OT_FORMULA_SUM);
    REQUIRE(formula->ref_count == 1);
    CHECK_TEXT(formula->refs[0].sheet, "sla");
    CHECK_INT(formula->refs[0].column, OT_SLA_FIGURES + OT_FIGURE_NON_DSG);
    CHECK_TEXT(sheet->rows[1].values[1].link_sheet, "detail");
    council_free(&c);
}

static void test_council_without_dsg_splits_the_whole_variance(void)
{
    council c = sla_structure();
    const ot_report *sheet;
    char line[256];

    c.options.driver = covid;
    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, 225435);
    tag(&c, "030101", "1000", "", 2965);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_DRIVER];
    CHECK_TEXT(row_line(sheet, find_row(sheet, OT_ROW_ITEM, "Safeguarding"), line,
                        sizeof line),
               "Families,Safeguarding,CF0301,,1210,297,913");
    CHECK_INT(cell_of(sheet, 1, "total_variance")->formula.refs[0].column,
              OT_SLA_FIGURES + OT_FIGURE_TOTAL);
    CHECK(sheet->columns[OT_DRIVER_NET].super == NULL);
    council_free(&c);
}

static void test_council_without_driver_has_no_such_sheet(void)
{
    council c = sla_council();

    CHECK(c.pack.sheets[OT_SHEET_DRIVER] == NULL);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_figures_are_those_worked_out_by_hand),
    CASE(test_blank_is_not_the_same_as_nothing),
    CASE(test_headings_name_the_driver_and_the_month_of_input),
    CASE(test_total_is_the_sla_sheets_non_dsg_variance_live),
    CASE(test_council_without_dsg_splits_the_whole_variance),
    CASE(test_council_without_driver_has_no_such_sheet),
};

OT_TEST_MAIN("sheet_driver", cases)
