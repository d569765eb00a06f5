/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_sums.h - amounts summed under a number and one of four places (the months of a
 * quarter, which are wanted together), and where each number was first seen.
 * Knows not what a number is made of. */
#ifndef OT_CELL_SUMS_H
#define OT_CELL_SUMS_H

#include "engine/money.h"
#include "engine/status.h"

#include <stddef.h>
#include <stdint.h>

#define OT_CELL_PLACES 4

/* key: any number but 0, which marks a free slot. line: the lowest. A slot fills a line
 * of the processor's cache. */
typedef struct ot_cell_sum {
    uint64_t key;
    int64_t line;
    ot_pence amount[OT_CELL_PLACES];
    uint32_t lines[OT_CELL_PLACES]; /* 0: there is no sum in this place */
} ot_cell_sum;

/* What is added to a sum. */
typedef struct ot_cell_line {
    uint64_t key;
    int64_t line;
    ot_pence amount;
    uint32_t place;
} ot_cell_line;

typedef struct ot_cell_sums {
    ot_cell_sum *slots;
    size_t count, mask; /* slots less one, a power of two less one */
} ot_cell_sums;

ot_status ot_cell_sums_init(ot_cell_sums *sums, ot_error *err);
void ot_cell_sums_clear(ot_cell_sums *sums);
/* Room for so many keys more. */
ot_status ot_cell_sums_reserve(ot_cell_sums *sums, size_t more, ot_error *err);
/* The `count` slots in use in the order of their lines, for the caller to free. */
ot_status ot_cell_sums_sort(const ot_cell_sums *sums, const ot_cell_sum ***sorted,
                            ot_error *err);

static inline size_t ot_cell_sums_place(const ot_cell_sums *sums, uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(hash ^ hash >> 32) & sums->mask;
}

/* The slot of a key, which there is room for. */
static inline ot_cell_sum *ot_cell_sums_slot(ot_cell_sums *sums, uint64_t key,
                                             int64_t line)
{
    size_t at = ot_cell_sums_place(sums, key);

    while (sums->slots[at].key != key) {
        if (sums->slots[at].key == 0) {
            sums->slots[at].key = key;
            sums->slots[at].line = line;
            sums->count++;
            break;
        }
        at = (at + 1) & sums->mask;
    }
    if (line < sums->slots[at].line)
        sums->slots[at].line = line;
    return &sums->slots[at];
}

/* No sum may overflow: the caller sees to it. */
static inline void ot_cell_sums_add(ot_cell_sums *sums, const ot_cell_line *more)
{
    ot_cell_sum *slot = ot_cell_sums_slot(sums, more->key, more->line);

    slot->amount[more->place] += more->amount;
    slot->lines[more->place]++;
}

/* The sums of another table's slot. */
static inline void ot_cell_sums_merge(ot_cell_sums *sums, const ot_cell_sum *more)
{
    ot_cell_sum *slot = ot_cell_sums_slot(sums, more->key, more->line);

    for (int i = 0; i < OT_CELL_PLACES; i++) {
        slot->amount[i] += more->amount[i];
        slot->lines[i] += more->lines[i];
    }
}

#endif
