/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - things in the order of small numbers, without comparing any two of them.
 * Knows only the numbers. To order by several, begin with the one that counts least. */
#ifndef OT_ORDER_H
#define OT_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "engine/status.h"

typedef struct ot_order {
    uint32_t *at;    /* thing at[0] comes first */
    uint32_t *keys;  /* the caller's: of each thing the number to order by next */
    uint32_t *spare; /* of use to this module only */
    size_t count;
} ot_order;

/* As they come: 0, 1, 2 ... */
ot_status ot_order_init(ot_order *order, size_t count, ot_error *err);
void ot_order_clear(ot_order *order);

/* By keys; things with the same key stay in their order. Takes memory for as many
 * numbers as there are from the lowest key to the highest. */
ot_status ot_order_by_keys(ot_order *order, ot_error *err);

#endif
