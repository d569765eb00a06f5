/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_path_members.c - what holds for every member: short and odd histories. */
#include "engine/forecast/path_history.h"

#include "tests/check.h"
#include "tests/engine/r_series.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])

static const ot_path_member *member(const char *name)
{
    for (const ot_path_member *m = ot_path_members(); m->name; m++)
        if (strcmp(m->name, name) == 0)
            return m;
    return NULL;
}

/* What the member says of the series. */
static ot_status say(const ot_path_member *m, const ot_numbers *series, size_t horizon,
                     double *mean, ot_error *err)
{
    ot_path_history history;
    ot_status st = ot_path_history_init(&history, series, err);

    if (st == OT_OK)
        st = m->forecast(&history, horizon, mean, err);
    ot_path_history_clear(&history);
    return st;
}

static void test_table_names_each_member_once(void)
{
    size_t count = 0;

    for (const ot_path_member *m = ot_path_members(); m->name; m++, count++)
        CHECK(member(m->name) == m);
    CHECK(count >= 9 && count <= OT_PATH_MEMBERS_MAX);
    REQUIRE(member("ets") != NULL);
    CHECK(member("ets")->slow);
    CHECK(!member("dotm")->slow);
}

static void test_every_member_follows_a_growing_season(void)
{
    ot_numbers air = {air_passengers, 132, 12}; /* 1949-1959; 1960 is what comes */
    double mean[12];

    for (const ot_path_member *m = ot_path_members(); m->name; m++) {
        double error = 0.0;

        REQUIRE(say(m, &air, 12, mean, NULL) == OT_OK);
        for (int h = 0; h < 12; h++)
            error += fabs(mean[h] - air_passengers[132 + h]) / 12.0;
        CHECK(error < 70.0);       /* the seasonal naive is off by 48 */
        CHECK(mean[6] > mean[10]); /* July above November */
    }
}

static void test_seasonal_naive_repeats_the_year(void)
{
    ot_numbers deaths = {us_deaths, COUNT(us_deaths), 12};
    double mean[14];

    REQUIRE(say(member("snaive"), &deaths, 14, mean, NULL) == OT_OK);
    CHECK_NEAR(mean[0], us_deaths[60], 1e-12);
    CHECK_NEAR(mean[13], us_deaths[61], 1e-12);
}

static void test_every_member_takes_any_history_or_refuses_it(void)
{
    static const double credits[30] = {[3] = -5200.5, [15] = -4800.0, [27] = 310.25};
    static const double paid_once[30] = {[11] = 250000.0};
    static const double nothing[30] = {0};
    static const double *const histories[] = {credits, paid_once, nothing};
    double mean[18];

    for (const ot_path_member *m = ot_path_members(); m->name; m++)
        for (size_t i = 0; i < COUNT(histories); i++)
            for (size_t count = 0; count <= 30; count++) {
                ot_numbers series = {histories[i], count, 12};
                ot_error err = {0};
                ot_status st = say(m, &series, 18, mean, &err);

                CHECK(st == OT_OK || st == OT_EFIT);
                CHECK(st == OT_OK || err.message[0]);
                for (int h = 0; h < 18 && st == OT_OK; h++)
                    CHECK(isfinite(mean[h]));
            }
}

static void test_no_forecast_falls_below_half_the_least_of_what_was_paid(void)
{
    double falling[48], mean[24];
    ot_numbers series = {falling, 48, 12};

    for (int i = 0; i < 48; i++)
        falling[i] = 98000.0 - 2000.0 * i; /* down to 4,000 */
    for (const ot_path_member *m = ot_path_members(); m->name; m++) {
        REQUIRE(say(m, &series, 24, mean, NULL) == OT_OK);
        for (int h = 0; h < 24; h++)
            CHECK(mean[h] >= 2000.0);
    }
}

static void test_regression_is_not_moved_by_two_odd_months(void)
{
    double values[36], mean[2];
    ot_numbers series = {values, 36, 1};

    for (int i = 0; i < 36; i++)
        values[i] = 42000.0 + 150.0 * i + (i % 3 - 1) * 80.0;
    values[33] = 210000.0;
    values[35] = 190000.0;
    REQUIRE(say(member("regression"), &series, 2, mean, NULL) == OT_OK);
    CHECK_NEAR(mean[0], 42000.0 + 150.0 * 36, 5e-3); /* least squares: 65,500 */
    CHECK_NEAR(mean[1], 42000.0 + 150.0 * 37, 5e-3);
}

static const check_case cases[] = {
    CASE(test_table_names_each_member_once),
    CASE(test_every_member_follows_a_growing_season),
    CASE(test_seasonal_naive_repeats_the_year),
    CASE(test_every_member_takes_any_history_or_refuses_it),
    CASE(test_no_forecast_falls_below_half_the_least_of_what_was_paid),
    CASE(test_regression_is_not_moved_by_two_odd_months),
};

OT_TEST_MAIN("path_members", cases)
