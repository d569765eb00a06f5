/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/cell_sums.h"

#include <stdlib.h>

#define FIRST_SLOTS 4096

ot_status ot_cell_sums_init(ot_cell_sums *sums, ot_error *err)
{
    *sums = (ot_cell_sums){.mask = FIRST_SLOTS - 1};
    sums->slots = calloc(FIRST_SLOTS, sizeof *sums->slots);
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
    larger.slots = calloc(larger.mask + 1, sizeof *larger.slots);
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
