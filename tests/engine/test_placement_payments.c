/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_payments.c - paid against agreed by month, and accruals. Agreed:
 * 893.45 a week x nights / 7. */
#include "engine/placements/payments.h"

#include "tests/engine/placement_payments.h"

#define AGENCY "SC041832"
#define APRIL  242508 /* 19 nights */
#define MAY    395671
#define JUNE   382907
#define ALL    1812428

/* An agency foster placement from 12 April 2021. */
static payments fostered(void)
{
    payments p = {0};

    rows_add(&p.costs.rows, FIRST_CHILD, 20210412, 0, "U4", "PR4", AGENCY);
    rows_header(&p.costs.rows, FIRST_CHILD, 20270301);
    costs_fee(&p.costs, FIRST_CHILD, 20210412, 0, 89345);
    return p;
}

static void test_months_that_are_paid_as_agreed_agree(void)
{
    payments p = fostered();

    payments_pay(&p, AGENCY, "", 1, APRIL);
    payments_pay(&p, AGENCY, "", 2, MAY + 197); /* 0.5% of 3956.71 is 19.78 */
    payments_pay(&p, AGENCY, "", 3, JUNE);
    payments_pay(&p, AGENCY, "", 4, MAY);
    payments_pay(&p, AGENCY, "", 5, MAY - 1978);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_COUNT(p.check.count, 5);
    CHECK_PAID(&p, AGENCY, 1, OT_PAYMENT_AGREES, APRIL, APRIL);
    CHECK_PAID(&p, AGENCY, 2, OT_PAYMENT_AGREES, MAY, MAY + 197);
    CHECK_PAID(&p, AGENCY, 5, OT_PAYMENT_AGREES, MAY, MAY - 1978);
    CHECK_INT(p.check.lines[4].agreed_to_date, ALL);
    CHECK_INT(p.check.lines[4].paid_to_date, ALL + 197 - 1978);
    CHECK_COUNT(p.findings.count, 0);
    /* Without any tolerance. */
    CHECK_INT(p.check.providers[0].accrual, 1781);
    CHECK_INT(p.check.accrual, 1781);
    CHECK_INT(p.check.prepayment, 0);
    payments_clear(&p);
}

static void test_a_difference_beyond_the_tolerance_is_found(void)
{
    payments p = fostered();

    p.options.tolerance = 5000;
    p.options.tolerance_share = 100;
    payments_pay(&p, AGENCY, "", 1, APRIL - 5000);
    payments_pay(&p, AGENCY, "", 2, MAY + 5001);
    payments_pay(&p, AGENCY, "", 3, JUNE + 20000);
    payments_pay(&p, AGENCY, "", 4, MAY);
    payments_pay(&p, AGENCY, "", 5, MAY);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, AGENCY, 1, OT_PAYMENT_AGREES, APRIL, APRIL - 5000);
    CHECK_PAID(&p, AGENCY, 2, OT_PAYMENT_DIFFERS, MAY, MAY + 5001);
    CHECK_PAID(&p, AGENCY, 3, OT_PAYMENT_DIFFERS, JUNE, JUNE + 20000);
    CHECK_COUNT(p.check.sums[OT_PAYMENT_DIFFERS].months, 2);
    CHECK_COUNT(p.check.sums[OT_PAYMENT_DIFFERS].providers, 1);
    CHECK_INT(p.check.sums[OT_PAYMENT_DIFFERS].over, 25001);
    CHECK_INT(p.check.providers[0].prepayment, 20001);
    REQUIRE(p.findings.count == 1);
    CHECK(p.findings.items[0].needs_person);
    CHECK_TEXT(p.findings.items[0].topic, "payments");
    CHECK_TEXT(
        p.findings.items[0].message,
        "2 months of 1 provider: paid differs from what is agreed, by £250.01 too "
        "much and £0.00 too little");
    CHECK_INT(p.findings.items[0].amount, 25001);
    payments_clear(&p);
}

/* June and July together in July: told, but for nobody to look at. */
static void test_months_that_even_out_need_no_person(void)
{
    payments p = fostered();

    payments_pay(&p, AGENCY, "", 1, APRIL);
    payments_pay(&p, AGENCY, "", 2, MAY);
    payments_pay(&p, AGENCY, "", 4, JUNE + MAY);
    payments_pay(&p, AGENCY, "", 5, MAY);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, AGENCY, 3, OT_PAYMENT_UNPAID, JUNE, 0);
    CHECK_PAID(&p, AGENCY, 4, OT_PAYMENT_DIFFERS, MAY, JUNE + MAY);
    CHECK(p.check.lines[2].settled);
    CHECK_INT(p.check.accrual, 0);
    REQUIRE(p.findings.count == 2);
    CHECK(!p.findings.items[0].needs_person && !p.findings.items[1].needs_person);
    CHECK_TEXT(
        p.findings.items[0].message,
        "1 month of 1 provider: nothing was paid of £3829.07 that is agreed; of 1 "
        "the provider's payments to date agree");
    payments_clear(&p);
}

static void test_paid_when_no_placement_goes_on_any_more(void)
{
    payments p = fostered();

    p.costs.rows.episodes[0].end = 20210601;
    p.costs.rows.episodes[0].reason_end = "E4A";
    payments_pay(&p, AGENCY, "", 1, APRIL);
    payments_pay(&p, AGENCY, "", 2, MAY);
    payments_pay(&p, AGENCY, "", 3, JUNE);
    payments_pay(&p, AGENCY, "", 4, -JUNE);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, AGENCY, 3, OT_PAYMENT_AFTER_END, 0, JUNE);
    CHECK_PAID(&p, AGENCY, 4, OT_PAYMENT_DIFFERS, 0, -JUNE); /* given back */
    CHECK(p.check.lines[2].settled);
    REQUIRE(p.findings.count == 2);
    CHECK_TEXT(p.findings.items[0].what, "paid after the end");
    CHECK_CONTAINS(p.findings.items[0].message,
                   "£3829.07 was paid although no placement with them had a night");
    payments_clear(&p);
}

static void test_open_placement_without_a_payment_is_accrued(void)
{
    payments p = fostered();

    payments_pay(&p, AGENCY, "", 1, APRIL);
    payments_pay(&p, AGENCY, "", 2, MAY);
    payments_pay(&p, AGENCY, "", 3, JUNE);
    payments_pay(&p, AGENCY, "", 4, MAY);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, AGENCY, 5, OT_PAYMENT_UNPAID, MAY, 0);
    CHECK(!p.check.lines[4].settled);
    CHECK_INT(p.check.providers[0].agreed, ALL);
    CHECK_INT(p.check.providers[0].paid, ALL - MAY);
    CHECK_INT(p.check.providers[0].accrual, MAY);
    REQUIRE(p.findings.count == 1);
    CHECK(p.findings.items[0].needs_person);
    CHECK_INT(p.findings.items[0].amount, MAY);
    payments_clear(&p);
}

/* Contributions are collected by the council: the provider gets the whole fee. */
static void test_agreed_is_gross(void)
{
    payments p = fostered();

    p.costs.fees[0].education = 20000;
    p.costs.fees[0].health = 10000;
    payments_pay(&p, AGENCY, "", 3, JUNE);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_INT(p.costs.costing.stays[0].months[2].net, 254336);
    CHECK_PAID(&p, AGENCY, 3, OT_PAYMENT_AGREES, JUNE, JUNE);
    payments_clear(&p);
}

/* The mean of the type is nobody's agreement. */
static void test_estimated_cost_is_not_agreed(void)
{
    payments p = fostered();

    rows_add(&p.costs.rows, SECOND_CHILD, 20210501, 0, "U4", "PR4", "9940081");
    rows_header(&p.costs.rows, SECOND_CHILD, 20280301);
    payments_pay(&p, "9940081", "", 3, 380000);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_INT(p.costs.costing.stays[1].months[2].net, JUNE);
    CHECK_PAID(&p, "9940081", 3, OT_PAYMENT_DIFFERS, 0, 380000);
    CHECK(payments_line(&p, "9940081", 4) == NULL);
    payments_clear(&p);
}

static void test_lag_shifts_payments_to_the_month_they_are_for(void)
{
    payments p = fostered();

    p.options.lag = 1;
    payments_pay(&p, AGENCY, "", 1, 7777); /* for March */
    payments_pay(&p, AGENCY, "", 2, APRIL);
    payments_pay(&p, AGENCY, "", 3, MAY);
    payments_pay(&p, AGENCY, "", 4, JUNE);
    payments_pay(&p, AGENCY, "", 5, MAY);
    payments_pay(&p, AGENCY, "", 6, 8888); /* not known at the end of August */
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, AGENCY, 1, OT_PAYMENT_AGREES, APRIL, APRIL);
    CHECK_PAID(&p, AGENCY, 4, OT_PAYMENT_AGREES, MAY, MAY);
    CHECK_PAID(&p, AGENCY, 5, OT_PAYMENT_NOT_DUE, MAY, 0);
    CHECK(p.check.lines[4].settled);
    CHECK_INT(p.check.last_year, 7777);
    CHECK_INT(p.check.accrual, MAY);
    CHECK_COUNT(p.findings.count, 0);
    payments_clear(&p);
}

static void test_closing_periods_are_for_the_last_month(void)
{
    payments p = fostered();
    ot_payments_input input = {
        .stays = &p.costs.rows.stays, .costing = &p.costs.costing, .payments = p.paid};

    p.options.lag = 1;
    payments_pay(&p, AGENCY, "", 12, 390000);
    payments_pay(&p, AGENCY, "", 13, MAY);
    input.payment_count = 2;
    REQUIRE(costs_make(&p.costs, 20220331, NULL));
    REQUIRE(ot_payments_compare(&input, (ot_calendar){0}, (ot_period){2021, 13},
                                &p.options, &p.check, NULL, &p.err) == OT_OK);
    CHECK_PAID(&p, AGENCY, 11, OT_PAYMENT_DIFFERS, 357380, 390000);
    CHECK_PAID(&p, AGENCY, 12, OT_PAYMENT_AGREES, MAY, MAY);
    ot_payment_check_clear(&p.check);
    /* Before the closing periods. */
    REQUIRE(ot_payments_compare(&input, (ot_calendar){0}, (ot_period){2021, 12},
                                &p.options, &p.check, NULL, &p.err) == OT_OK);
    CHECK_PAID(&p, AGENCY, 12, OT_PAYMENT_NOT_DUE, MAY, 0);
    payments_clear(&p);
}

static void test_cost_centres_that_are_not_selected_are_left_out(void)
{
    payments p = fostered();

    p.options.cost_centres = "0401*";
    payments_pay(&p, AGENCY, "", 3, JUNE);
    payments_pay(&p, AGENCY, "", 3, 12345)->cost_centre = "050101";
    payments_pay(&p, AGENCY, "", 3, 23456)->cost_centre = "";
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, AGENCY, 3, OT_PAYMENT_AGREES, JUNE, JUNE);
    payments_clear(&p);
}

/* Accruals less prepayments are agreed less paid of those who have placements. */
static void test_accruals_add_up_exactly(void)
{
    payments p = fostered();

    rows_add(&p.costs.rows, SECOND_CHILD, 20190501, 20210301, "U4", "PR4", "9940081");
    rows_header(&p.costs.rows, SECOND_CHILD, 20280301);
    payments_pay(&p, AGENCY, "", 2, 300001);
    payments_pay(&p, "9940081", "", 1, 55555);
    payments_pay(&p, "BUILDERS LTD", "", 1, 99999);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "9940081", 1, OT_PAYMENT_AFTER_END, 0, 55555);
    CHECK_PAID(&p, "BUILDERS LTD", 1, OT_PAYMENT_NO_PLACEMENT, 0, 99999);
    REQUIRE(p.check.provider_count == 3);
    CHECK_TEXT(p.check.providers[0].name, "9940081");
    CHECK_TEXT(p.check.providers[1].name, "BUILDERS LTD");
    CHECK(!p.check.providers[1].has_stay);
    CHECK_INT(p.check.providers[1].prepayment, 0);
    CHECK_INT(p.check.accrual, ALL - 300001);
    CHECK_INT(p.check.prepayment, 55555);
    CHECK_INT(p.check.agreed - p.check.paid, p.check.accrual - p.check.prepayment);
    payments_clear(&p);
}

static void test_lag_out_of_range_and_sums_too_large_are_refused(void)
{
    payments p = fostered();

    p.options.lag = 12;
    CHECK_INT(payments_compare(&p), OT_EUSAGE);
    CHECK_TEXT(p.err.message, "a lag of payments of 12 months is not 0 to 11");
    CHECK(p.check.lines == NULL);
    payments_clear(&p);
    p = fostered();
    payments_pay(&p, AGENCY, "", 3, OT_PENCE_LIMIT);
    payments_pay(&p, AGENCY, "", 3, 1);
    CHECK_INT(payments_compare(&p), OT_ERANGE);
    CHECK(p.check.providers == NULL);
    payments_clear(&p);
}

static const check_case cases[] = {
    CASE(test_months_that_are_paid_as_agreed_agree),
    CASE(test_a_difference_beyond_the_tolerance_is_found),
    CASE(test_months_that_even_out_need_no_person),
    CASE(test_paid_when_no_placement_goes_on_any_more),
    CASE(test_open_placement_without_a_payment_is_accrued),
    CASE(test_agreed_is_gross),
    CASE(test_estimated_cost_is_not_agreed),
    CASE(test_lag_shifts_payments_to_the_month_they_are_for),
    CASE(test_closing_periods_are_for_the_last_month),
    CASE(test_cost_centres_that_are_not_selected_are_left_out),
    CASE(test_accruals_add_up_exactly),
    CASE(test_lag_out_of_range_and_sums_too_large_are_refused),
};

OT_TEST_MAIN("engine/placement_payments", cases)
