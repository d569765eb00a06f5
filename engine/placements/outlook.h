/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outlook.h - all that is known and expected of external placements at a month's end:
 * stays, counts, what they commit the council to, and the year's outturn as a
 * distribution with its contingency.
 * Knows the dataset; knows no sheet, no ledger and no budget. */
#ifndef OT_OUTLOOK_H
#define OT_OUTLOOK_H

#include "engine/dataset.h"
#include "engine/placements/census.h"
#include "engine/placements/costing.h"
#include "engine/placements/simulation.h"

typedef struct ot_outlook_options {
    int year; /* fiscal year that is costed; 0: that of the month. Next year's may be
                 asked for at the end of a year. */
    ot_period driver_start, driver_end; /* year 0: not stated */
    /* As for ot_simulation_run; days and driver are filled in from what is above. */
    ot_simulation_options simulation;
} ot_outlook_options;

/* In the caller's storage; owns all it points to. */
typedef struct ot_outlook {
    ot_period as_at;
    ot_calendar calendar;
    ot_stays stays;
    ot_census census; /* from the first month that has a start on record to as_at */
    ot_costing costing;
    bool has_simulation; /* else: no placement, or no fee is known */
    ot_simulation simulation;
    ot_outlook_options options;
} ot_outlook;

/* Whether the dataset has episodes. */
bool ot_outlook_possible(const ot_dataset *dataset);

/* As at the last day of a month. Where the episodes go on after it (an older month is
 * looked at), ends and fees of later days are taken as not known then. findings may be
 * NULL. The caller clears; after a failure out is empty. OT_EUSAGE for options out of
 * range. */
ot_status ot_outlook_build(const ot_dataset *dataset, ot_calendar calendar,
                           ot_period as_at, const ot_outlook_options *options,
                           const ot_parallel *parallel, ot_outlook *out,
                           ot_findings *findings, ot_error *err);
void ot_outlook_clear(ot_outlook *outlook);

/* What the year is forecast to cost: the chosen point of the distribution, which is
 * committed cost and contingency; without a simulation the committed cost. */
ot_pence ot_outlook_forecast(const ot_outlook *outlook);
/* Cost of the year to its end of the placements that are known, to date included;
 * OT_PLACEMENT_TYPES: of all. */
ot_pence ot_outlook_committed(const ot_outlook *outlook, ot_placement_type type);

#endif
