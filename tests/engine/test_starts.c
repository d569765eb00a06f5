/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_starts.c - the rate of starts against R 4.2.2's glm, and what it does with few.
 */
#include "engine/placements/starts.h"

#include "engine/placements/month.h"
#include "tests/check.h"

#define LAST (2021 * 12 + 7) /* August 2021 */

/* Five years of a type's starts, from September 2016; the driver from September 2019.
 */
static const uint32_t counts[60] = {
    14, 9,  11, 12, 8,  15, 13, 10, 9,  12, 16, 11, 12, 13, 10, 9,  14, 11, 17, 13,
    12, 10, 15, 14, 13, 16, 9,  12, 11, 18, 14, 15, 12, 9,  17, 13, 6,  4,  7,  9,
    5,  8,  10, 7,  8,  6,  9,  11, 7,  9,  8,  6,  10, 12, 9,  8,  10, 7,  11, 9};

static ot_starts_series series_of(const uint32_t *values, size_t months, bool driver)
{
    ot_starts_series series = {
        values, months, LAST - (int32_t)months + 1, {OT_MONTH_NONE, OT_MONTH_NONE}};

    if (driver)
        series.driver = (ot_starts_driver){LAST - 23, OT_MONTH_NONE};
    return series;
}

/* R: y as above; m <- 1:60; turn <- 2*pi*((m+7) %% 12)/12; trend <- (m-60)/12;
 * d <- as.numeric(m >= 37)
 * f <- glm(y ~ trend + sin(turn) + cos(turn) + d, family = poisson,
 *          control = glm.control(epsilon = 1e-15, maxit = 100))
 * coef(f); vcov(f); deviance(f); logLik(f); sum(residuals(f, "pearson")^2) / 55 */
static void test_starts_fit_is_that_of_glm(void)
{
    static const double b[5] = {2.81197030314071, 0.0844040571694219,
                                0.0362721856292301, -0.0079070163222826,
                                -0.632970231434544};
    static const double v[15] = {
        0.0337361092009773,    0.00926791200937258,   -0.00212658976967719,
        0.00219739616267264,   -0.0250715165026053,   0.00272628072530366,
        -0.000600287957230195, 0.000633956432183519,  -0.00671997073570162,
        0.00325858774202717,   -0.000141412653889274, 0.00147964128130338,
        0.00322873669261423,   -0.00156263022822367,  0.023893172970967};
    ot_starts_series series = series_of(counts, 60, true);
    unsigned all = (1U << OT_STARTS_TERMS) - 1;
    ot_error err = {0};
    ot_starts fit;
    size_t n = 0;

    REQUIRE(ot_starts_fit_terms(&series, all, &fit, &err) == OT_OK);
    REQUIRE(fit.columns == 5);
    for (size_t j = 0; j < 5; j++) {
        CHECK_NEAR(fit.coefficients[j], b[j], 1e-10);
        for (size_t i = j; i < 5; i++)
            CHECK_NEAR(fit.covariance[i * 5 + j], v[n++], 1e-10);
    }
    CHECK_NEAR(fit.deviance, 26.5472943120306, 1e-10);
    CHECK_NEAR(fit.log_likelihood, -138.786825960817, 1e-10);
    CHECK_NEAR(fit.dispersion, 1.0, 0.0); /* Pearson's is 0.4770: below 1 */
}

/* R: the same counts tripled in every fifth month: glm(z ~ d), Pearson's dispersion. */
static void test_starts_dispersion_above_one_widens_the_draws(void)
{
    uint32_t wild[60] = {0};
    ot_starts_series series = series_of(wild, 60, true);
    ot_error err = {0};
    ot_starts fit;

    for (size_t m = 0; m < 60; m++)
        wild[m] = m % 5 == 4 ? 3 * counts[m] : counts[m];
    REQUIRE(ot_starts_fit_terms(&series, OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER, &fit,
                                &err) == OT_OK);
    CHECK_NEAR(fit.coefficients[0], 2.8637869240851, 1e-10);
    CHECK_NEAR(fit.coefficients[1], -0.392866516271842, 1e-10);
    CHECK_NEAR(fit.dispersion, 6.85908065475757, 1e-9);
    CHECK_NEAR(fit.root[0] * fit.root[0], fit.dispersion * fit.covariance[0], 1e-12);
}

/* R: QAICc = -2 logLik / phi + 2k + 2k(k + 1)/(60 - k - 1), phi 1, k coefficients and
 * one: trend and wave 291.158557582012, trend 286.717062177652, wave 291.302006041885,
 * neither 287.835956887356; w <- exp(-(q - min(q)) / 2); w / sum(w).
 * predict(glm(y ~ trend + d), data.frame(trend = 1/12, d = 1), se.fit = TRUE) gives
 * 8.97826867100858 starts in the month after, standard error of the logarithm
 * 0.08749388625625; without d 17.240639830422. */
static void test_starts_designs_weigh_by_qaicc_and_predict_as_glm(void)
{
    static const double weights[4] = {0.561460496077, 0.0609341464881, 0.0567167445408,
                                      0.320888612894};
    static const unsigned terms[4] = {
        OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER | 1U << OT_STARTS_TREND,
        OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER | 1U << OT_STARTS_TREND |
            OT_STARTS_WAVE,
        OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER | OT_STARTS_WAVE,
        OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER};
    ot_starts_series series = series_of(counts, 60, true);
    ot_starts_designs fit;
    ot_error err = {0};
    double expected = 0;

    REQUIRE(ot_starts_fit(&series, &fit, &err) == OT_OK);
    REQUIRE(fit.count == 4);
    for (size_t i = 0; i < 4; i++) {
        CHECK_INT(fit.designs[i].terms, terms[i]);
        CHECK_NEAR(fit.weights[i], weights[i], 1e-9);
        expected += weights[i] * ot_starts_rate(&fit.designs[i], LAST + 1, false);
    }
    CHECK_NEAR(ot_starts_rate(&fit.designs[0], LAST + 1, false), 8.97826867100858,
               1e-10);
    CHECK_NEAR(ot_starts_rate(&fit.designs[0], LAST + 1, true), 17.240639830422, 1e-10);
    CHECK_NEAR(ot_starts_expected(&fit, LAST + 1, false), expected, 1e-9);
}

static void test_starts_design_is_drawn_by_weight(void)
{
    ot_starts_series series = series_of(counts, 60, true);
    ot_starts_designs fit;
    double drawn[4] = {0};
    ot_error err = {0};
    ot_random random;

    REQUIRE(ot_starts_fit(&series, &fit, &err) == OT_OK);
    ot_random_init(&random, 3, 2);
    for (int i = 0; i < 20000; i++)
        drawn[ot_starts_choose(&fit, &random) - fit.designs] += 1.0 / 20000;
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(drawn[i], fit.weights[i], 0.015);
}

/* The figures of glm(y ~ trend + d), as above. */
static void test_starts_draws_are_about_the_fit_and_as_wide(void)
{
    ot_starts_series series = series_of(counts, 60, true);
    double b[OT_STARTS_TERMS], sum = 0, logs = 0, squares = 0, without = 0, ratio = 0;
    ot_error err = {0};
    ot_random random;
    ot_starts fit;

    REQUIRE(ot_starts_fit_terms(&series,
                                OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER |
                                    1U << OT_STARTS_TREND,
                                &fit, &err) == OT_OK);
    ot_random_init(&random, 3, 3);
    for (int i = 0; i < 20000; i++) {
        double rate;

        ot_starts_draw(&fit, &random, b);
        rate = ot_starts_drawn_rate(&fit, b, LAST + 1, false);
        sum += rate / 20000;
        logs += log(rate) / 20000;
        squares += log(rate) * log(rate) / 20000;
        without += ot_starts_drawn_rate(&fit, b, LAST + 1, true) / 20000;
        ratio += ot_starts_drawn_without(&fit, b) / 20000;
    }
    CHECK_NEAR(sum, 8.97826867100858, 0.004);
    CHECK_NEAR(without, 17.240639830422, 0.008);
    CHECK_NEAR(ratio, exp(0.652462312282945), 0.008);
    CHECK_NEAR(logs, log(8.97826867100858) - 0.00765518 / 2, 0.003);
    CHECK_NEAR(sqrt(squares - logs * logs), 0.08749388625625, 0.0015);
}

static void test_starts_of_a_short_history_are_the_mean_rate(void)
{
    ot_starts_series series = series_of(counts, 11, true);
    double b[OT_STARTS_TERMS], sum = 0, squares = 0;
    ot_starts_designs fit;
    ot_error err = {0};
    ot_random random;

    REQUIRE(ot_starts_fit(&series, &fit, &err) == OT_OK);
    CHECK(fit.count == 1);
    CHECK_INT(fit.designs[0].terms, OT_STARTS_MEAN);
    CHECK_NEAR(ot_starts_expected(&fit, LAST + 5, false), 129.0 / 11, 1e-12);
    ot_random_init(&random, 3, 4);
    for (int i = 0; i < 20000; i++) {
        double rate;

        ot_starts_draw(&fit.designs[0], &random, b);
        CHECK(ot_starts_drawn_without(&fit.designs[0], b) == 1.0);
        rate = ot_starts_drawn_rate(&fit.designs[0], b, LAST + 5, false);
        sum += rate / 20000;
        squares += rate * rate / 20000;
    }
    CHECK_NEAR(sum, 129.0 / 11, 0.002);
    /* gamma: standard deviation of the mean of 11 counts that add to 129 */
    CHECK_NEAR(sqrt(squares - sum * sum), sqrt(129.0) / 11, 0.02);
}

static void test_starts_where_none_came_are_half_a_one_in_five_years(void)
{
    static const uint32_t none[24] = {0};
    ot_starts_series series = series_of(none, 24, true);
    ot_starts_designs fit;
    ot_error err = {0};

    REQUIRE(ot_starts_fit(&series, &fit, &err) == OT_OK);
    CHECK_NEAR(ot_starts_expected(&fit, LAST + 1, false), 0.5 / 60, 1e-12);
    CHECK_NEAR(fit.designs[0].dispersion, 1.0, 0.0);
}

/* Separation: the driver's months are empty; its best coefficient is minus infinity. */
static void test_starts_driver_that_ended_all_starts_is_not_fitted(void)
{
    uint32_t gone[60] = {0};
    ot_starts_series series = series_of(gone, 60, true);
    ot_starts_designs fit;
    ot_error err = {0};

    for (size_t m = 0; m < 60; m++)
        gone[m] = m < 36 ? counts[m] : 0;
    REQUIRE(ot_starts_fit(&series, &fit, &err) == OT_OK);
    CHECK(!OT_STARTS_HAS(fit.designs[0].terms, OT_STARTS_DRIVER));
    CHECK(isfinite(ot_starts_expected(&fit, LAST + 1, false)));
}

static void test_starts_terms_that_depend_on_each_other_are_refused(void)
{
    ot_starts_series series = series_of(counts, 60, false);
    ot_error err = {0};
    ot_starts fit;

    CHECK_INT(ot_starts_fit_terms(&series, OT_STARTS_MEAN | 1U << OT_STARTS_DRIVER,
                                  &fit, &err),
              OT_EFIT);
    series.months = 4;
    CHECK_INT(ot_starts_fit_terms(&series, OT_STARTS_MEAN | OT_STARTS_WAVE, &fit, &err),
              OT_OK);
    CHECK_INT(ot_starts_fit_terms(&series, (1U << OT_STARTS_DRIVER) - 1, &fit, &err),
              OT_EFIT);
}

static void test_starts_count_only_placements_that_nothing_came_before(void)
{
    ot_day july = ot_month_first_day(LAST - 1), august = ot_month_first_day(LAST);
    const ot_placement items[] = {
        {.start = july - 40, .type = OT_PLACEMENT_FOSTERING, .before = OT_NO_PLACEMENT},
        {.start = july + 3, .type = OT_PLACEMENT_FOSTERING, .before = OT_NO_PLACEMENT},
        {.start = august, .type = OT_PLACEMENT_RESIDENTIAL, .before = 0},
        {.start = august + 30,
         .type = OT_PLACEMENT_FOSTERING,
         .before = OT_NO_PLACEMENT},
        {.start = august + 31,
         .type = OT_PLACEMENT_FOSTERING,
         .before = OT_NO_PLACEMENT},
    };
    ot_placement_list list = {items, 5, 5};
    uint32_t found[OT_PLACEMENT_TYPES * 2];

    ot_starts_count(&list, LAST - 1, 2, found);
    CHECK_INT(found[OT_PLACEMENT_FOSTERING * 2], 1);
    CHECK_INT(found[OT_PLACEMENT_FOSTERING * 2 + 1], 1);
    CHECK_INT(found[OT_PLACEMENT_RESIDENTIAL * 2 + 1], 0);
}

static const check_case cases[] = {
    CASE(test_starts_fit_is_that_of_glm),
    CASE(test_starts_dispersion_above_one_widens_the_draws),
    CASE(test_starts_designs_weigh_by_qaicc_and_predict_as_glm),
    CASE(test_starts_design_is_drawn_by_weight),
    CASE(test_starts_draws_are_about_the_fit_and_as_wide),
    CASE(test_starts_of_a_short_history_are_the_mean_rate),
    CASE(test_starts_where_none_came_are_half_a_one_in_five_years),
    CASE(test_starts_driver_that_ended_all_starts_is_not_fitted),
    CASE(test_starts_terms_that_depend_on_each_other_are_refused),
    CASE(test_starts_count_only_placements_that_nothing_came_before),
};

OT_TEST_MAIN("starts", cases)
