/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c - the imports of a workspace, and what they replaced of one another. */
#include "store/store.h"

#include <string.h>

#include "store/slice.h"
#include "store/workspace.h"

/* The columns of an import; ?1 is the mark's limit. */
#define IMPORT_COLUMNS                                                                 \
    "i.id, i.kind, i.file, i.sha256, i.records, i.control_total, i.time,"              \
    " (SELECT coalesce(max(n.import), 0) FROM slice s JOIN slice n"                    \
    " ON n.kind = s.kind AND n.part = s.part AND n.year = s.year"                      \
    " AND n.period = s.period AND n.import > s.import AND n.import <= ?1"              \
    " WHERE s.import = i.id),"                                                         \
    " EXISTS (SELECT 1 FROM slice s WHERE s.import = i.id AND NOT EXISTS"              \
    " (SELECT 1 FROM slice n WHERE n.kind = s.kind AND n.part = s.part"                \
    " AND n.year = s.year AND n.period = s.period AND n.import > s.import"             \
    " AND n.import <= ?1)),"                                                           \
    " EXISTS (SELECT 1 FROM slice s JOIN line_block b ON b.slice = s.id"               \
    " WHERE s.import = i.id)"

#define IMPORT_COLUMN_COUNT 10

static ot_status get_import(const ot_store *store, ot_stmt *stmt, ot_import *import,
                            ot_error *err)
{
    const char *kind = ot_stmt_text(stmt, 1);
    int k = 0;

    while (k < OT_KINDS && strcmp(ot_kind_name((ot_kind)k), kind) != 0)
        k++;
    if (k == OT_KINDS)
        return ot_store_damaged(store, "kind of import", err);
    memset(import, 0, sizeof *import);
    import->kind = (ot_kind)k;
    import->id = ot_stmt_int(stmt, 0);
    ot_store_copy_text(stmt, 2, import->file, sizeof import->file);
    ot_store_copy_text(stmt, 3, import->sha256, sizeof import->sha256);
    import->records = ot_stmt_int(stmt, 4);
    import->control_total = ot_stmt_int(stmt, 5);
    import->time = ot_stmt_int(stmt, 6);
    import->superseded_by = ot_stmt_int(stmt, 7);
    import->current = ot_stmt_int(stmt, 8) != 0;
    import->lines_kept = ot_stmt_int(stmt, 9) != 0;
    return OT_OK;
}

ot_status ot_store_import_find(ot_store *store, ot_kind kind, const char *sha256,
                               ot_import *import, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT " IMPORT_COLUMNS " FROM import i"
                                 " WHERE i.id <= ?1 AND i.kind = ? AND i.sha256 = ?"
                                 " ORDER BY i.id DESC LIMIT 1",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, ot_store_mark_limit(0));
    ot_stmt_bind_text(stmt, ot_kind_name(kind));
    ot_stmt_bind_text(stmt, sha256);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        st = get_import(store, stmt, import, err);
    ot_stmt_free(stmt);
    return st;
}

ot_status ot_store_imports(ot_store *store, int64_t mark,
                           bool (*each)(void *self, const ot_import *import),
                           void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    bool more = true;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT " IMPORT_COLUMNS " FROM import i"
                                 " WHERE i.id <= ?1 ORDER BY i.id",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, ot_store_mark_limit(mark));
    while (more && st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_import import;

        st = get_import(store, stmt, &import, err);
        if (st == OT_OK)
            more = each(self, &import);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

/* p: the slice that was in force until slice s of the import came. */
static const char superseded_sql[] =
    "SELECT " IMPORT_COLUMNS ", t.part, t.year, t.period FROM slice t JOIN slice p"
    " ON p.kind = t.kind AND p.part = t.part AND p.year = t.year"
    " AND p.period = t.period AND p.import ="
    " (SELECT max(q.import) FROM slice q WHERE q.kind = t.kind AND q.part = t.part"
    " AND q.year = t.year AND q.period = t.period AND q.import < t.import)"
    " JOIN import i ON i.id = p.import WHERE t.import = ?"
    " ORDER BY i.id, t.part, t.year, t.period";

ot_status ot_store_superseded(ot_store *store, int64_t id, ot_calendar calendar,
                              bool (*each)(void *self, const ot_import *import,
                                           const char *slice),
                              void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    bool more = true;
    ot_status st = ot_db_prepare(store->db, superseded_sql, &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, ot_store_mark_limit(0));
    ot_stmt_bind_int(stmt, id);
    while (more && st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_slice slice = {ot_stmt_text(stmt, IMPORT_COLUMN_COUNT),
                          (int)ot_stmt_int(stmt, IMPORT_COLUMN_COUNT + 1),
                          (int)ot_stmt_int(stmt, IMPORT_COLUMN_COUNT + 2)};
        char text[OT_SLICE_TEXT];
        ot_import import;

        st = get_import(store, stmt, &import, err);
        if (st == OT_OK)
            more =
                each(self, &import, ot_slice_text(import.kind, &slice, calendar, text));
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
