/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish_internal.h - what the parts of publish hand to each other. */
#ifndef OT_PUBLISH_INTERNAL_H
#define OT_PUBLISH_INTERNAL_H

#include <stdbool.h>

#include "engine/publish.h"

typedef struct publish_cell {
    int64_t count;
    ot_publish_state state;
    int missed;
    bool sensitive; /* must not be worked out */
    bool fallen;    /* it can be, as things are */
    bool bound;     /* by bounds: by those of the sum `by` */
    size_t by;
    bool near; /* to the cell being covered */
    int64_t low, high;
} publish_cell;

typedef struct publish_sum {
    size_t first, count; /* of the terms */
} publish_sum;

struct ot_publish {
    publish_cell *cells;
    size_t cell_count, cell_room;
    publish_sum *sums;
    size_t sum_count, sum_room;
    ot_publish_term *terms;
    size_t term_count, term_room;
};

/* Marks as fallen the sensitive cells left out that are the same in all solutions of
 * the sums, whole numbers or not. */
ot_status publish_attack_sums(ot_publish *publish, ot_error *err);
/* Those that bounds leave one number for. */
void publish_attack_bounds(ot_publish *publish);

#endif
