/* SPDX-License-Identifier: GPL-3.0-or-later */
/* error_pool.h - how far off each member has been in complete years: what its weight
 * rests on. Internal to engine/forecast. Knows series, members and origin months by
 * number; knows no amounts: errors are relative. */
#ifndef OT_FORECAST_ERROR_POOL_H
#define OT_FORECAST_ERROR_POOL_H

#include "engine/status.h"

#define OT_ORIGIN_MONTHS 11 /* a year is forecast at the end of months 1 to 11 */

typedef struct ot_error_pool ot_error_pool;

/* NULL: no memory. */
ot_error_pool *ot_error_pool_new(size_t series, size_t members);
void ot_error_pool_free(ot_error_pool *pool);

/* |forecast - actual| / |actual|, at most 1; 1 where only the actual is 0. */
double ot_error_relative(double forecast, double actual);

/* One forecast of a year that is complete. month: 1 to 11. */
void ot_error_pool_add(ot_error_pool *pool, size_t series, int month, size_t member,
                       double error);

/* Mean over all n errors of all series, with four errors of 0.2 x the months to come /
 * 12 put in, for a file of few lines: (sum + 4 x 0.2 (12 - month) / 12) / (n + 4). */
double ot_error_pool_mean(const ot_error_pool *pool, int month, size_t member);

/* The error to be expected of a member for this series at this month:
 *   (n own + 4 pool) / (n + 4)
 * pool: the mean over all series; own: the mean over the n earlier years of this
 * series, those of up to three months before and after counted by 3/4, 1/2 and 1/4,
 * each brought to this month by the ratio of the two months' pools. Never 0. */
double ot_error_pool_expected(const ot_error_pool *pool, size_t series, int month,
                              size_t member);

#endif
