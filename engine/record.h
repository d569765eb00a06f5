/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record.h - what an importer hands over and a store keeps: records, in batches.
 * Knows no file format and no table. Texts are UTF-8, never NULL ("" where absent), and
 * live until the source's next call. */
#ifndef OT_RECORD_H
#define OT_RECORD_H

#include <stdbool.h>

#include "engine/money.h"
#include "engine/period.h"
#include "engine/record_placements.h"

typedef enum ot_kind {
    OT_KIND_LEDGER,
    OT_KIND_SERVICES,
    OT_KIND_COST_CENTRES,
    OT_KIND_ACCOUNTS,
    OT_KIND_HIGH_RISK,
    OT_KIND_FORECASTS,
    OT_KIND_ACTIVITY,
    OT_KIND_EPISODES, /* from here on: engine/record_placements.h */
    OT_KIND_CHILDREN,
    OT_KIND_UASC,
    OT_KIND_PLACEMENT_COSTS,
    OT_KIND_PAYMENTS,
    OT_KIND_PROVIDERS,
    OT_KINDS
} ot_kind;

/* "ledger", "services", "cost_centres" ...: as printed and as kept. */
const char *ot_kind_name(ot_kind kind);
/* Files that say how the council is made up, each replacing the one before whole. */
bool ot_kind_is_structure(ot_kind kind);
/* Those and the list of providers: a file replaces the one before whole. */
bool ot_kind_is_whole(ot_kind kind);
/* Files with rows about children, whose identifiers are read with a key and never told.
 */
bool ot_kind_is_personal(ot_kind kind);

/* Whose control total is pounds and pence. */
bool ot_kind_has_amounts(ot_kind kind);

typedef enum ot_measure {
    OT_BUDGET,
    OT_VIREMENT,
    OT_ACTUAL,
    OT_COMMITMENT,
    OT_FORECAST,
    OT_MEASURES
} ot_measure;

/* "BUDGET", "VIREMENT" ... */
const char *ot_measure_name(ot_measure measure);

/* One ledger line, or (from a store) the sum of `lines` of them. Expenditure positive.
 */
typedef struct ot_ledger_record {
    const char *cost_centre, *account, *fund, *project;
    ot_measure measure;
    ot_period period;
    ot_pence amount;
    long lines; /* 1 for a ledger line */
    long line;  /* line of the file it began on, 0: none */
    /* Of a sum: its first and last line in the file, 0: it is one line, or not known;
     * and, from a store, the import that the file is of. */
    long first_line, last_line;
    int64_t import;
    const char *document, *supplier, *text; /* "" unless read */
} ot_ledger_record;

typedef struct ot_service_record {
    const char *service, *name, *code, *group, *total_label, *budget_manager;
    long order;
    long line;
} ot_service_record;

typedef struct ot_cost_centre_record {
    const char *cost_centre, *name, *service, *group, *manager, *fund;
    long line;
} ot_cost_centre_record;

/* subjective_group: CIPFA 1 employees ... 10 capital financing. */
typedef struct ot_account_record {
    const char *account, *name;
    int subjective_group;
    bool income;
    long line;
} ot_account_record;

/* Selectors as text, see engine/selector.h. */
typedef struct ot_high_risk_record {
    const char *area, *parent, *manager, *cost_centres, *accounts;
    long order;
    long line;
} ot_high_risk_record;

/* A manager's forecast. subjective_group 0 and account "": the whole cost centre.
 * is_change: amount is a change on the revised budget, else the year's outturn. */
typedef struct ot_forecast_record {
    const char *cost_centre, *account, *fund;
    int subjective_group;
    bool is_change;
    ot_pence amount;
    bool has_driver;
    ot_pence driver;
    const char *reason_code, *comment, *author;
    ot_date date;
    ot_date expires; /* 0: never */
    long line;
    bool returned; /* in a return workbook, not in a list */
} ot_forecast_record;

typedef struct ot_activity_record {
    ot_period period;
    const char *type;
    long count;
    long line;
} ot_activity_record;

/* `count` records of one kind, in the member of `of` that goes with `kind`. */
typedef struct ot_batch {
    ot_kind kind;
    size_t count;
    union {
        const ot_ledger_record *ledger;
        const ot_service_record *services;
        const ot_cost_centre_record *cost_centres;
        const ot_account_record *accounts;
        const ot_high_risk_record *high_risk;
        const ot_forecast_record *forecasts;
        const ot_activity_record *activity;
        const ot_episode_record *episodes;
        const ot_child_record *children;
        const ot_uasc_record *uasc;
        const ot_placement_cost_record *placement_costs;
        const ot_payment_record *payments;
        const ot_provider_record *providers;
    } of;
} ot_batch;

/* The records of a batch, and the reverse. */
const void *ot_batch_records(const ot_batch *batch);
void ot_batch_set(ot_batch *batch, ot_kind kind, const void *records, size_t count);

/* Gives batches until OT_END. A batch and its texts live until the next call. */
typedef struct ot_source {
    void *self;
    ot_status (*next_batch)(void *self, ot_batch *batch, ot_error *err);
    void (*close)(void *self);
} ot_source;

/* Takes batches; close without finish discards all that was put. */
typedef struct ot_sink {
    void *self;
    ot_status (*put_batch)(void *self, const ot_batch *batch, ot_error *err);
    ot_status (*finish)(void *self, ot_error *err);
    void (*close)(void *self);
} ot_sink;

#endif
