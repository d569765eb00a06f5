/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust_line.h - a straight line that outliers do not move.
 * Internal to engine/forecast. */
#ifndef OT_FORECAST_ROBUST_LINE_H
#define OT_FORECAST_ROBUST_LINE_H

#include "engine/status.h"

/* Fits values on their place with Huber's weights (gsl_multifit_robust, tuning 1.345,
 * as MASS::rlm in R) over the newest 36 at most and writes the line's next values into
 * mean[horizon]. OT_EFIT for fewer than 6 values. */
ot_status ot_robust_line(const double *values, size_t count, size_t horizon,
                         double *mean, ot_error *err);

#endif
