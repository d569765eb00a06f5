/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/starts.h"

#include <math.h>
#include <string.h>

#include "engine/placements/month.h"
#include "engine/placements/starts_internal.h"

#define PI           3.14159265358979323846
#define MONTHS_LEAST 12
#define STARTS_LEAST 20
#define NONE_RATE    (0.5 / 60) /* a month: half a start in five years */
#define DRIVER_ON    3
#define DRIVER_OFF   12
#define DRIVER_LEAST 5.0 /* starts on each side */

static bool driver_on(ot_starts_driver driver, int32_t month)
{
    return driver.first != OT_MONTH_NONE && month >= driver.first &&
           month <= driver.last;
}

size_t starts_row(unsigned terms, int32_t last, ot_starts_driver driver, int32_t month,
                  double *row)
{
    double turn = 2.0 * PI * (double)(month % OT_MONTHS) / OT_MONTHS;
    const double values[OT_STARTS_TERMS] = {1.0, (double)(month - last) / OT_MONTHS,
                                            sin(turn), cos(turn),
                                            driver_on(driver, month) ? 1.0 : 0.0};
    size_t columns = 0;

    for (unsigned t = 0; t < OT_STARTS_TERMS; t++)
        if (OT_STARTS_HAS(terms, t))
            row[columns++] = values[t];
    return columns;
}

void ot_starts_count(const ot_placement_list *placements, int32_t first, size_t months,
                     uint32_t *counts)
{
    memset(counts, 0, OT_PLACEMENT_TYPES * months * sizeof *counts);
    for (size_t i = 0; i < placements->count; i++) {
        const ot_placement *p = &placements->items[i];
        int64_t month = (int64_t)ot_month_of_day(p->start) - first;

        if (p->before == OT_NO_PLACEMENT && month >= 0 && month < (int64_t)months)
            counts[(size_t)p->type * months + (size_t)month]++;
    }
}

double ot_starts_drawn_without(const ot_starts *starts, const double *coefficients)
{
    size_t last = starts->columns - 1;
    double variance;

    if (!OT_STARTS_HAS(starts->terms, OT_STARTS_DRIVER))
        return 1.0;
    variance = starts->dispersion * starts->covariance[starts->columns * last + last];
    return exp(-coefficients[last] - variance / 2.0);
}

static size_t row_of(const ot_starts *starts, int32_t month, bool without_driver,
                     double *row)
{
    ot_starts_driver none = {OT_MONTH_NONE, OT_MONTH_NONE};

    return starts_row(starts->terms, starts->last,
                      without_driver ? none : starts->driver, month, row);
}

double ot_starts_rate(const ot_starts *starts, int32_t month, bool without_driver)
{
    double row[OT_STARTS_TERMS], sum = 0;
    size_t columns = row_of(starts, month, without_driver, row);

    for (size_t k = 0; k < columns; k++)
        sum += row[k] * starts->coefficients[k];
    return exp(sum);
}

double ot_starts_drawn_rate(const ot_starts *starts, const double *coefficients,
                            int32_t month, bool without_driver)
{
    double row[OT_STARTS_TERMS], sum = 0, variance = 0;
    size_t columns = row_of(starts, month, without_driver, row);

    for (size_t k = 0; k < columns; k++) {
        double part = 0;

        sum += row[k] * coefficients[k];
        for (size_t j = 0; j < columns; j++)
            part += starts->covariance[k * columns + j] * row[j];
        variance += row[k] * part;
    }
    if (starts->terms != OT_STARTS_MEAN)
        sum -= variance * starts->dispersion / 2.0;
    return exp(sum);
}

void ot_starts_draw(const ot_starts *starts, ot_random *random, double *coefficients)
{
    double z[OT_STARTS_TERMS];
    size_t columns = starts->columns;

    if (starts->terms == OT_STARTS_MEAN) {
        double shape = fmax(starts->total, 0.5) / starts->dispersion;

        coefficients[0] =
            log(ot_random_gamma(random, shape, exp(starts->coefficients[0]) / shape));
        return;
    }
    for (size_t k = 0; k < columns; k++)
        z[k] = ot_random_normal(random);
    for (size_t k = 0; k < columns; k++) {
        coefficients[k] = starts->coefficients[k];
        for (size_t j = 0; j <= k; j++)
            coefficients[k] += starts->root[k * columns + j] * z[j];
    }
}

static void mean_rate(const ot_starts_series *series, ot_starts *out)
{
    double n = series->months ? (double)series->months : 1.0, pearson = 0, mean;

    memset(out, 0, sizeof *out);
    for (size_t m = 0; m < series->months; m++)
        out->total += series->counts[m];
    mean = out->total > 0 ? out->total / n : NONE_RATE;
    for (size_t m = 0; m < series->months; m++)
        pearson += (series->counts[m] - mean) * (series->counts[m] - mean) / mean;
    out->terms = OT_STARTS_MEAN;
    out->columns = 1;
    out->months = series->months;
    out->last = series->first + (int32_t)series->months - 1;
    out->driver = series->driver;
    out->coefficients[0] = log(mean);
    out->dispersion = n > 1 && out->total > 0 ? fmax(pearson / (n - 1), 1.0) : 1.0;
    out->covariance[0] = 1.0 / fmax(out->total, 0.5);
    out->root[0] = sqrt(out->covariance[0] * out->dispersion);
}

static bool driver_can_be_told(const ot_starts_series *series)
{
    size_t on = 0, off = 0;
    double starts_on = 0, starts_off = 0;

    for (size_t m = 0; m < series->months; m++) {
        if (driver_on(series->driver, series->first + (int32_t)m)) {
            on++;
            starts_on += series->counts[m];
        } else {
            off++;
            starts_off += series->counts[m];
        }
    }
    return on >= DRIVER_ON && off >= DRIVER_OFF && starts_on >= DRIVER_LEAST &&
           starts_off >= DRIVER_LEAST;
}

/* QAICc; the dispersion counts as a parameter. */
static double criterion(const ot_starts *fit, double dispersion)
{
    double n = (double)fit->months, k = (double)fit->columns + 1.0;

    return n - k - 1 > 0 ? -2.0 * fit->log_likelihood / dispersion + 2 * k +
                               2 * k * (k + 1) / (n - k - 1)
                         : INFINITY;
}

/* Weights from criteria, the likeliest first. */
static void weigh(ot_starts_designs *out, const double *criteria)
{
    double sum = 0, best = INFINITY;
    size_t first = 0;

    for (size_t i = 0; i < out->count; i++)
        if (criteria[i] < best) {
            best = criteria[i];
            first = i;
        }
    for (size_t i = 0; i < out->count; i++) {
        out->weights[i] = exp((best - criteria[i]) / 2.0);
        sum += out->weights[i];
    }
    for (size_t i = 0; i < out->count; i++)
        out->weights[i] /= sum;
    if (first > 0) {
        ot_starts design = out->designs[0];
        double weight = out->weights[0];

        out->designs[0] = out->designs[first];
        out->weights[0] = out->weights[first];
        out->designs[first] = design;
        out->weights[first] = weight;
    }
}

/* Fullest design first: its dispersion is every design's in the criterion. */
ot_status ot_starts_fit(const ot_starts_series *series, ot_starts_designs *out,
                        ot_error *err)
{
    static const unsigned optional[OT_STARTS_DESIGNS] = {
        (1U << OT_STARTS_TREND) | OT_STARTS_WAVE, 1U << OT_STARTS_TREND, OT_STARTS_WAVE,
        0};
    unsigned always = OT_STARTS_MEAN;
    double criteria[OT_STARTS_DESIGNS], dispersion = 0;
    ot_starts mean;

    mean_rate(series, &mean);
    memset(out, 0, sizeof *out);
    if (driver_can_be_told(series))
        always |= 1U << OT_STARTS_DRIVER;
    for (size_t i = 0; i < OT_STARTS_DESIGNS && series->months >= MONTHS_LEAST &&
                       mean.total >= STARTS_LEAST;
         i++) {
        ot_starts *fit = &out->designs[out->count];
        ot_status st = ot_starts_fit_terms(series, always | optional[i], fit, err);

        if (st == OT_ENOMEM)
            return st;
        if (st < 0)
            continue;
        if (!(dispersion > 0))
            dispersion = fit->dispersion;
        criteria[out->count] = criterion(fit, dispersion);
        if (isfinite(criteria[out->count]))
            out->count++;
    }
    if (out->count > 0) {
        weigh(out, criteria);
        return OT_OK;
    }
    out->designs[0] = mean;
    out->weights[0] = 1.0;
    out->count = 1;
    return OT_OK;
}

const ot_starts *ot_starts_choose(const ot_starts_designs *designs, ot_random *random)
{
    double u = ot_random_uniform(random);
    size_t i = 0;

    while (i + 1 < designs->count && u >= designs->weights[i])
        u -= designs->weights[i++];
    return &designs->designs[i];
}

double ot_starts_expected(const ot_starts_designs *designs, int32_t month,
                          bool without_driver)
{
    double sum = 0;

    for (size_t i = 0; i < designs->count; i++)
        sum += designs->weights[i] *
               ot_starts_rate(&designs->designs[i], month, without_driver);
    return sum;
}
