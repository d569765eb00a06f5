/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_status.c - which returns came back, and what was given in them. */
#include <string.h>

#include "store/returns.h"
#include "store/table.h"

ot_status ot_store_returns_period(ot_store *store, ot_period *as_at, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT year, period FROM return_issue"
                                 " ORDER BY year DESC, period DESC LIMIT 1",
                                 &stmt, err);

    *as_at = (ot_period){0};
    if (st < 0)
        return st;
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        *as_at = (ot_period){(int)ot_stmt_int(stmt, 0), (int)ot_stmt_int(stmt, 1)};
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

/* What was given in an import beside the rows that it answers. */
#define GIVEN                                                                          \
    " FROM return_receipt a JOIN slice s ON s.import = a.import"                       \
    " JOIN forecast f ON f.slice = s.id JOIN return_row r ON r.issue = a.issue"        \
    " AND r.cost_centre = f.cost_centre AND r.fund = f.fund"                           \
    " AND r.subjective_group = f.subjective_group"

/* Of every manager the newest issue, and the newest answer to any issue of the period.
 */
static const char status_sql[] =
    "WITH asked AS (SELECT manager, max(id) AS issue FROM return_issue"
    " WHERE year = ?1 AND period = ?2 GROUP BY manager),"
    " answer AS (SELECT i.manager AS manager, max(a.import) AS import"
    " FROM return_issue i JOIN return_receipt a ON a.issue = i.id"
    " WHERE i.year = ?1 AND i.period = ?2 GROUP BY i.manager),"
    " sums AS (SELECT a.import AS import, count(*) AS given,"
    " sum(f.amount <> r.last OR f.driver IS NOT r.driver) AS changed,"
    " sum(r.last) AS last, sum(f.amount) AS forecast" GIVEN " GROUP BY a.import)"
    " SELECT asked.manager, asked.issue,"
    " (SELECT count(*) FROM return_row r WHERE r.issue = asked.issue),"
    " answer.import, c.issue, m.file, m.time, sums.given, sums.changed, sums.last,"
    " sums.forecast FROM asked LEFT JOIN answer ON answer.manager = asked.manager"
    " LEFT JOIN return_receipt c ON c.import = answer.import"
    " LEFT JOIN import m ON m.id = answer.import"
    " LEFT JOIN sums ON sums.import = answer.import ORDER BY asked.manager";

ot_status ot_store_returns_status(ot_store *store, ot_period as_at,
                                  ot_status (*each)(void *self,
                                                    const ot_return_status *status,
                                                    ot_error *err),
                                  void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db, status_sql, &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, as_at.year);
    ot_stmt_bind_int(stmt, as_at.number);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_return_status status = {.manager = ot_stmt_text(stmt, 0),
                                         .issue = ot_stmt_int(stmt, 1),
                                         .lines = ot_stmt_int(stmt, 2),
                                         .import = ot_stmt_int(stmt, 3),
                                         .answered = ot_stmt_int(stmt, 4),
                                         .file = ot_stmt_text(stmt, 5),
                                         .time = ot_stmt_int(stmt, 6),
                                         .given = ot_stmt_int(stmt, 7),
                                         .changed = ot_stmt_int(stmt, 8),
                                         .last = ot_stmt_int(stmt, 9),
                                         .forecast = ot_stmt_int(stmt, 10)};

        st = each(self, &status, err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_return_given(ot_store *store, int64_t import,
                                ot_status (*each)(void *self,
                                                  const ot_return_given *given,
                                                  ot_error *err),
                                void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(
        store->db,
        "SELECT r.cost_centre, r.name, f.reason_code, f.comment, r.subjective_group,"
        " r.fund, r.budget, r.last, f.amount, r.driver, f.driver" GIVEN
        " WHERE a.import = ? ORDER BY r.seq",
        &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, import);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_return_given given = {
            .cost_centre = ot_stmt_text(stmt, 0),
            .name = ot_stmt_text(stmt, 1),
            .reason = ot_stmt_text(stmt, 2),
            .comment = ot_stmt_text(stmt, 3),
            .subjective_group = (int)ot_stmt_int(stmt, 4),
            .fund = strcmp(ot_stmt_text(stmt, 5), "DSG") == 0 ? OT_DSG : OT_NON_DSG,
            .budget = ot_stmt_int(stmt, 6),
            .last = ot_stmt_int(stmt, 7),
            .forecast = ot_stmt_int(stmt, 8),
            .had_driver = !ot_stmt_null(stmt, 9),
            .last_driver = ot_stmt_int(stmt, 9),
            .has_driver = !ot_stmt_null(stmt, 10),
            .driver = ot_stmt_int(stmt, 10)};

        st = each(self, &given, err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
