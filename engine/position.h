/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position.h - where every line stands as at a period: budget, spend, projection, the
 * forecast adopted, and its driver share.
 * Knows the dataset; knows no sheet and no rounding for print. */
#ifndef OT_POSITION_H
#define OT_POSITION_H

#include "engine/dataset.h"
#include "engine/finding.h"
#include "engine/forecast/interruption.h"
#include "engine/forecast/outturn.h"
#include "engine/past.h"

/* Where an adopted forecast came from. */
typedef enum ot_basis {
    OT_BASIS_MANAGER,
    OT_BASIS_PLACEMENTS,
    OT_BASIS_MODEL,
    OT_BASIS_BUDGET,
    OT_BASIS_ACTUAL, /* the year is complete */
    OT_BASES
} ot_basis;

const char *ot_basis_name(ot_basis basis);

/* Where a driver share came from. */
typedef enum ot_driver_basis {
    OT_DRIVER_BLANK, /* no driver on this line: not the same as a driver of nothing */
    OT_DRIVER_DECLARED,
    OT_DRIVER_TAGGED,
    OT_DRIVER_MODELLED /* of placements: fewer would have started without it */
} ot_driver_basis;

const char *ot_driver_basis_name(ot_driver_basis basis);

/* A named exceptional cause. id NULL: the council has none. */
typedef struct ot_driver {
    const char *id;       /* sheet and file name: "covid" */
    const char *name;     /* as printed: "COVID-19" */
    const char *projects; /* selector of the project codes that tag it, or NULL */
    ot_period start, end; /* its first and its last month; year 0: not stated */
} ot_driver;

typedef struct ot_position_options {
    ot_calendar calendar;
    ot_period as_at;
    bool virements_all;         /* virements of later periods count too */
    bool commitments_movements; /* commitments are raised and released by postings */
    ot_driver driver;
    ot_basis order[OT_BASES]; /* bases in order of preference */
    size_t order_count;       /* 0: manager, placements, model, budget */
} ot_position_options;

/* The year's outturn as the line's own months and what was learnt from all lines say:
 * engine/forecast/outturn.h. lo95 <= lo80 <= outturn <= hi80 <= hi95; without interval
 * (the year is complete) the four are equal to outturn. Pence. */
typedef struct ot_projection {
    ot_pence outturn, lo80, hi80, lo95, hi95;
    bool has_interval;
    const char *method; /* in words */
    size_t months_used; /* of history, from the first posting on */
    double typical;     /* |error| / |outturn| to be expected by earlier years; NAN: not
                           said */
    double manager;     /* the same of the manager's forecasts at this month of earlier
                           years, plain mean; NAN: none */
} ot_projection;

/* What a manager's forecast changes of a line's budget: the line's part of a record, or
 * what the ledger holds for an account. The forecast is the budget and all changes. */
typedef struct ot_manager_change {
    const struct ot_manager_change *next;
    const ot_forecast_record *record; /* NULL: held in the ledger */
    const char *account;              /* that it is for, "" for all of the line */
    int period;                       /* of the ledger, from which it is */
    ot_pence change, driver;
    /* The record for all that it is for: its change on their budgets, which it is
     * shared by, and how many places there are. */
    ot_pence whole, budget;
    size_t places;
} ot_manager_change;

/* One line: cost centre x subjective group x fund x high-risk area. Amounts in pence.
 */
typedef struct ot_line {
    uint32_t cost_centre; /* index in the structure, OT_NONE where it is not there */
    uint32_t service;     /* OT_NONE where the cost centre is not in the structure */
    const char *code;     /* of the cost centre */
    int subjective_group; /* 0: account not in accounts */
    ot_fund fund;
    uint32_t area;                       /* OT_NONE: in no high-risk area */
    ot_pence original, virement, budget; /* budget = original + virement */
    ot_pence actual, commitment;         /* of this year to date */
    bool idle;                           /* nothing in the last 12 months, or ever */
    ot_projection projection;
    ot_pence members[OT_YEAR_MEMBERS]; /* what they say; OT_PAST_NONE: nothing */
    bool has_manager;
    ot_pence manager;
    ot_date manager_date; /* 0: held in the ledger */
    const ot_manager_change *changes;
    bool has_placements;
    ot_pence placements; /* the line's part of the forecast of placements */
    bool has_placements_driver;
    ot_pence placements_driver;
    ot_basis basis;
    ot_pence forecast; /* adopted */
    const char *reason;
    ot_driver_basis driver_basis;
    ot_pence driver;
    bool has_tagged;
    ot_pence tagged;   /* actual to date on the driver's projects */
    bool has_modelled; /* the driver's start is stated and the history suffices */
    ot_interruption modelled;
    const ot_pence *months; /* [ot_position.months] actuals by month, from `first` on */
} ot_line;

/* How lines, services and the whole go together (docs/method-sums.md). */
typedef struct ot_agreement {
    double within, between; /* correlation of misses: of lines of one service, of two */
    bool
        reconciled; /* the total's own projection moved the lines: better in the past */
    size_t years;   /* of the past that this was judged by */
} ot_agreement;

typedef struct ot_position {
    ot_position_options options;
    const ot_structure *structure;
    ot_line *lines; /* in the order of service, cost centre, group, fund, area */
    size_t count;
    ot_period first; /* month of the first entry of every series */
    size_t months;   /* entries of a series: first .. as at */
    ot_pence
        *series; /* what the lines' months point into; closing folded into month 12 */
    ot_past_entry *fresh; /* forecasts of earlier months that were not in the past */
    size_t fresh_count, fresh_room;
    ot_agreement agreement;
    ot_arena arena;
} ot_position;

struct ot_projection_means; /* position_means.h */

/* Builds the position; findings (codes outside the structure, forecasts without a line
 * ...) are added. The dataset must be sealed and outlive the position. means may be
 * NULL. */
ot_status ot_position_build(const ot_dataset *dataset,
                            const ot_position_options *options,
                            const struct ot_projection_means *means, ot_position *out,
                            ot_findings *findings, ot_error *err);
void ot_position_clear(ot_position *position);

/* What the driver seems to have added to months[position->months], from the first that
 * is not 0: of a line or of a sum of lines. *has false: no driver with a stated start,
 * one yet to come, or not enough history, which is no fault. */
ot_status ot_position_model_driver(const ot_position *position, const ot_pence *months,
                                   bool *has, ot_interruption *out, ot_error *err);

/* Names a line of a position. */
ot_line_key ot_line_key_of(const ot_structure *structure, const ot_line *line);

/* Sums of lines. Driver: of the non-DSG lines; has_driver where any of them has one. */
typedef struct ot_sums {
    ot_pence budget, forecast;
    ot_pence variance[OT_FUNDS];
    bool has_fund[OT_FUNDS]; /* there is a line of that fund */
    ot_pence actual, commitment;
    bool has_driver;
    ot_pence driver;
    size_t lines;
} ot_sums;

/* Adds a line to sums. OT_ERANGE on overflow. */
ot_status ot_sums_add(ot_sums *sums, const ot_line *line, ot_error *err);

/* The position of a month ago, as a run kept it: one line's figures. Texts borrowed. */
typedef struct ot_prior_line {
    const char *cost_centre, *area; /* area "" where none */
    int subjective_group;
    ot_fund fund;
    ot_pence budget, forecast;
    bool has_driver;
    ot_pence driver;
} ot_prior_line;

#endif
