/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/utf8.h"
#include "tests/check.h"

static void test_next_gives_characters_of_every_length(void)
{
    static const uint32_t want[] = {'a', 0xA3, 0x20AC, 0x1F30D, 'z', 0, 0};
    const char *at = "a\xC2\xA3\xE2\x82\xAC\xF0\x9F\x8C\x8Dz";

    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        CHECK_INT(ot_utf8_next(&at), want[i]);
}

static void check_trimmed(const char *text, const char *want)
{
    char space[64];
    size_t length = strlen(text);

    strcpy(space, text);
    check_text_at(ot_utf8_trim(space, &length), want, text, __FILE__, __LINE__);
    check_int_at((int64_t)length, (int64_t)strlen(want), text, __FILE__, __LINE__);
}

static void test_trim_takes_spaces_off_both_ends(void)
{
    check_trimmed("020101", "020101");
    check_trimmed("", "");
    check_trimmed("   ", "");
    check_trimmed(" \t020101\r\n", "020101");
    check_trimmed("\xC2\xA0 020101\xC2\xA0\xC2\xA0", "020101");
    check_trimmed("\xEF\xBB\xBF"
                  "020101\xE2\x80\xAF",
                  "020101");
    check_trimmed("\xC2\xA0", "");
    check_trimmed("a b", "a b");
    check_trimmed("\xC2\xA3 5 \xE2\x82\xAC ", "\xC2\xA3 5 \xE2\x82\xAC");
}

static void test_spaces_and_dashes_are_known(void)
{
    static const uint32_t spaces[] = {' ', '\t', 0xA0, 0x2007, 0x2009, 0x202F};
    static const uint32_t dashes[] = {'-', 0x2010, 0x2013, 0x2014, 0x2212};

    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        CHECK(ot_utf8_is_space(spaces[i]) && !ot_utf8_is_dash(spaces[i]));
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        CHECK(ot_utf8_is_dash(dashes[i]) && !ot_utf8_is_space(dashes[i]));
    CHECK(!ot_utf8_is_space('a') && !ot_utf8_is_dash('_') && !ot_utf8_is_space(0));
}

static const check_case cases[] = {
    CASE(test_next_gives_characters_of_every_length),
    CASE(test_trim_takes_spaces_off_both_ends),
    CASE(test_spaces_and_dashes_are_known),
};

OT_TEST_MAIN("importers/utf8", cases)
