/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dotm.h - the dynamic optimised Theta model on a series without season
 * (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, equations 9 to 16).
 * Internal to engine/forecast. The one-step forecast is
 *   mu[t] = level[t-1] + w ((1-alpha)^(t-1) A[t-1] + (1-(1-alpha)^t) / alpha B[t-1])
 * with w = 1 - 1/theta and A, B the line through the observations before t: linear in w
 * and in the first level, which are solved exactly for each alpha. */
#ifndef OT_FORECAST_DOTM_H
#define OT_FORECAST_DOTM_H

#include "engine/forecast/path.h"

typedef struct ot_dotm {
    double alpha;  /* 0.1 ... 0.99 */
    double weight; /* w: 0 (theta = 1, plain smoothing) up to 1 */
    double start;
    double sse; /* of the errors from the third month on */
} ot_dotm;

/* OT_EFIT for fewer than 5 values, OT_ENOMEM. */
ot_status ot_dotm_fit(const double *values, size_t count, ot_dotm *model,
                      ot_error *err);
/* The months after the last: forecasts stand in for what is not known, A and B go on
 * with them. */
void ot_dotm_path(const double *values, size_t count, const ot_dotm *model,
                  size_t horizon, double *mean);

#endif
