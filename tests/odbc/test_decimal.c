/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/decimal.h"

#include "tests/check.h"

static void check_pence(const char *text, ot_pence want)
{
    ot_error err = {0};
    ot_pence got = 1;

    CHECK_INT(ot_decimal_pence(text, false, &got, &err), OT_OK);
    CHECK_INT(got, want);
}

static void check_refused(const char *text, bool pence, ot_status want,
                          const char *part)
{
    ot_error err = {0};
    ot_pence got = 1;

    CHECK_INT(ot_decimal_pence(text, pence, &got, &err), want);
    CHECK_CONTAINS(err.message, part);
}

static void test_pounds_are_read_exactly(void)
{
    check_pence("2385.17", 238517);
    check_pence("-2385.170000", -238517);
    check_pence("12.5", 1250);
    check_pence("0.07", 7);
    check_pence("-0.00", 0);
    check_pence("40", 4000);
    check_pence("0000000000000000000012.34", 1234);
    check_pence("10000000000000.00", OT_PENCE_LIMIT);
    check_pence("-10000000000000.000000", -OT_PENCE_LIMIT);
}

static void test_pence_are_read_exactly(void)
{
    ot_pence got = 0;

    CHECK_INT(ot_decimal_pence("-238517", true, &got, NULL), OT_OK);
    CHECK_INT(got, -238517);
    CHECK_INT(ot_decimal_pence("238517.000000", true, &got, NULL), OT_OK);
    CHECK_INT(got, 238517);
    check_refused("2385.17", true, OT_EINPUT, "is not a whole number of pence");
}

static void test_what_is_no_number_is_refused(void)
{
    check_refused("", false, OT_EINPUT, "is blank");
    check_refused("NaN", false, OT_EINPUT, "is no number");
    check_refused("-nan", false, OT_EINPUT, "is no number");
    check_refused("Infinity", false, OT_EINPUT, "is no number");
    check_refused("-inf", false, OT_EINPUT, "is no number");
    check_refused("1.0e+15", false, OT_EINPUT, "has an exponent");
    check_refused("12E2", false, OT_EINPUT, "has an exponent");
    check_refused("1,234.50", false, OT_EINPUT, "is not a plain decimal");
    check_refused("--12.30", false, OT_EINPUT, "is not a plain decimal");
    check_refused("12.", false, OT_EINPUT, "is not a plain decimal");
    check_refused(".5", false, OT_EINPUT, "is not a plain decimal");
    check_refused("12.30 ", false, OT_EINPUT, "is not a plain decimal");
}

static void test_a_fraction_of_a_penny_is_refused(void)
{
    check_refused("2385.175", false, OT_EINPUT, "fraction of a penny");
    check_refused("-0.001000", false, OT_EINPUT, "fraction of a penny");
}

static void test_sums_beyond_the_limit_are_refused(void)
{
    check_refused("10000000000000.01", false, OT_ERANGE, "beyond");
    check_refused("-99999999999999999999999999.99", false, OT_ERANGE, "beyond");
    check_refused("1000000000000001", true, OT_ERANGE, "beyond");
}

static void test_counts_are_whole_and_bounded(void)
{
    int64_t count = -1;

    CHECK_INT(ot_decimal_count("5000000000", &count, NULL), OT_OK);
    CHECK_INT(count, 5000000000);
    CHECK_INT(ot_decimal_count("-3", &count, NULL), OT_EINPUT);
    CHECK_INT(ot_decimal_count("3.0", &count, NULL), OT_EINPUT);
    CHECK_INT(ot_decimal_count("", &count, NULL), OT_EINPUT);
    CHECK_INT(ot_decimal_count("9999999999999999999", &count, NULL), OT_EINPUT);
}

static const check_case cases[] = {
    CASE(test_pounds_are_read_exactly),
    CASE(test_pence_are_read_exactly),
    CASE(test_what_is_no_number_is_refused),
    CASE(test_a_fraction_of_a_penny_is_refused),
    CASE(test_sums_beyond_the_limit_are_refused),
    CASE(test_counts_are_whole_and_bounded),
};
OT_TEST_MAIN("decimal", cases)
