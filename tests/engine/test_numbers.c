/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/numbers.h"

#include "engine/forecast/simplex.h"
#include "tests/check.h"
#include "tests/engine/r_series.h"
#include "tests/engine/random.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

/* quantile(Nile, c(.1, .9, .025)); median(Nile) */
static void test_quantiles_are_those_of_r(void)
{
    double x[COUNT(nile)];

    memcpy(x, nile, sizeof nile);
    CHECK_NEAR(ot_numbers_median(x, COUNT(x)), 893.5, 1e-12);
    CHECK_NEAR(ot_numbers_quantile(x, COUNT(x), 0.1), 725.2, 1e-12);
    CHECK_NEAR(ot_numbers_quantile(x, COUNT(x), 0.9), 1160.0, 1e-12);
    CHECK_NEAR(ot_numbers_quantile(x, COUNT(x), 0.025), 683.6, 1e-12);
}

static void test_few_and_many_numbers_are_sorted(void)
{
    uint64_t seed = 4711;
    double x[300];

    for (size_t count = 1; count <= 300; count += 23) {
        for (size_t i = 0; i < count; i++)
            x[i] = (double)random_amount(&seed, 50);
        ot_numbers_sort(x, count);
        for (size_t i = 1; i < count; i++)
            CHECK(x[i - 1] <= x[i]);
    }
}

static void test_line_goes_through_points_on_a_line(void)
{
    double x[7], intercept, slope;

    for (int i = 0; i < 7; i++)
        x[i] = 2385.17 - 12.5 * i;
    ot_numbers_line(x, 7, &intercept, &slope);
    CHECK_NEAR(intercept, 2385.17, 1e-12);
    CHECK_NEAR(slope, -12.5, 1e-12);
}

static void test_step_takes_months_where_there_is_no_year(void)
{
    static const double x[5] = {310.0, 330.0, 300.0, 340.0, 350.0};

    CHECK_NEAR(ot_numbers_step(x, 5, 2), (10.0 + 10.0 + 50.0) / 3.0, 1e-12);
    CHECK_NEAR(ot_numbers_step(x, 5, 12), (20.0 + 30.0 + 40.0 + 10.0) / 4.0, 1e-12);
    CHECK_NEAR(ot_numbers_step(x, 1, 12), 0.0, 1e-12);
}

/* Rosenbrock's valley: the lowest place is (1, 1). */
static double valley(const double *at, void *self)
{
    double a = 1.0 - at[0], b = at[1] - at[0] * at[0];

    (void)self;
    return at[0] > 3.0 ? INFINITY : a * a + 100.0 * b * b;
}

static void test_simplex_walks_down_a_valley(void)
{
    ot_simplex simplex = {.f = valley,
                          .size = 2,
                          .step = {2.0, 2.0},
                          .tolerance = 1e-14,
                          .evaluations = 400};
    double at[2] = {-1.2, 1.0};

    CHECK(ot_simplex_minimise(&simplex, at) < 1e-10);
    CHECK_NEAR(at[0], 1.0, 1e-4);
    CHECK_NEAR(at[1], 1.0, 1e-4);
}

static const check_case cases[] = {
    CASE(test_quantiles_are_those_of_r),
    CASE(test_few_and_many_numbers_are_sorted),
    CASE(test_line_goes_through_points_on_a_line),
    CASE(test_step_takes_months_where_there_is_no_year),
    CASE(test_simplex_walks_down_a_valley),
};

OT_TEST_MAIN("numbers", cases)
