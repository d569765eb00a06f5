/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.c - returns as they are issued. */
#include "store/returns.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "store/audit_entry.h"
#include "store/table.h"

ot_status ot_store_return_identity(ot_store *store, ot_return_identity *identity,
                                   ot_error *err)
{
    ot_status st = ot_db_ask_text(store->db, "SELECT workspace FROM return_identity",
                                  identity->workspace, sizeof identity->workspace, err);

    if (st == OT_OK)
        st = ot_db_ask_text(store->db, "SELECT key FROM return_identity", identity->key,
                            sizeof identity->key, err);
    if (st == OT_OK && (strlen(identity->workspace) != OT_RETURN_ID - 1 ||
                        strlen(identity->key) != OT_RETURN_KEY - 1))
        return ot_store_damaged(store, "identity for returns", err);
    return st;
}

static ot_status put_identity(ot_store *store, const ot_return_identity *identity,
                              ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(
        store->db, "INSERT INTO return_identity (id, workspace, key) VALUES (1, ?, ?)",
        &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, identity->workspace);
    ot_stmt_bind_text(stmt, identity->key);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

ot_status ot_store_returns_begin(ot_store *store, ot_return_identity *identity,
                                 ot_error *err)
{
    ot_return_identity kept;
    ot_status st = ot_store_begin(store, err);

    if (st < 0)
        return st;
    st = ot_store_return_identity(store, &kept, err);
    if (st == OT_OK)
        *identity = kept;
    else if (st == OT_END)
        st = put_identity(store, identity, err);
    if (st < 0)
        ot_db_rollback(store->db);
    return st;
}

ot_status ot_store_returns_end(ot_store *store, bool keep, const char *note,
                               int64_t time, ot_error *err)
{
    ot_status st = OT_OK;

    if (keep && *note)
        st = ot_audit_put(store, time, note, err);
    if (keep && st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}

static ot_status find_same(ot_store *store, const ot_return *r, const char *content,
                           int64_t *issue, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st =
        ot_db_prepare(store->db,
                      "SELECT id, content FROM return_issue WHERE manager = ?"
                      " AND year = ? AND period = ? ORDER BY id DESC LIMIT 1",
                      &stmt, err);

    *issue = 0;
    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, r->manager);
    ot_stmt_bind_int(stmt, r->as_at.year);
    ot_stmt_bind_int(stmt, r->as_at.number);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK && strcmp(ot_stmt_text(stmt, 1), content) == 0)
        *issue = ot_stmt_int(stmt, 0);
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

static ot_status put_issue(ot_store *store, const ot_return *r, const char *content,
                           int64_t id, int64_t time, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "INSERT INTO return_issue (id, year, period, manager,"
                                 " driver, reasons, content, time)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, id);
    ot_stmt_bind_int(stmt, r->as_at.year);
    ot_stmt_bind_int(stmt, r->as_at.number);
    ot_stmt_bind_text(stmt, r->manager);
    ot_stmt_bind_text(stmt, r->driver);
    ot_stmt_bind_text(stmt, r->reasons);
    ot_stmt_bind_text(stmt, content);
    ot_stmt_bind_int(stmt, time);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

static void bind_maybe(ot_stmt *stmt, bool there, ot_pence amount)
{
    if (there)
        ot_stmt_bind_int(stmt, amount);
    else
        ot_stmt_bind_null(stmt);
}

static void bind_row(ot_stmt *stmt, const ot_return_row *row)
{
    ot_stmt_bind_text(stmt, row->cost_centre);
    ot_stmt_bind_text(stmt, row->name);
    ot_stmt_bind_text(stmt, row->account);
    ot_stmt_bind_int(stmt, row->subjective_group);
    ot_stmt_bind_text(stmt, ot_fund_name(row->fund));
    ot_stmt_bind_int(stmt, row->budget);
    ot_stmt_bind_int(stmt, row->actual);
    ot_stmt_bind_int(stmt, row->commitment);
    ot_stmt_bind_int(stmt, row->projection);
    bind_maybe(stmt, row->has_range, row->low);
    bind_maybe(stmt, row->has_range, row->high);
    ot_stmt_bind_int(stmt, row->last);
    ot_stmt_bind_text(stmt, row->basis);
    bind_maybe(stmt, row->has_driver, row->driver);
}

#define ROW_COLUMNS                                                                    \
    "cost_centre, name, account, subjective_group, fund, budget, actual, commitment,"  \
    " projection, low, high, last, basis, driver"

static ot_status put_rows(ot_store *store, const ot_return *r, int64_t id,
                          ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st =
        ot_db_prepare(store->db,
                      "INSERT INTO return_row (issue, seq, " ROW_COLUMNS
                      ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      &stmt, err);

    for (size_t i = 0; st == OT_OK && i < r->count; i++) {
        ot_stmt_bind_int(stmt, id);
        ot_stmt_bind_int(stmt, (int64_t)i);
        bind_row(stmt, &r->rows[i]);
        st = ot_stmt_run(stmt, err);
    }
    ot_stmt_free(stmt);
    return st;
}

ot_status ot_store_return_issue(ot_store *store, ot_return *r, const char *content,
                                int64_t time, size_t *fresh, ot_error *err)
{
    int64_t id = 0;
    ot_status st = find_same(store, r, content, &id, err);

    if (st == OT_OK && !id) {
        st = ot_db_ask(store->db, "SELECT coalesce(max(id), 0) + 1 FROM return_issue",
                       &id, err);
        if (st == OT_OK)
            st = put_issue(store, r, content, id, time, err);
        if (st == OT_OK)
            st = put_rows(store, r, id, err);
        ++*fresh;
    }
    r->issue = id;
    return st;
}

static void read_row(ot_row *from, ot_return_row *row)
{
    row->cost_centre = ot_row_next_text(from);
    row->name = ot_row_next_text(from);
    row->account = ot_row_next_text(from);
    row->subjective_group = (int)ot_row_next_int(from);
    row->fund = strcmp(ot_stmt_text(from->stmt, from->column++), "DSG") == 0
                    ? OT_DSG
                    : OT_NON_DSG;
    row->budget = ot_row_next_int(from);
    row->actual = ot_row_next_int(from);
    row->commitment = ot_row_next_int(from);
    row->projection = ot_row_next_int(from);
    row->has_range = !ot_stmt_null(from->stmt, from->column);
    row->low = ot_row_next_int(from);
    row->high = ot_row_next_int(from);
    row->last = ot_row_next_int(from);
    row->basis = ot_row_next_text(from);
    row->has_driver = !ot_stmt_null(from->stmt, from->column);
    row->driver = ot_row_next_int(from);
}

static ot_status read_rows(ot_store *store, int64_t issue, int64_t count,
                           ot_arena *arena, ot_return *out, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT " ROW_COLUMNS
                                 " FROM return_row WHERE issue = ? ORDER BY seq",
                                 &stmt, err);

    if (st < 0)
        return st;
    out->rows = ot_arena_get(arena, ((size_t)count + 1) * sizeof *out->rows);
    if (!out->rows)
        st = ot_fail_memory(err);
    ot_stmt_bind_int(stmt, issue);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_row from = {.stmt = stmt, .arena = arena};

        if (out->count == (size_t)count)
            break;
        read_row(&from, &out->rows[out->count++]);
        if (from.no_memory)
            st = ot_fail_memory(err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_return_get(ot_store *store, int64_t issue, ot_arena *arena,
                              ot_return *out, ot_error *err)
{
    ot_row from = {.arena = arena};
    int64_t count = 0;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT year, period, manager, driver, reasons, "
                                 "(SELECT count(*) FROM return_row"
                                 " WHERE issue = id) FROM return_issue WHERE id = ?",
                                 &from.stmt, err);

    if (st < 0)
        return st;
    *out = (ot_return){.issue = issue, .workspace = ""};
    ot_stmt_bind_int(from.stmt, issue);
    st = ot_stmt_next(from.stmt, err);
    if (st == OT_OK) {
        out->as_at.year = (int)ot_row_next_int(&from);
        out->as_at.number = (int)ot_row_next_int(&from);
        out->manager = ot_row_next_text(&from);
        out->driver = ot_row_next_text(&from);
        out->reasons = ot_row_next_text(&from);
        count = ot_row_next_int(&from);
        if (from.no_memory)
            st = ot_fail_memory(err);
    }
    ot_stmt_free(from.stmt);
    return st == OT_OK ? read_rows(store, issue, count, arena, out, err) : st;
}

ot_status ot_store_return_newest(ot_store *store, const char *manager, int64_t *issue,
                                 ot_period *as_at, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st =
        ot_db_prepare(store->db,
                      "SELECT id, year, period FROM return_issue WHERE manager = ?"
                      " ORDER BY year DESC, period DESC, id DESC LIMIT 1",
                      &stmt, err);

    *issue = 0;
    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, manager);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK) {
        *issue = ot_stmt_int(stmt, 0);
        *as_at = (ot_period){(int)ot_stmt_int(stmt, 1), (int)ot_stmt_int(stmt, 2)};
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
