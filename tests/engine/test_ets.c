/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ets.c - exponential smoothing against ets() of R 4.2.2, forecast 8.20: forecasts
 * at R's parameters, and how good ours are. R also searches the first seasonal states.
 */
#include "engine/forecast/ets.h"

#include "engine/forecast/ets_mean.h"
#include "tests/check.h"
#include "tests/engine/r_series.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

static const ot_numbers air = {air_passengers, COUNT(air_passengers), 12};

/* m <- ets(AirPassengers, "MAM", damped = TRUE); m$initstate; -2 * m$loglik, which
 * leaves a constant of the likelihood out, as ours does; m$states[145, ]: level, slope
 * and the seasonal states, December first, back to January (its forecast() gives
 * expectations, which are not this form's path) */
static void test_multiplicative_form_runs_as_in_r(void)
{
    static const double want[14] = {
        485.912552397076,  1.80119750881416,  0.894455850814619, 0.799326945177392,
        0.921666490324389, 1.05920644170478,  1.22030919921845,  1.23180604055208,
        1.11050289983612,  0.978619454441891, 0.980388504177919, 1.01103655653435,
        0.886899515740565, 0.905863013629879};
    ot_ets model = {.form = {true, OT_TREND_DAMPED, OT_SEASON_MULTIPLICATIVE},
                    .period = 12,
                    .alpha = 0.709551916208791,
                    .beta = 0.0204089193322359,
                    .gamma = 0.000100468309718653,
                    .phi = 0.979999926683986,
                    .level = 120.993935507203,
                    .slope = 1.77054019711165,
                    .season = {0.905852372933628, 0.886892287222608, 1.01103008804154,
                               0.980382073471814, 0.978612760760472, 1.11050018094692,
                               1.23179850716711, 1.22030069724042, 1.05920192983827,
                               0.921659598397272, 0.799322028291066,
                               0.894447475688874}};

    ot_ets_run(air_passengers, air.count, &model);
    CHECK_NEAR(model.likelihood, 1359.16643247391, 1e-8);
    CHECK_NEAR(model.level, want[0], 1e-8);
    CHECK_NEAR(model.slope, want[1], 1e-8);
    for (int i = 0; i < 12; i++)
        CHECK_NEAR(model.season[i], want[13 - i], 1e-8);
}

/* the same of ets(AirPassengers, "AAA", damped = TRUE) */
static void test_additive_form_runs_as_in_r(void)
{
    static const double want[12] = {
        434.126597833478, 424.979199748583, 458.777058505403, 453.431002518865,
        457.255025116314, 497.152185252274, 527.548493056505, 525.091935979696,
        479.15371095491,  442.213720605689, 409.360207568995, 435.0297464697};
    ot_ets model = {.form = {false, OT_TREND_DAMPED, OT_SEASON_ADDITIVE},
                    .period = 12,
                    .alpha = 0.999897421093044,
                    .beta = 0.00217480508804134,
                    .gamma = 0.000101025742930126,
                    .phi = 0.979969612148248,
                    .level = 120.593931483887,
                    .slope = 1.73811793061669,
                    .season = {-26.4676941719648, -35.8864675465944, -2.3577338973258,
                               -7.96980607122696, -4.40379741950637, 35.2401220687056,
                               65.3757672164667, 62.6834724066656, 16.5117839016359,
                               -20.6675466650366, -53.7485729930368, -28.309526828782}};
    double mean[12];

    ot_ets_run(air_passengers, air.count, &model);
    CHECK_NEAR(model.likelihood, 1535.2308912419, 1e-8);
    ot_ets_path(&model, air.count, 12, mean);
    for (int h = 0; h < 12; h++)
        CHECK_NEAR(mean[h], want[h], 1e-6);
}

/* ets(seasadj(decompose(AirPassengers, "multiplicative")), "AAN", damped = TRUE):
 * sum(residuals(m)^2) 15639.7000879755; forecast(m, h = 12)$mean 485.160 ... 501.644 */
static void test_damped_trend_is_about_as_close_as_r(void)
{
    static const ot_season none = {.form = OT_SEASON_NONE, .period = 1};
    double x[COUNT(air_passengers)], mean[12];
    ot_numbers rest = {x, COUNT(x), 1};
    ot_season season;
    ot_ets model;

    REQUIRE(ot_season_decompose(&air, OT_SEASON_MULTIPLICATIVE, &season, NULL) ==
            OT_OK);
    ot_season_remove(&season, air_passengers, COUNT(x), x);
    REQUIRE(ot_ets_fit(&rest, (ot_ets_form){.trend = OT_TREND_DAMPED}, &none, &model,
                       NULL) == OT_OK);
    CHECK(model.sse < 1.005 * 15639.7000879755);
    ot_ets_path(&model, COUNT(x), 12, mean);
    CHECK_NEAR(mean[0], 485.160438567656, 1e-2);
    CHECK_NEAR(mean[11], 501.644154868575, 2e-2);
}

static void test_multiplicative_error_refuses_credits(void)
{
    static const double values[12] = {310.5, 287.1, -40.0, 305.2, 298.8, 301.4,
                                      288.9, 310.0, 295.5, 302.1, 299.9, 304.6};
    static const ot_season none = {.form = OT_SEASON_NONE, .period = 1};
    ot_numbers series = {values, 12, 1};
    ot_ets model = {.form = {.multiplicative_error = true},
                    .period = 1,
                    .alpha = 1.0,
                    .phi = 1.0,
                    .level = 300.0};

    ot_ets_run(values, 12, &model);
    CHECK(isinf(model.likelihood));
    CHECK_INT(ot_ets_fit(&series, (ot_ets_form){0}, &none, &model, NULL), OT_OK);
    series.count = 5;
    CHECK_INT(ot_ets_fit(&series, (ot_ets_form){0}, &none, &model, NULL), OT_EFIT);
}

/* 1960 had 417 in January, 622 in July and 432 in December, a tenth more than 1959;
 * forecast(ets(AirPassengers), h = 12)$mean: 442, 613, 452. */
static void test_average_of_forms_follows_a_clear_season(void)
{
    double mean[12];

    REQUIRE(ot_ets_mean(&air, 12, mean, NULL) == OT_OK);
    CHECK(mean[0] > 417.0 && mean[0] < 1.1 * 417.0);
    CHECK(mean[6] > 610.0 && mean[6] < 1.1 * 622.0);
    CHECK(mean[11] > 432.0 && mean[11] < 1.1 * 432.0);
}

static void test_average_wants_more_than_five_months(void)
{
    static const double few[5] = {410.2, 380.9, 402.7, 399.1, 405.5};
    ot_numbers series = {few, 5, 12};
    ot_error err = {0};
    double mean[3];

    CHECK_INT(ot_ets_mean(&series, 3, mean, &err), OT_EFIT);
    CHECK_CONTAINS(err.message, "no form");
}

static const check_case cases[] = {
    CASE(test_multiplicative_form_runs_as_in_r),
    CASE(test_additive_form_runs_as_in_r),
    CASE(test_damped_trend_is_about_as_close_as_r),
    CASE(test_multiplicative_error_refuses_credits),
    CASE(test_average_of_forms_follows_a_clear_season),
    CASE(test_average_wants_more_than_five_months),
};

OT_TEST_MAIN("ets", cases)
