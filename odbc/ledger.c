/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/ledger.h"

#include <stdlib.h>

#include "odbc/cells.h"
#include "odbc/fetch.h"

/* Of codes, sums and counts: the longest code that is imported has 255. */
#define TEXT_BYTES 255

static ot_status fetch_cells(ot_connection *connection, const ot_statement *statement,
                             ot_cells *cells, ot_error *err)
{
    return ot_fetch(connection, statement->text, ot_statement_width(statement),
                    TEXT_BYTES, ot_cells_row, cells, err);
}

static ot_status answer(ot_connection *connection, const ot_request *request,
                        ot_statement *statements, FILE *out, ot_error *err)
{
    ot_cells cells = {0}, control = {0};
    ot_status st = ot_statement_cells(request, connection->quote, &statements[0], err);

    if (st == OT_OK)
        st = ot_statement_totals(request, connection->quote, &statements[1], err);
    if (st == OT_OK)
        st = ot_cells_init(&cells, request, &statements[0], out, err);
    if (st == OT_OK)
        st = ot_cells_init(&control, request, &statements[1], NULL, err);
    if (st == OT_OK)
        st = ot_cells_headings(&cells, err);
    if (st == OT_OK)
        st = fetch_cells(connection, &statements[0], &cells, err);
    if (st == OT_OK)
        st = fetch_cells(connection, &statements[1], &control, err);
    if (st == OT_OK)
        st = ot_totals_compare(cells.totals, control.totals, err);
    if (st == OT_OK)
        st = ot_cells_trailer(&cells, err);
    ot_cells_clear(&cells);
    ot_cells_clear(&control);
    return st;
}

ot_status ot_odbc_ledger(ot_connection *connection, const ot_request *request,
                         FILE *out, ot_error *err)
{
    ot_statement *statements = malloc(2 * sizeof *statements);
    ot_status st = statements ? answer(connection, request, statements, out, err)
                              : ot_fail_memory(err);

    free(statements);
    return st;
}
