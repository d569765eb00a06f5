/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell.h"

#include <stdlib.h>

#include "store/code.h"

/* A cell's place in the table: by slice, then as in the cube. */
typedef struct place {
    ot_measure measure;
    ot_period period;
    uint32_t cell;
} place;

typedef struct writer {
    ot_cube *cube;
    const ot_cell *cells;
    size_t count;
    place *places;
    int64_t *ids[OT_DIMENSIONS]; /* of the texts in the cube's pools */
    ot_stmt *insert;
} writer;

static bool same_slice(const place *a, const place *b)
{
    return a->measure == b->measure && ot_period_compare(a->period, b->period) == 0;
}

static int compare_places(const void *left, const void *right)
{
    const place *a = left, *b = right;

    if (a->measure != b->measure)
        return a->measure < b->measure ? -1 : 1;
    if (ot_period_compare(a->period, b->period) != 0)
        return ot_period_compare(a->period, b->period);
    return (a->cell > b->cell) - (a->cell < b->cell);
}

/* SQLite is fastest where rows come in the order of the table's key. */
static ot_status sort_places(writer *w, ot_error *err)
{
    ot_status st = ot_cube_cells(w->cube, &w->cells, &w->count, err);

    if (st < 0)
        return st;
    w->places = malloc((w->count + 1) * sizeof *w->places);
    if (!w->places)
        return ot_fail_memory(err);
    for (size_t i = 0; i < w->count; i++)
        w->places[i] = (place){w->cells[i].measure, w->cells[i].period, (uint32_t)i};
    qsort(w->places, w->count, sizeof *w->places, compare_places);
    return OT_OK;
}

static ot_status number_codes(writer *w, ot_db *db, ot_error *err)
{
    ot_codes *codes = NULL;
    ot_status st = ot_codes_new(db, &codes, err);

    for (int d = 0; d < OT_DIMENSIONS && st == OT_OK; d++) {
        const ot_pool *pool = ot_cube_pool(w->cube, (ot_dimension)d);
        uint32_t count = ot_pool_count(pool);

        w->ids[d] = malloc((count + (size_t)1) * sizeof *w->ids[d]);
        if (!w->ids[d])
            st = ot_fail_memory(err);
        for (uint32_t i = 0; i < count && st == OT_OK; i++)
            st = ot_codes_put(codes, ot_pool_text(pool, i), &w->ids[d][i], err);
    }
    ot_codes_free(codes);
    return st;
}

static ot_status write_cell(writer *w, int64_t slice, const ot_cell *cell,
                            ot_error *err)
{
    ot_stmt_bind_int(w->insert, slice);
    for (int d = 0; d < OT_DIMENSIONS; d++)
        ot_stmt_bind_int(w->insert, w->ids[d][cell->code[d]]);
    ot_stmt_bind_int(w->insert, cell->amount);
    ot_stmt_bind_int(w->insert, cell->lines);
    return ot_stmt_run(w->insert, err);
}

static ot_status write_cells(writer *w, ot_slices *slices, ot_error *err)
{
    int64_t id = 0;
    ot_status st = OT_OK;

    for (size_t i = 0; i < w->count && st == OT_OK; i++) {
        const place *at = &w->places[i];

        if (i == 0 || !same_slice(at - 1, at)) {
            ot_slice slice = {ot_measure_name(at->measure), at->period.year,
                              at->period.number};

            st = ot_slices_put(slices, &slice, &id, err);
        }
        if (st == OT_OK)
            st = write_cell(w, id, &w->cells[at->cell], err);
    }
    return st;
}

ot_status ot_cells_write(ot_db *db, ot_cube *cube, ot_slices *slices, ot_error *err)
{
    writer w = {.cube = cube};
    ot_status st = sort_places(&w, err);

    if (st == OT_OK)
        st = number_codes(&w, db, err);
    if (st == OT_OK)
        st = ot_db_prepare(db,
                           "INSERT INTO cell (slice, cost_centre, account, fund,"
                           " project, amount, lines) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           &w.insert, err);
    if (st == OT_OK)
        st = write_cells(&w, slices, err);
    ot_stmt_free(w.insert);
    for (int d = 0; d < OT_DIMENSIONS; d++)
        free(w.ids[d]);
    free(w.places);
    return st;
}
