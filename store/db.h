/* SPDX-License-Identifier: GPL-3.0-or-later */
/* db.h - SQLite in few words: open, prepare, bind, step, and what went wrong in plain
 * English. Only db.c includes sqlite3.h. Knows no table of the workspace. */
#ifndef OT_DB_H
#define OT_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/status.h"

typedef struct ot_db ot_db;
typedef struct ot_stmt ot_stmt;

/* Opens the file, made with mode 0600 where there is none (unless read_only). wait_ms:
 * how long to wait for another writer. Nothing is written to a file that exists. */
ot_status ot_db_open(const char *path, bool read_only, int wait_ms, ot_db **db,
                     ot_error *err);
void ot_db_close(ot_db *db);

/* Runs statements that give no rows. */
ot_status ot_db_run(ot_db *db, const char *sql, ot_error *err);
/* The number (or text, at most size - 1 bytes of it) in the first column of the first
 * row; OT_END where there is no row. */
ot_status ot_db_ask(ot_db *db, const char *sql, int64_t *number, ot_error *err);
ot_status ot_db_ask_text(ot_db *db, const char *sql, char *text, size_t size,
                         ot_error *err);

/* How long to wait for another writer from now on. */
void ot_db_wait(ot_db *db, int wait_ms);

/* Takes the write lock, or fails once wait_ms have passed. */
ot_status ot_db_begin(ot_db *db, ot_error *err);
/* Rolls back where it fails. */
ot_status ot_db_commit(ot_db *db, ot_error *err);
/* Nothing where no transaction is open. */
void ot_db_rollback(ot_db *db);
/* True, after a pause of ms, where the last call failed because another program held
 * the file: it may go through now. */
bool ot_db_may_try_again(ot_db *db, int ms);

/* A statement takes its values in the order of its '?' by the bind functions, then
 * gives rows by ot_stmt_next; after OT_END (or a failure, or ot_stmt_reset) it takes
 * values again. A failed bind is told by the next ot_stmt_next. Free statements before
 * the connection. */
ot_status ot_db_prepare(ot_db *db, const char *sql, ot_stmt **stmt, ot_error *err);
void ot_stmt_free(ot_stmt *stmt);

void ot_stmt_bind_int(ot_stmt *stmt, int64_t value);
void ot_stmt_bind_text(ot_stmt *stmt, const char *text); /* copied */
void ot_stmt_bind_real(ot_stmt *stmt, double value);     /* NAN: null */
void ot_stmt_bind_null(ot_stmt *stmt);
/* Not copied: it must stay until the next step. */
void ot_stmt_bind_bytes(ot_stmt *stmt, const void *bytes, size_t size);

/* OT_OK with a row, OT_END without. */
ot_status ot_stmt_next(ot_stmt *stmt, ot_error *err);
/* For a statement that gives no rows: OT_OK. */
ot_status ot_stmt_run(ot_stmt *stmt, ot_error *err);
void ot_stmt_reset(ot_stmt *stmt);

/* Columns of the row, from 0. A text lives until the statement's next step or reset;
 * NULL is "" and 0. */
int64_t ot_stmt_int(ot_stmt *stmt, int column);
const char *ot_stmt_text(ot_stmt *stmt, int column);
double ot_stmt_real(ot_stmt *stmt, int column); /* NULL is NAN */
bool ot_stmt_null(ot_stmt *stmt, int column);
/* Live as a text does. NULL: none. */
const void *ot_stmt_bytes(ot_stmt *stmt, int column, size_t *size);

#endif
