/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/month.h"

#define DAYS_400_YEARS 146097
#define EPOCH          719468 /* days from 0000-03-01 to 1970-01-01 */

/* Days before the month of a year that begins in March: 0, 31, 61 ... */
static int32_t days_before(int32_t month)
{
    return (153 * month + 2) / 5;
}

static int32_t floor_divide(int32_t n, int32_t d)
{
    return n >= 0 ? n / d : -((d - 1 - n) / d);
}

int32_t ot_month_of_day(ot_day day)
{
    int32_t era, in_era, year, in_year, month;

    if (day == OT_DAY_OPEN)
        return OT_MONTH_NONE;
    era = floor_divide(day + EPOCH, DAYS_400_YEARS);
    in_era = day + EPOCH - era * DAYS_400_YEARS;
    year =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / (DAYS_400_YEARS - 1)) / 365;
    in_year = in_era - (365 * year + year / 4 - year / 100);
    month = (5 * in_year + 2) / 153;
    return (year + 400 * era) * OT_MONTHS + month + 2;
}

ot_day ot_month_first_day(int32_t month)
{
    int32_t year = floor_divide(month - 2, OT_MONTHS);
    int32_t in_year = month - 2 - year * OT_MONTHS;
    int32_t era = floor_divide(year, 400), in_era = year - era * 400;

    return era * DAYS_400_YEARS + 365 * in_era + in_era / 4 - in_era / 100 +
           days_before(in_year) - EPOCH;
}
