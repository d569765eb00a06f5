/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ets_mean.h - exponential smoothing averaged over its forms.
 * Internal to engine/forecast. Undamped trends are not among the forms: eighteen months
 * of one do more harm than the few series that keep theirs gain (Gardner 2006). */
#ifndef OT_FORECAST_ETS_MEAN_H
#define OT_FORECAST_ETS_MEAN_H

#include "engine/forecast/ets.h"

/* mean[horizon]: the forms' forecasts weighted by exp(-AICc / 2) (Kolassa 2011).
 * Multiplicative forms only where all values are positive. The first seasonal states
 * are those of all years, or where there are eight and more, of the first four: a
 * season that changes is followed from there. OT_EFIT where no form can be fitted. */
ot_status ot_ets_mean(const ot_numbers *series, size_t horizon, double *mean,
                      ot_error *err);

#endif
