/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pool.h - distinct texts, numbered from 0 in the order they were first seen.
 * Knows nothing of what the texts mean. */
#ifndef OT_POOL_H
#define OT_POOL_H

#include <stdint.h>

#include "engine/status.h"

#define OT_NONE UINT32_MAX

typedef struct ot_pool ot_pool;

ot_pool *ot_pool_new(void); /* NULL: no memory */
void ot_pool_free(ot_pool *pool);

/* The number of text, which is copied where it is new. */
ot_status ot_pool_put(ot_pool *pool, const char *text, uint32_t *id, ot_error *err);
/* The number of text, or OT_NONE. */
uint32_t ot_pool_find(const ot_pool *pool, const char *text);
/* The text of a number below ot_pool_count; lives as long as the pool. */
const char *ot_pool_text(const ot_pool *pool, uint32_t id);
uint32_t ot_pool_count(const ot_pool *pool);

#endif
