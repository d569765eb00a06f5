/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dataset_placements.h - the dataset's records of children's placements, in the order
 * they came. Knows no rule about them; for dataset.c alone. */
#ifndef OT_DATASET_PLACEMENTS_H
#define OT_DATASET_PLACEMENTS_H

#include "engine/pool.h"
#include "engine/record.h"

/* `count` records of one kind, with room for `room`. */
typedef struct ot_placement_rows {
    void *items;
    size_t count, room;
} ot_placement_rows;

/* In the caller's storage; all zero is empty. */
typedef struct ot_placement_data {
    ot_placement_rows episodes, children, uasc, costs, payments, providers;
    ot_pool *texts; /* each kept once: children and codes come again and again */
} ot_placement_data;

/* Takes a batch of one of these kinds; texts are copied. */
ot_status ot_placement_data_put(ot_placement_data *data, const ot_batch *batch,
                                ot_error *err);
void ot_placement_data_clear(ot_placement_data *data);

#endif
