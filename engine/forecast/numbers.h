/* SPDX-License-Identifier: GPL-3.0-or-later */
/* numbers.h - the small sums that the members share.
 * Internal to engine/forecast. Knows arrays of doubles only. */
#ifndef OT_FORECAST_NUMBERS_H
#define OT_FORECAST_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

double ot_numbers_mean(const double *values, size_t count);
/* Sorts values. */
void ot_numbers_sort(double *values, size_t count);
/* Quantile p of sorted values, interpolated between order statistics: quantile(x, p,
 * type = 7) in R. count > 0. */
double ot_numbers_quantile(const double *sorted, size_t count, double p);
/* The median; values are sorted by it. count > 0. */
double ot_numbers_median(double *values, size_t count);

/* Mean of |x[t] - x[t - lag]|, lag taken as 1 where the series is no longer than lag:
 * what errors are measured in (Hyndman & Koehler 2006). 0 where all are equal. */
double ot_numbers_step(const double *values, size_t count, size_t lag);

bool ot_numbers_constant(const double *values, size_t count);
bool ot_numbers_positive(const double *values, size_t count);

/* Least squares line: values[i] = intercept + slope * i. count > 0. */
void ot_numbers_line(const double *values, size_t count, double *intercept,
                     double *slope);

#endif
