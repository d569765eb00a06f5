/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected counts of the council are of R:
 *   s <- as.Date("2019-04-08") + 12 * 0:65; i <- 0:65; e <- s + 200
 *   open <- function(d) s <= d & !(i %% 4 == 3 & e < as.Date("2021-08-31") & e <= d)
 *   table(i[open(as.Date("2021-08-31"))] %% 3) */
#include <stdlib.h>

#include "tests/engine/placement_council.h"
#include "tests/engine/sheet_cells.h"

/* The row of a report's CSV with these texts in its first two columns. */
static uint32_t row_of(const ot_report *report, const char *first, const char *second)
{
    for (uint32_t row = 0; row < report->row_count; row++) {
        const ot_value *values = report->rows[row].values;

        if (values[0].kind == OT_VALUE_TEXT && strcmp(values[0].text, first) == 0 &&
            (!second ||
             (values[1].kind == OT_VALUE_TEXT && strcmp(values[1].text, second) == 0)))
            return row;
    }
    return NO_CELL;
}

static int64_t number_at(const ot_report *report, uint32_t row, const char *column)
{
    const ot_value *value = cell_of(report, row, column);

    return value->kind == OT_VALUE_NUMBER ? value->number : INT64_MIN;
}

static void test_types_add_up_with_roundings_to_the_total(void)
{
    static const char *const columns[] = {
        "open", "to_date", "rest_of_year", "committed", "gross", "education", "mean"};
    placed *p = placed_new();
    const ot_report *sheet;

    placed_pack(p);
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENTS];
    REQUIRE(sheet != NULL && sheet->row_count == 5);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        int64_t sum = 0;

        for (uint32_t row = 0; row < 4; row++) {
            const ot_value *value = cell_of(sheet, row, columns[i]);

            sum += value->kind == OT_VALUE_NUMBER ? value->number : 0;
        }
        CHECK_INT(sum, number_at(sheet, 4, columns[i]));
        CHECK_INT(cell_of(sheet, 4, columns[i])->formula.kind, OT_FORMULA_SUM);
    }
    CHECK_CELL(sheet, 0, "type", "residential");
    CHECK_CELL(sheet, 3, "type", "roundings");
    CHECK_CELL(sheet, 4, "type", "total");
    placed_free(p);
}

static void test_forecast_is_committed_and_contingency(void)
{
    placed *p = placed_new();
    const ot_report *sheet;

    placed_pack(p);
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENTS];
    REQUIRE(sheet != NULL && sheet->row_count == 5);
    for (uint32_t row = 0; row < 5; row += row == 2 ? 2 : 1) {
        CHECK_INT(number_at(sheet, row, "forecast"),
                  number_at(sheet, row, "committed") +
                      number_at(sheet, row, "contingency"));
        CHECK_INT(number_at(sheet, row, "forecast"), number_at(sheet, row, "p80"));
        CHECK(number_at(sheet, row, "p50") <= number_at(sheet, row, "p95"));
    }
    CHECK_INT(number_at(sheet, 4, "forecast"),
              ot_thousands(ot_outlook_forecast(&p->outlook)));
    placed_free(p);
}

static void test_open_placements_are_those_of_the_month_end(void)
{
    placed *p = placed_new();
    const ot_report *sheet, *activity, *months;

    placed_pack(p);
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENTS];
    activity = p->c.pack.sheets[OT_SHEET_PLACEMENT_ACTIVITY];
    months = p->c.pack.sheets[OT_SHEET_PLACEMENT_MONTHS];
    REQUIRE(sheet && activity && activity->csv && months);
    CHECK_CELL(sheet, 0, "open", "17");
    CHECK_CELL(sheet, 1, "open", "17");
    CHECK_CELL(sheet, 2, "open", "18");
    CHECK_CELL(sheet, 4, "open", "52");
    CHECK_CELL(activity->csv, row_of(activity->csv, "2021-08", "total"), "stock", "52");
    CHECK_CELL(months, row_of(months, "total", "2021-08"), "open", "52");
    placed_free(p);
}

static void test_stock_is_carried_on_by_the_flows(void)
{
    placed *p = placed_new();
    const ot_report *table;

    placed_pack(p);
    REQUIRE(p->c.pack.sheets[OT_SHEET_PLACEMENT_ACTIVITY] != NULL);
    table = p->c.pack.sheets[OT_SHEET_PLACEMENT_ACTIVITY]->csv;
    REQUIRE(table->row_count > 8);
    for (uint32_t row = 4; row < table->row_count; row++)
        CHECK_INT(number_at(table, row, "stock"),
                  number_at(table, row - 4, "stock") + number_at(table, row, "starts") +
                      number_at(table, row, "moves_in") -
                      number_at(table, row, "ends") -
                      number_at(table, row, "moves_out"));
    placed_free(p);
}

/* The first child to leave does so on 30 November 2019: before that only those that
 * stayed may be on record. */
static void test_months_before_the_first_ending_are_not_counted(void)
{
    placed *p = placed_new();
    const ot_report *table;

    placed_pack(p);
    REQUIRE(p->c.pack.sheets[OT_SHEET_PLACEMENT_ACTIVITY] != NULL);
    table = p->c.pack.sheets[OT_SHEET_PLACEMENT_ACTIVITY]->csv;
    CHECK(row_of(table, "2019-11", NULL) == NO_CELL);
    CHECK_INT(row_of(table, "2019-12", "residential"), 0);
    placed_free(p);
}

static void test_contingency_is_used_up_by_ends_and_starts(void)
{
    placed *p = placed_new();
    const ot_report *months, *sheet;
    uint32_t row;

    placed_pack(p);
    months = p->c.pack.sheets[OT_SHEET_PLACEMENT_MONTHS];
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENTS];
    REQUIRE(months != NULL && sheet != NULL);
    row = row_of(months, "total", "2021-08");
    CHECK_INT(number_at(months, row, "contingency_left"),
              number_at(sheet, 4, "contingency"));
    for (uint32_t i = row + 1; i <= row + 7; i++)
        CHECK_INT(number_at(months, i, "contingency_left"),
                  number_at(months, i - 1, "contingency_left") -
                      number_at(months, i, "ends_and_moves") -
                      number_at(months, i, "new_starts"));
    placed_free(p);
}

static void test_activity_comes_from_the_census_where_no_file_counts(void)
{
    placed *p = placed_new();
    const ot_report *table;

    council_activity(&p->c, "total", 2021, 4, 61);
    placed_pack(p);
    REQUIRE(p->c.pack.sheets[OT_SHEET_ACTIVITY] != NULL);
    table = p->c.pack.sheets[OT_SHEET_ACTIVITY]->csv;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const char *month = cell_of(table, row, "period")->text;
        const char *type = cell_of(table, row, "type")->text;

        if (month && strcmp(month, "2021-07") == 0) {
            CHECK_TEXT(type, "total");
            CHECK_CELL(table, row, "count", "61");
        } else if (month && strcmp(month, "2021-08") == 0) {
            CHECK_CELL(table, row, "count",
                       strcmp(type, "supported_living") == 0 ? "18"
                       : strcmp(type, "total")               ? "17"
                                                             : "52");
        }
    }
    CHECK(row_of(table, "2021/22", "Aug") != NO_CELL);
    placed_free(p);
}

static void test_count_that_was_another_last_month_is_told(void)
{
    placed *p = placed_new(), *earlier = placed_new();
    const ot_report *sheet;
    bool told = false;

    /* Known since: a child who came in June 2021. */
    placed_name(p, PLACED_CHILDREN);
    placed_episode(p, PLACED_CHILDREN, 20210614, 0, "K2", "SC123456");
    council_seal(&earlier->c);
    placed_look(earlier, (ot_period){2021, 4}, &p->before);
    p->has_before = true;
    placed_pack(p);
    sheet = p->c.pack.sheets[OT_SHEET_PLACEMENT_ACTIVITY];
    REQUIRE(sheet != NULL);
    for (size_t i = 0; i < sheet->note_count; i++)
        told |= strcmp(sheet->notes[i], "Restated: June 2021, Residential: 18, was 17 "
                                        "in last month's pack.") == 0;
    CHECK(told);
    placed_free(p);
    placed_free(earlier);
}

static const check_case cases[] = {
    CASE(test_types_add_up_with_roundings_to_the_total),
    CASE(test_forecast_is_committed_and_contingency),
    CASE(test_open_placements_are_those_of_the_month_end),
    CASE(test_stock_is_carried_on_by_the_flows),
    CASE(test_months_before_the_first_ending_are_not_counted),
    CASE(test_contingency_is_used_up_by_ends_and_starts),
    CASE(test_activity_comes_from_the_census_where_no_file_counts),
    CASE(test_count_that_was_another_last_month_is_told),
};

OT_TEST_MAIN("sheet_placements", cases)
