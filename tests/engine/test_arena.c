/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_arena.c - pieces of memory that do not touch each other. */
#include "engine/arena.h"

#include <stdalign.h>
#include <stdbool.h>

#include "tests/check.h"

static bool all_zero(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

static void test_pieces_are_zeroed_aligned_and_apart(void)
{
    enum { PIECES = 3000 };
    ot_arena arena = {0};
    unsigned char *pieces[PIECES];

    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i * 37 % 211 + 1;

        pieces[i] = ot_arena_get(&arena, size);
        REQUIRE(pieces[i] != NULL);
        CHECK_INT((int64_t)((uintptr_t)pieces[i] % alignof(max_align_t)), 0);
        CHECK(all_zero(pieces[i], size));
        memset(pieces[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i * 37 % 211 + 1;

        CHECK_INT(pieces[i][0], (int)(i % 251) + 1);
        CHECK_INT(pieces[i][size - 1], (int)(i % 251) + 1);
    }
    ot_arena_clear(&arena);
    CHECK(arena.blocks == NULL);
}

static void test_piece_larger_than_a_block_is_given(void)
{
    ot_arena arena = {0};
    unsigned char *large, *small = ot_arena_get(&arena, 24);

    large = ot_arena_get(&arena, 1000003);
    REQUIRE(small != NULL && large != NULL);
    CHECK(all_zero(large, 1000003));
    memset(large, 0xA5, 1000003);
    CHECK(all_zero(small, 24));
    CHECK(ot_arena_get(&arena, 0) != NULL);
    ot_arena_clear(&arena);
}

static void test_copies_and_formats_outlive_their_sources(void)
{
    ot_arena arena = {0};
    char text[] = "Children in Care", *copy, *line;

    copy = ot_arena_copy(&arena, text);
    line = ot_arena_format(&arena, "%s: %d placements at £%.2f", text, 476, 4612.5);
    memset(text, '?', sizeof text - 1);
    CHECK_TEXT(copy, "Children in Care");
    CHECK_TEXT(line, "Children in Care: 476 placements at £4612.50");
    CHECK_TEXT(ot_arena_copy(&arena, ""), "");
    ot_arena_clear(&arena);
}

static void test_long_formats_are_not_cut(void)
{
    ot_arena arena = {0};
    char *line = ot_arena_format(&arena, "%040000d", 7);

    REQUIRE(line != NULL);
    CHECK_INT((int64_t)strlen(line), 40000);
    CHECK_INT(line[39999], '7');
    ot_arena_clear(&arena);
}

static void test_cleared_arena_can_be_used_again(void)
{
    ot_arena arena = {0};

    ot_arena_clear(&arena);
    CHECK_TEXT(ot_arena_copy(&arena, "CF0302"), "CF0302");
    ot_arena_clear(&arena);
    CHECK_TEXT(ot_arena_copy(&arena, "CF0303"), "CF0303");
    ot_arena_clear(&arena);
    CHECK(arena.blocks == NULL);
}

static const check_case cases[] = {
    CASE(test_pieces_are_zeroed_aligned_and_apart),
    CASE(test_piece_larger_than_a_block_is_given),
    CASE(test_copies_and_formats_outlive_their_sources),
    CASE(test_long_formats_are_not_cut),
    CASE(test_cleared_arena_can_be_used_again),
};

OT_TEST_MAIN("arena", cases)
