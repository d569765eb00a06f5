/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path_members.c - the members that forecast months, all in one table. Each takes the
 * season out (season.h), goes on with what is left and puts the season back. */
#include <math.h>
#include <stdlib.h>

#include "engine/forecast/dotm.h"
#include "engine/forecast/ets_mean.h"
#include "engine/forecast/numbers.h"
#include "engine/forecast/robust_line.h"
#include "engine/forecast/season.h"
#include "engine/forecast/theta.h"

/* A series without its season, and in logarithms where asked for. */
typedef struct adjusted {
    ot_season season;
    double *values;
    bool logarithms;
} adjusted;

static ot_status adjust(const ot_numbers *series, bool logarithms, adjusted *a,
                        ot_error *err)
{
    *a = (adjusted){.logarithms = logarithms};
    if (logarithms && !ot_numbers_positive(series->values, series->count))
        return ot_fail(err, OT_EFIT, "there are months of nothing or less");
    if (series->count == 0)
        return ot_fail(err, OT_EFIT, "there is no month to go by");
    a->values = malloc(series->count * sizeof *a->values);
    if (!a->values)
        return ot_fail_memory(err);
    ot_season_find(series, &a->season);
    ot_season_remove(&a->season, series->values, series->count, a->values);
    for (size_t i = 0; logarithms && i < series->count; i++)
        a->values[i] = log(a->values[i]);
    return OT_OK;
}

/* Half the least value of a history that never falls below nothing bounds it. */
static ot_status bounded(const ot_numbers *series, size_t horizon, double *mean,
                         ot_error *err)
{
    double least = INFINITY;

    for (size_t i = 0; i < series->count; i++)
        least = fmin(least, series->values[i]);
    for (size_t h = 0; h < horizon; h++) {
        if (least >= 0.0)
            mean[h] = fmax(mean[h], 0.5 * least);
        if (!isfinite(mean[h]))
            return ot_fail(err, OT_EFIT, "the forecast leaves the numbers");
    }
    return OT_OK;
}

/* Puts the season back into mean and frees a; passes st on. */
static ot_status finish(adjusted *a, const ot_numbers *series, ot_status st,
                        size_t horizon, double *mean, ot_error *err)
{
    if (st == OT_OK) {
        for (size_t h = 0; a->logarithms && h < horizon; h++)
            mean[h] = exp(mean[h]);
        ot_season_restore(&a->season, series->count, horizon, mean);
        st = bounded(series, horizon, mean, err);
    }
    free(a->values);
    return st;
}

/* The same month a year before, or the last month where there is no year. */
static ot_status snaive(const ot_numbers *series, size_t horizon, double *mean,
                        ot_error *err)
{
    size_t n = series->count, m = (size_t)series->period;

    if (n == 0)
        return ot_fail(err, OT_EFIT, "there is no month to go by");
    if (n < m)
        m = 1;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = series->values[n - m + h % m];
    return OT_OK;
}

static ot_status ses(const ot_numbers *series, size_t horizon, double *mean,
                     ot_error *err)
{
    adjusted a;
    ot_ses model = {0};
    ot_status st = adjust(series, false, &a, err);

    if (st == OT_OK)
        st = ot_ses_fit(a.values, series->count, &model, err);
    for (size_t h = 0; h < horizon; h++)
        mean[h] = model.level;
    return finish(&a, series, st, horizon, mean, err);
}

static ot_status theta_on(const ot_numbers *series, bool logarithms, size_t horizon,
                          double *mean, ot_error *err)
{
    adjusted a;
    ot_ses model;
    ot_status st = adjust(series, logarithms, &a, err);

    if (st == OT_OK)
        st = ot_ses_fit(a.values, series->count, &model, err);
    if (st == OT_OK)
        ot_theta_path(a.values, series->count, &model, horizon, mean);
    return finish(&a, series, st, horizon, mean, err);
}

static ot_status theta(const ot_numbers *series, size_t horizon, double *mean,
                       ot_error *err)
{
    return theta_on(series, false, horizon, mean, err);
}

static ot_status theta_log(const ot_numbers *series, size_t horizon, double *mean,
                           ot_error *err)
{
    return theta_on(series, true, horizon, mean, err);
}

static ot_status dotm_on(const ot_numbers *series, bool logarithms, size_t horizon,
                         double *mean, ot_error *err)
{
    adjusted a;
    ot_dotm model;
    ot_status st = adjust(series, logarithms, &a, err);

    if (st == OT_OK)
        st = ot_dotm_fit(a.values, series->count, &model, err);
    if (st == OT_OK)
        ot_dotm_path(a.values, series->count, &model, horizon, mean);
    return finish(&a, series, st, horizon, mean, err);
}

static ot_status dotm(const ot_numbers *series, size_t horizon, double *mean,
                      ot_error *err)
{
    return dotm_on(series, false, horizon, mean, err);
}

static ot_status dotm_log(const ot_numbers *series, size_t horizon, double *mean,
                          ot_error *err)
{
    return dotm_on(series, true, horizon, mean, err);
}

/* Holt's trend, damped, in logarithms where all values are positive. */
static ot_status damped(const ot_numbers *series, size_t horizon, double *mean,
                        ot_error *err)
{
    static const ot_season none = {.form = OT_SEASON_NONE, .period = 1};
    bool positive = ot_numbers_positive(series->values, series->count);
    adjusted a;
    ot_ets model;
    ot_status st = adjust(series, positive, &a, err);

    if (st == OT_OK) {
        ot_numbers rest = {a.values, series->count, 1};

        st = ot_ets_fit(&rest, (ot_ets_form){.trend = OT_TREND_DAMPED}, &none, &model,
                        err);
    }
    if (st == OT_OK)
        ot_ets_path(&model, series->count, horizon, mean);
    return finish(&a, series, st, horizon, mean, err);
}

static ot_status ets(const ot_numbers *series, size_t horizon, double *mean,
                     ot_error *err)
{
    ot_status st = ot_ets_mean(series, horizon, mean, err);

    return st == OT_OK ? bounded(series, horizon, mean, err) : st;
}

/* Trend and months: the months by season.h, the trend by a robust line. */
static ot_status regression(const ot_numbers *series, size_t horizon, double *mean,
                            ot_error *err)
{
    adjusted a;
    ot_status st = adjust(series, false, &a, err);

    if (st == OT_OK)
        st = ot_robust_line(a.values, series->count, horizon, mean, err);
    return finish(&a, series, st, horizon, mean, err);
}

static const ot_path_member members[] = {{"snaive", snaive, false},
                                         {"ses", ses, false},
                                         {"theta", theta, false},
                                         {"theta-log", theta_log, false},
                                         {"dotm", dotm, false},
                                         {"dotm-log", dotm_log, false},
                                         {"regression", regression, false},
                                         {"damped", damped, true},
                                         {"ets", ets, true},
                                         {NULL, NULL, false}};

const ot_path_member *ot_path_members(void)
{
    return members;
}
