/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bridge_change.c - a stay's change of cost taken apart into nights and fees. */
#include "tests/engine/bridge_sides.h"

static void test_end_is_the_nights_that_had_been_committed(void)
{
    sides s = {0};

    side_home(&s.june, FIRST_CHILD, 20210510, 0);
    side_home(&s.july, FIRST_CHILD, 20210510, 20210720);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_ENDS, OT_PLACEMENT_RESIDENTIAL, 1,
               -(12 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_end_as_planned_changes_nothing(void)
{
    sides s = {0};

    side_home(&s.june, FIRST_CHILD, 20210510, 20210720);
    side_home(&s.july, FIRST_CHILD, 20210510, 20210720);
    sides_make(&s);
    CHECK_INT(bridge_steps(&s.bridge), 0);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* 876.35 a week: 31 nights of July are 3,880.98, 19 of them 2,378.67, but the fee for
 * 19 is 2,378.66. 1,281.45 a week: 3 nights of August are 549.19 and 31 then 5,674.96,
 * but the fee for 31 is 5,674.99. */
static void test_pence_that_rounding_makes_are_no_change_of_fees(void)
{
    sides s = {0};

    rows_add(&s.june.rows, FIRST_CHILD, 20190304, 0, "U4", "PR4", "SC103852");
    costs_fee(&s.june, FIRST_CHILD, 20190304, 0, 87635);
    rows_add(&s.july.rows, FIRST_CHILD, 20190304, 20210720, "U4", "PR4", "SC103852");
    costs_fee(&s.july, FIRST_CHILD, 20190304, 0, 87635);
    rows_add(&s.june.rows, SECOND_CHILD, 20190304, 20210804, "U4", "PR4", "SC103852");
    costs_fee(&s.june, SECOND_CHILD, 20190304, 0, 128145);
    rows_add(&s.july.rows, SECOND_CHILD, 20190304, 0, "U4", "PR4", "SC103852");
    costs_fee(&s.july, SECOND_CHILD, 20190304, 0, 128145);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_FEES, OT_BRIDGE_TOTAL, 0, 0);
    CHECK_STEP(&s, OT_BRIDGE_ENDS, OT_BRIDGE_TOTAL, 1,
               costs_year(&s.july, 0) - costs_year(&s.june, 0));
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_BRIDGE_TOTAL, 1,
               costs_year(&s.july, 1) - costs_year(&s.june, 1));
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* From 1 July on 910.00 a week, 3.50 a night more. */
static void test_dearer_nights_are_fees(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    costs_fee(&s.july, FIRST_CHILD, 20210701, 0, 91000);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_FEES, OT_PLACEMENT_FOSTERING, 1, (31 + AFTER_JULY) * 350);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_nights_cut_are_at_the_earlier_fee_and_the_rest_is_fees(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    rows_add(&s.july.rows, FIRST_CHILD, 20190304, 20210720, "U4", "PR4", "SC103852");
    costs_fee(&s.july, FIRST_CHILD, 20190304, 0, FOSTERING);
    costs_fee(&s.july, FIRST_CHILD, 20210701, 0, 91000);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_ENDS, OT_PLACEMENT_FOSTERING, 1,
               -(12 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_FEES, OT_PLACEMENT_FOSTERING, 1, 19 * 350);
    CHECK_INT(bridge_steps(&s.bridge), 2);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_planned_end_put_off_is_duration(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 20210901);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20211001);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_PLACEMENT_FOSTERING, 1, 30 * FOSTERING_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* 910.00 a week from 1 August on, as was known in June: September costs what August
 * does, not what April did. */
static void test_longer_stay_is_priced_at_its_last_committed_month(void)
{
    sides s = {0};

    for (int side = 0; side < 2; side++) {
        costs *c = side ? &s.july : &s.june;

        rows_add(&c->rows, FIRST_CHILD, 20190304, side ? 20211001 : 20210901, "U4",
                 "PR4", "SC103852");
        costs_fee(c, FIRST_CHILD, 20190304, 0, FOSTERING);
        costs_fee(c, FIRST_CHILD, 20210801, 0, 91000);
    }
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_PLACEMENT_FOSTERING, 1, 30 * 13000);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* Planned to end on 5 July, ended on the 19th. */
static void test_end_later_than_planned_is_duration_and_not_an_end(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 20210705);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20210719);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_PLACEMENT_FOSTERING, 1, 14 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_ENDS, OT_BRIDGE_TOTAL, 0, 0);
    sides_clear(&s);
}

static void test_birthday_in_another_month_is_duration(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    rows_header(&s.june.rows, FIRST_CHILD, 20211101);
    rows_header(&s.july.rows, FIRST_CHILD, 20220201);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_PLACEMENT_FOSTERING, 1,
               (30 + 31 + 31) * FOSTERING_NIGHT);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* Committed to the birthday's month, July, and there for all of it. */
static void test_stay_beyond_the_birthday_is_duration_at_the_fee_in_force(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    rows_header(&s.june.rows, FIRST_CHILD, 20210701);
    rows_header(&s.july.rows, FIRST_CHILD, 20210701);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_PLACEMENT_FOSTERING, 1, 31 * FOSTERING_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* Of age since February and committed to no night of the year: what a night cost then
 * is known from the fee in force on 31 March. 910.00 from 1 July on. */
static void test_stay_without_a_committed_night_takes_the_fee_in_force_then(void)
{
    const ot_costing_options options = {.year = 2021};
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    costs_fee(&s.july, FIRST_CHILD, 20210701, 0, 91000);
    rows_header(&s.june.rows, FIRST_CHILD, 20210201);
    rows_header(&s.july.rows, FIRST_CHILD, 20210201);
    REQUIRE(costs_make(&s.june, 20210331, &options));
    s.from.stays = s.june.rows.stays;
    s.from.costing = s.june.costing;
    side_outlook(&s.july, JULY, &s.to);
    CHECK_INT(s.from.costing.types[OT_PLACEMENT_FOSTERING].nights, 0);
    CHECK_INT(ot_bridge_make(&s.from, &s.to, &s.bridge, &s.err), OT_OK);
    CHECK_STEP(&s, OT_BRIDGE_DURATION, OT_PLACEMENT_FOSTERING, 1,
               122 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_FEES, OT_PLACEMENT_FOSTERING, 1, 31 * 350);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* Estimated at the only fee there is of the type; then it is known to be 910.00. */
static void test_fee_in_the_place_of_an_estimate_has_its_own_step(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    rows_add(&s.june.rows, SECOND_CHILD, 20210607, 0, "U4", "PR4", "SC103852");
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    rows_add(&s.july.rows, SECOND_CHILD, 20210607, 0, "U4", "PR4", "SC103852");
    costs_fee(&s.july, SECOND_CHILD, 20210607, 0, 91000);
    sides_make(&s);
    CHECK_INT(s.from.costing.types[OT_PLACEMENT_FOSTERING].estimated, 1);
    CHECK_STEP(&s, OT_BRIDGE_FEES_KNOWN, OT_PLACEMENT_FOSTERING, 1,
               (24 + 31 + AFTER_JULY) * 350);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_first_fee_of_a_type_costed_at_nothing_is_a_fee_now_known(void)
{
    sides s = {0};

    rows_add(&s.june.rows, SECOND_CHILD, 20210607, 0, "K2", "PR4", "SC447120");
    side_home(&s.july, SECOND_CHILD, 20210607, 0);
    sides_make(&s);
    CHECK_INT(s.bridge.opening[OT_BRIDGE_TOTAL], 0);
    CHECK_STEP(&s, OT_BRIDGE_FEES_KNOWN, OT_PLACEMENT_RESIDENTIAL, 1,
               (24 + 31 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* Both are estimated; the fee of the third, which they are estimated from, went up. */
static void test_estimate_that_moved_with_its_type_is_a_change_of_fees(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    rows_add(&s.june.rows, SECOND_CHILD, 20210607, 0, "U4", "PR4", "SC103852");
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    rows_add(&s.july.rows, SECOND_CHILD, 20210607, 0, "U4", "PR4", "SC103852");
    costs_fee(&s.july, FIRST_CHILD, 20210701, 0, 91000);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_FEES, OT_PLACEMENT_FOSTERING, 2,
               (31 + AFTER_JULY) * 350 + (24 + 31 + AFTER_JULY) * 350);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static const check_case cases[] = {
    CASE(test_end_is_the_nights_that_had_been_committed),
    CASE(test_end_as_planned_changes_nothing),
    CASE(test_pence_that_rounding_makes_are_no_change_of_fees),
    CASE(test_dearer_nights_are_fees),
    CASE(test_nights_cut_are_at_the_earlier_fee_and_the_rest_is_fees),
    CASE(test_planned_end_put_off_is_duration),
    CASE(test_longer_stay_is_priced_at_its_last_committed_month),
    CASE(test_end_later_than_planned_is_duration_and_not_an_end),
    CASE(test_birthday_in_another_month_is_duration),
    CASE(test_stay_beyond_the_birthday_is_duration_at_the_fee_in_force),
    CASE(test_stay_without_a_committed_night_takes_the_fee_in_force_then),
    CASE(test_fee_in_the_place_of_an_estimate_has_its_own_step),
    CASE(test_first_fee_of_a_type_costed_at_nothing_is_a_fee_now_known),
    CASE(test_estimate_that_moved_with_its_type_is_a_change_of_fees),
};

OT_TEST_MAIN("bridge_change", cases)
