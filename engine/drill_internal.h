/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drill_internal.h - what the parts of drill hand to each other. */
#ifndef OT_DRILL_INTERNAL_H
#define OT_DRILL_INTERNAL_H

#include "engine/drill.h"

/* Fills the accounts of drill->lines from the ledger's cells of the year. */
ot_status ot_drill_read_accounts(const ot_dataset *dataset, ot_drill *drill,
                                 ot_error *err);

#endif
