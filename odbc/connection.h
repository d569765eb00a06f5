/* SPDX-License-Identifier: GPL-3.0-or-later */
/* connection.h - one connection to an engine, for reading alone.
 * Knows ODBC; knows no ledger. No message holds the password. */
#ifndef OT_ODBC_CONNECTION_H
#define OT_ODBC_CONNECTION_H

#include <pthread.h>
#include <sql.h>
#include <sqlext.h>
#include <stdbool.h>
#include <stdint.h>

#include "odbc/watchdog.h"

typedef enum ot_engine {
    OT_ENGINE_OTHER,
    OT_ENGINE_POSTGRESQL,
    OT_ENGINE_MARIADB, /* and MySQL */
    OT_ENGINE_SQLITE
} ot_engine;

typedef struct ot_connection {
    SQLHENV environment;
    SQLHDBC handle;
    bool connected;
    char quote[8];
    char product[64]; /* "PostgreSQL" */
    char driver[128]; /* its file */
    ot_engine engine;
    const char *password; /* borrowed: taken out of messages */
    const ot_watchdog *watchdog;
    pthread_mutex_t lock; /* of running */
    SQLHSTMT running;     /* the statement that a cancel is for, or NULL */
} ot_connection;

/* For the watchdog before it is open: all zero but for the lock. */
void ot_connection_init(ot_connection *connection);
/* Connects by the text and the password (NULL: none), tells the driver not to keep what
 * it fetches, and begins a transaction in which nothing can be written where the engine
 * has such. OT_EIO with what the driver says. */
ot_status ot_connection_open(ot_connection *connection, const char *text,
                             const char *password, ot_error *err);
void ot_connection_close(ot_connection *connection);
/* Cancels what is running; by another thread. */
void ot_connection_cancel(void *self);

/* A statement is about to run, or (NULL) is over. */
void ot_connection_run(ot_connection *connection, SQLHSTMT statement);
/* What a call that failed has to say, or why the watchdog cancelled it. */
ot_status ot_connection_fail(const ot_connection *connection, SQLSMALLINT type,
                             SQLHANDLE handle, const char *what, ot_error *err);
/* Runs a statement that gives nothing. */
ot_status ot_connection_do(ot_connection *connection, const char *sql, ot_error *err);

#endif
