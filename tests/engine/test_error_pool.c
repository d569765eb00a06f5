/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/error_pool.h"

#include "tests/check.h"

enum { MEMBERS = 2, RUN_RATE = 0, PROFILE = 1 };

static void test_relative_error_is_of_the_actual_and_at_most_one(void)
{
    CHECK_NEAR(ot_error_relative(523400.0, 500000.0), 0.0468, 1e-12);
    CHECK_NEAR(ot_error_relative(-523400.0, -500000.0), 0.0468, 1e-12);
    CHECK_NEAR(ot_error_relative(1250000.0, 500000.0), 1.0, 0);
    CHECK_NEAR(ot_error_relative(0.0, 0.0), 0.0, 0);
    CHECK_NEAR(ot_error_relative(310.25, 0.0), 1.0, 0);
}

static void test_pool_without_errors_expects_less_the_later_in_the_year(void)
{
    ot_error_pool *pool = ot_error_pool_new(1, MEMBERS);

    REQUIRE(pool != NULL);
    CHECK_NEAR(ot_error_pool_mean(pool, 3, RUN_RATE), 0.15, 1e-12);
    CHECK_NEAR(ot_error_pool_mean(pool, 9, RUN_RATE), 0.05, 1e-12);
    CHECK_NEAR(ot_error_pool_expected(pool, 0, 6, PROFILE), 0.1, 2e-6);
    ot_error_pool_free(pool);
}

/* Errors of both series over two years; sums by month 0.32, 0.24, 0.16. */
static const double errors[2][3][2] = {{{0.08, 0.04}, {0.06, 0.02}, {0.03, 0.02}},
                                       {{0.11, 0.09}, {0.10, 0.06}, {0.06, 0.05}}};

static ot_error_pool *filled_pool(void)
{
    ot_error_pool *pool = ot_error_pool_new(2, MEMBERS);

    for (size_t series = 0; pool && series < 2; series++)
        for (int month = 5; month <= 7; month++)
            for (int year = 0; year < 2; year++)
                ot_error_pool_add(pool, series, month, RUN_RATE,
                                  errors[series][month - 5][year]);
    return pool;
}

static void test_pool_takes_the_mean_of_all_series_and_four_unknown(void)
{
    ot_error_pool *pool = filled_pool();

    REQUIRE(pool != NULL);
    CHECK_NEAR(ot_error_pool_mean(pool, 5, RUN_RATE), (0.32 + 1.4 / 3) / 8, 1e-12);
    CHECK_NEAR(ot_error_pool_mean(pool, 6, RUN_RATE), (0.24 + 0.4) / 8, 1e-12);
    CHECK_NEAR(ot_error_pool_mean(pool, 7, RUN_RATE), (0.16 + 1.0 / 3) / 8, 1e-12);
    CHECK_NEAR(ot_error_pool_mean(pool, 6, PROFILE), 0.1, 1e-12);
    ot_error_pool_free(pool);
}

/* Months 5 and 7 weigh 3/4, the others within reach have nothing; all weights are 4.
 * n = (2 + 2 x 3/4 + 2 x 3/4) / 4 = 1.25;
 * n own = (0.08 + 3/4 x 0.12 x 0.08/0.0983333 + 3/4 x 0.05 x 0.08/0.0616667) / 4
 *       = 0.0504672;
 * (0.0504672 + 4 x 0.08) / 5.25 = 0.0705652. */
static void test_expected_error_is_own_shrunk_to_the_pool(void)
{
    ot_error_pool *pool = filled_pool();

    REQUIRE(pool != NULL);
    CHECK_NEAR(ot_error_pool_expected(pool, 0, 6, RUN_RATE), 0.0705652, 2e-6);
    CHECK(ot_error_pool_expected(pool, 1, 6, RUN_RATE) >
          1.1 * ot_error_pool_expected(pool, 0, 6, RUN_RATE));
    ot_error_pool_free(pool);
}

static void test_expected_error_is_never_zero(void)
{
    ot_error_pool *pool = ot_error_pool_new(1, MEMBERS);

    REQUIRE(pool != NULL);
    for (int year = 0; year < 1000000; year++)
        ot_error_pool_add(pool, 0, 11, PROFILE, 0.0);
    CHECK(ot_error_pool_expected(pool, 0, 11, PROFILE) > 0);
    CHECK(ot_error_pool_expected(pool, 0, 11, PROFILE) < 2e-6);
    ot_error_pool_free(pool);
}

static const check_case cases[] = {
    CASE(test_relative_error_is_of_the_actual_and_at_most_one),
    CASE(test_pool_without_errors_expects_less_the_later_in_the_year),
    CASE(test_pool_takes_the_mean_of_all_series_and_four_unknown),
    CASE(test_expected_error_is_own_shrunk_to_the_pool),
    CASE(test_expected_error_is_never_zero)};

OT_TEST_MAIN("error_pool", cases)
