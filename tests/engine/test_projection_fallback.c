/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_projection_fallback.c - the methods that stand in where a regression cannot be:
 * year complete, closed, profile, run-rate, budget. Statistics against R 4.2.2. */
#include "engine/forecast/projection.h"

#include "tests/check.h"
#include "tests/engine/projection_fixture.h"

static void test_projection_at_month_twelve_is_the_actual(void)
{
    ot_projection p = project(care, 48, 1, 99900000);
    ot_projection short_year = project(care, 3, 10, 99900000);

    CHECK_INT(p.method, OT_METHOD_COMPLETE);
    CHECK_INT(p.outturn, 310131653);
    CHECK(!p.has_interval);
    CHECK_INT((int64_t)p.months_used, 12);
    CHECK_INT(short_year.method, OT_METHOD_COMPLETE);
    CHECK_INT(short_year.outturn, 22914326 + 23887272 + 24397836);
}

static void test_projection_of_a_closed_line_is_the_actual_to_date(void)
{
    ot_pence months[43] = {0};
    ot_projection p;

    memcpy(months, care, 31 * sizeof *months); /* twelve empty months since */
    p = project(months, 43, 1, 50000000);
    CHECK_INT(p.method, OT_METHOD_CLOSED);
    CHECK_INT(p.outturn, 0);
    CHECK(!p.has_interval);
    months[31] = 41250; /* eleven empty months: not yet */
    p = project(months, 43, 1, 50000000);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
}

/* R: a <- matrix(y[25:48], 12); s <- colSums(a[1:5,]) / colSums(a); o <- sum(y[49:53])
 * / mean(s); o + outer(c(-1, 1), qt(c(.9, .975), 1)) * o * sd(s) / mean(s) * sqrt(1.5)
 * rowMeans(sweep(a, 2, colSums(a), "/"))[6:12] * o */
static void test_projection_by_profile_is_that_of_r(void)
{
    ot_projection p = project_with(care + 24, 29, 1, 0, 30);

    CHECK_INT(p.method, OT_METHOD_PROFILE);
    CHECK_INT((int64_t)p.months_used, 29);
    CHECK_INT(p.outturn, 314991366);
    CHECK(p.has_interval);
    CHECK_INT(p.lo80, 303960934);
    CHECK_INT(p.hi80, 326021798);
    CHECK_INT(p.lo95, 269452270);
    CHECK_INT(p.hi95, 360530462);
    CHECK_INT(p.path[5], 27286597);
    CHECK_INT(p.path[11], 28934490); /* 28934489.11 and the odd penny */
}

static void test_projection_by_profile_of_one_year_has_no_interval(void)
{
    ot_projection p = project(care + 36, 17, 1, 0);
    double share = 124141299.0 / 310131653.0; /* of 36..47, by month 5 */

    CHECK_INT(p.method, OT_METHOD_PROFILE);
    CHECK(!p.has_interval);
    CHECK_INT((int64_t)p.months_used, 17);
    CHECK_INT(p.outturn, llround(CARE_TO_DATE / share));
}

/* Only whole years of history count: August to March is none. */
static void test_projection_by_profile_needs_a_complete_year(void)
{
    CHECK_INT(project(care + 40, 13, 5, 0).method, OT_METHOD_RUN_RATE);
    CHECK_INT(project(care + 36, 17, 1, 0).method, OT_METHOD_PROFILE);
}

static void test_projection_by_profile_is_not_used_where_the_share_says_nothing(void)
{
    ot_pence months[16] = {100,  0,    0,    0,   0, 0,
                           0,    0,    0,    0,   0, 25000000, /* in March */
                           4100, 3900, 4250, 4400};
    ot_projection p = project(months, 16, 1, 0);

    CHECK_INT(p.method, OT_METHOD_RUN_RATE);
    CHECK_INT(p.outturn, (4100 + 3900 + 4250 + 4400) * 3);
    months[0] = -2500000; /* a year that began with a credit: unlike sign */
    CHECK_INT(project(months, 16, 1, 0).method, OT_METHOD_RUN_RATE);
    months[0] = 12500000; /* a third by month 4, but this year is a credit */
    CHECK_INT(project(months, 16, 1, 0).method, OT_METHOD_PROFILE);
    for (size_t i = 12; i < 16; i++)
        months[i] = -months[i];
    CHECK_INT(project(months, 16, 1, 0).method, OT_METHOD_RUN_RATE);
    months[11] = -12400000; /* 12.5 million, nearly all of it paid back */
    months[12] = 31000000;
    CHECK_INT(project(months, 16, 1, 0).method, OT_METHOD_RUN_RATE);
    months[11] = -months[0]; /* a year that came to nothing */
    CHECK_INT(project(months, 16, 1, 0).method, OT_METHOD_RUN_RATE);
}

/* R: z <- y[49:53]; mean(z) * 12 + outer(c(-1, 1), qt(c(.9, .975), 4)) * sd(z) *
 * sqrt(7 + 7^2 / 5) */
static void test_projection_by_run_rate_is_that_of_r(void)
{
    ot_projection p = project(care + 48, 5, 1, 0);

    CHECK_INT(p.method, OT_METHOD_RUN_RATE);
    CHECK_INT((int64_t)p.months_used, 5);
    CHECK_INT(p.outturn, 304608797);
    CHECK(p.has_interval);
    CHECK_INT(p.lo80, 301062820);
    CHECK_INT(p.hi80, 308154773);
    CHECK_INT(p.lo95, 298187476);
    CHECK_INT(p.hi95, 311030117);
}

/* Opened in July: four months of figures by October, six to come (November on: five).
 */
static void test_projection_by_run_rate_counts_from_the_first_month_with_a_figure(void)
{
    static const ot_pence months[7] = {0, 0, 0, 1850000, 1850000, 1850000, 1850000};
    ot_projection p = project(months, 7, 1, 0);

    CHECK_INT(p.method, OT_METHOD_RUN_RATE);
    CHECK_INT((int64_t)p.months_used, 4);
    CHECK_INT(p.outturn, 9 * 1850000);
    CHECK_INT(p.hi95, p.outturn);
}

/* A single posting is no rate: the budget where it holds it, else what is posted. */
static void test_projection_of_a_single_posting_is_no_run_rate(void)
{
    static const ot_pence april = 238517;
    static const ot_pence grant[5] = {0, 0, 0, 0, -6035882};
    ot_projection p = project(&april, 1, 1, 4000000);

    CHECK_INT(p.method, OT_METHOD_BUDGET);
    CHECK_INT(p.outturn, 4000000);
    CHECK_INT(p.path[0], 238517);
    p = project(&april, 1, 1, 200000);
    CHECK_INT(p.method, OT_METHOD_NONE);
    CHECK_INT(p.outturn, 238517);
    p = project(grant, 5, 1, 0);
    CHECK_INT(p.method, OT_METHOD_NONE);
    CHECK_INT(p.outturn, -6035882);
    CHECK(!p.has_interval);
}

static void test_projection_is_the_budget_where_nothing_was_ever_spent(void)
{
    static const ot_pence months[17] = {0};
    ot_projection p = project(months, 17, 1, 100000000);

    CHECK_INT(p.method, OT_METHOD_BUDGET);
    CHECK_INT(p.outturn, 100000000);
    CHECK(!p.has_interval);
    CHECK_INT(p.path[5], 14285715); /* a seventh; the odd pennies come first */
    CHECK_INT(p.path[11], 14285714);
    CHECK_INT((int64_t)p.months_used, 0);
    p = project(months, 1, 3, -2500001);
    CHECK_INT(p.method, OT_METHOD_BUDGET);
    CHECK_INT(p.outturn, -2500001);
}

/* A grant of last March, nothing yet this year: no rate to run on. */
static void test_projection_is_the_budget_where_this_year_has_no_month_yet(void)
{
    static const ot_pence months[8] = {0, 0, 0, 0, 31250000, 0, 0, 0};
    ot_projection p = project(months, 8, 8, 31000000);

    CHECK_INT(p.method, OT_METHOD_BUDGET);
    CHECK_INT(p.outturn, 31000000);
    p = project(months, 8, 8, 0);
    CHECK_INT(p.method, OT_METHOD_NONE);
    CHECK_INT(p.outturn, 0);
}

static void test_projection_of_nothing_at_all_is_zero(void)
{
    static const ot_pence months[30] = {0};
    ot_projection p = project(months, 30, 1, 0);

    CHECK_INT(p.method, OT_METHOD_NONE);
    CHECK_INT(p.outturn, 0);
}

static const check_case cases[] = {
    CASE(test_projection_at_month_twelve_is_the_actual),
    CASE(test_projection_of_a_closed_line_is_the_actual_to_date),
    CASE(test_projection_by_profile_is_that_of_r),
    CASE(test_projection_by_profile_of_one_year_has_no_interval),
    CASE(test_projection_by_profile_needs_a_complete_year),
    CASE(test_projection_by_profile_is_not_used_where_the_share_says_nothing),
    CASE(test_projection_by_run_rate_is_that_of_r),
    CASE(test_projection_by_run_rate_counts_from_the_first_month_with_a_figure),
    CASE(test_projection_of_a_single_posting_is_no_run_rate),
    CASE(test_projection_is_the_budget_where_nothing_was_ever_spent),
    CASE(test_projection_is_the_budget_where_this_year_has_no_month_yet),
    CASE(test_projection_of_nothing_at_all_is_zero),
};

OT_TEST_MAIN("projection_fallback", cases)
