/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/child_fixture.h"

static fixture_import import;

/* The records of a text, which live until the source is closed. */
static const ot_payment_record *start(scratch *s, const char *text, ot_source *source,
                                      ot_batch *batch)
{
    child_start(&import, s, OT_KIND_PAYMENTS, text, 0, source, batch);
    return batch->of.payments;
}

static void test_lines_of_a_provider_child_and_month_are_added_up(void)
{
    const ot_payment_record *p;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    p = start(&s,
              "provider,period,amount,child,cost centre,document\n"
              "sc040001 ,2021-06,\"£4,850.00\",,040101,INV 1\n"
              "SC040001,Jun-21,612.50 CR,,040101,CN 2\n"
              "SC040001,2021-07,4850.00,,040101,INV 3\n"
              "Harbour Homes,30/06/2021,1893.40,c100001,040102,INV 4\n"
              "HARBOUR HOMES,2021-06,275.00-,C100001 ,040102,CN 5\n"
              "HARBOUR HOMES,2021-06,905.10,C100002,040102,INV 6\n"
              ",2021-06,88.00,C100001,040102,INV 7\n",
              &source, &batch);
    REQUIRE(batch.count == 5 && batch.kind == OT_KIND_PAYMENTS);
    CHECK_TEXT(p[0].provider, "SC040001");
    CHECK_TEXT(p[0].child, "");
    CHECK_TEXT(p[0].cost_centre, "040101");
    CHECK(p[0].period.year == 2021 && p[0].period.number == 3);
    CHECK_INT(p[0].amount, 485000 - 61250);
    CHECK_INT(p[0].lines, 2);
    CHECK_INT(p[0].line, 2);
    CHECK_INT(p[1].period.number, 4);
    CHECK_INT(p[1].amount, 485000);
    CHECK_TEXT(p[2].provider, "HARBOUR HOMES");
    CHECK_TEXT(p[2].child, CHILD_100001);
    CHECK_INT(p[2].amount, 189340 - 27500);
    CHECK_INT(p[2].lines, 2);
    CHECK_INT(p[3].amount, 90510);
    CHECK_TEXT(p[4].provider, "");
    CHECK_TEXT(p[4].child, CHILD_100001);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    check_unsaid(&import, &s, "100001");
    scratch_close(&s);
}

static void test_extract_of_the_ledger_gives_actuals_with_a_supplier(void)
{
    const ot_payment_record *p;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    p = start(&s,
              "cost_centre,account,fund,project,period,measure,amount,supplier,text\n"
              "040101,4310,NON-DSG,,2021-04,ACTUAL,12430.00,700123,Care of C100001\n"
              "040101,4310,NON-DSG,,2021-04,BUDGET,99000.00,,\n"
              "040101,4310,NON-DSG,,2021-04,ACTUAL,-350.25,,Accrual reversed\n"
              "040101,4310,NON-DSG,,2021-04,COMMITMENT,500.00,700123,Order\n"
              "040101,4310,NON-DSG,,2021-04,ACTUAL,70.00,700123,\n",
              &source, &batch);
    REQUIRE(batch.count == 1);
    CHECK_TEXT(p[0].provider, "700123");
    CHECK_INT(p[0].amount, 1250000);
    CHECK_INT(p[0].lines, 2);
    REQUIRE(import.notes == 1);
    CHECK_CONTAINS(import.issues[0].message,
                   "1 row without a provider (-350.25 in all) and 2 that are not "
                   "actuals were passed over");
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    check_unsaid(&import, &s, "100001");
    scratch_close(&s);
}

/* Title lines, totals and debit less credit, as the ledger of that shape. */
static void test_extract_may_have_a_ledgers_shape(void)
{
    const ot_import_options options = {.child_key = child_fixture_key(),
                                       .shape = "oracle-gl"};
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_PAYMENTS,
                  "Account Analysis Report\n\n"
                  "Period Name,Cost Centre Segment,Vendor Name,Accounted DR,"
                  "Accounted CR\n"
                  "SEP-21,040101,Northfield Care,4850.00,\n"
                  "SEP-21,040101,Northfield Care,,612.50\n",
                  &options, &source, &batch);
    REQUIRE(batch.count == 1);
    CHECK_TEXT(batch.of.payments[0].provider, "NORTHFIELD CARE");
    CHECK_INT(batch.of.payments[0].period.number, 6);
    CHECK_INT(batch.of.payments[0].amount, 423750);
    fixture_finish(&import, &source);
    scratch_close(&s);
}

/* A file that has both: where the provider is blank the supplier counts. */
static void test_provider_goes_before_the_supplier(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    start(&s,
          "supplier,urn,month,paid\n700123,SC040001,2021-04,20.50\n"
          "700124,,2021-04,30.75\n",
          &source, &batch);
    REQUIRE(batch.count == 2);
    CHECK_TEXT(batch.of.payments[0].provider, "SC040001");
    CHECK_TEXT(batch.of.payments[1].provider, "700124");
    fixture_finish(&import, &source);
    scratch_close(&s);
}

static void test_bad_payments_are_rejected_without_a_word_of_the_cell(void)
{
    static const char *const messages[] = {
        "amount is not an amount",
        "amount is blank",
        "period is blank",
        "period is no month or day that can be read for certain",
        "period is no month or day that can be read for certain",
        "supplier is no code",
        "measure is not BUDGET",
    };
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    start(&s,
          "supplier,period,amount,child,measure\n"
          "700123,2021-04,C100001,C100001,ACTUAL\n"
          "700123,2021-04,,C100001,ACTUAL\n"
          "700123,,12.50,C100001,ACTUAL\n"
          "700123,202104,12.50,C100001,ACTUAL\n"
          "700123,C100001,12.50,C100001,ACTUAL\n"
          "1.02E+05,2021-04,12.50,C100001,ACTUAL\n"
          "700123,2021-04,12.50,C100001,C100001\n",
          &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 7);
    for (size_t i = 0; i < 7; i++)
        CHECK_CONTAINS(import.issues[i].message, messages[i]);
    check_unsaid(&import, &s, "100001");
    scratch_close(&s);
}

/* Without a column of children too only what is read is written again. */
static void test_rejects_hold_the_columns_that_are_read(void)
{
    char rejects[2048];
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    start(&s, "supplier,period,amount,text\n700123,2021-04,12.505,Care of J Smith\n",
          &source, &batch);
    fixture_finish(&import, &source);
    scratch_read(&s, "input.rejects.csv", rejects, sizeof rejects);
    CHECK_CONTAINS(rejects, "\"700123\",\"2021-04\",\"12.505\",(withheld)");
    scratch_close(&s);
}

static void test_payments_need_columns_and_rows(void)
{
    static const char *const texts[][2] = {
        {"period,amount\n2021-04,1.00\n", "no column for provider (or supplier)"},
        {"supplier,amount\n7,1.00\n", "no column for period or date"},
        {"supplier,period,debit\n7,2021-04,1.00\n",
         "no column for amount (or debit and credit)"},
        {"supplier,period,amount\n", "the file has headings but no rows"},
        {"supplier,period,amount\n,2021-04,55.00\n",
         "no row names a provider or a child and is an actual"}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        scratch s;
        ot_source source;
        ot_batch batch;

        REQUIRE(scratch_open(&s));
        start(&s, texts[i][0], &source, &batch);
        fixture_finish(&import, &source);
        CHECK_INT(import.end, OT_EINPUT);
        CHECK_TEXT(import.err.message, texts[i][1]);
        scratch_close(&s);
    }
}

static const check_case cases[] = {
    CASE(test_lines_of_a_provider_child_and_month_are_added_up),
    CASE(test_extract_of_the_ledger_gives_actuals_with_a_supplier),
    CASE(test_extract_may_have_a_ledgers_shape),
    CASE(test_provider_goes_before_the_supplier),
    CASE(test_bad_payments_are_rejected_without_a_word_of_the_cell),
    CASE(test_rejects_hold_the_columns_that_are_read),
    CASE(test_payments_need_columns_and_rows),
};

OT_TEST_MAIN("importers/payments", cases)
