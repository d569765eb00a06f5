/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_internal.h - what the parts of the bridge hand to each other: bridge.c adds
 * up, bridge_match.c finds stays again and says what is new, bridge_change.c takes the
 * change of one stay's cost apart. */
#ifndef OT_BRIDGE_INTERNAL_H
#define OT_BRIDGE_INTERNAL_H

#include "engine/placements/bridge.h"

/* Which stay is which. Arrays of the stays' lists; OT_NO_PLACEMENT: only here. */
typedef struct ot_bridge_match {
    uint32_t *in_to;   /* [from] the same stay in to */
    uint32_t *in_from; /* [to] and in from */
    bool *replaced;    /* [from] only here, and some stay only in to covers its days */
    ot_bridge_step *why; /* [to] of those only here: the step they are in */
} ot_bridge_match;

/* The caller clears, also after a failure. */
ot_status ot_bridge_find(const ot_stays *from, const ot_stays *to, ot_bridge_match *out,
                         ot_error *err);
void ot_bridge_match_clear(ot_bridge_match *match);

/* The change of a stay's net cost: what comes of other nights, at the earlier fee, and
 * what of another fee. */
typedef struct ot_bridge_change {
    bool nights, fees; /* whether there is any, in any month */
    ot_pence of_nights, of_fees;
    int32_t more; /* nights; below 0: fewer */
} ot_bridge_change;

ot_status ot_bridge_split(const ot_stay_cost *from, const ot_stay_cost *to,
                          ot_bridge_change *out, ot_error *err);

/* Whether a stay is costed at fees of its own. */
bool ot_bridge_own_fees(const ot_stay_cost *cost);

#endif
