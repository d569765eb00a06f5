/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/day.h"

#define DAYS_TO_1970 719468 /* from 0000-03-01 to 1970-01-01 */
#define DAYS_OF_ERA  146097 /* of 400 years */

/* Years are counted from March, so that the leap day is the last: every five months
 * have 153 days, every 400 years the same number. */
ot_day ot_day_from_date(ot_date date)
{
    int month = date / 100 % 100;
    int march_month = month > 2 ? month - 3 : month + 9;
    int year = date / 10000 - (month <= 2);
    int era = year / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * march_month + 2) / 5 + date % 100 - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_OF_ERA + day_of_era - DAYS_TO_1970;
}

ot_date ot_day_to_date(ot_day day)
{
    int since = day + DAYS_TO_1970;
    int era = since / DAYS_OF_ERA;
    int day_of_era = since - era * DAYS_OF_ERA;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / (DAYS_OF_ERA - 1)) /
                      365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    int year = era * 400 + year_of_era + (month <= 2);

    return year * 10000 + month * 100 + day_of_year - (153 * march_month + 2) / 5 + 1;
}

ot_days ot_days_of_month(ot_calendar calendar, ot_period period)
{
    ot_date last = ot_period_last_day(calendar, period);

    return (ot_days){ot_day_from_date(last / 100 * 100 + 1),
                     ot_day_from_date(last) + 1};
}

ot_days ot_days_of_year(ot_calendar calendar, int year)
{
    return (ot_days){
        ot_days_of_month(calendar, (ot_period){year, 1}).first,
        ot_days_of_month(calendar, (ot_period){year, OT_MONTHS}).end,
    };
}

ot_period ot_day_period(ot_calendar calendar, ot_day day)
{
    ot_date date = ot_day_to_date(day);

    return ot_period_from_month(calendar, date / 10000, date / 100 % 100);
}

ot_day ot_day_next_month(ot_day day)
{
    ot_date date = ot_day_to_date(day);
    int year = date / 10000, month = date / 100 % 100;

    if (++month > OT_MONTHS) {
        month = 1;
        year++;
    }
    return ot_day_from_date(year * 10000 + month * 100 + 1);
}

ot_days ot_days_common(ot_days a, ot_days b)
{
    ot_days common = {a.first > b.first ? a.first : b.first,
                      a.end < b.end ? a.end : b.end};

    if (common.end < common.first)
        common.end = common.first;
    return common;
}

int32_t ot_nights_common(ot_days a, ot_days b)
{
    ot_days common = ot_days_common(a, b);

    return common.end - common.first;
}
