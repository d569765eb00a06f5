/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drill.h - a position as a tree to look into: the whole, groups, service areas, cost
 * centres, lines, accounts and months.
 * Knows amounts in pence; knows no page and no rounding for print. */
#ifndef OT_DRILL_H
#define OT_DRILL_H

#include "engine/pack.h"

/* Which part of the council; all zero is the whole. */
typedef struct ot_drill_filter {
    const char *manager; /* cost centres of this role title, letter case ignored */
} ot_drill_filter;

typedef enum ot_drill_level {
    OT_DRILL_WHOLE,
    OT_DRILL_GROUP,
    OT_DRILL_SERVICE,
    OT_DRILL_CENTRE,
    OT_DRILL_OUTSIDE /* cost centres that are not in the structure, beside the whole */
} ot_drill_level;

/* Months of the fiscal year: closing periods count in the last. Actuals end with the
 * month reported. */
typedef struct ot_drill_months {
    ot_pence actual[OT_MONTHS];
    ot_pence budget[OT_MONTHS]; /* adds up to the revised budget */
} ot_drill_months;

typedef struct ot_drill_node {
    ot_drill_level level;
    uint32_t parent; /* a node before it; OT_NONE: none */
    const char *code, *name, *manager;
    uint32_t first_line, line_count;
    ot_sums sums;
    /* The statistical projection of the sum; its interval knows how lines go together.
     */
    bool has_interval;
    ot_pence projected, lo80, hi80, lo95, hi95;
    ot_rag rag;         /* of the adopted forecast's variance, by thresholds */
    double probability; /* that the outturn will be more than the budget; with interval
                         */
    ot_rag probable;    /* of that; OT_RAG_NONE without interval */
    bool has_months;    /* false: left out of a publication */
    ot_drill_months months;
} ot_drill_node;

typedef struct ot_drill_line {
    const ot_line *line;
    uint32_t position; /* its number in the position, and row of the detail sheet */
    bool has_prior;
    ot_pence prior;                        /* forecast of last month's run */
    uint32_t first_account, account_count; /* none in a publication */
} ot_drill_line;

/* An account's part of a line. Forecasts are made of lines: an account's is what it has
 * spent and a share of what the line still expects (breakdown.h). */
typedef struct ot_drill_account {
    const char *code, *name; /* name "" where it is not in accounts */
    ot_pence budget, actual, forecast;
    bool profiled; /* the ledger has budgets by month; else it is a twelfth a month */
    ot_drill_months months;
} ot_drill_account;

/* Texts belong to the position and its dataset, which must outlive it. */
typedef struct ot_drill {
    const ot_position *position;
    ot_rag_options rag;   /* what nodes are rated by */
    bool withheld;        /* for publication: no accounts, no months below services */
    ot_drill_node *nodes; /* each before its parts; the whole first */
    uint32_t node_count;
    ot_drill_line *lines; /* in the order of the position */
    uint32_t line_count;
    ot_drill_account *accounts; /* by line, then by code */
    uint32_t account_count;
    bool borrowed; /* the accounts are another drill-down's */
} ot_drill;

/* Of the input the dataset, the position, the options and the lines of last month are
 * looked at. filter may be NULL. OT_EINPUT where no cost centre has the manager. The
 * caller clears, also after a failure. */
ot_status ot_drill_build(const ot_pack_input *input, const ot_drill_filter *filter,
                         ot_drill *out, ot_error *err);
/* The part of a drill-down of the whole that is of some of its lines, told by their
 * numbers in ascending order; lines are numbered anew, as those of a position that has
 * no others. Its accounts are the whole's, which must outlive it. The caller clears,
 * also after a failure. */
ot_status ot_drill_part(const ot_drill *whole, const ot_pack_input *input,
                        const uint32_t *lines, uint32_t count, ot_drill *out,
                        ot_error *err);
void ot_drill_clear(ot_drill *drill);

/* The part of amount that falls to month 0 .. count - 1 where it is spread evenly: each
 * is the difference of two rounded running sums, so that they add up to amount. */
ot_pence ot_drill_share(ot_pence amount, int month, int count);

#endif
