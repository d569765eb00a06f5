/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/dotm.h"

#include <math.h>
#include <stdlib.h>

#include "engine/forecast/line_search.h"

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
    double *intercept, *slope; /* of the line through the values before each */
    double start[OT_LANES], weight[OT_LANES]; /* best for the alphas tried last */
} sample;

/* Sums over the series for one alpha: of squares and products of the error e, the
 * decay of the start u and the line's part v. */
typedef struct sums {
    double ee, ue, uu, ve, vv, uv;
} sums;

/* Least squares of e on u and v; the sum of squares left. */
static double solve(const sums *s, double *start, double *weight)
{
    double determinant = s->uu * s->vv - s->uv * s->uv, w = 0.0;

    if (determinant > 1e-12 * s->uu * s->vv)
        w = (s->uu * s->ve - s->uv * s->ue) / determinant;
    *weight = w = fmin(fmax(w, 0.0), 1.0);
    *start = s->uu > 1e-300 ? (s->ue - w * s->uv) / s->uu : 0.0;
    return s->ee - 2.0 * (*start * s->ue + w * s->ve) + *start * *start * s->uu +
           2.0 * *start * w * s->uv + w * w * s->vv;
}

static void best_rest(const double *alpha, double *sse, void *self)
{
    sample *s = self;
    double offset = s->values[0], level[OT_LANES], u[OT_LANES], keep[OT_LANES];
    double ee[OT_LANES] = {0}, ue[OT_LANES] = {0}, uu[OT_LANES] = {0};
    double ve[OT_LANES] = {0}, vv[OT_LANES] = {0}, uv[OT_LANES] = {0};

    for (int k = 0; k < OT_LANES; k++) { /* the first two are not counted */
        keep[k] = 1.0 - alpha[k];
        level[k] = offset + alpha[k] * (s->values[1] - offset);
        u[k] = keep[k] * keep[k];
    }
    for (size_t t = 2; t < s->count; t++)
        for (int k = 0; k < OT_LANES; k++) {
            double error = s->values[t] - level[k];
            double along = (1.0 - u[k] * keep[k]) / alpha[k] * s->slope[t];
            double v = u[k] * s->intercept[t] + along;

            ee[k] += error * error;
            ue[k] += u[k] * error;
            uu[k] += u[k] * u[k];
            ve[k] += v * error;
            vv[k] += v * v;
            uv[k] += u[k] * v;
            level[k] += alpha[k] * error;
            u[k] *= keep[k];
        }
    for (int k = 0; k < OT_LANES; k++) {
        sums of = {ee[k], ue[k], uu[k], ve[k], vv[k], uv[k]};

        sse[k] = solve(&of, &s->start[k], &s->weight[k]);
        s->start[k] += offset;
    }
}

/* The lines through the past do not depend on alpha. */
static void find_lines(sample *s)
{
    line l = {0.0, 0.0, 1.0};

    for (size_t t = 0; t < s->count; t++) {
        s->intercept[t] = l.mean - l.slope * ((double)t + 1.0) / 2.0;
        s->slope[t] = l.slope;
        line_next(&l, t + 1, s->values[t], 0.0);
    }
}

ot_status ot_dotm_fit(const double *values, size_t count, ot_dotm *model, ot_error *err)
{
    sample s = {.values = values, .count = count};
    double alpha[OT_LANES], sse[OT_LANES];

    if (count < 5)
        return ot_fail(err, OT_EFIT, "the Theta model wants five months");
    s.intercept = malloc(2 * count * sizeof *s.intercept);
    if (!s.intercept)
        return ot_fail_memory(err);
    s.slope = s.intercept + count;
    find_lines(&s);
    model->alpha = ot_line_search(best_rest, &s, ALPHA_LOW, ALPHA_HIGH, GRID);
    for (int k = 0; k < OT_LANES; k++)
        alpha[k] = model->alpha;
    best_rest(alpha, sse, &s);
    model->sse = sse[0];
    model->start = s.start[0];
    model->weight = s.weight[0];
    free(s.intercept);
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
