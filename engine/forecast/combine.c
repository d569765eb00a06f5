/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/combine.h"

#include <stdlib.h>
#include <string.h>

#include "engine/forecast/path_weights.h"

/* *better: weights learnt on one half of the series do better on the other half than
 * the plain ones, both halves taken together. */
static ot_status compare(const ot_path_pool *pool, const double *plain, bool *better,
                         ot_error *err)
{
    double fitted[OT_PATH_MEMBERS_MAX], difference = 0.0, with, without;

    *better = false;
    for (int half = 0; half < 2; half++) {
        ot_status st = ot_path_weights_fit(pool, half, fitted, err);

        if (st == OT_EFIT)
            return OT_OK;
        if (st == OT_OK)
            st = ot_path_weights_loss(pool, half, fitted, &with, err);
        if (st == OT_OK)
            st = ot_path_weights_loss(pool, half, plain, &without, err);
        if (st < 0)
            return st;
        difference += without - with;
    }
    *better = difference > 0.0;
    return OT_OK;
}

static ot_status choose(const ot_path_pool *pool, ot_paths *out, ot_error *err)
{
    bool better;
    ot_status st;

    ot_path_weights_plain(pool, out->weights);
    out->method = "plain mean";
    st = compare(pool, out->weights, &better, err);
    if (st < 0 || !better)
        return st;
    out->method = "pooled weights";
    return ot_path_weights_fit(pool, -1, out->weights, err);
}

static ot_status fill(const ot_path_pool *pool, ot_paths *out, ot_error *err)
{
    size_t cells = pool->count * pool->horizon;
    ot_bounds *unit = malloc((pool->horizon + 1) * sizeof *unit);
    double *size = malloc((pool->count + 1) * sizeof *size);
    ot_status st = OT_OK;

    out->mean = malloc((cells + 1) * sizeof *out->mean);
    out->bounds = malloc((cells + 1) * sizeof *out->bounds);
    if (!unit || !size || !out->mean || !out->bounds)
        st = ot_fail_memory(err);
    else
        st = ot_bounds_learn(pool, out->weights, unit, size, err);
    for (size_t i = 0; i < pool->count && st == OT_OK; i++) {
        double *mean = out->mean + i * pool->horizon;

        ot_pool_mix(pool, ot_pool_at(pool, i, 0), out->weights, mean);
        ot_bounds_apply(pool, i, unit, size[i], mean, out->bounds + i * pool->horizon);
    }
    free(unit);
    free(size);
    return st;
}

ot_status ot_paths_forecast(const ot_numbers *series, size_t count,
                            const ot_paths_options *options, ot_paths *out,
                            ot_error *err)
{
    ot_path_pool pool;
    ot_status st;

    *out = (ot_paths){.count = count, .horizon = options->horizon};
    if (options->horizon == 0)
        return ot_fail(err, OT_EUSAGE, "a forecast wants at least one month ahead");
    st = ot_path_pool_init(&pool, series, count, options, err);
    if (st < 0)
        return st;
    out->member_count = pool.member_count;
    for (size_t m = 0; m < pool.member_count; m++)
        out->members[m] = pool.members[m]->name;
    st = choose(&pool, out, err);
    if (st == OT_OK)
        st = fill(&pool, out, err);
    ot_path_pool_clear(&pool);
    if (st < 0)
        ot_paths_clear(out);
    return st;
}

void ot_paths_clear(ot_paths *paths)
{
    free(paths->mean);
    free(paths->bounds);
    *paths = (ot_paths){0};
}
