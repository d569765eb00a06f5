/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path_members.c - the members that forecast months, all in one table. Each goes on
 * with the history without its season (path_history.h) and puts the season back. */
#include <math.h>

#include "engine/forecast/dotm.h"
#include "engine/forecast/ets_mean.h"
#include "engine/forecast/path_history.h"
#include "engine/forecast/robust_line.h"

/* Half the least value of a history that never falls below nothing bounds it. */
static ot_status bounded(const ot_path_history *history, size_t horizon, double *mean,
                         ot_error *err)
{
    for (size_t h = 0; h < horizon; h++) {
        if (history->least >= 0.0)
            mean[h] = fmax(mean[h], 0.5 * history->least);
        if (!isfinite(mean[h]))
            return ot_fail(err, OT_EFIT, "the forecast leaves the numbers");
    }
    return OT_OK;
}

/* Puts the season back into mean. */
static ot_status finish(const ot_path_history *history, size_t horizon, double *mean,
                        ot_error *err)
{
    ot_season_restore(&history->season, history->series.count, horizon, mean);
    return bounded(history, horizon, mean, err);
}

/* The same from logarithms. */
static ot_status finish_logs(const ot_path_history *history, size_t horizon,
                             double *mean, ot_error *err)
{
    for (size_t h = 0; h < horizon; h++)
        mean[h] = exp(mean[h]);
    return finish(history, horizon, mean, err);
}

static ot_status no_logs(ot_error *err)
{
    return ot_fail(err, OT_EFIT, "there are months of nothing or less");
}

static ot_status not_smoothed(ot_error *err)
{
    return ot_fail(err, OT_EFIT, "smoothing cannot follow the months");
}

/* The same month a year before, or the last month where there is no year. */
static ot_status snaive(const ot_path_history *history, size_t horizon, double *mean,
                        ot_error *err)
{
    size_t n = history->series.count, m = (size_t)history->series.period;

    (void)err;
    if (n < m)
        m = 1;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = history->series.values[n - m + h % m];
    return OT_OK;
}

static ot_status ses(const ot_path_history *history, size_t horizon, double *mean,
                     ot_error *err)
{
    if (!history->smoothed)
        return not_smoothed(err);
    for (size_t h = 0; h < horizon; h++)
        mean[h] = history->ses.level;
    return finish(history, horizon, mean, err);
}

static ot_status theta(const ot_path_history *history, size_t horizon, double *mean,
                       ot_error *err)
{
    if (!history->smoothed)
        return not_smoothed(err);
    ot_theta_path(history->rest, history->series.count, &history->ses, horizon, mean);
    return finish(history, horizon, mean, err);
}

static ot_status theta_log(const ot_path_history *history, size_t horizon, double *mean,
                           ot_error *err)
{
    size_t n = history->series.count;
    ot_ses model;

    if (!history->logs)
        return no_logs(err);
    if (ot_ses_fit(history->logs, n, &model, err) < 0)
        return OT_EFIT;
    ot_theta_path(history->logs, n, &model, horizon, mean);
    return finish_logs(history, horizon, mean, err);
}

static ot_status dotm(const ot_path_history *history, size_t horizon, double *mean,
                      ot_error *err)
{
    size_t n = history->series.count;
    ot_dotm model;
    ot_status st = ot_dotm_fit(history->rest, n, &model, err);

    if (st < 0)
        return st;
    ot_dotm_path(history->rest, n, &model, horizon, mean);
    return finish(history, horizon, mean, err);
}

static ot_status dotm_log(const ot_path_history *history, size_t horizon, double *mean,
                          ot_error *err)
{
    size_t n = history->series.count;
    ot_dotm model;
    ot_status st =
        history->logs ? ot_dotm_fit(history->logs, n, &model, err) : no_logs(err);

    if (st < 0)
        return st;
    ot_dotm_path(history->logs, n, &model, horizon, mean);
    return finish_logs(history, horizon, mean, err);
}

/* Holt's trend, damped, in logarithms where all values are positive. */
static ot_status damped(const ot_path_history *history, size_t horizon, double *mean,
                        ot_error *err)
{
    static const ot_season none = {.form = OT_SEASON_NONE, .period = 1};
    ot_ets_form form = {.trend = OT_TREND_DAMPED};
    ot_numbers rest = {history->logs ? history->logs : history->rest,
                       history->series.count, 1};
    ot_ets model;
    ot_status st = ot_ets_fit(&rest, form, &none, &model, err);

    if (st < 0)
        return st;
    ot_ets_path(&model, rest.count, horizon, mean);
    return history->logs ? finish_logs(history, horizon, mean, err)
                         : finish(history, horizon, mean, err);
}

static ot_status ets(const ot_path_history *history, size_t horizon, double *mean,
                     ot_error *err)
{
    ot_status st = ot_ets_mean(&history->series, horizon, mean, err);

    return st == OT_OK ? bounded(history, horizon, mean, err) : st;
}

/* Trend and months: the months by season.h, the trend by a robust line. */
static ot_status regression(const ot_path_history *history, size_t horizon,
                            double *mean, ot_error *err)
{
    ot_status st =
        ot_robust_line(history->rest, history->series.count, horizon, mean, err);

    return st == OT_OK ? finish(history, horizon, mean, err) : st;
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
