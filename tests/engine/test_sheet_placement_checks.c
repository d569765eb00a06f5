/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "tests/engine/placement_council.h"
#include "tests/engine/sheet_cells.h"

static const ot_sheet placement_sheets[] = {
    OT_SHEET_PLACEMENTS, OT_SHEET_PLACEMENT_MONTHS, OT_SHEET_PLACEMENT_ACTIVITY,
    OT_SHEET_PLACEMENT_CHECKS, OT_SHEET_ACTIVITY};
#define PLACEMENT_SHEETS (sizeof placement_sheets / sizeof placement_sheets[0])

/* Counts of types with `check` and `result` in their columns. */
static int rows_with(const ot_report *report, const char *check, const char *result)
{
    int found = 0;

    for (uint32_t row = 0; row < report->row_count; row++) {
        const ot_value *first = cell_of(report, row, "check");
        const ot_value *second = cell_of(report, row, "result");

        found += report->rows[row].kind == OT_ROW_ITEM &&
                 strcmp(first->text, check) == 0 && strcmp(second->text, result) == 0;
    }
    return found;
}

static void test_odd_rows_are_listed_by_return_and_line(void)
{
    placed *p = placed_new();
    const ot_report *sheet;
    char line[512];
    long at;

    placed_name(p, PLACED_CHILDREN);
    placed_episode(p, PLACED_CHILDREN, 20210614, 0, "K9", "SC123456");
    at = p->line;
    placed_pack(p);
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENT_CHECKS];
    REQUIRE(sheet != NULL);
    CHECK(rows_with(sheet, "row", "look") > 0);
    CHECK_INT(
        cell_of(sheet, find_row(sheet, OT_ROW_ITEM, "unknown place"), "line")->number,
        at);
    CHECK_TEXT(row_line(sheet, find_row(sheet, OT_ROW_ITEM, "unknown place"), line,
                        sizeof line),
               "row,episodes,2021/22,67,,,unknown place,,,,look,place 'K9' is not a "
               "code of the return: not counted");
    placed_free(p);
}

static void test_no_cell_of_any_sheet_names_a_child(void)
{
    placed *p = placed_new();

    placed_name(p, PLACED_CHILDREN);
    placed_episode(p, PLACED_CHILDREN, 20210614, 0, "K9", "SC123456");
    placed_pack(p);
    for (int s = 0; s < OT_SHEETS; s++) {
        const ot_report *sheet = p->c.pack.sheets[s];

        for (uint32_t row = 0; sheet && row < sheet->row_count; row++)
            for (uint32_t i = 0; i < sheet->column_count; i++) {
                const ot_value *value = &sheet->rows[row].values[i];

                if (value->kind == OT_VALUE_TEXT)
                    CHECK(strstr(value->text, "3f9a0c54") == NULL);
            }
    }
    placed_free(p);
}

static void test_counts_of_the_file_are_compared_month_by_month(void)
{
    placed *p = placed_new();
    const ot_report *sheet;
    char line[512];

    council_activity(&p->c, "total", 2021, 5, 52);
    council_activity(&p->c, "residential", 2021, 4, 17);
    council_activity(&p->c, "residential", 2021, 5, 19);
    council_activity(&p->c, "kinship", 2021, 5, 31);
    placed_pack(p);
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENT_CHECKS];
    REQUIRE(sheet != NULL);
    CHECK_INT(rows_with(sheet, "counts", "ok"), 1);
    CHECK_INT(rows_with(sheet, "counts", "DIFFERS"), 2);
    CHECK(find_row(sheet, OT_ROW_ITEM, "1 of 2 months are equal") != NO_CELL);
    CHECK_TEXT(
        row_line(sheet, find_row(sheet, OT_ROW_ITEM, "2021-08"), line, sizeof line),
        "counts,,,,2021-08,residential,open at the month's end,17,19,-2,DIFFERS,"
        "the counts file's figure is printed in the sheet 'activity'");
    CHECK(has_finding(&p->c.pack.findings, "consistency", "1 of 3 month-end counts"));
    placed_free(p);
}

/* Two children in secure homes, and who publishes that? */
static placed *with_secure(void)
{
    placed *p = placed_new();

    for (size_t i = PLACED_CHILDREN; i < PLACED_CHILDREN + 2; i++) {
        placed_name(p, i);
        placed_episode(p, i, 20210614, 0, "K1", "SC654321");
        placed_fee(p, i, 20210614, 712500, 0);
    }
    placed_name(p, PLACED_CHILDREN + 2);
    placed_episode(p, PLACED_CHILDREN + 2, 20210614, 0, "K9", "SC123456");
    p->c.pack_options.publish = true;
    placed_pack(p);
    return p;
}

static void check_no_few(const ot_report *report)
{
    for (uint32_t row = 0; report && row < report->row_count; row++)
        for (uint32_t i = 0; i < report->column_count; i++) {
            const ot_value *value = &report->rows[row].values[i];

            if (report->columns[i].kind == OT_COLUMN_COUNT &&
                value->kind == OT_VALUE_NUMBER &&
                report->rows[row].kind != OT_ROW_ROUNDINGS)
                CHECK(value->number < 1 || value->number > 4);
        }
}

static void test_publication_shows_no_count_from_one_to_four(void)
{
    placed *p = with_secure();
    const ot_report *sheet = p->c.pack.sheets[OT_SHEET_PLACEMENTS];

    for (size_t s = 0; s < PLACEMENT_SHEETS; s++) {
        const ot_report *report = p->c.pack.sheets[placement_sheets[s]];

        REQUIRE(report != NULL);
        check_no_few(report);
        check_no_few(report->csv);
    }
    check_no_few(p->c.pack.sheets[OT_SHEET_ACTIVITY_TREND]);
    CHECK_CELL(sheet, 3, "type", "secure");
    CHECK_CELL(sheet, 3, "open", "<5");
    CHECK_CELL(sheet, 5, "open", "54");
    placed_free(p);
}

/* 54 less the others that are shown must not be the two. */
static void test_publication_leaves_out_another_type_and_both_their_amounts(void)
{
    placed *p = with_secure();
    const ot_report *sheet = p->c.pack.sheets[OT_SHEET_PLACEMENTS];
    const ot_report *months = p->c.pack.sheets[OT_SHEET_PLACEMENT_MONTHS];
    int out = 0, blank = 0;

    REQUIRE(sheet != NULL && sheet->row_count == 6 && months != NULL);
    for (uint32_t row = 0; row < 4; row++) {
        bool left = cell_of(sheet, row, "open")->kind != OT_VALUE_NUMBER;

        out += left;
        blank += cell_of(sheet, row, "forecast")->kind == OT_VALUE_BLANK;
        if (left) {
            CHECK_CELL(sheet, row, "to_date", "");
            CHECK_CELL(sheet, row, "weekly_mean", "");
            CHECK_CELL(sheet, row, "gross", "");
            CHECK_CELL(sheet, row, "expected", "");
        }
    }
    CHECK_INT(out, 2);
    CHECK(blank >= 2);
    CHECK_CELL(sheet, 5, "type", "total");
    CHECK(cell_of(sheet, 5, "forecast")->kind == OT_VALUE_NUMBER);
    for (uint32_t row = 0; row < months->row_count; row++)
        if (months->rows[row].kind == OT_ROW_ITEM &&
            strcmp(cell_of(months, row, "type")->text, "secure") == 0)
            CHECK_CELL(months, row, "expected_cost", "");
    placed_free(p);
}

static void test_formulas_of_a_publication_read_numbers_alone(void)
{
    placed *p = with_secure();
    size_t formulas = 0;

    for (size_t s = 0; s < PLACEMENT_SHEETS; s++) {
        const ot_report *report = p->c.pack.sheets[placement_sheets[s]];

        for (uint32_t row = 0; row < report->row_count; row++)
            for (uint32_t i = 0; i < report->column_count; i++) {
                const ot_formula *formula = &report->rows[row].values[i].formula;

                formulas += formula->kind != OT_FORMULA_NONE;
                CHECK(formula->kind == OT_FORMULA_NONE ||
                      report->rows[row].values[i].kind == OT_VALUE_NUMBER);
                for (size_t k = 0; k < formula->ref_count; k++)
                    for (uint32_t at = formula->refs[k].row;
                         at <= formula->refs[k].last_row; at++)
                        CHECK(report->rows[at].values[formula->refs[k].column].kind !=
                              OT_VALUE_TEXT);
            }
    }
    CHECK(formulas > 20);
    placed_free(p);
}

static void test_publication_lists_no_rows_of_returns(void)
{
    placed *p = with_secure();

    CHECK_INT(rows_with(p->c.pack.sheets[OT_SHEET_PLACEMENT_CHECKS], "row", "look"), 0);
    CHECK(find_row(p->c.pack.sheets[OT_SHEET_CHECKS], OT_ROW_ITEM, "unknown place") ==
          NO_CELL);
    CHECK(has_finding(&p->c.pack.findings, "data quality", "unknown PLACE"));
    placed_free(p);
}

static const check_case cases[] = {
    CASE(test_odd_rows_are_listed_by_return_and_line),
    CASE(test_no_cell_of_any_sheet_names_a_child),
    CASE(test_counts_of_the_file_are_compared_month_by_month),
    CASE(test_publication_shows_no_count_from_one_to_four),
    CASE(test_publication_leaves_out_another_type_and_both_their_amounts),
    CASE(test_formulas_of_a_publication_read_numbers_alone),
    CASE(test_publication_lists_no_rows_of_returns),
};

OT_TEST_MAIN("sheet_placement_checks", cases)
