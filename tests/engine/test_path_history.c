/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_path_history.c - what the members share of a series is what each would find. */
#include "engine/forecast/path_history.h"

#include "tests/check.h"
#include "tests/engine/r_series.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

static void test_season_smoothing_and_logarithms_are_those_of_the_series(void)
{
    ot_numbers air = {air_passengers, COUNT(air_passengers), 12};
    ot_path_history history;
    ot_season season;
    double rest[COUNT(air_passengers)];
    ot_ses ses;

    ot_season_find(&air, &season);
    ot_season_remove(&season, air.values, air.count, rest);
    REQUIRE(ot_ses_fit(rest, air.count, &ses, NULL) == OT_OK);
    REQUIRE(ot_path_history_init(&history, &air, NULL) == OT_OK);
    CHECK_INT(history.season.form, OT_SEASON_MULTIPLICATIVE);
    CHECK(history.smoothed);
    CHECK_NEAR(history.ses.level, ses.level, 1e-15);
    CHECK_NEAR(history.least, 104.0, 1e-15);
    REQUIRE(history.logs != NULL);
    for (size_t i = 0; i < air.count; i++) {
        CHECK_NEAR(history.rest[i], rest[i], 1e-15);
        CHECK_NEAR(history.logs[i], log(rest[i]), 1e-15);
    }
    ot_path_history_clear(&history);
    CHECK(history.rest == NULL);
}

static void test_credits_have_no_logarithms(void)
{
    static const double months[] = {2385.17, -120.4, 2410.55, 2399.02, 2450.8, 2377.9};
    ot_numbers series = {months, COUNT(months), 12};
    ot_path_history history;

    REQUIRE(ot_path_history_init(&history, &series, NULL) == OT_OK);
    CHECK(history.logs == NULL);
    CHECK(history.smoothed);
    CHECK_NEAR(history.least, -120.4, 1e-15);
    ot_path_history_clear(&history);
}

static void test_two_months_are_not_smoothed_and_none_are_refused(void)
{
    static const double two[] = {2385.17, 2410.55};
    ot_numbers series = {two, 2, 12}, nothing = {two, 0, 12};
    ot_path_history history;
    ot_error err = {0};

    REQUIRE(ot_path_history_init(&history, &series, NULL) == OT_OK);
    CHECK(!history.smoothed);
    CHECK_NEAR(history.rest[1], 2410.55, 1e-15);
    ot_path_history_clear(&history);
    CHECK_INT(ot_path_history_init(&history, &nothing, &err), OT_EFIT);
    CHECK_CONTAINS(err.message, "no month");
    CHECK(history.rest == NULL);
}

static const check_case cases[] = {
    CASE(test_season_smoothing_and_logarithms_are_those_of_the_series),
    CASE(test_credits_have_no_logarithms),
    CASE(test_two_months_are_not_smoothed_and_none_are_refused),
};

OT_TEST_MAIN("path_history", cases)
