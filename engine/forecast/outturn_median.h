/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outturn_median.h - quantiles of weighted values.
 * Internal to engine/forecast. Knows numbers only. */
#ifndef OT_FORECAST_OUTTURN_MEDIAN_H
#define OT_FORECAST_OUTTURN_MEDIAN_H

#include <stddef.h>

typedef struct ot_weighted {
    double value, weight; /* finite; weight above 0 */
} ot_weighted;

/* By value, ties by weight. */
void ot_weighted_sort(ot_weighted *items, size_t count);

/* Quantile p of sorted items. Each stands at the middle of its weight: at (weight
 * before it + half its own) / all; between two places the value is interpolated, beyond
 * the outermost it is theirs. The median is p = 1/2. count > 0. */
double ot_weighted_quantile(const ot_weighted *sorted, size_t count, double p);

#endif
