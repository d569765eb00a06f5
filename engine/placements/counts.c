/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/counts.h"

#include <math.h>
#include <stdlib.h>

#include "engine/forecast/ets.h"
#include "engine/period.h"
#include "engine/regression.h"

#define LEAST_KNOWN 12 /* months before an earlier origin that is looked at */
#define ORIGINS     36
#define PUT_IN      4   /* origins that the history itself stands for */
#define TURNOVER    6.0 /* a stay of a year: a twelfth leaves in a month, as many come */

/* Mean change over the next `ahead` months after this one in earlier years; 0 without
 * an earlier year. */
static double usual_change(const double *values, size_t count, size_t ahead)
{
    size_t last = count - 1, years = 0;
    double sum = 0.0;

    for (size_t back = OT_MONTHS; back <= last; back += OT_MONTHS) {
        if (back < ahead)
            continue;
        sum += values[last - back + ahead] - values[last - back];
        years++;
    }
    return years > 0 ? sum / (double)years : 0.0;
}

/* Holt's damped trend in path[horizon]; work has room for count. False where it cannot
 * be fitted. */
static bool follow_trend(const double *values, size_t count, size_t horizon,
                         double *work, double *path)
{
    static const ot_season none = {.form = OT_SEASON_NONE, .period = 1};
    ot_numbers series = {work, count, 1};
    bool logarithms = true;
    ot_ets model;

    for (size_t i = 0; i < count; i++)
        logarithms = logarithms && values[i] > 0.0;
    for (size_t i = 0; i < count; i++)
        work[i] = logarithms ? log(values[i]) : values[i];
    if (ot_ets_fit(&series, (ot_ets_form){.trend = OT_TREND_DAMPED}, &none, &model,
                   NULL) < 0)
        return false;
    ot_ets_path(&model, count, horizon, path);
    for (size_t h = 0; h < horizon; h++) {
        if (logarithms)
            path[h] = exp(path[h]);
        if (!isfinite(path[h]))
            return false;
    }
    return true;
}

/* mean[horizon]; work has room for count. */
static void find_mean(const double *values, size_t count, size_t horizon, double *work,
                      double *mean)
{
    double stock = values[count - 1];
    bool trend = follow_trend(values, count, horizon, work, mean);

    for (size_t h = 0; h < horizon; h++) {
        double usual = stock + usual_change(values, count, h + 1);

        mean[h] = fmax(0.0, trend ? 0.5 * (usual + mean[h]) : usual);
    }
}

static double log_of(double count)
{
    return log(count + 0.5);
}

/* The variance of one month's change of the logarithm, by the changes so far or by
 * turnover. */
static double usual_variance(const double *values, size_t count)
{
    double sum = 0.0, turnover = 1.0 / (TURNOVER * (values[count - 1] + 0.5));

    for (size_t i = 1; i < count; i++) {
        double change = log_of(values[i]) - log_of(values[i - 1]);

        sum += change * change / (double)(count - 1);
    }
    return fmax(sum, turnover);
}

/* What the errors say of one month ahead. */
typedef struct spread {
    double deviation; /* of the logarithm */
    int freedom;
} spread;

/* work: room for count + horizon. */
static spread find_spread(const double *values, size_t count, size_t horizon,
                          double *work)
{
    double sum = PUT_IN * usual_variance(values, count), *mean = work + count;
    size_t origins = 0;

    for (size_t known = count - 1; known >= LEAST_KNOWN && origins < ORIGINS;
         known--, origins++) {
        size_t come = count - known < horizon ? count - known : horizon;

        find_mean(values, known, come, work, mean);
        for (size_t h = 0; h < come; h++) {
            double error = log_of(values[known + h]) - log_of(mean[h]);

            sum += error * error / (double)(h + 1) / (double)come;
        }
    }
    return (spread){sqrt(sum / (double)(PUT_IN + origins)),
                    PUT_IN + (int)(origins / 2)}; /* neighbours overlap */
}

static ot_count_month month_of(double mean, size_t ahead, spread s)
{
    double by = s.deviation * sqrt((double)ahead);
    double by80 = exp(ot_student_quantile(0.80, s.freedom) * by);
    double by95 = exp(ot_student_quantile(0.95, s.freedom) * by);
    double centre = mean + 0.5;

    return (ot_count_month){mean, fmax(0.0, centre / by80 - 0.5), centre * by80 - 0.5,
                            fmax(0.0, centre / by95 - 0.5), centre * by95 - 0.5};
}

ot_status ot_counts_forecast(const double *values, size_t count, size_t horizon,
                             ot_count_month *out, ot_error *err)
{
    double *work;
    spread s;

    if (count == 0 || horizon == 0)
        return ot_fail(err, OT_EUSAGE,
                       "a forecast of counts wants a count and a month ahead");
    for (size_t i = 0; i < count; i++)
        if (!(values[i] >= 0.0) || !isfinite(values[i]))
            return ot_fail(err, OT_EUSAGE, "the count '%g' is not a number of places",
                           values[i]);
    work = malloc((count + horizon) * sizeof *work);
    if (!work)
        return ot_fail_memory(err);
    s = find_spread(values, count, horizon, work);
    find_mean(values, count, horizon, work, work + count);
    for (size_t h = 0; h < horizon; h++)
        out[h] = month_of(work[count + h], h + 1, s);
    free(work);
    return OT_OK;
}
