/* SPDX-License-Identifier: GPL-3.0-or-later */
/* combine.h - forecasts of the months to come of many series that are known together:
 * the members' weighted mean, with intervals, both learnt from the series' own last
 * months. Knows doubles only: no pence, no calendar but the length of a season. */
#ifndef OT_FORECAST_COMBINE_H
#define OT_FORECAST_COMBINE_H

#include "engine/forecast/path.h"
#include "engine/forecast/path_bounds.h"

typedef struct ot_paths {
    size_t count, horizon;
    double *mean;        /* [count][horizon] */
    ot_bounds *bounds;   /* [count][horizon] */
    const char *method;  /* "pooled weights" or "plain mean" */
    size_t member_count; /* whose weights follow */
    const char *members[OT_PATH_MEMBERS_MAX];
    double weights[OT_PATH_MEMBERS_MAX];
} ot_paths;

/* Weights are fitted over all series (path_weights.h) where, fitted on every other
 * series, they do better on the rest than the plain mean of Theta, DOTM and ETS; else
 * that mean is taken. The order of series changes which are "every other", nothing else
 * does: the same input gives the same output. OT_EFIT where a series has no value,
 * OT_EUSAGE for a horizon of 0, OT_ENOMEM. The caller clears; after a failure out is
 * empty. */
ot_status ot_paths_forecast(const ot_numbers *series, size_t count,
                            const ot_paths_options *options, ot_paths *out,
                            ot_error *err);
void ot_paths_clear(ot_paths *paths);

#endif
