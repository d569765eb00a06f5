/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish.h - which cells of tables of counts are left out of a publication, so that no
 * count from 1 to 4 is told or can be worked out from the sums that are shown.
 * Knows cells and sums; knows neither sheets nor what is counted.
 *
 * Primary: a count from 1 to 4 is left out (few), and whatever else is said to be
 * sensitive (held). Secondary: of a sum with one cell left out another one is left out
 * too. Then the table is attacked in two ways, and what falls is covered by
 * leaving out one more cell of a sum that it is in, until nothing falls: by linear
 * algebra (is the cell the same in all solutions of the sums?) and by bounds (few are 1
 * to 4, others 0 or more; does a chain of sums leave one number?). Bounds of several
 * sums are tightened one after the other, not solved together. */
#ifndef OT_PUBLISH_H
#define OT_PUBLISH_H

#include <stddef.h>
#include <stdint.h>

#include "engine/status.h"

#define OT_PUBLISH_LEAST 5 /* counts below this, but nothing, are few */

typedef enum ot_publish_state {
    OT_PUBLISH_SHOWN,
    OT_PUBLISH_FEW, /* 1 to 4, and said to be */
    OT_PUBLISH_HELD /* left out; the reader is told no more */
} ot_publish_state;

typedef struct ot_publish ot_publish;

ot_publish *ot_publish_new(void); /* NULL: no memory */
void ot_publish_free(ot_publish *publish);

/* A count that a table would show; *cell is its number, from 0 on. */
ot_status ot_publish_cell(ot_publish *publish, int64_t count, uint32_t *cell,
                          ot_error *err);
/* How much a cell would be missed, 0 unless said: of a sum those that are missed less
 * are left out first, and of them the smallest that is not nothing. */
void ot_publish_miss(ot_publish *publish, uint32_t cell, int how_much);
/* Leaves a cell out, and keeps it from being worked out. */
void ot_publish_hold(ot_publish *publish, uint32_t cell);
/* Readers know that the cells, each times its sign (+1 or -1), add up to nothing. */
typedef struct ot_publish_term {
    uint32_t cell;
    int sign;
} ot_publish_term;
ot_status ot_publish_sum(ot_publish *publish, const ot_publish_term *terms,
                         size_t count, ot_error *err);

/* Decides. May be called again after more was held. */
ot_status ot_publish_decide(ot_publish *publish, ot_error *err);
ot_publish_state ot_publish_state_of(const ot_publish *publish, uint32_t cell);

#endif
