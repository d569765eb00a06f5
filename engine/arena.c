/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES 16384

struct ot_arena_block {
    struct ot_arena_block *next;
    size_t used, size;
    max_align_t bytes[];
};

void *ot_arena_get(ot_arena *arena, size_t size)
{
    struct ot_arena_block *block = arena->blocks;
    size_t rounded =
        (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    void *given;

    if (!block || block->size - block->used < rounded) {
        size_t room = rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES;

        block = calloc(1, sizeof *block + room);
        if (!block)
            return NULL;
        block->size = room;
        block->next = arena->blocks;
        arena->blocks = block;
    }
    given = (char *)block->bytes + block->used;
    block->used += rounded;
    return given;
}

char *ot_arena_copy(ot_arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = ot_arena_get(arena, size);

    if (copy)
        memcpy(copy, text, size);
    return copy;
}

char *ot_arena_vformat(ot_arena *arena, const char *format, va_list args)
{
    va_list again;
    char *text;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return NULL;
    text = ot_arena_get(arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *ot_arena_format(ot_arena *arena, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = ot_arena_vformat(arena, format, args);
    va_end(args);
    return text;
}

void ot_arena_clear(ot_arena *arena)
{
    while (arena->blocks) {
        struct ot_arena_block *next = arena->blocks->next;

        free(arena->blocks);
        arena->blocks = next;
    }
}
