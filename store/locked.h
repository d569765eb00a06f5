/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locked.h - would an import change the actuals of a closed period?
 * Knows cells and closed periods; writes nothing. */
#ifndef OT_STORE_LOCKED_H
#define OT_STORE_LOCKED_H

#include "engine/cube.h"
#include "store/closing.h"

/* Compares the actuals of closed periods in cube with those in force. A year-to-date
 * extract may hold closed months, if they are as they were: OT_EINPUT where a cell
 * differs, naming the first. Called within the import's transaction, before its cells
 * are written. */
ot_status ot_locked_check(ot_store *store, ot_cube *cube, const ot_periods *closed,
                          ot_calendar calendar, const char *file, ot_error *err);

#endif
