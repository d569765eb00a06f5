/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_line_block.c - lines and their texts as bytes and back; no changed byte goes
 * unnoticed. */
#include "store/line_block.h"

#include <stdlib.h>

#include "tests/check.h"

static ot_stored_line in[OT_BLOCK_LINES], out[OT_BLOCK_LINES];
static const char *texts[OT_BLOCK_TEXTS];

static bool same(const ot_stored_line *a, const ot_stored_line *b)
{
    return memcmp(a->code, b->code, sizeof a->code) == 0 &&
           memcmp(a->text, b->text, sizeof a->text) == 0 && a->line == b->line &&
           a->amount == b->amount;
}

/* A pool of count texts: "", "PI-1", "PI-2" ... */
static ot_pool *make_texts(uint32_t count)
{
    ot_pool *pool = ot_pool_new();
    uint32_t id;

    CHECK(pool != NULL);
    CHECK_INT(ot_pool_put(pool, "", &id, NULL), OT_OK);
    for (uint32_t i = 1; i < count; i++) {
        char text[16];

        snprintf(text, sizeof text, "PI-%u", i);
        CHECK_INT(ot_pool_put(pool, text, &id, NULL), OT_OK);
    }
    return pool;
}

/* Amounts of either sign, far ids, a supplier that most lines share. */
static void fill(size_t count, uint32_t text_count)
{
    for (size_t i = 0; i < count; i++)
        in[i] = (ot_stored_line){
            .code = {(uint32_t)i / 9, UINT32_MAX - (uint32_t)i % 300, 3, i % 7 ? 4 : 9},
            .text = {(uint32_t)i % text_count, i % 5 ? 0 : text_count - 1, 0},
            .line = (int64_t)i * 11 + 2,
            .amount = (ot_pence)i * 238517 - 88450000};
}

static unsigned char *make(size_t count, uint32_t text_count, ot_line_block *block)
{
    ot_pool *pool = make_texts(text_count);
    unsigned char *data = NULL;

    fill(count, text_count);
    CHECK_INT(ot_line_block_make(7, 2, in, count, pool, &data, block, NULL), OT_OK);
    ot_pool_free(pool);
    return data;
}

static void test_lines_and_texts_come_back_as_they_were(void)
{
    static const size_t counts[] = {1, 2, 257, OT_BLOCK_LINES};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint32_t text_count = (uint32_t)(3 * counts[i]);
        size_t wrong = 0;
        ot_line_block block;
        unsigned char *data = make(counts[i], text_count, &block);

        memset(out, 0xA5, sizeof out);
        CHECK(ot_line_block_read(&block, out, texts));
        for (size_t l = 0; l < counts[i]; l++)
            wrong += !same(&in[l], &out[l]);
        CHECK_INT((int64_t)wrong, 0);
        CHECK_INT((int64_t)block.texts, text_count);
        CHECK_TEXT(texts[0], "");
        CHECK_TEXT(texts[2], "PI-2");
        free(data);
    }
}

static void test_a_sum_beyond_what_can_be_held_is_refused(void)
{
    ot_pool *pool = make_texts(1);
    unsigned char *data = NULL;
    ot_line_block block;
    ot_error err = {0};

    in[0] = (ot_stored_line){.amount = INT64_MAX};
    in[1] = (ot_stored_line){.amount = 1};
    CHECK_INT(ot_line_block_make(7, 2, in, 2, pool, &data, &block, &err), OT_ERANGE);
    CHECK(data == NULL);
    ot_pool_free(pool);
}

/* Every bit of the data, and every number beside it. */
static void test_a_changed_block_is_not_read(void)
{
    ot_line_block block, other;
    unsigned char *data = make(40, 30, &block);
    size_t read = 0;

    for (size_t bit = 0; bit < block.size * 8; bit++) {
        data[bit / 8] ^= (unsigned char)(1u << bit % 8);
        read += ot_line_block_read(&block, out, texts);
        data[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    for (size_t size = 0; size < block.size; size++) {
        other = block;
        other.size = size;
        read += ot_line_block_read(&other, out, texts);
    }
    for (int i = 0; i < 7; i++) {
        other = block;
        other.slice += i == 0;
        other.seq += i == 1;
        other.lines -= i == 2;
        other.texts += i == 3;
        other.amount -= i == 4;
        other.checksum ^= i == 5;
        other.data = i == 6 ? NULL : other.data;
        read += ot_line_block_read(&other, out, texts);
    }
    CHECK_INT((int64_t)read, 0);
    CHECK(ot_line_block_read(&block, out, texts));
    free(data);
}

/* Made with a checksum that is right: a number that names no text is found. */
static void test_a_line_with_a_text_that_is_not_there_is_not_read(void)
{
    ot_pool *pool = make_texts(3);
    unsigned char *data = NULL;
    ot_line_block block;

    fill(2, 3);
    in[1].text[2] = 3;
    CHECK_INT(ot_line_block_make(7, 2, in, 2, pool, &data, &block, NULL), OT_OK);
    CHECK(!ot_line_block_read(&block, out, texts));
    free(data);
    in[1].text[2] = 2;
    CHECK_INT(ot_line_block_make(7, 2, in, 2, pool, &data, &block, NULL), OT_OK);
    CHECK(ot_line_block_read(&block, out, texts));
    free(data);
    ot_pool_free(pool);
}

static const check_case cases[] = {
    CASE(test_lines_and_texts_come_back_as_they_were),
    CASE(test_a_sum_beyond_what_can_be_held_is_refused),
    CASE(test_a_changed_block_is_not_read),
    CASE(test_a_line_with_a_text_that_is_not_there_is_not_read),
};

OT_TEST_MAIN("store/line_block", cases)
