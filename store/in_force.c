/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/in_force.h"

#include "store/slice.h"

static ot_status tell_kind(ot_store *store, ot_kind kind, int64_t mark,
                           ot_status (*each)(void *self, const ot_in_force *slice,
                                             ot_error *err),
                           void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 OT_NOW_SQL "SELECT part, year, period, import FROM now"
                                            " ORDER BY part, year, period",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, ot_kind_name(kind));
    ot_stmt_bind_int(stmt, ot_store_mark_limit(mark));
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_in_force slice = {kind, ot_stmt_text(stmt, 0),
                                   (int)ot_stmt_int(stmt, 1), (int)ot_stmt_int(stmt, 2),
                                   ot_stmt_int(stmt, 3)};

        st = each(self, &slice, err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_in_force(ot_store *store, int64_t mark,
                            ot_status (*each)(void *self, const ot_in_force *slice,
                                              ot_error *err),
                            void *self, ot_error *err)
{
    ot_status st = OT_OK;

    for (int kind = 0; st == OT_OK && kind < OT_KINDS; kind++)
        st = tell_kind(store, (ot_kind)kind, mark, each, self, err);
    return st;
}
