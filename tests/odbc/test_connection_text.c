/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/connection_text.h"

#include "tests/check.h"

static void test_the_password_is_quoted_and_comes_last(void)
{
    char out[OT_CONNECTION_TEXT];

    CHECK_INT(ot_connection_write("DSN=gl;UID=finance", NULL, "p}w;d=1", out, NULL),
              OT_OK);
    CHECK_TEXT(out, "DSN=gl;UID=finance;PWD={p}}w;d=1}");
    CHECK_INT(ot_connection_write("DSN=gl;", NULL, "pw", out, NULL), OT_OK);
    CHECK_TEXT(out, "DSN=gl;PWD={pw}");
}

static void test_attributes_are_added_unless_they_are_given(void)
{
    char out[OT_CONNECTION_TEXT];

    CHECK_INT(
        ot_connection_write("DSN=gl", "UseDeclareFetch=1;Fetch=10000", NULL, out, NULL),
        OT_OK);
    CHECK_TEXT(out, "DSN=gl;UseDeclareFetch=1;Fetch=10000");
    CHECK_INT(ot_connection_write("DSN=gl; fetch = 50", "UseDeclareFetch=1;Fetch=10000",
                                  NULL, out, NULL),
              OT_OK);
    CHECK_TEXT(out, "DSN=gl; fetch = 50;UseDeclareFetch=1");
}

static void test_attributes_are_found_outside_braces_only(void)
{
    CHECK(ot_connection_has("Driver={a;Fetch=1};uid=x", "UID"));
    CHECK(!ot_connection_has("Driver={a;Fetch=1};uid=x", "Fetch"));
    CHECK(!ot_connection_has("PreFetch=1", "Fetch"));
}

static void test_a_connection_that_is_too_long_is_refused(void)
{
    char text[OT_CONNECTION_TEXT], out[OT_CONNECTION_TEXT];

    memset(text, 'x', sizeof text);
    text[sizeof text - 3] = '\0';
    CHECK_INT(ot_connection_write(text, NULL, "p", out, NULL), OT_EINPUT);
}

static void test_drivers_that_keep_all_rows_are_told_not_to(void)
{
    CHECK_CONTAINS(ot_connection_streaming("psqlodbcw.so"), "UseDeclareFetch=1");
    CHECK_CONTAINS(ot_connection_streaming("libmaodbc.so"), "OPTIONS=");
    CHECK(ot_connection_streaming("libtdsodbc.so") == NULL);
}

static const check_case cases[] = {
    CASE(test_the_password_is_quoted_and_comes_last),
    CASE(test_attributes_are_added_unless_they_are_given),
    CASE(test_attributes_are_found_outside_braces_only),
    CASE(test_a_connection_that_is_too_long_is_refused),
    CASE(test_drivers_that_keep_all_rows_are_told_not_to),
};
OT_TEST_MAIN("connection_text", cases)
