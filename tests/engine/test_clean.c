/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/clean.h"

#include "engine/forecast/numbers.h"
#include "tests/check.h"
#include "tests/engine/random.h"

static void noise(double *values, int count, uint64_t seed)
{
    for (int i = 0; i < count; i++)
        values[i] = 52000.0 + (double)random_amount(&seed, 3000);
}

static void test_an_outlier_is_clipped_to_the_bound_and_the_rest_is_left(void)
{
    double values[48], out[48];
    ot_numbers series = {values, 48, 12};
    size_t clipped;

    noise(values, 48, 7301);
    values[30] = 310000.0;
    REQUIRE(ot_clean_history(&series, out, &clipped, NULL) == OT_OK);
    CHECK(clipped >= 1 && clipped <= 4);
    CHECK(out[30] < 150000.0 && out[30] > 52000.0);
    CHECK_NEAR(out[28], values[28], 1e-12);
    CHECK_NEAR(values[30], 310000.0, 1e-12);
}

static void test_the_newest_month_is_clipped_among_noise(void)
{
    double values[48], out[48];
    ot_numbers series = {values, 48, 12};
    size_t clipped;

    noise(values, 48, 7302);
    values[47] = 310000.0;
    REQUIRE(ot_clean_history(&series, out, &clipped, NULL) == OT_OK);
    CHECK(out[47] < 150000.0);
}

static void test_the_newest_month_of_a_smooth_series_is_kept(void)
{
    double values[48], out[48];
    ot_numbers series = {values, 48, 1};
    size_t clipped;

    for (int i = 0; i < 48; i++)
        values[i] = 20000.0 + 400.0 * i;
    values[47] += 9000.0;
    REQUIRE(ot_clean_history(&series, out, &clipped, NULL) == OT_OK);
    CHECK_NEAR(out[47], values[47], 1e-12);
    CHECK_INT((int64_t)clipped, 0);
}

static void test_three_months_at_a_new_level_are_kept(void)
{
    double values[48], out[48];
    ot_numbers series = {values, 48, 1};
    size_t clipped;

    noise(values, 48, 7303);
    for (int i = 45; i < 48; i++)
        values[i] += 90000.0;
    REQUIRE(ot_clean_history(&series, out, &clipped, NULL) == OT_OK);
    for (int i = 45; i < 48; i++)
        CHECK_NEAR(out[i], values[i], 1e-12);
}

/* The bound of the months around t, by its definition. */
static double clipped_at(const double *values, int count, int t)
{
    double window[13], median, spread;
    int from = t < 6 ? 0 : t - 6, to = t + 7 > count ? count : t + 7;

    for (int i = from; i < to; i++)
        window[i - from] = values[i];
    median = ot_numbers_median(window, (size_t)(to - from));
    for (int i = from; i < to; i++)
        window[i - from] = fabs(values[i] - median);
    spread = 3.0 * 1.4826022185056018 * ot_numbers_median(window, (size_t)(to - from));
    return fmin(fmax(values[t], median - spread), median + spread);
}

/* Whole amounts of few sizes: many of a window are equal. */
static void test_every_month_is_held_to_the_median_of_those_around_it(void)
{
    double values[60], out[60];
    ot_numbers series = {values, 60, 1};
    uint64_t seed = 7304;
    size_t clipped, outside = 0;

    for (int i = 0; i < 60; i++) {
        values[i] = 100.0 * (double)random_amount(&seed, 4);
        if (i % 9 == 2)
            values[i] *= 40.0;
    }
    REQUIRE(ot_clean_history(&series, out, &clipped, NULL) == OT_OK);
    for (int i = 0; i < 59; i++) { /* the newest may be left */
        double want = clipped_at(values, 60, i);

        CHECK_NEAR(out[i], want, 1e-15);
        outside += want != values[i];
    }
    CHECK(outside >= 3);
    CHECK_INT((int64_t)clipped, (int64_t)outside + (out[59] != values[59]));
}

static void test_a_short_history_is_copied(void)
{
    static const double values[6] = {210.0, 198.0, 9999.0, 205.0, 201.0, 207.0};
    double out[6];
    ot_numbers series = {values, 6, 12};
    size_t clipped = 9;

    REQUIRE(ot_clean_history(&series, out, &clipped, NULL) == OT_OK);
    CHECK_INT((int64_t)clipped, 0);
    CHECK_NEAR(out[2], 9999.0, 1e-12);
}

static const check_case cases[] = {
    CASE(test_an_outlier_is_clipped_to_the_bound_and_the_rest_is_left),
    CASE(test_the_newest_month_is_clipped_among_noise),
    CASE(test_the_newest_month_of_a_smooth_series_is_kept),
    CASE(test_three_months_at_a_new_level_are_kept),
    CASE(test_every_month_is_held_to_the_median_of_those_around_it),
    CASE(test_a_short_history_is_copied),
};

OT_TEST_MAIN("clean", cases)
