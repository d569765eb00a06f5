/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_selector.c - codes, ranges and patterns that pick ledger lines. */
#include "engine/selector.h"

#include "tests/check.h"

static void test_blank_selects_every_code(void)
{
    CHECK(ot_selector_matches("", "020101"));
    CHECK(ot_selector_matches(" \t ", "020101"));
    CHECK(ot_selector_matches("", ""));
    CHECK_INT(ot_selector_check("  ", NULL), OT_OK);
}

static void test_code_matches_itself_only(void)
{
    CHECK(ot_selector_matches("5005", "5005"));
    CHECK(!ot_selector_matches("5005", "500"));
    CHECK(!ot_selector_matches("5005", "50055"));
    CHECK(!ot_selector_matches("5005", "05005"));
    CHECK(!ot_selector_matches("5005", ""));
    CHECK(ot_selector_matches("0301; 5005 ;0702", "5005"));
    CHECK(ot_selector_matches("0301;5005;", "0301"));
    CHECK(!ot_selector_matches("0301;5005;", ""));
}

static void test_range_holds_codes_of_its_length_between_its_ends(void)
{
    CHECK(ot_selector_matches("040100..040199", "040100"));
    CHECK(ot_selector_matches("040100..040199", "040137"));
    CHECK(ot_selector_matches("040100..040199", "040199"));
    CHECK(!ot_selector_matches("040100..040199", "040200"));
    CHECK(!ot_selector_matches("040100..040199", "040099"));
    CHECK(!ot_selector_matches("040100..040199", "04013"));
    CHECK(!ot_selector_matches("040100..040199", "0401370"));
    CHECK(ot_selector_matches("A1..C9", "B5"));
    CHECK(ot_selector_matches("5005..5005", "5005"));
    CHECK(ot_selector_matches("1..2; 0301..0309", "0305"));
}

static void test_star_stands_for_any_run(void)
{
    CHECK(ot_selector_matches("0301*", "0301"));
    CHECK(ot_selector_matches("0301*", "030155"));
    CHECK(!ot_selector_matches("0301*", "03"));
    CHECK(ot_selector_matches("*01", "030101"));
    CHECK(!ot_selector_matches("*01", "030102"));
    CHECK(ot_selector_matches("0*1*9", "0301129"));
    CHECK(ot_selector_matches("*a*ab", "aaab"));
    CHECK(ot_selector_matches("*ab", "aabab"));
    CHECK(!ot_selector_matches("*a*b*c", "acb"));
    CHECK(ot_selector_matches("**", ""));
    CHECK(ot_selector_matches("*", "anything"));
    CHECK(ot_selector_matches("COVID*", "COVID-19"));
    CHECK(!ot_selector_matches("COVID*", "covid"));
}

static void test_check_accepts_what_finance_writes(void)
{
    const char *right[] = {"0301*; 040100..040199; 5005", "5005;", "*", "A..B", "-"};

    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        ot_error err = {0};

        CHECK_INT(ot_selector_check(right[i], &err), OT_OK);
        CHECK_TEXT(err.message, "");
    }
}

static void test_check_refuses_and_quotes_what_is_wrong(void)
{
    const struct {
        const char *selector, *said;
    } wrong[] = {{"0301;;5005", "selector '0301;;5005' has an empty item"},
                 {";5005", "empty item"},
                 {" ; ", "empty item"},
                 {"0401..040199", "range '0401..040199' needs two codes"},
                 {"..040199", "two codes of the same length"},
                 {"040100..", "two codes of the same length"},
                 {"..", "two codes of the same length"},
                 {"5005; 0402..0401", "range '0402..0401' ends before it begins"}};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ot_error err = {0};

        CHECK_INT(ot_selector_check(wrong[i].selector, &err), OT_EINPUT);
        CHECK_CONTAINS(err.message, wrong[i].said);
    }
}

static const check_case cases[] = {
    CASE(test_blank_selects_every_code),
    CASE(test_code_matches_itself_only),
    CASE(test_range_holds_codes_of_its_length_between_its_ends),
    CASE(test_star_stands_for_any_run),
    CASE(test_check_accepts_what_finance_writes),
    CASE(test_check_refuses_and_quotes_what_is_wrong),
};

OT_TEST_MAIN("selector", cases)
