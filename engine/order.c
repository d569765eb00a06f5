/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/order.h"

#include <stdlib.h>

ot_status ot_order_init(ot_order *order, size_t count, ot_error *err)
{
    size_t size = (count + 1) * sizeof *order->at;

    *order = (ot_order){malloc(size), malloc(size), malloc(size), count};
    if (!order->at || !order->keys || !order->spare) {
        ot_order_clear(order);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        order->at[i] = (uint32_t)i;
    return OT_OK;
}

void ot_order_clear(ot_order *order)
{
    free(order->at);
    free(order->keys);
    free(order->spare);
    *order = (ot_order){0};
}

/* Counting sort: where the things of each key begin, then each to its place. */
ot_status ot_order_by_keys(ot_order *order, ot_error *err)
{
    uint32_t low = UINT32_MAX, high = 0, *from = order->at;
    size_t *begins;

    for (size_t i = 0; i < order->count; i++) {
        low = order->keys[i] < low ? order->keys[i] : low;
        high = order->keys[i] > high ? order->keys[i] : high;
    }
    if (low >= high)
        return OT_OK;
    begins = calloc((size_t)(high - low) + 2, sizeof *begins);
    if (!begins)
        return ot_fail_memory(err);
    for (size_t i = 0; i < order->count; i++)
        begins[order->keys[i] - low + 1]++;
    for (size_t key = 0; key < (size_t)(high - low); key++)
        begins[key + 1] += begins[key];
    for (size_t i = 0; i < order->count; i++)
        order->spare[begins[order->keys[from[i]] - low]++] = from[i];
    order->at = order->spare;
    order->spare = from;
    free(begins);
    return OT_OK;
}
