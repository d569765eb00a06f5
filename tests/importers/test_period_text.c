/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/period_text.h"
#include "tests/check.h"

static const ot_period_rules unstated = {0};
static const ot_period_rules fiscal = {.reading = OT_PERIODS_FISCAL};
static const ot_period_rules calendar = {.reading = OT_PERIODS_CALENDAR};
static const ot_period_rules in_2021 = {.fiscal_year = 2021};

static void check_period(const char *text, const ot_period_rules *rules, int year,
                         int number)
{
    ot_error err = {0};
    ot_period period = {0};

    check_int_at(ot_period_text_parse(text, rules, &period, &err), OT_OK, text,
                 __FILE__, __LINE__);
    check_int_at(period.year, year, text, __FILE__, __LINE__);
    check_int_at(period.number, number, text, __FILE__, __LINE__);
}

static void check_refused(const char *text, const ot_period_rules *rules,
                          const char *part)
{
    ot_error err = {0};
    ot_period period = {0};

    check_int_at(ot_period_text_parse(text, rules, &period, &err), OT_EINPUT, text,
                 __FILE__, __LINE__);
    check_contains_at(err.message, part, text, __FILE__, __LINE__);
}

static void test_period_reads_a_named_fiscal_year(void)
{
    check_period("2021/22 P06", &unstated, 2021, 6);
    check_period("2021/22 P6", &unstated, 2021, 6);
    check_period("2021/22P06", &unstated, 2021, 6);
    check_period("2021-22 p06", &unstated, 2021, 6);
    check_period("2021/2022 P06", &unstated, 2021, 6);
    check_period("21/22 P06", &unstated, 2021, 6);
    check_period("P06 2021/22", &unstated, 2021, 6);
    check_period("Period 12 2021/22", &unstated, 2021, 12);
    check_period("2021/22 P13", &unstated, 2021, 13);
    check_period("2021/22 P16", &unstated, 2021, 16);
    check_period("2021/22 Adj1", &unstated, 2021, 13);
    check_period("Adj 3 2021/22", &unstated, 2021, 15);
    check_period("Jan 2021/22", &unstated, 2021, 10);
    check_period("1999/00 P01", &unstated, 1999, 1);
    check_period("2021\xE2\x80\x93"
                 "22 P06",
                 &unstated, 2021, 6);
    check_period(" 2021/22\xC2\xA0P06 ", &unstated, 2021, 6);
}

static void test_period_refuses_wrong_fiscal_years(void)
{
    check_refused("2021/23 P06", &unstated, "is not a period");
    check_refused("2021/21 P06", &unstated, "is not a period");
    check_refused("2021/22", &unstated, "is not a period");
    check_refused("2021/22 P0", &unstated, "not between 1 and 16");
    check_refused("2021/22 P17", &unstated, "17 is not between 1 and 16");
    check_refused("2021/22 Adj5", &unstated, "is not a period");
    check_refused("2021/22 Adj0", &unstated, "is not a period");
    check_refused("2021/22 06", &unstated, "ambiguous");
    check_refused("2021/22 Q2", &unstated, "is not a period");
}

static void test_period_reads_six_digits_as_stated(void)
{
    check_period("202106", &fiscal, 2021, 6);
    check_period("202116", &fiscal, 2021, 16);
    check_period("202106", &calendar, 2021, 3);
    check_period("202103", &calendar, 2020, 12);
    check_refused("202106", &unstated, "ambiguous");
    check_refused("202106", &unstated, "periods = fiscal");
    check_refused("202113", &unstated, "ambiguous");
    check_refused("202113", &calendar, "13 is not a month");
    check_refused("202100", &fiscal, "not between 1 and 16");
    check_refused("202117", &fiscal, "17 is not between");
}

static void test_period_reads_sap_period_and_year(void)
{
    check_period("006/2021", &unstated, 2021, 6);
    check_period("006.2021", &calendar, 2021, 6);
    check_period("016/2021", &unstated, 2021, 16);
    check_refused("017/2021", &unstated, "not between 1 and 16");
    check_refused("06/2021", &unstated, "ambiguous");
    check_period("06/2021", &fiscal, 2021, 6);
    check_period("06/2021", &calendar, 2021, 3);
    check_refused("2021/06", &fiscal, "is not a period");
}

static void test_period_reads_calendar_months(void)
{
    check_period("2021M06", &unstated, 2021, 3);
    check_period("2021m6", &fiscal, 2021, 3);
    check_period("2021-08", &unstated, 2021, 5);
    check_period("2022-03", &fiscal, 2021, 12);
    check_period("Sep-21", &unstated, 2021, 6);
    check_period("SEP-21", &fiscal, 2021, 6);
    check_period("sep 2021", &unstated, 2021, 6);
    check_period("Sept 2021", &unstated, 2021, 6);
    check_period("September 2021", &unstated, 2021, 6);
    check_period("Sep-2021", &unstated, 2021, 6);
    check_period("MAR-22", &unstated, 2021, 12);
    check_period("Apr-99", &unstated, 1999, 1);
    check_period("2021 June", &unstated, 2021, 3);
    check_refused("2021M13", &unstated, "13 is not a month");
    check_refused("2021-22", &unstated, "22 is not a month");
    check_refused("Septem 2021", &unstated, "is not a period");
    check_refused("Se-21", &unstated, "is not a period");
    check_refused("21-Sep", &unstated, "is not a period");
}

static void test_period_reads_dates_day_first(void)
{
    check_period("30/09/2021", &unstated, 2021, 6);
    check_period("30/09/21", &unstated, 2021, 6);
    check_period("1/4/2021", &unstated, 2021, 1);
    check_period("10/11/2021", &unstated, 2021, 8);
    check_period("31.03.2022", &unstated, 2021, 12);
    check_period("2021-09-30", &unstated, 2021, 6);
    check_period("2009-10-30", &unstated, 2009, 7);
    check_period("20210930", &unstated, 2021, 6);
    check_period("30-SEP-21", &unstated, 2021, 6);
    check_period("30/09/2021 00:00", &unstated, 2021, 6);
    check_refused("09/30/2021", &unstated, "the day stands before the month");
    check_refused("31/09/2021", &unstated, "not a day of the calendar");
    check_refused("2021-02-29", &unstated, "not a day of the calendar");
}

static void test_period_without_a_year_needs_one(void)
{
    check_period("P6", &in_2021, 2021, 6);
    check_period("p06", &in_2021, 2021, 6);
    check_period("Period 13", &in_2021, 2021, 13);
    check_period("006", &in_2021, 2021, 6);
    check_period("Sep", &in_2021, 2021, 6);
    check_period("February", &in_2021, 2021, 11);
    check_period("Adj1", &in_2021, 2021, 13);
    check_period("Adj 2", &in_2021, 2021, 14);
    check_period("ADJ_3", &in_2021, 2021, 15);
    check_refused("P6", &unstated, "names no year");
    check_refused("006", &unstated, "names no year");
    check_refused("Adj1", &unstated, "names no year");
    check_refused("Sep", &unstated, "names no year");
    check_refused("P17", &in_2021, "17 is not between");
    check_refused("6", &in_2021, "ambiguous");
    check_period("6", &(ot_period_rules){{0}, OT_PERIODS_FISCAL, 2021}, 2021, 6);
    check_period("6", &(ot_period_rules){{0}, OT_PERIODS_CALENDAR, 2021}, 2021, 3);
    check_period("1", &(ot_period_rules){{0}, OT_PERIODS_CALENDAR, 2021}, 2021, 10);
}

static void test_period_reads_oracle_adjustments(void)
{
    check_period("ADJ_3_2019", &unstated, 2019, 15);
    check_period("adj_1_2020", &unstated, 2020, 13);
    check_period("ADJ1-21", &unstated, 2021, 13);
    check_refused("ADJ_9_2019", &unstated, "is not a period");
    check_refused("ADJ-21", &in_2021, "is not a period");
}

static void test_period_refuses_a_bare_year_unless_the_reading_is_stated(void)
{
    static const ot_period_rules january = {.calendar = {1}};

    check_refused("2021 P06", &unstated, "ambiguous");
    check_refused("P06 2021", &calendar, "ambiguous");
    check_period("2021 P06", &fiscal, 2021, 6);
    check_period("2021P06", &fiscal, 2021, 6);
    check_period("2021 P06", &january, 2021, 6);
}

static void test_period_follows_the_start_of_the_year(void)
{
    static const ot_period_rules january = {.calendar = {1},
                                            .reading = OT_PERIODS_CALENDAR};
    static const ot_period_rules september = {.calendar = {9}, .fiscal_year = 2021};

    check_period("Sep-21", &january, 2021, 9);
    check_period("202106", &january, 2021, 6);
    check_period("Sep-21", &september, 2021, 1);
    check_period("Aug", &september, 2021, 12);
    check_period("30/09/2021", &september, 2021, 1);
}

static void test_period_refuses_what_is_none(void)
{
    static const char *const texts[] = {"",
                                        "  ",
                                        "abc",
                                        "2021",
                                        "12345",
                                        "1234567",
                                        "-",
                                        "P",
                                        "6-7-8-9",
                                        "Sep/Oct 21",
                                        "2021//22 P06",
                                        "#REF!",
                                        "P06 P07",
                                        "2021/22 P06 x",
                                        "year to date"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_refused(texts[i], &in_2021, "is not a period");
}

static void test_fiscal_year_reads_its_forms(void)
{
    static const char *const texts[] = {"2021/22", "2021-22", "2021/2022",
                                        "21/22",   "2021",    " 2021 / 22 "};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ot_error err = {0};
        int year = 0;

        check_int_at(ot_fiscal_year_parse(texts[i], &year, &err), OT_OK, texts[i],
                     __FILE__, __LINE__);
        check_int_at(year, 2021, texts[i], __FILE__, __LINE__);
    }
}

static void test_fiscal_year_refuses_other_texts(void)
{
    static const char *const texts[] = {"",   "21",  "2021/23", "2021/22 P06",
                                        "FY", "1066"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ot_error err = {0};
        int year = 0;

        check_int_at(ot_fiscal_year_parse(texts[i], &year, &err), OT_EINPUT, texts[i],
                     __FILE__, __LINE__);
        check_contains_at(err.message, "is not a fiscal year", texts[i], __FILE__,
                          __LINE__);
    }
}

static const check_case cases[] = {
    CASE(test_period_reads_a_named_fiscal_year),
    CASE(test_period_refuses_wrong_fiscal_years),
    CASE(test_period_reads_six_digits_as_stated),
    CASE(test_period_reads_sap_period_and_year),
    CASE(test_period_reads_calendar_months),
    CASE(test_period_reads_dates_day_first),
    CASE(test_period_without_a_year_needs_one),
    CASE(test_period_reads_oracle_adjustments),
    CASE(test_period_refuses_a_bare_year_unless_the_reading_is_stated),
    CASE(test_period_follows_the_start_of_the_year),
    CASE(test_period_refuses_what_is_none),
    CASE(test_fiscal_year_reads_its_forms),
    CASE(test_fiscal_year_refuses_other_texts),
};

OT_TEST_MAIN("importers/period_text", cases)
