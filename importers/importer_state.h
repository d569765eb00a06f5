/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importer_state.h - what an open importer holds, between its opening and its reading.
 * Knows no more than these two; not for other folders. */
#ifndef OT_IMPORTER_STATE_H
#define OT_IMPORTER_STATE_H

#include "importers/importer_chunk.h"
#include "importers/kinds.h"
#include "importers/rejects.h"

#define OT_IMPORTER_BATCH 4096

typedef struct ot_importer {
    char *path;
    ot_kind kind;
    const ot_import_kind *how;
    ot_text_file *file;
    ot_csv_reader *reader;
    ot_header_rules rules; /* at opening only */
    char *headings;        /* the header as it stood */
    size_t headings_length;
    ot_header header;
    ot_reading reading;
    ot_rejects *rejects;
    ot_issue_sink issues;
    void (*progress)(void *self, uint64_t done, uint64_t total);
    void *progress_self;
    void *records;      /* BATCH of them; about children: all */
    size_t kept, given; /* about children: records read, and given so far */
    size_t rows, rejected, allowed;
    char delimiter;
    uint64_t rows_at; /* of the file: behind the header, on whose last line this is */
    long rows_line;
    ot_error end; /* told by every call once ended */
    bool ended;
} ot_importer;

/* The path, or where an error has no room for it, its last part. */
const char *ot_importer_name(const char *path);
/* Says in err which file it is about; returns st. */
ot_status ot_importer_fail(const char *path, ot_status st, ot_error *err);

/* Opens path by ordinary reading; unseen: its encoding is not looked into, and OT_END
 * where it is marked to be none of UTF-8. */
ot_status ot_importer_new(const char *path, ot_kind kind,
                          const ot_import_options *options, size_t chunk, bool unseen,
                          ot_importer **importer, ot_error *err);
/* Adds the records of a row to the *count that are there; a bad row is told. */
ot_status ot_importer_take_row(ot_importer *im, const ot_csv_row *row, size_t *count,
                               ot_error *err);
/* The file is read to its end (OT_END) or to a fault, told in im->end: every later call
 * says the same. */
ot_status ot_importer_finish(ot_importer *im, ot_status st, ot_error *err);

/* The functions of the source; self is an ot_importer. */
ot_status ot_importer_next(void *self, ot_batch *batch, ot_error *err);
void ot_importer_close(void *self);

#endif
