/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path.h - members that forecast the months to come of one series, each in a file of
 * its own. Internal to engine/forecast. Knows doubles only: no pence, no budget, no
 * fiscal year but the month that a season begins with. */
#ifndef OT_FORECAST_PATH_H
#define OT_FORECAST_PATH_H

#include <stdbool.h>

#include "engine/status.h"

/* Consecutive months, oldest first, all finite. period: months of a season, 12, or 1
 * for a series without one. */
typedef struct ot_numbers {
    const double *values;
    size_t count;
    int period;
} ot_numbers;

/* What is known of a series: path_history.h. */
typedef struct ot_path_history ot_path_history;

/* mean[horizon] gets the forecasts of the months after the last. OT_EFIT where the
 * member cannot be fitted to this history (too short, not positive ...): another one is
 * taken. Where no value of the history is below nothing, no forecast is below half the
 * least. The history is taken as it is: clean.h is the caller's. */
typedef struct ot_path_member {
    const char *name; /* "theta", "dotm", "ets", "damped", "regression", "snaive" ... */
    ot_status (*forecast)(const ot_path_history *history, size_t horizon, double *mean,
                          ot_error *err);
    bool slow; /* searches: a millisecond rather than a twentieth of it */
} ot_path_member;

#define OT_PATH_MEMBERS_MAX 12

/* All members, in a fixed order; ended by a NULL name. */
const ot_path_member *ot_path_members(void);

#endif
