/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importer.h - a file on disk becomes a source of records.
 * Knows files and their many forms; knows no workspace and no report. */
#ifndef OT_IMPORTER_H
#define OT_IMPORTER_H

#include "engine/parallel.h"
#include "engine/record.h"
#include "importers/child_key.h"

/* How a text of digits such as 202106 is read: it is never guessed. */
typedef enum ot_period_reading {
    OT_PERIODS_UNSTATED, /* 202106 is refused as ambiguous */
    OT_PERIODS_FISCAL,   /* 202106: sixth month of the fiscal year 2021 */
    OT_PERIODS_CALENDAR  /* 202106: June 2021 */
} ot_period_reading;

/* One column by another name: field ("cost_centre") is headed so in this file. */
typedef struct ot_column_name {
    const char *field, *heading;
} ot_column_name;

/* How a file is to be read; zero is the default throughout. Texts are borrowed. */
typedef struct ot_import_options {
    ot_calendar calendar;
    const char *shape; /* ready profile of a ledger: "plain" (or NULL), "sap-ksb1",
                          "oracle-gl", "unit4" */
    const ot_column_name *columns; /* headings beyond the synonyms that are known */
    size_t column_count;
    ot_period_reading periods;
    bool decimal_comma;
    bool blank_is_zero;  /* a blank or lone dash is 0.00, else an error */
    int fiscal_year;     /* for periods without a year ("P6") and tables of children
                            that name none, 0: none */
    const char *measure; /* for a ledger without a measure column, NULL: none */
    size_t allowed_rejects;
    const char *rejects_path; /* where rejected rows go; NULL: path + ".rejects.csv"
                                 with    a ".csv" ending taken off first */
    /* A ledger's lines of the same codes, measure and period may come as one record, in
     * the order in which each such sum begins in the file; columns, shape, measure and
     * rejects_path must live until close then. */
    bool summed;
    /* Filled in once the source has ended, where that cost no other reading of the
     * file; else it is left as it is. NULL: not wanted. */
    struct ot_fingerprint *fingerprint;
    const ot_parallel *parallel;   /* to sum by; NULL: by the calling thread */
    const ot_child_key *child_key; /* for files about children, else NULL */
    const ot_issue_sink *issues;   /* every rejected row, and notes (encoding ...) */
    /* Called now and then with bytes read and bytes in all; may be NULL. */
    void (*progress)(void *self, uint64_t done, uint64_t total);
    void *progress_self;
} ot_import_options;

/* Opens path as `kind`. The header is read at once: an unknown or missing column, an
 * empty file, a directory or NUL bytes give OT_EINPUT naming what was seen. Batches
 * hold at most a few thousand records. Rows that cannot be read are told to issues as
 * OT_REJECT and written to the rejects file; when more than allowed_rejects are found,
 * next_batch still reads to the end and then returns OT_EINPUT instead of OT_END.
 * Without rejects no rejects file is left (an older one of that name is removed).
 * options are read at the call only, but for the sinks.
 *
 * Payments may be an extract of the ledger: shape, periods and fiscal_year hold for
 * them too. Files about children (ot_kind_is_personal) need a child_key (OT_EUSAGE
 * without), are read to their end before the first batch, and of a rejected row no
 * identifier, date of birth or postcode is told or written, nor any column that is not
 * read. */
ot_status ot_importer_open(const char *path, ot_kind kind,
                           const ot_import_options *options, ot_source *source,
                           ot_error *err);

/* Which kind of file about children's placements is at path, told by its columns alone:
 * *kind and the *table's name ("Episodes"). *kind OT_KINDS: none that is read; *table
 * is then another table of the SSDA903 return ("AD1"), or NULL for anything else. */
ot_status ot_importer_recognise(const char *path, ot_kind *kind, const char **table,
                                ot_error *err);

/* The ready ledger profiles' names, NULL-ended. */
const char *const *ot_ledger_shapes(void);

#endif
