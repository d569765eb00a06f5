/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_search.h - the minimum of a function of one number: a grid, refined by golden
 * section. Internal to engine/forecast.
 * The function is asked for several places at once. Each step of a sum over a series
 * waits for the step before it, so that four of them side by side take little longer
 * than one. */
#ifndef OT_FORECAST_LINE_SEARCH_H
#define OT_FORECAST_LINE_SEARCH_H

#define OT_LANES 4

/* value[i] gets the value at at[i]; NaN is worse than everything. */
typedef void ot_line_function(const double at[OT_LANES], double value[OT_LANES],
                              void *self);

/* The minimum on [low, high]: the best of `points` places, at least 2, refined to half
 * of 1e-6. */
double ot_line_search(ot_line_function *f, void *self, double low, double high,
                      int points);

#endif
