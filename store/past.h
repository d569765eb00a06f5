/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past.h - forecasts of earlier months in the workspace, which later projections learn
 * from, and the back-tests that made them (engine/past.h).
 * They are of one generation of the engine's members: those of another are not read. */
#ifndef OT_STORE_PAST_H
#define OT_STORE_PAST_H

#include "engine/past.h"
#include "store/store.h"

/* In one transaction, or in the one that is held. What was known then is replaced only
 * by what was known then. */
ot_status ot_store_past_save(ot_store *store, const ot_past_entry *entries,
                             size_t count, ot_error *err);
/* The same for what a back-test of the workspace found; it is noted as such. */
ot_status ot_store_backtest_save(ot_store *store, int64_t time,
                                 const ot_past_entry *entries, size_t count,
                                 ot_error *err);
/* Number of the newest back-test, 0 where there is none. */
ot_status ot_store_backtest_newest(ot_store *store, int64_t *id, ot_error *err);
/* The mark of what was known when `period` was the newest month: the newest run kept as
 * at it or, without one, all imports before the first with actuals of a later month. 0
 * where no import stops there: the period came together with later ones. */
ot_status ot_store_known_then(ot_store *store, ot_period period, int64_t *mark,
                              ot_error *err);
/* Adds all of them to past. */
ot_status ot_store_past_read(ot_store *store, ot_past *past, ot_error *err);

#endif
