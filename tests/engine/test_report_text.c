/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_report_text.c - figures as a CSV holds them and as a person reads them. */
#include "engine/report.h"
#include "tests/check.h"

static const char *percent(int64_t number, int64_t denominator, int decimals)
{
    static char text[OT_PERCENT_TEXT];

    return ot_percent_text(number, denominator, decimals, text);
}

static void test_percent_keeps_the_sign_of_what_rounds_to_nothing(void)
{
    CHECK_TEXT(percent(-1, 4449, 1), "-0.0");
    CHECK_TEXT(percent(1, 4449, 1), "0.0");
    CHECK_TEXT(percent(0, 4449, 1), "0.0");
    CHECK_TEXT(percent(0, -4449, 1), "0.0");
    CHECK_TEXT(percent(1, -4449, 1), "-0.0");
    CHECK_TEXT(percent(-1, -4449, 1), "0.0");
}

static void test_percent_is_of_the_signed_budget(void)
{
    CHECK_TEXT(percent(15091, -60988, 1), "-24.7");
    CHECK_TEXT(percent(12787, 31149, 1), "41.1");
    CHECK_TEXT(percent(-521, 19965, 1), "-2.6");
    CHECK_TEXT(percent(20907, 24797, 1), "84.3");
    CHECK_TEXT(percent(12787, 31149, 2), "41.05");
    CHECK_TEXT(percent(12787, 31149, 0), "41");
    CHECK_TEXT(percent(4449, 4449, 1), "100.0");
    CHECK_TEXT(percent(632, 118, 1), "535.6");
}

static void test_percent_rounds_half_away_from_zero(void)
{
    CHECK_TEXT(percent(5, 10000, 1), "0.1"); /* 0.05 % */
    CHECK_TEXT(percent(-5, 10000, 1), "-0.1");
    CHECK_TEXT(percent(15, 10000, 1), "0.2");
    CHECK_TEXT(percent(25, 1000, 0), "3"); /* 2.5 % */
    CHECK_TEXT(percent(-35, 1000, 0), "-4");
    CHECK_TEXT(percent(1999, 2000, 1), "100.0"); /* 99.95 % */
    CHECK_TEXT(percent(1, 3, 4), "33.3333");
    CHECK_TEXT(percent(2, 3, 4), "66.6667");
    CHECK_TEXT(percent(10007, 100000, 2), "10.01");
}

static void test_percent_holds_beyond_a_hundredth_of_int64(void)
{
    CHECK_TEXT(percent(INT64_MAX, INT64_MAX, 1), "100.0");
    CHECK_TEXT(percent(INT64_MIN, INT64_MAX, 1), "-100.0");
    CHECK_TEXT(percent(INT64_MAX / 3, INT64_MAX, 2), "33.33");
    CHECK_TEXT(percent(INT64_MAX, 2, 1), "461168601842738790350.0");
    CHECK_TEXT(percent(INT64_MAX, 1, 1), "922337203685477580700.0");
    CHECK_TEXT(percent(INT64_MIN, -1, 1), "922337203685477580800.0");
    CHECK_TEXT(percent(1, INT64_MIN, 6), "-0.000000");
    CHECK_TEXT(percent(INT64_MIN, 1, 6), "-922337203685477580800.000000");
}

static const char *form(ot_column_kind kind, ot_value value, bool plain)
{
    static char text[OT_VALUE_TEXT_SIZE];
    const ot_column column = {.kind = kind};

    return plain ? ot_value_plain(&column, &value, text)
                 : ot_value_printed(&column, &value, text);
}

static ot_value number(int64_t n)
{
    return (ot_value){.kind = OT_VALUE_NUMBER, .number = n};
}

static void test_thousands_are_grouped_for_a_person_only(void)
{
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(-60988), true), "-60988");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(-60988), false), "-60,988");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(161999), false), "161,999");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(999), false), "999");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(-999), false), "-999");
    CHECK_TEXT(form(OT_COLUMN_COUNT, number(1000), false), "1,000");
    CHECK_TEXT(form(OT_COLUMN_COUNT, number(0), false), "0");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(1234567), false), "1,234,567");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(INT64_MIN), false),
               "-9,223,372,036,854,775,808");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, number(INT64_MIN), true),
               "-9223372036854775808");
}

static void test_pence_are_pounds_with_two_decimals(void)
{
    CHECK_TEXT(form(OT_COLUMN_PENCE, number(123456789), true), "1234567.89");
    CHECK_TEXT(form(OT_COLUMN_PENCE, number(123456789), false), "1,234,567.89");
    CHECK_TEXT(form(OT_COLUMN_PENCE, number(-238507), false), "-2,385.07");
    CHECK_TEXT(form(OT_COLUMN_PENCE, number(-7), false), "-0.07");
    CHECK_TEXT(form(OT_COLUMN_PENCE, number(0), false), "0.00");
    CHECK_TEXT(form(OT_COLUMN_PENCE, number(INT64_MIN), false),
               "-92,233,720,368,547,758.08");
}

static void test_ratios_blanks_texts_and_checks_have_their_forms(void)
{
    const ot_value ratio = {
        .kind = OT_VALUE_RATIO, .number = 15091, .denominator = -60988};
    const ot_value ok = {.kind = OT_VALUE_CHECK};
    const ot_value off = {.kind = OT_VALUE_CHECK, .number = -12};
    const ot_value text = {.kind = OT_VALUE_TEXT, .text = "=1+2"};
    const ot_value blank = {.number = 77};
    const ot_column two = {.kind = OT_COLUMN_PERCENT, .decimals = 2};
    char room[OT_VALUE_TEXT_SIZE];

    CHECK_TEXT(form(OT_COLUMN_PERCENT, ratio, true), "-24.7");
    CHECK_TEXT(form(OT_COLUMN_PERCENT, ratio, false), "-24.7%");
    CHECK_TEXT(ot_value_printed(&two, &ratio, room), "-24.74%");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, ok, true), "ok");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, ok, false), "ok");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, off, false), "-12");
    CHECK_TEXT(form(OT_COLUMN_TEXT, text, true), "=1+2");
    CHECK_TEXT(form(OT_COLUMN_TEXT, text, false), "=1+2");
    CHECK_TEXT(form(OT_COLUMN_THOUSANDS, blank, true), "");
    CHECK_TEXT(form(OT_COLUMN_PENCE, blank, false), "");
}

static const check_case cases[] = {
    CASE(test_percent_keeps_the_sign_of_what_rounds_to_nothing),
    CASE(test_percent_is_of_the_signed_budget),
    CASE(test_percent_rounds_half_away_from_zero),
    CASE(test_percent_holds_beyond_a_hundredth_of_int64),
    CASE(test_thousands_are_grouped_for_a_person_only),
    CASE(test_pence_are_pounds_with_two_decimals),
    CASE(test_ratios_blanks_texts_and_checks_have_their_forms),
};

OT_TEST_MAIN("report_text", cases)
