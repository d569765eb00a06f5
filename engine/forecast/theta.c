/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/theta.h"

#include <math.h>

#include "engine/forecast/line_search.h"
#include "engine/forecast/numbers.h"

#define ALPHA_LOW  1e-4
#define ALPHA_HIGH 0.9999
#define GRID       16

void ot_ses_run(const double *values, size_t count, ot_ses *ses)
{
    double level = ses->start, sse = 0.0;

    for (size_t i = 0; i < count; i++) {
        double error = values[i] - level;

        sse += error * error;
        level += ses->alpha * error;
    }
    ses->level = level;
    ses->sse = sse;
}

typedef struct sample {
    const double *values;
    size_t count;
    double start[OT_LANES]; /* best for the weights tried last */
} sample;

/* The error at t is e - w start, e that of a start of 0 and w = (1 - alpha)^t: the best
 * start is sum(w e) / sum(w^2). */
static void best_starts(const double *alpha, double *sse, void *self)
{
    sample *s = self;
    double level[OT_LANES] = {0}, weight[OT_LANES], decay[OT_LANES];
    double ee[OT_LANES] = {0}, we[OT_LANES] = {0}, ww[OT_LANES] = {0};

    for (int k = 0; k < OT_LANES; k++) {
        weight[k] = 1.0;
        decay[k] = 1.0 - alpha[k];
    }
    for (size_t i = 0; i < s->count; i++)
        for (int k = 0; k < OT_LANES; k++) {
            double error = s->values[i] - level[k];

            ee[k] += error * error;
            we[k] += weight[k] * error;
            ww[k] += weight[k] * weight[k];
            level[k] += alpha[k] * error;
            weight[k] *= decay[k];
        }
    for (int k = 0; k < OT_LANES; k++) {
        s->start[k] = we[k] / ww[k];
        sse[k] = ee[k] - we[k] * we[k] / ww[k];
    }
}

ot_status ot_ses_fit(const double *values, size_t count, ot_ses *ses, ot_error *err)
{
    sample s = {.values = values, .count = count};
    double alpha[OT_LANES], sse[OT_LANES];

    if (count < 3)
        return ot_fail(err, OT_EFIT, "smoothing wants three months");
    ses->alpha = ot_line_search(best_starts, &s, ALPHA_LOW, ALPHA_HIGH, GRID);
    for (int k = 0; k < OT_LANES; k++)
        alpha[k] = ses->alpha;
    best_starts(alpha, sse, &s);
    ses->start = s.start[0];
    ot_ses_run(values, count, ses);
    return isfinite(ses->level) ? OT_OK
                                : ot_fail(err, OT_EFIT, "smoothing left the numbers");
}

void ot_theta_path(const double *values, size_t count, const ot_ses *ses,
                   size_t horizon, double *mean)
{
    double intercept, slope, alpha = fmax(ses->alpha, 1e-10);
    double lag = (1.0 - pow(1.0 - alpha, (double)count)) / alpha;

    ot_numbers_line(values, count, &intercept, &slope);
    for (size_t h = 0; h < horizon; h++)
        mean[h] = ses->level + 0.5 * slope * ((double)h + lag);
}
