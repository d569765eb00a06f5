/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_changes.h - cells of the ledger that one slice has otherwise than another.
 * Knows not why the slices are compared. */
#ifndef OT_CELL_CHANGES_H
#define OT_CELL_CHANGES_H

#include "store/changes.h"
#include "store/workspace.h"

/* pairs: rows of import, its file, a slice of it, and the slice that it replaced or
 * NULL; by import. Calls each for every cost centre, account and fund that differs, by
 * import and the codes' texts. */
ot_status ot_cells_changes(ot_store *store, ot_stmt *pairs,
                           ot_status (*each)(void *self, const ot_change *change,
                                             ot_error *err),
                           void *self, ot_error *err);

#endif
