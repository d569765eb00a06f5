/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past.h - what was forecast of the lines at the ends of earlier months, kept so that
 * it need not be worked out again, and so that what was said then stays what was said.
 * Knows lines by their codes; knows no store and no way of forecasting. */
#ifndef OT_PAST_H
#define OT_PAST_H

#include "engine/forecast/year_members.h"
#include "engine/money.h"

/* Names a forecast line: area "" where it is in none. Texts borrowed. */
typedef struct ot_line_key {
    const char *cost_centre, *area;
    int subjective_group;
    int fund; /* an ot_fund */
} ot_line_key;

/* By cost centre, subjective group, fund, area. */
int ot_line_key_compare(const ot_line_key *a, const ot_line_key *b);

#define OT_PAST_NONE INT64_MIN /* a member that did not apply */

/* Of one line, for a fiscal year, made at the end of its `month`. Pence. */
typedef struct ot_past_forecast {
    int year, month;
    bool then; /* made from what was known then: holds whatever has changed since */
    int64_t history; /* a digest of the figures it was made from, unless `then` */
    ot_pence members[OT_YEAR_MEMBERS];
    bool has_manager; /* a manager's forecast was current then */
    ot_pence manager;
} ot_past_forecast;

/* One of them with the line it is of. */
typedef struct ot_past_entry {
    ot_line_key line;
    ot_past_forecast forecast;
} ot_past_entry;

typedef struct ot_past ot_past;

ot_past *ot_past_new(void); /* NULL: no memory */
void ot_past_free(ot_past *past);
/* Texts are copied. A later entry for the same line and month replaces an earlier one,
 * but one made from what was known then only by another such. */
ot_status ot_past_add(ot_past *past, const ot_past_entry *entry, ot_error *err);
/* To be called once, after the last entry and before anything is looked for. */
ot_status ot_past_seal(ot_past *past, ot_error *err);

/* The forecasts of a line by year and month, *count of them; NULL: none. past may be
 * NULL. */
const ot_past_forecast *ot_past_of(const ot_past *past, const ot_line_key *line,
                                   size_t *count);
/* Among them that of a month; NULL: none. */
const ot_past_forecast *ot_past_at(const ot_past_forecast *forecasts, size_t count,
                                   int year, int month);

#endif
