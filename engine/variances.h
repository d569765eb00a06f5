/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variances.h - the budget manager's view: variances by cost centre.
 * A report like any other; knows no terminal. */
#ifndef OT_VARIANCES_H
#define OT_VARIANCES_H

#include "engine/pack.h"

/* Which cost centres; zero is all. */
typedef struct ot_variances_filter {
    const char *manager; /* role title, letter case ignored, or NULL */
    const char *service; /* identifier, code or name of a service, or NULL */
    ot_pence over;       /* only variances of more than this in size */
} ot_variances_filter;

/* One row a cost centre: budget, actual to date, forecast, variance, percent, driver,
 * movement since the prior lines, and the bases of its lines; a total below. OT_EINPUT
 * where the manager or service is not in the structure. */
ot_status ot_variances_build(const ot_position *position, const ot_prior_line *prior,
                             size_t prior_count, bool has_prior,
                             const ot_variances_filter *filter, ot_report **out,
                             ot_error *err);

#endif
