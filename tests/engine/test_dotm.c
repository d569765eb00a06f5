/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_dotm.c - the dynamic Theta model against its definition written out in R 4.2.2,
 * with each line through the past by lsfit() anew:
 *   run <- function(p, h = 0) { a <- p[1]; w <- p[2]; l <- p[3]; x <- y; s <- 0; out <-
 * c() for (t in 1:(n + h)) { A <- B <- 0; if (t == 2) A <- x[1] if (t > 2) { b <-
 * lsfit(1:(t-1), x[1:(t-1)])$coefficients; A <- b[1]; B <- b[2] } mu <- l + w *
 * ((1-a)^(t-1) * A + (1-(1-a)^t) / a * B) if (t > n) { x[t] <- mu; out <- c(out, mu) }
 * else if (t >= 3) s <- s + (x[t]-mu)^2 l <- l + a * (x[t] - l) } if (h > 0) out else s
 * } */
#include "engine/forecast/dotm.h"

#include "tests/check.h"
#include "tests/engine/r_series.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

/* y <- Nile; n <- 100; run(c(.2, .6, 900), 5) */
static void test_path_follows_the_definition(void)
{
    static const double want[5] = {813.174059978, 811.599460093, 810.034464886,
                                   808.478883314, 806.932531163};
    ot_dotm model = {.alpha = 0.2, .weight = 0.6, .start = 900.0};
    double mean[5];

    ot_dotm_path(nile, COUNT(nile), &model, 5, mean);
    for (int h = 0; h < 5; h++)
        CHECK_NEAR(mean[h], want[h], 1e-10);
}

/* optim(c(.3, .5, 1000), run, method = "L-BFGS-B", lower = c(.1, 0, -1e5),
 *       upper = c(.99, 1, 1e5)): par 0.2465611166, 0, 1050.982934; value 2033721.331 */
static void test_fit_is_at_least_as_close_as_optim(void)
{
    ot_dotm model;

    REQUIRE(ot_dotm_fit(nile, COUNT(nile), &model, NULL) == OT_OK);
    CHECK(model.sse <= 2033721.3315);
    CHECK_NEAR(model.sse, 2033721.331, 1e-6);
    CHECK_NEAR(model.alpha, 0.2465611166, 1e-3);
    CHECK_NEAR(model.weight, 0.0, 1e-9);
}

static void test_a_straight_line_goes_on(void)
{
    double line[40], mean[6];
    ot_dotm model;

    for (int i = 0; i < 40; i++)
        line[i] = 15200.0 + 85.5 * i;
    REQUIRE(ot_dotm_fit(line, 40, &model, NULL) == OT_OK);
    ot_dotm_path(line, 40, &model, 6, mean);
    for (int h = 0; h < 6; h++)
        CHECK_NEAR(mean[h], 15200.0 + 85.5 * (40 + h), 1e-3);
}

static void test_four_months_are_too_few(void)
{
    static const double four[4] = {2385.17, 2410.55, 2399.02, 2450.8};
    ot_error err = {0};
    ot_dotm model;

    CHECK_INT(ot_dotm_fit(four, 4, &model, &err), OT_EFIT);
    CHECK_CONTAINS(err.message, "five months");
}

static const check_case cases[] = {
    CASE(test_path_follows_the_definition),
    CASE(test_fit_is_at_least_as_close_as_optim),
    CASE(test_a_straight_line_goes_on),
    CASE(test_four_months_are_too_few),
};

OT_TEST_MAIN("dotm", cases)
