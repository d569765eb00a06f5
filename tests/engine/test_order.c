/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_order.c - things ordered by several numbers, as comparing them would. */
#include "engine/order.h"

#include <stdlib.h>

#include "tests/check.h"

enum { COUNT = 5000, LARGE = 70, SMALL = 3 };

static uint32_t large[COUNT], small[COUNT];

static int compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    if (large[a] != large[b])
        return large[a] < large[b] ? -1 : 1;
    if (small[a] != small[b])
        return small[a] < small[b] ? -1 : 1;
    return (a > b) - (a < b);
}

static void test_the_order_is_that_of_comparing_the_last_key_first(void)
{
    uint32_t wanted[COUNT], wrong = 0;
    ot_order order;

    REQUIRE(ot_order_init(&order, COUNT, NULL) == OT_OK);
    for (uint32_t i = 0; i < COUNT; i++) {
        wrong += order.at[i] != i;
        large[i] = i * 7919u % 10007u % LARGE;
        small[i] = i * 104729u % 1009u % SMALL;
        wanted[i] = i;
    }
    CHECK_INT(wrong, 0);
    for (uint32_t i = 0; i < COUNT; i++)
        order.keys[i] = small[i];
    CHECK_INT(ot_order_by_keys(&order, NULL), OT_OK);
    for (uint32_t i = 0; i < COUNT; i++)
        order.keys[i] = large[i];
    CHECK_INT(ot_order_by_keys(&order, NULL), OT_OK);
    qsort(wanted, COUNT, sizeof *wanted, compare);
    for (uint32_t i = 0; i < COUNT; i++)
        wrong += order.at[i] != wanted[i];
    CHECK_INT(wrong, 0);
    ot_order_clear(&order);
}

static void test_nothing_is_in_order(void)
{
    ot_order order;

    REQUIRE(ot_order_init(&order, 0, NULL) == OT_OK);
    CHECK_INT(ot_order_by_keys(&order, NULL), OT_OK);
    ot_order_clear(&order);
    CHECK(order.at == NULL);
}

static const check_case cases[] = {
    CASE(test_the_order_is_that_of_comparing_the_last_key_first),
    CASE(test_nothing_is_in_order),
};

OT_TEST_MAIN("engine/order", cases)
