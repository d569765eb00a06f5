/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/suggest.h"

#include "tests/check.h"

static const char *const commands[] = {"run",      "init",   "import",    "check",
                                       "forecast", "export", "variances", "series",
                                       "close",    NULL};

static void test_slips_of_the_pen_are_seen_through(void)
{
    CHECK_TEXT(ot_nearest("forecats", commands), "forecast");  /* two exchanged */
    CHECK_TEXT(ot_nearest("varinces", commands), "variances"); /* one missing */
    CHECK_TEXT(ot_nearest("exxport", commands), "export");
    CHECK_TEXT(ot_nearest("imqort", commands), "import");
    CHECK_TEXT(ot_nearest("CLOSE", commands), "close");
    CHECK_TEXT(ot_nearest("var", commands), "variances"); /* a beginning of one alone */
}

static void test_what_is_near_nothing_is_not_guessed(void)
{
    CHECK(ot_nearest("frobnicate", commands) == NULL);
    CHECK(ot_nearest("", commands) == NULL);
    CHECK(ot_nearest("xyz", commands) == NULL);
    CHECK(ot_nearest("a word so long that no command of forty letters has it all",
                     commands) == NULL);
}

static void test_suggestions_are_words_for_a_message(void)
{
    char hint[OT_SUGGESTION];

    CHECK_TEXT(ot_suggestion("chekc", commands, hint), " (did you mean 'check'?)");
    CHECK_TEXT(ot_suggestion("frobnicate", commands, hint), "");
}

static const check_case cases[] = {
    CASE(test_slips_of_the_pen_are_seen_through),
    CASE(test_what_is_near_nothing_is_not_guessed),
    CASE(test_suggestions_are_words_for_a_message),
};

OT_TEST_MAIN("suggest", cases)
