/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/dotm.h"

#include <math.h>

#include "engine/forecast/theta.h"

#define ALPHA_LOW  0.1
#define ALPHA_HIGH 0.99
#define GRID       10

/* The line through the observations so far, and what alpha makes of it. */
typedef struct line {
    double mean, slope, decay; /* decay: (1 - alpha)^t */
} line;

/* A and B's part of the forecast of observation t + 1, t of them seen. */
static double line_part(const line *l, size_t t, double alpha)
{
    double intercept = l->mean - l->slope * ((double)t + 1.0) / 2.0;

    return l->decay * intercept + (1.0 - l->decay * (1.0 - alpha)) / alpha * l->slope;
}

/* Observation t (from 1) comes. */
static void line_next(line *l, size_t t, double value, double alpha)
{
    double n = (double)t;

    if (t > 1)
        l->slope = ((n - 2.0) * l->slope + 6.0 / n * (value - l->mean)) / (n + 1.0);
    l->mean += (value - l->mean) / n;
    l->decay *= 1.0 - alpha;
}

typedef struct sample {
    const double *values;
    size_t count;
    double start, weight; /* best for the alpha tried last */
} sample;

/* Least squares of e on the decay of the start (u) and the line's part (v). */
static double solve(sample *s, double ee, double ue, double uu, double ve, double vv,
                    double uv)
{
    double determinant = uu * vv - uv * uv, w = 0.0;

    if (determinant > 1e-12 * uu * vv)
        w = (uu * ve - uv * ue) / determinant;
    s->weight = fmin(fmax(w, 0.0), 1.0);
    s->start = uu > 1e-300 ? (ue - s->weight * uv) / uu : 0.0;
    return ee - 2.0 * (s->start * ue + s->weight * ve) + s->start * s->start * uu +
           2.0 * s->start * s->weight * uv + s->weight * s->weight * vv;
}

static double best_rest(double alpha, void *self)
{
    sample *s = self;
    line l = {0.0, 0.0, 1.0};
    double level = s->values[0], offset = s->values[0];
    double ee = 0.0, ue = 0.0, uu = 0.0, ve = 0.0, vv = 0.0, uv = 0.0, sum;

    for (size_t t = 0; t < s->count; t++) {
        double error = s->values[t] - level, u = l.decay;

        if (t >= 2) {
            double v = line_part(&l, t, alpha);

            ee += error * error, ue += u * error, uu += u * u;
            ve += v * error, vv += v * v, uv += u * v;
        }
        level += alpha * error;
        line_next(&l, t + 1, s->values[t], alpha);
    }
    sum = solve(s, ee, ue, uu, ve, vv, uv);
    s->start += offset;
    return sum;
}

ot_status ot_dotm_fit(const double *values, size_t count, ot_dotm *model, ot_error *err)
{
    sample s = {values, count, 0.0, 0.0};

    if (count < 5)
        return ot_fail(err, OT_EFIT, "the Theta model wants five months");
    model->alpha = ot_search_line(best_rest, &s, ALPHA_LOW, ALPHA_HIGH, GRID);
    model->sse = best_rest(model->alpha, &s);
    model->start = s.start;
    model->weight = s.weight;
    return isfinite(model->sse) ? OT_OK
                                : ot_fail(err, OT_EFIT, "Theta left the numbers");
}

void ot_dotm_path(const double *values, size_t count, const ot_dotm *model,
                  size_t horizon, double *mean)
{
    line l = {0.0, 0.0, 1.0};
    double level = model->start;

    for (size_t t = 0; t < count + horizon; t++) {
        double value = level + model->weight * line_part(&l, t, model->alpha);

        if (t < count)
            value = values[t];
        else
            mean[t - count] = value;
        level += model->alpha * (value - level);
        line_next(&l, t + 1, value, model->alpha);
    }
}
