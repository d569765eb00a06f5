/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_activity.c - counts by month and year with their averages. */
#include "tests/engine/council.h"
#include "tests/engine/sheet_cells.h"

static const ot_activity_label labels[] = {{"residential", "Residential Placements"},
                                           {"fostering", "Agency Fostering"}};

/* Residential: eleven months of 2020/21 and five of 2021/22; fostering: two months. */
static council with_activity(void)
{
    council c = council_new();
    static const long last_year[] = {61, 62, 60, 63, 65, 66, 0, 64, 65, 67, 68, 70};

    council_seal(&c);
    council_activity(&c, "fostering", 2021, 1, 213);
    council_activity(&c, "fostering", 2021, 3, 216);
    for (int month = 1; month <= 12; month++)
        if (last_year[month - 1])
            council_activity(&c, "residential", 2020, month, last_year[month - 1]);
    for (int month = 1; month <= 6; month++)
        council_activity(&c, "residential", 2021, month, 70 + month);
    council_activity(&c, "residential", 2021, 5, 80); /* restated */
    council_activity(&c, "residential", 2011, 5, 40); /* more than ten years ago */
    c.pack_options.labels = labels;
    c.pack_options.label_count = 2;
    council_position(&c);
    council_pack(&c);
    return c;
}

static void test_matrix_has_months_down_and_years_across(void)
{
    council c = with_activity();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_ACTIVITY];
    char line[128];

    REQUIRE(sheet != NULL && sheet->row_count == 13 && sheet->column_count == 4);
    CHECK_TEXT(sheet->columns[1].id, "residential 2020/21");
    CHECK_TEXT(sheet->columns[1].heading, "20/21");
    CHECK_TEXT(sheet->columns[1].super, "Residential Placements");
    CHECK_TEXT(sheet->columns[3].super, "Agency Fostering");
    CHECK_TEXT(row_line(sheet, 0, line, sizeof line), "Apr,61,71,213");
    CHECK_TEXT(row_line(sheet, 4, line, sizeof line), "Aug,65,80,");
    CHECK_TEXT(row_line(sheet, 6, line, sizeof line), "Oct,,,");
    CHECK_TEXT(row_line(sheet, 11, line, sizeof line), "Mar,70,,");
    council_free(&c);
}

static void test_average_is_of_the_months_there_are_half_away_from_zero(void)
{
    council c = with_activity();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_ACTIVITY];
    char line[128];

    /* 711 / 11 = 64.6; (71 + 72 + 73 + 74 + 80) / 5 = 74; (213 + 216) / 2 = 214.5 */
    CHECK_TEXT(row_line(sheet, 12, line, sizeof line), "Average,65,74,215");
    CHECK_INT(sheet->rows[12].kind, OT_ROW_TOTAL);
    CHECK_INT(sheet->rows[12].values[3].formula.kind, OT_FORMULA_AVERAGE);
    council_free(&c);
}

static void test_csv_is_the_long_table_with_averages(void)
{
    council c = with_activity();
    const ot_report *csv = c.pack.sheets[OT_SHEET_ACTIVITY]->csv;
    char line[128];

    REQUIRE(csv != NULL && csv->row_count == 11 + 1 + 5 + 1 + 2 + 1);
    CHECK_TEXT(csv->columns[4].id, "count");
    CHECK_TEXT(row_line(csv, 0, line, sizeof line),
               "2020/21,Apr,2020-04,residential,61");
    CHECK_TEXT(row_line(csv, 6, line, sizeof line),
               "2020/21,Nov,2020-11,residential,64");
    CHECK_TEXT(row_line(csv, 11, line, sizeof line), "2020/21,Average,,residential,65");
    CHECK_TEXT(row_line(csv, 20, line, sizeof line), "2021/22,Average,,fostering,215");
    council_free(&c);
}

static void test_trend_runs_from_the_first_year_to_the_month_of_the_pack(void)
{
    council c = with_activity();
    const ot_report *trend = c.pack.sheets[OT_SHEET_ACTIVITY_TREND];
    const ot_report *sheet = c.pack.sheets[OT_SHEET_ACTIVITY];
    char line[128];

    REQUIRE(trend != NULL && trend->row_count == 17);
    CHECK_TEXT(row_line(trend, 0, line, sizeof line), "2020-04,61,");
    CHECK_TEXT(row_line(trend, 12, line, sizeof line), "2021-04,71,213");
    CHECK_TEXT(row_line(trend, 16, line, sizeof line), "2021-08,80,");
    REQUIRE(sheet->chart_count == 1 && sheet->charts[0].series_count == 2);
    CHECK_TEXT(sheet->charts[0].series[1].name, "Agency Fostering");
    CHECK_TEXT(sheet->charts[0].series[1].sheet, trend->id);
    CHECK_INT(sheet->charts[0].series[1].values_column, 2);
    CHECK_INT(sheet->charts[0].series[1].last_row, 16);
    council_free(&c);
}

static void test_counts_of_months_to_come_make_no_sheet(void)
{
    council c = council_new();

    council_seal(&c);
    council_activity(&c, "residential", 2021, 6, 80);
    council_position(&c);
    council_pack(&c);
    CHECK(c.pack.sheets[OT_SHEET_ACTIVITY] == NULL);
    CHECK(c.pack.sheets[OT_SHEET_ACTIVITY_TREND] == NULL);
    council_free(&c);
}

static void test_types_without_label_come_by_their_own_name(void)
{
    council c = council_new();
    const ot_report *sheet;

    council_seal(&c);
    c.options.calendar.start_month = 1;
    council_activity(&c, "secure", 2021, 2, 3);
    council_activity(&c, "hospital", 2021, 1, 1);
    c.pack_options.activity_title = "Activity Analysis - External Placements";
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_ACTIVITY];
    REQUIRE(sheet != NULL && sheet->column_count == 3);
    CHECK_TEXT(sheet->name, "Activity Analysis - External Placements");
    CHECK_TEXT(sheet->columns[1].super, "secure");
    CHECK_TEXT(sheet->columns[1].heading, "2021");
    CHECK_CELL(sheet, 0, "month", "Jan");
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_matrix_has_months_down_and_years_across),
    CASE(test_average_is_of_the_months_there_are_half_away_from_zero),
    CASE(test_csv_is_the_long_table_with_averages),
    CASE(test_trend_runs_from_the_first_year_to_the_month_of_the_pack),
    CASE(test_counts_of_months_to_come_make_no_sheet),
    CASE(test_types_without_label_come_by_their_own_name),
};

OT_TEST_MAIN("sheet_activity", cases)
