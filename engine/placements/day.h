/* SPDX-License-Identifier: GPL-3.0-or-later */
/* day.h - days as numbers, and the nights of months and years counted in them.
 * Knows no placement and no clock: what today is, the caller says. ot_day_from_date and
 * ot_day_to_date are declared with the type, in placement.h. */
#ifndef OT_DAY_H
#define OT_DAY_H

#include "engine/placements/placement.h"

/* A span of days: first to, not including, end. Its nights are end - first. */
typedef struct ot_days {
    ot_day first, end;
} ot_days;

/* The days of the calendar month of a period; a closing period's are the last
 * month's. */
ot_days ot_days_of_month(ot_calendar calendar, ot_period period);
/* The days of a fiscal year, by the calendar year in which it starts. */
ot_days ot_days_of_year(ot_calendar calendar, int year);
/* The month a day lies in. */
ot_period ot_day_period(ot_calendar calendar, ot_day day);
/* First day of the calendar month after the one a day lies in. */
ot_day ot_day_next_month(ot_day day);

/* The days in both; empty spans have end == first. */
ot_days ot_days_common(ot_days a, ot_days b);
/* Nights in both. */
int32_t ot_nights_common(ot_days a, ot_days b);

#endif
