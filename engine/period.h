/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.h - months of a fiscal year.
 * Knows the canonical text only; the many forms of ledgers are importers/period_text.h.
 */
#ifndef OT_PERIOD_H
#define OT_PERIOD_H

#include <stdbool.h>

#include "engine/status.h"

#define OT_MONTHS      12 /* months of a year */
#define OT_PERIODS_MAX 16 /* 13-16: closing adjustments */

/* year: the calendar year in which the fiscal year starts (2021 for 2021/22).
 * number: 1 the first month of the fiscal year ... 12 the last, 13-16 closing. */
typedef struct ot_period {
    int year;
    int number;
} ot_period;

/* start_month: calendar month (1-12) in which the fiscal year starts; 0 means 4, April.
 */
typedef struct ot_calendar {
    int start_month;
} ot_calendar;

#define OT_YEAR_MIN 1900
#define OT_YEAR_MAX 2999
bool ot_period_valid(ot_period period);
/* <0, 0, >0 as a comes before, is, or comes after b. */
int ot_period_compare(ot_period a, ot_period b);
/* The period `months` later (or earlier) counting only months 1-12; a closing period
 * counts as month 12. */
ot_period ot_period_shift(ot_period period, int months);

/* From and to a calendar year and month (1-12). Closing periods give the last month. */
ot_period ot_period_from_month(ot_calendar calendar, int year, int month);
void ot_period_to_month(ot_calendar calendar, ot_period period, int *year, int *month);

/* "2021/22" (or "2021" where the year starts in January). text: OT_PERIOD_TEXT bytes.
 */
#define OT_PERIOD_TEXT 32
char *ot_year_text(ot_calendar calendar, int year, char text[OT_PERIOD_TEXT]);
/* "2021/22 P05". */
char *ot_period_text(ot_calendar calendar, ot_period period, char text[OT_PERIOD_TEXT]);
/* "2021-08". */
char *ot_period_iso(ot_calendar calendar, ot_period period, char text[OT_PERIOD_TEXT]);
/* "August 2021"; "closing 13 of 2021/22" for a closing period. */
char *ot_period_words(ot_calendar calendar, ot_period period,
                      char text[OT_PERIOD_TEXT]);
/* English month name, month 1-12. */
const char *ot_month_name(int month);

/* Reads "2021-08" (calendar month) or "2021/22 P05". OT_EINPUT otherwise. */
ot_status ot_period_parse(ot_calendar calendar, const char *text, ot_period *out,
                          ot_error *err);

/* A day, for comparing only; 0 means none. Encoded yyyymmdd. */
typedef int ot_date;
bool ot_date_valid(int year, int month, int day);
/* Last day of the calendar month of a period. */
ot_date ot_period_last_day(ot_calendar calendar, ot_period period);
/* "2021-09-14" from an ot_date; "" for 0. text: OT_PERIOD_TEXT bytes. */
char *ot_date_text(ot_date date, char text[OT_PERIOD_TEXT]);

#endif
