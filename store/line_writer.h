/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_writer.h - the lines of a ledger that is being imported, written as they come.
 * Knows no sum of them and no rule about what may be imported. */
#ifndef OT_LINE_WRITER_H
#define OT_LINE_WRITER_H

#include "store/slice.h"

typedef struct ot_line_writer ot_line_writer;

/* Lines go under slices of (measure, period), which are put into slices; both must
 * outlive the writer. texts: keep the column text too. */
ot_status ot_line_writer_new(ot_db *db, ot_slices *slices, bool texts,
                             ot_line_writer **writer, ot_error *err);
void ot_line_writer_free(ot_line_writer *writer);

/* OT_EUSAGE where the record is a sum of lines. */
ot_status ot_line_writer_put(ot_line_writer *writer, const ot_ledger_record *record,
                             ot_error *err);
/* Writes what is not written yet. */
ot_status ot_line_writer_end(ot_line_writer *writer, ot_error *err);

#endif
