/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/closing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/audit_entry.h"

struct ot_periods {
    ot_period *items;
    size_t count;
};

ot_status ot_periods_closed(ot_store *store, ot_periods **periods, ot_error *err)
{
    static const char count_sql[] = "SELECT count(*) FROM closing";
    ot_periods *found = calloc(1, sizeof *found);
    ot_stmt *stmt = NULL;
    int64_t count = 0;
    ot_status st =
        found ? ot_db_ask(store->db, count_sql, &count, err) : ot_fail_memory(err);

    if (st == OT_OK) {
        found->items = calloc((size_t)count + 1, sizeof *found->items);
        st = !found->items ? ot_fail_memory(err)
                           : ot_db_prepare(store->db,
                                           "SELECT year, period FROM closing c"
                                           " WHERE NOT reopened AND NOT EXISTS"
                                           " (SELECT 1 FROM closing n"
                                           " WHERE n.year = c.year"
                                           " AND n.period = c.period AND n.id > c.id)"
                                           " ORDER BY year, period LIMIT ?",
                                           &stmt, err);
    }
    if (st == OT_OK)
        ot_stmt_bind_int(stmt, count);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK)
        found->items[found->count++] =
            (ot_period){(int)ot_stmt_int(stmt, 0), (int)ot_stmt_int(stmt, 1)};
    ot_stmt_free(stmt);
    if (st < 0) {
        ot_periods_free(found);
        return st;
    }
    *periods = found;
    return OT_OK;
}

void ot_periods_free(ot_periods *periods)
{
    if (!periods)
        return;
    free(periods->items);
    free(periods);
}

bool ot_periods_have(const ot_periods *periods, ot_period period)
{
    for (size_t i = 0; i < periods->count; i++)
        if (ot_period_compare(periods->items[i], period) == 0)
            return true;
    return false;
}

ot_status ot_store_is_closed(ot_store *store, ot_period period, bool *closed,
                             ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT reopened FROM closing WHERE year = ?"
                                 " AND period = ? ORDER BY id DESC LIMIT 1",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, period.year);
    ot_stmt_bind_int(stmt, period.number);
    st = ot_stmt_next(stmt, err);
    if (st >= 0)
        *closed = st == OT_OK && !ot_stmt_int(stmt, 0);
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_has_actuals(ot_store *store, ot_period period, bool *has,
                               ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st =
        ot_db_prepare(store->db,
                      "SELECT count(*) FROM slice WHERE kind = ? AND part = ?"
                      " AND year = ? AND period = ?",
                      &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, ot_kind_name(OT_KIND_LEDGER));
    ot_stmt_bind_text(stmt, ot_measure_name(OT_ACTUAL));
    ot_stmt_bind_int(stmt, period.year);
    ot_stmt_bind_int(stmt, period.number);
    st = ot_stmt_next(stmt, err);
    if (st >= 0)
        *has = ot_stmt_int(stmt, 0) > 0;
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

static ot_status note(ot_store *store, const ot_closing *closing, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "INSERT INTO closing (year, period, time, reopened,"
                                 " reason, who) VALUES (?, ?, ?, ?, ?, ?)",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, closing->period.year);
    ot_stmt_bind_int(stmt, closing->period.number);
    ot_stmt_bind_int(stmt, closing->time);
    ot_stmt_bind_int(stmt, closing->reopened);
    ot_stmt_bind_text(stmt, closing->reason);
    ot_stmt_bind_text(stmt, store->auditor.who ? store->auditor.who : "");
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

static ot_status log_change(ot_store *store, const ot_closing *closing, ot_error *err)
{
    char text[OT_AUDIT_DETAIL];

    snprintf(text, sizeof text, "period %d of the year from %d %s%s%s",
             closing->period.number, closing->period.year,
             closing->reopened ? "reopened" : "closed", closing->reopened ? ": " : "",
             closing->reason);
    return ot_audit_put(store, closing->time, text, err);
}

/* Notes the change where it is one; *was: whether the period was closed before. */
static ot_status change(ot_store *store, const ot_closing *closing, bool *was,
                        ot_error *err)
{
    ot_status st = ot_store_begin(store, err);

    if (st < 0)
        return st;
    st = ot_store_is_closed(store, closing->period, was, err);
    if (st == OT_OK && *was == closing->reopened)
        st = note(store, closing, err);
    if (st == OT_OK && *was == closing->reopened)
        st = log_change(store, closing, err);
    if (st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}

static ot_status check_period(ot_period period, ot_error *err)
{
    if (!ot_period_valid(period))
        return ot_fail(err, OT_EINPUT, "period %d of year %d does not exist",
                       period.number, period.year);
    return OT_OK;
}

ot_status ot_store_close_period(ot_store *store, ot_period period, int64_t time,
                                ot_error *err)
{
    ot_closing closing = {.period = period, .time = time};
    bool was = false;
    ot_status st = check_period(period, err);

    return st < 0 ? st : change(store, &closing, &was, err);
}

ot_status ot_store_reopen_period(ot_store *store, ot_period period, const char *reason,
                                 int64_t time, ot_error *err)
{
    ot_closing closing = {.period = period, .time = time, .reopened = true};
    bool was = false;
    ot_status st = check_period(period, err);

    if (st < 0)
        return st;
    if (strspn(reason, " \t\r\n") == strlen(reason))
        return ot_fail(err, OT_EINPUT, "a period is opened again only with a reason");
    if (strlen(reason) >= sizeof closing.reason)
        return ot_fail(err, OT_EINPUT, "the reason is longer than %zu bytes",
                       sizeof closing.reason - 1);
    memcpy(closing.reason, reason, strlen(reason) + 1);
    st = change(store, &closing, &was, err);
    if (st == OT_OK && !was)
        return ot_fail(err, OT_EINPUT,
                       "period %d of the year that starts in %d is not closed",
                       period.number, period.year);
    return st;
}

ot_status ot_store_closings(ot_store *store,
                            bool (*each)(void *self, const ot_closing *closing),
                            void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    bool more = true;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT year, period, time, reopened, reason, who"
                                 " FROM closing ORDER BY id",
                                 &stmt, err);

    while (more && st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_closing closing = {
            .period = {(int)ot_stmt_int(stmt, 0), (int)ot_stmt_int(stmt, 1)},
            .time = ot_stmt_int(stmt, 2),
            .reopened = ot_stmt_int(stmt, 3) != 0};

        ot_store_copy_text(stmt, 4, closing.reason, sizeof closing.reason);
        ot_store_copy_text(stmt, 5, closing.who, sizeof closing.who);
        more = each(self, &closing);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
