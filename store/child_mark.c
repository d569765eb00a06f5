/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child_mark.c - which key the children of a workspace were read with. Knows only what
 * tells one key from another, no key. */
#include <string.h>

#include "store/audit_entry.h"

ot_status ot_store_child_mark(ot_store *store, char mark[OT_STORE_MARK], ot_error *err)
{
    /* An import that failed may have left the mark of a key that nothing needs. */
    ot_status st = ot_db_ask_text(
        store->db,
        "SELECT mark FROM child_key WHERE EXISTS (SELECT 1 FROM import WHERE kind IN"
        " ('episodes', 'children', 'uasc', 'placement_costs', 'payments'))",
        mark, OT_STORE_MARK, err);

    if (st == OT_END)
        mark[0] = '\0';
    return st < 0 ? st : OT_OK;
}

static ot_status write_mark(ot_store *store, const char *mark, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(
        store->db, "INSERT OR REPLACE INTO child_key (id, mark) VALUES (1, ?)", &stmt,
        err);

    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, mark);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

ot_status ot_store_child_mark_set(ot_store *store, const char *mark, ot_error *err)
{
    char kept[OT_STORE_MARK];
    ot_status st = ot_store_begin(store, err);

    if (st < 0)
        return st;
    st = ot_store_child_mark(store, kept, err);
    if (st == OT_OK && *kept && strcmp(kept, mark) != 0)
        st = ot_fail(err, OT_EINPUT,
                     "the key is not the one that the children of the workspace were "
                     "read with: put that one back, or begin a new workspace");
    if (st == OT_OK && !*kept)
        st = write_mark(store, mark, err);
    if (st == OT_OK && !*kept)
        st = ot_audit_put(store, store->auditor.time,
                          "mark of the key for children's identifiers kept", err);
    if (st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}
