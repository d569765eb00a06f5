/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kinds.h - one table entry per kind of file: its fields, and how a row becomes
 * records. Knows no file: rows come from the importer, one at a time. */
#ifndef OT_KINDS_H
#define OT_KINDS_H

#include "engine/arena.h"
#include "engine/pool.h"
#include "importers/child_key.h"
#include "importers/ledger_shape.h"
#include "importers/row_values.h"

/* How a ledger says its amounts. */
typedef enum ot_ledger_form {
    OT_FORM_AMOUNT,       /* one signed amount a row */
    OT_FORM_DEBIT_CREDIT, /* debit less credit */
    OT_FORM_MEASURES,     /* a column per measure */
    OT_FORM_MONTHS        /* a column per month */
} ot_ledger_form;

/* What a kind reads a row with. */
typedef struct ot_reading {
    ot_row_values values;
    const ot_ledger_shape *shape; /* ledger (shape: payments too) only, from here on */
    ot_ledger_form form;
    bool has_measure;              /* the profile or the shape says it for every row */
    ot_measure measure;            /* then this */
    size_t passed_over;            /* total lines and the like that are no records */
    const ot_child_key *child_key; /* kinds about children only, from here on */
    ot_arena texts;                /* of the records; lives as long as the source */
    size_t folded[OT_FIELDS_MAX];  /* values of a field whose case was folded */
    int year;                      /* of records that name none; 0: none */
    ot_pool *sums; /* payments only, from here on: what is added up, in the order of the
                      records */
    size_t other_measures, unnamed; /* rows that are none, and how much */
    ot_pence unnamed_amount;
} ot_reading;

#define OT_RECORDS_PER_ROW 16

typedef struct ot_import_kind {
    const ot_field *fields;
    size_t field_count;
    size_t record_size;
    /* What fields alone cannot say of a header; NULL: nothing. */
    ot_status (*check_header)(ot_reading *reading, ot_error *err);
    /* Up to OT_RECORDS_PER_ROW records from reading->values.row into `records`, *count
     * of them; those about children lie behind all that were read before. OT_EINPUT or
     * OT_ERANGE: the row is to be rejected. */
    ot_status (*read_row)(ot_reading *reading, void *records, size_t *count,
                          ot_error *err);
    bool needs_rows; /* a file of headings only is an error */
    /* Kinds about children: bits of the fields that nobody may be told. Texts of such
     * records are in reading->texts, so that all are read before the first is given. */
    uint64_t personal;
    /* Once all records are read: what hangs on the others (the year). *told: what a
     * person should know of it, in reading->texts, or NULL. */
    ot_status (*settle)(ot_reading *reading, void *records, size_t count,
                        const char **told, ot_error *err);
} ot_import_kind;

const ot_import_kind *ot_import_kind_of(ot_kind kind);

extern const ot_import_kind ot_import_ledger, ot_import_services,
    ot_import_cost_centres, ot_import_accounts, ot_import_high_risk,
    ot_import_forecasts, ot_import_activity, ot_import_episodes, ot_import_children,
    ot_import_uasc, ot_import_placement_costs, ot_import_payments, ot_import_providers;

#endif
