/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_bring.c - a workspace brought to the schema of this program, or refused. */
#include "store/schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* *version of the file; OT_EINPUT where it is another program's or newer. */
static ot_status examine(ot_db *db, const ot_schema *schema, const char *path,
                         int64_t *version, ot_error *err)
{
    int64_t application = 0, tables = 0;
    ot_status st = ot_db_ask(db, "PRAGMA application_id", &application, err);

    if (st == OT_OK)
        st = ot_db_ask(db, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (st == OT_OK)
        st = ot_db_ask(db, "PRAGMA user_version", version, err);
    if (st < 0)
        return st;
    if (application != OT_APPLICATION_ID && (application || tables || *version))
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "this is another program's SQLite file, not an outturn "
                          "workspace: name another file, it was left as it is");
    if (*version > schema->version)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the workspace was written by a newer outturn (its schema is "
                          "%" PRId64 ", this program knows up to %d): use that version",
                          *version, schema->version);
    return OT_OK;
}

/* The same where no transaction is open: all of it as at one moment, though another
 * program may be making the workspace. */
static ot_status examine_at_once(ot_db *db, const ot_schema *schema, const char *path,
                                 int64_t *version, ot_error *err)
{
    ot_status st = ot_db_run(db, "BEGIN", err);

    if (st == OT_OK)
        st = examine(db, schema, path, version, err);
    if (st != OT_EIO) /* that is looked at first, see ot_schema_bring */
        ot_db_rollback(db);
    return st;
}

static ot_status set_number(ot_db *db, const char *pragma, int number, ot_error *err)
{
    char sql[64];

    snprintf(sql, sizeof sql, "PRAGMA %s = %d", pragma, number);
    return ot_db_run(db, sql, err);
}

static ot_status run_steps(ot_db *db, const ot_schema *schema, int64_t from,
                           ot_error *err)
{
    ot_status st = OT_OK;

    for (int64_t version = from; version < schema->version && st == OT_OK; version++) {
        for (const char *const *sql = schema->steps[version]; *sql && st == OT_OK;
             sql++)
            st = ot_db_run(db, *sql, err);
        if (st == OT_OK && schema->convert)
            st = schema->convert(db, version + 1, err);
    }
    if (st == OT_OK)
        st = set_number(db, "application_id", OT_APPLICATION_ID, err);
    if (st == OT_OK)
        st = set_number(db, "user_version", schema->version, err);
    return st;
}

/* Readers are not blocked by a writer in WAL mode. The file remembers it. */
static ot_status use_wal(ot_db *db, const char *path, ot_error *err)
{
    char mode[16] = "";
    ot_status st = ot_db_ask_text(db, "PRAGMA journal_mode", mode, sizeof mode, err);

    if (st == OT_OK && strcmp(mode, "wal") != 0)
        st = ot_db_ask_text(db, "PRAGMA journal_mode = WAL", mode, sizeof mode, err);
    if (st == OT_OK && strcmp(mode, "wal") != 0)
        st = ot_fail_at(err, OT_EIO, path, 0,
                        "the workspace cannot be kept on this disk, which lets no two "
                        "programs share a file: use a local disk");
    return st;
}

static ot_status bring_once(ot_db *db, const ot_schema *schema, bool read_only,
                            const char *path, ot_error *err)
{
    int64_t version = 0;
    ot_status st = examine_at_once(db, schema, path, &version, err);

    if (st < 0)
        return st;
    if (read_only && version < schema->version)
        return ot_fail_at(
            err, OT_EINPUT, path, 0,
            "the workspace was written by an older outturn and may only be "
            "read: open it once where it may be written to");
    if (!read_only)
        st = use_wal(db, path, err);
    if (st < 0 || version == schema->version)
        return st;
    st = ot_db_begin(db, err);
    /* Again, now that no other program can change it. */
    if (st == OT_OK)
        st = examine(db, schema, path, &version, err);
    if (st == OT_OK && version < schema->version)
        st = run_steps(db, schema, version, err);
    if (st == OT_OK)
        return ot_db_commit(db, err);
    if (st != OT_EIO)
        ot_db_rollback(db);
    return st;
}

/* Several programs may make one workspace at once. SQLite does not wait for a file that
 * is being switched to WAL by another, so this does: two seconds at most. */
ot_status ot_schema_bring(ot_db *db, const ot_schema *schema, bool read_only,
                          const char *path, ot_error *err)
{
    ot_status st = bring_once(db, schema, read_only, path, err);

    for (int tries = 0; tries < 100 && st == OT_EIO && ot_db_may_try_again(db, 20);
         tries++) {
        ot_db_rollback(db);
        st = bring_once(db, schema, read_only, path, err);
    }
    ot_db_rollback(db);
    return st;
}
