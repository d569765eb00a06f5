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

/* What the likelihood is made of. */
typedef struct sums {
    double sse;
    double squares; /* of relative errors */
    double logs;    /* of the means */
    bool positive;  /* all means */
} sums;

/* The updates of additive and multiplicative errors are the same when written in the
 * error itself; the likelihood tells them apart. Inline, so that each form gets a loop
 * of its own, without questions. */
static inline sums run(const double *values, size_t count, ot_ets *m,
                       ot_season_form form, bool relative)
{
    sums s = {.positive = true};
    double level = m->level, slope = m->slope, product = 1.0;
    const double alpha = m->alpha, beta = m->beta, gamma = m->gamma, phi = m->phi;
    size_t place = 0, period = m->period > 1 ? (size_t)m->period : 1;

    for (size_t t = 0; t < count; t++) {
        double base = level + phi * slope, mean = base, per = 1.0, error;
        double *season = &m->season[place];

        if (form == OT_SEASON_MULTIPLICATIVE) {
            per = *season;
            mean = base * per;
        } else if (form == OT_SEASON_ADDITIVE) {
            mean = base + *season;
        }
        error = values[t] - mean;
        level = base + alpha * error / per;
        slope = phi * slope + beta * error / per;
        if (form == OT_SEASON_MULTIPLICATIVE)
            *season += gamma * error / base;
        else if (form == OT_SEASON_ADDITIVE)
            *season += gamma * error;
        s.sse += error * error;
        if (relative) {
            s.positive = s.positive && mean > 0.0;
            error /= mean;
            s.squares += error * error;
            product *= mean;
            if (product > 1e200 || product < 1e-200) {
                s.logs += log(product);
                product = 1.0;
            }
        }
        place = place + 1 == period ? 0 : place + 1;
    }
    m->level = level;
    m->slope = slope;
    s.logs += log(product);
    return s;
}

static sums run_form(const double *values, size_t count, ot_ets *m)
{
    bool relative = m->form.multiplicative_error;

    if (m->form.season == OT_SEASON_MULTIPLICATIVE)
        return relative ? run(values, count, m, OT_SEASON_MULTIPLICATIVE, true)
                        : run(values, count, m, OT_SEASON_MULTIPLICATIVE, false);
    if (m->form.season == OT_SEASON_ADDITIVE)
        return relative ? run(values, count, m, OT_SEASON_ADDITIVE, true)
                        : run(values, count, m, OT_SEASON_ADDITIVE, false);
    return relative ? run(values, count, m, OT_SEASON_NONE, true)
                    : run(values, count, m, OT_SEASON_NONE, false);
}

void ot_ets_run(const double *values, size_t count, ot_ets *model)
{
    double n = (double)count;
    sums s = run_form(values, count, model);

    model->sse = s.sse;
    if (!model->form.multiplicative_error)
        model->likelihood = n * log(s.sse);
    else
        model->likelihood = s.positive ? n * log(s.squares) + 2.0 * s.logs : INFINITY;
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
