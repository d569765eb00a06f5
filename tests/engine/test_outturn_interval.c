/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_interval.h"

#include "tests/check.h"
#include "tests/engine/random.h"

static double uniform(uint64_t *state)
{
    return (random_below(state, 1000000) + 0.5) / 1000000;
}

/* An error that is larger where the signs are, and skewed: overspends are rarer and
 * larger than underspends, as with payments. */
static double draw(uint64_t *state, ot_error_signs *signs)
{
    double size = 0.02 + 0.2 * uniform(state);
    double skewed = -log(uniform(state)) - 0.7;

    *signs = (ot_error_signs){size, 0.5 * size, 2 * size};
    return size * skewed;
}

static ot_intervals *learnt(uint64_t *state, int years, int series)
{
    ot_intervals *intervals = ot_intervals_new();
    ot_error_signs signs;

    for (int year = 2015; intervals && year < 2015 + years; year++)
        for (int i = 0; i < series; i++)
            for (int month = 1; month <= OT_ORIGIN_MONTHS; month++) {
                double error = draw(state, &signs);

                CHECK_INT(ot_intervals_add(intervals, year, month, &signs, error, NULL),
                          OT_OK);
            }
    CHECK_INT(ot_intervals_learn(intervals, 2015 + years, NULL), OT_OK);
    return intervals;
}

static void test_intervals_cover_skewed_errors_of_differing_size(void)
{
    uint64_t state = 20210930;
    ot_intervals *intervals = learnt(&state, 3, 1000);
    int within80 = 0, within95 = 0, below80 = 0, count = 20000;

    REQUIRE(intervals != NULL);
    for (int i = 0; i < count; i++) {
        ot_error_signs signs;
        double error = draw(&state, &signs);
        ot_relative_bounds bounds;

        REQUIRE(
            ot_intervals_bounds(intervals, 1 + i % OT_ORIGIN_MONTHS, &signs, &bounds));
        within80 += bounds.lo80 <= error && error <= bounds.hi80;
        within95 += bounds.lo95 <= error && error <= bounds.hi95;
        below80 += error < bounds.lo80;
    }
    CHECK_NEAR(within80 / (double)count, 0.80, 0.015);
    CHECK_NEAR(within95 / (double)count, 0.95, 0.01);
    CHECK_NEAR(below80 / (double)count, 0.10, 0.015); /* each tail its own */
    ot_intervals_free(intervals);
}

static void test_intervals_are_wider_for_a_line_that_looks_less_sure(void)
{
    uint64_t state = 20211031;
    ot_intervals *intervals = learnt(&state, 2, 100);
    ot_error_signs calm = {0.03, 0.015, 0.06}, wild = {0.2, 0.1, 0.4};
    ot_relative_bounds narrow, wide;

    REQUIRE(intervals != NULL);
    REQUIRE(ot_intervals_bounds(intervals, 6, &calm, &narrow));
    REQUIRE(ot_intervals_bounds(intervals, 6, &wild, &wide));
    CHECK(wide.hi80 > 3 * narrow.hi80);
    CHECK(narrow.lo95 <= narrow.lo80 && narrow.lo80 <= 0);
    CHECK(0 <= narrow.hi80 && narrow.hi80 <= narrow.hi95);
    CHECK(narrow.hi95 > -narrow.lo95); /* the long tail is above */
    ot_intervals_free(intervals);
}

static void test_intervals_want_forty_errors_of_the_month(void)
{
    uint64_t state = 20211130;
    ot_intervals *few = learnt(&state, 1, 39), *enough = learnt(&state, 1, 40);
    ot_error_signs signs = {0.1, 0.05, 0.2};
    ot_relative_bounds bounds;

    REQUIRE(few != NULL && enough != NULL);
    CHECK(!ot_intervals_bounds(few, 6, &signs, &bounds));
    CHECK(ot_intervals_bounds(enough, 6, &signs, &bounds));
    ot_intervals_free(few);
    ot_intervals_free(enough);
}

static const check_case cases[] = {
    CASE(test_intervals_cover_skewed_errors_of_differing_size),
    CASE(test_intervals_are_wider_for_a_line_that_looks_less_sure),
    CASE(test_intervals_want_forty_errors_of_the_month)};

OT_TEST_MAIN("outturn_interval", cases)
