/* SPDX-License-Identifier: GPL-3.0-or-later */
/* year_members.h - the ways of getting from the months so far to the year's outturn.
 * Internal to engine/forecast. Knows one series of doubles up to a month of the year;
 * knows no other series, no errors of the past and no intervals. */
#ifndef OT_FORECAST_YEAR_MEMBERS_H
#define OT_FORECAST_YEAR_MEMBERS_H

#include <stdbool.h>

#include "engine/forecast/path.h"

/* YTD: sum of the year's months so far, m of them. */
typedef enum ot_year_member {
    OT_YEAR_RUN_RATE,    /* YTD / m x 12 */
    OT_YEAR_LEVEL_12,    /* YTD + mean of the last 12 cleaned months, with season */
    OT_YEAR_LEVEL_6,     /* the same of the last 6 */
    OT_YEAR_MEDIAN_12,   /* the same with the median of the last 12 */
    OT_YEAR_PROFILE_2,   /* YTD / share of two earlier years by this month */
    OT_YEAR_PROFILE_3,   /* YTD / share of three */
    OT_YEAR_LAST,        /* YTD + last year's months from here on */
    OT_YEAR_LAST_TREND,  /* those x the root of growth so far, within 1/2 to 2 */
    OT_YEAR_LAST_GROWTH, /* those x growth of the last 3 months over the same months
                          of the year before, within 1/3 to 3 */
    OT_YEAR_THETA,       /* YTD + Theta, cleaned, with season */
    OT_YEAR_DOTM,        /* YTD + the dynamic optimised Theta model, likewise */
    OT_YEAR_BUDGET,      /* YTD + budget x share of earlier years after this month */
    OT_YEAR_MEMBERS
} ot_year_member;

/* Raised when what a member says changes: what was kept before is not of use then. */
#define OT_YEAR_MEMBERS_GENERATION 1

/* "run-rate", "two-year profile" ...: as printed. */
const char *ot_year_member_name(ot_year_member member);
/* "weighted median led by run-rate" ...: how a combination is named by its leader. */
const char *ot_year_combination_name(ot_year_member leader);

/* What was known at the end of a month. The last min(count, month) values are of this
 * year, those before them of earlier years. */
typedef struct ot_year_view {
    const double *values; /* consecutive months, oldest first, all finite */
    size_t count;         /* at least 1 */
    size_t silent;        /* months of nothing that stand before values[0] in memory */
    int month;            /* fiscal month of the last value, 1 to 11 */
    double budget;        /* of the whole year; NAN without one */
} ot_year_view;

/* Sum of this year's months. */
double ot_year_to_date(const ot_year_view *view);

/* Nothing at all in the last 12 months, or ever: taken as closed, unless there is a
 * budget for it. */
bool ot_year_idle(const ot_year_view *view);

/* Next to nothing so far, and by this month of the newest earlier year next to nothing
 * either, of a year that came to something: what is posted at the year's end, such as
 * depreciation or recharges. */
bool ot_year_late(const ot_year_view *view);

/* outturn[OT_YEAR_MEMBERS]: NAN where a member does not apply (no earlier year, nothing
 * spent by this month ...). The run-rate always does; of a series that begins within
 * the year it goes by the months since then. Of an idle series nothing does but the
 * budget or, without one, the run-rate; of a late one last year's rest and the budget.
 * OT_ENOMEM. */
ot_status ot_year_members_fit(const ot_year_view *view, double *outturn, ot_error *err);

#endif
