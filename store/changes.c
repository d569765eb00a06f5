/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/changes.h"

#include "store/cell_changes.h"

/* Slices of kind ?3 in force as at ?2 that were not as at ?1, with those that were. */
#define PAIRS                                                                          \
    "WITH pair AS (SELECT s.id AS new, s.import AS import, s.part AS part,"            \
    " (SELECT p.id FROM slice p WHERE p.kind = s.kind AND p.part = s.part"             \
    " AND p.year = s.year AND p.period = s.period AND p.import <= ?1"                  \
    " ORDER BY p.import DESC LIMIT 1) AS old FROM slice s"                             \
    " WHERE s.import > ?1 AND s.import <= ?2 AND s.kind = ?3"                          \
    " AND NOT EXISTS (SELECT 1 FROM slice n WHERE n.kind = s.kind"                     \
    " AND n.part = s.part AND n.year = s.year AND n.period = s.period"                 \
    " AND n.import > s.import AND n.import <= ?2)) "

/* Each: import, file, the slice that came and the one it replaced, or NULL. */
static const char ledger_sql[] =
    PAIRS "SELECT pair.import, i.file, pair.new, pair.old FROM pair"
          " JOIN import i ON i.id = pair.import ORDER BY pair.import";

#define FORECASTS_OF(side)                                                             \
    "SELECT account, fund, subjective_group, is_change, amount, driver, date, expires" \
    " FROM forecast WHERE slice = pair." side

static const char forecasts_sql[] =
    PAIRS "SELECT DISTINCT pair.import, i.file, pair.part, '', '' FROM pair"
          " JOIN import i ON i.id = pair.import"
          " WHERE EXISTS (" FORECASTS_OF("new") " EXCEPT " FORECASTS_OF(
              "old") ")"
                     " OR EXISTS (" FORECASTS_OF("old") " EXCEPT " FORECASTS_OF(
                         "new") ")"
                                " ORDER BY pair.import, pair.part";

static const char other_sql[] =
    PAIRS "SELECT DISTINCT pair.import, i.file, '', '', '' FROM pair"
          " JOIN import i ON i.id = pair.import ORDER BY pair.import";

/* Kinds whose changes are found by a statement. */
static ot_status tell_rows(ot_stmt *stmt, ot_kind kind,
                           ot_status (*each)(void *self, const ot_change *change,
                                             ot_error *err),
                           void *self, ot_error *err)
{
    ot_status st = OT_OK;

    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_change change = {ot_stmt_int(stmt, 0),  kind,
                                  ot_stmt_text(stmt, 1), ot_stmt_text(stmt, 2),
                                  ot_stmt_text(stmt, 3), ot_stmt_text(stmt, 4)};

        st = each(self, &change, err);
    }
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_changes(ot_store *store, int64_t from, int64_t to,
                           ot_status (*each)(void *self, const ot_change *change,
                                             ot_error *err),
                           void *self, ot_error *err)
{
    ot_status st = OT_OK;

    for (int kind = 0; kind < OT_KINDS && st >= 0; kind++) {
        const char *sql = kind == OT_KIND_LEDGER      ? ledger_sql
                          : kind == OT_KIND_FORECASTS ? forecasts_sql
                                                      : other_sql;
        ot_stmt *stmt = NULL;

        st = ot_db_prepare(store->db, sql, &stmt, err);
        if (st < 0)
            return st;
        ot_stmt_bind_int(stmt, from);
        ot_stmt_bind_int(stmt, to);
        ot_stmt_bind_text(stmt, ot_kind_name((ot_kind)kind));
        st = kind == OT_KIND_LEDGER ? ot_cells_changes(store, stmt, each, self, err)
                                    : tell_rows(stmt, (ot_kind)kind, each, self, err);
        ot_stmt_free(stmt);
    }
    return st;
}
