/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_period.c - months of fiscal years that begin in April, January and July. */
#include "engine/period.h"

#include "tests/check.h"

static const ot_calendar april = {0}, january = {1}, july = {7};

#define CHECK_PERIOD(got, want_year, want_number)                                      \
    do {                                                                               \
        ot_period got_ = (got);                                                        \
        CHECK_INT(got_.year, want_year);                                               \
        CHECK_INT(got_.number, want_number);                                           \
    } while (0)

static void test_calendar_months_become_fiscal_periods(void)
{
    CHECK_PERIOD(ot_period_from_month(april, 2021, 4), 2021, 1);
    CHECK_PERIOD(ot_period_from_month(april, 2021, 8), 2021, 5);
    CHECK_PERIOD(ot_period_from_month(april, 2022, 3), 2021, 12);
    CHECK_PERIOD(ot_period_from_month(april, 2022, 1), 2021, 10);
    CHECK_PERIOD(ot_period_from_month(january, 2021, 1), 2021, 1);
    CHECK_PERIOD(ot_period_from_month(january, 2021, 12), 2021, 12);
    CHECK_PERIOD(ot_period_from_month(july, 2021, 7), 2021, 1);
    CHECK_PERIOD(ot_period_from_month(july, 2022, 6), 2021, 12);
}

static void test_every_month_comes_back_from_its_period(void)
{
    for (int start = 1; start <= 12; start++)
        for (int month = 1; month <= 12; month++) {
            const ot_calendar calendar = {start};
            ot_period period = ot_period_from_month(calendar, 2023, month);
            int year_back = 0, month_back = 0;

            CHECK(ot_period_valid(period) && period.number <= OT_MONTHS);
            ot_period_to_month(calendar, period, &year_back, &month_back);
            CHECK_INT(year_back, 2023);
            CHECK_INT(month_back, month);
        }
}

static void test_closing_periods_are_the_last_month(void)
{
    int year, month;

    ot_period_to_month(april, (ot_period){2021, 14}, &year, &month);
    CHECK_INT(year, 2022);
    CHECK_INT(month, 3);
    CHECK_INT(ot_period_last_day(april, (ot_period){2021, 16}), 20220331);
    CHECK_INT(ot_period_last_day(january, (ot_period){2021, 13}), 20211231);
    CHECK_INT(ot_period_last_day(july, (ot_period){2021, 13}), 20220630);
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 13}, 1), 2022, 1);
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 15}, 0), 2021, 12);
}

static void test_shift_goes_over_year_ends_both_ways(void)
{
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 5}, 1), 2021, 6);
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 12}, 1), 2022, 1);
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 1}, -1), 2020, 12);
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 5}, -29), 2018, 12);
    CHECK_PERIOD(ot_period_shift((ot_period){2021, 5}, 24), 2023, 5);
}

static void test_periods_compare_by_time(void)
{
    const ot_period p5 = {2021, 5}, p13 = {2021, 13}, next = {2022, 1};

    CHECK(ot_period_compare(p5, p13) < 0);
    CHECK(ot_period_compare(next, p13) > 0);
    CHECK(ot_period_compare(p5, p5) == 0);
}

static void test_valid_periods_are_1_to_16_of_plausible_years(void)
{
    CHECK(ot_period_valid((ot_period){2021, 1}));
    CHECK(ot_period_valid((ot_period){2021, 16}));
    CHECK(!ot_period_valid((ot_period){2021, 0}));
    CHECK(!ot_period_valid((ot_period){2021, 17}));
    CHECK(!ot_period_valid((ot_period){1899, 4}));
    CHECK(!ot_period_valid((ot_period){3000, 4}));
}

static void test_texts_of_a_period_are_as_printed(void)
{
    const ot_period p5 = {2021, 5}, p13 = {2021, 13};
    char text[OT_PERIOD_TEXT];

    CHECK_TEXT(ot_year_text(april, 2021, text), "2021/22");
    CHECK_TEXT(ot_year_text(april, 1999, text), "1999/00");
    CHECK_TEXT(ot_year_text(january, 2021, text), "2021");
    CHECK_TEXT(ot_period_text(april, p5, text), "2021/22 P05");
    CHECK_TEXT(ot_period_text(july, p13, text), "2021/22 P13");
    CHECK_TEXT(ot_period_text(january, p5, text), "2021 P05");
    CHECK_TEXT(ot_period_iso(april, p5, text), "2021-08");
    CHECK_TEXT(ot_period_iso(january, p5, text), "2021-05");
    CHECK_TEXT(ot_period_iso(july, p13, text), "2022-06");
    CHECK_TEXT(ot_period_words(april, p5, text), "August 2021");
    CHECK_TEXT(ot_period_words(july, p5, text), "November 2021");
    CHECK_TEXT(ot_period_words(april, p13, text), "closing 13 of 2021/22");
    CHECK_TEXT(ot_month_name(2), "February");
    CHECK_TEXT(ot_month_name(13), "");
    CHECK_TEXT(ot_month_name(0), "");
}

static void check_parse(ot_calendar calendar, const char *text, int year, int number)
{
    ot_period got = {0};
    ot_error err = {0};

    CHECK_INT(ot_period_parse(calendar, text, &got, &err), OT_OK);
    CHECK_TEXT(err.message, "");
    CHECK_PERIOD(got, year, number);
}

static void test_parse_accepts_both_canonical_forms(void)
{
    check_parse(april, "2021-08", 2021, 5);
    check_parse(april, "2022-03", 2021, 12);
    check_parse(january, "2022-03", 2022, 3);
    check_parse(july, "2022-03", 2021, 9);
    check_parse(april, "2021/22 P05", 2021, 5);
    check_parse(april, "2021/22 P5", 2021, 5);
    check_parse(april, "1999/00 P12", 1999, 12);
    check_parse(april, "2021/22 P16", 2021, 16);
    check_parse(january, "2021 P05", 2021, 5);
}

static void test_parse_refuses_everything_else_and_says_which(void)
{
    const char *wrong[] = {"",
                           "2021",
                           "2021-13",
                           "2021-00",
                           "2021-8",
                           "2021-08-01",
                           " 2021-08",
                           "2021- 8",
                           "2021-+8",
                           "21-08",
                           "2021/22",
                           "2021/23 P05",
                           "2021/22 P00",
                           "2021/22 P17",
                           "2021/22 P-5",
                           "2021/22 P 5",
                           "2021/22 P+5",
                           "2021/22 P005",
                           "2021/22 P5x",
                           "2021/22  P05",
                           "2021/22 p05",
                           "2021 P05",
                           "0999/00 P05",
                           "August 2021"};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ot_period got = {2019, 7};
        ot_error err = {0};

        CHECK_INT(ot_period_parse(april, wrong[i], &got, &err), OT_EINPUT);
        CHECK_CONTAINS(err.message, "such as 2021-08 or 2021/22 P05");
        CHECK_CONTAINS(err.message, wrong[i]);
        CHECK_PERIOD(got, 2019, 7);
    }
}

static void test_every_text_of_a_period_is_read_back(void)
{
    for (int start = 1; start <= 12; start++)
        for (int number = 1; number <= OT_PERIODS_MAX; number++) {
            const ot_calendar calendar = {start};
            char text[OT_PERIOD_TEXT];

            ot_period_text(calendar, (ot_period){2024, number}, text);
            check_parse(calendar, text, 2024, number);
        }
}

static void test_last_days_know_leap_years(void)
{
    CHECK_INT(ot_period_last_day(april, (ot_period){2021, 1}), 20210430);
    CHECK_INT(ot_period_last_day(april, (ot_period){2021, 5}), 20210831);
    CHECK_INT(ot_period_last_day(april, (ot_period){2021, 11}), 20220228);
    CHECK_INT(ot_period_last_day(april, (ot_period){2023, 11}), 20240229);
    CHECK_INT(ot_period_last_day(april, (ot_period){1999, 11}), 20000229);
    CHECK_INT(ot_period_last_day(april, (ot_period){2099, 11}), 21000228);
    CHECK_INT(ot_period_last_day(april, (ot_period){2021, 12}), 20220331);
}

static void test_dates_are_checked_against_the_month(void)
{
    char text[OT_PERIOD_TEXT];

    CHECK(ot_date_valid(2024, 2, 29));
    CHECK(!ot_date_valid(2023, 2, 29));
    CHECK(!ot_date_valid(2100, 2, 29));
    CHECK(ot_date_valid(2021, 9, 30));
    CHECK(!ot_date_valid(2021, 9, 31));
    CHECK(!ot_date_valid(2021, 0, 14));
    CHECK(!ot_date_valid(2021, 13, 14));
    CHECK(!ot_date_valid(2021, 9, 0));
    CHECK_TEXT(ot_date_text(20210914, text), "2021-09-14");
    CHECK_TEXT(ot_date_text(0, text), "");
}

static const check_case cases[] = {
    CASE(test_calendar_months_become_fiscal_periods),
    CASE(test_every_month_comes_back_from_its_period),
    CASE(test_closing_periods_are_the_last_month),
    CASE(test_shift_goes_over_year_ends_both_ways),
    CASE(test_periods_compare_by_time),
    CASE(test_valid_periods_are_1_to_16_of_plausible_years),
    CASE(test_texts_of_a_period_are_as_printed),
    CASE(test_parse_accepts_both_canonical_forms),
    CASE(test_parse_refuses_everything_else_and_says_which),
    CASE(test_every_text_of_a_period_is_read_back),
    CASE(test_last_days_know_leap_years),
    CASE(test_dates_are_checked_against_the_month),
};

OT_TEST_MAIN("period", cases)
