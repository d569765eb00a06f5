/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_subject.c - what the log says of imports and runs, and how a log begins. */
#include "store/audit_entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

char *ot_audit_import_text(const ot_import *import, char text[OT_AUDIT_DETAIL])
{
    char total[OT_PENCE_TEXT + 32] = "", pounds[OT_PENCE_TEXT];

    if (import->kind == OT_KIND_LEDGER || import->kind == OT_KIND_FORECASTS)
        snprintf(total, sizeof total, ", control total %s",
                 ot_pence_text(import->control_total, pounds));
    else if (import->kind == OT_KIND_ACTIVITY)
        snprintf(total, sizeof total, ", control total %" PRId64,
                 import->control_total);
    snprintf(text, OT_AUDIT_DETAIL,
             "import %" PRId64 ": %s '%s', sha256 %s, %" PRId64 " records%s%s",
             import->id, ot_kind_name(import->kind), import->file, import->sha256,
             import->records, total, import->lines_kept ? ", lines kept" : "");
    return text;
}

ot_status ot_audit_import(ot_store *store, const ot_import *import, ot_error *err)
{
    char text[OT_AUDIT_DETAIL];

    return ot_audit_put(store, import->time, ot_audit_import_text(import, text), err);
}

ot_status ot_audit_run_text(ot_store *store, const ot_run *run,
                            char text[OT_AUDIT_DETAIL], ot_error *err)
{
    char pounds[OT_PENCE_TEXT];
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT count(*), coalesce(sum(adopted), 0)"
                                 " FROM run_line WHERE run = ?",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, run->id);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        snprintf(text, OT_AUDIT_DETAIL,
                 "run %" PRId64 ": as at period %d of the year from %d, imports up to "
                 "%" PRId64 ", profile sha256 %s, version %s, back-test %" PRId64
                 ", %" PRId64 " lines, adopted %s",
                 run->id, run->as_at.number, run->as_at.year, run->mark,
                 run->options_sha256, run->version, run->backtest, ot_stmt_int(stmt, 0),
                 ot_pence_text(ot_stmt_int(stmt, 1), pounds));
    ot_stmt_free(stmt);
    return st;
}

ot_status ot_audit_run(ot_store *store, const ot_run *run, ot_error *err)
{
    char text[OT_AUDIT_DETAIL];
    ot_status st;

    if (!store->auditor.sha256)
        return OT_OK;
    st = ot_audit_run_text(store, run, text, err);
    return st == OT_OK ? ot_audit_put(store, run->time, text, err) : st;
}

/* Imports and runs from before the log, as they stand. */
typedef struct earlier {
    ot_store *store;
    ot_error *err;
    ot_status st;
} earlier;

static bool note_import(void *self, const ot_import *import)
{
    earlier *e = self;
    ot_import now = *import;

    now.time = e->store->auditor.time;
    e->st = ot_audit_import(e->store, &now, e->err);
    return e->st == OT_OK;
}

static bool note_run(void *self, const ot_run *run)
{
    earlier *e = self;
    ot_run now = *run;

    now.time = e->store->auditor.time;
    e->st = ot_audit_run(e->store, &now, e->err);
    return e->st == OT_OK;
}

static ot_status note_earlier(ot_store *store, int64_t imports, ot_error *err)
{
    earlier e = {store, err, OT_OK};
    char text[OT_AUDIT_DETAIL];
    ot_status st;

    if (!imports)
        return ot_audit_put(store, store->auditor.time, "workspace made", err);
    snprintf(text, sizeof text,
             "log begun: what follows up to import %" PRId64
             " and the newest run was there before",
             imports);
    st = ot_audit_put(store, store->auditor.time, text, err);
    if (st == OT_OK)
        st = ot_store_imports(store, 0, note_import, &e, err);
    if (st == OT_OK)
        st = e.st;
    if (st == OT_OK)
        st = ot_store_runs(store, note_run, &e, err);
    return st == OT_OK ? e.st : st;
}

ot_status ot_audit_begin(ot_store *store, ot_error *err)
{
    const char *options = store->auditor.options;
    int64_t entries = 1, imports = 0;
    ot_status st = OT_OK;

    if (!store->auditor.sha256 || store->read_only)
        return OT_OK;
    st = ot_db_ask(store->db, "SELECT count(*) FROM audit", &entries, err);
    if (st < 0 || entries)
        return st;
    st = ot_store_begin(store, err);
    /* Again, now that no other program can begin it. */
    if (st == OT_OK)
        st = ot_db_ask(store->db, "SELECT count(*) FROM audit", &entries, err);
    if (st == OT_OK)
        st = ot_store_mark(store, &imports, err);
    store->auditor.options = "";
    if (st == OT_OK && !entries)
        st = note_earlier(store, imports, err);
    store->auditor.options = options;
    if (st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}
