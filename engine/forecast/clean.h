/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clean.h - outliers of a history clipped, for fitting only: actuals stay as they are.
 * Internal to engine/forecast. Knows no reason for an outlier. */
#ifndef OT_FORECAST_CLEAN_H
#define OT_FORECAST_CLEAN_H

#include "engine/forecast/path.h"

/* Hampel's filter on the series without its season: out[count] is values with those
 * beyond the median of the 13 months around them by more than three scaled median
 * absolute deviations put back to that bound (fewer months at both ends). Left as they
 * are: the newest value of a smooth series (median change from month to month below
 * half the median distance from the median of the year before), as there a trend looks
 * like an outlier at its end; and the newest values where three or more in a row lie on
 * the same side: that is a new level. *clipped: how many. A series shorter than 7
 * months is copied. OT_ENOMEM. */
ot_status ot_clean_history(const ot_numbers *series, double *out, size_t *clipped,
                           ot_error *err);

#endif
