/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_set.h - ledger cells of some slices, read from the workspace and put in the
 * order of their codes' texts. Knows not which slices are in force. */
#ifndef OT_CELL_SET_H
#define OT_CELL_SET_H

#include "engine/arena.h"
#include "engine/order.h"
#include "store/cell_block.h"
#include "store/workspace.h"

/* All zero is an empty set. */
typedef struct ot_cell_set {
    ot_stored_cell *cells; /* as they were read */
    size_t count, room;
    ot_order order;     /* once sorted: order.at[0] is the cell that comes first */
    const char **texts; /* once sorted: by a code's id */
    uint32_t *places;   /* a code's place by its text, by its id */
    int64_t highest_id;
    ot_arena arena;
} ot_cell_set;

void ot_cell_set_clear(ot_cell_set *set);

/* Adds the cells of the slice with that id, and writes number into cell.slice. Failing
 * with OT_EIO where a block is not as it was written. */
ot_status ot_cell_set_add(ot_cell_set *set, ot_store *store, int64_t slice,
                          uint32_t number, ot_error *err);
/* By the texts of the codes; cells with the same codes stay in their order. */
ot_status ot_cell_set_sort(ot_cell_set *set, ot_store *store, ot_error *err);

/* Cell i in order, and the text of one of its codes. */
static inline const ot_stored_cell *ot_cell_set_at(const ot_cell_set *set, size_t i)
{
    return &set->cells[set->order.at[i]];
}
static inline const char *ot_cell_set_text(const ot_cell_set *set,
                                           const ot_stored_cell *cell,
                                           ot_dimension dimension)
{
    return set->texts[cell->code[dimension]];
}

/* Is each code of the cell one of the codes that are there? Once sorted or not. */
ot_status ot_cell_set_load_codes(ot_cell_set *set, ot_store *store, ot_error *err);
bool ot_cell_set_knows(const ot_cell_set *set, const ot_stored_cell *cell);

#endif
