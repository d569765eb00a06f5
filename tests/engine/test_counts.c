/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_counts.c - forecasts of placement counts: how far off they are on the published
 * counts of a county, and what they do with short and odd ones. */
#include "engine/placements/counts.h"

#include <stdbool.h>

#include "tests/check.h"

#define ACTIVITY OT_FIXTURES "/gloucestershire-2021-22/activity/activity.csv"
#define TYPES    4
#define LONGEST  120
#define AUGUST   8
#define AHEAD    7 /* to March */

/* Months are counted from January of year 0. */
typedef struct stock {
    const char *type;
    int first;
    size_t count;
    double values[LONGEST];
} stock;

static stock stocks[TYPES] = {{.type = "total"},
                              {.type = "residential"},
                              {.type = "fostering"},
                              {.type = "supported_living"}};

static int month_of(int year, int month)
{
    return 12 * year + month - 1;
}

/* False where a month is missing or there is no room. */
static bool add(const char *type, int month, double value)
{
    for (stock *s = stocks; s < stocks + TYPES; s++) {
        if (strcmp(s->type, type) != 0)
            continue;
        if (s->count == 0)
            s->first = month;
        if (month != s->first + (int)s->count || s->count == LONGEST)
            return false;
        s->values[s->count++] = value;
    }
    return true;
}

static void test_counts_of_the_fixture_are_read(void)
{
    FILE *file = fopen(ACTIVITY, "r");
    char line[96], type[32];
    int year, month;
    double value;

    REQUIRE(file != NULL);
    CHECK(fgets(line, sizeof line, file) != NULL);
    while (fgets(line, sizeof line, file)) {
        CHECK(sscanf(line, "%d-%d,%31[^,],%lf", &year, &month, type, &value) == 4);
        CHECK(add(type, month_of(year, month), value));
    }
    fclose(file);
    CHECK_INT((int64_t)stocks[0].count, 113);
    CHECK_INT((int64_t)stocks[3].count, 96);
    CHECK_NEAR(stocks[1].values[112], 121.0, 1e-12); /* residential, August 2021 */
}

/* The count of a month; NAN where there is none. */
static double count_of(const stock *s, int month)
{
    int at = month - s->first;

    return at >= 0 && at < (int)s->count ? s->values[at] : NAN;
}

/* The March forecast at each August of 2013 to 2020, four types. Mean absolute errors
 * of the 32 with the package forecast 8.20 of R, each on the counts up to August:
 * thetaf() 8.30 %, holt(damped = TRUE) 9.47, rwf() 10.01, ets() 10.14, auto.arima()
 * 10.39, rwf(drift = TRUE) 10.80 */
static void test_march_is_forecast_in_august_as_well_as_by_the_best_of_r(void)
{
    double sum = 0.0;
    int forecasts = 0;

    for (int year = 2013; year <= 2020; year++)
        for (int i = 0; i < TYPES; i++) {
            const stock *s = &stocks[i];
            int known = month_of(year, AUGUST) - s->first + 1;
            double came = count_of(s, month_of(year + 1, 3));
            ot_count_month months[AHEAD];

            REQUIRE(known > 0 && known <= (int)s->count);
            REQUIRE(ot_counts_forecast(s->values, (size_t)known, AHEAD, months, NULL) ==
                    OT_OK);
            sum += fabs(months[AHEAD - 1].mean - came) / came;
            forecasts++;
        }
    CHECK_INT(forecasts, 32);
    CHECK(sum / forecasts <= 0.075);
}

/* From every month, up to seven ahead: not from August alone. thetaf() of R from the
 * same months, seven ahead: 13.8 %. */
static void test_every_month_is_forecast_and_most_counts_are_inside_the_intervals(void)
{
    double sum = 0.0, in80 = 0.0, in95 = 0.0, all = 0.0, last = 0.0;

    for (int i = 0; i < TYPES; i++)
        for (int month = month_of(2013, AUGUST); month < month_of(2021, 8); month++) {
            const stock *s = &stocks[i];
            int known = month - s->first + 1;
            ot_count_month months[AHEAD];

            if (known > (int)s->count)
                continue;
            REQUIRE(ot_counts_forecast(s->values, (size_t)known, AHEAD, months, NULL) ==
                    OT_OK);
            for (int h = 0; h < AHEAD; h++) {
                const ot_count_month *m = &months[h];
                double came = count_of(s, month + h + 1);

                CHECK(0.0 <= m->lo95 && m->lo95 <= m->lo80 && m->lo80 <= m->mean);
                CHECK(m->mean <= m->hi80 && m->hi80 <= m->hi95 && isfinite(m->hi95));
                if (isnan(came))
                    continue;
                all++;
                in80 += came >= m->lo80 && came <= m->hi80;
                in95 += came >= m->lo95 && came <= m->hi95;
                sum += h + 1 == AHEAD ? fabs(m->mean - came) / came : 0.0;
                last += h + 1 == AHEAD;
            }
        }
    REQUIRE(last > 300);
    CHECK(sum / last < 0.13);
    CHECK_NEAR(in80 / all, 0.80, 0.08);
    CHECK_NEAR(in95 / all, 0.95, 0.03);
}

static void test_a_change_that_comes_every_year_is_expected(void)
{
    ot_count_month months[14];
    double values[60];

    for (int i = 0; i < 60; i++) /* 20 more come each April, and go by the summer */
        values[i] = 140.0 + (i % 12 < 3 ? 20.0 : 0.0);
    REQUIRE(ot_counts_forecast(values, 60, 14, months, NULL) == OT_OK);
    CHECK_NEAR(months[0].mean - months[4].mean, 10.0, 0.1);
    CHECK_NEAR(months[12].mean - months[4].mean, 10.0, 0.1);
}

static void test_growth_goes_on_and_slows_down(void)
{
    ot_count_month months[12];
    double values[60];

    for (int i = 0; i < 60; i++)
        values[i] = 100.0 * pow(1.01, i);
    REQUIRE(ot_counts_forecast(values, 60, 12, months, NULL) == OT_OK);
    CHECK(months[11].mean > values[59] * 1.05);
    CHECK(months[11].mean < values[59] * 1.13);
}

static void test_the_stock_stays_where_little_is_known(void)
{
    static const double few[] = {21, 21, 22, 22, 16};
    ot_count_month months[7], one;

    REQUIRE(ot_counts_forecast(few, 5, 7, months, NULL) == OT_OK);
    CHECK_NEAR(months[6].mean, 16.0, 1e-12);
    CHECK(months[6].lo80 < 14.0 && months[6].hi80 > 18.0);
    CHECK(months[6].hi80 - months[6].lo80 > months[0].hi80 - months[0].lo80);
    REQUIRE(ot_counts_forecast(few + 4, 1, 1, &one, NULL) == OT_OK);
    CHECK_NEAR(one.mean, 16.0, 1e-12);
    CHECK(one.lo80 > 10.0 && one.lo80 < 16.0 && one.hi80 > 16.0 && one.hi80 < 22.0);
}

/* A steady stock says little about the next child: the interval never shuts. */
static void test_no_places_and_steady_places_keep_an_interval(void)
{
    double nothing[30] = {0}, steady[30];
    ot_count_month months[7];

    for (int i = 0; i < 30; i++)
        steady[i] = 6.0;
    REQUIRE(ot_counts_forecast(nothing, 30, 7, months, NULL) == OT_OK);
    CHECK_NEAR(months[6].mean, 0.0, 1e-9);
    CHECK_NEAR(months[6].lo95, 0.0, 1e-9);
    CHECK(months[6].hi95 > 0.2);
    REQUIRE(ot_counts_forecast(steady, 30, 7, months, NULL) == OT_OK);
    CHECK_NEAR(months[6].mean, 6.0, 1e-6);
    CHECK(months[6].lo80 < 5.7 && months[6].hi80 > 6.3);
}

static void test_counts_below_nothing_and_no_counts_are_refused(void)
{
    static const double odd[] = {12, 14, -1}, lost[] = {12, NAN};
    ot_count_month months[7];
    ot_error err = {0};

    CHECK_INT(ot_counts_forecast(odd, 3, 7, months, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "'-1'");
    CHECK_INT(ot_counts_forecast(lost, 2, 7, months, &err), OT_EUSAGE);
    CHECK_INT(ot_counts_forecast(odd, 0, 7, months, &err), OT_EUSAGE);
    CHECK_INT(ot_counts_forecast(odd, 2, 0, months, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "month ahead");
}

static const check_case cases[] = {
    CASE(test_counts_of_the_fixture_are_read),
    CASE(test_march_is_forecast_in_august_as_well_as_by_the_best_of_r),
    CASE(test_every_month_is_forecast_and_most_counts_are_inside_the_intervals),
    CASE(test_a_change_that_comes_every_year_is_expected),
    CASE(test_growth_goes_on_and_slows_down),
    CASE(test_the_stock_stays_where_little_is_known),
    CASE(test_no_places_and_steady_places_keep_an_interval),
    CASE(test_counts_below_nothing_and_no_counts_are_refused),
};

OT_TEST_MAIN("counts", cases)
