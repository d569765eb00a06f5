/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge.h - from one outlook of a year's external placements to a later one: why the
 * forecast is not what it was.
 * Knows two outlooks; knows no budget and no sheet. docs/method-placements.md, "The
 * bridge", says in words what each step holds.
 *
 * A stay is the same in both where child, start, type, provider and place are; children
 * are told by their hashes, as numbers differ from one dataset to another. "Then" is
 * the day of the earlier outlook, "now" that of the later.
 *
 * The steps are exhaustive: opening + all steps = closing, to the penny, in every
 * column, and the columns of types and OT_BRIDGE_SPREAD add up to OT_BRIDGE_TOTAL in
 * every row. */
#ifndef OT_BRIDGE_H
#define OT_BRIDGE_H

#include "engine/placements/outlook.h"

typedef enum ot_bridge_step {
    OT_BRIDGE_STARTS,     /* began after then, with no external placement before */
    OT_BRIDGE_ENDS,       /* ended by now without a move, sooner than committed */
    OT_BRIDGE_MOVES,      /* what the old placement is cut by, and what the new costs */
    OT_BRIDGE_DURATION,   /* longer or shorter than committed, without having ended
                             sooner */
    OT_BRIDGE_FEES,       /* same nights, other fees */
    OT_BRIDGE_FEES_KNOWN, /* fees in the place of estimates, or the reverse */
    OT_BRIDGE_LATE,       /* began by then, known since */
    OT_BRIDGE_CORRECTIONS, /* what later returns deleted or changed */
    OT_BRIDGE_CONTINGENCY,
    OT_BRIDGE_STEPS
} ot_bridge_step;

/* "starts", "fees_known": for CSV. */
const char *ot_bridge_step_id(ot_bridge_step step);

/* Columns: the types, then these two. Contingency is a point of a distribution, and
 * those of the types do not add up to that of all: what all have less is the spread. */
enum { OT_BRIDGE_SPREAD = OT_PLACEMENT_TYPES, OT_BRIDGE_TOTAL, OT_BRIDGE_COLUMNS };

/* placements: that the step is about, in the type that they have now, a move and a
 * correction once; one placement may be in two steps (ended, and dearer before). */
typedef struct ot_bridge_part {
    int64_t placements;
    ot_pence amount;
} ot_bridge_part;

typedef struct ot_bridge {
    ot_pence opening[OT_BRIDGE_COLUMNS], closing[OT_BRIDGE_COLUMNS];
    ot_bridge_part steps[OT_BRIDGE_STEPS][OT_BRIDGE_COLUMNS];
} ot_bridge;

/* OT_EUSAGE where the outlooks are costed on different years, the first is later than
 * the second, or an outlook's stays do not add up to its sums; OT_ERANGE where a sum is
 * too large. */
ot_status ot_bridge_make(const ot_outlook *from, const ot_outlook *to, ot_bridge *out,
                         ot_error *err);

#endif
