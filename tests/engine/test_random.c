/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_random.c - streams that repeat, and moments of what is drawn. */
#include "engine/random.h"

#include "tests/check.h"

#define DRAWS 200000

static void test_random_stream_repeats_and_differs_by_number_and_seed(void)
{
    ot_random a, b, c, d;

    ot_random_init(&a, 20210401, 7);
    ot_random_init(&b, 20210401, 7);
    ot_random_init(&c, 20210401, 8);
    ot_random_init(&d, 20210402, 7);
    for (int i = 0; i < 100; i++) {
        double x = ot_random_uniform(&a);

        CHECK(x == ot_random_uniform(&b));
        CHECK(x != ot_random_uniform(&c));
        CHECK(x != ot_random_uniform(&d));
        CHECK(x >= 0.0 && x < 1.0);
    }
}

/* xoshiro256++ from the state {1, 2, 3, 4}: rotl(1 + 4, 23) + 1 = 41943041, the first
 * output of the authors' reference code, and so is the second. */
static void test_random_generator_is_the_published_one(void)
{
    ot_random random = {{1, 2, 3, 4}};

    CHECK(ot_random_uniform(&random) == (double)(41943041 >> 11) / 9007199254740992.0);
    CHECK(ot_random_uniform(&random) == (double)(58720359 >> 11) / 9007199254740992.0);
}

typedef double (*draw)(ot_random *random);

static double draw_uniform(ot_random *random)
{
    return ot_random_uniform(random);
}

static double draw_below(ot_random *random)
{
    return ot_random_below(random, 12);
}

static double draw_normal(ot_random *random)
{
    return ot_random_normal(random);
}

static double draw_exponential(ot_random *random)
{
    return ot_random_exponential(random);
}

static double draw_gamma(ot_random *random)
{
    return ot_random_gamma(random, 2.5, 1.7);
}

static double draw_small_gamma(ot_random *random)
{
    return ot_random_gamma(random, 0.3, 2.0);
}

static double draw_beta(ot_random *random)
{
    return ot_random_beta(random, 3.2, 41.8);
}

static double draw_poisson(ot_random *random)
{
    return ot_random_poisson(random, 11.3);
}

/* Means and variances by the textbook; within five standard errors of each. */
static void test_random_draws_have_the_moments_of_their_distribution(void)
{
    static const struct {
        draw of;
        double mean, variance;
    } cases[] = {
        {draw_uniform, 0.5, 1.0 / 12},
        {draw_below, 5.5, 143.0 / 12},
        {draw_normal, 0, 1},
        {draw_exponential, 1, 1},
        {draw_gamma, 4.25, 2.5 * 1.7 * 1.7},
        {draw_small_gamma, 0.6, 1.2},
        {draw_beta, 3.2 / 45, 3.2 * 41.8 / (45.0 * 45.0 * 46.0)},
        {draw_poisson, 11.3, 11.3},
    };

    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        double sum = 0, squares = 0, fourth = 0, n = DRAWS, error;
        ot_random random;

        ot_random_init(&random, 31, c);
        for (int i = 0; i < DRAWS; i++) {
            double x = cases[c].of(&random) - cases[c].mean;

            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        error = sqrt((fourth / n - cases[c].variance * cases[c].variance) / n);
        CHECK(fabs(sum / n) < 5 * sqrt(cases[c].variance / n));
        CHECK(fabs(squares / n - cases[c].variance) < 5 * error);
    }
}

static void test_random_below_reaches_every_number(void)
{
    unsigned seen[12] = {0};
    ot_random random;

    ot_random_init(&random, 5, 5);
    for (int i = 0; i < 12000; i++)
        seen[ot_random_below(&random, 12)]++;
    for (int i = 0; i < 12; i++)
        CHECK(seen[i] > 850 && seen[i] < 1150);
}

static void test_random_poisson_of_nothing_is_nothing(void)
{
    ot_random random;

    ot_random_init(&random, 5, 6);
    CHECK_INT(ot_random_poisson(&random, 0.0), 0);
}

static const check_case cases[] = {
    CASE(test_random_stream_repeats_and_differs_by_number_and_seed),
    CASE(test_random_generator_is_the_published_one),
    CASE(test_random_draws_have_the_moments_of_their_distribution),
    CASE(test_random_below_reaches_every_number),
    CASE(test_random_poisson_of_nothing_is_nothing),
};

OT_TEST_MAIN("random", cases)
