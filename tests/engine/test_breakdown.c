/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/breakdown.h"

#include "tests/engine/council.h"

static council small(void)
{
    council c = council_new(); /* as at August 2021: month 5 */

    council_service(&c, "CF0301", "Safeguarding", "Families", 1);
    council_centre(&c, "030101", "CF0301", "");
    council_account(&c, "1000", 1);
    council_account(&c, "1010", 1);
    return c;
}

static ot_breakdown made(council *c)
{
    ot_breakdown b = {0};

    CHECK_INT(ot_dataset_seal(c->data, NULL, &c->err), OT_OK);
    CHECK_INT(ot_position_build(c->data, &c->options, NULL, &c->position, &c->findings,
                                &c->err),
              OT_OK);
    CHECK_INT(ot_breakdown_make(c->data, &c->position, &b, &c->err), OT_OK);
    return b;
}

static void finish(council *c, ot_breakdown *b)
{
    ot_breakdown_clear(b);
    council_free(c);
}

/* 14,310.60 a year: 1,192.55 a month, but 100.00 more in the first and less in the
 * last.
 */
static void put_monthly(council *c)
{
    for (int month = 1; month <= 12; month++)
        council_ledger(c, "030101", "1000", "", OT_BUDGET, month,
                       119255 + (month == 1    ? 10000
                                 : month == 12 ? -10000
                                               : 0));
}

static void test_a_budget_spread_over_months_counts_as_posted(void)
{
    council c = small();
    ot_breakdown b;

    put_monthly(&c);
    b = made(&c);
    CHECK(b.posted);
    CHECK_INT(b.to_date[0], 5 * 119255 + 10000);
    CHECK_INT(b.parts[0].budget, 1431060);
    finish(&c, &b);
}

static void test_a_virement_follows_the_lines_own_spread(void)
{
    council c = small();
    ot_breakdown b;

    put_monthly(&c);
    council_ledger(&c, "030101", "1000", "", OT_VIREMENT, 4, 286212);
    b = made(&c);
    /* 606,275 / 1,431,060 of 2,862.12: R 286212 * 606275 / 1431060 = 121255.0 */
    CHECK_INT(b.to_date[0], 606275 + 121255);
    finish(&c, &b);
}

static void test_virements_of_all_months_count_as_posted(void)
{
    council c = small();
    ot_breakdown b;

    c.options.virements_all = true;
    put_monthly(&c);
    council_ledger(&c, "030101", "1000", "", OT_VIREMENT, 4, 23851);
    council_ledger(&c, "030101", "1000", "", OT_VIREMENT, 9, 23852);
    b = made(&c);
    CHECK_INT(b.to_date[0], 606275 + 23851);
    CHECK_INT(b.parts[0].budget, 1431060 + 47703);
    finish(&c, &b);
}

static void put_last_year(council *c, int number, ot_pence amount)
{
    ot_ledger_record line =
        ledger_line("030101", "1000", "", OT_ACTUAL, number, amount);

    line.period.year = 2020;
    council_post(c, line);
}

static void test_a_yearly_budget_follows_the_years_before(void)
{
    council c = small();
    ot_breakdown b;

    /* 2020/21: 6,120.00 of 10,200.00 by August, three fifths */
    put_last_year(&c, 1, 100000);
    put_last_year(&c, 3, 512000);
    put_last_year(&c, 11, 408000);
    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 1431060);
    b = made(&c);
    CHECK(!b.posted);
    CHECK_INT(b.to_date[0], 858636);
    finish(&c, &b);
}

static void test_without_years_before_a_yearly_budget_is_even(void)
{
    council c = small();
    ot_breakdown b;

    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 1431060);
    b = made(&c);
    CHECK_INT(b.to_date[0], 596275);
    finish(&c, &b);
}

static void test_a_complete_year_is_the_whole_budget(void)
{
    council c = small();
    ot_breakdown b;

    c.options.as_at.number = 12;
    put_monthly(&c);
    b = made(&c);
    CHECK_INT(b.to_date[0], 1431060);
    finish(&c, &b);
}

/* 9,000.00 forecast of which 4,000.03 is spent; sizes 7,000.00 and 2,500.02. */
static void test_what_is_still_to_come_is_shared_by_size(void)
{
    council c = small();
    ot_breakdown b;

    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 700000);
    council_ledger(&c, "030101", "1000", "", OT_ACTUAL, 5, 150001);
    council_ledger(&c, "030101", "1010", "", OT_ACTUAL, 5, 250002);
    council_ledger(&c, "030101", "1000", "", OT_FORECAST, 5, 900000);
    b = made(&c);
    REQUIRE(b.count == 2);
    CHECK_INT(b.parts[0].forecast + b.parts[1].forecast, 900000);
    CHECK_INT(b.parts[0].actual, 150001);
    /* 499,997 x 700,000 / 950,002 = 368,418.3 */
    CHECK_INT(b.parts[0].forecast, 150001 + 368418);
    CHECK_INT(b.parts[1].forecast, 250002 + 131579);
    finish(&c, &b);
}

static const check_case cases[] = {
    CASE(test_a_budget_spread_over_months_counts_as_posted),
    CASE(test_a_virement_follows_the_lines_own_spread),
    CASE(test_virements_of_all_months_count_as_posted),
    CASE(test_a_yearly_budget_follows_the_years_before),
    CASE(test_without_years_before_a_yearly_budget_is_even),
    CASE(test_a_complete_year_is_the_whole_budget),
    CASE(test_what_is_still_to_come_is_shared_by_size),
};

OT_TEST_MAIN("breakdown", cases)
