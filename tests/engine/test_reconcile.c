/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/reconcile.h"

#include "tests/check.h"
#include "tests/engine/random.h"

enum { NODES = 4, OBSERVATIONS = 12 };

/* What the base forecasts of three services and the total missed, in pounds, at the end
 * of months 3, 6 and 9 of four years. */
static const double errors[OBSERVATIONS * NODES] = {
    41250.4,  -18912.75, 9120.1,  36385.6,  23977.2,  -5210.90, 7033.1,  18871.3,
    11654.8,  -2120.45,  3210.3,  15745.2,  -33120.6, 10877.95, -4015.2, -21940.3,
    -16112.8, 7255.10,   1480.7,  -16930.4, -9220.6,  1115.90,  -2260.1, -6980.3,
    58310.2,  12025.80,  14877.4, 72210.9,  31360.2,  5102.70,  13640.5, 40985.1,
    14870.3,  -1215.65,  6330.8,  22120.4,  8240.9,   -7815.35, -5120.6, 4980.2,
    3610.7,   -9340.15,  -1020.4, -3310.8,  -2480.1,  -4120.30, 640.9,   -1875.6};
static const int years[OBSERVATIONS] = {2018, 2018, 2018, 2019, 2019, 2019,
                                        2020, 2020, 2020, 2021, 2021, 2021};
static const ot_reconcile_past past = {OBSERVATIONS, NODES, years, errors};
static const double base[NODES] = {644084.57, 412307.95, 183266.10, 1251870.40};

/* R, by plain matrix algebra; e is errors, y is base:
 * lam <- function(e) { n <- nrow(e); x <- sweep(e, 2, sqrt(colMeans(e^2)), "/")
 *   r <- crossprod(x) / n; v <- (crossprod(x^2) - crossprod(x)^2 / n) / (n * (n - 1))
 *   diag(v) <- diag(r) <- 0; max(0, min(1, sum(v) / sum(r^2))) }
 * mint <- function(e, y) { C <- crossprod(e) / nrow(e); l <- lam(e)
 *   W <- l * diag(diag(C)) + (1 - l) * C; k <- ncol(e) - 1; S <- rbind(diag(k), 1)
 *   c(S %*% solve(t(S) %*% solve(W) %*% S, t(S) %*% solve(W) %*% y)) }
 * e <- matrix(errors, ncol = 4, byrow = TRUE); print(c(lam(e), mint(e, y)), digits =
 * 15) and for the few: e <- e[c(1, 5, 9), ] */
static void test_mint_is_what_plain_matrix_algebra_gives(void)
{
    static const double want[NODES] = {649805.22527331, 413196.569145496,
                                       183984.530742956, 1246986.32516176};
    double reconciled[NODES], shrinkage = 0;

    REQUIRE(ot_reconcile_mint(&past, base, reconciled, &shrinkage, NULL) == OT_OK);
    CHECK_NEAR(shrinkage, 0.39145491646316, 1e-12);
    for (size_t i = 0; i < NODES; i++)
        CHECK_NEAR(reconciled[i], want[i], 1e-13);
}

static void test_mint_of_fewer_observations_than_nodes_is_as_exact(void)
{
    static const double want[NODES] = {648810.707122971, 413632.067769027,
                                       183497.978812674, 1245940.75370467};
    double few[3 * NODES], reconciled[NODES], shrinkage = 0;
    const ot_reconcile_past three = {3, NODES, years, few};

    for (size_t t = 0; t < 3; t++)
        memcpy(few + t * NODES, errors + (4 * t) * NODES, NODES * sizeof *few);
    REQUIRE(ot_reconcile_mint(&three, base, reconciled, &shrinkage, NULL) == OT_OK);
    CHECK_NEAR(shrinkage, 0.578594132072123, 1e-12);
    for (size_t i = 0; i < NODES; i++)
        CHECK_NEAR(reconciled[i], want[i], 1e-13);
}

static void test_reconciled_total_is_the_sum_of_its_services(void)
{
    double reconciled[NODES];

    memcpy(reconciled, base, sizeof base);
    REQUIRE(ot_reconcile_mint(&past, reconciled, reconciled, NULL, NULL) == OT_OK);
    CHECK_NEAR(reconciled[3], reconciled[0] + reconciled[1] + reconciled[2], 1e-15);
    /* Between the services' sum and the total's own forecast. */
    CHECK(reconciled[3] > 1239658.62 && reconciled[3] < base[3]);
}

static void test_forecasts_that_agree_stay_as_they_are(void)
{
    static const double agreed[NODES] = {644084.57, 412307.95, 183266.10, 1239658.62};
    double reconciled[NODES];

    REQUIRE(ot_reconcile_mint(&past, agreed, reconciled, NULL, NULL) == OT_OK);
    for (size_t i = 0; i < NODES; i++)
        CHECK_NEAR(reconciled[i], agreed[i], 1e-14);
}

/* The third service's forecasts were always right: no matrix W has an inverse. */
static void test_service_that_never_missed_is_not_touched(void)
{
    double exact[OBSERVATIONS * NODES], reconciled[NODES];
    const ot_reconcile_past known = {OBSERVATIONS, NODES, years, exact};

    memcpy(exact, errors, sizeof errors);
    for (size_t t = 0; t < OBSERVATIONS; t++)
        exact[t * NODES + 2] = 0;
    REQUIRE(ot_reconcile_mint(&known, base, reconciled, NULL, NULL) == OT_OK);
    CHECK_NEAR(reconciled[2], base[2], 0);
    CHECK(fabs(reconciled[0] - base[0]) > 1000);
    CHECK_NEAR(reconciled[3], reconciled[0] + reconciled[1] + reconciled[2], 1e-15);
}

static void test_without_any_miss_the_services_stay(void)
{
    static const double none[OBSERVATIONS * NODES] = {0};
    const ot_reconcile_past known = {OBSERVATIONS, NODES, years, none};
    double reconciled[NODES], shrinkage = 0;

    REQUIRE(ot_reconcile_mint(&known, base, reconciled, &shrinkage, NULL) == OT_OK);
    CHECK_NEAR(shrinkage, 1.0, 0);
    for (size_t i = 0; i < 3; i++)
        CHECK_NEAR(reconciled[i], base[i], 0);
    CHECK_NEAR(reconciled[3], 1239658.62, 1e-14);
}

/* R, as above: year <- rep(2018:2021, each = 3)
 * mean(sapply(1:12, function(t) mean(abs(c(e[t, 1:3], sum(e[t, 1:3]))))))
 * mean(sapply(1:12, function(t) mean(abs(mint(e[year != year[t], ], e[t, ]))))) */
static void test_choice_back_casts_each_year_with_the_others(void)
{
    ot_reconcile_choice choice;

    REQUIRE(ot_reconcile_choose(&past, &choice, NULL) == OT_OK);
    CHECK_INT((int64_t)choice.years, 4);
    CHECK_NEAR(choice.bottom_up, 14474.5833333333, 1e-13);
    CHECK_NEAR(choice.minimum, 13870.5368167334, 1e-13);
    CHECK(choice.mint);
}

static void test_order_of_observations_does_not_matter(void)
{
    static const size_t order[OBSERVATIONS] = {7, 2, 10, 0, 5, 3, 9, 11, 4, 1, 8, 6};
    double mixed[OBSERVATIONS * NODES];
    int mixed_years[OBSERVATIONS];
    const ot_reconcile_past other = {OBSERVATIONS, NODES, mixed_years, mixed};
    ot_reconcile_choice choice;

    for (size_t t = 0; t < OBSERVATIONS; t++) {
        memcpy(mixed + t * NODES, errors + order[t] * NODES, NODES * sizeof *mixed);
        mixed_years[t] = years[order[t]];
    }
    REQUIRE(ot_reconcile_choose(&other, &choice, NULL) == OT_OK);
    CHECK_NEAR(choice.bottom_up, 14474.5833333333, 1e-13);
    CHECK_NEAR(choice.minimum, 13870.5368167334, 1e-13);
}

/* Base totals that had nothing to tell: off the services' sum by what has to do with
 * no service. R: e[, 4] <- rowSums(e[, 1:3]) + rep(c(21000, -19500, -18300, 20400), 3)
 */
static void test_choice_is_bottom_up_where_mint_is_hardly_better(void)
{
    static const double off[] = {21000, -19500, -18300, 20400};
    double worse[OBSERVATIONS * NODES];
    const ot_reconcile_past other = {OBSERVATIONS, NODES, years, worse};
    ot_reconcile_choice choice;

    memcpy(worse, errors, sizeof errors);
    for (size_t t = 0; t < OBSERVATIONS; t++) {
        double *row = worse + t * NODES;

        row[3] = row[0] + row[1] + row[2] + off[t % 4];
    }
    REQUIRE(ot_reconcile_choose(&other, &choice, NULL) == OT_OK);
    CHECK(!choice.mint);
    CHECK_NEAR(choice.bottom_up, 14474.5833333333, 1e-13);
    CHECK_NEAR(choice.minimum, 14461.1900951138, 1e-13);
}

static void test_choice_of_two_years_is_bottom_up(void)
{
    const ot_reconcile_past two = {6, NODES, years, errors};
    const ot_reconcile_past none = {0, NODES, NULL, NULL};
    ot_reconcile_choice choice;

    CHECK_INT(ot_reconcile_choose(&two, &choice, NULL), OT_OK);
    CHECK(!choice.mint && isnan(choice.bottom_up) && isnan(choice.minimum));
    CHECK_INT((int64_t)choice.years, 2);
    CHECK_INT(ot_reconcile_choose(&none, &choice, NULL), OT_OK);
    CHECK(!choice.mint);
}

static void test_past_that_cannot_be_used_is_refused(void)
{
    const ot_reconcile_past one = {1, NODES, years, errors};
    const ot_reconcile_past lone = {4, 1, years, errors};
    double wild[2 * NODES], reconciled[NODES];
    const ot_reconcile_past bad = {2, NODES, years, wild};
    ot_reconcile_choice choice;
    ot_error err = {0};

    memcpy(wild, errors, sizeof wild);
    wild[5] = NAN;
    CHECK_INT(ot_reconcile_mint(&one, base, reconciled, NULL, &err), OT_EFIT);
    CHECK_CONTAINS(err.message, "at least 2 past forecasts, not 1");
    CHECK_INT(ot_reconcile_mint(&lone, base, reconciled, NULL, &err), OT_EUSAGE);
    CHECK_INT(ot_reconcile_mint(&bad, base, reconciled, NULL, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "past error");
    CHECK_INT(ot_reconcile_choose(&bad, &choice, &err), OT_EINPUT);
    wild[5] = 7255.10;
    CHECK_INT(ot_reconcile_mint(&bad, wild, reconciled, NULL, &err), OT_OK);
    wild[0] = INFINITY;
    CHECK_INT(ot_reconcile_mint(&past, wild, reconciled, NULL, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "forecast to be reconciled");
}

/* Squares 4, 1, 0 and 0.25 of 5.25: 572,065.53 pence x 4 / 5.25 and so on. */
static void test_adjustment_is_shared_by_variance_and_adds_up(void)
{
    static const double sizes[] = {24600.50, 12300.25, 0.0, 6150.125};
    ot_pence shares[4];

    REQUIRE(ot_reconcile_share(57206553, sizes, 4, shares, NULL) == OT_OK);
    CHECK_INT(shares[0], 43585945);
    CHECK_INT(shares[1], 10896486);
    CHECK_INT(shares[2], 0);
    CHECK_INT(shares[3], 2724122);
    REQUIRE(ot_reconcile_share(-57206553, sizes, 4, shares, NULL) == OT_OK);
    CHECK_INT(shares[0], -43585945);
    CHECK_INT(shares[0] + shares[1] + shares[2] + shares[3], -57206553);
}

static void test_shares_of_many_lines_add_up_to_the_penny(void)
{
    enum { LINES = 733 };
    uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
    double sizes[LINES];
    ot_pence shares[LINES];

    for (int round = 0; round < 20; round++) {
        ot_pence adjustment = random_amount(&state, 500000000), sum = 0;

        for (size_t i = 0; i < LINES; i++)
            sizes[i] = (double)random_below(&state, 4000000) / 100;
        REQUIRE(ot_reconcile_share(adjustment, sizes, LINES, shares, NULL) == OT_OK);
        for (size_t i = 0; i < LINES; i++)
            sum += shares[i];
        CHECK_INT(sum, adjustment);
    }
}

static void test_lines_all_known_share_alike_and_bad_sizes_are_refused(void)
{
    static const double known[] = {0, 0, 0};
    static const double bad[] = {23851.70, -0.01, 310.25};
    ot_pence shares[3];
    ot_error err = {0};

    REQUIRE(ot_reconcile_share(100001, known, 3, shares, NULL) == OT_OK);
    CHECK_INT(shares[0], 33334);
    CHECK_INT(shares[1], 33334);
    CHECK_INT(shares[2], 33333);
    CHECK_INT(ot_reconcile_share(100001, bad, 3, shares, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "line 2");
    CHECK_INT(ot_reconcile_share(100001, bad, 0, shares, &err), OT_EUSAGE);
}

static const check_case cases[] = {
    CASE(test_mint_is_what_plain_matrix_algebra_gives),
    CASE(test_mint_of_fewer_observations_than_nodes_is_as_exact),
    CASE(test_reconciled_total_is_the_sum_of_its_services),
    CASE(test_forecasts_that_agree_stay_as_they_are),
    CASE(test_service_that_never_missed_is_not_touched),
    CASE(test_without_any_miss_the_services_stay),
    CASE(test_choice_back_casts_each_year_with_the_others),
    CASE(test_order_of_observations_does_not_matter),
    CASE(test_choice_is_bottom_up_where_mint_is_hardly_better),
    CASE(test_choice_of_two_years_is_bottom_up),
    CASE(test_past_that_cannot_be_used_is_refused),
    CASE(test_adjustment_is_shared_by_variance_and_adds_up),
    CASE(test_shares_of_many_lines_add_up_to_the_penny),
    CASE(test_lines_all_known_share_alike_and_bad_sizes_are_refused),
};

OT_TEST_MAIN("reconcile", cases)
