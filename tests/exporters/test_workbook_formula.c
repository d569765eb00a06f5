/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/workbook_internal.h"
#include "sample.h"
#include "tests/check.h"

/* Two reports laid out as in a workbook, the sheet of the first being asked about. */
typedef struct fixture {
    ot_report *reports[2];
    ot_sheet sheets[2];
    ot_book book;
} fixture;

static void set_up(fixture *f, ot_report *first, ot_report *second)
{
    ot_error err;

    *f = (fixture){.reports = {first, second}};
    for (size_t i = 0; i < 2; i++)
        sample_must(ot_sheet_lay_out(&f->sheets[i], f->reports[i], &err), &err);
    f->book.sheets = f->sheets;
    f->book.count = 2;
}

static void tear_down(fixture *f)
{
    for (size_t i = 0; i < 2; i++) {
        ot_sheet_clear(&f->sheets[i]);
        ot_report_free(f->reports[i]);
    }
}

#define SHOWN 512

/* The formula of a cell of the first report, or "" where it has none that is live. */
static const char *formula_of(const fixture *f, uint32_t row, uint32_t column,
                              char text[SHOWN])
{
    const ot_report *report = f->reports[0];
    char formula[OT_FORMULA_SIZE];

    if (!ot_formula_text(&f->book, &f->sheets[0], &report->columns[column],
                         &report->rows[row].values[column], formula))
        return "";
    snprintf(text, SHOWN, "%.*s", SHOWN - 1, formula);
    return text;
}

static void test_formula_text_of_the_sla_sheet(void)
{
    char text[SHOWN];
    fixture f;

    set_up(&f, sample_sla(), sample_detail());
    CHECK_TEXT(formula_of(&f, 1, 3, text),
               "=ROUND(ROUND(SUM('detail'!E6:E8),2)/1000,0)");
    CHECK_TEXT(formula_of(&f, 1, 6, text), "=E10-D10-F10");
    CHECK_TEXT(formula_of(&f, 1, 7, text), "=F10+G10");
    CHECK_TEXT(formula_of(&f, 1, 8, text), "=H10/D10");
    CHECK_TEXT(formula_of(&f, 8, 3, text), "=SUM(D10:D16)");
    CHECK_TEXT(formula_of(&f, 9, 3, text),
               "=IF(ABS(ROUND(D17*1000-24796612.69,2))<=3500,\"ok\","
               "ROUND(D17-24796.61269,0))");
    CHECK_TEXT(formula_of(&f, 9, 8, text),
               "=IF(COUNTIF(D18:H18,\"ok\")=COLUMNS(D18:H18),\"All ok\",\"See row\")");
    CHECK_TEXT(formula_of(&f, 1, 1, text), "");
    tear_down(&f);
}

static void test_formula_text_rounds_sums_of_pence_and_averages(void)
{
    char text[SHOWN];
    fixture f;

    set_up(&f, sample_detail(), sample_activity());
    CHECK_TEXT(formula_of(&f, 4, 9, text), "=ROUND(I10-E10,2)");
    CHECK_TEXT(formula_of(&f, f.reports[0]->row_count - 1, 4, text),
               "=ROUND(SUM(E6:E62),2)");
    tear_down(&f);
    set_up(&f, sample_activity(), sample_detail());
    CHECK_TEXT(formula_of(&f, 12, 10, text), "=ROUND(AVERAGE(K6:K17),0)");
    tear_down(&f);
}

static void test_formula_text_is_none_where_a_sheet_is_missing(void)
{
    char text[SHOWN];
    fixture f;

    set_up(&f, sample_sla(), sample_activity());
    CHECK_TEXT(formula_of(&f, 1, 3, text), "");
    CHECK_TEXT(formula_of(&f, 1, 7, text), "=F10+G10");
    tear_down(&f);
}

static void test_formula_text_is_none_for_cells_beyond_the_report(void)
{
    char text[SHOWN];
    fixture f;
    ot_ref csv_only = sample_cell(1, 1), below = sample_cell(99, 3);

    set_up(&f, sample_small(), sample_activity());
    sample_formula(f.reports[0], 1, 3, OT_FORMULA_SUM, &csv_only, 1);
    CHECK_TEXT(formula_of(&f, 1, 3, text), "");
    sample_formula(f.reports[0], 1, 3, OT_FORMULA_SUM, &below, 1);
    CHECK_TEXT(formula_of(&f, 1, 3, text), "");
    tear_down(&f);
}

static void test_formula_text_joins_neighbours_and_doubles_apostrophes(void)
{
    char text[SHOWN];
    fixture f;
    ot_report *other = sample_start("Head's > list", "Other");
    ot_column column = {.id = "count", .heading = "Count", .kind = OT_COLUMN_COUNT};
    ot_ref refs[4];

    sample_columns(other, &column, 1);
    for (uint32_t i = 0; i < 9; i++)
        sample_row(other, OT_ROW_ITEM, 0);
    for (uint32_t i = 0; i < 3; i++) {
        refs[i] = sample_cell(i, 0);
        refs[i].sheet = "Head's > list";
    }
    refs[3] = refs[0];
    refs[3].row = refs[3].last_row = 8;
    refs[3].sign = -1;
    set_up(&f, sample_activity(), other);
    sample_formula(f.reports[0], 0, 1, OT_FORMULA_SUM, refs, 4);
    CHECK_TEXT(formula_of(&f, 0, 1, text),
               "=SUM('Head''s > list'!A4:A6)-'Head''s > list'!A12");
    tear_down(&f);
}

static void test_formula_text_is_none_where_too_long(void)
{
    static ot_ref refs[3000];
    char text[SHOWN];
    fixture f;

    set_up(&f, sample_activity(), sample_detail());
    for (uint32_t i = 0; i < 3000; i++)
        refs[i] = sample_cell(i * 5 % 12, 1);
    sample_formula(f.reports[0], 0, 2, OT_FORMULA_SUM, refs, 3000);
    CHECK_TEXT(formula_of(&f, 0, 2, text), "");
    sample_formula(f.reports[0], 0, 2, OT_FORMULA_SUM, refs, 3);
    CHECK_TEXT(formula_of(&f, 0, 2, text), "=B6+B11+B16");
    tear_down(&f);
}

static void test_formula_text_of_a_check_against_less_than_nothing(void)
{
    char text[SHOWN];
    fixture f;

    set_up(&f, sample_small(), sample_detail());
    f.reports[0]->rows[3].values[3].formula.against = -6098812345;
    CHECK_TEXT(formula_of(&f, 3, 3, text),
               "=IF(ABS(ROUND(C8*1000-(-60988123.45),2))<=1500,\"ok\","
               "ROUND(C8-(-60988.12345),0))");
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_formula_text_of_the_sla_sheet),
    CASE(test_formula_text_rounds_sums_of_pence_and_averages),
    CASE(test_formula_text_is_none_where_a_sheet_is_missing),
    CASE(test_formula_text_is_none_for_cells_beyond_the_report),
    CASE(test_formula_text_joins_neighbours_and_doubles_apostrophes),
    CASE(test_formula_text_is_none_where_too_long),
    CASE(test_formula_text_of_a_check_against_less_than_nothing),
};

OT_TEST_MAIN("exporters/workbook_formula", cases)
