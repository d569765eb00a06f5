/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variances.h - where a budget stands, rolled up as asked: to date, for the full year,
 * moved since last month, how probable an overspend is, and why.
 * A report like any other; knows no terminal. */
#ifndef OT_VARIANCES_H
#define OT_VARIANCES_H

#include "engine/breakdown.h"
#include "engine/rag.h"
#include "engine/report.h"

/* What a row is of. */
typedef enum ot_roll {
    OT_ROLL_COST_CENTRE,
    OT_ROLL_MANAGER,
    OT_ROLL_SERVICE,
    OT_ROLL_GROUP,
    OT_ROLL_AREA,
    OT_ROLL_ACCOUNT,
    OT_ROLL_SUBJECTIVE,
    OT_ROLL_FUND,
    OT_ROLLS
} ot_roll;

/* "cost-centre", "manager", ...: NULL-ended, in the order of ot_roll. */
const char *const *ot_roll_names(void);

/* Which lines, which rows and in which order; zero is all cost centres as structured.
 * Letter case is ignored. */
typedef struct ot_variances_filter {
    ot_roll by;
    const char *manager;     /* role title of the cost centre's manager, or NULL */
    const char *service;     /* identifier, code or name, or NULL */
    const char *group;       /* name, or NULL */
    const char *area;        /* high-risk area or the parent of one, or NULL */
    const char *cost_centre; /* code, or NULL */
    const char *fund;        /* "DSG" or "NON-DSG", or NULL */
    ot_pence over;           /* only variances of more than this in size */
    const char *sort;        /* a column's id; "-" before it: the other way round */
    size_t top;              /* only so many rows; 0: all */
} ot_variances_filter;

/* What the table is made from. */
typedef struct ot_variances_input {
    const ot_position *position;
    const ot_breakdown *breakdown;
    const ot_prior_line *prior;
    size_t prior_count;
    bool has_prior;
    const ot_rag_options *rag;
} ot_variances_input;

/* One row for each, and below them the total of all that the filter takes. Rows that
 * `over` and `top` leave out are one row, "(n others)", so that the table foots; the
 * same lines of the prior run that are gone since keep their row, of movement alone.
 * An account's forecast is shared out (breakdown.h); it has no interval, movement or
 * driver, which are of lines. OT_EINPUT where a filter names nothing in the structure,
 * OT_EUSAGE for a column to sort by that there is not. */
ot_status ot_variances_build(const ot_variances_input *input,
                             const ot_variances_filter *filter, ot_report **out,
                             ot_error *err);

#endif
