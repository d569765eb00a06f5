/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify_cells.h - are the cells of an imported ledger as they were written?
 * Knows blocks of cells; what the import was of, its caller compares. */
#ifndef OT_VERIFY_CELLS_H
#define OT_VERIFY_CELLS_H

#include "store/workspace.h"

/* Tells of each block that is not as it was written or has a code that is not there,
 * and adds up the lines and amounts of the others. */
ot_status ot_verify_cells(ot_store *store, int64_t import, int64_t *lines,
                          ot_pence *total, void (*fault)(void *self, const char *what),
                          void *self, ot_error *err);

#endif
