/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_costing.c - costs to date, what is committed, estimates, unit costs.
 */
#include "engine/placements/costing.h"

#include "tests/engine/placement_costs.h"

/* An agency foster placement from 12 April 2021 at 893.45 a week. */
static costs fostered(void)
{
    costs c = {0};

    rows_add(&c.rows, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_header(&c.rows, FIRST_CHILD, 20270301);
    costs_fee(&c, FIRST_CHILD, 20210412, 0, 89345);
    return c;
}

static void test_months_ended_are_actual_and_the_others_committed(void)
{
    costs c = fostered();

    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.year, 2021);
    CHECK_INT(c.costing.actual_months, 5);
    CHECK_INT(c.costing.types[OT_PLACEMENT_FOSTERING].to_date.net, 1812428);
    CHECK_INT(c.costing.types[OT_PLACEMENT_FOSTERING].committed.net, 2705878);
    CHECK_INT(c.costing.types[OT_PLACEMENT_FOSTERING].months[2], 382907);
    CHECK_INT(c.costing.all.to_date.net, 1812428);
    CHECK_INT(c.costing.types[OT_PLACEMENT_RESIDENTIAL].to_date.net, 0);
    costs_clear(&c);
    REQUIRE(costs_make(&c, 20210830, NULL));
    CHECK_INT(c.costing.actual_months, 4);
    costs_clear(&c);
}

static void test_another_year_can_be_costed(void)
{
    costs c = fostered();

    REQUIRE(costs_make(&c, 20210831, &(ot_costing_options){.year = 2020}));
    CHECK_INT(c.costing.actual_months, 12);
    CHECK_INT(c.costing.all.to_date.net, 0);
    CHECK_INT(c.costing.all.open, 1);
    CHECK(!c.costing.all.has_unit_cost);
    costs_clear(&c);
    REQUIRE(costs_make(&c, 20210831, &(ot_costing_options){.year = 2022}));
    CHECK_INT(c.costing.actual_months, 0);
    CHECK_INT(c.costing.all.committed.net, 4658705); /* 365 nights, month by month */
    costs_clear(&c);
}

static void test_commitment_ends_with_the_planned_end(void)
{
    costs c = fostered();

    c.rows.episodes[0].end = 20211130;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].nights[7], 29);
    CHECK_INT(c.costing.stays[0].months[7].net, 370144);
    CHECK_INT(c.costing.stays[0].nights[8], 0);
    CHECK_INT(c.costing.stays[0].months[8].net, 0);
    costs_clear(&c);
}

static void test_commitment_ends_with_the_month_of_the_birthday_unless_told(void)
{
    costs c = fostered();

    c.rows.children[0].adult = 20211101;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[6].net, 395671);
    CHECK_INT(c.costing.stays[0].months[7].net, 0);
    costs_clear(&c);
    REQUIRE(costs_make(&c, 20210831, &(ot_costing_options){.past_eighteen = true}));
    CHECK_INT(c.costing.stays[0].months[7].net, 382907);
    CHECK_INT(c.costing.all.committed.net, 2705878);
    costs_clear(&c);
}

static void test_nights_spent_after_the_birthday_are_cost_and_no_commitment(void)
{
    costs c = fostered();

    c.rows.children[0].adult = 20210701;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.all.to_date.net, 1812428);
    CHECK_INT(c.costing.all.committed.net, 0);
    CHECK_INT(rows_found(&c.rows, OT_STAY_ADULT), 1);
    costs_clear(&c);
}

static void test_leap_year_has_its_nights(void)
{
    costs c = fostered();

    REQUIRE(costs_make(&c, 20230430, NULL));
    CHECK_INT(c.costing.year_nights, 366);
    CHECK_INT(c.costing.stays[0].months[10].net, 370144); /* 29 nights */
    CHECK_INT(c.costing.all.weekly_mean, 89345);
    CHECK_INT(c.costing.all.annualised, 4671467); /* x 366 / 7 = 4671467.14 */
    costs_clear(&c);
}

static void test_stay_without_fee_is_costed_at_the_mean_of_its_type(void)
{
    costs c = fostered();
    const ot_cost_sums *fostering = &c.costing.types[OT_PLACEMENT_FOSTERING];

    rows_add(&c.rows, SECOND_CHILD, 20210412, 0, "U5", "PR5", "SC050505");
    costs_fee(&c, SECOND_CHILD, 20210412, 0, 95000);
    rows_add(&c.rows, THIRD_CHILD, 20210501, 0, "U4", "PR4", "SC041832");
    rows_add(&c.rows, "of last year", 20200501, 20210401, "U4", "PR4", "SC041832");
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[3].basis, OT_COST_ESTIMATED);
    CHECK_INT(c.costing.stays[3].weekly, 92173);
    CHECK_INT(c.costing.stays[3].months[1].net, 408195); /* 921.73 x 31 / 7 */
    CHECK_INT(fostering->open, 3);
    CHECK_INT(fostering->with_fee, 2);
    CHECK_INT(fostering->estimated, 1);
    CHECK_INT(fostering->weekly_mean, 92173); /* 92172.5 */
    CHECK_INT(fostering->annualised, 4806164);
    REQUIRE(c.costing.rows.count == 1);
    CHECK_INT(c.costing.rows.items[0].line, 4);
    CHECK_TEXT(c.costing.rows.items[0].text,
               "no fee in the year: costed at the mean of its type, fostering");
    REQUIRE(c.findings.count == 1);
    CHECK_TEXT(c.findings.items[0].message,
               "1 external placement has no fee in the year: the mean of the type is "
               "taken: line 4 of 2021/22");
    CHECK_INT(c.costing.stays[0].basis, OT_COST_NONE);
    costs_clear(&c);
}

static void test_without_any_fee_of_the_type_nothing_can_be_estimated(void)
{
    costs c = fostered();

    rows_add(&c.rows, SECOND_CHILD, 20210412, 0, "K2", "PR4", "SC061001");
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[1].basis, OT_COST_NONE);
    CHECK_INT(costs_year(&c, 1), 0);
    CHECK(!c.costing.types[OT_PLACEMENT_RESIDENTIAL].has_weekly_mean);
    REQUIRE(costs_found(&c, OT_STAY_NO_FEE) == 1);
    CHECK_CONTAINS(c.costing.rows.items[0].text, "costed at nothing");
    costs_clear(&c);
}

static void test_fee_that_ended_last_year_is_no_fee(void)
{
    costs c = fostered();

    rows_add(&c.rows, SECOND_CHILD, 20200501, 0, "U4", "PR4", "SC041832");
    costs_fee(&c, SECOND_CHILD, 20200501, 20210401, 88000);
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].basis, OT_COST_ESTIMATED);
    CHECK_INT(c.costing.stays[0].weekly, 89345);
    costs_clear(&c);
}

static void test_nights_without_fee_cost_nothing_and_are_told(void)
{
    costs c = fostered();

    c.fees[0].start = 20210601;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.stays[0].months[1].net, 0);
    CHECK_INT(c.costing.stays[0].months[2].net, 382907);
    REQUIRE(costs_found(&c, OT_STAY_NIGHTS_NO_FEE) == 1);
    CHECK_TEXT(c.costing.rows.items[0].text,
               "50 of the placement's 354 nights in the year have no fee and cost "
               "nothing");
    costs_clear(&c);
}

static void test_unit_cost_is_the_years_cost_by_placement_years(void)
{
    costs c = fostered();

    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(c.costing.all.nights, 354);
    CHECK(c.costing.all.has_unit_cost);
    /* 45183.06 / (354 / 365) */
    CHECK_INT(c.costing.all.unit_cost, 4658705);
    costs_clear(&c);
}

static void test_contributions_are_summed_by_type(void)
{
    costs c = fostered();
    const ot_cost_sums *homes = &c.costing.types[OT_PLACEMENT_RESIDENTIAL];
    ot_placement_cost_record *fee;

    rows_add(&c.rows, SECOND_CHILD, 20210801, 20210929, "K2", "PR4", "SC061001");
    fee = costs_fee(&c, SECOND_CHILD, 20210801, 0, 412650);
    fee->education = 98500;
    fee->health = 45025;
    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_INT(homes->to_date.net, 1191839); /* 31 nights */
    CHECK_INT(homes->to_date.education, 436214);
    CHECK_INT(homes->to_date.health, 199396);
    CHECK_INT(homes->committed.education, 394000); /* 28 nights */
    CHECK_INT(ot_cost_gross(&homes->committed), 1650600);
    CHECK_INT(c.costing.all.to_date.net, 1812428 + 1191839);
    CHECK_INT(c.costing.all.open, 2);
    costs_clear(&c);
}

static void test_definitions_are_all_told_and_follow_the_option(void)
{
    for (int figure = 0; figure < OT_COST_FIGURES; figure++)
        CHECK(strlen(ot_cost_definition((ot_cost_figure)figure, false)) > 40);
    CHECK_CONTAINS(ot_cost_definition(OT_COST_COMMITTED, false), "18th birthday");
    CHECK(strstr(ot_cost_definition(OT_COST_COMMITTED, true), "18th") == NULL);
    CHECK_CONTAINS(ot_cost_definition(OT_COST_UNIT_COST, true), "placement-years");
}

static void test_amounts_too_large_are_refused(void)
{
    costs c = fostered();

    c.fees[0].weekly_fee = INT64_C(30000000000000000);
    CHECK(!costs_make(&c, 20210831, NULL));
    CHECK_INT(c.rows.err.code, OT_ERANGE);
    CHECK(c.costing.stays == NULL);
    costs_clear(&c);
}

static void test_no_stays_cost_nothing(void)
{
    costs c = {0};

    REQUIRE(costs_make(&c, 20210831, NULL));
    CHECK_COUNT(c.costing.count, 0);
    CHECK_INT(c.costing.all.open, 0);
    CHECK(!c.costing.all.has_weekly_mean);
    CHECK(!c.costing.all.has_unit_cost);
    costs_clear(&c);
}

static const check_case cases[] = {
    CASE(test_months_ended_are_actual_and_the_others_committed),
    CASE(test_another_year_can_be_costed),
    CASE(test_commitment_ends_with_the_planned_end),
    CASE(test_commitment_ends_with_the_month_of_the_birthday_unless_told),
    CASE(test_nights_spent_after_the_birthday_are_cost_and_no_commitment),
    CASE(test_leap_year_has_its_nights),
    CASE(test_stay_without_fee_is_costed_at_the_mean_of_its_type),
    CASE(test_without_any_fee_of_the_type_nothing_can_be_estimated),
    CASE(test_fee_that_ended_last_year_is_no_fee),
    CASE(test_nights_without_fee_cost_nothing_and_are_told),
    CASE(test_unit_cost_is_the_years_cost_by_placement_years),
    CASE(test_contributions_are_summed_by_type),
    CASE(test_definitions_are_all_told_and_follow_the_option),
    CASE(test_amounts_too_large_are_refused),
    CASE(test_no_stays_cost_nothing),
};

OT_TEST_MAIN("placement_costing", cases)
