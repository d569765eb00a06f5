/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/pool.h"

#include <stdlib.h>
#include <string.h>

#include "engine/arena.h"

/* Open addressing on 32-bit FNV-1a; slots hold a number + 1, 0 is free. */
struct ot_pool {
    ot_arena arena;
    const char **texts;
    uint32_t *hashes;
    uint32_t count, room;
    uint32_t *slots;
    uint32_t slot_count; /* a power of two */
};

ot_pool *ot_pool_new(void)
{
    return calloc(1, sizeof(ot_pool));
}

void ot_pool_free(ot_pool *pool)
{
    if (!pool)
        return;
    ot_arena_clear(&pool->arena);
    free(pool->texts);
    free(pool->hashes);
    free(pool->slots);
    free(pool);
}

static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261u;

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

static uint32_t *find_slot(const ot_pool *pool, const char *text, uint32_t hash)
{
    uint32_t mask = pool->slot_count - 1;
    uint32_t at = hash & mask;

    while (pool->slots[at]) {
        uint32_t id = pool->slots[at] - 1;

        if (pool->hashes[id] == hash && strcmp(pool->texts[id], text) == 0)
            break;
        at = (at + 1) & mask;
    }
    return &pool->slots[at];
}

static ot_status grow_slots(ot_pool *pool, ot_error *err)
{
    uint32_t count = pool->slot_count ? pool->slot_count * 2 : 64;
    uint32_t *slots = calloc(count, sizeof *slots);

    if (!slots)
        return ot_fail_memory(err);
    for (uint32_t id = 0; id < pool->count; id++) {
        uint32_t at = pool->hashes[id] & (count - 1);

        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = id + 1;
    }
    free(pool->slots);
    pool->slots = slots;
    pool->slot_count = count;
    return OT_OK;
}

static ot_status grow_texts(ot_pool *pool, ot_error *err)
{
    uint32_t room = pool->room ? pool->room * 2 : 32;
    const char **texts = realloc(pool->texts, room * sizeof *texts);
    uint32_t *hashes;

    if (!texts)
        return ot_fail_memory(err);
    pool->texts = texts;
    hashes = realloc(pool->hashes, room * sizeof *hashes);
    if (!hashes)
        return ot_fail_memory(err);
    pool->hashes = hashes;
    pool->room = room;
    return OT_OK;
}

ot_status ot_pool_put(ot_pool *pool, const char *text, uint32_t *id, ot_error *err)
{
    uint32_t hash = hash_text(text);
    uint32_t *slot;
    const char *copy;

    if (pool->count >= pool->slot_count / 2 && grow_slots(pool, err) < 0)
        return OT_ENOMEM;
    slot = find_slot(pool, text, hash);
    if (*slot) {
        *id = *slot - 1;
        return OT_OK;
    }
    if (pool->count == pool->room && grow_texts(pool, err) < 0)
        return OT_ENOMEM;
    copy = ot_arena_copy(&pool->arena, text);
    if (!copy)
        return ot_fail_memory(err);
    *id = pool->count;
    pool->texts[pool->count] = copy;
    pool->hashes[pool->count] = hash;
    *slot = ++pool->count;
    return OT_OK;
}

uint32_t ot_pool_find(const ot_pool *pool, const char *text)
{
    uint32_t slot;

    if (!pool->count)
        return OT_NONE;
    slot = *find_slot(pool, text, hash_text(text));
    return slot ? slot - 1 : OT_NONE;
}

const char *ot_pool_text(const ot_pool *pool, uint32_t id)
{
    return pool->texts[id];
}

uint32_t ot_pool_count(const ot_pool *pool)
{
    return pool->count;
}
