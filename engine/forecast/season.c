/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/season.h"

#include <math.h>

#include "engine/forecast/numbers.h"

#define QUANTILE 1.6448536269514722 /* of the normal at 95 %: 90 % two-sided */
#define SMALL    1e-4

/* sum of (x[i] - mean)(x[i - lag] - mean) without a copy of the series. */
static double covariance_at(const double *x, size_t count, double mean, size_t lag)
{
    double sum = 0.0;

    for (size_t i = lag; i < count; i++)
        sum += (x[i] - mean) * (x[i - lag] - mean);
    return sum;
}

bool ot_season_tested(const ot_numbers *series)
{
    size_t n = series->count, m = (size_t)series->period;
    double mean, variance, last = 0.0, squares = 0.0;

    if (series->period < 2 || n <= 2 * m || ot_numbers_constant(series->values, n))
        return false;
    mean = ot_numbers_mean(series->values, n);
    variance = covariance_at(series->values, n, mean, 0);
    for (size_t lag = 1; lag <= m; lag++) {
        last = covariance_at(series->values, n, mean, lag) / variance;
        if (lag < m)
            squares += last * last;
    }
    return fabs(last) > QUANTILE * sqrt((1.0 + 2.0 * squares) / (double)n);
}

/* The moving average of a whole period centred on t, half weights at even ends. */
static double centred(const double *x, size_t t, size_t m)
{
    size_t half = m / 2;
    double sum = 0.0;

    for (size_t i = t - half; i <= t + half; i++)
        sum += x[i];
    if (m % 2 == 0)
        sum -= 0.5 * (x[t - half] + x[t + half]);
    return sum / (double)m;
}

static double against(ot_season_form form, double value, double level)
{
    return form == OT_SEASON_MULTIPLICATIVE ? value / level : value - level;
}

/* What the ratios of all months leave over. */
typedef struct leftover {
    double squares;
    size_t ratios, months;
} leftover;

/* Mean of one month's ratios; its standard error but for the spread of one ratio. */
static void month_index(const ot_numbers *series, size_t month, ot_season *season,
                        leftover *rest)
{
    const double *x = series->values;
    size_t m = (size_t)series->period, half = m / 2, count = 0;
    double sum = 0.0, squares = 0.0, mean;

    for (size_t t = month; t + half < series->count; t += m) {
        double ratio;

        if (t < half)
            continue;
        ratio = against(season->form, x[t], centred(x, t, m));
        sum += ratio;
        squares += ratio * ratio;
        count++;
    }
    mean = sum / (double)count;
    season->index[month] = mean;
    season->error[month] = 1.0 / sqrt((double)count);
    rest->squares += fmax(squares - mean * sum, 0.0);
    rest->ratios += count;
    rest->months++;
}

/* Standard deviation of one ratio by the changes from one year to the next, where no
 * month has enough ratios to tell. */
static double yearly_spread(const ot_numbers *series, ot_season_form form)
{
    size_t m = (size_t)series->period, count = series->count - m;
    double sum = 0.0, squares = 0.0;

    for (size_t t = m; t < series->count; t++) {
        double change = against(form, series->values[t], series->values[t - m]);

        sum += change;
        squares += change * change;
    }
    squares -= sum * sum / (double)count;
    return squares > 0.0 ? sqrt(squares / (double)(count - 1) / 2.0) : 0.0;
}

static void set_errors(const ot_numbers *series, const leftover *rest,
                       ot_season *season)
{
    size_t freedom = rest->ratios - rest->months;
    double spread = freedom >= rest->months / 2 ? sqrt(rest->squares / (double)freedom)
                                                : yearly_spread(series, season->form);

    for (int i = 0; i < season->period; i++)
        season->error[i] *= spread;
}

ot_status ot_season_decompose(const ot_numbers *series, ot_season_form form,
                              ot_season *season, ot_error *err)
{
    size_t m = (size_t)series->period;
    leftover rest = {0};
    double mean;

    *season = (ot_season){.form = form, .period = series->period};
    if (series->period < 2 || series->period > OT_PERIOD_MAX || series->count < 2 * m)
        return ot_fail(err, OT_EFIT, "a season wants two whole periods");
    for (size_t i = 0; i < m; i++)
        month_index(series, i, season, &rest);
    set_errors(series, &rest, season);
    mean = ot_numbers_mean(season->index, m);
    for (size_t i = 0; i < m; i++) {
        season->index[i] = against(form, season->index[i], mean);
        if (!isfinite(season->index[i]) || !isfinite(season->error[i]) ||
            (form == OT_SEASON_MULTIPLICATIVE && season->index[i] < SMALL))
            return ot_fail(err, OT_EFIT,
                           "a month's share of the year is close to zero");
    }
    return OT_OK;
}

void ot_season_shrink(ot_season *season)
{
    double m = season->period, sampling = 0.0, between = 0.0, weight;
    double centre = season->form == OT_SEASON_MULTIPLICATIVE ? 1.0 : 0.0;

    if (season->form == OT_SEASON_NONE || season->period < 4)
        return;
    for (int i = 0; i < season->period; i++) {
        double beyond = season->index[i] - centre;

        sampling += season->error[i] * season->error[i] / m;
        between += beyond * beyond / (m - 1.0);
    }
    between = between > sampling ? between - sampling : 0.0;
    if (sampling <= 0.0)
        return;
    weight = (m - 3.0) / (m - 1.0) * sampling / (sampling + between);
    for (int i = 0; i < season->period; i++)
        season->index[i] += weight * (centre - season->index[i]);
}

void ot_season_find(const ot_numbers *series, ot_season *season)
{
    ot_status st = OT_EFIT;

    if (!ot_numbers_constant(series->values, series->count)) {
        if (ot_numbers_positive(series->values, series->count))
            st = ot_season_decompose(series, OT_SEASON_MULTIPLICATIVE, season, NULL);
        if (st < 0)
            st = ot_season_decompose(series, OT_SEASON_ADDITIVE, season, NULL);
    }
    if (st < 0)
        *season = (ot_season){.form = OT_SEASON_NONE, .period = series->period};
    else
        ot_season_shrink(season);
}

void ot_season_remove(const ot_season *season, const double *values, size_t count,
                      double *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = values[i];
        if (season->form != OT_SEASON_NONE)
            out[i] = against(season->form, values[i],
                             season->index[i % (size_t)season->period]);
    }
}

void ot_season_restore(const ot_season *season, size_t first, size_t count,
                       double *values)
{
    for (size_t i = 0; i < count; i++) {
        double index;

        if (season->form == OT_SEASON_NONE)
            continue;
        index = season->index[(first + i) % (size_t)season->period];
        values[i] = season->form == OT_SEASON_MULTIPLICATIVE ? values[i] * index
                                                             : values[i] + index;
    }
}
