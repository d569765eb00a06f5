/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_money.c - whole pence: halves go away from zero, splits lose no penny. */
#include "engine/money.h"

#include "tests/check.h"

static void test_thousands_round_half_away_from_zero(void)
{
    const struct {
        ot_pence pence;
        int64_t thousands;
    } cases_of[] = {
        {238517, 2},   {249999, 2},           {250000, 3},          {250001, 3},
        {-249999, -2}, {-250000, -3},         {-250001, -3},        {49999, 0},
        {50000, 1},    {-49999, 0},           {-50000, -1},         {350000, 4},
        {-350000, -4}, {-6098812345, -60988}, {16199950000, 162000}};

    for (size_t i = 0; i < sizeof cases_of / sizeof cases_of[0]; i++)
        CHECK_INT(ot_thousands(cases_of[i].pence), cases_of[i].thousands);
}

static void test_divide_rounded_holds_at_the_ends_of_int64(void)
{
    CHECK_INT(ot_divide_rounded(INT64_MAX, 1), INT64_MAX);
    CHECK_INT(ot_divide_rounded(INT64_MIN, 1), INT64_MIN);
    CHECK_INT(ot_divide_rounded(INT64_MAX, INT64_MAX), 1);
    CHECK_INT(ot_divide_rounded(INT64_MIN, INT64_MAX), -1);
    CHECK_INT(ot_divide_rounded(INT64_MAX / 2 + 1, INT64_MAX), 1);
    CHECK_INT(ot_divide_rounded(INT64_MAX / 2, INT64_MAX), 0);
    CHECK_INT(ot_thousands(INT64_MAX), 92233720368548);
    CHECK_INT(ot_thousands(INT64_MIN), -92233720368548);
}

static void test_divide_rounded_takes_odd_divisors(void)
{
    CHECK_INT(ot_divide_rounded(37, 3), 12);
    CHECK_INT(ot_divide_rounded(38, 3), 13);
    CHECK_INT(ot_divide_rounded(-37, 3), -12);
    CHECK_INT(ot_divide_rounded(-38, 3), -13);
    CHECK_INT(ot_divide_rounded(2106, 12), 176); /* 175.5, an average of months */
}

static void test_add_refuses_what_int64_cannot_hold(void)
{
    ot_error err = {0};
    ot_pence sum = INT64_MAX - 238517;

    CHECK_INT(ot_pence_add(&sum, 238517, &err), OT_OK);
    CHECK_INT(sum, INT64_MAX);
    CHECK_INT(ot_pence_add(&sum, 1, &err), OT_ERANGE);
    CHECK_INT(sum, INT64_MAX);
    CHECK_CONTAINS(err.message, "too large");
    CHECK_INT(ot_pence_add(&sum, INT64_MIN, NULL), OT_OK);
    CHECK_INT(sum, -1);
    CHECK_INT(ot_pence_add(&sum, INT64_MIN, NULL), OT_ERANGE);
    CHECK_INT(sum, -1);
}

static void test_from_double_rounds_half_away_from_zero(void)
{
    ot_pence got = 0;

    CHECK_INT(ot_pence_from_double(238517.5, &got, NULL), OT_OK);
    CHECK_INT(got, 238518);
    CHECK_INT(ot_pence_from_double(-238517.5, &got, NULL), OT_OK);
    CHECK_INT(got, -238518);
    CHECK_INT(ot_pence_from_double(0.49999999999999994, &got, NULL), OT_OK);
    CHECK_INT(got, 0);
    CHECK_INT(ot_pence_from_double(9007199254740992.0, &got, NULL), OT_OK);
    CHECK_INT(got, INT64_C(9007199254740992));
}

static void test_from_double_refuses_what_is_no_number_of_pence(void)
{
    const double wrong[] = {NAN,  INFINITY,           -INFINITY,
                            1e16, 9007199254740994.0, -9007199254740994.0};
    ot_pence got = 77;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ot_error err = {0};

        CHECK_INT(ot_pence_from_double(wrong[i], &got, &err), OT_ERANGE);
        CHECK_CONTAINS(err.message, "not a number of pence");
    }
    CHECK_INT(got, 77);
}

static void check_split(ot_pence total, const ot_pence *weights, size_t count,
                        const ot_pence *want)
{
    ot_pence shares[8] = {0}, sum = 0;

    CHECK_INT(ot_pence_split(total, weights, count, shares, NULL), OT_OK);
    for (size_t i = 0; i < count; i++) {
        CHECK_INT(shares[i], want[i]);
        sum += shares[i];
    }
    CHECK_INT(sum, total);
}

static void test_split_gives_the_odd_pennies_to_the_largest_remainders(void)
{
    check_split(100, (ot_pence[]){1, 1, 1}, 3, (ot_pence[]){34, 33, 33});
    check_split(-100, (ot_pence[]){1, 1, 1}, 3, (ot_pence[]){-34, -33, -33});
    /* 238517 by 2:3:5 = 47703.4, 71555.1, 119258.5 */
    check_split(238517, (ot_pence[]){20000, 30000, 50000}, 3,
                (ot_pence[]){47703, 71555, 119259});
}

static void test_split_takes_negative_and_zero_weights(void)
{
    check_split(1000, (ot_pence[]){-300, 0, 700}, 3, (ot_pence[]){300, 0, 700});
    check_split(7, (ot_pence[]){0, 0, 0, 0}, 4, (ot_pence[]){2, 2, 2, 1});
    check_split(0, (ot_pence[]){5, -5}, 2, (ot_pence[]){0, 0});
    check_split(2, (ot_pence[]){0, 9, 0}, 3, (ot_pence[]){0, 2, 0});
}

static void test_split_holds_at_the_ends_of_int64(void)
{
    check_split(INT64_MIN, (ot_pence[]){12}, 1, (ot_pence[]){INT64_MIN});
    check_split(INT64_MAX, (ot_pence[]){INT64_MIN}, 1, (ot_pence[]){INT64_MAX});
    check_split(INT64_MAX, (ot_pence[]){INT64_MAX, INT64_MAX}, 2,
                (ot_pence[]){INT64_MAX / 2 + 1, INT64_MAX / 2});
    check_split(INT64_MIN, (ot_pence[]){INT64_MIN, INT64_MIN}, 2,
                (ot_pence[]){INT64_MIN / 2, INT64_MIN / 2});
    check_split(INT64_MIN, (ot_pence[]){INT64_MIN, 0, 0}, 3,
                (ot_pence[]){INT64_MIN, 0, 0});
}

static void test_split_of_many_shares_is_exact_and_within_a_penny(void)
{
    enum { COUNT = 997 };
    ot_pence weights[COUNT], shares[COUNT], sum = 0, all = 0, total = -123456789;

    for (int i = 0; i < COUNT; i++) {
        weights[i] = (i * 7919) % 1013 - 400;
        all += weights[i] < 0 ? -weights[i] : weights[i];
    }
    REQUIRE(ot_pence_split(total, weights, COUNT, shares, NULL) == OT_OK);
    for (int i = 0; i < COUNT; i++) {
        double fair = (double)total * fabs((double)weights[i]) / (double)all;

        CHECK(fabs((double)shares[i] - fair) < 1.0);
        sum += shares[i];
    }
    CHECK_INT(sum, total);
}

static void test_text_keeps_the_sign_and_two_decimals(void)
{
    char text[OT_PENCE_TEXT];

    CHECK_TEXT(ot_pence_text(238517, text), "2385.17");
    CHECK_TEXT(ot_pence_text(-238507, text), "-2385.07");
    CHECK_TEXT(ot_pence_text(-7, text), "-0.07");
    CHECK_TEXT(ot_pence_text(0, text), "0.00");
    CHECK_TEXT(ot_pence_text(INT64_MAX, text), "92233720368547758.07");
    CHECK_TEXT(ot_pence_text(INT64_MIN, text), "-92233720368547758.08");
}

static const check_case cases[] = {
    CASE(test_thousands_round_half_away_from_zero),
    CASE(test_divide_rounded_holds_at_the_ends_of_int64),
    CASE(test_divide_rounded_takes_odd_divisors),
    CASE(test_add_refuses_what_int64_cannot_hold),
    CASE(test_from_double_rounds_half_away_from_zero),
    CASE(test_from_double_refuses_what_is_no_number_of_pence),
    CASE(test_split_gives_the_odd_pennies_to_the_largest_remainders),
    CASE(test_split_takes_negative_and_zero_weights),
    CASE(test_split_holds_at_the_ends_of_int64),
    CASE(test_split_of_many_shares_is_exact_and_within_a_penny),
    CASE(test_text_keeps_the_sign_and_two_decimals),
};

OT_TEST_MAIN("money", cases)
