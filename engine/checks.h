/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks.h - is the data fit for a pack? Coverage of the structure, months that are
 * missing, forecasts that are stale, drivers that do not fit. Knows the position and
 * the cube; knows no sheet. */
#ifndef OT_CHECKS_H
#define OT_CHECKS_H

#include "engine/position.h"

/* Adds a finding for everything that a person should look at. */
ot_status ot_checks_find(const ot_dataset *dataset, const ot_position *position,
                         ot_findings *findings, ot_error *err);

/* Months of the year to date that the ledger has no actuals of at all: how many. */
size_t ot_checks_missing_months(const ot_position *position,
                                ot_period months[OT_MONTHS]);

/* The ledger's own totals of the year, straight from the cube: original budget,
 * virements that count, actual to date (measures OT_BUDGET, OT_VIREMENT, OT_ACTUAL). */
ot_status ot_checks_ledger_totals(const ot_dataset *dataset,
                                  const ot_position_options *options,
                                  ot_pence totals[OT_MEASURES], ot_error *err);

#endif
