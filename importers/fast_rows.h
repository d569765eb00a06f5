/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fast_rows.h - plain ledger rows out of scanned text, summed by cell.
 * A row that is not plain, or that the readers refuse, is only noted: the ordinary
 * reader has the word on it. Knows no file. */
#ifndef OT_FAST_ROWS_H
#define OT_FAST_ROWS_H

#include "importers/fast_hand.h"

/* A row that is left to the ordinary reader. */
typedef struct ot_slow_row {
    size_t begin, end; /* in the text */
    long line;
} ot_slow_row;

typedef struct ot_slow_rows {
    ot_slow_row *rows;
    size_t count, room;
} ot_slow_rows;

ot_status ot_slow_rows_add(ot_slow_rows *slow, ot_slow_row row, ot_error *err);

/* The rows of text[from, to), with which the scanner found nothing wrong; line: of the
 * first. OT_END: there are more texts or larger sums than can be held. */
ot_status ot_fast_rows(ot_fast_hand *hand, const char *text, size_t from, size_t to,
                       long line, ot_slow_rows *slow, ot_error *err);

#endif
