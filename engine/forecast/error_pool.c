/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/error_pool.h"

#include <math.h>
#include <stdlib.h>

#include "engine/period.h"

#define SHRINK  4.0 /* errors that what stands behind them weighs as much as */
#define REACH   3   /* months to either side */
#define SMALL   1e-6
#define UNKNOWN 0.2 /* of a whole year's total, before there is any error */

typedef struct tally {
    double sum;
    double count;
} tally;

struct ot_error_pool {
    size_t series, members;
    tally *own; /* [series][month][member] */
    tally *all; /* [month][member] */
};

ot_error_pool *ot_error_pool_new(size_t series, size_t members)
{
    ot_error_pool *pool = calloc(1, sizeof *pool);

    if (!pool)
        return NULL;
    pool->series = series;
    pool->members = members;
    pool->own = calloc(series * OT_ORIGIN_MONTHS * members + 1, sizeof *pool->own);
    pool->all = calloc(OT_ORIGIN_MONTHS * members + 1, sizeof *pool->all);
    if (pool->own && pool->all)
        return pool;
    ot_error_pool_free(pool);
    return NULL;
}

void ot_error_pool_free(ot_error_pool *pool)
{
    if (!pool)
        return;
    free(pool->own);
    free(pool->all);
    free(pool);
}

double ot_error_relative(double forecast, double actual)
{
    double miss = fabs(forecast - actual);

    return miss < fabs(actual) ? miss / fabs(actual) : (miss > 0 ? 1.0 : 0.0);
}

static size_t place(const ot_error_pool *pool, int month, size_t member)
{
    return (size_t)(month - 1) * pool->members + member;
}

static const tally *own_of(const ot_error_pool *pool, size_t series)
{
    return pool->own + series * OT_ORIGIN_MONTHS * pool->members;
}

void ot_error_pool_add(ot_error_pool *pool, size_t series, int month, size_t member,
                       double error)
{
    size_t at = place(pool, month, member);
    tally *own = pool->own + series * OT_ORIGIN_MONTHS * pool->members;

    own[at].sum += error;
    own[at].count++;
    pool->all[at].sum += error;
    pool->all[at].count++;
}

double ot_error_pool_mean(const ot_error_pool *pool, int month, size_t member)
{
    const tally *all = &pool->all[place(pool, month, member)];
    double unknown = UNKNOWN * (OT_MONTHS - month) / OT_MONTHS;

    return (all->sum + SHRINK * unknown) / (all->count + SHRINK);
}

double ot_error_pool_expected(const ot_error_pool *pool, size_t series, int month,
                              size_t member)
{
    double here = ot_error_pool_mean(pool, month, member);
    double sum = 0, count = 0, weights = 0, years;

    for (int other = month - REACH; other <= month + REACH; other++) {
        double weight = 1.0 - abs(other - month) / (REACH + 1.0);
        const tally *own;

        if (other < 1 || other > OT_ORIGIN_MONTHS)
            continue;
        own = &own_of(pool, series)[place(pool, other, member)];
        sum += weight * own->sum * here / ot_error_pool_mean(pool, other, member);
        count += weight * own->count;
        weights += weight;
    }
    years = count / weights;
    return (sum / weights + SHRINK * here) / (years + SHRINK) + SMALL;
}
