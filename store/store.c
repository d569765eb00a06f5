/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/audit_entry.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/workspace.h"

#define WAIT_MS 10000

static ot_status check_place(const char *path, const ot_store_options *options,
                             ot_error *err)
{
    const char *network = options->allow_network ? NULL : ot_place_network(path);

    if (network)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the workspace is on a network file system (%s), where it "
                          "would be damaged sooner or later: keep it on a local disk",
                          network);
    if ((options->must_exist || options->read_only) && access(path, F_OK) != 0)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "there is no such workspace: import something first, or name "
                          "another file");
    return OT_OK;
}

ot_status ot_store_open(const char *path, const ot_store_options *options,
                        ot_store **store, ot_error *err)
{
    static const ot_store_options defaults = {0};
    ot_store *opened = NULL;
    ot_status st;

    if (!options)
        options = &defaults;
    if (!path[0])
        return ot_fail(err, OT_EUSAGE, "the workspace has no file name");
    st = check_place(path, options, err);
    if (st < 0)
        return st;
    opened = calloc(1, sizeof *opened);
    if (!opened)
        return ot_fail_memory(err);
    opened->read_only = options->read_only;
    if (options->auditor)
        opened->auditor = *options->auditor;
    opened->path = strdup(path);
    if (!opened->path)
        st = ot_fail_memory(err);
    if (st == OT_OK)
        st =
            ot_db_open(path, options->read_only,
                       options->wait_ms ? options->wait_ms : WAIT_MS, &opened->db, err);
    if (st == OT_OK)
        st = ot_schema_bring(opened->db, &ot_schema_current, options->read_only, path,
                             err);
    if (st == OT_OK)
        st = ot_audit_begin(opened, err);
    if (st < 0) {
        ot_store_close(opened);
        return st;
    }
    *store = opened;
    return OT_OK;
}

void ot_store_close(ot_store *store)
{
    if (!store)
        return;
    ot_db_close(store->db);
    free(store->path);
    free(store);
}

ot_status ot_store_begin(ot_store *store, ot_error *err)
{
    if (store->read_only)
        return ot_fail_at(err, OT_EUSAGE, store->path, 0,
                          "the workspace was opened for reading only");
    if (store->importing)
        return ot_fail_at(err, OT_EUSAGE, store->path, 0,
                          "an import is under way: finish it first");
    return ot_db_begin(store->db, err);
}

ot_status ot_store_hold(ot_store *store, ot_error *err)
{
    ot_status st = ot_store_begin(store, err);

    store->held = st == OT_OK;
    return st;
}

ot_status ot_store_release(ot_store *store, ot_error *err)
{
    if (!store->held)
        return OT_OK;
    store->held = false;
    return ot_db_commit(store->db, err);
}

int64_t ot_store_mark_limit(int64_t mark)
{
    return mark ? mark : INT64_MAX;
}

ot_status ot_store_mark(ot_store *store, int64_t *mark, ot_error *err)
{
    return ot_db_ask(store->db, "SELECT coalesce(max(id), 0) FROM import", mark, err);
}

void ot_store_copy_text(ot_stmt *stmt, int column, char *field, size_t size)
{
    snprintf(field, size, "%s", ot_stmt_text(stmt, column));
}

ot_status ot_store_damaged(const ot_store *store, const char *what, ot_error *err)
{
    return ot_fail_at(err, OT_EIO, store->path, 0,
                      "the workspace holds an unknown %s: restore it from a back-up",
                      what);
}
