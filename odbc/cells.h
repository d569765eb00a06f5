/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.h - rows of an answer become lines of a ledger file, and totals to check them
 * by. Knows the columns of a statement; knows no database. */
#ifndef OT_ODBC_CELLS_H
#define OT_ODBC_CELLS_H

#include <stdio.h>

#include "odbc/codes.h"
#include "odbc/statement.h"
#include "odbc/totals.h"

typedef struct ot_cells {
    const ot_request *request;
    const ot_statement *statement;
    FILE *out; /* NULL: only totals are wanted */
    ot_codes *codes;
    ot_totals *totals;
    int64_t rows;
} ot_cells;

/* Statement, request and out are borrowed. */
ot_status ot_cells_init(ot_cells *cells, const ot_request *request,
                        const ot_statement *statement, FILE *out, ot_error *err);
void ot_cells_clear(ot_cells *cells);

/* The line of headings. */
ot_status ot_cells_headings(ot_cells *cells, ot_error *err);
/* One row; an ot_fetch_row, self an ot_cells. OT_EINPUT, with what it is about, for a
 * code, period, sum or count that is missing or cannot be read. */
ot_status ot_cells_row(void *self, char **texts, int count, ot_error *err);
/* The line that says that all has been written. */
ot_status ot_cells_trailer(const ot_cells *cells, ot_error *err);

#endif
