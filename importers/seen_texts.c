/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/seen_texts.h"

#include <stdlib.h>

#define FIRST_SLOTS 64

static ot_seen_slot *new_slots(size_t count)
{
    ot_seen_slot *slots = malloc(count * sizeof *slots);

    for (size_t i = 0; slots && i < count; i++)
        slots[i] = (ot_seen_slot){{{OT_SEEN_FREE, 0}}, OT_UNSEEN};
    return slots;
}

ot_status ot_seen_init(ot_seen_texts *seen, ot_error *err)
{
    *seen = (ot_seen_texts){.mask = FIRST_SLOTS - 1};
    seen->slots = new_slots(FIRST_SLOTS);
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

    larger.slots = new_slots(larger.mask + 1);
    if (!larger.slots)
        return ot_fail_memory(err);
    for (size_t i = 0; i <= seen->mask; i++)
        if (seen->slots[i].number != OT_UNSEEN)
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
    *ot_seen_find(seen, key) = (ot_seen_slot){key, number};
    seen->count++;
    return OT_OK;
}
