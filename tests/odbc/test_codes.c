/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/codes.h"

#include <locale.h>

#include "tests/check.h"

static ot_status take(ot_codes *codes, int column, const char *text, char out[256],
                      ot_error *err)
{
    char copy[256];
    const char *code = "";
    ot_status st;

    snprintf(copy, sizeof copy, "%s", text);
    st = ot_codes_take(codes, column, copy, &code, err);
    snprintf(out, 256, "%s", code);
    return st;
}

static void test_codes_lose_the_spaces_that_pad_them(void)
{
    ot_codes *codes = ot_codes_new(OT_CASE_UNSTATED);
    char out[256];

    REQUIRE(codes);
    CHECK_INT(take(codes, OT_ODBC_COST_CENTRE, " 010101   ", out, NULL), OT_OK);
    CHECK_TEXT(out, "010101");
    CHECK_INT(take(codes, OT_ODBC_PROJECT, "    ", out, NULL), OT_OK);
    CHECK_TEXT(out, "");
    ot_codes_free(codes);
}

static void test_codes_in_other_capitals_are_refused_unless_stated(void)
{
    ot_codes *codes = ot_codes_new(OT_CASE_UNSTATED);
    ot_error err = {0};
    char out[256];

    REQUIRE(codes);
    CHECK_INT(take(codes, OT_ODBC_COST_CENTRE, "cla01", out, NULL), OT_OK);
    CHECK_INT(take(codes, OT_ODBC_ACCOUNT, "CLA01", out, NULL), OT_OK);
    CHECK_INT(take(codes, OT_ODBC_COST_CENTRE, "cla01", out, NULL), OT_OK);
    CHECK_INT(take(codes, OT_ODBC_COST_CENTRE, "CLA01", out, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "codes = upper");
    ot_codes_free(codes);
}

static void test_codes_become_one_in_upper_case_where_stated(void)
{
    ot_codes *upper = ot_codes_new(OT_CASE_UPPER), *as_is = ot_codes_new(OT_CASE_AS_IS);
    char out[256];

    REQUIRE(upper && as_is);
    CHECK_INT(take(upper, OT_ODBC_ACCOUNT, "r4Agency ", out, NULL), OT_OK);
    CHECK_TEXT(out, "R4AGENCY");
    CHECK_INT(take(as_is, OT_ODBC_ACCOUNT, "r4a", out, NULL), OT_OK);
    CHECK_INT(take(as_is, OT_ODBC_ACCOUNT, "R4A", out, NULL), OT_OK);
    CHECK_TEXT(out, "R4A");
    ot_codes_free(upper);
    ot_codes_free(as_is);
}

static void test_bytes_that_are_no_text_are_refused(void)
{
    ot_codes *codes = ot_codes_new(OT_CASE_AS_IS);
    ot_error err = {0};
    char out[256];

    REQUIRE(codes && setlocale(LC_CTYPE, "C.UTF-8"));
    CHECK_INT(take(codes, OT_ODBC_PROJECT, "Caf\xC3\xA9", out, NULL), OT_OK);
    CHECK_INT(take(codes, OT_ODBC_PROJECT, "Caf\xE9", out, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "is not UTF-8");
    CHECK_INT(take(codes, OT_ODBC_PROJECT, "C19\n01", out, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "control character");
    ot_codes_free(codes);
}

static const check_case cases[] = {
    CASE(test_codes_lose_the_spaces_that_pad_them),
    CASE(test_codes_in_other_capitals_are_refused_unless_stated),
    CASE(test_codes_become_one_in_upper_case_where_stated),
    CASE(test_bytes_that_are_no_text_are_refused),
};
OT_TEST_MAIN("codes", cases)
