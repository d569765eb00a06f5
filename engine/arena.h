/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.h - memory that is given piece by piece and freed all at once.
 * Knows nothing of what is kept in it. */
#ifndef OT_ARENA_H
#define OT_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "engine/status.h"

/* In the caller's storage; all zero is an empty arena. */
typedef struct ot_arena {
    struct ot_arena_block *blocks;
} ot_arena;

/* size zeroed bytes, aligned for any type; NULL: no memory. */
void *ot_arena_get(ot_arena *arena, size_t size);
/* A copy of text; NULL: no memory. */
char *ot_arena_copy(ot_arena *arena, const char *text);
char *ot_arena_format(ot_arena *arena, const char *format, ...) OT_PRINTF(2, 3);
char *ot_arena_vformat(ot_arena *arena, const char *format, va_list args);
void ot_arena_clear(ot_arena *arena);

#endif
