/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aggregate.h - the interval of a sum of lines: of a service, a group, the council.
 * docs/method-sums.md explains it. Knows doubles and services by number; knows no codes
 * and keeps no lines: only sums. */
#ifndef OT_FORECAST_AGGREGATE_H
#define OT_FORECAST_AGGREGATE_H

#include "engine/status.h"

/* lo95 <= lo80 <= forecast <= hi80 <= hi95. */
typedef struct ot_bounds {
    double forecast, lo80, hi80, lo95, hi95;
} ot_bounds;

typedef struct ot_aggregate ot_aggregate;

/* The sum of no line yet; lines of any of so many services may be added. NULL: no
 * memory. */
ot_aggregate *ot_aggregate_new(size_t services);
void ot_aggregate_free(ot_aggregate *aggregate);
/* As new: no line yet. */
void ot_aggregate_reset(ot_aggregate *aggregate);

/* One line. Bounds out of order are put right by widening: a bound on the wrong side of
 * the forecast is taken as the forecast, a 95 % bound within the 80 % one as that. A
 * line whose bounds are its forecast adds to the sum and nothing to the width.
 * OT_EUSAGE for a service that does not exist, OT_EINPUT for a figure that is not
 * finite; the sums are then as before. */
ot_status ot_aggregate_add(ot_aggregate *aggregate, size_t service,
                           const ot_bounds *line, ot_error *err);

/* The sum of the forecasts, and for each of the four bounds its distance from it:
 *   sqrt((1 - rw) sum_i s_i^2 + (rw - rb) sum_k (sum_{i in k} s_i)^2 + rb (sum_i
 * s_i)^2) with s_i the distance of the line's own bound, k the services, rw and rb the
 * correlations of lines within a service and between services: the standard deviation
 * of a sum of equicorrelated terms, taken for quantiles (exact where misses are normal;
 * Markowitz 1952 for the sum of variances and covariances). One line gets back its own
 * bounds; rw = rb = 1 adds up distances, rw = rb = 0 their squares. within and between
 * are brought into 0 <= between <= within <= 1. No line: all zero. */
void ot_aggregate_bounds(const ot_aggregate *aggregate, double within, double between,
                         ot_bounds *bounds);

#endif
