/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/cell_sums.h"
#include "tests/check.h"

enum { KEYS = 50000 };

static void add(ot_cell_sums *sums, uint64_t key, uint32_t line, ot_pence amount,
                uint32_t place)
{
    const ot_cell_line more = {key, amount, line, place};

    CHECK_INT(ot_cell_sums_reserve(sums, 1, NULL), OT_OK);
    ot_cell_sums_add(sums, ot_cell_sums_likely(sums, key), &more);
}

static void test_sums_outlive_growth_and_come_by_line(void)
{
    ot_cell_sums sums;
    const ot_cell_sum **sorted = NULL;

    REQUIRE(ot_cell_sums_init(&sums, NULL) == OT_OK);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = KEYS; i > 0; i--)
            add(&sums, (uint64_t)i << 20, round * KEYS + i, 238517, i % 4);
    REQUIRE(ot_cell_sums_sort(&sums, &sorted, NULL) == OT_OK);
    CHECK_INT((int64_t)sums.count, KEYS);
    for (int64_t i = 0; i < KEYS; i++) {
        CHECK_INT((int64_t)(sorted[i]->key >> 20), i + 1);
        CHECK_INT(sorted[i]->line, i + 1);
        CHECK_INT(sorted[i]->last, KEYS + i + 1);
        CHECK_INT(sorted[i]->amount[(i + 1) % 4], 477034);
        CHECK_INT(sorted[i]->lines[(i + 1) % 4], 2);
        CHECK_INT(sorted[i]->lines[(i + 2) % 4], 0);
    }
    free(sorted);
    ot_cell_sums_clear(&sums);
}

static void test_tables_are_merged(void)
{
    ot_cell_sums sums, other;

    REQUIRE(ot_cell_sums_init(&sums, NULL) == OT_OK);
    REQUIRE(ot_cell_sums_init(&other, NULL) == OT_OK);
    add(&sums, 417, 9, 238517, 1);
    add(&other, 417, 2, -4005, 1);
    add(&other, 417, 3, 150, 3);
    ot_cell_sums_merge(&sums, &other.sums[0]);
    CHECK_INT((int64_t)sums.count, 1);
    CHECK_INT(sums.sums[0].line, 2);
    CHECK_INT(sums.sums[0].last, 9);
    CHECK_INT(sums.sums[0].amount[1], 234512);
    CHECK_INT(sums.sums[0].lines[1], 2);
    CHECK_INT(sums.sums[0].amount[3], 150);
    ot_cell_sums_clear(&sums);
    ot_cell_sums_clear(&other);
}

static const check_case cases[] = {CASE(test_sums_outlive_growth_and_come_by_line),
                                   CASE(test_tables_are_merged)};

OT_TEST_MAIN("cell sums", cases)
