/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/theta.h"

#include <math.h>

#include "engine/forecast/numbers.h"

#define ALPHA_LOW  1e-4
#define ALPHA_HIGH 0.9999
#define GRID       16
#define GOLDEN     0.61803398874989484820

double ot_search_line(double (*f)(double at, void *self), void *self, double low,
                      double high, int points)
{
    double step = (high - low) / (points - 1), best = low, least = INFINITY;
    double a, b, c, d, fc, fd;

    for (int i = 0; i < points; i++) {
        double at = low + step * i, value = f(at, self);

        if (value < least) {
            least = value;
            best = at;
        }
    }
    a = fmax(low, best - step);
    b = fmin(high, best + step);
    c = b - GOLDEN * (b - a);
    d = a + GOLDEN * (b - a);
    fc = f(c, self);
    fd = f(d, self);
    for (int i = 0; i < 40 && b - a > 1e-6; i++) {
        if (fc < fd) {
            b = d, d = c, fd = fc;
            c = b - GOLDEN * (b - a);
            fc = f(c, self);
        } else {
            a = c, c = d, fc = fd;
            d = a + GOLDEN * (b - a);
            fd = f(d, self);
        }
    }
    a = 0.5 * (a + b);
    return f(a, self) <= least ? a : best;
}

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
    double start; /* best for the weight tried last */
} sample;

/* The error at t is e - w start, e that of a start of 0 and w = (1 - alpha)^t: the best
 * start is sum(w e) / sum(w^2). */
static double best_start(double alpha, void *self)
{
    sample *s = self;
    double level = 0.0, weight = 1.0, ee = 0.0, we = 0.0, ww = 0.0;

    for (size_t i = 0; i < s->count; i++) {
        double error = s->values[i] - level;

        ee += error * error;
        we += weight * error;
        ww += weight * weight;
        level += alpha * error;
        weight *= 1.0 - alpha;
    }
    s->start = we / ww;
    return ee - we * we / ww;
}

ot_status ot_ses_fit(const double *values, size_t count, ot_ses *ses, ot_error *err)
{
    sample s = {values, count, 0.0};

    if (count < 3)
        return ot_fail(err, OT_EFIT, "smoothing wants three months");
    ses->alpha = ot_search_line(best_start, &s, ALPHA_LOW, ALPHA_HIGH, GRID);
    (void)best_start(ses->alpha, &s);
    ses->start = s.start;
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
