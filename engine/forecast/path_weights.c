/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/path_weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MEMBERS OT_PATH_MEMBERS_MAX
#define ROUNDS  8
#define SWEEPS  200
#define LEAST   0.05 /* of an error, in units: keeps the weights of the rounds finite */

void ot_path_weights_plain(const ot_path_pool *pool, double *weights)
{
    static const char *const names[] = {"theta", "dotm", "ets"};
    double count = 0.0;

    memset(weights, 0, pool->member_count * sizeof *weights);
    for (size_t i = 0; i < 3; i++)
        count += ot_pool_member(pool, names[i]) < pool->member_count;
    for (size_t i = 0; i < 3; i++) {
        size_t m = ot_pool_member(pool, names[i]);

        if (m < pool->member_count)
            weights[m] = 1.0 / count;
    }
}

/* Normal equations of one round. */
typedef struct equations {
    double a[MEMBERS][MEMBERS], b[MEMBERS];
    double weight; /* of all months together */
} equations;

/* Adds the months after one origin, weighted by 1 / |error| of the last round. */
static void add_origin(const ot_path_pool *pool, size_t series, size_t back,
                       const double *weights, equations *e)
{
    const ot_pool_origin *origin = ot_pool_at(pool, series, back);
    const double *actual = pool->series[series].values + origin->known;
    double unit = origin->unit, f[MEMBERS];

    for (size_t h = 0; h < ot_pool_come(pool, series, back); h++) {
        double y = actual[h] / unit, error = y, weight;

        for (size_t m = 0; m < pool->member_count; m++) {
            f[m] = origin->paths[m * pool->horizon + h] / unit;
            error -= weights[m] * f[m];
        }
        weight = 1.0 / fmax(fabs(error), LEAST);
        e->weight += weight;
        for (size_t m = 0; m < pool->member_count; m++) {
            e->b[m] += weight * f[m] * y;
            for (size_t j = 0; j <= m; j++)
                e->a[m][j] += weight * f[m] * f[j];
        }
    }
}

static void gather(const ot_path_pool *pool, int without, const double *weights,
                   equations *e)
{
    *e = (equations){0};
    for (size_t i = 0; i < pool->count; i++)
        for (size_t k = 1; k <= OT_POOL_BACK; k++)
            if (without < 0 || (int)(i % 2) != without)
                add_origin(pool, i, k, weights, e);
    for (size_t m = 0; m < pool->member_count; m++)
        for (size_t j = m + 1; j < pool->member_count; j++)
            e->a[m][j] = e->a[j][m];
}

/* Pulls towards the plain weights as strongly as `prior` series would. */
static void add_prior(const ot_path_pool *pool, double prior, const double *plain,
                      equations *e)
{
    double strength = prior * e->weight / (double)(pool->count + 1);

    for (size_t m = 0; m < pool->member_count; m++) {
        e->a[m][m] += strength;
        e->b[m] += strength * plain[m];
    }
}

/* Minimises over weights >= 0, one at a time; then makes them add up to 1. */
static void solve(const ot_path_pool *pool, const equations *e, double *weights)
{
    double sum = 0.0;

    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (size_t m = 0; m < pool->member_count; m++) {
            double rest = e->b[m];

            for (size_t j = 0; j < pool->member_count; j++)
                if (j != m)
                    rest -= e->a[m][j] * weights[j];
            weights[m] = e->a[m][m] > 0.0 ? fmax(rest / e->a[m][m], 0.0) : 0.0;
        }
    for (size_t m = 0; m < pool->member_count; m++)
        sum += weights[m];
    for (size_t m = 0; m < pool->member_count && sum > 0.0; m++)
        weights[m] /= sum;
}

ot_status ot_path_weights_fit(const ot_path_pool *pool, int without, double *weights,
                              ot_error *err)
{
    double plain[MEMBERS];

    ot_path_weights_plain(pool, plain);
    memcpy(weights, plain, pool->member_count * sizeof *weights);
    for (int round = 0; round < ROUNDS; round++) {
        equations e;

        gather(pool, without, weights, &e);
        if (!(e.weight > 0.0) || !isfinite(e.weight))
            return ot_fail(err, OT_EFIT, "no earlier month to learn weights from");
        add_prior(pool, OT_WEIGHTS_PRIOR, plain, &e);
        solve(pool, &e, weights);
    }
    return OT_OK;
}

ot_status ot_path_weights_loss(const ot_path_pool *pool, int only,
                               const double *weights, double *loss, ot_error *err)
{
    double *mean = malloc((pool->horizon + 1) * sizeof *mean), sum = 0.0, count = 0.0;

    if (!mean)
        return ot_fail_memory(err);
    for (size_t i = 0; i < pool->count; i++)
        for (size_t k = 1; k <= OT_POOL_BACK; k++) {
            const ot_pool_origin *origin = ot_pool_at(pool, i, k);
            size_t come = ot_pool_come(pool, i, k);

            if (come == 0 || (only >= 0 && (int)(i % 2) != only))
                continue;
            ot_pool_mix(pool, origin, weights, mean);
            for (size_t h = 0; h < come; h++)
                sum += fabs(pool->series[i].values[origin->known + h] - mean[h]) /
                       origin->unit;
            count += (double)come;
        }
    free(mean);
    *loss = count > 0.0 ? sum / count : 0.0;
    return OT_OK;
}
