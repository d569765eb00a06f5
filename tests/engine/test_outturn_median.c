/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_median.h"

#include "tests/check.h"

static void test_weighted_median_of_equal_weights_is_the_median(void)
{
    ot_weighted odd[] = {{412.50, 1}, {398.10, 1}, {455.75, 1}};
    ot_weighted even[] = {{412.50, 2}, {398.10, 2}, {455.75, 2}, {430.20, 2}};

    ot_weighted_sort(odd, 3);
    ot_weighted_sort(even, 4);
    CHECK_NEAR(ot_weighted_quantile(odd, 3, 0.5), 412.50, 1e-12);
    CHECK_NEAR(ot_weighted_quantile(even, 4, 0.5), (412.50 + 430.20) / 2, 1e-12);
}

/* Places: 0.05, 0.4, 0.85; 0.5 lies (0.5 - 0.4) / 0.45 of the way from 412.50. */
static void test_weighted_median_goes_between_the_places_of_two_values(void)
{
    ot_weighted items[] = {{455.75, 3}, {398.10, 1}, {412.50, 6}};

    ot_weighted_sort(items, 3);
    CHECK_NEAR(items[0].value, 398.10, 0);
    CHECK_NEAR(ot_weighted_quantile(items, 3, 0.5), 412.50 + 43.25 * 0.1 / 0.45, 1e-12);
}

static void test_weighted_quantile_beyond_the_outermost_is_the_outermost(void)
{
    ot_weighted items[] = {{-120.40, 1}, {87.60, 2}};

    CHECK_NEAR(ot_weighted_quantile(items, 2, 0.025), -120.40, 0);
    CHECK_NEAR(ot_weighted_quantile(items, 2, 0.975), 87.60, 0);
    CHECK_NEAR(ot_weighted_quantile(items, 1, 0.5), -120.40, 0);
}

static void test_weighted_median_follows_a_heavy_value_and_resists_an_outlier(void)
{
    ot_weighted items[] = {{501.20, 40}, {498.70, 1}, {503.90, 1}, {90000.0, 2}};

    ot_weighted_sort(items, 4);
    CHECK_NEAR(ot_weighted_quantile(items, 4, 0.5), 501.20, 0.005);
}

static const check_case cases[] = {
    CASE(test_weighted_median_of_equal_weights_is_the_median),
    CASE(test_weighted_median_goes_between_the_places_of_two_values),
    CASE(test_weighted_quantile_beyond_the_outermost_is_the_outermost),
    CASE(test_weighted_median_follows_a_heavy_value_and_resists_an_outlier)};

OT_TEST_MAIN("outturn_median", cases)
