/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenarios.h - what-ifs of placements side by side.
 * Knows outlooks that differ in their options; knows neither where they are kept nor
 * how they are printed. */
#ifndef OT_SCENARIOS_H
#define OT_SCENARIOS_H

#include "engine/placements/outlook.h"
#include "engine/report.h"

/* name: "as it stands", or that of the what-if; words: "starts +10%", or "". Borrowed.
 */
typedef struct ot_scenario {
    const char *name, *words;
    const ot_outlook *outlook;
} ot_scenario;

/* One row each, in £000: committed, contingency, forecast and its difference from the
 * first, mean and points of the outturn, placements expected at the year's end. All
 * must have a simulation, with the same seed: then a difference is what was changed and
 * not chance. OT_EINPUT where one has none. The report is the caller's. */
ot_status ot_scenarios_report(const ot_scenario *scenarios, size_t count,
                              ot_report **out, ot_error *err);

#endif
