/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/cells.h"

#include "tests/check.h"

static ot_statement statement;

/* Rows of cost centre, account, fund, period, amount, its count, lines. */
#define WIDTH 7

static ot_request request(void)
{
    ot_request r = {.connection = "DSN=gl", .table = "ledger"};

    r.columns[OT_ODBC_COST_CENTRE] = "cc";
    r.columns[OT_ODBC_ACCOUNT] = "account";
    r.columns[OT_ODBC_FUND] = "fund";
    r.columns[OT_ODBC_PERIOD] = "period";
    r.columns[OT_ODBC_AMOUNT] = "amount";
    return r;
}

/* What a row becomes, in text; OT_OK or how it was refused. */
static ot_status write_row(const char *const row[WIDTH], char text[512], ot_error *err)
{
    const ot_request r = request();
    char copies[WIDTH][64], *texts[WIDTH];
    ot_cells cells = {0};
    FILE *out = fmemopen(text, 512, "w");
    ot_status st = ot_statement_cells(&r, "", &statement, err);

    for (int i = 0; i < WIDTH; i++) {
        snprintf(copies[i], sizeof copies[i], "%s", row[i] ? row[i] : "");
        texts[i] = row[i] ? copies[i] : NULL;
    }
    if (!out || st < 0)
        return OT_ENOMEM;
    st = ot_cells_init(&cells, &r, &statement, out, err);
    if (st == OT_OK)
        st = ot_cells_headings(&cells, err);
    if (st == OT_OK)
        st = ot_cells_row(&cells, texts, WIDTH, err);
    if (st == OT_OK)
        st = ot_cells_trailer(&cells, err);
    ot_cells_clear(&cells);
    fclose(out);
    return st;
}

static void test_a_row_becomes_a_line_of_a_ledger_file(void)
{
    static const char *const row[WIDTH] = {"010101 ",     "R4,\"A\"", NULL, "2021-08",
                                           "2385.170000", "3",        "3"};
    char text[512];
    ot_error err = {0};

    CHECK_INT(write_row(row, text, &err), OT_OK);
    CHECK_TEXT(text, "cost_centre,account,fund,period,amount\n"
                     "010101,\"R4,\"\"A\"\"\",,2021-08,2385.17\n"
                     "outturn-odbc end 1 rows 3 lines 2385.17\n");
}

static void check_refused(int column, const char *value, const char *part)
{
    const char *row[WIDTH] = {"010101", "R4AGY", "DSG", "2021-08", "12.34", "3", "3"};
    char text[512];
    ot_error err = {0};

    row[column] = value;
    CHECK(write_row(row, text, &err) < 0);
    CHECK_CONTAINS(err.message, part);
}

static void test_codes_and_periods_that_are_missing_are_refused(void)
{
    check_refused(0, NULL, "without a cost_centre (NULL)");
    check_refused(1, "  ", "with a blank account");
    check_refused(3, NULL, "without a period (NULL)");
}

static void test_amounts_that_are_missing_are_refused_with_their_cell(void)
{
    check_refused(4, NULL, "have no amount (NULL)");
    check_refused(5, "2", "1 of 3 lines have no amount (NULL)");
    check_refused(5, NULL, "the count ''");
    check_refused(6, NULL, "the count ''");
    check_refused(4, "12.345", "[cell 010101 R4AGY DSG 2021-08]");
    check_refused(4, "NaN", "is no number");
}

static const check_case cases[] = {
    CASE(test_a_row_becomes_a_line_of_a_ledger_file),
    CASE(test_codes_and_periods_that_are_missing_are_refused),
    CASE(test_amounts_that_are_missing_are_refused_with_their_cell),
};
OT_TEST_MAIN("cells", cases)
