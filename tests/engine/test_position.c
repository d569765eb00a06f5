/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_position.c - what of the ledger counts for a period, and where it is counted. */
#include "engine/position.h"

#include "tests/engine/council.h"

/* Schools (DSG) and Children in Care; pay and placements; placements are high risk. */
static council small(void)
{
    council c = council_new();

    council_service(&c, "CF0201", "Schools", "Education", 1);
    council_service(&c, "CF0302", "Children in Care", "Families", 2);
    council_centre(&c, "020101", "CF0201", "DSG");
    council_centre(&c, "030201", "CF0302", "");
    council_account(&c, "1000", 1);
    council_account(&c, "5005", 5);
    council_account(&c, "5006", 5);
    council_account(&c, "9000", 9);
    council_area(&c, "External Placements", "", 1, "0302*", "5005");
    council_seal(&c);
    return c;
}

static void test_measures_count_to_date_for_the_year_of_the_pack(void)
{
    council c = small();
    ot_ledger_record last_year = ledger_line("020101", "1000", "", OT_ACTUAL, 12, 777);
    const ot_line *line;

    last_year.period.year = 2020;
    council_post(&c, last_year);
    council_ledger(&c, "020101", "1000", "", OT_BUDGET, 1, 100000);
    council_ledger(&c, "020101", "1000", "", OT_BUDGET, 12, 20000);
    council_ledger(&c, "020101", "1000", "", OT_VIREMENT, 5, -3000);
    council_ledger(&c, "020101", "1000", "", OT_VIREMENT, 6, 50000);
    council_ledger(&c, "020101", "1000", "", OT_ACTUAL, 1, 8100);
    council_ledger(&c, "020101", "1000", "", OT_ACTUAL, 5, 9200);
    council_ledger(&c, "020101", "1000", "", OT_ACTUAL, 6, 44000);
    council_ledger(&c, "020101", "1000", "", OT_COMMITMENT, 4, 600);
    council_ledger(&c, "020101", "1000", "", OT_COMMITMENT, 5, 450);
    council_ledger(&c, "020101", "1000", "", OT_COMMITMENT, 6, 99);
    council_position(&c);
    line = council_line(&c, "020101", 1, OT_DSG);
    REQUIRE(line != NULL);
    CHECK_INT((int64_t)c.position.count, 1);
    CHECK_INT(line->original, 120000);
    CHECK_INT(line->virement, -3000);
    CHECK_INT(line->budget, 117000);
    CHECK_INT(line->actual, 17300);
    CHECK_INT(line->commitment, 450);
    council_free(&c);
}

static void test_profiled_virements_and_moving_commitments_are_options(void)
{
    council c = small();
    const ot_line *line;

    c.options.virements_all = true;
    c.options.commitments_movements = true;
    council_ledger(&c, "020101", "1000", "", OT_VIREMENT, 5, -3000);
    council_ledger(&c, "020101", "1000", "", OT_VIREMENT, 9, 50000);
    council_ledger(&c, "020101", "1000", "", OT_COMMITMENT, 4, 600);
    council_ledger(&c, "020101", "1000", "", OT_COMMITMENT, 5, -450);
    council_ledger(&c, "020101", "1000", "", OT_COMMITMENT, 6, 99);
    council_position(&c);
    line = council_line(&c, "020101", 1, OT_DSG);
    REQUIRE(line != NULL);
    CHECK_INT(line->virement, 47000);
    CHECK_INT(line->budget, 47000);
    CHECK_INT(line->commitment, 150);
    council_free(&c);
}

static void test_blank_fund_is_that_of_the_cost_centre(void)
{
    council c = small();

    council_ledger(&c, "020101", "1000", "", OT_ACTUAL, 5, 100);
    council_ledger(&c, "020101", "1000", "DSG", OT_ACTUAL, 5, 20);
    council_ledger(&c, "020101", "1000", "NON-DSG", OT_ACTUAL, 5, 3);
    council_ledger(&c, "030201", "1000", "", OT_ACTUAL, 5, 7);
    council_ledger(&c, "999999", "1000", "", OT_ACTUAL, 5, 9);
    council_position(&c);
    CHECK_INT((int64_t)c.position.count, 4);
    CHECK_INT(council_line(&c, "020101", 1, OT_DSG)->actual, 120);
    CHECK_INT(council_line(&c, "020101", 1, OT_NON_DSG)->actual, 3);
    CHECK_INT(council_line(&c, "030201", 1, OT_NON_DSG)->actual, 7);
    CHECK_INT(council_line(&c, "999999", 1, OT_NON_DSG)->actual, 9);
    council_free(&c);
}

static void test_lines_stand_by_service_cost_centre_group_fund_and_area(void)
{
    council c = small();
    static const struct {
        const char *code;
        int group;
        uint32_t area;
    } want[] = {{"020101", 1, OT_NONE}, {"030201", 1, OT_NONE}, {"030201", 5, 0},
                {"030201", 5, OT_NONE}, {"030201", 9, OT_NONE}, {"000000", 0, OT_NONE},
                {"999999", 1, OT_NONE}};

    council_ledger(&c, "999999", "1000", "", OT_ACTUAL, 5, 1);
    council_ledger(&c, "030201", "9000", "", OT_ACTUAL, 5, -2);
    council_ledger(&c, "030201", "5006", "", OT_ACTUAL, 5, 3);
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 5, 4);
    council_ledger(&c, "030201", "1000", "", OT_ACTUAL, 5, 5);
    council_ledger(&c, "000000", "7777", "", OT_ACTUAL, 5, 6);
    council_ledger(&c, "020101", "1000", "", OT_ACTUAL, 5, 7);
    council_position(&c);
    REQUIRE(c.position.count == 7);
    for (size_t i = 0; i < 7; i++) {
        CHECK_TEXT(c.position.lines[i].code, want[i].code);
        CHECK_INT(c.position.lines[i].subjective_group, want[i].group);
        CHECK_INT(c.position.lines[i].area, want[i].area);
    }
    CHECK_INT(c.position.lines[0].service, 0);
    CHECK_INT(c.position.lines[5].service, OT_NONE);
    CHECK_INT(c.position.lines[5].cost_centre, OT_NONE);
    council_free(&c);
}

static void test_months_reach_back_to_the_first_actual_with_closing_folded_in(void)
{
    council c = small();
    static const struct {
        int year, number;
        ot_pence amount;
    } posted[] = {{2019, 11, 500}, {2019, 12, 600}, {2019, 13, 60}, {2019, 16, 6},
                  {2020, 3, 700},  {2021, 5, 800},  {2021, 6, 9000}};
    const ot_line *line;
    static const ot_pence want[19] = {500, 666, 0, 0, 700, [18] = 800};

    for (size_t i = 0; i < sizeof posted / sizeof posted[0]; i++) {
        ot_ledger_record record = ledger_line("020101", "1000", "", OT_ACTUAL,
                                              posted[i].number, posted[i].amount);

        record.period.year = posted[i].year;
        council_post(&c, record);
    }
    council_ledger(&c, "020101", "1000", "", OT_BUDGET, 1, 9600);
    council_position(&c);
    REQUIRE(c.position.count == 1);
    line = &c.position.lines[0];
    CHECK_INT(c.position.first.year, 2019);
    CHECK_INT(c.position.first.number, 11);
    REQUIRE(c.position.months == 19);
    for (size_t i = 0; i < 19; i++)
        CHECK_INT(line->months[i], want[i]);
    council_free(&c);
}

static void test_line_with_nothing_in_the_year_is_left_out(void)
{
    council c = small();
    ot_ledger_record old = ledger_line("020101", "1000", "", OT_ACTUAL, 5, 777);

    old.period.year = 2020;
    council_post(&c, old);
    council_ledger(&c, "030201", "1000", "", OT_ACTUAL, 6, 5);
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 5, 5);
    council_position(&c);
    REQUIRE(c.position.count == 1);
    CHECK_INT(c.position.lines[0].subjective_group, 5);
    council_free(&c);
}

static void test_line_of_two_areas_is_told(void)
{
    council c = council_new();

    council_service(&c, "CF0302", "Children in Care", "", 1);
    council_centre(&c, "030201", "CF0302", "");
    council_account(&c, "5005", 5);
    council_area(&c, "External Placements", "", 1, "0302*", "5005");
    council_area(&c, "All third party", "", 2, "", "5*");
    council_seal(&c);
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 5, 100);
    council_position(&c);
    CHECK(has_finding(&c.findings, "coverage",
                      "selected by high-risk areas 'External Placements' and 'All "
                      "third party'; it is counted in the first"));
    CHECK_INT(c.position.lines[0].area, 0);
    council_free(&c);
}

static void test_empty_ledger_gives_an_empty_position(void)
{
    council c = small();

    council_position(&c);
    CHECK_INT((int64_t)c.position.count, 0);
    CHECK_INT((int64_t)c.position.months, 5);
    CHECK_INT(c.position.first.number, 1);
    council_free(&c);
}

static void test_amounts_beyond_int64_are_refused(void)
{
    council c = small();

    council_ledger(&c, "020101", "1000", "", OT_BUDGET, 1, INT64_MAX);
    council_ledger(&c, "020101", "1000", "", OT_VIREMENT, 1, INT64_MAX);
    CHECK_INT(
        ot_position_build(c.data, &c.options, NULL, &c.position, &c.findings, &c.err),
        OT_ERANGE);
    CHECK_CONTAINS(c.err.message, "too large");
    CHECK(c.position.lines == NULL);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_measures_count_to_date_for_the_year_of_the_pack),
    CASE(test_profiled_virements_and_moving_commitments_are_options),
    CASE(test_blank_fund_is_that_of_the_cost_centre),
    CASE(test_lines_stand_by_service_cost_centre_group_fund_and_area),
    CASE(test_months_reach_back_to_the_first_actual_with_closing_folded_in),
    CASE(test_line_with_nothing_in_the_year_is_left_out),
    CASE(test_line_of_two_areas_is_told),
    CASE(test_empty_ledger_gives_an_empty_position),
    CASE(test_amounts_beyond_int64_are_refused),
};

OT_TEST_MAIN("position", cases)
