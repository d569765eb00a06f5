/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path_pool.h - what every member says of many series, now and as it would have said it
 * at earlier months: what weights and intervals are learnt from.
 * Internal to engine/forecast. Knows no weights. A forecast as at an earlier month sees
 * nothing of what came after it: cleaning, season and scale are its own. */
#ifndef OT_FORECAST_PATH_POOL_H
#define OT_FORECAST_PATH_POOL_H

#include "engine/forecast/path.h"
#include "engine/parallel.h"

#define OT_POOL_BACK                                                                   \
    3 /* earlier origins: a third, two thirds and all of the horizon ago */

/* One series as at one origin. */
typedef struct ot_pool_origin {
    size_t known;  /* months seen; 0: too short to forecast from */
    double scale;  /* mean absolute one-step error of smoothing; > 0 */
    double alpha;  /* of that smoothing: how fast uncertainty grows */
    double unit;   /* what errors are divided by so that every series counts alike: the
                      harmonic mean of its seasonal naive error and a twelfth of its mean
                      size (MASE and sMAPE take one each); > 0 */
    double *paths; /* [members][horizon] */
} ot_pool_origin;

typedef struct ot_path_pool {
    const ot_numbers *series; /* borrowed */
    size_t count, horizon;
    const ot_path_member *members[OT_PATH_MEMBERS_MAX];
    size_t member_count;
    ot_pool_origin *origins; /* [count][1 + OT_POOL_BACK]; the first is now */
    double *storage;
} ot_path_pool;

typedef struct ot_paths_options {
    size_t horizon; /* months ahead, at least 1 */
    bool search;    /* ETS and damped trends too: ten times slower, a little better */
    const ot_parallel *parallel; /* NULL: one series after the other */
} ot_paths_options;

/* A member that cannot be fitted says what the last value
 * of the deseasonalised history says. OT_EFIT for a series without values, OT_ENOMEM.
 * series must stay until clear. After a failure pool is empty. */
ot_status ot_path_pool_init(ot_path_pool *pool, const ot_numbers *series, size_t count,
                            const ot_paths_options *options, ot_error *err);
void ot_path_pool_clear(ot_path_pool *pool);

const ot_pool_origin *ot_pool_at(const ot_path_pool *pool, size_t series, size_t back);
/* The place of a member by name; member_count where it is not there. */
size_t ot_pool_member(const ot_path_pool *pool, const char *name);
/* The months after an earlier origin that have come: at most horizon. */
size_t ot_pool_come(const ot_path_pool *pool, size_t series, size_t back);

/* Weighted mean of the members' paths. */
void ot_pool_mix(const ot_path_pool *pool, const ot_pool_origin *origin,
                 const double *weights, double *mean);

#endif
