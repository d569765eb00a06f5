/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stays_internal.h - what the parts of stays hand to each other. */
#ifndef OT_STAYS_INTERNAL_H
#define OT_STAYS_INTERNAL_H

#include "engine/placements/codes.h"
#include "engine/placements/stays.h"

/* An episode with its days put right. */
typedef struct ot_span {
    uint32_t child;
    ot_day start, end; /* start < end; OT_DAY_OPEN */
    const ot_episode_record *row;
    size_t order; /* in the input */
} ot_span;

typedef struct ot_spans {
    ot_span *items; /* by child and start, none overlapping */
    size_t count;
} ot_spans;

/* Steps 1 to 4 of stays.h. Numbers the children in stays. The caller frees items. */
ot_status ot_spans_gather(const ot_stays_input *input, ot_stays *stays, ot_spans *out,
                          ot_error *err);

/* Tells what is odd about codes and reasons of an episode; year: of its return. */
ot_status ot_span_check(const ot_span *span, int year, ot_stays *stays, ot_error *err);

/* Steps 5 and 6: placements by child and start, linked to each other by `before` and
 * `after`, with their origins; uasc and adult are not set. */
ot_status ot_stays_merge(const ot_spans *spans, ot_stays *stays,
                         ot_placement *placements, size_t *count, ot_error *err);

#endif
