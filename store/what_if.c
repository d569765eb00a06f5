/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what_if.c - what-ifs by name, as they were written. */
#include "store/store.h"

#include <stdio.h>

#include "store/audit_entry.h"

static ot_status log_change(ot_store *store, const char *change, const char *name,
                            int64_t time, ot_error *err)
{
    char text[OT_AUDIT_DETAIL];

    snprintf(text, sizeof text, "what-if '%.200s' %s", name, change);
    return ot_audit_put(store, time, text, err);
}

ot_status ot_store_what_if_save(ot_store *store, const ot_what_if *what_if,
                                ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_store_begin(store, err);

    if (st < 0)
        return st;
    st = ot_db_prepare(store->db,
                       "INSERT INTO what_if (name, starts, fee_uplift, cap, time)"
                       " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                       " (starts, fee_uplift, cap, time) = (excluded.starts,"
                       " excluded.fee_uplift, excluded.cap, excluded.time)",
                       &stmt, err);
    if (st == OT_OK) {
        ot_stmt_bind_text(stmt, what_if->name);
        ot_stmt_bind_text(stmt, what_if->starts);
        ot_stmt_bind_text(stmt, what_if->fee_uplift);
        ot_stmt_bind_text(stmt, what_if->cap);
        ot_stmt_bind_int(stmt, what_if->time);
        st = ot_stmt_run(stmt, err);
    }
    ot_stmt_free(stmt);
    if (st == OT_OK)
        st = log_change(store, "saved", what_if->name, what_if->time, err);
    if (st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}

ot_status ot_store_what_if_forget(ot_store *store, const char *name, int64_t time,
                                  ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_store_begin(store, err);
    bool found = false;

    if (st < 0)
        return st;
    st = ot_db_prepare(store->db, "DELETE FROM what_if WHERE name = ? RETURNING 1",
                       &stmt, err);
    if (st == OT_OK) {
        ot_stmt_bind_text(stmt, name);
        while ((st = ot_stmt_next(stmt, err)) == OT_OK)
            found = true;
    }
    ot_stmt_free(stmt);
    if (st == OT_END && !found)
        st =
            ot_fail_at(err, OT_EINPUT, store->path, 0,
                       "there is no what-if named '%s': `outturn placements --compare` "
                       "lists them",
                       name);
    if (st == OT_END)
        st = log_change(store, "forgotten", name, time, err);
    if (st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}

ot_status ot_store_what_ifs(ot_store *store,
                            ot_status (*each)(void *self, const ot_what_if *what_if,
                                              ot_error *err),
                            void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT name, starts, fee_uplift, cap, time"
                                 " FROM what_if ORDER BY name",
                                 &stmt, err);

    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_what_if what_if = {.name = ot_stmt_text(stmt, 0),
                                    .starts = ot_stmt_text(stmt, 1),
                                    .fee_uplift = ot_stmt_text(stmt, 2),
                                    .cap = ot_stmt_text(stmt, 3),
                                    .time = ot_stmt_int(stmt, 4)};

        st = each(self, &what_if, err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
