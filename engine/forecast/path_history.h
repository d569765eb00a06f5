/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path_history.h - one series as every member wants it: its season taken out, in
 * logarithms, smoothed. Found once for all members.
 * Internal to engine/forecast. Knows no member and no horizon. */
#ifndef OT_FORECAST_PATH_HISTORY_H
#define OT_FORECAST_PATH_HISTORY_H

#include "engine/forecast/path.h"
#include "engine/forecast/season.h"
#include "engine/forecast/theta.h"

struct ot_path_history {
    ot_numbers series; /* values borrowed, at least one */
    ot_season season;
    double *rest; /* the series without its season */
    double *logs; /* of rest; NULL where the series has values of nothing or less */
    double least; /* value of the series */
    bool smoothed;
    ot_ses ses; /* of rest, where smoothed */
};

/* OT_EFIT for a series without values, OT_ENOMEM. The caller clears; after a failure
 * history is empty. */
ot_status ot_path_history_init(ot_path_history *history, const ot_numbers *series,
                               ot_error *err);
void ot_path_history_clear(ot_path_history *history);

#endif
