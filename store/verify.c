/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - is what the workspace holds what it says that it holds? */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "store/audit_entry.h"
#include "store/verify_cells.h"
#include "store/verify_lines.h"

#define FAULTS_OF_SQLITE 20

typedef struct verification {
    ot_store *store;
    void (*fault)(void *self, const char *what);
    void *self;
    ot_error *err;
    ot_status st;
} verification;

static void tell(const verification *v, const char *what)
{
    v->fault(v->self, what);
}

/* SQLite's own check: one row "ok", else a row for each fault. */
static ot_status check_integrity(const verification *v)
{
    ot_stmt *stmt = NULL;
    int told = 0;
    ot_status st =
        ot_db_prepare(v->store->db, "PRAGMA integrity_check(20)", &stmt, v->err);

    while (st == OT_OK && (st = ot_stmt_next(stmt, v->err)) == OT_OK)
        if (strcmp(ot_stmt_text(stmt, 0), "ok") != 0 && told++ < FAULTS_OF_SQLITE)
            tell(v, ot_stmt_text(stmt, 0));
    ot_stmt_free(stmt);
    return st == OT_END ? OT_OK : st;
}

static ot_status check_references(const verification *v)
{
    ot_stmt *stmt = NULL;
    int told = 0;
    ot_status st =
        ot_db_prepare(v->store->db, "PRAGMA foreign_key_check", &stmt, v->err);

    while (st == OT_OK && told < FAULTS_OF_SQLITE &&
           (st = ot_stmt_next(stmt, v->err)) == OT_OK) {
        char text[256];

        snprintf(text, sizeof text,
                 "a row of table %.64s belongs to none of table %.64s",
                 ot_stmt_text(stmt, 0), ot_stmt_text(stmt, 2));
        tell(v, text);
        told++;
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

#define COUNTED(table)                                                                 \
    "SELECT count(*), 0 FROM slice s JOIN " table                                      \
    " r ON r.slice = s.id WHERE s.import = ?"
#define SUMMED(lines, amount, table)                                                   \
    "SELECT coalesce(" lines ", 0), coalesce(sum(r." amount "), 0)"                    \
    " FROM slice s JOIN " table " r ON r.slice = s.id WHERE s.import = ?"

/* What is stored of an import of a kind: records and, where the kind has one, the
 * control total. */
static const char *const stored[] = {
    [OT_KIND_LEDGER] = "", /* by ot_verify_cells */
    [OT_KIND_SERVICES] = COUNTED("service"),
    [OT_KIND_COST_CENTRES] = COUNTED("cost_centre"),
    [OT_KIND_ACCOUNTS] = COUNTED("account"),
    [OT_KIND_HIGH_RISK] = COUNTED("high_risk"),
    [OT_KIND_FORECASTS] = SUMMED("count(*)", "amount", "forecast"),
    [OT_KIND_ACTIVITY] = SUMMED("count(*)", "count", "activity"),
    [OT_KIND_EPISODES] = COUNTED("episode"),
    [OT_KIND_CHILDREN] = COUNTED("child"),
    [OT_KIND_UASC] = COUNTED("uasc"),
    [OT_KIND_PLACEMENT_COSTS] = COUNTED("placement_cost"),
    [OT_KIND_PAYMENTS] = SUMMED("count(*)", "amount", "payment"),
    [OT_KIND_PROVIDERS] = COUNTED("provider"),
};

_Static_assert(sizeof stored / sizeof *stored == OT_KINDS, "one query for each kind");

static ot_status count_stored(const verification *v, const ot_import *import,
                              int64_t *records, int64_t *total)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(v->store->db, stored[import->kind], &stmt, v->err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, import->id);
    st = ot_stmt_next(stmt, v->err);
    if (st == OT_OK) {
        *records = ot_stmt_int(stmt, 0);
        *total = ot_stmt_int(stmt, 1);
    }
    ot_stmt_free(stmt);
    return st;
}

static void compare_stored(const verification *v, const ot_import *import,
                           int64_t records, int64_t total)
{
    char text[512], was[OT_PENCE_TEXT], is[OT_PENCE_TEXT];

    if (records != import->records) {
        snprintf(text, sizeof text,
                 "import %" PRId64 " ('%s') was of %" PRId64 " records, %" PRId64
                 " are stored",
                 import->id, import->file, import->records, records);
        tell(v, text);
    }
    if (total == import->control_total)
        return;
    if (import->kind == OT_KIND_ACTIVITY) {
        snprintf(was, sizeof was, "%" PRId64, import->control_total);
        snprintf(is, sizeof is, "%" PRId64, total);
    } else {
        ot_pence_text(import->control_total, was);
        ot_pence_text(total, is);
    }
    snprintf(text, sizeof text,
             "import %" PRId64
             " ('%s') had the control total %s, what is stored adds up "
             "to %s",
             import->id, import->file, was, is);
    tell(v, text);
}

/* Has the log an entry that begins with this, and nothing but options after it? */
static ot_status check_logged(const verification *v, const char *subject, int64_t id,
                              const char *entry)
{
    ot_stmt *stmt = NULL;
    char text[128];
    ot_status st = ot_db_prepare(v->store->db,
                                 "SELECT 1 FROM audit WHERE outcome = 'done'"
                                 " AND (detail = ?1 OR substr(detail, 1,"
                                 " length(?1) + 2) = ?1 || '; ') LIMIT 1",
                                 &stmt, v->err);

    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, entry);
    st = ot_stmt_next(stmt, v->err);
    if (st == OT_END) {
        snprintf(text, sizeof text, "%s %" PRId64 " is not as the log says", subject,
                 id);
        tell(v, text);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

static bool check_import(void *self, const ot_import *import)
{
    verification *v = self;
    char entry[OT_AUDIT_DETAIL];
    int64_t records = 0, total = 0;

    v->st = import->kind == OT_KIND_LEDGER
                ? ot_verify_cells(v->store, import->id, &records, &total, v->fault,
                                  v->self, v->err)
                : count_stored(v, import, &records, &total);
    if (v->st == OT_OK)
        compare_stored(v, import, records, total);
    if (v->st == OT_OK && import->lines_kept)
        v->st = ot_verify_lines(v->store, import->id, v->fault, v->self, v->err);
    if (v->st == OT_OK)
        v->st =
            check_logged(v, "import", import->id, ot_audit_import_text(import, entry));
    return v->st == OT_OK;
}

static bool check_run(void *self, const ot_run *run)
{
    verification *v = self;
    char entry[OT_AUDIT_DETAIL];

    v->st = ot_audit_run_text(v->store, run, entry, v->err);
    if (v->st == OT_OK)
        v->st = check_logged(v, "run", run->id, entry);
    return v->st == OT_OK;
}

/* All of it as at one moment, though another program may be writing. */
ot_status ot_store_verify(ot_store *store, void (*fault)(void *self, const char *what),
                          void *self, ot_error *err)
{
    verification v = {store, fault, self, err, OT_OK};
    ot_status st = ot_db_run(store->db, "BEGIN", err);

    if (st == OT_OK)
        st = check_integrity(&v);
    if (st == OT_OK)
        st = check_references(&v);
    if (st == OT_OK)
        st = ot_store_imports(store, 0, check_import, &v, err);
    if (st == OT_OK)
        st = v.st;
    if (st == OT_OK)
        st = ot_store_runs(store, check_run, &v, err);
    if (st == OT_OK)
        st = v.st;
    ot_db_rollback(store->db);
    return st;
}
