/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/typeface.h"
#include "tests/check.h"

/* In hundredths of a digit, rounded down. */
static int64_t hundredths(double width)
{
    return (int64_t)(width * 100);
}

/* The widths are Helvetica's, whose digits are 556 thousandths of the size: "m" is 833,
 * bold 889, a comma 278. */
static void test_typeface_width_counts_in_digits(void)
{
    CHECK_INT(hundredths(ot_typeface_width("2385", false)), 400);
    CHECK_INT(hundredths(ot_typeface_width("2,385", false)), 450);
    CHECK_INT(hundredths(ot_typeface_width("m", false)), 149);
    CHECK_INT(hundredths(ot_typeface_width("m", true)), 159);
    CHECK_INT(hundredths(ot_typeface_width("", true)), 0);
}

/* A letter beyond ASCII and a byte that is no letter count as a capital, 667. */
static void test_typeface_width_takes_any_text(void)
{
    CHECK_INT(hundredths(ot_typeface_width("é", false)), 119);
    CHECK_INT(hundredths(ot_typeface_width("\xC3", false)), 119);
    CHECK_INT(hundredths(ot_typeface_width("£", true)), 119);
}

static void test_typeface_longest_word_is_the_widest(void)
{
    double commitments = ot_typeface_width("Commitments", true);

    CHECK(ot_typeface_longest_word("Commitments to date", true) == commitments);
    CHECK(ot_typeface_longest_word("Illicit\nCommitments", true) == commitments);
    CHECK(ot_typeface_longest_word("", true) == 0);
}

static void test_typeface_lines_breaks_at_blanks(void)
{
    CHECK_INT((int64_t)ot_typeface_lines("", 10, false), 1);
    CHECK_INT((int64_t)ot_typeface_lines("1234 6789", 10, false), 1);
    CHECK_INT((int64_t)ot_typeface_lines("1234 6789", 8, false), 2);
    CHECK_INT((int64_t)ot_typeface_lines("1234 6789 1234", 8, false), 3);
    CHECK_INT((int64_t)ot_typeface_lines("1234     6789", 8, false), 2);
    CHECK_INT((int64_t)ot_typeface_lines("1234\n6789", 20, false), 2);
}

static void test_typeface_lines_breaks_a_word_that_is_too_wide(void)
{
    CHECK_INT((int64_t)ot_typeface_lines("1234567890", 4, false), 3);
    CHECK_INT((int64_t)ot_typeface_lines("12 34567890", 4, false), 3);
    CHECK_INT((int64_t)ot_typeface_lines("9", 0.5, false), 1);
}

static const check_case cases[] = {
    CASE(test_typeface_width_counts_in_digits),
    CASE(test_typeface_width_takes_any_text),
    CASE(test_typeface_longest_word_is_the_widest),
    CASE(test_typeface_lines_breaks_at_blanks),
    CASE(test_typeface_lines_breaks_a_word_that_is_too_wide),
};

OT_TEST_MAIN("exporters/typeface", cases)
