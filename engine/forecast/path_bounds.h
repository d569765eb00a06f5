/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path_bounds.h - how far off the months to come may be, learnt from how far off
 * earlier forecasts of the pool were. Internal to engine/forecast. Knows errors, not
 * how the mean was made. */
#ifndef OT_FORECAST_PATH_BOUNDS_H
#define OT_FORECAST_PATH_BOUNDS_H

#include "engine/forecast/path_pool.h"

/* Ends of the intervals of one month: below and above the mean. */
typedef struct ot_bounds {
    double lo80, hi80, lo95, hi95;
} ot_bounds;

/* unit[horizon]: quantiles of the pool's earlier errors of the mix, month by month of
 * the horizon. Each error is divided by the series' scale as at its origin, by sqrt(1 +
 * (h - 1) alpha^2) (the growth of smoothing's variance) and by what was then known of
 * the series' own errors. Where fewer than some dozens have come they are mixed with
 * the normal's. Never narrower further ahead. size[pool->count]: how large each series'
 * own errors have been by those of its like, shrunk to 1. OT_ENOMEM. */
ot_status ot_bounds_learn(const ot_path_pool *pool, const double *weights,
                          ot_bounds *unit, double *size, ot_error *err);

/* What mean[horizon] and unit[horizon] make of one series now. A series that never
 * falls below nothing keeps bounds of at least 0. */
void ot_bounds_apply(const ot_path_pool *pool, size_t series, const ot_bounds *unit,
                     double size, const double *mean, ot_bounds *bounds);

#endif
