/* SPDX-License-Identifier: GPL-3.0-or-later */
/* in_force.h - which import each slice in force is of.
 * Knows slices; knows no record. */
#ifndef OT_STORE_IN_FORCE_H
#define OT_STORE_IN_FORCE_H

#include "store/store.h"

/* Part and period as a slice has them: measure and period of a ledger, type and period
 * of activity, cost centre and calendar month of forecasts; "" and 0 where a file
 * replaces its kind whole. Texts live until the next one. */
typedef struct ot_in_force {
    ot_kind kind;
    const char *part;
    int year, period;
    int64_t import;
} ot_in_force;

/* Every slice in force as at mark, by kind, part, year and period. */
ot_status ot_store_in_force(ot_store *store, int64_t mark,
                            ot_status (*each)(void *self, const ot_in_force *slice,
                                              ot_error *err),
                            void *self, ot_error *err);

#endif
