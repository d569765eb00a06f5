/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_cell_block.c - cells as bytes and back; no changed byte goes unnoticed. */
#include "store/cell_block.h"

#include <stdlib.h>

#include "tests/check.h"

static ot_stored_cell in[OT_BLOCK_CELLS], out[OT_BLOCK_CELLS];
static unsigned char data[OT_BLOCK_BYTES];

static bool same(const ot_stored_cell *a, const ot_stored_cell *b)
{
    return memcmp(a->code, b->code, sizeof a->code) == 0 && a->lines == b->lines &&
           a->first_line == b->first_line && a->last_line == b->last_line &&
           a->amount == b->amount;
}

static void make(size_t count, ot_cell_block *block)
{
    REQUIRE(ot_cell_block_make(7, 2, in, count, data, block, NULL) == OT_OK);
}

static void check_there_and_back(size_t count)
{
    ot_cell_block block;
    size_t wrong = 0;

    make(count, &block);
    memset(out, 0xA5, sizeof out);
    CHECK(ot_cell_block_read(&block, out));
    for (size_t i = 0; i < count; i++)
        wrong += !same(&in[i], &out[i]);
    CHECK_INT((int64_t)wrong, 0);
}

/* Amounts of either sign and both ends, the highest ids and lines. */
static void fill(size_t count)
{
    for (size_t i = 0; i < count; i++)
        in[i] = (ot_stored_cell){
            .code = {(uint32_t)i / 9, (uint32_t)i % 300 + 5000, 3, i % 7 ? 4 : 70000},
            .lines = (uint32_t)i % 5 + 1,
            .first_line = (uint32_t)i * 11 + 2,
            .last_line = (uint32_t)i * 11 + 2 + (uint32_t)i % 600,
            .amount = (ot_pence)i * 238517 - 88450000};
}

static void test_cells_come_back_as_they_were(void)
{
    static const size_t counts[] = {1, 2, 255, 256, 257, 4095, OT_BLOCK_CELLS};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        fill(counts[i]);
        check_there_and_back(counts[i]);
    }
    in[0] = (ot_stored_cell){.code = {UINT32_MAX, 0, UINT32_MAX, 0},
                             .lines = UINT32_MAX,
                             .first_line = 1,
                             .last_line = UINT32_MAX,
                             .amount = INT64_MIN + 2};
    check_there_and_back(1);
    in[1] = (ot_stored_cell){.last_line = UINT32_MAX, .amount = INT64_MAX - 1};
    check_there_and_back(2);
}

/* A column of one value takes no bytes but its head. */
static void test_a_block_takes_no_more_bytes_than_its_columns_need(void)
{
    ot_cell_block block;

    for (size_t i = 0; i < 1000; i++)
        in[i] = (ot_stored_cell){.code = {5, 6, 7, 8},
                                 .lines = 1,
                                 .first_line = (uint32_t)i + 2,
                                 .last_line = (uint32_t)i + 2,
                                 .amount = i == 500 ? 255 : 0};
    make(1000, &block);
    CHECK_INT((int64_t)block.size, 8 * 9 + 1000 * (1 + 2));
    CHECK_INT(block.lines, 1000);
    CHECK_INT(block.amount, 255);
}

static void test_a_sum_beyond_what_can_be_held_is_refused(void)
{
    ot_cell_block block;
    ot_error err = {0};

    in[0] = (ot_stored_cell){.amount = INT64_MAX};
    in[1] = (ot_stored_cell){.amount = 1};
    CHECK_INT(ot_cell_block_make(7, 2, in, 2, data, &block, &err), OT_ERANGE);
}

/* Every bit of the data, and every number beside it. */
static void test_a_changed_block_is_not_read(void)
{
    ot_cell_block block, other;
    size_t read = 0;

    fill(40);
    make(40, &block);
    for (size_t bit = 0; bit < block.size * 8; bit++) {
        data[bit / 8] ^= (unsigned char)(1u << bit % 8);
        read += ot_cell_block_read(&block, out);
        data[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    for (size_t size = 0; size < block.size; size++) {
        other = block;
        other.size = size;
        read += ot_cell_block_read(&other, out);
    }
    for (int i = 0; i < 7; i++) {
        other = block;
        other.slice += i == 0;
        other.seq += i == 1;
        other.cells -= i == 2;
        other.lines += i == 3;
        other.amount -= i == 4;
        other.checksum ^= i == 5;
        other.data = i == 6 ? NULL : other.data;
        read += ot_cell_block_read(&other, out);
    }
    CHECK_INT((int64_t)read, 0);
    CHECK(ot_cell_block_read(&block, out));
}

static const check_case cases[] = {
    CASE(test_cells_come_back_as_they_were),
    CASE(test_a_block_takes_no_more_bytes_than_its_columns_need),
    CASE(test_a_sum_beyond_what_can_be_held_is_refused),
    CASE(test_a_changed_block_is_not_read),
};

OT_TEST_MAIN("store/cell_block", cases)
