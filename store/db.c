/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ot_db {
    sqlite3 *handle;
    char path[128]; /* for messages only */
};

struct ot_stmt {
    sqlite3_stmt *handle;
    ot_db *db;
    int bound;  /* values bound since the last reset */
    int failed; /* result code of a bind or a column that failed, or SQLITE_OK */
};

static const struct {
    int code;
    ot_status status;
    const char *message;
} failures[] = {
    {SQLITE_BUSY, OT_EIO,
     "another outturn is writing to the workspace: try again when it has finished"},
    {SQLITE_LOCKED, OT_EIO,
     "another outturn is writing to the workspace: try again when it has finished"},
    {SQLITE_FULL, OT_EIO,
     "the disk is full and nothing was changed: make room and try again"},
    {SQLITE_READONLY, OT_EIO,
     "the workspace cannot be written to: you may only read it or its folder"},
    {SQLITE_CANTOPEN, OT_EIO,
     "the workspace cannot be opened: check that you may write to it and its folder, "
     "and that there is room on its disk"},
    {SQLITE_PERM, OT_EIO, "you may not open the workspace"},
    {SQLITE_NOTADB, OT_EINPUT,
     "this is not an outturn workspace: name another file, it was left as it is"},
    {SQLITE_CORRUPT, OT_EIO,
     "the workspace is damaged: restore it from a back-up, or import its files again"},
    {SQLITE_IOERR, OT_EIO,
     "the disk failed while the workspace was read or written: nothing was changed; "
     "check the disk and its quota"},
    {SQLITE_NOMEM, OT_ENOMEM, "out of memory"},
    {SQLITE_TOOBIG, OT_ERANGE, "a text is too long for the workspace"},
};

/* What could not be opened, made or written for want of room is told as that. */
static int cause(const ot_db *db, int code)
{
    int number = sqlite3_system_errno(db->handle);

    code &= 0xff;
    return (code == SQLITE_CANTOPEN || code == SQLITE_IOERR) &&
                   (number == ENOSPC || number == EDQUOT)
               ? SQLITE_FULL
               : code;
}

static ot_status fail(const ot_db *db, int code, ot_error *err)
{
    int known = cause(db, code);

    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++)
        if (failures[i].code == known)
            return ot_fail_at(err, failures[i].status, db->path, 0, "%s",
                              failures[i].message);
    return ot_fail_at(err, OT_EIO, db->path, 0, "the workspace failed: %s",
                      sqlite3_errmsg(db->handle));
}

/* SQLite would make the file readable for all, and take its mode for -wal and -shm. */
static ot_status make_file(const ot_db *db, const char *path, ot_error *err)
{
    int file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);

    if (file >= 0)
        close(file);
    else if (errno != EEXIST)
        return ot_fail_at(err, OT_EIO, db->path, 0, "the workspace cannot be made: %s",
                          strerror(errno));
    return OT_OK;
}

static ot_status open_handle(ot_db *db, const char *path, bool read_only, int wait_ms,
                             ot_error *err)
{
    static const char settings[] = "PRAGMA foreign_keys = ON;"
                                   "PRAGMA synchronous = FULL;"
                                   "PRAGMA trusted_schema = OFF;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "PRAGMA cache_size = -16000";
    int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int code = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (!db->handle)
        return ot_fail_memory(err);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(db->handle, wait_ms);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (code != SQLITE_OK)
        return fail(db, code, err);
    return ot_db_run(db, settings, err);
}

ot_status ot_db_open(const char *path, bool read_only, int wait_ms, ot_db **db,
                     ot_error *err)
{
    /* "./" keeps SQLite from taking a name as one of its own, such as ":memory:". */
    const char *folder = path[0] == '/' ? "" : "./";
    size_t size = strlen(folder) + strlen(path) + 1;
    ot_db *opened = calloc(1, sizeof *opened);
    char *place = malloc(size);
    ot_status st = OT_OK;

    if (!opened || !place) {
        st = ot_fail_memory(err);
        goto done;
    }
    snprintf(place, size, "%s%s", folder, path);
    snprintf(opened->path, sizeof opened->path, "%s", path);
    if (!read_only)
        st = make_file(opened, place, err);
    if (st == OT_OK)
        st = open_handle(opened, place, read_only, wait_ms, err);
    if (st == OT_OK) {
        *db = opened;
        opened = NULL;
    }
done:
    ot_db_close(opened);
    free(place);
    return st;
}

void ot_db_close(ot_db *db)
{
    if (!db)
        return;
    sqlite3_close_v2(db->handle);
    free(db);
}

ot_status ot_db_run(ot_db *db, const char *sql, ot_error *err)
{
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? OT_OK : fail(db, code, err);
}

ot_status ot_db_ask(ot_db *db, const char *sql, int64_t *number, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(db, sql, &stmt, err);

    if (st == OT_OK)
        st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        *number = ot_stmt_int(stmt, 0);
    ot_stmt_free(stmt);
    return st;
}

ot_status ot_db_ask_text(ot_db *db, const char *sql, char *text, size_t size,
                         ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(db, sql, &stmt, err);

    if (st == OT_OK)
        st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        snprintf(text, size, "%s", ot_stmt_text(stmt, 0));
    ot_stmt_free(stmt);
    return st;
}

void ot_db_wait(ot_db *db, int wait_ms)
{
    sqlite3_busy_timeout(db->handle, wait_ms);
}

ot_status ot_db_begin(ot_db *db, ot_error *err)
{
    return ot_db_run(db, "BEGIN IMMEDIATE", err);
}

ot_status ot_db_commit(ot_db *db, ot_error *err)
{
    ot_status st = ot_db_run(db, "COMMIT", err);

    if (st < 0)
        ot_db_rollback(db);
    return st;
}

bool ot_db_may_try_again(ot_db *db, int ms)
{
    int code = sqlite3_errcode(db->handle);

    if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
        return false;
    sqlite3_sleep(ms);
    return true;
}

void ot_db_rollback(ot_db *db)
{
    if (!sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

ot_status ot_db_prepare(ot_db *db, const char *sql, ot_stmt **stmt, ot_error *err)
{
    ot_stmt *made = calloc(1, sizeof *made);
    int code;

    if (!made)
        return ot_fail_memory(err);
    made->db = db;
    code = sqlite3_prepare_v2(db->handle, sql, -1, &made->handle, NULL);
    if (code != SQLITE_OK) {
        free(made);
        return fail(db, code, err);
    }
    *stmt = made;
    return OT_OK;
}

void ot_stmt_free(ot_stmt *stmt)
{
    if (!stmt)
        return;
    sqlite3_finalize(stmt->handle);
    free(stmt);
}

static void note(ot_stmt *stmt, int code)
{
    if (code != SQLITE_OK && stmt->failed == SQLITE_OK)
        stmt->failed = code;
}

void ot_stmt_bind_int(ot_stmt *stmt, int64_t value)
{
    note(stmt, sqlite3_bind_int64(stmt->handle, ++stmt->bound, value));
}

void ot_stmt_bind_text(ot_stmt *stmt, const char *text)
{
    note(stmt,
         sqlite3_bind_text(stmt->handle, ++stmt->bound, text, -1, SQLITE_TRANSIENT));
}

void ot_stmt_bind_real(ot_stmt *stmt, double value)
{
    note(stmt, sqlite3_bind_double(stmt->handle, ++stmt->bound, value));
}

void ot_stmt_bind_null(ot_stmt *stmt)
{
    note(stmt, sqlite3_bind_null(stmt->handle, ++stmt->bound));
}

void ot_stmt_bind_bytes(ot_stmt *stmt, const void *bytes, size_t size)
{
    note(stmt,
         sqlite3_bind_blob64(stmt->handle, ++stmt->bound, bytes, size, SQLITE_STATIC));
}

ot_status ot_stmt_next(ot_stmt *stmt, ot_error *err)
{
    int code = stmt->failed;
    ot_status st;

    if (code == SQLITE_OK)
        code = sqlite3_step(stmt->handle);
    if (code == SQLITE_ROW)
        return OT_OK;
    if (code == SQLITE_DONE) {
        ot_stmt_reset(stmt);
        return OT_END;
    }
    st = fail(stmt->db, code, err);
    ot_stmt_reset(stmt);
    return st;
}

ot_status ot_stmt_run(ot_stmt *stmt, ot_error *err)
{
    ot_status st = ot_stmt_next(stmt, err);

    ot_stmt_reset(stmt);
    return st < 0 ? st : OT_OK;
}

void ot_stmt_reset(ot_stmt *stmt)
{
    sqlite3_reset(stmt->handle);
    stmt->bound = 0;
    stmt->failed = SQLITE_OK;
}

int64_t ot_stmt_int(ot_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

const char *ot_stmt_text(ot_stmt *stmt, int column)
{
    const unsigned char *text = sqlite3_column_text(stmt->handle, column);

    if (!text && sqlite3_column_type(stmt->handle, column) != SQLITE_NULL)
        note(stmt, SQLITE_NOMEM);
    return text ? (const char *)text : "";
}

double ot_stmt_real(ot_stmt *stmt, int column)
{
    return ot_stmt_null(stmt, column) ? NAN
                                      : sqlite3_column_double(stmt->handle, column);
}

bool ot_stmt_null(ot_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

const void *ot_stmt_bytes(ot_stmt *stmt, int column, size_t *size)
{
    const void *bytes = sqlite3_column_blob(stmt->handle, column);

    *size = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return bytes;
}
