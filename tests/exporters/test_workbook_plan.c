/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/typeface.h"
#include "exporters/workbook_internal.h"
#include "sample.h"
#include "tests/check.h"

/* A report laid out and planned as in a workbook of its own, rows all of one line. */
typedef struct fixture {
    ot_report *report;
    ot_sheet sheet;
    ot_book book;
} fixture;

static void set_up(fixture *f, ot_report *report)
{
    ot_error err;

    *f = (fixture){.report = report};
    sample_must(ot_sheet_lay_out(&f->sheet, report, &err), &err);
    for (lxw_row_t row = 0; row < f->sheet.chart_row; row++)
        f->sheet.heights[row] = OT_ROW_POINTS;
    f->book.sheets = &f->sheet;
    f->book.count = 1;
    sample_must(ot_sheet_plan(&f->book, &f->sheet, &err), &err);
}

static void tear_down(fixture *f)
{
    ot_sheet_clear(&f->sheet);
    ot_report_free(f->report);
}

#define SERVICE "Commissioning of Intervention Services"

/* Services with a budget and a forecast, both of them live, the first a grant. */
static ot_report *services(uint32_t rows)
{
    static const ot_column list[] = {
        {.id = "service", .heading = "Service Area", .width = 40},
        {.id = "budget", .heading = "Budget", .kind = OT_COLUMN_THOUSANDS},
        {.id = "forecast", .heading = "Forecast", .kind = OT_COLUMN_THOUSANDS},
        {.id = "words", .heading = "In words", .width = 76},
    };
    ot_report *report = sample_start("services", "Services");

    sample_columns(report, list, 4);
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t at = sample_row(report, OT_ROW_ITEM, 0);

        sample_text(report, at, 0, SERVICE);
        ot_report_set_number(report, at, 1, i == 0 ? -60988 : (int64_t)4149 + i);
        ot_report_set_number(report, at, 2, i == 0 ? -45897 : (int64_t)4157 + i);
    }
    return report;
}

/* A chart of the first rows of a report of services. */
static void add_chart(ot_report *report, ot_chart_kind kind, uint32_t rows)
{
    ot_chart_series series[] = {{"Budget", NULL, 0, rows - 1, 0, 1},
                                {"Forecast", NULL, 0, rows - 1, 0, 2}};
    ot_chart chart = {kind, "Forecast against budget", "£000", series, 2, false};
    ot_error err;

    sample_must(ot_report_add_chart(report, &chart, &err), &err);
}

/* Columns of pence that no page holds at a size to be read, in groups of three. */
static ot_report *wide_report(uint32_t columns)
{
    ot_column name = {.id = "centre", .heading = "Cost Centre", .width = 30};
    ot_column amount = {.kind = OT_COLUMN_PENCE, .unit = "£", .width = 14};
    ot_report *report = sample_start("detail", "Detail by cost centre");
    uint32_t at;

    sample_columns(report, &name, 1);
    for (uint32_t i = 1; i < columns; i++) {
        amount.id = ot_report_format(report, "amount%u", (unsigned)i);
        amount.heading = "Outturn";
        amount.super = ot_report_format(report, "Projection %u", (unsigned)(i - 1) / 3);
        sample_columns(report, &amount, 1);
    }
    report->frozen_columns = 1;
    at = sample_row(report, OT_ROW_ITEM, 0);
    sample_text(report, at, 0, "Schools contingency and support");
    for (uint32_t i = 1; i < columns; i++)
        ot_report_set_number(report, at, i, INT64_C(24791871054));
    return report;
}

static void test_sheet_plan_puts_a_short_table_on_one_page(void)
{
    fixture f;

    set_up(&f, services(48)); /* some 650 points, on a page of 502 */
    CHECK_INT(f.sheet.page.tall, 1);
    CHECK(f.sheet.page.scale >= 60 && f.sheet.page.scale < 80);
    CHECK(!f.sheet.page.repeat && !f.sheet.page.by_hand && !f.sheet.page.large);
    tear_down(&f);
}

static void test_sheet_plan_lets_a_long_table_run_over_pages(void)
{
    fixture f;

    set_up(&f, services(461));
    CHECK_INT(f.sheet.page.tall, 0);
    CHECK(f.sheet.page.repeat && !f.sheet.page.by_hand && !f.sheet.page.upright);
    tear_down(&f);
}

/* 113 months at 56 a page are two pages and one row. */
static void test_sheet_plan_stands_a_narrow_list_upright_without_a_last_few_rows(void)
{
    static const ot_column list[] = {
        {.id = "month", .heading = "Month"},
        {.id = "count", .heading = "Placements", .kind = OT_COLUMN_COUNT}};
    ot_report *months = sample_start("trend", "Placements by month");
    fixture f;

    sample_columns(months, list, 2);
    for (int i = 0; i < 113; i++)
        ot_report_set_number(months, sample_row(months, OT_ROW_ITEM, 0), 1, 131 + i);
    set_up(&f, months);
    CHECK(f.sheet.page.upright && f.sheet.page.repeat);
    CHECK_INT(f.sheet.page.tall, 2);
    tear_down(&f);
}

/* Every page's columns, with the frozen one again, fit on A3 at the scale chosen, and
 * no group of three is cut. */
static void test_sheet_plan_prints_a_wide_table_on_several_large_pages(void)
{
    fixture f;

    for (uint32_t columns = 20; columns < 90; columns += 7) {
        double width = (16.54 - 2 * OT_MARGIN_SIDE) * 72, used;
        uint32_t first = 0, pages = 0;

        set_up(&f, wide_report(columns));
        REQUIRE(f.sheet.page.large && f.sheet.page.by_hand);
        CHECK(f.sheet.page.scale >= 55 && f.sheet.page.scale <= 100);
        for (const lxw_col_t *at = f.sheet.page.column_breaks; first < columns; at++) {
            uint32_t end = *at ? *at : columns;

            used = ot_sheet_points(&f.sheet, first, end) +
                   (first > 0 ? ot_sheet_points(&f.sheet, 0, 1) : 0);
            CHECK(used * f.sheet.page.scale / 100 <= width);
            CHECK(end == columns || (end - 1) % 3 == 0);
            first = end;
            pages++;
        }
        CHECK(pages > 1 || columns < 30);
        tear_down(&f);
    }
}

/* From the last page break before a chart, or the top, to the chart's end. */
static double height_to(const fixture *f, const ot_spot *spot)
{
    const lxw_row_t *at = f->sheet.page.row_breaks;
    lxw_row_t first = 0;

    for (; at && *at; at++)
        if (*at <= spot->row)
            first = *at;
    return (spot->row - first) * OT_ROW_POINTS + spot->height * 0.75;
}

static void test_sheet_plan_never_cuts_a_chart(void)
{
    for (uint32_t rows = 2; rows < 150; rows++) {
        fixture f;
        ot_report *report = services(rows);

        add_chart(report, OT_CHART_COLUMN, rows < 24 ? rows : 24);
        add_chart(report, OT_CHART_LINE, rows);
        add_chart(report, OT_CHART_BAR, rows < 12 ? rows : 12);
        set_up(&f, report);
        for (size_t i = 0; i < 3; i++) {
            double height = height_to(&f, &f.sheet.spots[i]);

            CHECK(f.sheet.spots[i].height >= 150);
            CHECK(height * f.sheet.page.scale / 100 <= OT_PAGE_HEIGHT);
            CHECK(f.sheet.spots[i].row >= f.sheet.chart_row);
        }
        CHECK(f.sheet.page.tall == 1 || f.sheet.page.by_hand);
        CHECK(f.sheet.page.scale >= 45);
        tear_down(&f);
    }
}

/* A chart on a page of its own stands below a blank row, so that its border is whole,
 * and without the headings of a table that ended before. */
static void test_sheet_plan_gives_a_tall_chart_a_page_of_its_own(void)
{
    ot_report *report = services(44);
    fixture f;

    add_chart(report, OT_CHART_COLUMN, 19);
    set_up(&f, report);
    REQUIRE(f.sheet.page.by_hand && f.sheet.page.row_breaks != NULL);
    CHECK_INT(f.sheet.page.row_breaks[0], f.sheet.spots[0].row - 1);
    CHECK_INT(f.sheet.page.row_breaks[1], 0);
    CHECK(!f.sheet.page.repeat);
    tear_down(&f);
}

static void test_sheet_plan_makes_a_chart_as_wide_as_its_table(void)
{
    ot_report *report = services(5);
    int pixels = 0;
    fixture f;

    add_chart(report, OT_CHART_LINE, 5);
    set_up(&f, report);
    for (uint32_t i = 0; i < 4; i++)
        pixels += ot_sheet_pixels(&f.sheet, i);
    CHECK_INT(f.sheet.spots[0].width, pixels);
    CHECK_INT(f.sheet.last_column, 3);
    tear_down(&f);
}

static void test_chart_lies_where_labels_have_no_room_beside_each_other(void)
{
    ot_report *report = services(19);
    fixture f;

    add_chart(report, OT_CHART_COLUMN, 19);
    add_chart(report, OT_CHART_COLUMN, 2);
    add_chart(report, OT_CHART_LINE, 19);
    add_chart(report, OT_CHART_BAR, 2);
    set_up(&f, report);
    CHECK(ot_chart_lies(&f.book, &f.sheet, &report->charts[0], 1000));
    CHECK(!ot_chart_lies(&f.book, &f.sheet, &report->charts[1], 1000));
    CHECK(ot_chart_lies(&f.book, &f.sheet, &report->charts[1], 300));
    CHECK(!ot_chart_lies(&f.book, &f.sheet, &report->charts[2], 1000));
    CHECK(ot_chart_lies(&f.book, &f.sheet, &report->charts[3], 1000));
    tear_down(&f);
}

/* 37 columns of counts below a thousand: five digits wide, where 12/13 is headed. */
static void test_sheet_lay_out_fits_many_counts_to_their_content(void)
{
    ot_column month = {.id = "month", .heading = "Month", .width = 9};
    ot_column year = {.id = "y", .heading = "12/13", .kind = OT_COLUMN_COUNT};
    ot_report *activity = sample_start("activity", "Activity");
    fixture f;

    year.width = 7;
    year.super = "Total placements";
    sample_columns(activity, &month, 1);
    for (int i = 0; i < 36; i++)
        sample_columns(activity, &year, 1);
    ot_report_set_number(activity, sample_row(activity, OT_ROW_ITEM, 0), 7, 482);
    set_up(&f, activity);
    CHECK_INT(f.sheet.widths[7], 5);
    CHECK(f.sheet.page.scale >= 60);
    tear_down(&f);
}

static void test_sheet_lay_out_keeps_the_hint_where_there_is_room(void)
{
    fixture f;

    set_up(&f, services(3));
    CHECK_INT(f.sheet.widths[0], 40);
    CHECK_INT(f.sheet.widths[1], 9);
    tear_down(&f);
}

static void test_sheet_lay_out_gives_a_super_heading_its_width(void)
{
    ot_column name = {.id = "month", .heading = "Month"};
    ot_column count = {.id = "n", .heading = "21/22", .kind = OT_COLUMN_COUNT};
    ot_report *activity = sample_start("activity", "Activity");
    fixture f;

    count.super = "Residential care placements, by month";
    sample_columns(activity, &name, 1);
    sample_columns(activity, &count, 1);
    sample_columns(activity, &count, 1);
    sample_row(activity, OT_ROW_ITEM, 0);
    set_up(&f, activity);
    CHECK(ot_sheet_points(&f.sheet, 1, 3) >=
          ot_typeface_width(count.super, true) * 5.56);
    CHECK(f.sheet.widths[1] - f.sheet.widths[2] <= 1);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_sheet_plan_puts_a_short_table_on_one_page),
    CASE(test_sheet_plan_lets_a_long_table_run_over_pages),
    CASE(test_sheet_plan_stands_a_narrow_list_upright_without_a_last_few_rows),
    CASE(test_sheet_plan_prints_a_wide_table_on_several_large_pages),
    CASE(test_sheet_plan_never_cuts_a_chart),
    CASE(test_sheet_plan_gives_a_tall_chart_a_page_of_its_own),
    CASE(test_sheet_plan_makes_a_chart_as_wide_as_its_table),
    CASE(test_chart_lies_where_labels_have_no_room_beside_each_other),
    CASE(test_sheet_lay_out_fits_many_counts_to_their_content),
    CASE(test_sheet_lay_out_keeps_the_hint_where_there_is_room),
    CASE(test_sheet_lay_out_gives_a_super_heading_its_width),
};

OT_TEST_MAIN("exporters/workbook_plan", cases)
