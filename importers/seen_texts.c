/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/seen_texts.h"

#include <stdlib.h>

#define FIRST_SLOTS 64

ot_status ot_seen_init(ot_seen_texts *seen, ot_error *err)
{
    *seen = (ot_seen_texts){.mask = FIRST_SLOTS - 1};
    seen->slots = calloc(FIRST_SLOTS, sizeof *seen->slots);
    return seen->slots ? OT_OK : ot_fail_memory(err);
}

void ot_seen_clear(ot_seen_texts *seen)
{
    free(seen->slots);
    *seen = (ot_seen_texts){0};
}

static ot_status grow(ot_seen_texts *seen, ot_error *err)
{
    ot_seen_texts larger = {.count = seen->count, .mask = seen->mask * 4 + 3};

    larger.slots = calloc(larger.mask + 1, sizeof *larger.slots);
    if (!larger.slots)
        return ot_fail_memory(err);
    for (size_t i = 0; i <= seen->mask; i++)
        if (seen->slots[i].used)
            *ot_seen_find(&larger, seen->slots[i].key) = seen->slots[i];
    free(seen->slots);
    *seen = larger;
    return OT_OK;
}

ot_status ot_seen_put(ot_seen_texts *seen, ot_seen_key key, uint32_t number,
                      ot_error *err)
{
    ot_status st = (seen->count + 1) * 2 > seen->mask ? grow(seen, err) : OT_OK;

    if (st < 0)
        return st;
    *ot_seen_find(seen, key) = (ot_seen_slot){key, number, true};
    seen->count++;
    return OT_OK;
}
