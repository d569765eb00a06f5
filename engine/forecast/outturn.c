/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "engine/forecast/outturn_combine.h"
#include "engine/period.h"

/* A series without a whole year before this one has fewer members and larger errors,
 * and one where nothing has happened for a year has its budget at best: each learns
 * from others when they were like that, and only they learn from it. */
enum { CLASS_OLD, CLASS_NEW, CLASS_IDLE, CLASSES };

/* The forecasts of one series for the year at hand, by origin month. */
typedef struct year_forecasts {
    ot_outturn outturns[OT_ORIGIN_MONTHS];
    ot_error_signs signs[OT_ORIGIN_MONTHS];
    unsigned char class[OT_ORIGIN_MONTHS];
    bool fresh[OT_ORIGIN_MONTHS]; /* not known from an earlier time */
} year_forecasts;

typedef struct run {
    const ot_outturn_series *series;
    size_t count;
    bool backtest;
    ot_outturn_options options;
    const ot_outturn_sink *sink;
    ot_error_pool *pools[CLASSES];
    ot_intervals *intervals[CLASSES];
    size_t *born; /* [count] place of the first value that is not 0, or of the end */
    year_forecasts *forecasts; /* [count], of the year at hand */
    int year;                  /* that year */
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

static double year_actual(const ot_outturn_series *series, int year)
{
    long from, to;
    double total = 0;

    find_year(series, year, &from, &to);
    for (long i = from; i < to; i++)
        total += series->values[i];
    return total;
}

/* What was known of a series at the end of a month; nothing before its first value that
 * is not 0, unless there is no such value yet: then this year's months of nothing. */
static void view_at(const run *r, size_t at, int month, ot_year_view *view)
{
    const ot_outturn_series *series = &r->series[at];
    long from, to;
    size_t start, end;

    find_year(series, r->year, &from, &to);
    end = (size_t)(from + month);
    start = r->born[at] < end ? r->born[at] : from > 0 ? (size_t)from : 0;
    *view = (ot_year_view){.values = series->values + start,
                           .count = end - start,
                           .silent = start,
                           .month = month,
                           .budget = series->budgets ? series->budgets[end - 1] : NAN};
}

static unsigned char class_of(const run *r, size_t at, const ot_year_view *view)
{
    long from, to;

    if (ot_year_idle(view))
        return CLASS_IDLE;
    find_year(&r->series[at], r->year - 1, &from, &to);
    return from >= 0 && r->born[at] <= (size_t)from ? CLASS_OLD : CLASS_NEW;
}

static ot_status fit_members(const run *r, const ot_year_view *view,
                             const ot_outturn *outturn, double *members, bool *fresh,
                             ot_error *err)
{
    const ot_outturn_memory *memory = r->options.memory;
    ot_status st;

    *fresh = !memory || !memory->recall(memory->self, outturn->series, outturn->year,
                                        outturn->month, members);
    if (!*fresh)
        return OT_OK;
    st = ot_year_members_fit(view, members, err);
    for (int i = 0; st == OT_OK && r->options.whole && i < OT_YEAR_MEMBERS; i++)
        members[i] = round(members[i]);
    return st;
}

static ot_status forecast(run *r, size_t at, int month, ot_error *err)
{
    year_forecasts *forecasts = &r->forecasts[at];
    ot_outturn *outturn = &forecasts->outturns[month - 1];
    ot_error_signs *signs = &forecasts->signs[month - 1];
    ot_year_view view;
    int class;
    ot_status st;

    view_at(r, at, month, &view);
    class = forecasts->class[month - 1] = class_of(r, at, &view);
    *outturn = (ot_outturn){
        .series = at, .year = r->year, .month = month, .idle = class == CLASS_IDLE};
    st = fit_members(r, &view, outturn, outturn->members, &forecasts->fresh[month - 1],
                     err);
    if (st < 0)
        return st;
    ot_outturn_combine(r->pools[class], outturn);
    ot_outturn_signs(r->pools[class], &view, outturn, signs);
    outturn->expected = signs->own;
    ot_outturn_bound(r->intervals[class], &view, signs, outturn);
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

/* The months of the year at hand that a series is forecast at: from 1 to the last one;
 * none where 0. all: every month, for learning, else the last only. */
static int origins(const run *r, size_t at, bool *all)
{
    const ot_outturn_series *series = &r->series[at];
    size_t months = (size_t)(series->first_month - 1) + series->count;

    *all = !r->options.last_only && year_complete(series, r->year);
    if (*all)
        return OT_ORIGIN_MONTHS;
    if (r->backtest || r->year != last_year(series))
        return 0;
    return (int)((months - 1) % OT_MONTHS) + 1;
}

/* The year at hand is the last of a series, and over. */
static bool year_over(const run *r, size_t at)
{
    const ot_outturn_series *series = &r->series[at];
    size_t months = (size_t)(series->first_month - 1) + series->count;

    return r->year == last_year(series) && months % OT_MONTHS == 0;
}

/* All that is forecast of one series for the year at hand. */
static ot_status forecast_year(void *self, size_t at, ot_error *err)
{
    run *r = self;
    bool all;
    int last = origins(r, at, &all);
    ot_status st = OT_OK;

    if (last > OT_ORIGIN_MONTHS)
        return OT_OK;
    for (int month = all || last == 0 ? 1 : last; month <= last && st == OT_OK; month++)
        st = forecast(r, at, month, err);
    return st;
}

static ot_status keep_members(const run *r, size_t at, int month, ot_error *err)
{
    const ot_outturn_memory *memory = r->options.memory;

    if (!memory || !r->forecasts[at].fresh[month - 1])
        return OT_OK;
    return memory->keep(memory->self, at, r->year, month,
                        r->forecasts[at].outturns[month - 1].members, err);
}

/* Hands out what was asked for, and what has been worked out for the next time. */
static ot_status hand_out(run *r, size_t at, ot_error *err)
{
    bool all;
    int last = origins(r, at, &all);
    ot_status st = OT_OK;

    for (int month = all || last == 0 ? 1 : last;
         month <= last && month <= OT_ORIGIN_MONTHS && st == OT_OK; month++) {
        bool asked =
            r->backtest ? r->year >= r->options.first_year && month >= OT_BACKTEST_FIRST
                        : !all;

        st = keep_members(r, at, month, err);
        if (st == OT_OK && asked)
            st =
                r->sink->put(r->sink->self, &r->forecasts[at].outturns[month - 1], err);
    }
    if (st == OT_OK && !r->backtest && year_over(r, at))
        st = put_actual(r, at, r->year, err);
    return st;
}

/* What the forecasts of a year, now complete, say for later years. */
static ot_status learn(run *r, size_t at, ot_error *err)
{
    const ot_outturn_options *options = &r->options;
    double actual = year_actual(&r->series[at], r->year);
    ot_status st = OT_OK;

    for (int month = 1; month <= OT_ORIGIN_MONTHS && st == OT_OK; month++) {
        const ot_outturn *outturn = &r->forecasts[at].outturns[month - 1];
        int class = r->forecasts[at].class[month - 1];
        double miss = actual - outturn->outturn, size = fabs(outturn->outturn);

        for (size_t i = 0; i < OT_YEAR_MEMBERS; i++)
            if (isfinite(outturn->members[i]))
                ot_error_pool_add(r->pools[class], at, month, i,
                                  ot_error_relative(outturn->members[i], actual));
        ot_error_pool_add(r->pools[class], at, month, OT_POOL_COMBINED,
                          ot_error_relative(outturn->outturn, actual));
        if (options->hindsight)
            st = options->hindsight(options->hindsight_self, outturn, actual, err);
        if (st == OT_OK && size > 0 && isfinite(miss / size))
            st = ot_intervals_add(r->intervals[class], r->year, month,
                                  &r->forecasts[at].signs[month - 1], miss / size, err);
    }
    return st;
}

/* All forecasts of a year are made before any of its errors is looked at. */
static ot_status run_year(run *r, ot_error *err)
{
    ot_status st = OT_OK;

    for (int class = 0; class < CLASSES && st == OT_OK; class ++)
        st = ot_intervals_learn(r->intervals[class], r->year, err);
    if (st == OT_OK)
        st = ot_parallel_run(r->options.parallel, r->count, forecast_year, r, err);
    for (size_t at = 0; at < r->count && st == OT_OK; at++)
        st = hand_out(r, at, err);
    for (size_t at = 0; at < r->count && st == OT_OK; at++)
        if (!r->options.last_only && year_complete(&r->series[at], r->year))
            st = learn(r, at, err);
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

static ot_status prepare(run *r, ot_error *err)
{
    r->forecasts = calloc(r->count + 1, sizeof *r->forecasts);
    r->born = calloc(r->count + 1, sizeof *r->born);
    if (!r->forecasts || !r->born)
        return ot_fail_memory(err);
    for (size_t at = 0; at < r->count; at++)
        while (r->born[at] < r->series[at].count &&
               r->series[at].values[r->born[at]] == 0)
            r->born[at]++;
    for (int class = 0; class < CLASSES; class ++) {
        r->pools[class] = ot_error_pool_new(r->count, OT_POOL_MEMBERS);
        r->intervals[class] = ot_intervals_new();
        if (!r->pools[class] || !r->intervals[class])
            return ot_fail_memory(err);
    }
    return OT_OK;
}

static ot_status run_all(run *r, ot_error *err)
{
    int first, last;
    ot_status st = check_series(r, &first, &last, err);

    if (st == OT_OK && r->count > 0)
        st = prepare(r, err);
    for (r->year = first; r->count > 0 && r->year <= last && st == OT_OK; r->year++)
        st = run_year(r, err);
    for (int class = 0; class < CLASSES; class ++) {
        ot_intervals_free(r->intervals[class]);
        ot_error_pool_free(r->pools[class]);
    }
    free(r->forecasts);
    free(r->born);
    return st;
}

ot_status ot_outturn_backtest(const ot_outturn_series *series, size_t count,
                              const ot_outturn_options *options,
                              const ot_outturn_sink *sink, ot_error *err)
{
    run r = {.series = series,
             .count = count,
             .backtest = true,
             .options = options ? *options : (ot_outturn_options){0},
             .sink = sink};

    return run_all(&r, err);
}

ot_status ot_outturn_project(const ot_outturn_series *series, size_t count,
                             const ot_outturn_options *options,
                             const ot_outturn_sink *sink, ot_error *err)
{
    run r = {.series = series,
             .count = count,
             .options = options ? *options : (ot_outturn_options){0},
             .sink = sink};

    return run_all(&r, err);
}
