/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/odbc/sqlite_source.h"

#include "odbc/watchdog.h"

static const char *const ledger[] = {
    "CREATE TABLE ledger (cc TEXT, account TEXT, period TEXT, amount)",
    "INSERT INTO ledger VALUES ('010101', 'R4AGY', '2021-08', 200017), "
    "('010101', 'R4AGY', '2021-08', 38500), ('010108 ', 'R4PAY', '2021-08', -1250), "
    "('010108', 'R4PAY', '2021-07', 99)",
    NULL};

/* Asks a ledger that one more statement has changed. */
static ot_status ask(const char *change, const char *table, char text[4096],
                     ot_error *err)
{
    ot_request r = source_request(table);
    ot_connection c;
    ot_status st = source_open(&c, ledger, err);

    if (st == OT_OK && change)
        st = ot_connection_do(&c, change, err);
    if (st == OT_OK)
        st = source_ask(&c, &r, text, 4096, err);
    ot_connection_close(&c);
    return st;
}

static void check_refused(const char *change, const char *table, const char *part)
{
    char text[4096];
    ot_error err = {0};

    CHECK(ask(change, table, text, &err) < 0);
    CHECK_CONTAINS(err.message, part);
    CHECK(strstr(text, OT_ODBC_TRAILER) == NULL);
}

static void test_cells_come_summed_with_a_trailer(void)
{
    char text[4096];

    CHECK_INT(ask(NULL, "ledger", text, NULL), OT_OK);
    CHECK_TEXT(text, "cost_centre,account,period,amount\n"
                     "010101,R4AGY,2021-08,2385.17\n"
                     "010108,R4PAY,2021-07,0.99\n"
                     "010108,R4PAY,2021-08,-12.50\n"
                     "outturn-odbc end 3 rows 4 lines 2373.66\n");
}

static void test_amounts_that_are_no_pence_are_refused(void)
{
    check_refused("INSERT INTO ledger VALUES ('1', '2', '2021-08', NULL)", "ledger",
                  "1 of 1 lines have no amount (NULL)");
    check_refused("INSERT INTO ledger VALUES ('010101', 'R4AGY', '2021-08', NULL)",
                  "ledger", "1 of 3 lines have no amount (NULL)");
    check_refused("INSERT INTO ledger VALUES ('1', '2', '2021-08', 12.5)", "ledger",
                  "whole number of pence");
    check_refused("INSERT INTO ledger VALUES ('1', '2', '2021-08', 9e999)", "ledger",
                  "is no number");
    check_refused("INSERT INTO ledger VALUES ('1', '2', '2021-08', 4e25)", "ledger",
                  "has an exponent");
    check_refused("INSERT INTO ledger VALUES ('1', '2', '2021-08', 3000000000000000)",
                  "ledger", "beyond what is accepted");
}

static void test_a_mapping_that_does_not_fit_is_told_by_the_engine(void)
{
    check_refused(NULL, "nowhere", "nowhere");
    check_refused("ALTER TABLE ledger RENAME COLUMN period TO month", "ledger",
                  "no such column");
    check_refused(NULL, "ledger\"; DROP TABLE ledger; --", "no such table");
}

static void test_a_wrong_control_total_is_found(void)
{
    /* The view gives one line more to whoever groups by cost centre. */
    check_refused(
        "CREATE VIEW uneven AS SELECT cc, account, period, amount FROM ledger "
        "UNION ALL SELECT '010199', 'R4PAY', CASE WHEN random() IS NULL THEN "
        "'' ELSE '2021-08' END, abs(random() % 1000000) FROM ledger",
        "uneven", "its control total is");
}

static void test_codes_in_other_capitals_are_refused_or_merged(void)
{
    static const char *const change =
        "INSERT INTO ledger VALUES ('010101', 'r4agy', '2021-08', 83)";
    ot_request r = source_request("ledger");
    ot_connection c;
    char text[4096];

    check_refused(change, "ledger", "codes = upper");
    r.codes = OT_CASE_UPPER;
    CHECK_INT(source_open(&c, ledger, NULL), OT_OK);
    CHECK_INT(ot_connection_do(&c, change, NULL), OT_OK);
    CHECK_INT(source_ask(&c, &r, text, sizeof text, NULL), OT_OK);
    CHECK_CONTAINS(text, "010101,R4AGY,2021-08,2385.17\n010101,R4AGY,2021-08,0.83\n");
    ot_connection_close(&c);
}

static void test_a_statement_beyond_its_time_is_cancelled(void)
{
    ot_request r = source_request("slow");
    ot_watchdog *watchdog = NULL;
    ot_connection c;
    ot_error err = {0};
    char text[4096];

    CHECK_INT(source_open(&c, ledger, NULL), OT_OK);
    CHECK_INT(ot_connection_do(
                  &c,
                  "CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                  "SELECT i + 1 FROM n WHERE i < 4000000000) SELECT 'a' AS cc, 'b' AS "
                  "account, '2021-08' AS period, 1 AS amount FROM n",
                  NULL),
              OT_OK);
    CHECK_INT(ot_watchdog_start(1, 20, ot_connection_cancel, NULL, &c, &watchdog, NULL),
              OT_OK);
    REQUIRE(watchdog);
    c.watchdog = watchdog;
    CHECK_INT(source_ask(&c, &r, text, sizeof text, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "not done within the 1 seconds");
    ot_connection_close(&c);
    ot_watchdog_stop(watchdog);
}

static void test_an_explanation_shows_statements_and_plan(void)
{
    ot_request r = source_request("ledger");
    ot_connection c;
    char text[4096];

    r.explain = true;
    CHECK_INT(source_open(&c, ledger, NULL), OT_OK);
    CHECK_INT(source_ask(&c, &r, text, sizeof text, NULL), OT_OK);
    CHECK_CONTAINS(text, "GROUP BY `cc`, `account`, `period`");
    CHECK_CONTAINS(text, "SCAN ledger");
    CHECK_CONTAINS(text, "added up by the engine");
    CHECK_CONTAINS(text, "outturn-odbc end explain 1\n");
    c.engine = OT_ENGINE_OTHER;
    CHECK_INT(source_ask(&c, &r, text, sizeof text, NULL), OT_OK);
    CHECK_CONTAINS(text, "cannot tell");
    ot_connection_close(&c);
}

static const check_case cases[] = {
    CASE(test_cells_come_summed_with_a_trailer),
    CASE(test_amounts_that_are_no_pence_are_refused),
    CASE(test_a_mapping_that_does_not_fit_is_told_by_the_engine),
    CASE(test_a_wrong_control_total_is_found),
    CASE(test_codes_in_other_capitals_are_refused_or_merged),
    CASE(test_a_statement_beyond_its_time_is_cancelled),
    CASE(test_an_explanation_shows_statements_and_plan),
};
OT_TEST_MAIN("ledger", cases)
