/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path_weights.h - the members' weights, learnt over all series of a pool.
 * Internal to engine/forecast. */
#ifndef OT_FORECAST_PATH_WEIGHTS_H
#define OT_FORECAST_PATH_WEIGHTS_H

#include "engine/forecast/path_pool.h"

/* The plain mean of Theta, DOTM and, where it is there, ETS. */
void ot_path_weights_plain(const ot_path_pool *pool, double *weights);

/* Least absolute errors of the pool's earlier origins, each divided by the unit, by
 * weights of at least 0 that add up to 1: iteratively reweighted least squares, each
 * step solved one coordinate at a time. The plain weights count as OT_WEIGHTS_PRIOR
 * series: with few series the weights stay near them. Series with place % 2 == without
 * are left out; without < 0: none. */
#define OT_WEIGHTS_PRIOR 10.0
ot_status ot_path_weights_fit(const ot_path_pool *pool, int without, double *weights,
                              ot_error *err);

/* Mean over series of the mean absolute errors of one weighting in those units, over
 * series with place % 2 == only (only < 0: all). 0 where no month has come. */
ot_status ot_path_weights_loss(const ot_path_pool *pool, int only,
                               const double *weights, double *loss, ot_error *err);

#endif
