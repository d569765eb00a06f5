/* SPDX-License-Identifier: GPL-3.0-or-later */
/* closing.h - the set of closed periods, as an import needs it.
 * Knows periods; knows no record. */
#ifndef OT_CLOSING_H
#define OT_CLOSING_H

#include "store/store.h"

typedef struct ot_periods ot_periods;

/* The periods that are closed now. */
ot_status ot_periods_closed(ot_store *store, ot_periods **periods, ot_error *err);
void ot_periods_free(ot_periods *periods);
bool ot_periods_have(const ot_periods *periods, ot_period period);

#endif
