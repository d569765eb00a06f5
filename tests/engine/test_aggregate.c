/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/aggregate.h"

#include "engine/forecast/correlation.h"
#include "tests/check.h"
#include "tests/engine/correlated_lines.h"

/* Five lines of three services. */
static const struct {
    size_t service;
    ot_bounds line;
} examples[] = {
    {0, {644084.57, 544592.36, 743576.79, 491924.36, 796244.79}},
    {0, {23851.70, 21400.15, 29310.40, 20112.85, 38004.20}},
    {1, {-118250.00, -125310.25, -109870.60, -131044.90, -101225.35}},
    {1, {412307.95, 398112.40, 441050.85, 391870.10, 471233.15}},
    {2, {57310.20, 57310.20, 57310.20, 57310.20, 57310.20}},
};

static ot_status add_examples(ot_aggregate *aggregate)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof examples / sizeof *examples; i++)
        st = ot_aggregate_add(aggregate, examples[i].service, &examples[i].line, NULL);
    return st;
}

static void check_bounds(const ot_bounds *got, const ot_bounds *want, double tolerance)
{
    CHECK_NEAR(got->forecast, want->forecast, tolerance);
    CHECK_NEAR(got->lo80, want->lo80, tolerance);
    CHECK_NEAR(got->hi80, want->hi80, tolerance);
    CHECK_NEAR(got->lo95, want->lo95, tolerance);
    CHECK_NEAR(got->hi95, want->hi95, tolerance);
}

static void test_one_line_gets_back_its_own_bounds(void)
{
    ot_aggregate *aggregate = ot_aggregate_new(3);
    ot_bounds bounds;

    REQUIRE(aggregate != NULL);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ot_aggregate_reset(aggregate);
        CHECK_INT(
            ot_aggregate_add(aggregate, examples[i].service, &examples[i].line, NULL),
            OT_OK);
        ot_aggregate_bounds(aggregate, 0.37, 0.12, &bounds);
        check_bounds(&bounds, &examples[i].line, 1e-14);
    }
    ot_aggregate_free(aggregate);
}

static void test_no_line_is_nothing(void)
{
    ot_aggregate *aggregate = ot_aggregate_new(3);
    const ot_bounds nothing = {0};
    ot_bounds bounds;

    REQUIRE(aggregate != NULL);
    ot_aggregate_bounds(aggregate, 0.37, 0.12, &bounds);
    check_bounds(&bounds, &nothing, 0);
    ot_aggregate_free(aggregate);
}

/* R, with the whole correlation matrix:
 * f <- c(644084.57, 23851.70, -118250.00, 412307.95, 57310.20)
 * b <- rbind(c(544592.36, 21400.15, -125310.25, 398112.40, 57310.20),
 *            c(743576.79, 29310.40, -109870.60, 441050.85, 57310.20),
 *            c(491924.36, 20112.85, -131044.90, 391870.10, 57310.20),
 *            c(796244.79, 38004.20, -101225.35, 471233.15, 57310.20))
 * k <- c(0, 0, 1, 1, 2); R <- ifelse(outer(k, k, "=="), 0.37, 0.12); diag(R) <- 1
 * for (i in 1:4) { s <- b[i,] - f; print(sum(f) + sign(sum(s)) * sqrt(c(s %*% R %*%
 * s)), digits = 15) } */
static void test_sum_has_the_width_of_the_whole_correlation_matrix(void)
{
    static const ot_bounds want = {1019304.42, 914754.024727877, 1130390.12089709,
                                   859285.508450452, 1199533.41603799};
    ot_aggregate *aggregate = ot_aggregate_new(3);
    ot_bounds bounds;

    REQUIRE(aggregate != NULL);
    REQUIRE(add_examples(aggregate) == OT_OK);
    ot_aggregate_bounds(aggregate, 0.37, 0.12, &bounds);
    check_bounds(&bounds, &want, 1e-13);
    ot_aggregate_free(aggregate);
}

static void test_distances_add_up_where_all_lines_go_together(void)
{
    static const ot_bounds want = {1019304.42, 896104.86, 1161377.64, 830172.61,
                                   1261566.99};
    ot_aggregate *aggregate = ot_aggregate_new(3);
    ot_bounds bounds;

    REQUIRE(aggregate != NULL);
    REQUIRE(add_examples(aggregate) == OT_OK);
    ot_aggregate_bounds(aggregate, 1.0, 1.0, &bounds);
    check_bounds(&bounds, &want, 1e-13);
    ot_aggregate_bounds(aggregate, 7.5, 2.0, &bounds);
    check_bounds(&bounds, &want, 1e-13);
    ot_aggregate_free(aggregate);
}

/* 6,400.20 and 4,800.15 on the one side, 8,000.25 = sqrt of their squares; then the
 * example of docs/method-sums.md, sqrt(0.7 x 8,000.25^2 + 0.3 x 11,200.35^2). */
static void test_squares_add_up_where_lines_have_nothing_in_common(void)
{
    static const ot_bounds lines[] = {
        {52310.95, 45910.75, 58711.15, 42710.65, 61911.25},
        {33215.05, 28414.90, 38015.20, 26014.825, 40415.275}};
    static const ot_bounds want = {85526.00, 77525.75, 93526.25, 73525.625, 97526.375};
    ot_aggregate *aggregate = ot_aggregate_new(1);
    ot_bounds bounds;

    REQUIRE(aggregate != NULL);
    for (size_t i = 0; i < 2; i++)
        CHECK_INT(ot_aggregate_add(aggregate, 0, &lines[i], NULL), OT_OK);
    ot_aggregate_bounds(aggregate, 0.0, 0.0, &bounds);
    check_bounds(&bounds, &want, 1e-13);
    ot_aggregate_bounds(aggregate, -0.2, 0.4, &bounds);
    check_bounds(&bounds, &want, 1e-13);
    ot_aggregate_bounds(aggregate, 0.3, 0.05, &bounds);
    CHECK_NEAR(bounds.hi80, 85526.00 + 9079.49073905029, 1e-13);
    ot_aggregate_free(aggregate);
}

static void test_bounds_out_of_order_are_put_right_by_widening(void)
{
    static const ot_bounds crossed = {52310.95, 53000.00, 58711.15, 51870.65, 57911.25};
    static const ot_bounds want = {52310.95, 52310.95, 58711.15, 51870.65, 58711.15};
    ot_aggregate *aggregate = ot_aggregate_new(1);
    ot_bounds bounds;

    REQUIRE(aggregate != NULL);
    CHECK_INT(ot_aggregate_add(aggregate, 0, &crossed, NULL), OT_OK);
    ot_aggregate_bounds(aggregate, 0.1, 0.05, &bounds);
    check_bounds(&bounds, &want, 1e-14);
    ot_aggregate_free(aggregate);
}

static void test_line_that_cannot_be_added_leaves_the_sums_alone(void)
{
    static const ot_bounds wild = {52310.95, 45910.75, 58711.15, -INFINITY, 61911.25};
    ot_aggregate *aggregate = ot_aggregate_new(3);
    ot_bounds before, after;
    ot_error err = {0};

    REQUIRE(aggregate != NULL);
    REQUIRE(add_examples(aggregate) == OT_OK);
    ot_aggregate_bounds(aggregate, 0.37, 0.12, &before);
    CHECK_INT(ot_aggregate_add(aggregate, 1, &wild, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "not a number");
    CHECK_INT(ot_aggregate_add(aggregate, 3, &examples[0].line, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "service 3 is not one of the 3");
    ot_aggregate_bounds(aggregate, 0.37, 0.12, &after);
    check_bounds(&after, &before, 0);
    ot_aggregate_free(aggregate);
}

/* The nodes of the simulated council: its services, a group of every third line, which
 * has lines of all services, and the total. */
enum { GROUP = WORLD_SERVICES, TOTAL, NODES };

static int node_has(int node, size_t line)
{
    return node == TOTAL ||
           (node == GROUP ? line % 3 == 0 : world_service(line) == (size_t)node);
}

/* A miss of size 1 from a standard normal one; skew 0 leaves it, more draws out the
 * upper tail (lognormal). The median stays at 0, the forecast. */
static double miss_of(double z, double skew)
{
    return skew > 0 ? (exp(skew * z) - 1) / skew : z;
}

/* qnorm(0.9), qnorm(0.975) */
static ot_bounds line_of(double forecast, double size, double skew)
{
    const ot_bounds line = {forecast, forecast + size * miss_of(-1.2815515655446, skew),
                            forecast + size * miss_of(1.2815515655446, skew),
                            forecast + size * miss_of(-1.9599639845401, skew),
                            forecast + size * miss_of(1.9599639845401, skew)};

    return line;
}

/* The bounds of all nodes; the correlations learnt from years of the same world. */
static ot_status bound_nodes(world *w, int years, double skew, const double *size,
                             ot_bounds bounds[NODES])
{
    ot_correlation *correlation = ot_correlation_new(WORLD_SERVICES);
    ot_aggregate *aggregate = ot_aggregate_new(WORLD_SERVICES);
    double within = 0, between = 0, z[WORLD_LINES];
    ot_status st = correlation && aggregate ? OT_OK : OT_ENOMEM;

    for (int year = 0; st == OT_OK && year < years; year++) {
        world_draw(w, z);
        for (size_t i = 0; st == OT_OK && i < WORLD_LINES; i++) {
            ot_bounds line = line_of(0, 1, skew);

            st = ot_correlation_add(
                correlation, year, 6, world_service(i),
                ot_correlation_miss(0, line.lo80, line.hi80, miss_of(z[i], skew)),
                NULL);
        }
    }
    if (st == OT_OK)
        st = ot_correlation_estimate(correlation, 6, &within, &between, NULL);
    for (int node = 0; st == OT_OK && node < NODES; node++) {
        ot_aggregate_reset(aggregate);
        for (size_t i = 0; st == OT_OK && i < WORLD_LINES; i++) {
            ot_bounds line = line_of(8 * size[i], size[i], skew);

            if (node_has(node, i))
                st = ot_aggregate_add(aggregate, world_service(i), &line, NULL);
        }
        ot_aggregate_bounds(aggregate, within, between, &bounds[node]);
    }
    ot_correlation_free(correlation);
    ot_aggregate_free(aggregate);
    return st;
}

/* So many councils, each with years to learn from and then draws to be covered. */
typedef struct trial {
    double within, between, skew;
    int councils, years, draws;
} trial;

static void count_draw(world *w, double skew, const double *size,
                       const ot_bounds bounds[NODES], double inside80[NODES],
                       double inside95[NODES])
{
    double z[WORLD_LINES], actual[NODES] = {0};

    world_draw(w, z);
    for (size_t i = 0; i < WORLD_LINES; i++)
        for (int node = 0; node < NODES; node++)
            if (node_has(node, i))
                actual[node] += size[i] * (8 + miss_of(z[i], skew));
    for (int node = 0; node < NODES; node++) {
        const ot_bounds *b = &bounds[node];

        inside80[node] += actual[node] >= b->lo80 && actual[node] <= b->hi80;
        inside95[node] += actual[node] >= b->lo95 && actual[node] <= b->hi95;
    }
}

/* Percentages of draws within the 80 % and the 95 % interval of each node. */
static void cover(const trial *of, double inside80[NODES], double inside95[NODES])
{
    world w = {of->within, of->between, UINT64_C(0x9E3779B97F4A7C15), 0, 0};
    double percent = 100.0 / (of->councils * of->draws);
    double size[WORLD_LINES];
    ot_bounds bounds[NODES];

    for (int council = 0; council < of->councils; council++) {
        world_sizes(&w, size);
        REQUIRE(bound_nodes(&w, of->years, of->skew, size, bounds) == OT_OK);
        for (int draw = 0; draw < of->draws; draw++)
            count_draw(&w, of->skew, size, bounds, inside80, inside95);
    }
    for (int node = 0; node < NODES; node++) {
        inside80[node] *= percent;
        inside95[node] *= percent;
    }
}

/* Of 2,000 draws 0.9 and 0.5 points are one standard deviation. */
static void test_intervals_of_all_nodes_cover_what_they_say(void)
{
    static const trial trials[] = {{0.4, 0.15, 0, 1, 400, 2000},
                                   {0.1, 0.05, 0, 1, 400, 2000},
                                   {0, 0, 0, 1, 400, 2000}};

    for (int i = 0; i < 3; i++) {
        double inside80[NODES] = {0}, inside95[NODES] = {0};

        cover(&trials[i], inside80, inside95);
        for (int node = 0; node < NODES; node++) {
            CHECK(fabs(inside80[node] - 80) <= 2);
            CHECK(fabs(inside95[node] - 95) <= 2);
        }
    }
}

/* Where overspends reach further, the sum of medians is too low for the sum; misses are
 * not centred, so that this counts as going together, and intervals err on the safe
 * side. */
static void test_intervals_of_skewed_lines_are_a_little_too_wide(void)
{
    static const trial skewed = {0.4, 0.15, 0.8, 1, 400, 2000};
    double inside80[NODES] = {0}, inside95[NODES] = {0};

    cover(&skewed, inside80, inside95);
    for (int node = 0; node < NODES; node++) {
        CHECK(inside80[node] >= 79 && inside80[node] <= 86);
        CHECK(inside95[node] >= 93.5 && inside95[node] <= 99);
    }
    CHECK(inside80[TOTAL] > 82);
}

/* As a council has it: the prior still weighs a third. Too narrow where lines miss
 * together far more than it says, too wide where they do not. */
static void test_four_years_give_intervals_between_prior_and_truth(void)
{
    static const trial as_prior = {0.1, 0.05, 0, 200, 4, 60};
    static const trial more = {0.4, 0.15, 0, 200, 4, 60};
    static const trial less = {0.02, 0.01, 0, 200, 4, 60};
    double inside80[3][NODES] = {{0}}, inside95[3][NODES] = {{0}};

    cover(&as_prior, inside80[0], inside95[0]);
    cover(&more, inside80[1], inside95[1]);
    cover(&less, inside80[2], inside95[2]);
    for (int node = 0; node < NODES; node++) {
        CHECK(inside80[0][node] >= 75 && inside80[0][node] <= 82);
        CHECK(inside95[0][node] >= 91 && inside95[0][node] <= 96);
        CHECK(inside80[1][node] >= 66 && inside80[1][node] <= 80);
        CHECK(inside80[2][node] >= 80 && inside80[2][node] <= 94);
    }
}

static const check_case cases[] = {
    CASE(test_one_line_gets_back_its_own_bounds),
    CASE(test_no_line_is_nothing),
    CASE(test_sum_has_the_width_of_the_whole_correlation_matrix),
    CASE(test_distances_add_up_where_all_lines_go_together),
    CASE(test_squares_add_up_where_lines_have_nothing_in_common),
    CASE(test_bounds_out_of_order_are_put_right_by_widening),
    CASE(test_line_that_cannot_be_added_leaves_the_sums_alone),
    CASE(test_intervals_of_all_nodes_cover_what_they_say),
    CASE(test_intervals_of_skewed_lines_are_a_little_too_wide),
    CASE(test_four_years_give_intervals_between_prior_and_truth),

};

OT_TEST_MAIN("aggregate", cases)
