/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_theta.c - smoothing and Theta against R 4.2.2, forecast 8.20. R's own search
 * ends a little short of the optimum: the forecasts are compared at R's parameters, and
 * our search must find at least as small a sum of squares. */
#include "engine/forecast/theta.h"

#include "engine/forecast/season.h"
#include "tests/check.h"
#include "tests/engine/r_series.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

static void adjust(double *adjusted, ot_season *season)
{
    ot_numbers series = {air_passengers, COUNT(air_passengers), 12};

    ot_season_decompose(&series, OT_SEASON_MULTIPLICATIVE, season, NULL);
    ot_season_remove(season, air_passengers, series.count, adjusted);
}

/* x <- seasadj(decompose(AirPassengers, "multiplicative")); s <- ses(x, h = 3);
 * s$model$par; sum(residuals(s)^2); s$mean */
static void test_ses_is_at_least_as_close_as_r(void)
{
    double x[COUNT(air_passengers)];
    ot_season season;
    ot_ses r = {.alpha = 0.837752089949302, .start = 124.669258172778}, ours;

    adjust(x, &season);
    ot_ses_run(x, COUNT(x), &r);
    CHECK_NEAR(r.sse, 16428.353803126, 1e-9);
    CHECK_NEAR(r.level, 481.900705098231, 1e-9);
    REQUIRE(ot_ses_fit(x, COUNT(x), &ours, NULL) == OT_OK);
    CHECK(ours.sse <= r.sse);
    CHECK_NEAR(ours.sse, r.sse, 1e-6);
    CHECK_NEAR(ours.level, r.level, 1e-4);
}

/* s <- ses(Nile); s$model$par; sum(residuals(s)^2) */
static void test_ses_finds_the_weight_of_the_nile(void)
{
    ot_ses ours;

    REQUIRE(ot_ses_fit(nile, COUNT(nile), &ours, NULL) == OT_OK);
    CHECK(ours.sse <= 2038674.43826759);
    CHECK_NEAR(ours.alpha, 0.245668153653116, 2e-3);
    CHECK_NEAR(ours.start, 1110.73409658365, 2e-3);
}

/* thetaf(AirPassengers, h = 18)$mean, at the parameters of ses() above */
static void test_theta_path_is_that_of_r_with_its_parameters(void)
{
    static const double want[18] = {
        440.078191081586, 428.384280556983, 489.707098669638, 475.704627661373,
        479.670388669209, 545.366272154216, 602.752001822396, 601.100763091486,
        523.951492158653, 456.62714491283,  397.953734665557, 447.644908742896,
        454.529768932994, 442.413454457602, 505.700887552132, 491.198926927015,
        495.251566219845, 563.033630953556};
    double x[COUNT(air_passengers)], mean[18];
    ot_season season;
    ot_ses r = {.alpha = 0.837752089949302, .start = 124.669258172778};

    adjust(x, &season);
    ot_ses_run(x, COUNT(x), &r);
    ot_theta_path(x, COUNT(x), &r, 18, mean);
    ot_season_restore(&season, COUNT(x), 18, mean);
    for (int h = 0; h < 18; h++)
        CHECK_NEAR(mean[h], want[h], 1e-6);
}

/* thetaf(Nile, h = 10)$mean: R's search and ours end at the same place but for 1e-4. */
static void test_theta_of_a_series_without_season_agrees_with_r(void)
{
    static const double want[3] = {799.811996215856, 798.454843500585,
                                   797.097690785313};
    double mean[3];
    ot_ses ours;

    REQUIRE(ot_ses_fit(nile, COUNT(nile), &ours, NULL) == OT_OK);
    ot_theta_path(nile, COUNT(nile), &ours, 3, mean);
    for (int h = 0; h < 3; h++)
        CHECK_NEAR(mean[h], want[h], 1e-4);
}

static void test_ses_refuses_two_months(void)
{
    static const double two[] = {2385.17, 2410.55};
    ot_error err = {0};
    ot_ses ses;

    CHECK_INT(ot_ses_fit(two, 2, &ses, &err), OT_EFIT);
    CHECK_CONTAINS(err.message, "three months");
}

static const check_case cases[] = {
    CASE(test_ses_is_at_least_as_close_as_r),
    CASE(test_ses_finds_the_weight_of_the_nile),
    CASE(test_theta_path_is_that_of_r_with_its_parameters),
    CASE(test_theta_of_a_series_without_season_agrees_with_r),
    CASE(test_ses_refuses_two_months),
};

OT_TEST_MAIN("theta", cases)
