/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statement.h - the statements that a source is asked, in plain standard SQL.
 * Knows no engine: expressions are repeated in GROUP BY, amounts are cast before they
 * are summed, and the engine's quote is given. */
#ifndef OT_ODBC_STATEMENT_H
#define OT_ODBC_STATEMENT_H

#include "odbc/request.h"

typedef struct ot_statement {
    char text[OT_ODBC_REQUEST_MAX * 4];
    size_t length;
    bool full;
    /* Its columns: group[i] is one of OT_ODBC_COLUMNS, or -1 for the partition; then of
     * every amount its sum and its count, and last the count of lines. */
    int groups[OT_ODBC_GROUPS + 1], group_count;
    int amounts[OT_ODBC_COLUMNS - OT_ODBC_GROUPS], amount_count;
} ot_statement;

/* Columns that the statement gives. */
int ot_statement_width(const ot_statement *statement);

/* The monthly cells: sums by every mapped column. quote: the engine's character around
 * names, '"' where "". A name is a bare one, which is quoted, or an expression in
 * brackets, which is taken as it stands once its brackets and quotes close and it holds
 * no ';' and no comment; OT_EINPUT otherwise. */
ot_status ot_statement_cells(const ot_request *request, const char *quote,
                             ot_statement *out, ot_error *err);
/* The control totals: the same by period and measure alone, and by the partition key,
 * without which an engine may read every line of its shards. */
ot_status ot_statement_totals(const ot_request *request, const char *quote,
                              ot_statement *out, ot_error *err);

#endif
