/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell.h - the ledger as a workspace keeps it: summed cells, by slices.
 * Knows no transaction lines and no rule about what may be imported. */
#ifndef OT_STORE_CELL_H
#define OT_STORE_CELL_H

#include "engine/cube.h"
#include "store/slice.h"

/* Writes the cells of a cube under slices of (measure, period), which it puts into
 * slices. */
ot_status ot_cells_write(ot_db *db, ot_cube *cube, ot_slices *slices, ot_error *err);

/* The cells in force as at mark, ordered by the codes' texts, measure and period. */
ot_status ot_cells_source(ot_store *store, int64_t mark, ot_source *source,
                          ot_error *err);

#endif
