/* SPDX-License-Identifier: GPL-3.0-or-later */
/* year_paths.h - outturns from forecasts of the months to come: levels, Theta and DOTM
 * on the cleaned history without its season, which is found once for all of them.
 * Internal to engine/forecast. Knows the members it fills in and no others. */
#ifndef OT_FORECAST_YEAR_PATHS_H
#define OT_FORECAST_YEAR_PATHS_H

#include "engine/forecast/year_members.h"

/* Sets the members LEVEL_12, LEVEL_6, MEDIAN_12, THETA and DOTM of outturn; left as
 * they are for a history shorter than 6 months. OT_ENOMEM. */
ot_status ot_year_paths_fit(const ot_year_view *view, double *outturn, ot_error *err);

#endif
