/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

#define SIDES "cost_centre,account,period,measure,debit,credit\n"
#define KSB1  "Cost Element,Cost Center,Period,Posting Date,Val.in rep.cur.\n"

static void test_long_reads_every_measure(void)
{
    static fixture_import import;
    static const char *const words[] = {"BUDGET", "virement", "Actual", "Commitments",
                                        "FORECAST"};
    char text[1024] = FIXTURE_HEADER;
    scratch s;

    REQUIRE(scratch_open(&s));
    for (size_t i = 0; i < 5; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "030203,5105,,,2021/22 P06,%s,2385.17\n", words[i]);
    fixture_text(&import, &s, text, NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 5);
    for (int i = 0; i < 5; i++)
        CHECK_INT(import.rows[i].measure, i);
    scratch_close(&s);
}

static void test_long_takes_a_measure_from_the_profile(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv",
                 "cost_centre,account,period,amount\n030203,5105,Sep-21,2385.17\n");
    fixture_read(&import, s.path, &(ot_import_options){.measure = "Commitment"}, 0);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 1);
    CHECK_INT(import.rows[0].measure, OT_COMMITMENT);
    fixture_read(&import, s.path, NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "no column for measure");
    scratch_close(&s);
}

static void test_long_takes_debit_less_credit(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 SIDES "030203,5105,Sep-21,ACTUAL,\"4,125.00\",\n"
                       "030203,5105,Sep-21,ACTUAL,,2385.17\n"
                       "030203,5105,Sep-21,ACTUAL,10.00,2.50\n"
                       "030203,5105,Sep-21,ACTUAL,,\n"
                       "030203,5105,Sep-21,ACTUAL,1.005,\n",
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.count == 3);
    CHECK_INT(import.rows[0].amount, 412500);
    CHECK_INT(import.rows[1].amount, -238517);
    CHECK_INT(import.rows[2].amount, 750);
    CHECK_CONTAINS(import.issues[0].message, "debit and credit are blank");
    CHECK_TEXT(import.issues[1].message,
               "debit: amount '1.005' has more than two decimals");
    scratch_close(&s);
}

static void test_long_refuses_sides_that_are_too_far_apart(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 SIDES "030203,5105,Sep-21,ACTUAL,10000000000000,-10000000000000\n",
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.rejects, 1);
    CHECK_CONTAINS(import.issues[0].message, "beyond what is accepted");
    scratch_close(&s);
}

static void test_long_takes_the_posting_date_where_the_period_is_blank(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "cost_centre,account,period,posting date,measure,amount\n"
                 "030203,5105,,30/09/2021,ACTUAL,2385.17\n"
                 "030203,5105,2021/22 P13,31/03/2022,ACTUAL,2385.17\n"
                 "030203,5105,,,ACTUAL,2385.17\n",
                 NULL);
    REQUIRE(import.count == 2);
    CHECK_INT(import.rows[0].period.number, 6);
    CHECK_INT(import.rows[1].period.number, 13);
    CHECK_TEXT(import.issues[0].message, "period is blank");
    scratch_close(&s);
}

static void test_long_takes_the_year_beside_the_period(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "cost_centre,account,period,year,measure,amount\n"
                 "030203,5105,P6,2021/22,ACTUAL,2385.17\n"
                 "030203,5105,Adj3,2020/21,ACTUAL,2385.17\n"
                 "030203,5105,Feb,,ACTUAL,2385.17\n",
                 &(ot_import_options){.fiscal_year = 2022});
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 3);
    CHECK_INT(import.rows[0].period.year, 2021);
    CHECK_INT(import.rows[1].period.year, 2020);
    CHECK_INT(import.rows[1].period.number, 15);
    CHECK_INT(import.rows[2].period.year, 2022);
    CHECK_INT(import.rows[2].period.number, 11);
    scratch_close(&s);
}

static void test_sap_takes_the_year_of_the_posting_date(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 KSB1 "5105,030203,006,30.09.2021,\"4,125.00\"\n"
                      "5105,030203,13,31.03.2022,2385.17-\n"
                      "5105,030203,001,,12.50\n",
                 &(ot_import_options){.shape = "sap-ksb1"});
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.count == 2);
    CHECK_INT(import.rows[0].period.year, 2021);
    CHECK_INT(import.rows[0].measure, OT_ACTUAL);
    CHECK_INT(import.rows[1].period.year, 2021);
    CHECK_INT(import.rows[1].period.number, 13);
    CHECK_INT(import.rows[1].amount, -238517);
    CHECK_CONTAINS(import.issues[0].message, "period '001' names no year");
    scratch_close(&s);
}

static void test_sap_passes_over_totals_only(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "Display actual cost line items\n\n" KSB1
                 "5105,030203,006,30.09.2021,1.50\n----,-----,---,,\n"
                 ",,,,1.50\n**,,,,3.00\n,030203,006,30.09.2021,2.50\n",
                 &(ot_import_options){.shape = "sap-ksb1"});
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.count, 1);
    CHECK_INT(import.rejects, 1);
    CHECK_TEXT(import.issues[0].message, "account is blank");
    CHECK_CONTAINS(import.issues[1].message, "3 lines of totals");
    scratch_close(&s);
}

static void test_plain_rejects_a_total(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s, FIXTURE_HEADER "Total,,,,,,4125.00\n,,,,,,4125.00\n",
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.rejects, 2);
    CHECK_TEXT(import.issues[0].message, "account is blank");
    CHECK_TEXT(import.issues[1].message, "cost_centre is blank");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_long_reads_every_measure),
    CASE(test_long_takes_a_measure_from_the_profile),
    CASE(test_long_takes_debit_less_credit),
    CASE(test_long_refuses_sides_that_are_too_far_apart),
    CASE(test_long_takes_the_posting_date_where_the_period_is_blank),
    CASE(test_long_takes_the_year_beside_the_period),
    CASE(test_sap_takes_the_year_of_the_posting_date),
    CASE(test_sap_passes_over_totals_only),
    CASE(test_plain_rejects_a_total),
};

OT_TEST_MAIN("importers/ledger_long", cases)
