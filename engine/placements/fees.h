/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fees.h - what new placements cost a week, from those that began lately.
 * Knows weekly fees, types and ages; knows neither how many come nor how long they
 * stay.
 *
 * The fees paid are the distribution: one is drawn from them, brought to today's
 * prices. How little a short list says is in the bootstrap (Efron 1979): in each
 * simulated year the list is itself drawn anew, with repetition, from the list. */
#ifndef OT_PLACEMENTS_FEES_H
#define OT_PLACEMENTS_FEES_H

#include "engine/placements/placement.h"
#include "engine/random.h"

#define OT_FEE_UNKNOWN INT64_MIN /* as a weekly fee */
#define OT_FEES_LEAST  8         /* with fewer the list is widened */

/* A placement that began: its fee in today's prices, pence a week, and how far off the
 * child's adult month was. */
typedef struct ot_fee {
    double weekly;
    int32_t months_to_adult; /* OT_MONTH_NONE: not known */
} ot_fee;

/* What the list of a type was made of. */
typedef enum ot_fees_reach {
    OT_FEES_LATELY,    /* the type's, last 24 months */
    OT_FEES_EVER,      /* the type's, whole history */
    OT_FEES_ALL_TYPES, /* any type's, whole history */
    OT_FEES_NONE       /* no fee is known at all */
} ot_fees_reach;

typedef struct ot_fees {
    ot_fee *items[OT_PLACEMENT_TYPES]; /* new to external placement first, then moves */
    uint32_t starts[OT_PLACEMENT_TYPES], count[OT_PLACEMENT_TYPES];
    ot_fees_reach reach[OT_PLACEMENT_TYPES];
} ot_fees;

/* weekly[placements->count]: net fee in pence at the start of each placement, or
 * OT_FEE_UNKNOWN: then it does not count. last: month of the as-at day. uplift: a year,
 * on the first of calendar month uplift_month (1-12); 0.03 is 3%. The caller clears. */
ot_status ot_fees_collect(const ot_placement_list *placements, const ot_pence *weekly,
                          int32_t last, double uplift, int uplift_month, ot_fees *out,
                          ot_error *err);
void ot_fees_clear(ot_fees *fees);

/* Times that the calendar month came in months after `from` up to `to`. */
int ot_fees_uplifts(int32_t from, int32_t to, int calendar_month);

/* Mean of a type's list; NaN where it is empty. */
double ot_fees_mean(const ot_fees *fees, ot_placement_type type);

/* The list of a simulated year: picks[count[type]] indices into the type's list, starts
 * drawn from the starts and moves from the moves. */
void ot_fees_draw(const ot_fees *fees, ot_placement_type type, ot_random *random,
                  uint32_t *picks);
/* One of the picks: of the starts, or of the moves, where there are OT_FEES_LEAST of
 * them, else of all; NULL where the list is empty. */
const ot_fee *ot_fees_pick(const ot_fees *fees, ot_placement_type type,
                           const uint32_t *picks, bool start, ot_random *random);

#endif
