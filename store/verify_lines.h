/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify_lines.h - are the kept lines of an imported ledger as they were written, and
 * are they the lines of its cells? Tells no text of a line. */
#ifndef OT_VERIFY_LINES_H
#define OT_VERIFY_LINES_H

#include "store/workspace.h"

/* Tells of each block that is not as it was written, and of each slice whose lines do
 * not add up, cell by cell, to its cells. */
ot_status ot_verify_lines(ot_store *store, int64_t import,
                          void (*fault)(void *self, const char *what), void *self,
                          ot_error *err);

#endif
