/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/ledger_wide.h"
#include "tests/importers/import_fixture.h"

#define MEASURES "cost_centre,account,fund,period,budget,virement,actual,commitment\n"
#define MONTHS                                                                         \
    "cost_centre,account,year,measure,apr,may,jun,jul,aug,sep,oct,nov,dec,jan,feb,"    \
    "mar,"                                                                             \
    "adj1,adj2,adj3\n"

static void check_row(const fixture_row *row, ot_measure measure, int year, int number,
                      ot_pence amount)
{
    CHECK_INT(row->measure, measure);
    CHECK_INT(row->period.year, year);
    CHECK_INT(row->period.number, number);
    CHECK_INT(row->amount, amount);
    CHECK_INT(row->lines, 1);
}

static void test_measures_give_a_record_per_amount(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 MEASURES "030203,5105,NON-DSG,2021/22 P06,4000.00,,4125.00,0\n"
                          "030210,9200,,2021/22 P06,(7250.00),-50,,\n",
                 NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 5);
    check_row(&import.rows[0], OT_BUDGET, 2021, 6, 400000);
    check_row(&import.rows[1], OT_ACTUAL, 2021, 6, 412500);
    check_row(&import.rows[2], OT_COMMITMENT, 2021, 6, 0);
    check_row(&import.rows[3], OT_BUDGET, 2021, 6, -725000);
    check_row(&import.rows[4], OT_VIREMENT, 2021, 6, -5000);
    CHECK_TEXT(import.rows[2].cost_centre, "030203");
    CHECK_TEXT(import.rows[2].fund, "NON-DSG");
    CHECK_INT(import.rows[4].line, 3);
    scratch_close(&s);
}

static void test_measures_include_forecasts(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "cc,subjective,month,actuals,forecast\n030203,5105,Sep-21,1.50,2.50\n",
                 NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 2);
    check_row(&import.rows[1], OT_FORECAST, 2021, 6, 250);
    scratch_close(&s);
}

static void test_months_give_a_record_per_amount(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 MONTHS
                 "030203,5105,2021/22,ACTUAL,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n",
                 NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 15);
    for (int n = 1; n <= 15; n++)
        check_row(&import.rows[n - 1], OT_ACTUAL, 2021, n, n * 100);
    scratch_close(&s);
}

static void test_months_skip_blanks_but_not_zeros(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 MONTHS "030203,5105,2021,Budget,4000,,0.00, ,,,,,,,,,,,-7.25\n"
                        "030203,5110,2021/22,Budget,,,,,,,,,,,,,,,\n",
                 NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 3);
    check_row(&import.rows[0], OT_BUDGET, 2021, 1, 400000);
    check_row(&import.rows[1], OT_BUDGET, 2021, 3, 0);
    check_row(&import.rows[2], OT_BUDGET, 2021, 15, -725);
    scratch_close(&s);
}

static void test_months_follow_the_start_of_the_year(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(
        &import, &s,
        "cost_centre,account,measure,sept,january,aug\n030203,5105,ACTUAL,1,2,3\n",
        &(ot_import_options){.calendar = {9}, .fiscal_year = 2021});
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 3);
    check_row(&import.rows[0], OT_ACTUAL, 2021, 1, 100);
    check_row(&import.rows[1], OT_ACTUAL, 2021, 5, 200);
    check_row(&import.rows[2], OT_ACTUAL, 2021, 12, 300);
    scratch_close(&s);
}

static void test_months_take_measure_and_year_from_the_profile(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv", "cost_centre,account,apr,may\n030203,5105,1,2\n");
    fixture_read(&import, s.path,
                 &(ot_import_options){.measure = "budget", .fiscal_year = 2022}, 0);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 2);
    check_row(&import.rows[1], OT_BUDGET, 2022, 2, 200);
    fixture_read(&import, s.path, &(ot_import_options){.fiscal_year = 2022}, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "no column for measure (or say measure)");
    fixture_read(&import, s.path, &(ot_import_options){.measure = "ACTUAL"}, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "no column for year (or say fiscal_year)");
    scratch_close(&s);
}

static void test_one_wrong_amount_rejects_the_whole_row(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 MONTHS "030203,5105,2021/22,ACTUAL,1,2,3.001,4,,,,,,,,,,,\n"
                        "030203,5105,2021/23,ACTUAL,1,2,,,,,,,,,,,,,\n"
                        "030203,5105,,ACTUAL,1,-,,,,,,,,,,,,,\n",
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.count, 0);
    CHECK_INT(import.rejects, 3);
    CHECK_TEXT(import.issues[0].message,
               "jun: amount '3.001' has more than two decimals");
    CHECK_TEXT(import.issues[1].message,
               "'2021/23' is not a fiscal year such as 2021/22");
    CHECK_TEXT(import.issues[2].message, "year is blank");
    scratch_close(&s);
}

static void test_a_lone_dash_is_a_zero_only_when_told(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv", MEASURES "030203,5105,,2021/22 P06,-,,4125.00,\n");
    fixture_read(&import, s.path, NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.issues[0].message, "budget: amount is a lone dash");
    fixture_read(&import, s.path, &(ot_import_options){.blank_is_zero = true}, 0);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 2);
    check_row(&import.rows[0], OT_BUDGET, 2021, 6, 0);
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_measures_give_a_record_per_amount),
    CASE(test_measures_include_forecasts),
    CASE(test_months_give_a_record_per_amount),
    CASE(test_months_skip_blanks_but_not_zeros),
    CASE(test_months_follow_the_start_of_the_year),
    CASE(test_months_take_measure_and_year_from_the_profile),
    CASE(test_one_wrong_amount_rejects_the_whole_row),
    CASE(test_a_lone_dash_is_a_zero_only_when_told),
};

OT_TEST_MAIN("importers/ledger_wide", cases)
