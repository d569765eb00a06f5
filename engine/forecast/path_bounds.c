/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/path_bounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/numbers.h"

#define NORMAL80  1.2815515655446004
#define NORMAL95  1.959963984540054
#define DEVIATION 1.2533141373155001 /* standard deviation by mean absolute error */
/* An uncertain trend and season widen what the formula of smoothing says (Chatfield
 * 1993): by an eighth on the tests' simulated series. */
#define UNCERTAIN 1.125
#define MEDIAN    0.6744897501960817 /* of the size of a standard normal */
#define PRIOR     30.0               /* errors that the normal's quantiles count as */
#define OWN_PRIOR 2.0 /* origins that the pool's size of errors counts as */

/* Room for the errors of one month of the horizon and for one mix. */
typedef struct work {
    double *errors;  /* [count][OT_POOL_BACK][horizon]: of each origin; NAN: not come */
    double *typical; /* [horizon] mean absolute error in units of scale and growth */
    double *sorted;  /* [3 * count * OT_POOL_BACK] */
} work;

static double spread(const ot_pool_origin *origin, size_t h)
{
    return origin->scale * sqrt(1.0 + (double)h * origin->alpha * origin->alpha);
}

static double *errors_at(const ot_path_pool *pool, const work *w, size_t i, size_t k)
{
    return w->errors + (i * OT_POOL_BACK + k - 1) * pool->horizon;
}

static void work_clear(work *w)
{
    free(w->errors);
    free(w->typical);
    free(w->sorted);
}

/* The caller clears, also on failure. */
static ot_status work_init(const ot_path_pool *pool, work *w, ot_error *err)
{
    size_t origins = pool->count * OT_POOL_BACK;

    w->errors = malloc((origins * pool->horizon + 1) * sizeof *w->errors);
    w->typical = calloc(pool->horizon + 1, sizeof *w->typical);
    w->sorted = malloc((3 * origins + 1) * sizeof *w->sorted);
    return w->errors && w->typical && w->sorted ? OT_OK : ot_fail_memory(err);
}

/* Errors in units of scale and growth. */
static void fill_errors(const ot_path_pool *pool, const double *weights, work *w)
{
    for (size_t i = 0; i < pool->count; i++)
        for (size_t k = 1; k <= OT_POOL_BACK; k++) {
            const ot_pool_origin *origin = ot_pool_at(pool, i, k);
            const double *actual = pool->series[i].values + origin->known;
            size_t come = ot_pool_come(pool, i, k);
            double *errors = errors_at(pool, w, i, k);

            if (come > 0)
                ot_pool_mix(pool, origin, weights, errors);
            for (size_t h = 0; h < pool->horizon; h++)
                errors[h] =
                    h < come ? (actual[h] - errors[h]) / spread(origin, h) : NAN;
        }
}

/* The median over series of |error|, an h at a time, mixed with the normal's. */
static void fill_typical(const ot_path_pool *pool, work *w)
{
    for (size_t h = 0; h < pool->horizon; h++) {
        size_t count = 0;
        double n, median = 0.0;

        for (size_t i = 0; i < pool->count; i++)
            for (size_t k = 1; k <= OT_POOL_BACK; k++) {
                double error = errors_at(pool, w, i, k)[h];

                if (!isnan(error))
                    w->sorted[count++] = fabs(error);
            }
        n = (double)count;
        if (count > 0)
            median = ot_numbers_median(w->sorted, count);
        w->typical[h] =
            (n * median + PRIOR * MEDIAN * DEVIATION * UNCERTAIN) / (n + PRIOR);
    }
}

/* How large a series' errors were by those typical, shrunk to 1; as at origin `back`:
 * of what had come by then. */
static double own_size(const ot_path_pool *pool, const work *w, size_t i, size_t back)
{
    size_t now = ot_pool_at(pool, i, back)->known;
    double sum = OWN_PRIOR, count = OWN_PRIOR;

    for (size_t k = back + 1; k <= OT_POOL_BACK; k++) {
        const ot_pool_origin *origin = ot_pool_at(pool, i, k);
        const double *errors = errors_at(pool, w, i, k);
        double size = 0.0, months = 0.0;

        for (size_t h = 0; h < pool->horizon && origin->known + h < now; h++) {
            if (origin->known == 0)
                break;
            size += fmin(fabs(errors[h]) / w->typical[h] / 1.5, 4.0);
            months += 1.0;
        }
        if (months > 0.0) {
            sum += size / months;
            count += 1.0;
        }
    }
    return sum / count;
}

/* The errors of h and of the months beside it, by the series' own size; sorted. */
static size_t gather(const ot_path_pool *pool, const work *w, const double *sizes,
                     size_t h)
{
    size_t count = 0, from = h > 0 ? h - 1 : 0;
    size_t to = h + 2 < pool->horizon ? h + 2 : pool->horizon;

    for (size_t i = 0; i < pool->count; i++)
        for (size_t k = 1; k <= OT_POOL_BACK; k++)
            for (size_t j = from; j < to; j++) {
                double error = errors_at(pool, w, i, k)[j];

                if (!isnan(error))
                    w->sorted[count++] = error / sizes[i * OT_POOL_BACK + k - 1];
            }
    ot_numbers_sort(w->sorted, count);
    return count;
}

/* A quantile of count sorted errors, mixed with the normal's. */
static double mixed(const work *w, size_t count, double p, double normal)
{
    double n = (double)count / 3.0, parametric = normal * DEVIATION * UNCERTAIN;

    if (count == 0)
        return parametric;
    return (n * ot_numbers_quantile(w->sorted, count, p) + PRIOR * parametric) /
           (n + PRIOR);
}

static void widen(ot_bounds *bounds, const ot_bounds *least)
{
    bounds->lo80 = fmin(bounds->lo80, least->lo80);
    bounds->hi80 = fmax(bounds->hi80, least->hi80);
    bounds->lo95 = fmin(bounds->lo95, least->lo95);
    bounds->hi95 = fmax(bounds->hi95, least->hi95);
}

ot_status ot_bounds_learn(const ot_path_pool *pool, const double *weights,
                          ot_bounds *unit, double *size, ot_error *err)
{
    work w = {0};
    double *sizes = malloc((pool->count * OT_POOL_BACK + 1) * sizeof *sizes);
    ot_status st = sizes ? work_init(pool, &w, err) : ot_fail_memory(err);

    if (st < 0)
        goto done;
    fill_errors(pool, weights, &w);
    fill_typical(pool, &w);
    for (size_t i = 0; i < pool->count; i++) {
        size[i] = own_size(pool, &w, i, 0);
        for (size_t k = 1; k <= OT_POOL_BACK; k++)
            sizes[i * OT_POOL_BACK + k - 1] = own_size(pool, &w, i, k);
    }
    for (size_t h = 0; h < pool->horizon; h++) {
        size_t count = gather(pool, &w, sizes, h);

        unit[h] = (ot_bounds){
            mixed(&w, count, 0.10, -NORMAL80), mixed(&w, count, 0.90, NORMAL80),
            mixed(&w, count, 0.025, -NORMAL95), mixed(&w, count, 0.975, NORMAL95)};
        if (h > 0)
            widen(&unit[h], &unit[h - 1]);
    }
done:
    work_clear(&w);
    free(sizes);
    return st;
}

void ot_bounds_apply(const ot_path_pool *pool, size_t series, const ot_bounds *unit,
                     double size, const double *mean, ot_bounds *bounds)
{
    const ot_pool_origin *origin = ot_pool_at(pool, series, 0);
    double least = 0.0;

    for (size_t i = 0; i < origin->known; i++)
        least = fmin(least, pool->series[series].values[i]);
    least = least < 0.0 ? -INFINITY : 0.0;
    for (size_t h = 0; h < pool->horizon; h++) {
        double by = spread(origin, h) * size;

        bounds[h] = (ot_bounds){fmax(least, mean[h] + by * unit[h].lo80),
                                fmax(least, mean[h] + by * unit[h].hi80),
                                fmax(least, mean[h] + by * unit[h].lo95),
                                fmax(least, mean[h] + by * unit[h].hi95)};
    }
}
