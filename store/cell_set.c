/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell_set.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void ot_cell_set_clear(ot_cell_set *set)
{
    ot_arena_clear(&set->arena);
    ot_order_clear(&set->order);
    free(set->cells);
    free(set->texts);
    free(set->places);
    *set = (ot_cell_set){0};
}

static ot_status reserve_block(ot_cell_set *set, ot_error *err)
{
    size_t room = set->room + set->room / 2 + OT_BLOCK_CELLS;
    ot_stored_cell *cells;

    if (set->count + OT_BLOCK_CELLS <= set->room)
        return OT_OK;
    if (room > UINT32_MAX)
        return ot_fail(err, OT_ERANGE, "the ledger has too many cells");
    cells = realloc(set->cells, room * sizeof *cells);
    if (!cells)
        return ot_fail_memory(err);
    set->cells = cells;
    set->room = room;
    return OT_OK;
}

static ot_status read_block(ot_cell_set *set, ot_store *store, ot_stmt *stmt,
                            uint32_t number, ot_error *err)
{
    ot_cell_block block;
    ot_status st = reserve_block(set, err);

    if (st < 0)
        return st;
    ot_cell_block_get(stmt, &block);
    if (!ot_cell_block_read(&block, set->cells + set->count))
        return ot_fail_at(err, OT_EIO, store->path, 0,
                          "cells of the ledger (block %" PRId64 " of slice %" PRId64
                          ") are not as they were written: restore the workspace from "
                          "a back-up, or import its files again",
                          block.seq, block.slice);
    for (size_t i = 0; i < block.cells; i++)
        set->cells[set->count++].slice = number;
    return OT_OK;
}

ot_status ot_cell_set_add(ot_cell_set *set, ot_store *store, int64_t slice,
                          uint32_t number, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT " OT_CELL_BLOCK_COLUMNS
                                 " FROM cell_block WHERE slice = ? ORDER BY seq",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, slice);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK)
        st = read_block(set, store, stmt, number, err);
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

ot_status ot_cell_set_load_codes(ot_cell_set *set, ot_store *store, ot_error *err)
{
    ot_stmt *stmt = NULL;
    uint32_t count = 0;
    size_t size;
    ot_status st = ot_db_ask(store->db, "SELECT coalesce(max(id), 0) FROM code",
                             &set->highest_id, err);

    if (st < 0)
        return st;
    size = (size_t)set->highest_id + 1;
    set->places = calloc(size, sizeof *set->places);
    set->texts = calloc(size, sizeof *set->texts);
    if (!set->places || !set->texts)
        return ot_fail_memory(err);
    st = ot_db_prepare(
        store->db, "SELECT id, text FROM code WHERE id BETWEEN 0 AND ? ORDER BY text",
        &stmt, err);
    if (st == OT_OK)
        ot_stmt_bind_int(stmt, set->highest_id);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        int64_t id = ot_stmt_int(stmt, 0);

        set->texts[id] = ot_arena_copy(&set->arena, ot_stmt_text(stmt, 1));
        set->places[id] = count++;
        if (!set->texts[id])
            st = ot_fail_memory(err);
    }
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

bool ot_cell_set_knows(const ot_cell_set *set, const ot_stored_cell *cell)
{
    for (int d = 0; d < OT_DIMENSIONS; d++)
        if (cell->code[d] > set->highest_id || !set->texts[cell->code[d]])
            return false;
    return true;
}

ot_status ot_cell_set_sort(ot_cell_set *set, ot_store *store, ot_error *err)
{
    /* Codes last: what a slice refers to is there by then. */
    ot_status st = ot_cell_set_load_codes(set, store, err);

    if (st == OT_OK)
        st = ot_order_init(&set->order, set->count, err);
    for (size_t i = 0; i < set->count && st == OT_OK; i++)
        if (!ot_cell_set_knows(set, &set->cells[i]))
            st = ot_store_damaged(store, "code", err);
    for (int d = OT_DIMENSIONS - 1; d >= 0 && st == OT_OK; d--) {
        for (size_t i = 0; i < set->count; i++)
            set->order.keys[i] = set->places[set->cells[i].code[d]];
        st = ot_order_by_keys(&set->order, err);
    }
    return st;
}
