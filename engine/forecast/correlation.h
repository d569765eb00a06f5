/* SPDX-License-Identifier: GPL-3.0-or-later */
/* correlation.h - how far the misses of lines go together, learnt from complete years:
 * what decides whether the misses of many lines cancel out in their sum.
 * docs/method-sums.md explains it. Knows services by number and misses in units of
 * their own size; knows no amounts and no lines: only sums are kept, so a year of any
 * number of lines takes the same room. */
#ifndef OT_FORECAST_CORRELATION_H
#define OT_FORECAST_CORRELATION_H

#include "engine/forecast/error_pool.h"

typedef struct ot_correlation ot_correlation;

/* services: how many; at least 1. NULL: no memory. */
ot_correlation *ot_correlation_new(size_t services);
void ot_correlation_free(ot_correlation *correlation);

/* The miss of a line in units of the size that its interval gave it then:
 *   z = (actual - forecast) / s,  s = (hi80 - lo80) / 2.5631
 * (2.5631: the width of the middle 80 % of the standard normal distribution). NAN where
 * s is not above 0: a line whose outturn was already known tells nothing. */
double ot_correlation_miss(double forecast, double lo80, double hi80, double actual);

/* One forecast of a fiscal year that is complete, made at the end of month (1 to 11).
 * z is clipped to -3 .. 3, so that one wild line cannot pass for a common cause; a z
 * that is not finite is left out. Years may come in any order. OT_EUSAGE for a month or
 * a service that does not exist, OT_ENOMEM. */
ot_status ot_correlation_add(ot_correlation *correlation, int year, int month,
                             size_t service, double z, ot_error *err);

/* The mean product z_i z_j of two lines of one service (within) and of two different
 * ones (between), to be expected at this origin month (1 to 11). Of one year and month,
 * with S and Q the sums of z and z^2, S_k and n_k those of service k, n = sum n_k:
 *   within = sum_k (S_k^2 - Q_k) / P,  P = sum_k n_k (n_k - 1)
 *   between = (S^2 - sum_k S_k^2) / P,  P = n^2 - sum_k n_k^2
 * (each is the mean over all pairs, taken twice). The months of a year are averaged by
 * 1 / (1 + d), d months away; then the years and two more years that say 0.1 (within)
 * and 0.05 (between), the prior. All lines of a year share its causes, so that a year
 * is one observation at most; one of few pairs is less: it counts as
 *   1 / (1 + 1 / (P prior^2)),
 * the variance that the common causes alone leave (2 prior^2) over that with the noise
 * of P / 2 pairs added (2 / P) (credibility: Buehlmann 1967). Where between came out
 * above within, both are their mean, weighted by years (least squares under between <=
 * within; Barlow and others 1972); both are kept in 0 .. 0.95. z is not centred: what
 * all lines missed on the same side counts as going together, since it does not cancel
 * out. OT_EUSAGE for another month. */
ot_status ot_correlation_estimate(const ot_correlation *correlation, int month,
                                  double *within, double *between, ot_error *err);

#endif
