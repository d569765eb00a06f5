/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - the runs of a workspace: what was forecast, from what, and with which
 * profile. */
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

#include "store/audit_entry.h"
#include "store/code.h"
#include "store/workspace.h"

#define RUN_SQL                                                                        \
    "SELECT id, year, period, mark, time, options_sha256, version, backtest,"          \
    " within, between_services, reconciled, past_years FROM run "

static void get_run(ot_stmt *stmt, ot_run *run)
{
    memset(run, 0, sizeof *run);
    run->id = ot_stmt_int(stmt, 0);
    run->as_at = (ot_period){(int)ot_stmt_int(stmt, 1), (int)ot_stmt_int(stmt, 2)};
    run->mark = ot_stmt_int(stmt, 3);
    run->time = ot_stmt_int(stmt, 4);
    ot_store_copy_text(stmt, 5, run->options_sha256, sizeof run->options_sha256);
    ot_store_copy_text(stmt, 6, run->version, sizeof run->version);
    run->backtest = ot_stmt_int(stmt, 7);
    run->within = ot_stmt_real(stmt, 8);
    run->between = ot_stmt_real(stmt, 9);
    run->reconciled = ot_stmt_int(stmt, 10) != 0;
    run->past_years = ot_stmt_int(stmt, 11);
}

static ot_status put_profile(ot_db *db, const char *profile, int64_t *id, ot_error *err)
{
    static const char *const statements[] = {
        "SELECT id FROM profile WHERE text = ?",
        "INSERT INTO profile (text) VALUES (?) RETURNING id"};
    ot_status st = OT_END;

    for (int i = 0; i < 2 && st == OT_END; i++) {
        ot_stmt *stmt = NULL;

        st = ot_db_prepare(db, statements[i], &stmt, err);
        if (st < 0)
            return st;
        ot_stmt_bind_text(stmt, profile);
        st = ot_stmt_next(stmt, err);
        if (st == OT_OK)
            *id = ot_stmt_int(stmt, 0);
        ot_stmt_free(stmt);
    }
    return st;
}

static ot_status put_run(ot_db *db, const ot_run *run, int64_t profile, int64_t *id,
                         ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st =
        ot_db_prepare(db,
                      "INSERT INTO run (year, period, mark, time,"
                      " options_sha256, version, backtest, within,"
                      " between_services, reconciled, past_years, profile)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                      &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, run->as_at.year);
    ot_stmt_bind_int(stmt, run->as_at.number);
    ot_stmt_bind_int(stmt, run->mark);
    ot_stmt_bind_int(stmt, run->time);
    ot_stmt_bind_text(stmt, run->options_sha256);
    ot_stmt_bind_text(stmt, run->version);
    ot_stmt_bind_int(stmt, run->backtest);
    ot_stmt_bind_real(stmt, run->within);
    ot_stmt_bind_real(stmt, run->between);
    ot_stmt_bind_int(stmt, run->reconciled);
    ot_stmt_bind_int(stmt, run->past_years);
    ot_stmt_bind_int(stmt, profile);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        *id = ot_stmt_int(stmt, 0);
    ot_stmt_free(stmt);
    return st;
}

/* The columns of run_line after run and seq, and one '?' for each; texts are codes. */
#define LINE_COLUMNS                                                                   \
    "cost_centre, fund, area, subjective_group, budget, actual, projected, lo80, "     \
    "hi80,"                                                                            \
    " lo95, hi95, adopted, driver, method, basis, has_interval, months_used,"          \
    " typical, manager_error"

static ot_status put_line(ot_stmt *stmt, ot_codes *codes, int64_t run, int64_t seq,
                          const ot_run_line *line, ot_error *err)
{
    const char *texts[] = {line->cost_centre, line->fund, line->area, line->method,
                           line->basis};
    const ot_pence amounts[] = {line->budget, line->actual, line->projected,
                                line->lo80,   line->hi80,   line->lo95,
                                line->hi95,   line->adopted};
    int64_t ids[5];

    for (int i = 0; i < 5; i++) {
        ot_status st = ot_codes_put(codes, texts[i], &ids[i], err);

        if (st < 0)
            return st;
    }
    ot_stmt_bind_int(stmt, run);
    ot_stmt_bind_int(stmt, seq);
    for (int i = 0; i < 3; i++)
        ot_stmt_bind_int(stmt, ids[i]);
    ot_stmt_bind_int(stmt, line->subjective_group);
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
        ot_stmt_bind_int(stmt, amounts[i]);
    if (line->has_driver)
        ot_stmt_bind_int(stmt, line->driver);
    else
        ot_stmt_bind_null(stmt);
    ot_stmt_bind_int(stmt, ids[3]);
    ot_stmt_bind_int(stmt, ids[4]);
    ot_stmt_bind_int(stmt, line->has_interval);
    ot_stmt_bind_int(stmt, line->months_used);
    ot_stmt_bind_real(stmt, line->typical);
    ot_stmt_bind_real(stmt, line->manager_error);
    return ot_stmt_run(stmt, err);
}

static ot_status put_lines(ot_db *db, int64_t run, const ot_run_line *lines,
                           size_t count, ot_error *err)
{
    ot_codes *codes = NULL;
    ot_stmt *stmt = NULL;
    ot_status st = ot_codes_new(db, &codes, err);

    if (st == OT_OK)
        st = ot_db_prepare(
            db,
            "INSERT INTO run_line (run, seq, " LINE_COLUMNS
            ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            &stmt, err);
    for (size_t i = 0; i < count && st == OT_OK; i++)
        st = put_line(stmt, codes, run, (int64_t)i + 1, &lines[i], err);
    ot_stmt_free(stmt);
    ot_codes_free(codes);
    return st;
}

static ot_status note_run(ot_store *store, const ot_run *run, int64_t id, ot_error *err)
{
    ot_run made = *run;

    made.id = id;
    return ot_audit_run(store, &made, err);
}

ot_status ot_store_run_save(ot_store *store, ot_run *run, const char *profile,
                            const ot_run_line *lines, size_t count, ot_error *err)
{
    int64_t profile_id = 0, id = 0;
    bool held = store->held;
    ot_status st = held ? OT_OK : ot_store_begin(store, err);

    if (st < 0)
        return st;
    st = put_profile(store->db, profile, &profile_id, err);
    if (st == OT_OK)
        st = put_run(store->db, run, profile_id, &id, err);
    if (st == OT_OK)
        st = put_lines(store->db, id, lines, count, err);
    if (st == OT_OK)
        st = note_run(store, run, id, err);
    if (st < 0) {
        ot_db_rollback(store->db);
        store->held = false;
        return st;
    }
    if (!held)
        st = ot_db_commit(store->db, err);
    if (st == OT_OK)
        run->id = id;
    return st;
}

ot_status ot_store_run_find(ot_store *store, ot_period as_at, int64_t before_id,
                            ot_run *run, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 RUN_SQL "WHERE year = ? AND period = ? AND id < ?"
                                         " ORDER BY id DESC LIMIT 1",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, as_at.year);
    ot_stmt_bind_int(stmt, as_at.number);
    ot_stmt_bind_int(stmt, before_id ? before_id : INT64_MAX);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        get_run(stmt, run);
    ot_stmt_free(stmt);
    return st;
}

static ot_status no_run(const ot_store *store, int64_t id, ot_error *err)
{
    return ot_fail_at(err, OT_EINPUT, store->path, 0,
                      "there is no run %" PRId64 ": `outturn history` lists them", id);
}

ot_status ot_store_run_get(ot_store *store, int64_t id, ot_run *run, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db, RUN_SQL "WHERE id = ?", &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, id);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        get_run(stmt, run);
    ot_stmt_free(stmt);
    return st == OT_END ? no_run(store, id, err) : st;
}

ot_status ot_store_run_profile(ot_store *store, int64_t id, char **profile,
                               ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT p.text FROM run r JOIN profile p"
                                 " ON p.id = r.profile WHERE r.id = ?",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, id);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK) {
        *profile = strdup(ot_stmt_text(stmt, 0));
        if (!*profile)
            st = ot_fail_memory(err);
    }
    ot_stmt_free(stmt);
    return st == OT_END ? no_run(store, id, err) : st;
}

static void get_line(ot_stmt *stmt, ot_run_line *line)
{
    *line = (ot_run_line){.cost_centre = ot_stmt_text(stmt, 0),
                          .fund = ot_stmt_text(stmt, 1),
                          .area = ot_stmt_text(stmt, 2),
                          .subjective_group = (int)ot_stmt_int(stmt, 3),
                          .budget = ot_stmt_int(stmt, 4),
                          .actual = ot_stmt_int(stmt, 5),
                          .projected = ot_stmt_int(stmt, 6),
                          .lo80 = ot_stmt_int(stmt, 7),
                          .hi80 = ot_stmt_int(stmt, 8),
                          .lo95 = ot_stmt_int(stmt, 9),
                          .hi95 = ot_stmt_int(stmt, 10),
                          .adopted = ot_stmt_int(stmt, 11),
                          .driver = ot_stmt_int(stmt, 12),
                          .has_driver = !ot_stmt_null(stmt, 12),
                          .method = ot_stmt_text(stmt, 13),
                          .basis = ot_stmt_text(stmt, 14),
                          .has_interval = ot_stmt_int(stmt, 15) != 0,
                          .months_used = ot_stmt_int(stmt, 16),
                          .typical = ot_stmt_real(stmt, 17),
                          .manager_error = ot_stmt_real(stmt, 18)};
}

ot_status ot_store_run_lines(ot_store *store, int64_t id,
                             ot_status (*each)(void *self, const ot_run_line *line,
                                               ot_error *err),
                             void *self, ot_error *err)
{
    static const char sql[] =
        "SELECT cc.text, f.text, a.text, subjective_group, budget, actual, projected,"
        " lo80, hi80, lo95, hi95, adopted, driver, m.text, b.text, has_interval,"
        " months_used, typical, manager_error FROM run_line l"
        " JOIN code cc ON cc.id = l.cost_centre JOIN code f ON f.id = l.fund"
        " JOIN code a ON a.id = l.area JOIN code m ON m.id = l.method"
        " JOIN code b ON b.id = l.basis WHERE l.run = ? ORDER BY l.seq";
    ot_stmt *stmt = NULL;
    ot_run run;
    ot_status st = ot_store_run_get(store, id, &run, err);

    if (st == OT_OK)
        st = ot_db_prepare(store->db, sql, &stmt, err);
    if (st == OT_OK)
        ot_stmt_bind_int(stmt, id);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_run_line line;

        get_line(stmt, &line);
        st = each(self, &line, err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_store_runs(ot_store *store, bool (*each)(void *self, const ot_run *run),
                        void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    bool more = true;
    ot_status st = ot_db_prepare(store->db, RUN_SQL "ORDER BY id", &stmt, err);

    while (more && st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_run run;

        get_run(stmt, &run);
        more = each(self, &run);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}
