/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_season.c - the season against decompose() of R 4.2.2, and what shrinking does.
 */
#include "engine/forecast/season.h"

#include "tests/check.h"
#include "tests/engine/r_series.h"
#include "tests/engine/random.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

static const ot_numbers air = {air_passengers, COUNT(air_passengers), 12};

/* decompose(AirPassengers, "multiplicative")$figure */
static void test_multiplicative_indices_are_those_of_r(void)
{
    static const double want[12] = {
        0.910230367372201, 0.883625320694376, 1.00736628760355,  0.975906012322847,
        0.981378027495129, 1.11277582667927,  1.2265555429312,   1.21991096944562,
        1.06049193264682,  0.921757240410498, 0.801178082413474, 0.898824389985011};
    ot_season season;

    REQUIRE(ot_season_decompose(&air, OT_SEASON_MULTIPLICATIVE, &season, NULL) ==
            OT_OK);
    for (int i = 0; i < 12; i++)
        CHECK_NEAR(season.index[i], want[i], 1e-12);
}

/* decompose(AirPassengers, "additive")$figure */
static void test_additive_effects_are_those_of_r(void)
{
    static const double want[12] = {
        -24.7487373737374, -36.1881313131313, -2.24116161616162, -8.03661616161616,
        -4.50631313131313, 35.4027777777778,  63.8308080808081,  62.8232323232323,
        16.520202020202,   -20.6426767676768, -53.5934343434343, -28.6199494949495};
    ot_season season;

    REQUIRE(ot_season_decompose(&air, OT_SEASON_ADDITIVE, &season, NULL) == OT_OK);
    for (int i = 0; i < 12; i++)
        CHECK_NEAR(season.index[i], want[i], 1e-12);
}

static void test_season_is_tested_as_by_the_m4_organisers(void)
{
    static const ot_numbers deaths = {us_deaths, COUNT(us_deaths), 12};
    static const ot_numbers river = {nile, COUNT(nile), 12};
    static const ot_numbers no_period = {us_deaths, COUNT(us_deaths), 1};
    static const ot_numbers two_years = {us_deaths, 24, 12};

    CHECK(ot_season_tested(&air));
    CHECK(ot_season_tested(&deaths));
    CHECK(!ot_season_tested(&river));
    CHECK(!ot_season_tested(&no_period));
    CHECK(!ot_season_tested(&two_years));
}

static void test_shrinking_leaves_a_clear_season_and_takes_noise_away(void)
{
    uint64_t seed = 20190417;
    double noise[60], raw = 0.0, left = 0.0;
    ot_numbers series = {noise, 60, 12};
    ot_season clear, shrunk, found;

    REQUIRE(ot_season_decompose(&air, OT_SEASON_MULTIPLICATIVE, &clear, NULL) == OT_OK);
    shrunk = clear;
    ot_season_shrink(&shrunk);
    CHECK_NEAR(shrunk.index[6], clear.index[6], 2e-2);
    CHECK(shrunk.index[6] < clear.index[6]);
    for (int i = 0; i < 60; i++)
        noise[i] = 100000.0 + (double)random_amount(&seed, 20000);
    REQUIRE(ot_season_decompose(&series, OT_SEASON_MULTIPLICATIVE, &clear, NULL) ==
            OT_OK);
    ot_season_find(&series, &found);
    for (int i = 0; i < 12; i++) {
        raw += (clear.index[i] - 1.0) * (clear.index[i] - 1.0);
        left += (found.index[i] - 1.0) * (found.index[i] - 1.0);
    }
    CHECK(left < 0.5 * raw);
}

static void test_credits_make_the_season_additive(void)
{
    double values[48];
    ot_numbers series = {values, 48, 12};
    ot_season season;

    for (int i = 0; i < 48; i++)
        values[i] = i % 12 == 11 ? -5200.0 - i : 1830.5 + 3 * i;
    ot_season_find(&series, &season);
    CHECK_INT(season.form, OT_SEASON_ADDITIVE);
    CHECK(season.index[11] < -5000.0);
}

static void test_one_year_or_a_constant_has_no_season(void)
{
    static const double flat[36] = {0};
    ot_numbers year = {air_passengers, 23, 12}, constant = {flat, 36, 12};
    ot_season season;

    ot_season_find(&year, &season);
    CHECK_INT(season.form, OT_SEASON_NONE);
    ot_season_find(&constant, &season);
    CHECK_INT(season.form, OT_SEASON_NONE);
}

static void test_what_is_removed_can_be_restored(void)
{
    double rest[30];
    ot_season season;

    ot_season_find(&air, &season);
    ot_season_remove(&season, air_passengers, 30, rest);
    CHECK(fabs(rest[6] - air_passengers[6]) > 10.0);
    ot_season_restore(&season, 0, 30, rest);
    for (int i = 0; i < 30; i++)
        CHECK_NEAR(rest[i], air_passengers[i], 1e-12);
}

static const check_case cases[] = {
    CASE(test_multiplicative_indices_are_those_of_r),
    CASE(test_additive_effects_are_those_of_r),
    CASE(test_season_is_tested_as_by_the_m4_organisers),
    CASE(test_shrinking_leaves_a_clear_season_and_takes_noise_away),
    CASE(test_credits_make_the_season_additive),
    CASE(test_one_year_or_a_constant_has_no_season),
    CASE(test_what_is_removed_can_be_restored),
};

OT_TEST_MAIN("season", cases)
