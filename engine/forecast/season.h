/* SPDX-License-Identifier: GPL-3.0-or-later */
/* season.h - whether a series has a season, and which.
 * Internal to engine/forecast. Knows no calendar: a month is a place in the period. */
#ifndef OT_FORECAST_SEASON_H
#define OT_FORECAST_SEASON_H

#include <stdbool.h>

#include "engine/forecast/path.h"

#define OT_PERIOD_MAX 12

typedef enum ot_season_form {
    OT_SEASON_NONE,
    OT_SEASON_MULTIPLICATIVE, /* indices with mean 1 */
    OT_SEASON_ADDITIVE        /* effects with mean 0 */
} ot_season_form;

/* index[t % period] belongs to observation t, counted from the oldest. */
typedef struct ot_season {
    ot_season_form form;
    int period;
    double index[OT_PERIOD_MAX];
    double error[OT_PERIOD_MAX]; /* standard error of each */
} ot_season;

/* The test of the M4 organisers: the autocorrelation at the period's lag beyond
 * 1.645 sqrt((1 + 2 sum of the squares of those before) / n): 90 %. False where the
 * series is constant or no longer than two periods. As in thetaf() of R's forecast. */
bool ot_season_tested(const ot_numbers *series);

/* Classical decomposition (decompose() in R): ratios to (or differences from) the
 * centred moving average, their mean by month, scaled to mean 1 (0). OT_EFIT where a
 * multiplicative index comes out below 1e-4 or the series is not longer than two
 * periods. */
ot_status ot_season_decompose(const ot_numbers *series, ot_season_form form,
                              ot_season *season, ot_error *err);

/* Moves the indices towards 1 (0) by the James-Stein factor W = (m - 3) / (m - 1) *
 * V / (V + A): V the mean sampling variance of an index, A the variance between them
 * beyond it (Miller & Williams 2003). */
void ot_season_shrink(ot_season *season);

/* Decomposed and shrunk; multiplicative where all values are positive, else additive;
 * OT_SEASON_NONE for a constant series or one of less than two periods. Never fails.
 * Nothing is tested: the test overlooks most seasons of short or growing series, and
 * where there is none the shrinkage leaves next to nothing. */
void ot_season_find(const ot_numbers *series, ot_season *season);

/* out[count] gets the series without its season; may be series->values. */
void ot_season_remove(const ot_season *season, const double *values, size_t count,
                      double *out);
/* Puts the season of observations first, first + 1 ... back into values. */
void ot_season_restore(const ot_season *season, size_t first, size_t count,
                       double *values);

#endif
