/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_report.c - a table owns all that is put into it. */
#include "engine/report.h"

#include "tests/check.h"

static ot_report *table(int columns)
{
    ot_report *report = ot_report_new("sla", "Net Budget Analysis");

    for (int i = 0; report && i < columns; i++) {
        char id[24] = "", super[24] = "";
        ot_column column = {.id = id, .heading = id, .super = super};

        snprintf(id, sizeof id, "column%d", i);
        snprintf(super, sizeof super, "over%d", i / 3);
        column.kind = i ? OT_COLUMN_THOUSANDS : OT_COLUMN_TEXT;
        CHECK_INT(ot_report_column(report, &column, NULL), OT_OK);
    }
    return report;
}

static void test_columns_titles_and_notes_are_copied_in_order(void)
{
    ot_report *report = table(30);
    char text[] = "Title 0";

    REQUIRE(report != NULL);
    for (int i = 0; i < 25; i++) {
        text[6] = (char)('a' + i);
        CHECK_INT(ot_report_title(report, text, NULL), OT_OK);
        CHECK_INT(ot_report_note(report, text, NULL), OT_OK);
    }
    CHECK_TEXT(report->id, "sla");
    CHECK_TEXT(report->name, "Net Budget Analysis");
    CHECK_INT(report->column_count, 30);
    CHECK_TEXT(report->columns[29].id, "column29");
    CHECK_TEXT(report->columns[29].super, "over9");
    CHECK(report->columns[29].unit == NULL);
    CHECK_INT((int64_t)report->title_count, 25);
    CHECK_TEXT(report->titles[0], "Title a");
    CHECK_TEXT(report->notes[24], "Title y");
    CHECK_TEXT(ot_report_format(report, "%d lines of %s", 38, "0302"), "38 lines of "
                                                                       "0302");
    ot_report_free(report);
}

static void test_rows_begin_blank_and_keep_their_values(void)
{
    ot_report *report = table(4);
    char name[] = "Safeguarding";
    uint32_t row;

    REQUIRE(report != NULL);
    for (uint32_t i = 0; i < 3000; i++) {
        REQUIRE(ot_report_row(report, OT_ROW_ITEM, 1, &row, NULL) == OT_OK);
        CHECK_INT(row, i);
        ot_report_set_number(report, row, 1, (int64_t)i * 1000 - 17);
    }
    CHECK_INT(ot_report_row(report, OT_ROW_TOTAL, 0, NULL, NULL), OT_OK);
    CHECK_INT(report->row_count, 3001);
    CHECK_INT(report->rows[2999].values[1].number, 2998983);
    CHECK_INT(report->rows[2999].level, 1);
    CHECK_INT(report->rows[3000].kind, OT_ROW_TOTAL);
    for (uint32_t column = 0; column < 4; column++)
        CHECK_INT(ot_report_value(report, 3000, column)->kind, OT_VALUE_BLANK);
    CHECK_INT(ot_report_set_text(report, 7, 0, name, NULL), OT_OK);
    name[0] = '?';
    CHECK_TEXT(report->rows[7].values[0].text, "Safeguarding");
    CHECK_INT(ot_report_set_text(report, 8, 0, "", NULL), OT_OK);
    CHECK_INT(report->rows[8].values[0].kind, OT_VALUE_BLANK);
    ot_report_free(report);
}

static void test_ratio_of_nothing_is_blank(void)
{
    ot_report *report = table(2);
    uint32_t row;

    REQUIRE(report != NULL);
    REQUIRE(ot_report_row(report, OT_ROW_ITEM, 0, &row, NULL) == OT_OK);
    ot_report_set_ratio(report, row, 1, 514, 118);
    CHECK_INT(report->rows[row].values[1].kind, OT_VALUE_RATIO);
    CHECK_INT(report->rows[row].values[1].denominator, 118);
    ot_report_set_ratio(report, row, 1, 514, 0);
    CHECK_INT(report->rows[row].values[1].kind, OT_VALUE_BLANK);
    ot_report_free(report);
}

static void test_formulas_keep_copies_of_what_they_refer_to(void)
{
    ot_report *report = table(3);
    char sheet[] = "detail";
    ot_ref refs[] = {{sheet, 4, 9, 10, 1}, {NULL, 2, 2, 1, -1}};
    uint32_t row;
    const ot_formula *formula;

    REQUIRE(report != NULL);
    REQUIRE(ot_report_row(report, OT_ROW_ITEM, 0, &row, NULL) == OT_OK);
    CHECK_INT(
        ot_report_set_formula(report, row, 2, OT_FORMULA_THOUSANDS, refs, 2, NULL),
        OT_OK);
    sheet[0] = '?';
    refs[1].sign = 7;
    formula = &report->rows[row].values[2].formula;
    CHECK_INT(formula->kind, OT_FORMULA_THOUSANDS);
    CHECK_INT((int64_t)formula->ref_count, 2);
    CHECK_TEXT(formula->refs[0].sheet, "detail");
    CHECK_INT(formula->refs[0].last_row, 9);
    CHECK(formula->refs[1].sheet == NULL);
    CHECK_INT(formula->refs[1].sign, -1);
    CHECK_INT(report->rows[row].values[1].formula.kind, OT_FORMULA_NONE);
    ot_report_free(report);
}

static void test_charts_are_copied_with_their_series(void)
{
    ot_report *report = table(2);
    char title[] = "Placements by month";
    ot_chart_series series[] = {
        {.name = title, .sheet = "activity-trend", .last_row = 53},
        {.name = "Fostering", .values_column = 2}};
    const ot_chart chart = {OT_CHART_LINE, title, NULL, series, 2, false};

    REQUIRE(report != NULL);
    for (int i = 0; i < 20; i++)
        CHECK_INT(ot_report_add_chart(report, &chart, NULL), OT_OK);
    title[0] = '?';
    series[0].last_row = 0;
    CHECK_INT((int64_t)report->chart_count, 20);
    CHECK_TEXT(report->charts[19].title, "Placements by month");
    CHECK(report->charts[19].y_title == NULL);
    CHECK_TEXT(report->charts[19].series[0].sheet, "activity-trend");
    CHECK_INT(report->charts[19].series[0].last_row, 53);
    CHECK_TEXT(report->charts[19].series[1].name, "Fostering");
    ot_report_free(report);
}

static void test_csv_table_is_freed_with_its_report(void)
{
    ot_report *report = table(2);

    REQUIRE(report != NULL);
    report->csv = table(5); /* the leak checker sees to it */
    CHECK(report->csv != NULL);
    ot_report_free(report);
    ot_report_free(NULL);
}

static const check_case cases[] = {
    CASE(test_columns_titles_and_notes_are_copied_in_order),
    CASE(test_rows_begin_blank_and_keep_their_values),
    CASE(test_ratio_of_nothing_is_blank),
    CASE(test_formulas_keep_copies_of_what_they_refer_to),
    CASE(test_charts_are_copied_with_their_series),
    CASE(test_csv_table_is_freed_with_its_report),
};

OT_TEST_MAIN("report", cases)
