/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period_text.h - the forms in which ledgers write periods.
 * Knows one text at a time. Where a text can be read in two ways it is refused until
 * the reading is stated. */
#ifndef OT_PERIOD_TEXT_H
#define OT_PERIOD_TEXT_H

#include "importers/importer.h"

/* How a text is to be read; zero is the default. */
typedef struct ot_period_rules {
    ot_calendar calendar;
    ot_period_reading reading;
    int fiscal_year; /* for texts without a year, 0: none */
} ot_period_rules;

/* The forms:
 *   2021/22 P06, P6 2021/22, 2021-22 P6, Sep 2021/22   the fiscal year is named
 *   006/2021, ADJ_3_2019                               period / year in which it starts
 *   2021M06, 2021-09, Sep-21, SEP-21, September 2021   calendar month
 *   30/09/2021, 2021-09-30 and the other forms of date_text.h
 *   P6, Period 6, 006, Sep, Adj1 ... Adj3              fiscal_year must be given
 *   202106, 06/2021, 2021 P06, 6                       the reading must be stated
 * Adj1 ... Adj4 are periods 13 ... 16. OT_EINPUT for anything else. */
ot_status ot_period_text_parse(const char *text, const ot_period_rules *rules,
                               ot_period *out, ot_error *err);

/* "2021/22", "2021-22", "2021/2022", "21/22", or "2021", the year in which it starts.
 */
ot_status ot_fiscal_year_parse(const char *text, int *year, ot_error *err);

#endif
