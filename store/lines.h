/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.h - ledger lines that were kept with their import.
 * Knows no report: what is shown of them, and to whom, its callers decide. Documents,
 * suppliers and texts may name people. */
#ifndef OT_STORE_LINES_H
#define OT_STORE_LINES_H

#include "store/store.h"

/* The lines that were kept of an import, by slices, then as in the file; none where
 * none were. OT_EIO where they are not as they were written. */
ot_status ot_store_lines_of(ot_store *store, int64_t import, ot_source *source,
                            ot_error *err);

#endif
