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

/* line: the lowest; last: the highest. One sum fills a line of the processor's cache.
 */
typedef struct ot_cell_sum {
    uint64_t key;
    uint32_t line, last;
    ot_pence amount[OT_CELL_PLACES];
    uint32_t lines[OT_CELL_PLACES]; /* 0: there is nothing in this place */
} ot_cell_sum;

/* What is added to a sum. */
typedef struct ot_cell_line {
    uint64_t key;
    ot_pence amount;
    uint32_t line, place;
} ot_cell_line;

/* Sums in the order they came, found by open addressing; the index holds the upper half
 * of a key's hash and, below it, the sum's place + 1, or 0. */
typedef struct ot_cell_sums {
    ot_cell_sum *sums;
    size_t count, room;
    uint64_t *index;
    size_t mask; /* places of the index less one, a power of two less one */
} ot_cell_sums;

ot_status ot_cell_sums_init(ot_cell_sums *sums, ot_error *err);
void ot_cell_sums_clear(ot_cell_sums *sums);
/* Room for so many keys more. */
ot_status ot_cell_sums_reserve(ot_cell_sums *sums, size_t more, ot_error *err);
/* The `count` sums in the order of their lines, for the caller to free. */
ot_status ot_cell_sums_sort(const ot_cell_sums *sums, const ot_cell_sum ***sorted,
                            ot_error *err);
/* The sum of a key, which there is room for; a new one where there is none. */
ot_cell_sum *ot_cell_sums_of(ot_cell_sums *sums, uint64_t key, uint32_t line);
/* Adds another table's sum. Nothing may overflow: the caller sees to it, here and
 * below. */
void ot_cell_sums_merge(ot_cell_sums *sums, const ot_cell_sum *more);

static inline uint64_t ot_cell_sums_hash(uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);

    return hash ^ hash >> 32;
}

/* Where the index is looked at first. */
static inline const uint64_t *ot_cell_sums_first(const ot_cell_sums *sums, uint64_t key)
{
    return &sums->index[ot_cell_sums_hash(key) & sums->mask];
}

/* The sum that is the key's by its hash, most likely; NULL: it has none. */
static inline ot_cell_sum *ot_cell_sums_likely(const ot_cell_sums *sums, uint64_t key)
{
    uint64_t hash = ot_cell_sums_hash(key), entry;
    size_t at = (size_t)hash & sums->mask;

    while ((entry = sums->index[at]) != 0 && entry >> 32 != hash >> 32)
        at = (at + 1) & sums->mask;
    return entry ? &sums->sums[(uint32_t)entry - 1] : NULL;
}

/* likely: from above, since when no sum was made but by this. */
static inline void ot_cell_sums_add(ot_cell_sums *sums, ot_cell_sum *likely,
                                    const ot_cell_line *more)
{
    if (!likely || likely->key != more->key)
        likely = ot_cell_sums_of(sums, more->key, more->line);
    if (more->line < likely->line)
        likely->line = more->line;
    if (more->line > likely->last)
        likely->last = more->line;
    likely->amount[more->place] += more->amount;
    likely->lines[more->place]++;
}

#endif
