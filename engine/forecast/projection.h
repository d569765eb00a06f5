/* SPDX-License-Identifier: GPL-3.0-or-later */
/* projection.h - the year's outturn of one line, projected from its own months.
 * Knows a series of pence and a budget; knows no codes, no managers and no clock. */
#ifndef OT_PROJECTION_H
#define OT_PROJECTION_H

#include <stdbool.h>

#include "engine/money.h"
#include "engine/period.h"

/* Consecutive fiscal months, oldest first; closing periods are folded into month 12, a
 * month without a figure is 0. The last entry is the month as at which the projection
 * is made. first_month: fiscal month (1-12) of months[0]. */
typedef struct ot_series {
    const ot_pence *months;
    size_t count;
    int first_month;
} ot_series;

/* In the order in which they are tried: COMPLETE, CLOSED, REGRESSION, PROFILE,
 * RUN_RATE, BUDGET, NONE; the first that applies is taken. Formulas:
 * engine/forecast/member_*.c. */
typedef enum ot_method {
    OT_METHOD_NONE,       /* nothing to go on but the actual to date */
    OT_METHOD_COMPLETE,   /* month 12 is in: the outturn is the actual */
    OT_METHOD_REGRESSION, /* trend and month effects by least squares */
    OT_METHOD_PROFILE,  /* year to date / share of earlier years spent by this month */
    OT_METHOD_RUN_RATE, /* year to date + months to come x mean of the months so far */
    OT_METHOD_BUDGET,   /* the budget as it stands: at most one posting, no history */
    OT_METHOD_CLOSED,   /* nothing in the last 12 months: the actual to date */
    OT_METHODS
} ot_method;

/* "regression on trend and months" ...: as printed. */
const char *ot_method_name(ot_method method);

/* All in pence for the whole fiscal year of the last month. has_interval: lo80 <=
 * outturn
 * <= hi80 within lo95..hi95; otherwise the four are equal to outturn. months_used: the
 * history the method rested on. The path adds up to outturn exactly. */
typedef struct ot_projection {
    ot_method method;
    ot_pence outturn;
    bool has_interval;
    ot_pence lo80, hi80, lo95, hi95;
    size_t months_used;
    ot_pence path[OT_MONTHS]; /* the year's months: actuals, then the projected ones */
} ot_projection;

typedef struct ot_projection_options {
    size_t minimum_months; /* for the regression; 0 means 24 */
} ot_projection_options;

/* Projects the outturn. revised_budget is used only where there is nothing else.
 * options may be NULL. Always gives a result for count >= 1 (short or odd series fall
 * back); OT_EUSAGE for no month or a first_month outside 1-12; OT_ERANGE where a
 * figure, or a bound of an interval, is beyond what is held exactly. out is written
 * only on success.
 *
 * History begins with the first month that is not zero: a new cost centre's empty
 * months say nothing. Nothing is cleaned: one huge month raises its month's effect and
 * the residual deviation, so that the interval of a regression gets honestly wide.
 *
 * The sensible side: where no month of the history is negative, the months to come
 * together are not either, so outturn and bounds stay at or above the actual to date;
 * where none is positive (income), at or below it. Projected months keep to that side
 * too: those on the wrong side become 0 and the others shrink in proportion (the
 * pennies by largest remainder). Where the history has both signs nothing is bounded,
 * and the last month takes the pennies. */
ot_status ot_projection_make(const ot_series *series, ot_pence revised_budget,
                             const ot_projection_options *options, ot_projection *out,
                             ot_error *err);

#endif
