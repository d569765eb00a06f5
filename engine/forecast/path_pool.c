/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/path_pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/clean.h"
#include "engine/forecast/numbers.h"
#include "engine/forecast/path_history.h"

/* The least history an earlier origin needs: a season and a half. */
static size_t least_known(const ot_numbers *series)
{
    size_t season = (size_t)series->period * 3 / 2;

    return season > 8 ? season : 8;
}

static size_t known_at(const ot_path_pool *pool, const ot_numbers *series, size_t back)
{
    size_t ago = (pool->horizon * back + OT_POOL_BACK - 1) / OT_POOL_BACK;

    if (back == 0)
        return series->count;
    return series->count >= ago + least_known(series) ? series->count - ago : 0;
}

/* Mean absolute one-step error of smoothing on x, and its weight; larger by as much as
 * the `used` numbers fitted (season, level, weight) make errors within the history too
 * small. ses: of x; NULL where it cannot be smoothed. */
static void measure(const double *x, size_t count, size_t used, const ot_ses *ses,
                    ot_pool_origin *origin)
{
    size_t least = (count + 1) / 2, left = count > used ? count - used : 0;
    double level, sum = 0.0;

    origin->alpha = 0.5;
    origin->scale = ot_numbers_step(x, count, 1);
    if (count < 6 || !ses)
        return;
    level = ses->start;
    for (size_t i = 0; i < count; i++) {
        sum += fabs(x[i] - level);
        level += ses->alpha * (x[i] - level);
    }
    left = left > least ? left : least;
    origin->alpha = ses->alpha;
    origin->scale = sum / sqrt((double)count * (double)left);
}

#define SIZE_PART 12.0

static double unit_of(const ot_numbers *seen, double scale)
{
    double step = ot_numbers_step(seen->values, seen->count, (size_t)seen->period);
    double size = 0.0;

    for (size_t i = 0; i < seen->count; i++)
        size += fabs(seen->values[i]) / (double)seen->count;
    return step > 0.0 && size > 0.0 ? 2.0 / (1.0 / step + SIZE_PART / size) : scale;
}

/* Scale, weight and unit of what was seen, clipped or not; work has room for it. */
static void measure_seen(const ot_numbers *seen, const ot_path_history *history,
                         size_t clipped, double *work, ot_pool_origin *origin)
{
    const ot_season *season = &history->season;
    size_t n = seen->count;
    size_t used = season->form == OT_SEASON_NONE ? 2 : (size_t)season->period + 1;
    double mean = fabs(ot_numbers_mean(seen->values, n));
    ot_ses ses = history->ses;
    bool smoothed = history->smoothed;

    ot_season_remove(season, seen->values, n, work);
    if (clipped > 0)
        smoothed = ot_ses_fit(work, n, &ses, NULL) == OT_OK;
    measure(work, n, used, smoothed ? &ses : NULL, origin);
    if (!(origin->scale > 1e-6 * mean))
        origin->scale = mean > 0.0 ? 1e-6 * mean : 1.0;
    origin->unit = unit_of(seen, origin->scale);
}

/* The last value without its season, with the season of the months to come. */
static void fall_back(const ot_path_history *history, size_t horizon, double *mean)
{
    size_t n = history->series.count;

    for (size_t h = 0; h < horizon; h++)
        mean[h] = history->rest[n - 1];
    ot_season_restore(&history->season, n, horizon, mean);
}

/* No member may be further from the middle of all of them than BEYOND times what a
 * wandering level makes likely: one that runs away must not carry the mean with it. */
#define BEYOND 4.0

static void hold(const ot_path_pool *pool, ot_pool_origin *origin)
{
    for (size_t h = 0; h < pool->horizon; h++) {
        double values[OT_PATH_MEMBERS_MAX], middle;
        double most = BEYOND * origin->scale * sqrt((double)h + 1.0);

        for (size_t m = 0; m < pool->member_count; m++)
            values[m] = origin->paths[m * pool->horizon + h];
        middle = ot_numbers_median(values, pool->member_count);
        for (size_t m = 0; m < pool->member_count; m++) {
            double *value = &origin->paths[m * pool->horizon + h];

            *value = fmin(fmax(*value, middle - most), middle + most);
        }
    }
}

/* work has room for two histories. */
static ot_status forecast(const ot_path_pool *pool, const ot_numbers *seen,
                          double *work, ot_pool_origin *origin, ot_error *err)
{
    ot_numbers clean = {work, seen->count, seen->period};
    ot_path_history history = {0};
    size_t clipped;
    ot_status st = ot_clean_history(seen, work, &clipped, err);

    if (st == OT_OK)
        st = ot_path_history_init(&history, &clean, err);
    if (st == OT_OK)
        measure_seen(seen, &history, clipped, work + seen->count, origin);
    for (size_t m = 0; m < pool->member_count && st == OT_OK; m++) {
        double *path = origin->paths + m * pool->horizon;

        st = pool->members[m]->forecast(&history, pool->horizon, path, err);
        if (st == OT_EFIT) {
            fall_back(&history, pool->horizon, path);
            st = OT_OK;
        }
    }
    if (st == OT_OK)
        hold(pool, origin);
    ot_path_history_clear(&history);
    return st;
}

/* All origins of one series. */
static ot_status fill(void *self, size_t i, ot_error *err)
{
    ot_path_pool *pool = self;
    size_t origins = 1 + OT_POOL_BACK, cells = pool->member_count * pool->horizon;
    double *work = malloc((2 * pool->series[i].count + 1) * sizeof *work);
    ot_status st = work ? OT_OK : ot_fail_memory(err);

    for (size_t k = 0; k < origins && st == OT_OK; k++) {
        ot_pool_origin *origin = &pool->origins[i * origins + k];
        ot_numbers seen = pool->series[i];

        origin->paths = pool->storage + (i * origins + k) * cells;
        origin->known = seen.count = known_at(pool, &seen, k);
        if (seen.count > 0)
            st = forecast(pool, &seen, work, origin, err);
    }
    free(work);
    return st;
}

ot_status ot_path_pool_init(ot_path_pool *pool, const ot_numbers *series, size_t count,
                            const ot_paths_options *options, ot_error *err)
{
    size_t origins = count * (1 + OT_POOL_BACK);
    ot_status st;

    *pool =
        (ot_path_pool){.series = series, .count = count, .horizon = options->horizon};
    for (const ot_path_member *m = ot_path_members(); m->name; m++)
        if (options->search || !m->slow)
            pool->members[pool->member_count++] = m;
    for (size_t i = 0; i < count; i++)
        if (series[i].count == 0)
            return ot_fail(err, OT_EFIT, "a series has no values");
    pool->origins = calloc(origins + 1, sizeof *pool->origins);
    pool->storage = malloc((origins * pool->member_count * pool->horizon + 1) *
                           sizeof *pool->storage);
    if (!pool->origins || !pool->storage)
        st = ot_fail_memory(err);
    else
        st = ot_parallel_run(options->parallel, count, fill, pool, err);
    if (st < 0)
        ot_path_pool_clear(pool);
    return st;
}

void ot_path_pool_clear(ot_path_pool *pool)
{
    free(pool->origins);
    free(pool->storage);
    *pool = (ot_path_pool){0};
}

const ot_pool_origin *ot_pool_at(const ot_path_pool *pool, size_t series, size_t back)
{
    return &pool->origins[series * (1 + OT_POOL_BACK) + back];
}

size_t ot_pool_member(const ot_path_pool *pool, const char *name)
{
    size_t m = 0;

    while (m < pool->member_count && strcmp(pool->members[m]->name, name) != 0)
        m++;
    return m;
}

size_t ot_pool_come(const ot_path_pool *pool, size_t series, size_t back)
{
    size_t known = ot_pool_at(pool, series, back)->known;
    size_t come = known > 0 ? pool->series[series].count - known : 0;

    return come < pool->horizon ? come : pool->horizon;
}

void ot_pool_mix(const ot_path_pool *pool, const ot_pool_origin *origin,
                 const double *weights, double *mean)
{
    memset(mean, 0, pool->horizon * sizeof *mean);
    for (size_t m = 0; m < pool->member_count; m++)
        for (size_t h = 0; h < pool->horizon; h++)
            mean[h] += weights[m] * origin->paths[m * pool->horizon + h];
}
