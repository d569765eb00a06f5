/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/request.h"

#include "tests/check.h"

#define CODES                                                                          \
    "connection DSN=gl;UID=fin\ntable gl.lines\ncolumn.cost_centre cc\n"               \
    "column.account acc\ncolumn.period p\n"

static ot_status parse(const char *text, ot_request *request, char copy[1024],
                       ot_error *err)
{
    snprintf(copy, 1024, "%s", text);
    return ot_request_parse(copy, request, err);
}

static void check_refused(const char *text, const char *part)
{
    ot_request request;
    ot_error err = {0};
    char copy[1024];

    CHECK_INT(parse(text, &request, copy, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, part);
}

static void test_a_request_is_taken_apart(void)
{
    ot_request r;
    char copy[1024];

    CHECK_INT(parse("do explain\n" CODES "column.amount (a - b)\ntimeout 7\n"
                    "unit pence\ncodes upper\npassword p w\nend\n",
                    &r, copy, NULL),
              OT_OK);
    CHECK(r.explain && r.pence);
    CHECK_TEXT(r.connection, "DSN=gl;UID=fin");
    CHECK_TEXT(r.columns[OT_ODBC_AMOUNT], "(a - b)");
    CHECK_TEXT(r.password, "p w");
    CHECK_INT(r.codes, OT_CASE_UPPER);
    CHECK_INT(r.timeout, 7);
    CHECK(r.columns[OT_ODBC_FUND] == NULL);
}

static void test_a_request_that_is_cut_short_is_refused(void)
{
    check_refused("", "is not whole");
    check_refused(CODES "column.amount a\n", "is not whole");
    check_refused(CODES "column.amount a\nen", "is not whole");
}

static void test_a_request_that_cannot_be_answered_is_refused(void)
{
    check_refused("table t\nend\n", "names no connection");
    check_refused("connection c\nend\n", "names no table");
    check_refused(CODES "end\n", "names no column.amount");
    check_refused(CODES "column.amount a\ncolumn.budget b\nend\n", "keep one form");
    check_refused(CODES "column.measure m\ncolumn.budget b\nend\n", "keep one form");
    check_refused(CODES "column.weight w\nend\n", "'column.weight' is not understood");
    check_refused(CODES "column.amount a\ntimeout 0\nend\n", "'timeout'");
    check_refused("connection c\ntable t\ncolumn.account a\nend\n",
                  "names no column.cost_centre");
}

static void test_wiping_leaves_nothing(void)
{
    char secret[] = "pa}s;s";

    ot_request_wipe(secret, sizeof secret);
    for (size_t i = 0; i < sizeof secret; i++)
        CHECK_INT(secret[i], 0);
}

static const check_case cases[] = {
    CASE(test_a_request_is_taken_apart),
    CASE(test_a_request_that_is_cut_short_is_refused),
    CASE(test_a_request_that_cannot_be_answered_is_refused),
    CASE(test_wiping_leaves_nothing),
};
OT_TEST_MAIN("request", cases)
