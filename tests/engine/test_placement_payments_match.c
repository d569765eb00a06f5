/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_payments_match.c - which provider a payment and a stay belong to. */
#include "engine/placements/payments.h"

#include "tests/engine/placement_payments.h"

#define JUNE 382907 /* 893.45 a week */
#define JULY 395671

static void place(payments *p, const char *child, ot_date start, ot_date end,
                  const char *place, const char *urn)
{
    rows_add(&p->costs.rows, child, start, end, place, "PR4", urn);
    rows_header(&p->costs.rows, child, 20270301);
    costs_fee(&p->costs, child, start, end, 89345);
}

static void test_supplier_is_looked_up_in_the_list(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20210601, 0, "U4", "SC041832");
    payments_know(&p, "SC041832", "700123");
    payments_know(&p, "9940081", "700124");
    payments_pay(&p, "700123", "", 3, JUNE);
    payments_pay(&p, "SC041832", "", 4, JULY);
    payments_pay(&p, "700124", "", 4, 100000);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "SC041832", 3, OT_PAYMENT_AGREES, JUNE, JUNE);
    CHECK_PAID(&p, "SC041832", 4, OT_PAYMENT_AGREES, JULY, JULY);
    CHECK_PAID(&p, "9940081", 4, OT_PAYMENT_NO_PLACEMENT, 0, 100000);
    payments_clear(&p);
}

static void test_supplier_of_two_providers_is_told_and_the_first_holds(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20210601, 0, "U4", "SC041832");
    payments_know(&p, "SC041832", "700123");
    payments_know(&p, "9940081", "700123");
    payments_know(&p, "SC041832", "700123");
    payments_pay(&p, "700123", "", 3, JUNE);
    payments_pay(&p, "700123", "", 4, JULY);
    payments_pay(&p, "700123", "", 5, JULY);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "SC041832", 3, OT_PAYMENT_AGREES, JUNE, JUNE);
    REQUIRE(p.findings.count == 1);
    CHECK_TEXT(p.findings.items[0].what, "suppliers of two providers");
    CHECK_CONTAINS(p.findings.items[0].message,
                   "1 row of the list of providers gives a supplier another provider");
    payments_clear(&p);
}

static void test_stay_without_urn_is_with_whom_its_child_is_paid_to(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20210601, 0, "H5", "");
    place(&p, SECOND_CHILD, 20210601, 0, "H5", "XXXXXXX");
    place(&p, THIRD_CHILD, 20210601, 0, "H5", "");
    payments_pay(&p, "KEYS HOUSING", FIRST_CHILD, 3, JUNE);
    payments_pay(&p, "KEYS HOUSING", SECOND_CHILD, 3, JUNE);
    payments_pay(&p, "TAXI CO", SECOND_CHILD, 3, 8000);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "KEYS HOUSING", 3, OT_PAYMENT_AGREES, 2 * JUNE, 2 * JUNE);
    CHECK_PAID(&p, "KEYS HOUSING", 4, OT_PAYMENT_UNPAID, 2 * JULY, 0);
    CHECK_PAID(&p, "TAXI CO", 3, OT_PAYMENT_NO_PLACEMENT, 0, 8000);
    /* Nobody is paid for the third. */
    CHECK_PAID(&p, "", 3, OT_PAYMENT_NO_PROVIDER, JUNE, 0);
    REQUIRE(p.check.provider_count == 3);
    CHECK_TEXT(p.check.providers[2].name, "");
    CHECK_INT(p.check.providers[2].accrual, 0);
    CHECK_INT(p.check.accrual, 4 * JULY);
    payments_clear(&p);
}

/* A dear home until 19 June, then a flat: June's larger payment is the home's own. */
static void test_payment_under_a_urn_does_not_claim_another_stay(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20200401, 20210619, "K2", "SC918130");
    place(&p, FIRST_CHILD, 20210619, 0, "H5", "");
    p.costs.fees[0].end = 20210619;
    payments_pay(&p, "SC918130", FIRST_CHILD, 3, 1800000);
    payments_pay(&p, "KEYS HOUSING", FIRST_CHILD, 3, 153163);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "KEYS HOUSING", 3, OT_PAYMENT_AGREES, 153163, 153163);
    CHECK_PAID(&p, "SC918130", 3, OT_PAYMENT_DIFFERS, 229744, 1800000);
    CHECK_PAID(&p, "SC918130", 2, OT_PAYMENT_UNPAID, JULY, 0);
    payments_clear(&p);
}

/* From one flat to the next on 6 June: June's larger payment is the second's. */
static void test_two_flats_in_a_month_are_told_by_what_is_agreed(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20210601, 20210606, "H5", "");
    place(&p, FIRST_CHILD, 20210606, 0, "P2", "");
    p.costs.fees[0].end = 20210606;
    payments_pay(&p, "KEYS HOUSING", FIRST_CHILD, 3, 63818);
    payments_pay(&p, "QUAY LETS", FIRST_CHILD, 3, 319089);
    payments_pay(&p, "QUAY LETS", FIRST_CHILD, 5, 2 * JULY);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "KEYS HOUSING", 3, OT_PAYMENT_AGREES, 63818, 63818);
    CHECK_PAID(&p, "QUAY LETS", 3, OT_PAYMENT_AGREES, 319089, 319089);
    CHECK_PAID(&p, "QUAY LETS", 4, OT_PAYMENT_UNPAID, JULY, 0);
    CHECK_PAID(&p, "QUAY LETS", 5, OT_PAYMENT_DIFFERS, JULY, 2 * JULY);
    payments_clear(&p);
}

/* Moved in August and not paid for yet: July's landlord is not the new one. */
static void test_stay_that_is_not_paid_for_yet_has_no_known_provider(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20210701, 20210801, "H5", "");
    place(&p, FIRST_CHILD, 20210801, 0, "P2", "");
    p.costs.fees[0].end = 20210801;
    payments_pay(&p, "KEYS HOUSING", FIRST_CHILD, 4, JULY);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "KEYS HOUSING", 4, OT_PAYMENT_AGREES, JULY, JULY);
    CHECK_PAID(&p, "", 5, OT_PAYMENT_NO_PROVIDER, JULY, 0);
    payments_clear(&p);
}

/* The home's provider lets the flat, too: it is paid after the home. */
static void test_provider_under_a_urn_may_have_the_next_stay_too(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20200401, 20210601, "K2", "SC918130");
    place(&p, FIRST_CHILD, 20210601, 0, "H5", "");
    payments_pay(&p, "SC918130", FIRST_CHILD, 2, JULY);
    payments_pay(&p, "SC918130", FIRST_CHILD, 3, JUNE);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "SC918130", 2, OT_PAYMENT_AGREES, JULY, JULY);
    CHECK_PAID(&p, "SC918130", 3, OT_PAYMENT_AGREES, JUNE, JUNE);
    payments_clear(&p);
}

static void test_payment_for_a_child_alone_goes_where_the_child_is(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20210601, 0, "U4", "SC041832");
    payments_pay(&p, "", FIRST_CHILD, 3, JUNE);
    payments_pay(&p, "", SECOND_CHILD, 3, 12345);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "SC041832", 3, OT_PAYMENT_AGREES, JUNE, JUNE);
    CHECK_PAID(&p, "", 3, OT_PAYMENT_NO_PROVIDER, 0, 12345);
    payments_clear(&p);
}

/* Left in March, paid for in April: matched by the child although no night is left. */
static void test_stay_of_last_year_is_matched_by_its_child(void)
{
    payments p = {0};

    place(&p, FIRST_CHILD, 20200601, 20210315, "H5", "");
    payments_pay(&p, "KEYS HOUSING", FIRST_CHILD, 1, 60000);
    REQUIRE(payments_compare(&p) == OT_OK);
    CHECK_PAID(&p, "KEYS HOUSING", 1, OT_PAYMENT_AFTER_END, 0, 60000);
    payments_clear(&p);
}

static const check_case cases[] = {
    CASE(test_supplier_is_looked_up_in_the_list),
    CASE(test_supplier_of_two_providers_is_told_and_the_first_holds),
    CASE(test_stay_without_urn_is_with_whom_its_child_is_paid_to),
    CASE(test_payment_under_a_urn_does_not_claim_another_stay),
    CASE(test_two_flats_in_a_month_are_told_by_what_is_agreed),
    CASE(test_stay_that_is_not_paid_for_yet_has_no_known_provider),
    CASE(test_provider_under_a_urn_may_have_the_next_stay_too),
    CASE(test_payment_for_a_child_alone_goes_where_the_child_is),
    CASE(test_stay_of_last_year_is_matched_by_its_child),
};

OT_TEST_MAIN("engine/placement_payments_match", cases)
