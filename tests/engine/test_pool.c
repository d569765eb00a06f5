/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pool.c - texts numbered in the order they were first seen. */
#include "engine/pool.h"

#include "tests/check.h"

static uint32_t put(ot_pool *pool, const char *text)
{
    uint32_t id = OT_NONE;

    CHECK_INT(ot_pool_put(pool, text, &id, NULL), OT_OK);
    return id;
}

static void test_numbers_follow_the_order_of_first_sight(void)
{
    ot_pool *pool = ot_pool_new();

    REQUIRE(pool != NULL);
    CHECK_INT(put(pool, "0301"), 0);
    CHECK_INT(put(pool, "301"), 1);
    CHECK_INT(put(pool, ""), 2);
    CHECK_INT(put(pool, "0301"), 0);
    CHECK_INT(ot_pool_count(pool), 3);
    CHECK_TEXT(ot_pool_text(pool, 0), "0301");
    CHECK_TEXT(ot_pool_text(pool, 1), "301");
    CHECK_TEXT(ot_pool_text(pool, 2), "");
    ot_pool_free(pool);
}

static void test_find_knows_only_what_was_put(void)
{
    ot_pool *pool = ot_pool_new();

    REQUIRE(pool != NULL);
    CHECK_INT(ot_pool_find(pool, "0301"), OT_NONE);
    put(pool, "0301");
    CHECK_INT(ot_pool_find(pool, "0301"), 0);
    CHECK_INT(ot_pool_find(pool, "030"), OT_NONE);
    CHECK_INT(ot_pool_find(pool, "03010"), OT_NONE);
    CHECK_INT(ot_pool_find(pool, ""), OT_NONE);
    ot_pool_free(pool);
}

static void test_texts_are_copied(void)
{
    ot_pool *pool = ot_pool_new();
    char text[] = "5005";

    REQUIRE(pool != NULL);
    put(pool, text);
    text[0] = '6';
    CHECK_TEXT(ot_pool_text(pool, 0), "5005");
    CHECK_INT(put(pool, text), 1);
    ot_pool_free(pool);
}

static void test_twenty_thousand_codes_keep_their_numbers(void)
{
    enum { CODES = 20000 };
    ot_pool *pool = ot_pool_new();
    char code[16];

    REQUIRE(pool != NULL);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < CODES; i++) {
            snprintf(code, sizeof code, "%06d", i * 37 % 1000003);
            if (put(pool, code) != (uint32_t)i)
                CHECK_INT(ot_pool_find(pool, code), i);
        }
    CHECK_INT(ot_pool_count(pool), CODES);
    for (int i = 0; i < CODES; i += 613) {
        snprintf(code, sizeof code, "%06d", i * 37 % 1000003);
        CHECK_TEXT(ot_pool_text(pool, (uint32_t)i), code);
        CHECK_INT(ot_pool_find(pool, code), i);
    }
    ot_pool_free(pool);
    ot_pool_free(NULL);
}

static const check_case cases[] = {
    CASE(test_numbers_follow_the_order_of_first_sight),
    CASE(test_find_knows_only_what_was_put),
    CASE(test_texts_are_copied),
    CASE(test_twenty_thousand_codes_keep_their_numbers),
};

OT_TEST_MAIN("pool", cases)
