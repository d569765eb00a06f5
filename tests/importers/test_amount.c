/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/amount.h"
#include "tests/check.h"

typedef struct reading {
    const char *text;
    ot_pence pence;
} reading;

static void check_readings(const reading *readings, size_t count,
                           const ot_amount_rules *rules)
{
    for (size_t i = 0; i < count; i++) {
        ot_error err = {0};
        ot_pence pence = -1;

        check_int_at(ot_pence_parse(readings[i].text, rules, &pence, &err), OT_OK,
                     readings[i].text, __FILE__, __LINE__);
        check_int_at(pence, readings[i].pence, readings[i].text, __FILE__, __LINE__);
    }
}

static void check_refused(const char *text, const ot_amount_rules *rules,
                          ot_status want, const char *part)
{
    ot_error err = {0};
    ot_pence pence = 238517;

    check_int_at(ot_pence_parse(text, rules, &pence, &err), want, text, __FILE__,
                 __LINE__);
    check_int_at(pence, 238517, text, __FILE__, __LINE__);
    check_contains_at(err.message, part, text, __FILE__, __LINE__);
}

#define CHECK_READINGS(readings, rules)                                                \
    check_readings((readings), sizeof(readings) / sizeof *(readings), (rules))

static void test_pence_parse_reads_plain_amounts(void)
{
    static const reading readings[] = {
        {"2385.17", 238517},
        {"-2385.17", -238517},
        {"12", 1200},
        {"0", 0},
        {"0.00", 0},
        {"-0.00", 0},
        {".5", 50},
        {"-.07", -7},
        {"12.", 1200},
        {"7.5", 750},
        {"0000012.50", 1250},
        {"00000000000000000012.50", 1250},
        {"9999999999999.99", INT64_C(999999999999999)},
        {"10000000000000.00", OT_PENCE_LIMIT},
        {"-10000000000000", -OT_PENCE_LIMIT},
    };

    CHECK_READINGS(readings, &(ot_amount_rules){0});
}

static void test_pence_parse_reads_every_documented_form(void)
{
    static const reading readings[] = {
        {"1,234.56", 123456},
        {"-1,234.56", -123456},
        {"+1,234.56", 123456},
        {"1,234.56-", -123456},
        {"1,234.56+", 123456},
        {"1,234.56 -", -123456},
        {"(1,234.56)", -123456},
        {"( 1,234.56 )", -123456},
        {"\xC2\xA3"
         "1,234.56",
         123456},
        {"-\xC2\xA3"
         "1,234.56",
         -123456},
        {"\xC2\xA3-1,234.56", -123456},
        {"(\xC2\xA3"
         "1,234.56)",
         -123456},
        {"\xC2\xA3(1,234.56)", -123456},
        {"GBP 1,234.56", 123456},
        {"1,234.56CR", -123456},
        {"1,234.56 Cr", -123456},
        {"1,234.56DR", 123456},
        {"\xC2\xA3 1,234.56 dr", 123456},
        {"\xE2\x88\x92"
         "1,234.56",
         -123456},
        {"\xE2\x80\x93"
         "1,234.56",
         -123456},
        {"1,234.56\xE2\x88\x92", -123456},
        {" 1 234.56 ", 123456},
        {"1\xC2\xA0"
         "234.56",
         123456},
        {"1\xE2\x80\xAF"
         "234\xE2\x80\xAF"
         "567.80",
         123456780},
        {"\xC2\xA0-12.30\xC2\xA0", -1230},
        {"1,234,567", 123456700},
        {"12,345,678.9", 1234567890},
        {"-1,234.5600", -123456},
    };

    CHECK_READINGS(readings, &(ot_amount_rules){0});
}

static void test_pence_parse_reads_decimal_commas_when_told(void)
{
    static const ot_amount_rules rules = {.decimal_comma = true};
    static const reading readings[] = {
        {"1234,56", 123456},    {"1.234,56", 123456},   {"-1.234.567,8", -123456780},
        {"1 234,56-", -123456}, {"(0,07)", -7},         {"2385", 238500},
        {"1.234", 123400},      {"1.234,5600", 123456},
    };

    CHECK_READINGS(readings, &rules);
    check_refused("1234.56", &rules, OT_EINPUT, "1.234,56");
    check_refused("12.34", &rules, OT_EINPUT, "1.234,56");
    check_refused("1,234.56", &rules, OT_EINPUT, "not an amount");
    check_refused("4,125", &rules, OT_EINPUT, "more than two decimals");
}

static void test_pence_parse_refuses_decimal_commas_untold(void)
{
    static const ot_amount_rules rules = {0};

    check_refused("1234,56", &rules, OT_EINPUT, "decimal = comma");
    check_refused("1.234,56", &rules, OT_EINPUT, "decimal = comma");
    check_refused("-12,5", &rules, OT_EINPUT, "decimal = comma");
}

static void test_pence_parse_refuses_three_decimals(void)
{
    static const ot_amount_rules rules = {0};
    static const reading zeros[] = {
        {"12.340", 1234}, {"12.34000", 1234}, {"5.000", 500}};

    check_refused("12.345", &rules, OT_EINPUT, "'12.345' has more than two decimals");
    check_refused("1,234.001", &rules, OT_EINPUT, "more than two decimals");
    check_refused("0.005", &rules, OT_EINPUT, "more than two decimals");
    check_refused("-0.0000000001", &rules, OT_EINPUT, "more than two decimals");
    CHECK_READINGS(zeros, &rules);
}

static void test_pence_parse_refuses_blanks_and_lone_dashes(void)
{
    static const ot_amount_rules rules = {0};

    check_refused("", &rules, OT_EINPUT, "amount is blank");
    check_refused("   ", &rules, OT_EINPUT, "amount is blank");
    check_refused("\xC2\xA0", &rules, OT_EINPUT, "amount is blank");
    check_refused("-", &rules, OT_EINPUT, "a lone dash");
    check_refused(" - ", &rules, OT_EINPUT, "a lone dash");
    check_refused("\xE2\x80\x93", &rules, OT_EINPUT, "a lone dash");
    check_refused("\xC2\xA3 -", &rules, OT_EINPUT, "blank = zero");
}

static void test_pence_parse_takes_blanks_for_zero_when_told(void)
{
    static const ot_amount_rules rules = {.blank_is_zero = true};
    static const reading readings[] = {
        {"", 0},    {"  ", 0},           {"-", 0},          {"\xE2\x80\x94", 0},
        {"-  ", 0}, {"\xC2\xA3 -  ", 0}, {"-12.50", -1250},
    };

    CHECK_READINGS(readings, &rules);
    check_refused("CR", &rules, OT_EINPUT, "no digits");
    check_refused("()", &rules, OT_EINPUT, "no digits");
    check_refused("--", &rules, OT_EINPUT, "no digits");
}

static void test_pence_parse_refuses_two_signs(void)
{
    static const ot_amount_rules rules = {0};

    check_refused("-(5.00)", &rules, OT_EINPUT, "more than one sign");
    check_refused("(-5.00)", &rules, OT_EINPUT, "more than one sign");
    check_refused("-5.00-", &rules, OT_EINPUT, "more than one sign");
    check_refused("-5.00 CR", &rules, OT_EINPUT, "more than one sign");
    check_refused("(5.00) DR", &rules, OT_EINPUT, "more than one sign");
}

static void test_pence_parse_refuses_what_is_no_amount(void)
{
    static const char *const texts[] = {
        "abc",
        "12a",
        "1,23.45",
        "12,34,567",
        "1,2345",
        ",123",
        "1,,234",
        "1,234 567",
        "12.34.56",
        ".",
        "(5.00",
        "5.00)",
        "\xE2\x82\xAC"
        "5.00",
        "\xC2\xA3\xC2\xA3"
        "5.00",
        "5.00\xC2\xA3",
        "0x1F",
        "nan",
        "inf",
        "1234,567",
        "5 00",
        "30/09/2021",
        "12-03",
        "=1+1",
        "#N/A",
        "1.2.",
        "12. 34",
        "12345678901234567890123456789012345678901234567890123456789012345"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_refused(texts[i], &(ot_amount_rules){0}, OT_EINPUT, "is not an amount");
}

static void test_pence_parse_refuses_scientific_notation(void)
{
    check_refused("1.2E+05", &(ot_amount_rules){0}, OT_EINPUT, "scientific notation");
    check_refused("12e3", &(ot_amount_rules){0}, OT_EINPUT, "scientific notation");
}

static void test_pence_parse_refuses_amounts_beyond_the_limit(void)
{
    static const ot_amount_rules rules = {0};

    check_refused("10000000000000.01", &rules, OT_ERANGE, "is beyond");
    check_refused("-10,000,000,000,000.01", &rules, OT_ERANGE, "is beyond");
    check_refused("10000000000001", &rules, OT_ERANGE, "is beyond");
    check_refused("99999999999999999999999999", &rules, OT_ERANGE, "is beyond");
}

static const check_case cases[] = {
    CASE(test_pence_parse_reads_plain_amounts),
    CASE(test_pence_parse_reads_every_documented_form),
    CASE(test_pence_parse_reads_decimal_commas_when_told),
    CASE(test_pence_parse_refuses_decimal_commas_untold),
    CASE(test_pence_parse_refuses_three_decimals),
    CASE(test_pence_parse_refuses_blanks_and_lone_dashes),
    CASE(test_pence_parse_takes_blanks_for_zero_when_told),
    CASE(test_pence_parse_refuses_two_signs),
    CASE(test_pence_parse_refuses_what_is_no_amount),
    CASE(test_pence_parse_refuses_scientific_notation),
    CASE(test_pence_parse_refuses_amounts_beyond_the_limit),
};

OT_TEST_MAIN("importers/amount", cases)
