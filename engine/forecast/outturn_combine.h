/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outturn_combine.h - one outturn from the members' outturns.
 * Internal to engine/forecast. Knows one series at one origin and the pool of errors.
 */
#ifndef OT_FORECAST_OUTTURN_COMBINE_H
#define OT_FORECAST_OUTTURN_COMBINE_H

#include "engine/forecast/error_pool.h"
#include "engine/forecast/outturn.h"
#include "engine/forecast/outturn_interval.h"

/* The member of the pool that stands for the combination itself. */
#define OT_POOL_COMBINED OT_YEAR_MEMBERS
#define OT_POOL_MEMBERS  (OT_YEAR_MEMBERS + 1)

/* outturn: series, month and members given; sets weights (expected error ^ -2, adding
 * up to 1), leader and outturn, the weighted median of the members that apply. */
void ot_outturn_combine(const ot_error_pool *pool, ot_outturn *outturn);

/* What speaks for the size of the error of a combined outturn. */
void ot_outturn_signs(const ot_error_pool *pool, const ot_year_view *view,
                      const ot_outturn *outturn, ot_error_signs *signs);

/* Sets the four bounds. Where nothing was learnt yet: of an idle series with a budget,
 * or a late one, from nothing to a quarter (80%) or half (95%) above the budget; else
 * normal quantiles with the standard deviation of independent months around the median
 * of the last 24 (from their median distance to it), to which a quarter of that median
 * for each month to come is added in quadrature, for a season or trend that could not
 * be seen yet. Then outturn and bounds are kept on the sensible side of what is spent:
 * not below it where no month of the history is negative, not above it where none is
 * positive. */
void ot_outturn_bound(const ot_intervals *intervals, const ot_year_view *view,
                      const ot_error_signs *signs, ot_outturn *outturn);

#endif
