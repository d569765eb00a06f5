/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/quoted.h"
#include "tests/check.h"

static void test_quoted_keeps_short_texts(void)
{
    CHECK_TEXT(OT_QUOTED("020101"), "020101");
    CHECK_TEXT(OT_QUOTED(""), "");
    CHECK_TEXT(OT_QUOTED("caf\xC3\xA9"), "caf\xC3\xA9");
}

static void test_quoted_is_one_line(void)
{
    CHECK_TEXT(OT_QUOTED("two\nlines\tand\r\x7F."), "two lines and  .");
}

static void test_quoted_cuts_between_characters(void)
{
    char text[128] = "";

    for (int i = 0; i < 40; i++)
        strcat(text, "\xC2\xA3");
    for (const char *from = text; *from != '\0'; from += 2) {
        const char *quoted = OT_QUOTED(from);
        size_t length = strlen(quoted);

        CHECK(length < OT_QUOTED_TEXT);
        if (strlen(from) < OT_QUOTED_TEXT) {
            CHECK_TEXT(quoted, from);
        } else {
            CHECK_TEXT(quoted + length - 3, "...");
            CHECK_INT((int64_t)((length - 3) % 2), 0);
        }
    }
    CHECK_TEXT(
        OT_QUOTED("x\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3"
                  "\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3"
                  "\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xE2\x82"
                  "\xAC..."),
        "x\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3"
        "\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3"
        "\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3...");
}

static const check_case cases[] = {
    CASE(test_quoted_keeps_short_texts),
    CASE(test_quoted_is_one_line),
    CASE(test_quoted_cuts_between_characters),
};

OT_TEST_MAIN("importers/quoted", cases)
