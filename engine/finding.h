/* SPDX-License-Identifier: GPL-3.0-or-later */
/* finding.h - what a person should look at before the pack goes out, as a list.
 * Knows texts and amounts; knows no sheet. */
#ifndef OT_FINDING_H
#define OT_FINDING_H

#include <stdbool.h>

#include "engine/arena.h"
#include "engine/money.h"

/* needs_person: makes the run end with "done with findings"; else it is told only.
 * topic: "coverage", "data quality", "consistency", "forecasts", "driver",
 * "payments". */
typedef struct ot_finding {
    bool needs_person;
    const char *topic, *what, *message;
    bool has_amount;
    ot_pence amount;
} ot_finding;

typedef struct ot_findings {
    ot_finding *items;
    size_t count, room;
    ot_arena arena;
} ot_findings;

/* Adds one; amount may be NULL. Texts are copied. */
ot_status ot_findings_add(ot_findings *findings, bool needs_person, const char *topic,
                          const char *what, const ot_pence *amount, ot_error *err,
                          const char *format, ...) OT_PRINTF(7, 8);
/* How many need a person. */
size_t ot_findings_open(const ot_findings *findings);
void ot_findings_clear(ot_findings *findings);

#endif
