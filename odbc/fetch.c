/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/fetch.h"

#include <stdlib.h>
#include <string.h>

typedef struct fetching {
    ot_connection *connection;
    SQLHSTMT statement;
    int width;
    size_t bytes; /* of a text, its end counted */
    SQLULEN block, came;
    SQLUSMALLINT *status;
    char *texts;     /* of column c, row r: texts + (c * block + r) * bytes */
    SQLLEN *lengths; /* the same */
} fetching;

static ot_status fail(const fetching *f, const char *what, ot_error *err)
{
    return ot_connection_fail(f->connection, SQL_HANDLE_STMT, f->statement, what, err);
}

/* A driver that takes another number of rows at a time says so when asked. */
static ot_status set_block(fetching *f, ot_error *err)
{
    SQLULEN taken = 1;

    SQLSetStmtAttr(f->statement, SQL_ATTR_CURSOR_TYPE,
                   (SQLPOINTER)(intptr_t)SQL_CURSOR_FORWARD_ONLY, 0);
    SQLSetStmtAttr(f->statement, SQL_ATTR_ROW_ARRAY_SIZE,
                   (SQLPOINTER)(intptr_t)OT_FETCH_ROWS, 0);
    if (!SQL_SUCCEEDED(
            SQLGetStmtAttr(f->statement, SQL_ATTR_ROW_ARRAY_SIZE, &taken, 0, NULL)) ||
        taken < 1 || taken > OT_FETCH_ROWS)
        taken = 1;
    f->block = taken;
    f->status = calloc(taken, sizeof *f->status);
    f->texts = malloc((size_t)f->width * taken * f->bytes);
    f->lengths = calloc((size_t)f->width * taken, sizeof *f->lengths);
    if (!f->status || !f->texts || !f->lengths)
        return ot_fail_memory(err);
    if (!SQL_SUCCEEDED(SQLSetStmtAttr(f->statement, SQL_ATTR_ROW_BIND_TYPE,
                                      (SQLPOINTER)(intptr_t)SQL_BIND_BY_COLUMN, 0)) ||
        !SQL_SUCCEEDED(
            SQLSetStmtAttr(f->statement, SQL_ATTR_ROW_STATUS_PTR, f->status, 0)) ||
        !SQL_SUCCEEDED(
            SQLSetStmtAttr(f->statement, SQL_ATTR_ROWS_FETCHED_PTR, &f->came, 0)))
        return fail(f, "the driver cannot fetch in blocks", err);
    return OT_OK;
}

static ot_status bind(fetching *f, int width, ot_error *err)
{
    SQLSMALLINT columns = 0;
    ot_status st;

    if (!SQL_SUCCEEDED(SQLNumResultCols(f->statement, &columns)))
        return fail(f, "the engine's answer cannot be read", err);
    if ((width && columns != width) || columns < 1 || columns > OT_FETCH_COLUMNS)
        return ot_fail(err, OT_EIO, "the engine's answer has %d columns, not %d",
                       (int)columns, width);
    f->width = columns;
    st = set_block(f, err);
    for (int c = 0; st == OT_OK && c < f->width; c++)
        if (!SQL_SUCCEEDED(SQLBindCol(f->statement, (SQLUSMALLINT)(c + 1), SQL_C_CHAR,
                                      f->texts + (size_t)c * f->block * f->bytes,
                                      (SQLLEN)f->bytes,
                                      f->lengths + (size_t)c * f->block)))
            st = fail(f, "the engine's answer cannot be read", err);
    return st;
}

static ot_status take_row(const fetching *f, SQLULEN r, ot_fetch_row row, void *self,
                          ot_error *err)
{
    char *texts[OT_FETCH_COLUMNS];

    for (int c = 0; c < f->width; c++) {
        const size_t at = (size_t)c * f->block + r;
        const SQLLEN length = f->lengths[at];

        texts[c] = length == SQL_NULL_DATA ? NULL : f->texts + at * f->bytes;
        if (!texts[c])
            continue;
        if (length < 0 || (size_t)length >= f->bytes)
            return ot_fail(err, OT_EINPUT,
                           "column %d of the answer has a text longer than %zu bytes",
                           c + 1, f->bytes - 1);
        if (strlen(texts[c]) != (size_t)length)
            return ot_fail(err, OT_EINPUT, "column %d of the answer holds NUL bytes",
                           c + 1);
    }
    return row(self, texts, f->width, err);
}

static ot_status take_block(const fetching *f, ot_fetch_row row, void *self,
                            ot_error *err)
{
    ot_status st = OT_OK;

    if (f->came > f->block)
        return ot_fail(err, OT_EIO, "the driver gives more rows than it was asked for");
    for (SQLULEN r = 0; st >= 0 && r < f->came; r++) {
        if (f->status[r] != SQL_ROW_SUCCESS &&
            f->status[r] != SQL_ROW_SUCCESS_WITH_INFO)
            return fail(f, "a row cannot be fetched", err);
        st = take_row(f, r, row, self, err);
    }
    return st;
}

static ot_status fetch_all(fetching *f, ot_fetch_row row, void *self, ot_error *err)
{
    for (;;) {
        SQLRETURN rc;
        ot_status st;

        f->came = 0;
        rc = SQLFetch(f->statement);
        if (f->connection->watchdog &&
            ot_watchdog_fired(f->connection->watchdog) != OT_WATCHDOG_NONE)
            return ot_watchdog_fail(f->connection->watchdog, err);
        if (rc == SQL_NO_DATA)
            return OT_OK;
        if (!SQL_SUCCEEDED(rc))
            return fail(f, "the rows cannot be fetched", err);
        st = take_block(f, row, self, err);
        if (st < 0)
            return st;
    }
}

ot_status ot_fetch(ot_connection *connection, const char *sql, int width, size_t bytes,
                   ot_fetch_row row, void *self, ot_error *err)
{
    fetching f = {.connection = connection, .bytes = bytes + 1};
    ot_status st = OT_OK;

    if (!SQL_SUCCEEDED(
            SQLAllocHandle(SQL_HANDLE_STMT, connection->handle, &f.statement)))
        return ot_connection_fail(connection, SQL_HANDLE_DBC, connection->handle,
                                  "no statement can be made", err);
    ot_connection_run(connection, f.statement);
    if (!SQL_SUCCEEDED(SQLExecDirect(f.statement, (SQLCHAR *)sql, SQL_NTS)))
        st = fail(&f, "the engine refuses the statement", err);
    if (st == OT_OK)
        st = bind(&f, width, err);
    if (st == OT_OK)
        st = fetch_all(&f, row, self, err);
    ot_connection_run(connection, NULL);
    SQLFreeHandle(SQL_HANDLE_STMT, f.statement);
    free(f.status);
    free(f.texts);
    free(f.lengths);
    return st;
}
