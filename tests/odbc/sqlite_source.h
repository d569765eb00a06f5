/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlite_source.h - a ledger in SQLite, asked through libsqliteodbc: a driver that
 * needs no server. Amounts are whole pence there, for its DECIMAL is a floating-point
 * number. */
#ifndef OT_TEST_SQLITE_SOURCE_H
#define OT_TEST_SQLITE_SOURCE_H

#include <locale.h>

#include "odbc/connection.h"
#include "odbc/ledger.h"
#include "tests/check.h"

/* Opens a source in memory and does what sql says: statements, ended by NULL. */
static inline ot_status source_open(ot_connection *connection, const char *const *sql,
                                    ot_error *err)
{
    ot_status st;

    setlocale(LC_CTYPE, "C.UTF-8");
    ot_connection_init(connection);
    st =
        ot_connection_open(connection, "Driver={SQLite3};Database=:memory:", NULL, err);
    for (; st == OT_OK && *sql; sql++)
        st = ot_connection_do(connection, *sql, err);
    return st;
}

static inline ot_request source_request(const char *table)
{
    ot_request r = {.connection = "", .table = table, .pence = true};

    r.columns[OT_ODBC_COST_CENTRE] = "cc";
    r.columns[OT_ODBC_ACCOUNT] = "account";
    r.columns[OT_ODBC_PERIOD] = "period";
    r.columns[OT_ODBC_AMOUNT] = "amount";
    return r;
}

/* The helper's answer in text (to size). */
static inline ot_status source_ask(ot_connection *connection, const ot_request *r,
                                   char *text, size_t size, ot_error *err)
{
    FILE *out = tmpfile();
    size_t got;
    ot_status st;

    if (!out)
        return ot_fail_memory(err);
    st = r->explain ? ot_odbc_explain(connection, r, out, err)
                    : ot_odbc_ledger(connection, r, out, err);
    rewind(out);
    got = fread(text, 1, size - 1, out);
    text[got] = '\0';
    fclose(out);
    return st;
}

#endif
