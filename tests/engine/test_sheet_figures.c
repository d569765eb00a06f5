/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_figures.c - rows of figures, their sums, and check cells that can fail. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"

/* A table of one text column and the six figure columns. */
static ot_figures table(void)
{
    const ot_sheet_context context = {.has_dsg = true};
    ot_figures figures = {0};
    ot_report *report = ot_report_new("sla", "Net Budget Analysis");

    CHECK(report != NULL);
    CHECK_INT(ot_sheet_column(report, "service_area", "Service Area", OT_COLUMN_TEXT,
                              OT_MEDIA_ALL, NULL),
              OT_OK);
    CHECK_INT(ot_figures_columns(&context, report, &figures, NULL), OT_OK);
    return figures;
}

static uint32_t add(const ot_figures *figures, ot_row_kind kind,
                    const ot_printed *printed)
{
    uint32_t row = 0;

    CHECK_INT(ot_report_row(figures->report, kind, 0, &row, NULL), OT_OK);
    if (printed)
        CHECK_INT(ot_figures_set(figures, row, printed, NULL), OT_OK);
    return row;
}

static const ot_printed schools = {-60988, -45897, {500, 14591}, 15091};
static const ot_printed early_years = {33894, 33897, {-1, 4}, 3};

static void test_row_holds_its_figures_and_how_they_follow(void)
{
    ot_figures f = table();
    uint32_t row = add(&f, OT_ROW_ITEM, &schools);
    const ot_value *total = ot_report_value(f.report, row, f.total);
    char line[128];

    CHECK_TEXT(row_line(f.report, row, line, sizeof line),
               ",-60988,-45897,14591,500,15091,-24.7");
    REQUIRE(total->formula.kind == OT_FORMULA_SUM && total->formula.ref_count == 2);
    CHECK_INT(total->formula.refs[0].column, f.forecast);
    CHECK_INT(total->formula.refs[1].column, f.budget);
    CHECK_INT(total->formula.refs[1].sign, -1);
    ot_report_free(f.report);
}

static void test_sum_adds_the_printed_rows_as_ranges(void)
{
    ot_figures f = table();
    const uint32_t rows[] = {add(&f, OT_ROW_ITEM, &schools),
                             add(&f, OT_ROW_ITEM, &early_years),
                             add(&f, OT_ROW_BLANK, NULL) + 1};
    uint32_t row;
    ot_printed sum;
    char line[128];

    add(&f, OT_ROW_ITEM, &early_years);
    row = add(&f, OT_ROW_SUBTOTAL, NULL);
    CHECK_INT(ot_figures_sum(&f, row, rows, 3, &sum, NULL), OT_OK);
    CHECK_TEXT(row_line(f.report, row, line, sizeof line),
               ",6800,21897,14599,498,15097,");
    CHECK_INT(sum.total, 15097);
    CHECK_INT((int64_t)ot_report_value(f.report, row, f.dsg)->formula.ref_count, 2);
    CHECK_INT(ot_report_value(f.report, row, f.dsg)->formula.refs[0].last_row, 1);
    ot_report_free(f.report);
}

/* The subtotal of two rows against sums that are `off` away from its budget. */
static int64_t check_with(ot_pence off, const char *all)
{
    ot_figures f = table();
    const uint32_t rows[] = {add(&f, OT_ROW_ITEM, &schools),
                             add(&f, OT_ROW_ITEM, &early_years)};
    uint32_t subtotal = add(&f, OT_ROW_SUBTOTAL, NULL);
    uint32_t check = add(&f, OT_ROW_CHECK, NULL);
    ot_printed sum;
    ot_sums sums = {.budget = INT64_C(-2709400000) - off, .forecast = -1200000000};
    int64_t number;

    sums.variance[OT_DSG] = 1459500000;
    sums.variance[OT_NON_DSG] = 49900000;
    CHECK_INT(ot_figures_sum(&f, subtotal, rows, 2, &sum, NULL), OT_OK);
    CHECK_INT(ot_figures_check(&f, check, subtotal, 2, &sums, NULL), OT_OK);
    CHECK_CELL(f.report, check, "percent", all);
    CHECK_CELL(f.report, check, "forecast", "ok");
    CHECK_CELL(f.report, check, "variance_total", "ok");
    CHECK_INT(ot_report_value(f.report, check, f.budget)->kind, OT_VALUE_CHECK);
    CHECK_INT(ot_report_value(f.report, check, f.budget)->formula.allowed, 100000);
    number = ot_report_value(f.report, check, f.budget)->number;
    ot_report_free(f.report);
    return number;
}

static void test_check_allows_the_rounding_of_its_rows_and_no_more(void)
{
    CHECK_INT(check_with(0, "All ok"), 0);
    CHECK_INT(check_with(100000, "All ok"), 0);
    CHECK_INT(check_with(-100000, "All ok"), 0);
    CHECK_INT(check_with(100001, "See row"), 1);
    CHECK_INT(check_with(-100001, "See row"), -1);
    CHECK_INT(check_with(1234567, "See row"), 12);
}

static void test_failing_check_prints_by_how_much(void)
{
    ot_figures f = table();
    uint32_t row = add(&f, OT_ROW_ITEM, &schools);
    uint32_t check = add(&f, OT_ROW_CHECK, NULL);

    CHECK_INT(ot_sheet_check(f.report, check, f.budget, row, -6100000000, 50000, NULL),
              OT_OK);
    CHECK_CELL(f.report, check, "budget", "12");
    CHECK_INT(ot_report_value(f.report, check, f.budget)->formula.against, -6100000000);
    CHECK_INT(ot_report_value(f.report, check, f.budget)->formula.kind,
              OT_FORMULA_CHECK);
    ot_report_free(f.report);
}

static void test_roundings_are_the_total_less_the_rows(void)
{
    ot_figures f = table();
    const uint32_t rows[] = {add(&f, OT_ROW_ITEM, &schools),
                             add(&f, OT_ROW_ITEM, &early_years)};
    uint32_t roundings = add(&f, OT_ROW_ROUNDINGS, NULL);
    const ot_printed all = {-27095, -11999, {498, 14598}, 15096};
    uint32_t total = add(&f, OT_ROW_TOTAL, &all);
    char line[128];

    CHECK_INT(ot_figures_roundings(&f, roundings, total, rows, 2, NULL), OT_OK);
    CHECK_TEXT(row_line(f.report, roundings, line, sizeof line), ",-1,1,3,-1,2,");
    ot_report_free(f.report);
}

static void test_too_many_ranges_leave_the_value_without_formula(void)
{
    ot_figures f = table();
    uint32_t row = add(&f, OT_ROW_ITEM, &schools);
    ot_range ranges[61];

    for (uint32_t i = 0; i < 61; i++)
        ranges[i] = (ot_range){i * 2, i * 2};
    CHECK_INT(ot_figures_from_detail(&f, row, ranges, 0, NULL), OT_OK);
    CHECK_INT(ot_figures_from_detail(&f, row, ranges, 61, NULL), OT_OK);
    CHECK_INT(ot_report_value(f.report, row, f.budget)->formula.kind, OT_FORMULA_NONE);
    CHECK_INT(ot_figures_from_detail(&f, row, ranges, 60, NULL), OT_OK);
    CHECK_INT(ot_report_value(f.report, row, f.budget)->formula.kind,
              OT_FORMULA_THOUSANDS);
    CHECK_INT((int64_t)ot_report_value(f.report, row, f.forecast)->formula.ref_count,
              60);
    CHECK_CELL(f.report, row, "budget", "-60988");
    ot_report_free(f.report);
}

static const check_case cases[] = {
    CASE(test_row_holds_its_figures_and_how_they_follow),
    CASE(test_sum_adds_the_printed_rows_as_ranges),
    CASE(test_check_allows_the_rounding_of_its_rows_and_no_more),
    CASE(test_failing_check_prints_by_how_much),
    CASE(test_roundings_are_the_total_less_the_rows),
    CASE(test_too_many_ranges_leave_the_value_without_formula),
};

OT_TEST_MAIN("sheet_figures", cases)
