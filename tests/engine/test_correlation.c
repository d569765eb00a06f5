/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/correlation.h"

#include "tests/check.h"
#include "tests/engine/correlated_lines.h"

static void test_miss_is_counted_in_sizes_of_the_interval(void)
{
    CHECK_NEAR(ot_correlation_miss(644084.57, 544592.36, 743576.79, 682900.00),
               38815.43 * 2.5631 / 198984.43, 1e-9);
    CHECK_NEAR(ot_correlation_miss(-18250.00, -19531.55, -16968.45, -19250.00), -1.0,
               1e-9);
    CHECK(isnan(ot_correlation_miss(23851.70, 23851.70, 23851.70, 23851.70)));
    CHECK(isnan(ot_correlation_miss(23851.70, 23851.70, 23851.70, 24012.35)));
}

static void test_without_years_the_prior_is_all_there_is(void)
{
    ot_correlation *correlation = ot_correlation_new(8);
    double within = 0, between = 0;

    REQUIRE(correlation != NULL);
    CHECK_INT(ot_correlation_estimate(correlation, 6, &within, &between, NULL), OT_OK);
    CHECK_NEAR(within, 0.1, 1e-15);
    CHECK_NEAR(between, 0.05, 1e-15);
    ot_correlation_free(correlation);
}

/* Two years of three services; lines without a partner, a line past the clip. */
typedef struct example {
    int year, month;
    size_t service;
    double z;
} example;

static const example examples[] = {
    {2019, 6, 0, 0.81},  {2019, 6, 0, 1.24},  {2019, 6, 0, -0.35}, {2019, 6, 1, 0.42},
    {2019, 6, 1, 5.70},  {2019, 6, 2, -1.08}, {2019, 8, 0, 0.64},  {2019, 8, 0, 0.92},
    {2019, 8, 1, -0.27}, {2020, 5, 1, 1.37},  {2020, 5, 1, 0.58},  {2020, 5, 2, 0.93},
};

static ot_correlation *filled(size_t services)
{
    ot_correlation *correlation = ot_correlation_new(services);

    for (size_t i = 0; correlation && i < sizeof examples / sizeof *examples; i++) {
        const example *e = &examples[i];

        CHECK_INT(
            ot_correlation_add(correlation, e->year, e->month, e->service, e->z, NULL),
            OT_OK);
    }
    return correlation;
}

/* R, over all pairs one by one, line 5.70 clipped:
 * pairs <- function(z, k, same) { z <- pmax(pmin(z, 3), -3); o <- outer(z, z)
 *   use <- (outer(k, k, "==") == same) & !diag(length(z)); c(mean(o[use]), sum(use)) }
 * year <- function(m, w, r) { v <- sum(w * m[1,]) / sum(w); P <- sum(w * m[2,]) /
 * sum(w) c(v, 1 / (1 + 1 / (P * r^2))) } for (same in c(TRUE, FALSE)) { r <- if (same)
 * 0.1 else 0.05 a6 <- pairs(c(.81, 1.24, -.35, .42, 5.7, -1.08), c(0, 0, 0, 1, 1, 2),
 * same) a8 <- pairs(c(.64, .92, -.27), c(0, 0, 1), same) b5 <- pairs(c(1.37, .58, .93),
 * c(1, 1, 2), same) A <- year(cbind(a6, a8), c(1, 1/3), r); B <- year(cbind(b5), 1/2,
 * r) print((A[1] * A[2] + B[1] * B[2] + 2 * r) / (A[2] + B[2] + 2), digits = 15) } */
static void test_estimate_is_what_all_pairs_one_by_one_give(void)
{
    ot_correlation *correlation = filled(3);
    double within = 0, between = 0;

    REQUIRE(correlation != NULL);
    CHECK_INT(ot_correlation_estimate(correlation, 6, &within, &between, NULL), OT_OK);
    CHECK_NEAR(within, 0.11643847474781, 1e-12);
    CHECK_NEAR(between, 0.0524333412138024, 1e-12);
    ot_correlation_free(correlation);
}

/* 100 lines that miss together at the end of month 10 and did not at that of month 4.
 */
static void test_nearer_origin_months_say_more(void)
{
    ot_correlation *correlation = ot_correlation_new(4);
    double early = 0, late = 0, between = 0;

    REQUIRE(correlation != NULL);
    for (size_t i = 0; i < 100; i++) {
        double z = i % 2 ? 0.9 : -0.9;

        CHECK(ot_correlation_add(correlation, 2019, 4, i / 25, z, NULL) == OT_OK);
        CHECK(ot_correlation_add(correlation, 2019, 10, i / 25, 0.9, NULL) == OT_OK);
    }
    /* R: P <- 2400; a <- 4 * (0.9^2 - 25 * 0.9^2) / P; b <- 0.9^2; w <- 1 / (1 + 100 /
     * P) for (d in list(c(1, 1/7), c(1/7, 1))) print((w * sum(d * c(a, b)) / sum(d) +
     * 0.2) / (w + 2), digits = 15) */
    CHECK(ot_correlation_estimate(correlation, 4, &early, &between, NULL) == OT_OK);
    CHECK_NEAR(early, 0.0912108108108108, 1e-12);
    CHECK(ot_correlation_estimate(correlation, 10, &late, &between, NULL) == OT_OK);
    CHECK_NEAR(late, 0.296118918918919, 1e-12);
    ot_correlation_free(correlation);
}

/* Many services of one line each, all of which miss together: no pair within a service
 * was ever seen, and within must not hold between down to its prior. */
static void test_services_of_one_line_do_not_hide_a_common_cause(void)
{
    ot_correlation *correlation = ot_correlation_new(150);
    double within = 0, between = 0;

    REQUIRE(correlation != NULL);
    for (int year = 2001; year <= 2020; year++)
        for (size_t k = 0; k < 150; k++)
            CHECK_INT(ot_correlation_add(correlation, year, 7, k, year % 2 ? 0.8 : -0.8,
                                         NULL),
                      OT_OK);
    CHECK_INT(ot_correlation_estimate(correlation, 7, &within, &between, NULL), OT_OK);
    CHECK_NEAR(within, between, 1e-15);
    CHECK(between > 0.5 && between < 0.64);
    ot_correlation_free(correlation);
}

static void test_what_goes_against_each_other_counts_as_nothing(void)
{
    ot_correlation *correlation = ot_correlation_new(2);
    double within = 1, between = 1;

    REQUIRE(correlation != NULL);
    for (int year = 1970; year <= 2020; year++)
        for (size_t i = 0; i < 60; i++)
            CHECK_INT(ot_correlation_add(correlation, year, 9, i / 30,
                                         i < 30 ? 1.3 : -1.3, NULL),
                      OT_OK);
    CHECK_INT(ot_correlation_estimate(correlation, 9, &within, &between, NULL), OT_OK);
    CHECK_NEAR(within, 0.95, 1e-15);
    CHECK_NEAR(between, 0.0, 1e-15);
    ot_correlation_free(correlation);
}

static void test_lines_that_were_already_known_are_left_out(void)
{
    ot_correlation *correlation = filled(3);
    double before[2], after[2];

    REQUIRE(correlation != NULL);
    CHECK(ot_correlation_estimate(correlation, 6, &before[0], &before[1], NULL) == 0);
    CHECK_INT(ot_correlation_add(correlation, 2019, 6, 0, NAN, NULL), OT_OK);
    CHECK_INT(ot_correlation_add(correlation, 2019, 6, 1, INFINITY, NULL), OT_OK);
    CHECK(ot_correlation_estimate(correlation, 6, &after[0], &after[1], NULL) == 0);
    CHECK_NEAR(after[0], before[0], 0);
    CHECK_NEAR(after[1], before[1], 0);
    ot_correlation_free(correlation);
}

static void test_month_or_service_that_does_not_exist_is_refused(void)
{
    ot_correlation *correlation = ot_correlation_new(8);
    double within = 0, between = 0;
    ot_error err = {0};

    REQUIRE(correlation != NULL);
    CHECK_INT(ot_correlation_add(correlation, 2019, 12, 0, 0.37, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "month 12 is not an origin month");
    CHECK_INT(ot_correlation_add(correlation, 2019, 3, 8, 0.37, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "service 8 is not one of the 8");
    CHECK_INT(ot_correlation_estimate(correlation, 0, &within, &between, &err),
              OT_EUSAGE);
    ot_correlation_free(correlation);
}

/* 400 simulated years of 500 lines. The standard deviation of such estimates, over 40
 * runs of other seeds at 0.4 and 0.15: 0.018 and 0.014, about means 0.397 and 0.151. */
static void recovers(double true_within, double true_between, double tolerance)
{
    ot_correlation *correlation = ot_correlation_new(WORLD_SERVICES);
    world w = {true_within, true_between, UINT64_C(0x9E3779B97F4A7C15), 0, 0};
    double within = 0, between = 0, z[WORLD_LINES];
    int refused = 0;

    REQUIRE(correlation != NULL);
    for (int year = 1601; year <= 2000; year++) {
        world_draw(&w, z);
        for (size_t i = 0; i < WORLD_LINES; i++)
            refused += ot_correlation_add(correlation, year, 6, world_service(i), z[i],
                                          NULL) != OT_OK;
    }
    CHECK_INT(refused, 0);
    CHECK_INT(ot_correlation_estimate(correlation, 6, &within, &between, NULL), OT_OK);
    CHECK_NEAR(within, true_within, tolerance);
    CHECK_NEAR(between, true_between, tolerance);
    ot_correlation_free(correlation);
}

static void test_simulated_correlations_are_recovered(void)
{
    recovers(0.4, 0.15, 0.05);
    recovers(0.1, 0.05, 0.012);
    recovers(0.02, 0.0, 0.003);
}

static const check_case cases[] = {
    CASE(test_miss_is_counted_in_sizes_of_the_interval),
    CASE(test_without_years_the_prior_is_all_there_is),
    CASE(test_estimate_is_what_all_pairs_one_by_one_give),
    CASE(test_nearer_origin_months_say_more),
    CASE(test_services_of_one_line_do_not_hide_a_common_cause),
    CASE(test_what_goes_against_each_other_counts_as_nothing),
    CASE(test_lines_that_were_already_known_are_left_out),
    CASE(test_month_or_service_that_does_not_exist_is_refused),
    CASE(test_simulated_correlations_are_recovered),
};

OT_TEST_MAIN("correlation", cases)
