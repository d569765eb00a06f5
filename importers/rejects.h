/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rejects.h - NAME.rejects.csv: rejected rows with line and reason, to be mended and
 * imported again. Separated as the input is, in UTF-8: line, reason, then the row as it
 * stood (as one quoted field where its own quotes are wrong).
 * Knows no kind of record. */
#ifndef OT_REJECTS_H
#define OT_REJECTS_H

#include "importers/csv_reader.h"

typedef struct ot_rejects ot_rejects;

/* path NULL: input without its ".csv", and ".rejects.csv". Makes no file yet. header is
 * the row of headings. OT_EUSAGE where path is the input itself. */
ot_status ot_rejects_new(const char *input, const char *path, char delimiter,
                         const ot_csv_row *header, ot_rejects **rejects, ot_error *err);
/* Frees; what was not finished is discarded. */
void ot_rejects_free(ot_rejects *rejects);

const char *ot_rejects_path(const ot_rejects *rejects);

/* From now on only cells of columns that are open (an array by column, copied) are
 * written, others as "(withheld)"; nothing of a row whose fields may have moved (not as
 * many as columns, or wrong quotes, or no text in the column `needed`), and no cell
 * with the text of one that is withheld. */
ot_status ot_rejects_withhold(ot_rejects *rejects, const bool *open, size_t columns,
                              size_t needed, ot_error *err);

/* A failure to write is told by finish. */
void ot_rejects_add(ot_rejects *rejects, const ot_csv_row *row, const char *reason);

/* Puts the file in place at once; without any row an older one is removed. */
ot_status ot_rejects_finish(ot_rejects *rejects, ot_error *err);

#endif
