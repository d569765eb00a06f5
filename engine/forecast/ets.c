/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/ets.h"

#include <math.h>

#include "engine/forecast/numbers.h"
#include "engine/forecast/simplex.h"

#define LOW         1e-4
#define HIGH        0.9999
#define PHI_LOW     0.8
#define PHI_HIGH    0.98
#define EVALUATIONS 250

/* One observation: the updates of additive and multiplicative errors are the same
 * when written in the error itself; the likelihood tells them apart. */
static double step(ot_ets *m, double value, size_t place)
{
    double base = m->level + m->phi * m->slope, per = 1.0, mean = base;
    double *season = &m->season[place], error;

    if (m->form.season == OT_SEASON_MULTIPLICATIVE) {
        mean = base * *season;
        per = *season;
    } else if (m->form.season == OT_SEASON_ADDITIVE) {
        mean = base + *season;
    }
    error = value - mean;
    m->level = base + m->alpha * error / per;
    m->slope = m->phi * m->slope + m->beta * error / per;
    if (m->form.season == OT_SEASON_MULTIPLICATIVE)
        *season += m->gamma * error / base;
    else if (m->form.season == OT_SEASON_ADDITIVE)
        *season += m->gamma * error;
    return mean;
}

void ot_ets_run(const double *values, size_t count, ot_ets *model)
{
    double squares = 0.0, logs = 0.0, product = 1.0, n = (double)count;
    bool relative = model->form.multiplicative_error, positive = true;
    size_t place = 0, period = model->period > 1 ? (size_t)model->period : 1;

    model->sse = 0.0;
    for (size_t t = 0; t < count; t++) {
        double mean = step(model, values[t], place), error = values[t] - mean;

        model->sse += error * error;
        if (relative) {
            positive = positive && mean > 0.0;
            error /= mean;
            squares += error * error;
            product *= mean;
            if (product > 1e200 || product < 1e-200) {
                logs += log(product);
                product = 1.0;
            }
        }
        place = place + 1 == period ? 0 : place + 1;
    }
    if (!relative)
        model->likelihood = n * log(model->sse);
    else
        model->likelihood =
            positive ? n * log(squares) + 2.0 * (logs + log(product)) : INFINITY;
    if (isnan(model->likelihood))
        model->likelihood = INFINITY;
}

typedef struct sample {
    const ot_numbers *series;
    const ot_ets *first; /* form, seasonal states; scale of level and slope */
    double level, slope, scale;
} sample;

/* Unpacks: alpha, [beta / alpha, [phi]], [gamma / (1 - alpha)], level, [slope]. False
 * outside the bounds. */
static bool unpack(const double *at, const sample *s, ot_ets *m)
{
    size_t i = 0;
    double share;

    *m = *s->first;
    m->alpha = at[i++];
    if (m->alpha < LOW || m->alpha > HIGH)
        return false;
    m->phi = 1.0;
    if (m->form.trend != OT_TREND_NONE) {
        share = at[i++];
        if (share < LOW || share > 1.0)
            return false;
        m->beta = share * m->alpha;
    }
    if (m->form.trend == OT_TREND_DAMPED) {
        m->phi = at[i++];
        if (m->phi < PHI_LOW || m->phi > PHI_HIGH)
            return false;
    }
    if (m->form.season != OT_SEASON_NONE) {
        share = at[i++];
        if (share < LOW || share > 1.0)
            return false;
        m->gamma = share * (1.0 - m->alpha);
    }
    m->level = s->level + s->scale * at[i++];
    if (m->form.trend != OT_TREND_NONE)
        m->slope = s->slope + 0.1 * s->scale * at[i++];
    return true;
}

static double badness(const double *at, void *self)
{
    const sample *s = self;
    ot_ets m;

    if (!unpack(at, s, &m))
        return INFINITY;
    ot_ets_run(s->series->values, s->series->count, &m);
    return m.likelihood;
}

/* Where the search begins, and the number of numbers sought. */
static size_t begin(const ot_ets_form *form, double *at, double *steps)
{
    size_t i = 0;

    at[i] = 0.3, steps[i++] = 0.2;
    if (form->trend != OT_TREND_NONE)
        at[i] = 0.1, steps[i++] = 0.2;
    if (form->trend == OT_TREND_DAMPED)
        at[i] = 0.95, steps[i++] = -0.05;
    if (form->season != OT_SEASON_NONE)
        at[i] = 0.05, steps[i++] = 0.1;
    at[i] = 0.0, steps[i++] = 0.5;
    if (form->trend != OT_TREND_NONE)
        at[i] = 0.0, steps[i++] = 0.5;
    return i;
}

/* Level and slope by the line through the first year without its season, as R. */
static void first_states(sample *s, const ot_season *season)
{
    double adjusted[OT_PERIOD_MAX] = {0}, intercept, slope;
    size_t count = s->series->count < 10 ? s->series->count : 10;

    ot_season_remove(season, s->series->values, count, adjusted);
    ot_numbers_line(adjusted, count, &intercept, &slope);
    s->scale = ot_numbers_step(s->series->values, s->series->count, 1);
    if (s->first->form.trend == OT_TREND_NONE) {
        s->level = ot_numbers_mean(adjusted, count);
        return;
    }
    s->level = intercept - slope;
    s->slope = slope;
}

ot_status ot_ets_fit(const ot_numbers *series, ot_ets_form form,
                     const ot_season *season, ot_ets *model, ot_error *err)
{
    static const ot_season none = {.form = OT_SEASON_NONE, .period = 1};
    ot_ets first = {.form = form, .period = series->period, .phi = 1.0};
    sample s = {.series = series, .first = &first};
    double at[OT_SIMPLEX_MAX], n = (double)series->count, k;
    ot_simplex simplex = {.f = badness, .self = &s, .tolerance = 1e-2};

    simplex.size = begin(&form, at, simplex.step);
    simplex.evaluations = EVALUATIONS;
    k = (double)simplex.size + 1.0;
    if (form.season != OT_SEASON_NONE) {
        k += series->period - 1;
        for (int i = 0; i < season->period; i++)
            first.season[i] = season->index[i];
    }
    if (n < k + 3.0)
        return ot_fail(err, OT_EFIT, "too few months for this form of smoothing");
    first_states(&s, form.season == OT_SEASON_NONE ? &none : season);
    model->likelihood = ot_simplex_minimise(&simplex, at);
    if (!isfinite(model->likelihood) || !unpack(at, &s, model))
        return ot_fail(err, OT_EFIT, "this form of smoothing cannot follow the months");
    ot_ets_run(series->values, series->count, model);
    model->aicc = model->likelihood + 2.0 * k + 2.0 * k * (k + 1.0) / (n - k - 1.0);
    return OT_OK;
}

void ot_ets_path(const ot_ets *model, size_t count, size_t horizon, double *mean)
{
    double level = model->level, slope = model->slope;
    size_t period = model->period > 1 ? (size_t)model->period : 1;

    for (size_t h = 0; h < horizon; h++) {
        double season = model->season[(count + h) % period];

        slope *= model->phi;
        level += slope;
        mean[h] = level;
        if (model->form.season == OT_SEASON_MULTIPLICATIVE)
            mean[h] *= season;
        else if (model->form.season == OT_SEASON_ADDITIVE)
            mean[h] += season;
    }
}
