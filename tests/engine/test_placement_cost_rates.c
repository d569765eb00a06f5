/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_cost_rates.c - which nights a row of costs is for, and what of. */
#include "engine/placements/costing.h"

#include "tests/engine/placement_costs.h"

/* An agency foster placement from 12 April 2021 on. */
static costs fostered(void)
{
    costs c = {0};

    rows_add(&c.rows, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_header(&c.rows, FIRST_CHILD, 20270301);
    return c;
}

static void test_month_costs_sevenths_of_the_week_rounded_once(void)
{
    costs c = fostered();
    const ot_stay_cost *cost;

    costs_fee(&c, FIRST_CHILD, 20210412, 0, 89345);
    REQUIRE(costs_make(&c, 20210831, NULL));
    cost = &c.costing.stays[0];
    CHECK_INT(cost->months[0].net, 242508);  /* 19 nights: 242507.86 */
    CHECK_INT(cost->months[1].net, 395671);  /* 31: 395670.71 */
    CHECK_INT(cost->months[2].net, 382907);  /* 30: 382907.14 */
    CHECK_INT(cost->months[10].net, 357380); /* 28: exactly four weeks */
    CHECK_INT(cost->nights[0], 19);
    CHECK_INT(cost->basis, OT_COST_WEEKLY);
    CHECK_INT(cost->weekly, 89345);
    CHECK_COUNT(c.costing.rows.count, 0);
    costs_clear(&c);
}

static void test_start_night_counts_and_end_night_does_not(void)
{
    costs c = fostered();

    costs_fee(&c, FIRST_CHILD, 20210419, 20210426, 89345);
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[0].net, 89345);
    CHECK_INT(costs_year(&c, 0), 89345);
    costs_clear(&c);
}

static void test_contributions_are_taken_off_and_gross_adds_them(void)
{
    costs c = {0};
    ot_placement_cost_record *fee;
    const ot_cost_parts *june;

    rows_add(&c.rows, FIRST_CHILD, 20210619, 0, "K2", "PR4", "SC061001");
    fee = costs_fee(&c, FIRST_CHILD, 20210619, 0, 412650);
    fee->education = 98500;
    fee->health = 45025;
    REQUIRE(costs_make(&c, 20210831, NULL));
    june = &c.costing.stays[0].months[2];
    CHECK_INT(june->net, 461357); /* 2691.25 x 12 / 7 = 4613.571 */
    CHECK_INT(june->education, 168857);
    CHECK_INT(june->health, 77186);
    CHECK_INT(ot_cost_gross(june), 707400);
    CHECK_INT(c.costing.stays[0].weekly, 269125);
    costs_clear(&c);
}

static void test_open_row_runs_to_the_next_of_its_element_only(void)
{
    costs c = fostered();

    costs_fee(&c, FIRST_CHILD, 20210701, 0, 91200);
    costs_fee(&c, FIRST_CHILD, 20210412, 0, 89345);
    costs_fee(&c, FIRST_CHILD, 20210501, 0, 15000)->element = "therapy";
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[0].net, 242508);
    CHECK_INT(c.costing.stays[0].months[3].net, 403886 + 66429);
    CHECK_INT(c.costing.stays[0].weekly, 106200);
    CHECK_COUNT(c.costing.rows.count, 0);
    costs_clear(&c);
}

static void test_one_row_over_a_move_is_rounded_for_each_stay(void)
{
    costs c = {0};

    rows_add(&c.rows, FIRST_CHILD, 20210412, 20210520, "U4", "PR4", "SC041832");
    rows_add(&c.rows, FIRST_CHILD, 20210520, 0, "U5", "PR4", "SC041832");
    costs_fee(&c, FIRST_CHILD, 20210401, 0, 89345);
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[1].net, 242508); /* 19 nights */
    CHECK_INT(c.costing.stays[1].months[1].net, 153163); /* 12 */
    costs_clear(&c);
}

static void test_later_years_row_of_the_same_start_holds(void)
{
    costs c = {0};

    rows_add(&c.rows, FIRST_CHILD, 20200901, 0, "U4", "PR4", "SC041832");
    costs_fee(&c, FIRST_CHILD, 20200901, 20220331, 89345);
    costs_fee(&c, FIRST_CHILD, 20200901, 20220331, 88000)->year = 2020;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[0].net, 382907);
    CHECK_INT(costs_found(&c, OT_STAY_FEES_OVERLAP), 0);
    costs_clear(&c);
}

static void test_rows_of_an_element_that_overlap_both_count_and_are_told(void)
{
    costs c = fostered();

    costs_fee(&c, FIRST_CHILD, 20210412, 20210801, 89345);
    costs_fee(&c, FIRST_CHILD, 20210701, 20210901, 91200);
    costs_fee(&c, FIRST_CHILD, 20210901, 0, 92000);
    costs_fee(&c, FIRST_CHILD, 20210901, 0, 5000);
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[3].net, 395671 + 403886);
    CHECK_INT(c.costing.stays[0].months[5].net, 394286 + 21429);
    REQUIRE(costs_found(&c, OT_STAY_FEES_OVERLAP) == 2);
    CHECK_INT(c.costing.rows.items[0].line, 3);
    CHECK_INT(c.costing.rows.items[1].line, 5);
    costs_clear(&c);
}

static void test_overlap_in_years_gone_by_is_not_told(void)
{
    costs c = {0};

    rows_add(&c.rows, FIRST_CHILD, 20190901, 0, "U4", "PR4", "SC041832");
    costs_fee(&c, FIRST_CHILD, 20190901, 20200301, 86000);
    costs_fee(&c, FIRST_CHILD, 20200201, 0, 88000);
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_COUNT(c.costing.rows.count, 0);
    costs_clear(&c);
}

static void test_fee_without_a_stay_is_told_where_it_is_for_this_year(void)
{
    costs c = fostered();

    costs_fee(&c, FIRST_CHILD, 20210412, 0, 89345);
    rows_add(&c.rows, SECOND_CHILD, 20210412, 0, "U4", "PR1", "");
    costs_fee(&c, SECOND_CHILD, 20210412, 0, 45000); /* told: in-house */
    costs_fee(&c, THIRD_CHILD, 20210412, 0, 45000);  /* told: no episode */
    costs_fee(&c, SECOND_CHILD, 20210901, 0, 45000)->element = "travel"; /* to come */
    costs_fee(&c, SECOND_CHILD, 20200901, 20210401, 45000)->element = "old";
    costs_total(&c, THIRD_CHILD, 20200901, 0, 9000000)->year = 2020;
    rows_add(&c.rows, "a child who left", 20200901, 20210215, "K2", "PR4", "");
    costs_fee(&c, "a child who left", 20200901, 0, 412650);
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_COUNT(c.costing.rows.count, 2);
    CHECK_INT(costs_found(&c, OT_STAY_FEE_NO_STAY), 2);
    CHECK_INT(c.costing.rows.items[0].line, 3);
    CHECK_INT(c.costing.rows.items[1].line, 4);
    costs_clear(&c);
}

static void test_cost_to_date_is_spread_over_its_nights_and_goes_on(void)
{
    costs c = fostered();
    const ot_stay_cost *cost;

    costs_total(&c, FIRST_CHILD, 20210412, 0, 3200000)->education = 5000;
    REQUIRE(costs_make(&c, 20210831, NULL));
    cost = &c.costing.stays[0];
    CHECK_INT(cost->basis, OT_COST_DERIVED);
    CHECK_INT(cost->months[0].net, 428169); /* x 19 / 142 nights to date */
    CHECK_INT(cost->months[1].net, 698592); /* x 31 / 142 */
    CHECK_INT(cost->months[5].net, 676056); /* x 30 / 142 */
    CHECK_INT(cost->months[0].education, 0);
    CHECK_INT(cost->weekly, 157746); /* x 7 / 142 */
    CHECK_INT(c.costing.all.derived, 1);
    costs_clear(&c);
}

static void test_cost_to_date_of_another_year_or_without_nights_is_left_out(void)
{
    costs c = fostered();

    costs_fee(&c, FIRST_CHILD, 20210412, 0, 89345);
    costs_total(&c, FIRST_CHILD, 20210412, 0, 3200000)->element = "old";
    c.fees[1].year = 2020;
    costs_total(&c, FIRST_CHILD, 20211001, 0, 800000)->element = "soon";
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[1].net, 395671);
    CHECK_INT(c.costing.stays[0].months[8].net, 395671);
    CHECK_INT(c.costing.stays[0].basis, OT_COST_WEEKLY);
    CHECK_COUNT(c.costing.rows.count, 1);
    CHECK_INT(costs_found(&c, OT_STAY_TOTAL_NO_NIGHTS), 1);
    costs_clear(&c);
}

static void test_weekly_fee_goes_before_a_cost_to_date(void)
{
    costs c = fostered();
    ot_placement_cost_record *fee = costs_fee(&c, FIRST_CHILD, 20210412, 0, 89345);

    fee->has_total = true;
    fee->total_to_date = 3200000;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[0].net, 242508);
    CHECK_INT(c.costing.stays[0].basis, OT_COST_WEEKLY);
    costs_clear(&c);
}

static const check_case cases[] = {
    CASE(test_month_costs_sevenths_of_the_week_rounded_once),
    CASE(test_start_night_counts_and_end_night_does_not),
    CASE(test_contributions_are_taken_off_and_gross_adds_them),
    CASE(test_open_row_runs_to_the_next_of_its_element_only),
    CASE(test_one_row_over_a_move_is_rounded_for_each_stay),
    CASE(test_later_years_row_of_the_same_start_holds),
    CASE(test_rows_of_an_element_that_overlap_both_count_and_are_told),
    CASE(test_overlap_in_years_gone_by_is_not_told),
    CASE(test_fee_without_a_stay_is_told_where_it_is_for_this_year),
    CASE(test_cost_to_date_is_spread_over_its_nights_and_goes_on),
    CASE(test_cost_to_date_of_another_year_or_without_nights_is_left_out),
    CASE(test_weekly_fee_goes_before_a_cost_to_date),
};

OT_TEST_MAIN("placement_cost_rates", cases)
