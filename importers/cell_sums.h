/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_sums.h - amounts summed under a number, and where each was first seen.
 * Knows not what a number is made of. */
#ifndef OT_CELL_SUMS_H
#define OT_CELL_SUMS_H

#include "engine/money.h"
#include "engine/status.h"

#include <stddef.h>
#include <stdint.h>

/* key: any number but 0, which marks a free slot. line: the lowest. */
typedef struct ot_cell_sum {
    uint64_t key;
    ot_pence amount;
    int64_t lines, line;
} ot_cell_sum;

typedef struct ot_cell_sums {
    ot_cell_sum *slots;
    size_t count, mask; /* slots less one, a power of two less one */
} ot_cell_sums;

ot_status ot_cell_sums_init(ot_cell_sums *sums, ot_error *err);
void ot_cell_sums_clear(ot_cell_sums *sums);
/* Room for so many keys more. */
ot_status ot_cell_sums_reserve(ot_cell_sums *sums, size_t more, ot_error *err);
/* Closes up the used slots, in the order of their lines: the first `count` of slots.
 * Nothing can be added after. */
void ot_cell_sums_sort(ot_cell_sums *sums);

static inline size_t ot_cell_sums_place(const ot_cell_sums *sums, uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(hash ^ hash >> 32) & sums->mask;
}

/* Of a key that there is room for. No sum may overflow: the caller sees to it. */
static inline void ot_cell_sums_add(ot_cell_sums *sums, const ot_cell_sum *more)
{
    size_t at = ot_cell_sums_place(sums, more->key);
    ot_cell_sum *slot = &sums->slots[at];

    while (slot->key != more->key && slot->key != 0) {
        at = (at + 1) & sums->mask;
        slot = &sums->slots[at];
    }
    if (slot->key == 0) {
        *slot = *more;
        sums->count++;
        return;
    }
    slot->amount += more->amount;
    slot->lines += more->lines;
    if (more->line < slot->line)
        slot->line = more->line;
}

#endif
