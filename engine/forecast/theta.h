/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theta.h - simple exponential smoothing and the Theta method on a series without
 * season. Internal to engine/forecast. Both have errors linear in all but the smoothing
 * weight: the rest is solved exactly for each weight, and the weight sought on a grid
 * that is refined. */
#ifndef OT_FORECAST_THETA_H
#define OT_FORECAST_THETA_H

#include "engine/forecast/path.h"

typedef struct ot_ses {
    double alpha; /* 0.0001 ... 0.9999, as ets() of R's forecast */
    double start; /* the level before the first observation */
    double level; /* after the last */
    double sse;   /* sum of squares of one-step errors */
} ot_ses;

/* The least squares fit. OT_EFIT for fewer than 3 values. */
ot_status ot_ses_fit(const double *values, size_t count, ot_ses *ses, ot_error *err);
/* With alpha and start as given: level and sse are set. */
void ot_ses_run(const double *values, size_t count, ot_ses *ses);

/* Theta (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah (2003), as
 * thetaf() of R's forecast: SES plus half the slope of the least squares line,
 * mean[h] = level + slope / 2 * (h + (1 - (1 - alpha)^n) / alpha), h from 0. */
void ot_theta_path(const double *values, size_t count, const ot_ses *ses,
                   size_t horizon, double *mean);

#endif
