/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/period.h"

#include <stdio.h>
#include <string.h>

static int start_month(ot_calendar calendar)
{
    return calendar.start_month ? calendar.start_month : 4;
}

static int month_number(ot_period period)
{
    return period.number > OT_MONTHS ? OT_MONTHS : period.number;
}

bool ot_period_valid(ot_period period)
{
    return period.year >= OT_YEAR_MIN && period.year <= OT_YEAR_MAX &&
           period.number >= 1 && period.number <= OT_PERIODS_MAX;
}

int ot_period_compare(ot_period a, ot_period b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    return (a.number > b.number) - (a.number < b.number);
}

ot_period ot_period_shift(ot_period period, int months)
{
    int index = period.year * OT_MONTHS + month_number(period) - 1 + months;

    return (ot_period){index / OT_MONTHS, index % OT_MONTHS + 1};
}

ot_period ot_period_from_month(ot_calendar calendar, int year, int month)
{
    int start = start_month(calendar);

    if (month >= start)
        return (ot_period){year, month - start + 1};
    return (ot_period){year - 1, month - start + 1 + OT_MONTHS};
}

void ot_period_to_month(ot_calendar calendar, ot_period period, int *year, int *month)
{
    int index = start_month(calendar) - 1 + month_number(period) - 1;

    *year = period.year + index / OT_MONTHS;
    *month = index % OT_MONTHS + 1;
}

char *ot_year_text(ot_calendar calendar, int year, char text[OT_PERIOD_TEXT])
{
    if (start_month(calendar) == 1)
        snprintf(text, OT_PERIOD_TEXT, "%d", year);
    else
        snprintf(text, OT_PERIOD_TEXT, "%d/%02d", year, (year + 1) % 100);
    return text;
}

char *ot_period_text(ot_calendar calendar, ot_period period, char text[OT_PERIOD_TEXT])
{
    char year[OT_PERIOD_TEXT];

    ot_year_text(calendar, period.year, year);
    snprintf(text, OT_PERIOD_TEXT, "%.20s P%02d", year, period.number);
    return text;
}

char *ot_period_iso(ot_calendar calendar, ot_period period, char text[OT_PERIOD_TEXT])
{
    int year, month;

    ot_period_to_month(calendar, period, &year, &month);
    snprintf(text, OT_PERIOD_TEXT, "%04d-%02d", year, month);
    return text;
}

char *ot_period_words(ot_calendar calendar, ot_period period, char text[OT_PERIOD_TEXT])
{
    int year, month;

    if (period.number > OT_MONTHS) {
        char name[OT_PERIOD_TEXT];

        snprintf(text, OT_PERIOD_TEXT, "closing %d of %.8s", period.number,
                 ot_year_text(calendar, period.year, name));
        return text;
    }
    ot_period_to_month(calendar, period, &year, &month);
    snprintf(text, OT_PERIOD_TEXT, "%s %d", ot_month_name(month), year);
    return text;
}

const char *ot_month_name(int month)
{
    static const char *const names[OT_MONTHS] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};

    return month >= 1 && month <= OT_MONTHS ? names[month - 1] : "";
}

/* The number that `digits` digits at text make; -1 where one of them is none. */
static int digits_at(const char *text, int digits)
{
    int number = 0;

    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool parse_iso(ot_calendar calendar, const char *text, ot_period *out)
{
    int year, month;

    if (strlen(text) != 7 || text[4] != '-')
        return false;
    year = digits_at(text, 4);
    month = digits_at(text + 5, 2);
    if (year < 0 || month < 1 || month > OT_MONTHS)
        return false;
    *out = ot_period_from_month(calendar, year, month);
    return true;
}

/* "2021/22 P05", and "2021/22 P5". */
static bool parse_fiscal(ot_calendar calendar, const char *text, ot_period *out)
{
    char name[OT_PERIOD_TEXT];
    size_t used, left;
    int year;

    if (strlen(text) < 4 || (year = digits_at(text, 4)) < 0)
        return false;
    ot_year_text(calendar, year, name);
    used = strlen(name);
    if (strncmp(text, name, used) != 0 || strncmp(text + used, " P", 2) != 0)
        return false;
    left = strlen(text + used + 2);
    if (left < 1 || left > 2)
        return false;
    *out = (ot_period){year, digits_at(text + used + 2, (int)left)};
    return true;
}

ot_status ot_period_parse(ot_calendar calendar, const char *text, ot_period *out,
                          ot_error *err)
{
    ot_period read;

    if ((parse_iso(calendar, text, &read) || parse_fiscal(calendar, text, &read)) &&
        ot_period_valid(read)) {
        *out = read;
        return OT_OK;
    }
    return ot_fail(err, OT_EINPUT,
                   "period '%s' is not a month such as 2021-08 or 2021/22 P05", text);
}

static int days_in_month(int year, int month)
{
    static const int days[OT_MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

bool ot_date_valid(int year, int month, int day)
{
    return year >= OT_YEAR_MIN && year <= OT_YEAR_MAX && month >= 1 &&
           month <= OT_MONTHS && day >= 1 && day <= days_in_month(year, month);
}

ot_date ot_period_last_day(ot_calendar calendar, ot_period period)
{
    int year, month;

    ot_period_to_month(calendar, period, &year, &month);
    return year * 10000 + month * 100 + days_in_month(year, month);
}

char *ot_date_text(ot_date date, char text[OT_PERIOD_TEXT])
{
    if (date)
        snprintf(text, OT_PERIOD_TEXT, "%04d-%02d-%02d", date / 10000, date / 100 % 100,
                 date % 100);
    else
        text[0] = '\0';
    return text;
}
