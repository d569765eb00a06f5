/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "engine/forecast/outturn_combine.h"
#include "engine/period.h"

/* The forecasts of one series for the year at hand, by origin month. */
typedef struct year_forecasts {
    ot_outturn outturns[OT_ORIGIN_MONTHS];
    ot_error_signs signs[OT_ORIGIN_MONTHS];
} year_forecasts;

/* A series without a whole year before this one has fewer members and larger errors: it
 * learns from others when they were like that, and they do not learn from it. */
enum { CLASS_OLD, CLASS_NEW, CLASSES };

typedef struct run {
    const ot_outturn_series *series;
    size_t count;
    bool backtest;
    int first_year;
    const ot_outturn_sink *sink;
    ot_error_pool *pools[CLASSES];
    ot_intervals *intervals[CLASSES];
    year_forecasts *forecasts; /* [count], of the year at hand */
} run;

/* Where a fiscal year lies in a series: places from .. to - 1 of its values, both
 * possibly outside. */
static void find_year(const ot_outturn_series *series, int year, long *from, long *to)
{
    *from = 12L * (year - series->first_year) - (series->first_month - 1);
    *to = *from + OT_MONTHS;
}

static int last_year(const ot_outturn_series *series)
{
    return series->first_year +
           (int)(((size_t)(series->first_month - 1) + series->count - 1) / OT_MONTHS);
}

static bool year_complete(const ot_outturn_series *series, int year)
{
    long from, to;

    find_year(series, year, &from, &to);
    return from >= 0 && to <= (long)series->count;
}

static int class_of(const ot_outturn_series *series, int year)
{
    return year_complete(series, year - 1) ? CLASS_OLD : CLASS_NEW;
}

static double year_actual(const ot_outturn_series *series, int year)
{
    long from, to;
    double total = 0;

    find_year(series, year, &from, &to);
    for (long i = from; i < to; i++)
        total += series->values[i];
    return total;
}

static double budget_of(const ot_outturn_series *series, int year)
{
    size_t place = (size_t)(year - series->first_year);

    return series->budgets && place < series->budget_count ? series->budgets[place]
                                                           : NAN;
}

/* What was known of the series at the end of a month; false: nothing yet, or not any
 * more. */
static bool view_at(const ot_outturn_series *series, int year, int month,
                    ot_year_view *view)
{
    long from, to;

    find_year(series, year, &from, &to);
    if (from + month < 1 || from + month > (long)series->count)
        return false;
    *view = (ot_year_view){series->values, (size_t)(from + month), month,
                           budget_of(series, year)};
    return true;
}

static ot_status forecast(run *r, size_t at, const ot_year_view *view, int year,
                          ot_error *err)
{
    ot_outturn *outturn = &r->forecasts[at].outturns[view->month - 1];
    ot_error_signs *signs = &r->forecasts[at].signs[view->month - 1];
    int class = class_of(&r->series[at], year);
    ot_status st;

    *outturn = (ot_outturn){.series = at, .year = year, .month = view->month};
    st = ot_year_members_fit(view, outturn->members, err);
    if (st < 0)
        return st;
    ot_outturn_combine(r->pools[class], outturn);
    ot_outturn_signs(r->pools[class], view, outturn, signs);
    ot_outturn_bound(r->intervals[class], view, signs, outturn);
    return OT_OK;
}

/* The year is over: the outturn is the actual. */
static ot_status put_actual(run *r, size_t at, int year, ot_error *err)
{
    const ot_outturn_series *series = &r->series[at];
    ot_outturn outturn = {.series = at, .year = year, .month = OT_MONTHS};
    double total = 0;

    for (size_t i = series->count < OT_MONTHS ? 0 : series->count - OT_MONTHS;
         i < series->count; i++)
        total += series->values[i];
    outturn.outturn = outturn.lo80 = outturn.hi80 = outturn.lo95 = outturn.hi95 = total;
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        outturn.members[i] = NAN;
    outturn.members[OT_YEAR_RUN_RATE] = total;
    outturn.weights[OT_YEAR_RUN_RATE] = 1;
    outturn.leader = OT_YEAR_RUN_RATE;
    return r->sink->put(r->sink->self, &outturn, err);
}

/* Forecasts at the ends of all months of a complete year. */
static ot_status back_forecast(run *r, size_t at, int year, ot_error *err)
{
    ot_year_view view;
    ot_status st = OT_OK;

    for (int month = 1; month <= OT_ORIGIN_MONTHS && st == OT_OK; month++) {
        view_at(&r->series[at], year, month, &view);
        st = forecast(r, at, &view, year, err);
        if (st == OT_OK && r->backtest && year >= r->first_year &&
            month >= OT_BACKTEST_FIRST)
            st =
                r->sink->put(r->sink->self, &r->forecasts[at].outturns[month - 1], err);
    }
    return st;
}

/* The forecast at the last month of a series that ends in this year. */
static ot_status project(run *r, size_t at, int year, ot_error *err)
{
    const ot_outturn_series *series = &r->series[at];
    size_t months = (size_t)(series->first_month - 1) + series->count;
    int month = (int)((months - 1) % OT_MONTHS) + 1;
    ot_year_view view;
    ot_status st;

    if (month == OT_MONTHS)
        return put_actual(r, at, year, err);
    view_at(series, year, month, &view);
    st = forecast(r, at, &view, year, err);
    return st < 0 ? st
                  : r->sink->put(r->sink->self, &r->forecasts[at].outturns[month - 1],
                                 err);
}

/* What the forecasts of a year, now complete, say for later years. */
static ot_status learn(run *r, size_t at, int year, ot_error *err)
{
    int class = class_of(&r->series[at], year);
    double actual = year_actual(&r->series[at], year);
    ot_status st = OT_OK;

    for (int month = 1; month <= OT_ORIGIN_MONTHS && st == OT_OK; month++) {
        const ot_outturn *outturn = &r->forecasts[at].outturns[month - 1];
        double miss = actual - outturn->outturn, size = fabs(outturn->outturn);

        for (size_t i = 0; i < OT_YEAR_MEMBERS; i++)
            if (isfinite(outturn->members[i]))
                ot_error_pool_add(r->pools[class], at, month, i,
                                  ot_error_relative(outturn->members[i], actual));
        ot_error_pool_add(r->pools[class], at, month, OT_POOL_COMBINED,
                          ot_error_relative(outturn->outturn, actual));
        if (size > 0 && isfinite(miss / size))
            st = ot_intervals_add(r->intervals[class], year, month,
                                  &r->forecasts[at].signs[month - 1], miss / size, err);
    }
    return st;
}

/* All forecasts of a year are made before any of its errors is looked at. */
static ot_status run_year(run *r, int year, ot_error *err)
{
    ot_status st = OT_OK;

    for (int class = 0; class < CLASSES && st == OT_OK; class ++)
        st = ot_intervals_learn(r->intervals[class], year, err);
    for (size_t at = 0; at < r->count && st == OT_OK; at++) {
        const ot_outturn_series *series = &r->series[at];

        if (year_complete(series, year))
            st = back_forecast(r, at, year, err);
        if (st == OT_OK && !r->backtest && year == last_year(series))
            st = project(r, at, year, err);
    }
    for (size_t at = 0; at < r->count && st == OT_OK; at++)
        if (year_complete(&r->series[at], year))
            st = learn(r, at, year, err);
    return st;
}

static ot_status check_series(const run *r, int *first, int *last, ot_error *err)
{
    *first = INT_MAX;
    *last = INT_MIN;
    for (size_t at = 0; at < r->count; at++) {
        const ot_outturn_series *series = &r->series[at];

        if (series->count == 0)
            return ot_fail(err, OT_EUSAGE, "series %zu has no month", at + 1);
        if (series->first_month < 1 || series->first_month > OT_MONTHS)
            return ot_fail(err, OT_EUSAGE,
                           "month '%d' series %zu begins with is not in 1 to 12",
                           series->first_month, at + 1);
        for (size_t i = 0; i < series->count; i++)
            if (!isfinite(series->values[i]))
                return ot_fail(err, OT_EINPUT,
                               "value %zu of series %zu is not a number", i + 1,
                               at + 1);
        *first = series->first_year < *first ? series->first_year : *first;
        *last = last_year(series) > *last ? last_year(series) : *last;
    }
    return OT_OK;
}

static ot_status run_all(run *r, ot_error *err)
{
    int first, last;
    ot_status st = check_series(r, &first, &last, err);

    if (st < 0)
        return st;
    r->forecasts = calloc(r->count + 1, sizeof *r->forecasts);
    if (!r->forecasts)
        st = ot_fail_memory(err);
    for (int class = 0; class < CLASSES; class ++) {
        r->pools[class] = ot_error_pool_new(r->count, OT_POOL_MEMBERS);
        r->intervals[class] = ot_intervals_new();
        if (!r->pools[class] || !r->intervals[class])
            st = ot_fail_memory(err);
    }
    for (int year = first; r->count > 0 && year <= last && st == OT_OK; year++)
        st = run_year(r, year, err);
    for (int class = 0; class < CLASSES; class ++) {
        ot_intervals_free(r->intervals[class]);
        ot_error_pool_free(r->pools[class]);
    }
    free(r->forecasts);
    return st;
}

ot_status ot_outturn_backtest(const ot_outturn_series *series, size_t count,
                              int first_year, const ot_outturn_sink *sink,
                              ot_error *err)
{
    run r = {.series = series,
             .count = count,
             .backtest = true,
             .first_year = first_year,
             .sink = sink};

    return run_all(&r, err);
}

ot_status ot_outturn_project(const ot_outturn_series *series, size_t count,
                             const ot_outturn_sink *sink, ot_error *err)
{
    run r = {.series = series, .count = count, .sink = sink};

    return run_all(&r, err);
}
