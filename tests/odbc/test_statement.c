/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/statement.h"

#include "tests/check.h"

static ot_statement statement;

static ot_request plain(void)
{
    ot_request r = {.connection = "DSN=gl", .table = "gl.Ledger Lines"};

    r.columns[OT_ODBC_COST_CENTRE] = "cc";
    r.columns[OT_ODBC_ACCOUNT] = "account";
    r.columns[OT_ODBC_PERIOD] = "period";
    r.columns[OT_ODBC_AMOUNT] = "amount";
    return r;
}

static void test_cells_are_grouped_by_every_column(void)
{
    ot_request r = plain();

    r.filter = "year = 2021 OR (kind = 'it''s; -- #')";
    CHECK_INT(ot_statement_cells(&r, "\"", &statement, NULL), OT_OK);
    CHECK_TEXT(statement.text,
               "SELECT \"cc\", \"account\", \"period\", SUM(CAST(\"amount\" AS "
               "DECIMAL(24,6))), COUNT(\"amount\"), COUNT(*) FROM \"gl\".\"Ledger "
               "Lines\" WHERE (year = 2021 OR (kind = 'it''s; -- #')) GROUP BY \"cc\", "
               "\"account\", \"period\" ORDER BY \"cc\", \"account\", \"period\"");
    CHECK_INT(ot_statement_width(&statement), 6);
}

static void test_control_totals_are_by_period_and_partition(void)
{
    ot_request r = plain();

    r.partition = "cc";
    r.columns[OT_ODBC_MEASURE] = "(CASE WHEN kind = 1 THEN 'BUDGET' ELSE 'ACTUAL' END)";
    CHECK_INT(ot_statement_totals(&r, "`", &statement, NULL), OT_OK);
    CHECK_CONTAINS(statement.text,
                   "GROUP BY `period`, (CASE WHEN kind = 1 THEN 'BUDGET' ELSE 'ACTUAL' "
                   "END), `cc` ORDER BY");
    CHECK_INT(statement.groups[statement.group_count - 1], -1);
    CHECK_INT(ot_statement_cells(&r, "`", &statement, NULL), OT_OK);
    CHECK_INT(statement.group_count, 4);
}

static void test_every_measure_has_its_sum_and_count(void)
{
    ot_request r = plain();

    r.columns[OT_ODBC_AMOUNT] = NULL;
    r.columns[OT_ODBC_BUDGET] = "budget";
    r.columns[OT_ODBC_ACTUAL] = "(debit - credit)";
    CHECK_INT(ot_statement_cells(&r, "", &statement, NULL), OT_OK);
    CHECK_CONTAINS(statement.text,
                   "SUM(CAST(\"budget\" AS DECIMAL(24,6))), COUNT(\"budget\"), "
                   "SUM(CAST((debit - credit) AS DECIMAL(24,6))), COUNT((debit - "
                   "credit)), COUNT(*)");
}

static void test_a_name_cannot_end_its_quotes(void)
{
    ot_request r = plain();

    r.columns[OT_ODBC_ACCOUNT] = "a\" FROM x; DROP TABLE ledger; --";
    r.table = "l\"; DELETE FROM l; --";
    CHECK_INT(ot_statement_cells(&r, "\"", &statement, NULL), OT_OK);
    CHECK_CONTAINS(statement.text, "\"a\"\" FROM x; DROP TABLE ledger; --\"");
    CHECK_CONTAINS(statement.text, "FROM \"l\"\"; DELETE FROM l; --\" GROUP BY");
    r.columns[OT_ODBC_ACCOUNT] = "a` FROM x";
    CHECK_INT(ot_statement_cells(&r, "`", &statement, NULL), OT_OK);
    CHECK_CONTAINS(statement.text, "`a`` FROM x`");
}

static void check_refused(const char *column, const char *filter, const char *part)
{
    ot_request r = plain();
    ot_error err = {0};

    r.columns[OT_ODBC_ACCOUNT] = column;
    r.filter = filter;
    CHECK_INT(ot_statement_cells(&r, "\"", &statement, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, part);
}

static void test_an_expression_cannot_end_the_statement(void)
{
    check_refused("(a); DROP TABLE ledger", NULL, "closes a bracket too early");
    check_refused("(a; DROP TABLE ledger)", NULL, "holds ';'");
    check_refused("(a -- )", NULL, "comment");
    check_refused("(a /* )", NULL, "comment");
    check_refused("(a", NULL, "not closed");
    check_refused("('a)", NULL, "quote that is not closed");
    check_refused("('a\\' || ')", NULL, "'\\'");
    check_refused("account", "1 = 1) OR (1 = 1", "closes a bracket too early");
    check_refused("account", "1 = 1; DELETE FROM ledger", "holds ';'");
    check_refused("account", "kind = 'x", "quote that is not closed");
}

static void test_names_that_are_blank_or_hold_control_characters_are_refused(void)
{
    ot_request r = plain();

    check_refused("", NULL, "no name");
    check_refused("a\tb", NULL, "control character");
    r.table = "gl..ledger";
    CHECK_INT(ot_statement_cells(&r, "\"", &statement, NULL), OT_EINPUT);
}

static const check_case cases[] = {
    CASE(test_cells_are_grouped_by_every_column),
    CASE(test_control_totals_are_by_period_and_partition),
    CASE(test_every_measure_has_its_sum_and_count),
    CASE(test_a_name_cannot_end_its_quotes),
    CASE(test_an_expression_cannot_end_the_statement),
    CASE(test_names_that_are_blank_or_hold_control_characters_are_refused),
};
OT_TEST_MAIN("statement", cases)
