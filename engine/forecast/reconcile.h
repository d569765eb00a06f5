/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reconcile.h - forecasts of services and of their total, made apart, brought to agree.
 * docs/method-sums.md explains it. Knows nodes by number: the services from 0 on, the
 * total last; knows no codes and no lines but the sizes of their errors. */
#ifndef OT_FORECAST_RECONCILE_H
#define OT_FORECAST_RECONCILE_H

#include <stdbool.h>

#include "engine/money.h"

/* What the nodes' own (base) forecasts of complete years missed. The total's actual is
 * the sum of the services' actuals. */
typedef struct ot_reconcile_past {
    size_t observations, nodes; /* nodes: services + 1 */
    const int *years;           /* [observations], fiscal year of each */
    const double *errors; /* [observations][nodes], row-major: actual - forecast */
} ot_reconcile_past;

/* Minimum trace reconciliation (MinT; Wickramasuriya, Athanasopoulos & Hyndman 2019) of
 * base[nodes] into reconciled[nodes], which may be the same:
 *   S (S' W^-1 S)^-1 S' W^-1 y
 * computed in the equal form that needs no inverse (their J - J W U (U'WU)^-1 U'), as
 * there is one constraint, c'y = 0 with c = (1, ..., 1, -1):
 *   y - W c (c'y) / (c'W c)
 * so that a node whose base forecasts never missed may stay as it is. W is the
 * covariance C of past errors about zero, its correlations r shrunk (Schaefer &
 * Strimmer 2005): W = l diag(C) + (1 - l) C, l = sum_{i<>j} Var(r_ij) / sum_{i<>j}
 * r_ij^2, within 0 .. 1, Var(r_ij) = (sum_t p_t^2 - (sum_t p_t)^2 / T) / (T (T - 1)),
 * p_t = x_ti x_tj, x the errors over their root mean square. Where nothing was ever
 * missed the services stay and the total becomes their sum. shrinkage gets l; may be
 * NULL. OT_EFIT with fewer than two observations, OT_EUSAGE with fewer than two nodes,
 * OT_EINPUT for a figure that is not finite, OT_ENOMEM. */
ot_status ot_reconcile_mint(const ot_reconcile_past *past, const double *base,
                            double *reconciled, double *shrinkage, ot_error *err);

/* Which way would have been better in the past. */
typedef struct ot_reconcile_choice {
    bool mint;        /* else bottom-up: the total is the sum of the services */
    double bottom_up; /* mean absolute errors over all observations, services and */
    double minimum;   /* total; of MinT. Both NAN with fewer than three years */
    size_t years;
} ot_reconcile_choice;

/* Back-casts both over every year with what was missed in all other years, and takes
 * MinT where its mean absolute error is at least 2 % the smaller. Bottom-up with fewer
 * than three years. Errors as above, but for OT_EFIT: no past is bottom-up. */
ot_status ot_reconcile_choose(const ot_reconcile_past *past,
                              ot_reconcile_choice *choice, ot_error *err);

/* What each of a service's lines takes of the service's adjustment (reconciled - base):
 * in proportion to sizes[i]^2, the variance of the line's error, as MinT itself would
 * were the lines' errors uncorrelated; in whole pence that add up to it exactly. Lines
 * of size 0 take nothing, unless all are: then equal shares. OT_EUSAGE for no line,
 * OT_EINPUT for a size that is negative or not finite, OT_ENOMEM. */
ot_status ot_reconcile_share(ot_pence adjustment, const double *sizes, size_t count,
                             ot_pence *shares, ot_error *err);

#endif
