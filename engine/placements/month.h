/* SPDX-License-Identifier: GPL-3.0-or-later */
/* month.h - calendar months as whole numbers, so that they can be counted from one to
 * another.
 * Knows no fiscal year: month 12 x year + 0 is January of the year. */
#ifndef OT_PLACEMENTS_MONTH_H
#define OT_PLACEMENTS_MONTH_H

#include "engine/placements/placement.h"

/* The month that a day lies in. OT_DAY_OPEN: OT_MONTH_NONE. */
#define OT_MONTH_NONE INT32_MAX
int32_t ot_month_of_day(ot_day day);

/* The first day of a month, which need not lie in any particular year. */
ot_day ot_month_first_day(int32_t month);

#endif
