/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past.c - the forecasts of earlier months, by line and month. */
#include "store/past.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/audit_entry.h"

#define MEMBERS                                                                        \
    "run_rate, mean_12, mean_6, median_12, profile_2, profile_3, last_year,"           \
    " last_year_trend, last_year_growth, theta, dynamic_theta, budget_profile"

_Static_assert(OT_YEAR_MEMBERS == 12, "a column for each member");

static const ot_past_entry *entry_of(const void *place)
{
    return *(const ot_past_entry *const *)place;
}

static int compare(const void *left, const void *right)
{
    const ot_past_entry *a = entry_of(left), *b = entry_of(right);
    int by = ot_line_key_compare(&a->line, &b->line);

    if (by)
        return by;
    if (a->forecast.year != b->forecast.year)
        return a->forecast.year - b->forecast.year;
    return a->forecast.month - b->forecast.month;
}

static void bind_key(ot_stmt *stmt, const ot_line_key *key)
{
    ot_stmt_bind_text(stmt, key->cost_centre);
    ot_stmt_bind_int(stmt, key->subjective_group);
    ot_stmt_bind_int(stmt, key->fund);
    ot_stmt_bind_text(stmt, key->area);
}

/* The number of a line, which is added where it is new. */
static ot_status put_line(ot_db *db, const ot_line_key *key, int64_t *id, ot_error *err)
{
    static const char *const statements[] = {
        "SELECT id FROM forecast_line WHERE cost_centre = ? AND subjective_group = ?"
        " AND fund = ? AND area = ?",
        "INSERT INTO forecast_line (cost_centre, subjective_group, fund, area)"
        " VALUES (?, ?, ?, ?) RETURNING id"};
    ot_status st = OT_END;

    for (int i = 0; i < 2 && st == OT_END; i++) {
        ot_stmt *stmt = NULL;

        st = ot_db_prepare(db, statements[i], &stmt, err);
        if (st < 0)
            return st;
        bind_key(stmt, key);
        st = ot_stmt_next(stmt, err);
        if (st == OT_OK)
            *id = ot_stmt_int(stmt, 0);
        ot_stmt_free(stmt);
    }
    return st;
}

static ot_status put_forecast(ot_stmt *stmt, int64_t line,
                              const ot_past_forecast *forecast, ot_error *err)
{
    ot_stmt_bind_int(stmt, line);
    ot_stmt_bind_int(stmt, forecast->year);
    ot_stmt_bind_int(stmt, forecast->month);
    ot_stmt_bind_int(stmt, OT_YEAR_MEMBERS_GENERATION);
    ot_stmt_bind_int(stmt, forecast->then);
    ot_stmt_bind_int(stmt, forecast->history);
    if (forecast->has_manager)
        ot_stmt_bind_int(stmt, forecast->manager);
    else
        ot_stmt_bind_null(stmt);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++) {
        if (forecast->members[i] == OT_PAST_NONE)
            ot_stmt_bind_null(stmt);
        else
            ot_stmt_bind_int(stmt, forecast->members[i]);
    }
    return ot_stmt_run(stmt, err);
}

/* entries: in the order of lines. */
static ot_status put_all(ot_db *db, const ot_past_entry *const *entries, size_t count,
                         ot_error *err)
{
    /* A row of another generation gives way to any. */
    static const char sql[] =
        "INSERT INTO past_forecast (line, year, month, generation, known_then, history,"
        " manager, " MEMBERS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?) ON CONFLICT DO UPDATE SET (generation, known_then, history, manager,"
        " " MEMBERS ") = (excluded.generation, excluded.known_then, excluded.history,"
        " excluded.manager, excluded.run_rate, excluded.mean_12, excluded.mean_6,"
        " excluded.median_12, excluded.profile_2, excluded.profile_3,"
        " excluded.last_year, excluded.last_year_trend, excluded.last_year_growth,"
        " excluded.theta, excluded.dynamic_theta, excluded.budget_profile)"
        " WHERE excluded.known_then >= past_forecast.known_then"
        " OR excluded.generation <> past_forecast.generation";
    ot_stmt *stmt = NULL;
    int64_t line = 0;
    ot_status st = ot_db_prepare(db, sql, &stmt, err);

    for (size_t i = 0; i < count && st == OT_OK; i++) {
        if (i == 0 ||
            ot_line_key_compare(&entries[i - 1]->line, &entries[i]->line) != 0)
            st = put_line(db, &entries[i]->line, &line, err);
        if (st == OT_OK)
            st = put_forecast(stmt, line, &entries[i]->forecast, err);
    }
    ot_stmt_free(stmt);
    return st;
}

static ot_status note_backtest(ot_db *db, int64_t time, size_t count, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(
        db, "INSERT INTO backtest (time, forecasts) VALUES (?, ?)", &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, time);
    ot_stmt_bind_int(stmt, (int64_t)count);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

static ot_status log_backtest(ot_store *store, int64_t time, size_t count,
                              ot_error *err)
{
    char text[OT_AUDIT_DETAIL];
    int64_t id = 0, mark = 0;
    ot_status st = ot_store_backtest_newest(store, &id, err);

    if (st == OT_OK)
        st = ot_store_mark(store, &mark, err);
    snprintf(text, sizeof text,
             "back-test %" PRId64 ": imports up to %" PRId64 ", %zu forecasts", id,
             mark, count);
    return st == OT_OK ? ot_audit_put(store, time, text, err) : st;
}

/* backtest: NULL, or the time of one. */
static ot_status save(ot_store *store, const int64_t *backtest,
                      const ot_past_entry *entries, size_t count, ot_error *err)
{
    const ot_past_entry **sorted = malloc((count + 1) * sizeof *sorted);
    bool held = store->held;
    ot_status st = sorted ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; i < count && sorted; i++)
        sorted[i] = &entries[i];
    if (count && sorted)
        qsort(sorted, count, sizeof *sorted, compare);
    if (st == OT_OK && !held)
        st = ot_store_begin(store, err);
    if (st == OT_OK) {
        st = put_all(store->db, sorted, count, err);
        if (st == OT_OK && backtest)
            st = note_backtest(store->db, *backtest, count, err);
        if (st == OT_OK && backtest)
            st = log_backtest(store, *backtest, count, err);
        if (st < 0) {
            ot_db_rollback(store->db);
            store->held = false;
        } else if (!held) {
            st = ot_db_commit(store->db, err);
        }
    }
    free(sorted);
    return st;
}

ot_status ot_store_past_save(ot_store *store, const ot_past_entry *entries,
                             size_t count, ot_error *err)
{
    return count ? save(store, NULL, entries, count, err) : OT_OK;
}

ot_status ot_store_backtest_save(ot_store *store, int64_t time,
                                 const ot_past_entry *entries, size_t count,
                                 ot_error *err)
{
    return save(store, &time, entries, count, err);
}

ot_status ot_store_backtest_newest(ot_store *store, int64_t *id, ot_error *err)
{
    return ot_db_ask(store->db, "SELECT coalesce(max(id), 0) FROM backtest", id, err);
}

/* The number that a query about a year and a period gives. */
static ot_status ask_about(ot_db *db, const char *sql, ot_period period,
                           int64_t *number, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(db, sql, &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, period.year);
    ot_stmt_bind_int(stmt, period.number);
    st = ot_stmt_next(stmt, err);
    *number = st == OT_OK ? ot_stmt_int(stmt, 0) : 0;
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_known_then(ot_store *store, ot_period period, int64_t *mark,
                              ot_error *err)
{
    ot_run run;
    int64_t came = 0, later = 0;
    ot_status st = ot_store_run_find(store, period, 0, &run, err);

    *mark = st == OT_OK ? run.mark : 0;
    if (st <= OT_OK)
        return st;
    st = ask_about(store->db,
                   "SELECT coalesce(min(import), 0) FROM slice WHERE kind = 'ledger'"
                   " AND part = 'ACTUAL' AND year = ? AND period = ?",
                   period, &came, err);
    if (st == OT_OK)
        st =
            ask_about(store->db,
                      "SELECT coalesce(min(import), 0) FROM slice WHERE kind = 'ledger'"
                      " AND part = 'ACTUAL' AND (year, period) > (?, ?)",
                      period, &later, err);
    if (st == OT_OK && came && later > came)
        *mark = later - 1;
    return st;
}

static void get_forecast(ot_stmt *stmt, ot_past_entry *entry)
{
    ot_past_forecast *forecast = &entry->forecast;

    *entry = (ot_past_entry){.line = {.cost_centre = ot_stmt_text(stmt, 0),
                                      .subjective_group = (int)ot_stmt_int(stmt, 1),
                                      .fund = (int)ot_stmt_int(stmt, 2),
                                      .area = ot_stmt_text(stmt, 3)},
                             .forecast = {.year = (int)ot_stmt_int(stmt, 4),
                                          .month = (int)ot_stmt_int(stmt, 5),
                                          .then = ot_stmt_int(stmt, 6) != 0,
                                          .history = ot_stmt_int(stmt, 7),
                                          .has_manager = !ot_stmt_null(stmt, 8),
                                          .manager = ot_stmt_int(stmt, 8)}};
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        forecast->members[i] =
            ot_stmt_null(stmt, 9 + i) ? OT_PAST_NONE : ot_stmt_int(stmt, 9 + i);
}

ot_status ot_store_past_read(ot_store *store, ot_past *past, ot_error *err)
{
    static const char sql[] =
        "SELECT l.cost_centre, l.subjective_group, l.fund, l.area, p.year, p.month,"
        " p.known_then, p.history, p.manager, " MEMBERS " FROM past_forecast p"
        " JOIN forecast_line l ON l.id = p.line WHERE p.generation = ?"
        " ORDER BY p.line, p.year, p.month";
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db, sql, &stmt, err);

    if (st == OT_OK)
        ot_stmt_bind_int(stmt, OT_YEAR_MEMBERS_GENERATION);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_past_entry entry;

        get_forecast(stmt, &entry);
        st = ot_past_add(past, &entry, err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
