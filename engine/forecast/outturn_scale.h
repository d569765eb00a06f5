/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outturn_scale.h - how large the error of an outturn is going to be, learnt by
 * regression from the errors of complete years. Internal to engine/forecast. Knows
 * logarithms of relative figures only. */
#ifndef OT_FORECAST_OUTTURN_SCALE_H
#define OT_FORECAST_OUTTURN_SCALE_H

#include "engine/forecast/error_pool.h"

/* All relative to the forecast or the level: what speaks for a large error. */
typedef struct ot_error_signs {
    double own;    /* expected from earlier years of the series and of all */
    double spread; /* median distance of the members from their weighted median */
    double noise;  /* median distance of the last 24 months from their median */
} ot_error_signs;

#define OT_SCALE_TERMS 4

/* Sums of squares and products, by origin month. All zero: nothing seen. */
typedef struct ot_scale {
    double squares[OT_ORIGIN_MONTHS][OT_SCALE_TERMS][OT_SCALE_TERMS];
    double products[OT_ORIGIN_MONTHS][OT_SCALE_TERMS];
} ot_scale;

/* error: |actual - forecast| / |forecast|, at most 2. */
void ot_scale_add(ot_scale *scale, int month, const ot_error_signs *signs,
                  double error);

/* Least squares of log(error + 0.002) on 1, log own, log spread, log noise, the slopes
 * drawn to 1/2, 0.3 and 0.2 with the weight of ten errors (ridge): they matter where
 * the file is small. OT_EFIT where the sums are not finite. */
ot_status ot_scale_fit(const ot_scale *scale, int month, double terms[OT_SCALE_TERMS],
                       ot_error *err);

/* The typical relative error: exp of the fitted line. */
double ot_scale_size(const double terms[OT_SCALE_TERMS], const ot_error_signs *signs);

#endif
