/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "store/audit_entry.h"
#include "store/cell.h"
#include "store/closing.h"
#include "store/line_writer.h"
#include "store/locked.h"
#include "store/returns.h"
#include "store/table.h"

/* An import that is being made, within one transaction from begin to finish. Rows are
 * written as they come, ledger lines summed in memory and written at the end; the
 * import and its slices, by which all reading goes, come last. */
typedef struct importing {
    ot_store *store;
    ot_import *told; /* the caller's, filled at the end */
    ot_import made;
    ot_calendar calendar;
    ot_slices *slices;
    const ot_table *table; /* NULL: ledger */
    ot_stmt *insert;
    ot_cube *cube;
    ot_line_writer *lines; /* NULL: they are not kept */
    ot_periods *closed;
    int64_t issue; /* of the return that this is the answer to; 0: none */
    ot_date date;  /* of its forecasts */
    bool open;     /* the transaction */
    bool failed;   /* a batch was refused */
} importing;

static ot_status count_records(importing *im, int64_t records, ot_pence amount,
                               long line, ot_error *err)
{
    im->made.records += records;
    if (ot_pence_add(&im->made.control_total, amount, err) < 0)
        return ot_fail_at(err, OT_ERANGE, im->made.file, line,
                          "the control total is beyond what can be held exactly");
    return OT_OK;
}

static ot_status check_period(const importing *im, ot_period period, long line,
                              ot_error *err)
{
    if (!ot_period_valid(period))
        return ot_fail_at(err, OT_EINPUT, im->made.file, line,
                          "period %d of year %d does not exist", period.number,
                          period.year);
    return OT_OK;
}

static ot_status put_ledger(importing *im, const ot_batch *batch, ot_error *err)
{
    for (size_t i = 0; i < batch->count; i++) {
        const ot_ledger_record *record = &batch->of.ledger[i];
        ot_status st = check_period(im, record->period, record->line, err);

        if (st == OT_OK)
            st = count_records(im, record->lines, record->amount, record->line, err);
        if (st == OT_OK && im->lines)
            st = ot_line_writer_put(im->lines, record, err);
        if (st < 0)
            return st;
    }
    return ot_cube_add(im->cube, batch->of.ledger, batch->count, err);
}

static ot_status put_row(importing *im, const void *record, ot_error *err)
{
    ot_entry entry = {.slice = {"", 0, 0}};
    int64_t slice = 0;
    ot_status st = OT_OK;

    im->table->describe(record, &entry);
    if (im->made.kind == OT_KIND_ACTIVITY || im->made.kind == OT_KIND_PAYMENTS)
        st = check_period(im, (ot_period){entry.slice.year, entry.slice.period},
                          entry.line, err);
    if (st == OT_OK)
        st = count_records(im, 1, entry.amount, entry.line, err);
    if (st == OT_OK)
        st = ot_slices_put(im->slices, &entry.slice, &slice, err);
    if (st < 0)
        return st;
    ot_stmt_bind_int(im->insert, slice);
    ot_stmt_bind_int(im->insert, im->made.records);
    im->table->put(im->insert, record);
    return ot_stmt_run(im->insert, err);
}

static ot_status put_rows(importing *im, const ot_batch *batch, ot_error *err)
{
    const char *records = ot_batch_records(batch);
    ot_status st = OT_OK;

    for (size_t i = 0; i < batch->count && st == OT_OK; i++)
        st = put_row(im, records + i * im->table->record_size, err);
    return st;
}

static ot_status put_batch(void *self, const ot_batch *batch, ot_error *err)
{
    importing *im = self;
    ot_status st;

    if (batch->kind != im->made.kind)
        return ot_fail_at(err, OT_EUSAGE, im->made.file, 0,
                          "this import takes '%s', not '%s'",
                          ot_kind_name(im->made.kind), ot_kind_name(batch->kind));
    if (!im->open || im->failed)
        return ot_fail_at(err, OT_EUSAGE, im->made.file, 0,
                          "this import has ended: begin another");
    st = im->table ? put_rows(im, batch, err) : put_ledger(im, batch, err);
    im->failed = st < 0;
    return st;
}

static ot_status write_import(const importing *im, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(im->store->db,
                                 "INSERT INTO import (id, kind, file, sha256, records,"
                                 " control_total, time) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, im->made.id);
    ot_stmt_bind_text(stmt, ot_kind_name(im->made.kind));
    ot_stmt_bind_text(stmt, im->made.file);
    ot_stmt_bind_text(stmt, im->made.sha256);
    ot_stmt_bind_int(stmt, im->made.records);
    ot_stmt_bind_int(stmt, im->made.control_total);
    ot_stmt_bind_int(stmt, im->made.time);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

static ot_status write_receipt(const importing *im, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(
        im->store->db, "INSERT INTO return_receipt (import, issue) VALUES (?, ?)",
        &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, im->made.id);
    ot_stmt_bind_int(stmt, im->issue);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

static void end_transaction(importing *im)
{
    if (!im->open)
        return;
    ot_db_rollback(im->store->db);
    im->open = false;
    im->store->importing = false;
}

static ot_status finish(void *self, ot_error *err)
{
    importing *im = self;
    ot_status st = OT_OK;

    if (!im->open || im->failed)
        return ot_fail_at(err, OT_EUSAGE, im->made.file, 0,
                          "an import that failed or has ended cannot be finished");
    memcpy(im->made.sha256, im->told->sha256, sizeof im->made.sha256);
    im->made.lines_kept = im->lines && im->made.records > 0;
    if (im->lines)
        st = ot_line_writer_end(im->lines, err);
    if (st == OT_OK && im->cube)
        st = ot_locked_check(im->store, im->cube, im->closed, im->calendar,
                             im->made.file, err);
    if (st == OT_OK && im->cube)
        st = ot_cells_write(im->store->db, im->cube, im->slices, err);
    if (st == OT_OK)
        st = write_import(im, err);
    if (st == OT_OK)
        st =
            ot_slices_write(im->slices, im->store->db, im->made.kind, im->made.id, err);
    if (st == OT_OK && im->issue)
        st = write_receipt(im, err);
    if (st == OT_OK)
        st = ot_audit_import(im->store, &im->made, err);
    if (st == OT_OK)
        st = ot_db_commit(im->store->db, err);
    end_transaction(im);
    if (st < 0)
        return st;
    im->made.superseded_by = 0;
    /* Such a file replaces the one before even where it has no lines. */
    im->made.current =
        im->made.records > 0 || im->issue || ot_kind_is_whole(im->made.kind);
    *im->told = im->made;
    return OT_OK;
}

static void close_import(void *self)
{
    importing *im = self;

    if (!im)
        return;
    ot_stmt_free(im->insert);
    ot_line_writer_free(im->lines);
    end_transaction(im);
    ot_slices_free(im->slices);
    ot_cube_free(im->cube);
    ot_periods_free(im->closed);
    free(im);
}

/* An answer replaces the manager's earlier ones of the month also where it gives no
 * forecast. The issue must still be the newest: another program may have issued one. */
static ot_status prepare_answer(importing *im, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(
        im->store->db,
        "SELECT DISTINCT r.cost_centre FROM return_row r JOIN return_issue i"
        " ON i.id = r.issue WHERE i.id = ?1 AND NOT EXISTS (SELECT 1 FROM return_issue "
        "n"
        " WHERE n.manager = i.manager AND (n.year, n.period, n.id) > (i.year, i.period,"
        " i.id)) ORDER BY 1",
        &stmt, err);
    size_t centres = 0;

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, im->issue);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_slice slice = {ot_stmt_text(stmt, 0), im->date / 10000,
                                im->date / 100 % 100 + OT_SLICE_RETURNED};
        int64_t id;

        st = ot_slices_put(im->slices, &slice, &id, err);
        centres++;
    }
    ot_stmt_free(stmt);
    if (st == OT_END && !centres)
        return ot_fail_at(err, OT_EINPUT, im->made.file, 0,
                          "a newer return was issued to this manager: fill in that");
    return st < 0 ? st : OT_OK;
}

/* Within the transaction: nobody else can take the same ids or close a period now. */
static ot_status prepare(importing *im, ot_error *err)
{
    ot_db *db = im->store->db;
    int64_t slice = 0, slice_id;
    ot_status st =
        ot_db_ask(db, "SELECT coalesce(max(id), 0) + 1 FROM import", &im->made.id, err);

    if (st == OT_OK)
        st = ot_db_ask(db, "SELECT coalesce(max(id), 0) + 1 FROM slice", &slice, err);
    if (st == OT_OK)
        st = ot_slices_new(slice, &im->slices, err);
    if (st == OT_OK)
        st = ot_periods_closed(im->store, &im->closed, err);
    if (st == OT_OK && im->table)
        st = ot_db_prepare(db, im->table->insert, &im->insert, err);
    if (st == OT_OK && im->cube && im->made.lines_kept)
        st = ot_line_writer_new(db, im->slices, im->made.text_kept, &im->lines, err);
    if (st == OT_OK && ot_kind_is_whole(im->made.kind))
        st = ot_slices_put(im->slices, &(ot_slice){"", 0, 0}, &slice_id, err);
    return st == OT_OK && im->issue ? prepare_answer(im, err) : st;
}

static ot_status begin_import(ot_store *store, ot_import *import, ot_calendar calendar,
                              int64_t issue, ot_date date, ot_sink *sink, ot_error *err)
{
    importing *im = calloc(1, sizeof *im);
    ot_status st;

    if (!im)
        return ot_fail_memory(err);
    im->store = store;
    im->told = import;
    im->made = *import;
    im->made.records = 0;
    im->made.control_total = 0;
    im->calendar = calendar;
    im->issue = issue;
    im->date = date;
    im->table = ot_table_of(import->kind);
    if (!im->table)
        im->cube = ot_cube_new();
    if (!im->table && !im->cube)
        st = ot_fail_memory(err);
    else
        st = ot_store_begin(store, err);
    if (st == OT_OK) {
        im->open = true;
        store->importing = true;
        st = prepare(im, err);
    }
    if (st < 0) {
        close_import(im);
        return st;
    }
    *sink = (ot_sink){im, put_batch, finish, close_import};
    return OT_OK;
}

ot_status ot_store_import_begin(ot_store *store, ot_import *import,
                                ot_calendar calendar, ot_sink *sink, ot_error *err)
{
    return begin_import(store, import, calendar, 0, 0, sink, err);
}

ot_status ot_store_return_import_begin(ot_store *store, ot_import *import,
                                       ot_calendar calendar, int64_t issue,
                                       ot_date date, ot_sink *sink, ot_error *err)
{
    return begin_import(store, import, calendar, issue, date, sink, err);
}
