/* SPDX-License-Identifier: GPL-3.0-or-later */
/* changes.h - what the imports between two marks changed.
 * Knows slices and their records; knows no run. */
#ifndef OT_STORE_CHANGES_H
#define OT_STORE_CHANGES_H

#include "store/store.h"

/* Of the ledger: a cost centre, account and fund ("" where not said) whose amounts are
 * others. Of forecasts: a cost centre whose forecasts of some month are others. Of
 * other kinds: the import, with all texts "". Texts live until the next one. */
typedef struct ot_change {
    int64_t import;
    ot_kind kind;
    const char *file;
    const char *cost_centre, *account, *fund;
} ot_change;

/* Compares what is in force as at mark `to` with what was as at `from` (< to; here 0 is
 * before all imports), and tells each difference once, by kind, then import, then
 * codes. */
ot_status ot_store_changes(ot_store *store, int64_t from, int64_t to,
                           ot_status (*each)(void *self, const ot_change *change,
                                             ot_error *err),
                           void *self, ot_error *err);

#endif
