/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/text.h"
#include "tests/check.h"

static void test_text_next_reads_pound_sign_and_ellipsis(void)
{
    const char *at = "£…";

    CHECK_INT(ot_text_next(&at), 0xA3);
    CHECK_INT(ot_text_next(&at), 0x2026);
    CHECK_INT(ot_text_next(&at), 0);
    CHECK_INT(ot_text_next(&at), 0);
}

static void test_text_next_tells_bytes_that_are_not_utf8(void)
{
    /* Windows-1252 pound sign, an overlong slash, half of a surrogate pair, a cut end
     */
    static const char *const bad[] = {"\xA3", "\xC0\xAF", "\xED\xA0\x80", "\xE2\x80"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *at = bad[i];

        CHECK_INT(ot_text_next(&at), OT_TEXT_BAD);
        CHECK_INT(at - bad[i], 1);
    }
}

static void test_text_length_counts_code_points(void)
{
    CHECK_INT((int64_t)ot_text_length("£000 – Ñandú"), 12);
}

static void take_line(const char **at, size_t width, const char *wanted)
{
    const char *line;
    size_t bytes;
    char text[64];

    REQUIRE(ot_text_line(at, width, &line, &bytes));
    REQUIRE(bytes < sizeof text);
    memcpy(text, line, bytes);
    text[bytes] = '\0';
    CHECK_TEXT(text, wanted);
}

static void test_text_line_breaks_at_blanks_and_cuts_long_words(void)
{
    const char *at = "Full Year Budget Underspendings\nof £m";
    const char *line;
    size_t bytes;

    take_line(&at, 10, "Full Year");
    take_line(&at, 10, "Budget");
    take_line(&at, 10, "Underspend");
    take_line(&at, 10, "ings");
    take_line(&at, 10, "of £m");
    CHECK(!ot_text_line(&at, 10, &line, &bytes));
}

static void test_text_lines_counts_at_least_one(void)
{
    CHECK_INT((int64_t)ot_text_lines("", 10), 1);
    CHECK_INT((int64_t)ot_text_lines("Forecast Outturn", 8), 2);
    CHECK_INT((int64_t)ot_text_lines("Forecast Outturn", 0), 1);
    CHECK_INT((int64_t)ot_text_longest_word("Full Year Budget"), 6);
}

static void test_text_clean_replaces_what_xml_cannot_hold(void)
{
    const char *text = "a\x01"
                       "b\xA3"
                       "c\td\ne£";
    char clean[32];

    CHECK(!ot_text_is_clean(text));
    ot_text_clean(text, clean);
    CHECK_TEXT(clean, "a?b?c\td\ne£");
    CHECK(ot_text_is_clean(clean));
}

static void test_text_control_tells_escapes_and_turns_of_direction(void)
{
    CHECK(ot_text_control(0x1B));
    CHECK(ot_text_control(0x9B));
    CHECK(ot_text_control(0x202E));
    CHECK(!ot_text_control(0xA3));
}

static const check_case cases[] = {
    CASE(test_text_next_reads_pound_sign_and_ellipsis),
    CASE(test_text_next_tells_bytes_that_are_not_utf8),
    CASE(test_text_length_counts_code_points),
    CASE(test_text_line_breaks_at_blanks_and_cuts_long_words),
    CASE(test_text_lines_counts_at_least_one),
    CASE(test_text_clean_replaces_what_xml_cannot_hold),
    CASE(test_text_control_tells_escapes_and_turns_of_direction),
};

OT_TEST_MAIN("exporters/text", cases)
