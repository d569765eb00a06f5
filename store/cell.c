/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell.h"

#include <stdlib.h>

#include "engine/order.h"
#include "store/cell_block.h"
#include "store/code.h"

typedef struct writer {
    ot_cube *cube;
    const ot_cell *cells;
    size_t count;
    ot_order order;              /* by slice, then as in the cube */
    int64_t *ids[OT_DIMENSIONS]; /* of the texts in the cube's pools */
    ot_stmt *insert;
    ot_stored_cell block[OT_BLOCK_CELLS];
    unsigned char data[OT_BLOCK_BYTES];
} writer;

static ot_status sort_cells(writer *w, ot_error *err)
{
    ot_status st = ot_cube_cells(w->cube, &w->cells, &w->count, err);

    if (st == OT_OK)
        st = ot_order_init(&w->order, w->count, err);
    for (size_t i = 0; i < w->count && st == OT_OK; i++)
        w->order.keys[i] = ot_cell_slice(&w->cells[i]);
    return st == OT_OK ? ot_order_by_keys(&w->order, err) : st;
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
        for (uint32_t i = 0; i < count && st == OT_OK; i++) {
            st = ot_codes_put(codes, ot_pool_text(pool, i), &w->ids[d][i], err);
            if (st == OT_OK && w->ids[d][i] > UINT32_MAX)
                st = ot_fail(err, OT_ERANGE, "the workspace has too many codes");
        }
    }
    ot_codes_free(codes);
    return st;
}

static ot_status write_block(writer *w, int64_t slice, int64_t seq, const uint32_t *at,
                             size_t count, ot_error *err)
{
    ot_cell_block block;
    ot_status st;

    for (size_t i = 0; i < count; i++) {
        const ot_cell *cell = &w->cells[at[i]];

        w->block[i] = (ot_stored_cell){.lines = cell->lines,
                                       .first_line = cell->first_line,
                                       .last_line = cell->last_line,
                                       .amount = cell->amount};
        for (int d = 0; d < OT_DIMENSIONS; d++)
            w->block[i].code[d] = (uint32_t)w->ids[d][cell->code[d]];
    }
    st = ot_cell_block_make(slice, seq, w->block, count, w->data, &block, err);
    return st == OT_OK ? ot_cell_block_put(w->insert, &block, err) : st;
}

/* The cells of one slice, from the one at *done on. */
static ot_status write_slice(writer *w, ot_slices *slices, size_t *done, ot_error *err)
{
    const uint32_t *at = w->order.at;
    const ot_cell *first = &w->cells[at[*done]];
    const ot_slice slice = {ot_measure_name(first->measure), first->period.year,
                            first->period.number};
    uint32_t number = ot_cell_slice(first);
    int64_t id = 0;
    ot_status st = ot_slices_put(slices, &slice, &id, err);

    for (int64_t seq = 1; st == OT_OK && *done < w->count; seq++) {
        size_t count = 0;

        while (count < OT_BLOCK_CELLS && *done + count < w->count &&
               ot_cell_slice(&w->cells[at[*done + count]]) == number)
            count++;
        if (count == 0)
            break;
        st = write_block(w, id, seq, at + *done, count, err);
        *done += count;
    }
    return st;
}

ot_status ot_cells_write(ot_db *db, ot_cube *cube, ot_slices *slices, ot_error *err)
{
    writer *w = calloc(1, sizeof *w);
    size_t done = 0;
    ot_status st;

    if (!w)
        return ot_fail_memory(err);
    w->cube = cube;
    st = sort_cells(w, err);
    if (st == OT_OK)
        st = number_codes(w, db, err);
    if (st == OT_OK)
        st = ot_db_prepare(db, OT_CELL_BLOCK_INSERT, &w->insert, err);
    while (st == OT_OK && done < w->count)
        st = write_slice(w, slices, &done, err);
    ot_stmt_free(w->insert);
    for (int d = 0; d < OT_DIMENSIONS; d++)
        free(w->ids[d]);
    ot_order_clear(&w->order);
    free(w);
    return st;
}
