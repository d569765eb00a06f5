/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/odbc/sqlite_source.h"

#include "odbc/fetch.h"

static void test_a_connection_knows_its_engine(void)
{
    static const char *const nothing[] = {NULL};
    ot_connection c;

    CHECK_INT(source_open(&c, nothing, NULL), OT_OK);
    CHECK_INT(c.engine, OT_ENGINE_SQLITE);
    CHECK_CONTAINS(c.driver, "sqlite3odbc");
    CHECK_TEXT(c.quote, "`");
    ot_connection_close(&c);
}

static void test_a_driver_that_is_missing_is_told(void)
{
    ot_connection c;
    ot_error err = {0};

    ot_connection_init(&c);
    CHECK_INT(ot_connection_open(&c, "Driver={No Such Driver}", "secret-17", &err),
              OT_EIO);
    CHECK_CONTAINS(err.message, "the source cannot be connected: ");
    CHECK(strstr(err.message, "secret-17") == NULL);
    ot_connection_close(&c);
}

static void test_the_password_is_in_no_message(void)
{
    static const char *const nothing[] = {NULL};
    ot_connection c;
    ot_error err = {0};

    CHECK_INT(source_open(&c, nothing, NULL), OT_OK);
    c.password = "secret-17";
    CHECK_INT(ot_connection_do(&c, "SELECT 1 FROM \"secret-17\"", &err), OT_EIO);
    CHECK_CONTAINS(err.message, "***");
    CHECK(strstr(err.message, "secret-17") == NULL);
    ot_connection_close(&c);
}

static ot_status count_row(void *self, char **texts, int count, ot_error *err)
{
    (void)texts;
    (void)err;
    *(long *)self += count;
    return OT_OK;
}

static const char *const many[] = {"CREATE TABLE n (t TEXT)",
                                   "INSERT INTO n WITH RECURSIVE c(i) AS (SELECT 1 "
                                   "UNION ALL SELECT i + 1 FROM c WHERE "
                                   "i < 2345) SELECT 'text ' || i FROM c",
                                   NULL};

static void test_rows_come_whole_over_many_blocks(void)
{
    ot_connection c;
    long values = 0;

    CHECK_INT(source_open(&c, many, NULL), OT_OK);
    CHECK_INT(ot_fetch(&c, "SELECT t, t FROM n", 2, 255, count_row, &values, NULL),
              OT_OK);
    CHECK_INT(values, 2 * 2345);
    ot_connection_close(&c);
}

static void test_texts_that_do_not_fit_are_refused(void)
{
    ot_connection c;
    ot_error err = {0};
    long values = 0;

    CHECK_INT(source_open(&c, many, NULL), OT_OK);
    CHECK_INT(ot_fetch(&c, "SELECT t FROM n", 1, 8, count_row, &values, &err),
              OT_EINPUT);
    CHECK_CONTAINS(err.message, "longer than 8 bytes");
    CHECK_INT(ot_fetch(&c, "SELECT t FROM n", 3, 255, count_row, &values, &err),
              OT_EIO);
    CHECK_CONTAINS(err.message, "has 1 columns, not 3");
    ot_connection_close(&c);
}

static void test_a_fetch_that_fails_half_way_fails(void)
{
    ot_connection c;
    ot_error err = {0};
    long values = 0;

    CHECK_INT(source_open(&c, many, NULL), OT_OK);
    CHECK_INT(ot_fetch(&c,
                       "SELECT CASE WHEN rowid > 2200 THEN abs(-9223372036854775807 - "
                       "1) ELSE t END FROM n",
                       1, 255, count_row, &values, &err),
              OT_EIO);
    CHECK(values < 2345);
    CHECK_CONTAINS(err.message, "integer overflow");
    ot_connection_close(&c);
}

static const check_case cases[] = {
    CASE(test_a_connection_knows_its_engine),
    CASE(test_a_driver_that_is_missing_is_told),
    CASE(test_the_password_is_in_no_message),
    CASE(test_rows_come_whole_over_many_blocks),
    CASE(test_texts_that_do_not_fit_are_refused),
    CASE(test_a_fetch_that_fails_half_way_fails),
};
OT_TEST_MAIN("connection", cases)
