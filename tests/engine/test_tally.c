/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_tally.c - lines summed, and a row as printed: always footing. */
#include "engine/tally.h"

#include "tests/engine/council.h"
#include "tests/engine/random.h"

/* A row of both funds: variance_dsg is the DSG part of forecast - budget. */
static ot_sums both_funds(ot_pence budget, ot_pence forecast, ot_pence variance_dsg)
{
    return (ot_sums){.budget = budget,
                     .forecast = forecast,
                     .variance = {forecast - budget - variance_dsg, variance_dsg},
                     .has_fund = {true, true}};
}

static void check_printed(ot_sums sums, const ot_printed *want)
{
    ot_printed got = ot_sums_print(&sums);

    CHECK_INT(got.budget, want->budget);
    CHECK_INT(got.forecast, want->forecast);
    CHECK_INT(got.variance[OT_DSG], want->variance[OT_DSG]);
    CHECK_INT(got.variance[OT_NON_DSG], want->variance[OT_NON_DSG]);
    CHECK_INT(got.total, want->total);
}

static void test_variance_is_printed_forecast_less_printed_budget(void)
{
    /* 25770.4 and 26783.6 print 25770 and 26784: 1014, not 1013.2 */
    ot_sums sums = {.budget = 2577040000,
                    .forecast = 2678360000,
                    .variance = {[OT_NON_DSG] = 101320000},
                    .has_fund = {[OT_NON_DSG] = true}};

    check_printed(sums, &(ot_printed){25770, 26784, {[OT_NON_DSG] = 1014}, 1014});
    sums.budget = -50000; /* half away from zero on both sides */
    sums.forecast = 50000;
    sums.variance[OT_NON_DSG] = 100000;
    check_printed(sums, &(ot_printed){-1, 1, {[OT_NON_DSG] = 2}, 2});
}

static void test_fund_without_lines_never_moves(void)
{
    ot_sums sums = {.budget = 2577040000,
                    .forecast = 2678360000,
                    .variance = {[OT_DSG] = 101320000},
                    .has_fund = {[OT_DSG] = true}};

    check_printed(sums, &(ot_printed){25770, 26784, {[OT_DSG] = 1014}, 1014});
    check_printed((ot_sums){0}, &(ot_printed){0, 0, {0}, 0});
}

static void test_fund_nearer_to_its_true_figure_gives_way(void)
{
    /* DSG 164.4, non-DSG 848.8: 164 + 849 = 1013, as printed */
    check_printed(both_funds(2577000000, 2678320000, 16440000),
                  &(ot_printed){25770, 26783, {849, 164}, 1013});
    /* DSG 164.4, non-DSG 849.4: 164 + 849 is 1 short of 1014: both lie equally near */
    check_printed(both_funds(2577000000, 2678380000, 16440000),
                  &(ot_printed){25770, 26784, {850, 164}, 1014});
    /* DSG 164.49, non-DSG 849.41: DSG is nearer to 165 than non-DSG to 850 */
    check_printed(both_funds(2577000000, 2678390000, 16449000),
                  &(ot_printed){25770, 26784, {849, 165}, 1014});
    /* DSG -64.8, non-DSG 879.3: -65 + 879 is 1 short of 815 (814.5): non-DSG again */
    check_printed(both_funds(1594200000, 1675650000, -6480000),
                  &(ot_printed){15942, 16757, {880, -65}, 815});
}

static void test_halves_on_every_side_still_foot(void)
{
    /* 0.5 prints 1 and -0.5 prints -1: total -2, the funds -0.5 each: -1 - 1 */
    check_printed(both_funds(50000, -50000, -50000),
                  &(ot_printed){1, -1, {-1, -1}, -2});
    /* the other way round total 2; funds 0.49 and 0.51: 0 + 1, so DSG goes to 1 */
    check_printed(both_funds(-50000, 50000, 49000), &(ot_printed){-1, 1, {1, 1}, 2});
}

static void test_funds_add_up_to_the_total_on_every_random_row(void)
{
    uint64_t state = 20210831;
    int wrong = 0, far = 0;

    for (int i = 0; i < 200000; i++) {
        int64_t most = (int64_t)100000 << random_below(&state, 20);
        ot_pence budget = random_amount(&state, most);
        ot_sums sums = both_funds(budget, random_amount(&state, most),
                                  random_amount(&state, most));
        ot_printed row = ot_sums_print(&sums);

        wrong += row.variance[OT_DSG] + row.variance[OT_NON_DSG] != row.total ||
                 row.total != row.forecast - row.budget ||
                 row.budget != ot_thousands(sums.budget) ||
                 row.forecast != ot_thousands(sums.forecast);
        for (int fund = 0; fund < OT_FUNDS; fund++)
            far += llabs(row.variance[fund] * 100000 - sums.variance[fund]) > 100000;
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(far, 0);
}

/* Three services; area 0 is a parent of 1 and 2. */
static council structure(void)
{
    council c = council_new();

    council_service(&c, "CF1", "Schools", "Education", 1);
    council_service(&c, "CF2", "Families", "", 2);
    council_service(&c, "CF3", "Nobody", "", 3);
    council_centre(&c, "0101", "CF1", "DSG");
    council_centre(&c, "0201", "CF2", "");
    council_area(&c, "Youth", "", 1, "", "");
    council_area(&c, "Staffing", "Youth", 1, "", "1*");
    council_area(&c, "Payments", "Youth", 2, "", "6*");
    council_seal(&c);
    return c;
}

static const ot_line four_lines[] = {
    {.service = 0,
     .area = 1,
     .fund = OT_DSG,
     .budget = 1000,
     .forecast = 1700,
     .actual = 600,
     .commitment = 50,
     .driver_basis = OT_DRIVER_TAGGED,
     .driver = 300},
    {.service = 1,
     .area = 2,
     .budget = -500,
     .forecast = 250,
     .actual = 90,
     .driver_basis = OT_DRIVER_DECLARED,
     .driver = 40},
    {.service = 1, .area = OT_NONE, .budget = 70, .forecast = 60, .actual = 5},
    {.service = OT_NONE, .area = 1, .budget = 9, .forecast = 19, .actual = 4}};

static void test_lines_are_summed_to_services_areas_and_all(void)
{
    council c = structure();
    ot_tally tally;

    REQUIRE(ot_tally_make(ot_dataset_structure(c.data), four_lines, 4, &tally, NULL) ==
            OT_OK);
    CHECK_INT(tally.service_count, 3);
    CHECK_INT(tally.services[1].budget, -430);
    CHECK_INT(tally.services[1].variance[OT_NON_DSG], 740);
    CHECK_INT((int64_t)tally.services[1].lines, 2);
    CHECK_INT(tally.first[1], 1);
    CHECK_INT(tally.last[1], 2);
    CHECK_INT(tally.first[2], OT_NONE);
    CHECK_INT(tally.areas[0].forecast, 1950);
    CHECK_INT(tally.areas[1].forecast, 1700);
    CHECK_INT(tally.areas[2].forecast, 250);
    CHECK_INT(tally.all_areas.forecast, 1950);
    CHECK_INT(tally.all_services.forecast, 2010);
    CHECK_INT(tally.all_services.variance[OT_DSG], 700);
    CHECK_INT(tally.all_services.actual, 695);
    CHECK_INT(tally.all_services.commitment, 50);
    CHECK_INT(tally.outside.forecast, 19);
    CHECK_INT((int64_t)tally.outside.lines, 1);
    ot_tally_clear(&tally);
    council_free(&c);
}

static void test_driver_counts_only_on_non_dsg_lines(void)
{
    council c = structure();
    ot_tally tally;

    REQUIRE(ot_tally_make(ot_dataset_structure(c.data), four_lines, 4, &tally, NULL) ==
            OT_OK);
    CHECK(!tally.services[0].has_driver);
    CHECK(tally.services[1].has_driver);
    CHECK_INT(tally.services[1].driver, 40);
    CHECK_INT(tally.all_services.driver, 40);
    ot_tally_clear(&tally);
    council_free(&c);
}

static void test_prior_lines_come_to_todays_services_by_their_codes(void)
{
    council c = structure();
    const ot_prior_line prior[] = {
        {"0101", "Staffing", 1, OT_DSG, 900, 1500, false, 0},
        {"0201", "", 5, OT_NON_DSG, 400, 300, true, 0},
        {"0201", "Renamed since", 6, OT_NON_DSG, 10, 30, false, 0},
        {"9999", "", 5, OT_NON_DSG, 1, 2, false, 0}};
    ot_tally tally;

    REQUIRE(ot_tally_prior(ot_dataset_structure(c.data), prior, 4, &tally, NULL) ==
            OT_OK);
    CHECK_INT(tally.services[0].variance[OT_DSG], 600);
    CHECK_INT(tally.services[1].forecast, 330);
    CHECK(tally.services[1].has_driver);
    CHECK_INT(tally.services[1].driver, 0);
    CHECK_INT(tally.areas[0].budget, 900);
    CHECK_INT(tally.all_areas.budget, 900);
    CHECK_INT(tally.outside.forecast, 2);
    ot_tally_clear(&tally);
    council_free(&c);
}

static void test_sum_beyond_int64_is_refused(void)
{
    council c = structure();
    const ot_line huge[] = {{.service = 1, .area = OT_NONE, .budget = INT64_MAX},
                            {.service = 1, .area = OT_NONE, .budget = 1}};
    ot_tally tally;

    CHECK_INT(ot_tally_make(ot_dataset_structure(c.data), huge, 2, &tally, &c.err),
              OT_ERANGE);
    CHECK_CONTAINS(c.err.message, "too large");
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_variance_is_printed_forecast_less_printed_budget),
    CASE(test_fund_without_lines_never_moves),
    CASE(test_fund_nearer_to_its_true_figure_gives_way),
    CASE(test_halves_on_every_side_still_foot),
    CASE(test_funds_add_up_to_the_total_on_every_random_row),
    CASE(test_lines_are_summed_to_services_areas_and_all),
    CASE(test_driver_counts_only_on_non_dsg_lines),
    CASE(test_prior_lines_come_to_todays_services_by_their_codes),
    CASE(test_sum_beyond_int64_is_refused),
};

OT_TEST_MAIN("tally", cases)
