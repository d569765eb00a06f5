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

    while ((sums->count + more) * 3 > larger.mask * 2)
        larger.mask = larger.mask * 2 + 1;
    if (larger.mask == sums->mask)
        return OT_OK;
    larger.slots = new_slots(larger.mask + 1);
    if (!larger.slots)
        return ot_fail_memory(err);
    for (size_t i = 0; i <= sums->mask; i++)
        if (sums->slots[i].key != 0)
            ot_cell_sums_add(&larger, &sums->slots[i]);
    free(sums->slots);
    *sums = larger;
    return OT_OK;
}

/* No two sums have a line in common, so that the order is the same every time. */
static int compare_lines(const void *left, const void *right)
{
    const ot_cell_sum *a = left, *b = right;

    return (a->line > b->line) - (a->line < b->line);
}

void ot_cell_sums_sort(ot_cell_sums *sums)
{
    size_t count = 0;

    for (size_t i = 0; i <= sums->mask; i++)
        if (sums->slots[i].key != 0)
            sums->slots[count++] = sums->slots[i];
    qsort(sums->slots, count, sizeof *sums->slots, compare_lines);
}
