/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_summary.c - the headline figures, and the same in words. */
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static council with_driver(void)
{
    council c = sla_structure();
    ot_ledger_record tagged = ledger_line("030101", "1000", "", OT_ACTUAL, 5, 29650000);

    c.options.driver =
        (ot_driver){.id = "covid", .name = "COVID-19", .projects = "COVID*"};
    council_area(&c, "Safeguarding Staff", "", 1, "0301*", "");
    council_area(&c, "Youth", "", 2, "", "");
    council_area(&c, "Staffing", "Youth", 1, "07*", "");
    council_seal(&c);
    sla_ledger(&c);
    tagged.project = "COVID-19";
    council_post(&c, tagged);
    return c;
}

static const char *const want[] = {
    "Overall position,,,,,,,,,",
    "Non-DSG funded services,-23593,,2158,-9.1,297,1861,,,"
    "over-spend of £2.158 million (9.15% of a net income budget), of which COVID-19 "
    "£297k; "
    "underlying over-spend £1.861 million",
    "DSG funded services,,,15471,,,,,,"
    "over-spend of £15.471 million",
    "All services,-23593,-5964,17629,-74.7,,,,,"
    "over-spend of £17.629 million (74.72% of a net income budget)",
    "High-risk areas,,,,,,,,,",
    "Safeguarding Staff,21334,22544,1210,5.7,297,913,,,"
    "over-spend of £1.210 million (5.7% of budget), of which COVID-19 £297k; "
    "underlying over-spend £913k",
    "Youth,118,632,514,,,,,,over-spend of £514k",
    "Service areas,,,,,,,,,",
    "Schools,-60988,-45897,15091,-24.7,,,,,"
    "over-spend of £15.091 million (24.7% of a net income budget)",
    "Commissioning for Learning,15942,16757,815,5.1,,,,,"
    "over-spend of £815k (5.1% of budget)",
    "Safeguarding,21334,22544,1210,5.7,297,913,,,"
    "over-spend of £1.210 million (5.7% of budget), of which COVID-19 £297k; "
    "underlying over-spend £913k",
    "Quality,0,0,0,,,,,,on budget",
    "Commissioning Function,118,632,514,,,,,,over-spend of £514k",
};

static void test_headlines_are_those_worked_out_by_hand(void)
{
    council c = with_driver();
    const ot_report *sheet;
    char line[512];

    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_SUMMARY];
    REQUIRE(sheet != NULL && sheet->row_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sheet->row_count; i++)
        CHECK_TEXT(row_line(sheet, i, line, sizeof line), want[i]);
    CHECK_TEXT(sheet->rows[6].values[0].link_sheet, "high-risk");
    CHECK_INT(sheet->rows[6].values[0].link_row, 1);
    CHECK_TEXT(sheet->rows[12].values[0].link_sheet, "sla");
    council_free(&c);
}

/* Safeguarding: variance 1,209.1, all of it, or all and more, COVID-19. */
static void check_words(ot_pence tagged, ot_pence forecast, const char *words)
{
    council c = sla_structure();
    ot_ledger_record line = ledger_line("030101", "1000", "", OT_ACTUAL, 5, tagged);
    const ot_report *sheet;

    c.options.driver =
        (ot_driver){.id = "covid", .name = "COVID-19", .projects = "COVID*"};
    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, forecast);
    line.project = "COVID-19";
    council_post(&c, line);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_SUMMARY];
    CHECK_CELL(sheet, find_row(sheet, OT_ROW_ITEM, "Safeguarding"), "statement", words);
    council_free(&c);
}

static void test_words_tell_over_under_and_the_drivers_part(void)
{
    check_words(121000000, 225435,
                "over-spend of £1.210 million (5.7% of budget), of which COVID-19 "
                "£1.210 million");
    check_words(121100000, 225435,
                "over-spend of £1.210 million (5.7% of budget), of which COVID-19 "
                "£1.211 million; underlying under-spend £1k");
    check_words(-5000000, 213344,
                "on budget, of which COVID-19 -£50k; underlying "
                "over-spend £50k");
    check_words(0, 213000, "under-spend of £34k (0.2% of budget)");
}

static void test_movement_is_of_the_variance_to_the_penny(void)
{
    council c = with_driver();
    const ot_prior_line prior[] = {
        {"030101", "Safeguarding Staff", 1, OT_NON_DSG, 2133440000, 2200000000, false,
         0},
        {"020101", "", 5, OT_DSG, -6000000000, -4639760001, false, 0}};
    const ot_report *sheet;
    uint32_t row;

    council_position(&c);
    REQUIRE(ot_pack_build(&(ot_pack_input){.dataset = c.data,
                                           .position = &c.position,
                                           .options = &c.pack_options,
                                           .prior = prior,
                                           .prior_count = 2,
                                           .has_prior = true},
                          &c.findings, &c.pack, &c.err) == OT_OK);
    sheet = c.pack.sheets[OT_SHEET_SUMMARY];
    row = find_row(sheet, OT_ROW_ITEM, "Safeguarding Staff");
    CHECK_CELL(sheet, row, "last_month", "666"); /* 665.6 */
    CHECK_CELL(sheet, row, "movement", "543500.00");
    row = find_row(sheet, OT_ROW_ITEM, "DSG funded services");
    CHECK_CELL(sheet, row, "last_month", "13602");
    CHECK_CELL(sheet, row, "movement", "1868500.01");
    row = find_row(sheet, OT_ROW_ITEM, "All services");
    CHECK_CELL(sheet, row, "movement", "3360890.01");
    REQUIRE(sheet->note_count == 3);
    CHECK_CONTAINS(sheet->notes[0], "since last month's run");
    CHECK_CONTAINS(sheet->notes[1], "whole net budget");
    CHECK_CONTAINS(sheet->notes[2], "Not complete: the ledger has no actuals in");
    council_free(&c);
}

static void test_council_without_dsg_or_driver_has_one_overall_line(void)
{
    council c = sla_structure();
    const ot_report *sheet;

    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, 201000);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_SUMMARY];
    CHECK_CELL(sheet, 1, "item", "All services");
    CHECK_CELL(sheet, 1, "statement",
               "under-spend of £1.234 million (5.78% of budget)");
    CHECK_CELL(sheet, 2, "item", "Service areas");
    CHECK_INT(sheet->columns[find_column(sheet, "driver")].media, OT_MEDIA_CSV);
    CHECK_CONTAINS(sheet->notes[0], "no run of last month");
    council_free(&c);
}

static void test_chart_is_of_the_service_areas(void)
{
    council c = sla_council();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_SUMMARY];

    REQUIRE(sheet->chart_count == 1 && sheet->charts[0].series_count == 2);
    CHECK_INT(sheet->charts[0].series[0].row, find_row(sheet, OT_ROW_ITEM, "Schools"));
    CHECK_INT(sheet->charts[0].series[1].last_row, sheet->row_count - 1);
    CHECK_INT(sheet->charts[0].series[1].values_column, find_column(sheet, "forecast"));
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_headlines_are_those_worked_out_by_hand),
    CASE(test_words_tell_over_under_and_the_drivers_part),
    CASE(test_movement_is_of_the_variance_to_the_penny),
    CASE(test_council_without_dsg_or_driver_has_one_overall_line),
    CASE(test_chart_is_of_the_service_areas),
};

OT_TEST_MAIN("sheet_summary", cases)
