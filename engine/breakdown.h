/* SPDX-License-Identifier: GPL-3.0-or-later */
/* breakdown.h - what a position's lines are made of: their accounts, and how much of
 * each budget belongs to the months so far.
 * Knows the dataset and the position made from it; knows no report. */
#ifndef OT_BREAKDOWN_H
#define OT_BREAKDOWN_H

#include "engine/position.h"

/* One account of one line. Amounts in pence. */
typedef struct ot_part {
    uint32_t line; /* of the position */
    const char *account;
    ot_pence budget, to_date; /* the year's, and its profile up to the month */
    ot_pence actual, commitment;
    ot_pence forecast; /* actual, and a share of what the line still has to come by the
                          size of its budget or spend, whichever is larger */
    ot_pence original, original_to_date, virement, virement_to_date; /* as posted */
} ot_part;

typedef struct ot_breakdown {
    ot_part *parts; /* by line, then account */
    size_t count;
    ot_pence *to_date; /* [position->count] profiled budget: the sum of its parts' */
    bool posted;       /* the ledger spreads the year's budget over its periods */
} ot_breakdown;

/* Parts of a line add up to its budget, actual, commitment and forecast.
 *
 * The budget to date. Where the ledger spreads the year's budget over periods (no one
 * period holds more than half of all original budgets, by size), it is what is posted
 * up to the month; a virement counts by the line's own spread, or by the months it is
 * posted in where the profile says virements = all. Else the year's budget x the share
 * of up to three earlier years that was spent by this month (the budget profile of
 * docs/method.md, section 3: a year in which nothing, or a credit, was spent before or
 * after ends the search), or x month / 12 where there is no such share. With the
 * twelfth month it is the whole budget. */
ot_status ot_breakdown_make(const ot_dataset *dataset, const ot_position *position,
                            ot_breakdown *out, ot_error *err);
void ot_breakdown_clear(ot_breakdown *breakdown);

#endif
