/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/connection.h"

#include <stdio.h>
#include <string.h>

#include "odbc/connection_text.h"
#include "odbc/request.h"

#define LOGIN_SECONDS 30

void ot_connection_init(ot_connection *connection)
{
    *connection = (ot_connection){.engine = OT_ENGINE_OTHER};
    pthread_mutex_init(&connection->lock, NULL);
}

/* Every occurrence of the password becomes ***. */
static void redact(char *text, const char *password)
{
    const size_t length = password ? strlen(password) : 0;
    char *found;

    if (length < 3) /* as "***" itself; one so short says nothing of itself */
        return;
    while ((found = strstr(text, password)) != NULL) {
        memcpy(found, "***", 3);
        memmove(found + 3, found + length, strlen(found + length) + 1);
    }
}

ot_status ot_connection_fail(const ot_connection *connection, SQLSMALLINT type,
                             SQLHANDLE handle, const char *what, ot_error *err)
{
    SQLCHAR state[6] = "", text[1024] = "";
    SQLINTEGER native;
    SQLSMALLINT length;

    if (connection->watchdog &&
        ot_watchdog_fired(connection->watchdog) != OT_WATCHDOG_NONE)
        return ot_watchdog_fail(connection->watchdog, err);
    if (!SQL_SUCCEEDED(
            SQLGetDiagRec(type, handle, 1, state, &native, text, sizeof text, &length)))
        return ot_fail(err, OT_EIO, "%s; the driver does not say why", what);
    redact((char *)text, connection->password);
    for (char *at = (char *)text; *at; at++)
        if ((unsigned char)*at < 0x20)
            *at = ' ';
    return ot_fail(err, OT_EIO, "%s: %.150s (%s)", what, (char *)text, (char *)state);
}

void ot_connection_run(ot_connection *connection, SQLHSTMT statement)
{
    pthread_mutex_lock(&connection->lock);
    connection->running = statement;
    pthread_mutex_unlock(&connection->lock);
}

void ot_connection_cancel(void *self)
{
    ot_connection *connection = self;

    pthread_mutex_lock(&connection->lock);
    if (connection->running)
        SQLCancel(connection->running);
    pthread_mutex_unlock(&connection->lock);
}

static ot_status dial(ot_connection *c, const char *text, const char *extra,
                      const char *password, ot_error *err)
{
    char whole[OT_CONNECTION_TEXT];
    SQLRETURN rc;
    ot_status st = ot_connection_write(text, extra, password, whole, err);

    if (st < 0)
        return st;
    SQLSetConnectAttr(c->handle, SQL_ATTR_LOGIN_TIMEOUT,
                      (SQLPOINTER)(intptr_t)LOGIN_SECONDS, 0); /* where it is known */
    SQLSetConnectAttr(c->handle, SQL_ATTR_ACCESS_MODE,
                      (SQLPOINTER)(intptr_t)SQL_MODE_READ_ONLY, 0);
    rc = SQLDriverConnect(c->handle, NULL, (SQLCHAR *)whole, SQL_NTS, NULL, 0, NULL,
                          SQL_DRIVER_NOPROMPT);
    ot_request_wipe(whole, sizeof whole);
    c->connected = SQL_SUCCEEDED(rc);
    return c->connected ? OT_OK
                        : ot_connection_fail(c, SQL_HANDLE_DBC, c->handle,
                                             "the source cannot be connected", err);
}

static void get_info(const ot_connection *c, SQLUSMALLINT what, char *text, size_t size)
{
    SQLSMALLINT length = 0;

    if (!SQL_SUCCEEDED(SQLGetInfo(c->handle, what, text, (SQLSMALLINT)size, &length)))
        *text = '\0';
    text[size - 1] = '\0';
}

static void identify(ot_connection *c)
{
    static const struct {
        const char *part;
        ot_engine engine;
    } known[] = {{"PostgreSQL", OT_ENGINE_POSTGRESQL},
                 {"MariaDB", OT_ENGINE_MARIADB},
                 {"MySQL", OT_ENGINE_MARIADB},
                 {"SQLite", OT_ENGINE_SQLITE}};

    get_info(c, SQL_DBMS_NAME, c->product, sizeof c->product);
    get_info(c, SQL_DRIVER_NAME, c->driver, sizeof c->driver);
    get_info(c, SQL_IDENTIFIER_QUOTE_CHAR, c->quote, sizeof c->quote);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strstr(c->product, known[i].part))
            c->engine = known[i].engine;
    if (c->engine == OT_ENGINE_SQLITE) /* takes an unknown "name" for a text */
        strcpy(c->quote, "`");
}

/* Both statements see one state of the ledger, and none can write. Elsewhere such a
 * transaction may lock what it reads, so it is left alone. */
static ot_status begin(ot_connection *c, ot_error *err)
{
    if (c->engine != OT_ENGINE_POSTGRESQL && c->engine != OT_ENGINE_MARIADB)
        return OT_OK;
    if (!SQL_SUCCEEDED(SQLSetConnectAttr(c->handle, SQL_ATTR_AUTOCOMMIT,
                                         (SQLPOINTER)(intptr_t)SQL_AUTOCOMMIT_OFF, 0)))
        return ot_connection_fail(c, SQL_HANDLE_DBC, c->handle,
                                  "no transaction can be begun", err);
    return ot_connection_do(
        c, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", err);
}

ot_status ot_connection_open(ot_connection *c, const char *text, const char *password,
                             ot_error *err)
{
    const char *base, *extra;
    ot_status st;

    c->password = password;
    if (!SQL_SUCCEEDED(
            SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &c->environment)) ||
        !SQL_SUCCEEDED(SQLSetEnvAttr(c->environment, SQL_ATTR_ODBC_VERSION,
                                     (SQLPOINTER)(intptr_t)SQL_OV_ODBC3, 0)) ||
        !SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, c->environment, &c->handle)))
        return ot_fail(err, OT_EIO, "ODBC cannot be begun");
    st = dial(c, text, NULL, password, err);
    if (st < 0)
        return st;
    identify(c);
    base = strrchr(c->driver, '/');
    extra = ot_connection_streaming(base ? base + 1 : c->driver);
    if (extra) { /* only now is it known which driver a name stands for */
        SQLDisconnect(c->handle);
        c->connected = false;
        st = dial(c, text, extra, password, err);
    }
    return st < 0 ? st : begin(c, err);
}

void ot_connection_close(ot_connection *c)
{
    if (c->connected) {
        SQLEndTran(SQL_HANDLE_DBC, c->handle, SQL_ROLLBACK);
        SQLDisconnect(c->handle);
    }
    if (c->handle)
        SQLFreeHandle(SQL_HANDLE_DBC, c->handle);
    if (c->environment)
        SQLFreeHandle(SQL_HANDLE_ENV, c->environment);
    c->handle = c->environment = NULL;
    c->connected = false;
}

ot_status ot_connection_do(ot_connection *c, const char *sql, ot_error *err)
{
    SQLHSTMT statement;
    SQLRETURN rc;
    ot_status st = OT_OK;

    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, c->handle, &statement)))
        return ot_connection_fail(c, SQL_HANDLE_DBC, c->handle,
                                  "no statement can be made", err);
    ot_connection_run(c, statement);
    rc = SQLExecDirect(statement, (SQLCHAR *)sql, SQL_NTS);
    ot_connection_run(c, NULL);
    if (!SQL_SUCCEEDED(rc) && rc != SQL_NO_DATA)
        st = ot_connection_fail(c, SQL_HANDLE_STMT, statement,
                                "the engine refuses the statement", err);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    return st;
}
