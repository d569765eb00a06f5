/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* madvise */

#include "importers/cell_sums.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_ROOM ((size_t)2048) /* the index has twice as many places, at least */
#define HUGE_PAGE  ((size_t)2 * 1024 * 1024)

/* Large tables lie in large pages where the system has them: cells are found in any
 * order, and much time would go into finding small pages. */
static void *new_table(size_t bytes)
{
    void *table;

    if (bytes % HUGE_PAGE != 0)
        return malloc(bytes);
    table = aligned_alloc(HUGE_PAGE, bytes);
#ifdef MADV_HUGEPAGE
    if (table)
        madvise(table, bytes, MADV_HUGEPAGE);
#endif
    return table;
}

ot_status ot_cell_sums_init(ot_cell_sums *sums, ot_error *err)
{
    *sums = (ot_cell_sums){0};
    return ot_cell_sums_reserve(sums, 1, err);
}

void ot_cell_sums_clear(ot_cell_sums *sums)
{
    free(sums->sums);
    free(sums->index);
    *sums = (ot_cell_sums){0};
}

static void enter(ot_cell_sums *sums, size_t place)
{
    uint64_t hash = ot_cell_sums_hash(sums->sums[place].key);
    size_t at = (size_t)hash & sums->mask;

    while (sums->index[at] != 0)
        at = (at + 1) & sums->mask;
    sums->index[at] = hash >> 32 << 32 | (place + 1);
}

ot_status ot_cell_sums_reserve(ot_cell_sums *sums, size_t more, ot_error *err)
{
    size_t room = sums->room ? sums->room : FIRST_ROOM;
    ot_cell_sum *larger;
    uint64_t *index;

    while (sums->count + more > room)
        room *= 2;
    if (room == sums->room)
        return OT_OK;
    if (room > UINT32_MAX / 2)
        return ot_fail(err, OT_ERANGE, "the ledger has too many cells");
    larger = new_table(room * sizeof *larger);
    index = new_table(room * 2 * sizeof *index);
    if (!larger || !index) {
        free(larger);
        free(index);
        return ot_fail_memory(err);
    }
    if (sums->count > 0)
        memcpy(larger, sums->sums, sums->count * sizeof *larger);
    memset(index, 0, room * 2 * sizeof *index);
    free(sums->sums);
    free(sums->index);
    *sums = (ot_cell_sums){larger, sums->count, room, index, room * 2 - 1};
    for (size_t i = 0; i < sums->count; i++)
        enter(sums, i);
    return OT_OK;
}

ot_cell_sum *ot_cell_sums_of(ot_cell_sums *sums, uint64_t key, uint32_t line)
{
    uint64_t hash = ot_cell_sums_hash(key), entry;
    size_t at = (size_t)hash & sums->mask;

    for (; (entry = sums->index[at]) != 0; at = (at + 1) & sums->mask)
        if (entry >> 32 == hash >> 32 && sums->sums[(uint32_t)entry - 1].key == key)
            return &sums->sums[(uint32_t)entry - 1];
    sums->sums[sums->count] = (ot_cell_sum){.key = key, .line = line};
    enter(sums, sums->count);
    return &sums->sums[sums->count++];
}

void ot_cell_sums_merge(ot_cell_sums *sums, const ot_cell_sum *more)
{
    ot_cell_sum *sum = ot_cell_sums_of(sums, more->key, more->line);

    if (more->line < sum->line)
        sum->line = more->line;
    if (more->last > sum->last)
        sum->last = more->last;
    for (int i = 0; i < OT_CELL_PLACES; i++) {
        sum->amount[i] += more->amount[i];
        sum->lines[i] += more->lines[i];
    }
}

typedef struct ranked {
    uint32_t line;
    uint32_t place;
} ranked;

/* No two sums have a line in common, so that the order is the same every time. */
static int compare_lines(const void *left, const void *right)
{
    const ranked *a = left, *b = right;

    return (a->line > b->line) - (a->line < b->line);
}

ot_status ot_cell_sums_sort(const ot_cell_sums *sums, const ot_cell_sum ***sorted,
                            ot_error *err)
{
    ranked *ranks = malloc((sums->count + 1) * sizeof *ranks);
    size_t n = 0;

    *sorted = malloc((sums->count + 1) * sizeof **sorted);
    if (!ranks || !*sorted) {
        free(ranks);
        return ot_fail_memory(err);
    }
    for (; n < sums->count; n++)
        ranks[n] = (ranked){sums->sums[n].line, (uint32_t)n};
    qsort(ranks, n, sizeof *ranks, compare_lines);
    for (size_t i = 0; i < n; i++)
        (*sorted)[i] = &sums->sums[ranks[i].place];
    free(ranks);
    return OT_OK;
}
