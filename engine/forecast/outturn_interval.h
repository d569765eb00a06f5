/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outturn_interval.h - intervals of outturns from the errors of complete years.
 * Internal to engine/forecast. Knows relative errors by year and origin month; knows no
 * series. */
#ifndef OT_FORECAST_OUTTURN_INTERVAL_H
#define OT_FORECAST_OUTTURN_INTERVAL_H

#include <stdbool.h>

#include "engine/forecast/outturn_scale.h"

typedef struct ot_intervals ot_intervals;

/* Multiples of the forecast's size that the actual lies from it: lo80 <= 0 <= hi80
 * within lo95..hi95. */
typedef struct ot_relative_bounds {
    double lo80, hi80, lo95, hi95;
} ot_relative_bounds;

ot_intervals *ot_intervals_new(void); /* NULL: no memory */
void ot_intervals_free(ot_intervals *intervals);

/* One forecast of a year that is complete; error: (actual - forecast) / |forecast|,
 * finite. OT_ENOMEM. */
ot_status ot_intervals_add(ot_intervals *intervals, int year, int month,
                           const ot_error_signs *signs, double error, ot_error *err);

/* To be called before bounds are asked for, when all errors of years before `year` are
 * in: fits the scale by month, divides each error by it, and takes by month the 2.5,
 * 10, 90 and 97.5 % quantiles of what comes out. Errors of other origin months count
 * too, d months away by 1 / (1 + d); and each year by half as much as the next one. */
ot_status ot_intervals_learn(ot_intervals *intervals, int year, ot_error *err);

/* False: fewer than 40 errors for this month so far. */
bool ot_intervals_bounds(const ot_intervals *intervals, int month,
                         const ot_error_signs *signs, ot_relative_bounds *bounds);

#endif
