/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell.h"

#include <stdlib.h>
#include <string.h>

#include "store/cell_set.h"

#define BATCH 4096

typedef struct kept_slice {
    int64_t id, import;
    ot_measure measure;
    ot_period period;
} kept_slice;

/* The cells are read slice by slice, in the order of measures and periods, and then put
 * in order by their codes. */
typedef struct cell_source {
    ot_store *store;
    kept_slice *slices;
    size_t slice_count;
    ot_cell_set set;
    size_t at;
    ot_ledger_record records[BATCH];
} cell_source;

/* Makes room for one more of `size` bytes; NULL: no memory, and items stay. */
static void *reserve_one(void *items, size_t count, size_t *room, size_t size)
{
    size_t wanted = *room ? *room * 2 : 256;
    void *grown;

    if (count < *room)
        return items;
    grown = realloc(items, wanted * size);
    if (grown)
        *room = wanted;
    return grown;
}

static bool find_measure(const char *name, ot_measure *measure)
{
    for (int m = 0; m < OT_MEASURES; m++)
        if (strcmp(ot_measure_name((ot_measure)m), name) == 0) {
            *measure = (ot_measure)m;
            return true;
        }
    return false;
}

static int compare_slices(const void *left, const void *right)
{
    const kept_slice *a = left, *b = right;

    if (a->measure != b->measure)
        return a->measure < b->measure ? -1 : 1;
    return ot_period_compare(a->period, b->period);
}

static ot_status load_slices(cell_source *s, int64_t mark, ot_error *err)
{
    ot_stmt *stmt = NULL;
    size_t room = 0;
    ot_status st = ot_db_prepare(
        s->store->db, OT_NOW_SQL "SELECT id, part, year, period, import FROM now",
        &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_text(stmt, ot_kind_name(OT_KIND_LEDGER));
    ot_stmt_bind_int(stmt, ot_store_mark_limit(mark));
    while ((st = ot_stmt_next(stmt, err)) == OT_OK) {
        kept_slice *grown =
            reserve_one(s->slices, s->slice_count, &room, sizeof *s->slices);
        kept_slice *slice = grown ? &grown[s->slice_count] : NULL;

        if (!grown) {
            st = ot_fail_memory(err);
            break;
        }
        s->slices = grown;
        slice->id = ot_stmt_int(stmt, 0);
        slice->import = ot_stmt_int(stmt, 4);
        slice->period =
            (ot_period){(int)ot_stmt_int(stmt, 2), (int)ot_stmt_int(stmt, 3)};
        if (!find_measure(ot_stmt_text(stmt, 1), &slice->measure)) {
            st = ot_store_damaged(s->store, "measure", err);
            break;
        }
        s->slice_count++;
    }
    ot_stmt_free(stmt);
    if (s->slice_count)
        qsort(s->slices, s->slice_count, sizeof *s->slices, compare_slices);
    return st < 0 ? st : OT_OK;
}

static ot_status load_cells(cell_source *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; i < s->slice_count && st == OT_OK; i++)
        st = ot_cell_set_add(&s->set, s->store, s->slices[i].id, (uint32_t)i, err);
    return st == OT_OK ? ot_cell_set_sort(&s->set, s->store, err) : st;
}

static void fill_record(const cell_source *s, const ot_stored_cell *cell,
                        ot_ledger_record *out)
{
    const kept_slice *slice = &s->slices[cell->slice];
    const ot_cell_set *set = &s->set;

    *out = (ot_ledger_record){.cost_centre =
                                  ot_cell_set_text(set, cell, OT_DIM_COST_CENTRE),
                              .account = ot_cell_set_text(set, cell, OT_DIM_ACCOUNT),
                              .fund = ot_cell_set_text(set, cell, OT_DIM_FUND),
                              .project = ot_cell_set_text(set, cell, OT_DIM_PROJECT),
                              .measure = slice->measure,
                              .period = slice->period,
                              .amount = cell->amount,
                              .lines = (long)cell->lines,
                              .first_line = (long)cell->first_line,
                              .last_line = (long)cell->last_line,
                              .import = slice->import,
                              .document = "",
                              .supplier = "",
                              .text = ""};
}

static ot_status next_batch(void *self, ot_batch *batch, ot_error *err)
{
    cell_source *s = self;
    size_t left = s->set.count - s->at, count = left < BATCH ? left : BATCH;

    (void)err;
    if (!count)
        return OT_END;
    for (size_t i = 0; i < count; i++)
        fill_record(s, ot_cell_set_at(&s->set, s->at + i), &s->records[i]);
    s->at += count;
    ot_batch_set(batch, OT_KIND_LEDGER, s->records, count);
    return OT_OK;
}

static void close_source(void *self)
{
    cell_source *s = self;

    if (!s)
        return;
    ot_cell_set_clear(&s->set);
    free(s->slices);
    free(s);
}

ot_status ot_cells_source(ot_store *store, int64_t mark, ot_source *source,
                          ot_error *err)
{
    cell_source *s = calloc(1, sizeof *s);
    ot_status st;

    if (!s)
        return ot_fail_memory(err);
    s->store = store;
    st = load_slices(s, mark, err);
    if (st == OT_OK)
        st = load_cells(s, err);
    if (st < 0) {
        close_source(s);
        return st;
    }
    *source = (ot_source){s, next_batch, close_source};
    return OT_OK;
}
