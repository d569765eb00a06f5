/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* madvise */

#include "importers/cell_sums.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_SLOTS 4096
#define HUGE_PAGE   ((size_t)2 * 1024 * 1024)

/* Free slots. Large tables lie in large pages where the system has them: cells are
 * found in any order, and most of the time would go into finding small pages. */
static ot_cell_sum *new_slots(size_t count)
{
    size_t bytes = count * sizeof(ot_cell_sum);
    ot_cell_sum *slots;

    if (bytes % HUGE_PAGE != 0)
        return calloc(count, sizeof *slots);
    slots = aligned_alloc(HUGE_PAGE, bytes);
    if (!slots)
        return NULL;
#ifdef MADV_HUGEPAGE
    madvise(slots, bytes, MADV_HUGEPAGE);
#endif
    return memset(slots, 0, bytes);
}

ot_status ot_cell_sums_init(ot_cell_sums *sums, ot_error *err)
{
    *sums = (ot_cell_sums){.mask = FIRST_SLOTS - 1};
    sums->slots = new_slots(FIRST_SLOTS);
    return sums->slots ? OT_OK : ot_fail_memory(err);
}

void ot_cell_sums_clear(ot_cell_sums *sums)
{
    free(sums->slots);
    *sums = (ot_cell_sums){0};
}

ot_status ot_cell_sums_reserve(ot_cell_sums *sums, size_t more, ot_error *err)
{
    ot_cell_sums larger = {.mask = sums->mask};

    while ((sums->count + more) * 2 > larger.mask)
        larger.mask = larger.mask * 2 + 1;
    if (larger.mask == sums->mask)
        return OT_OK;
    larger.slots = new_slots(larger.mask + 1);
    if (!larger.slots)
        return ot_fail_memory(err);
    for (size_t i = 0; i <= sums->mask; i++)
        if (sums->slots[i].key != 0)
            ot_cell_sums_merge(&larger, &sums->slots[i]);
    free(sums->slots);
    *sums = larger;
    return OT_OK;
}

typedef struct ranked {
    int64_t line;
    size_t slot;
} ranked;

/* No two slots have a line in common, so that the order is the same every time. */
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
    for (size_t i = 0; i <= sums->mask; i++)
        if (sums->slots[i].key != 0)
            ranks[n++] = (ranked){sums->slots[i].line, i};
    qsort(ranks, n, sizeof *ranks, compare_lines);
    for (size_t i = 0; i < n; i++)
        (*sorted)[i] = &sums->slots[ranks[i].slot];
    free(ranks);
    return OT_OK;
}
