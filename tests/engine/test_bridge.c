/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bridge.c - the bridge as a whole: contingency, spread, and what is refused. */
#include "tests/engine/bridge_sides.h"

/* One placement of each of two types, in both outlooks. */
static sides two_types(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_home(&s.june, SECOND_CHILD, 20200817, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    side_home(&s.july, SECOND_CHILD, 20200817, 0);
    return s;
}

/* A simulation that says no more than these contingencies. */
static void give_contingency(ot_outlook *outlook, ot_pence residential,
                             ot_pence fostering, ot_pence all)
{
    outlook->has_simulation = true;
    outlook->simulation.contingency[OT_PLACEMENT_RESIDENTIAL] = residential;
    outlook->simulation.contingency[OT_PLACEMENT_FOSTERING] = fostering;
    outlook->simulation.contingency[OT_PLACEMENT_TYPES] = all;
    outlook->simulation.outturn[OT_PLACEMENT_TYPES].chosen =
        ot_outlook_committed(outlook, OT_PLACEMENT_TYPES) + all;
}

/* 310,405.17 and 96,220.45 apart, 351,118.02 together: 55,507.60 less. A month later
 * 280,950.00, 90,118.36 and 321,004.99. */
static void test_contingency_of_all_is_that_of_types_and_the_spread(void)
{
    sides s = two_types();

    side_outlook(&s.june, JUNE, &s.from);
    side_outlook(&s.july, JULY, &s.to);
    give_contingency(&s.from, 31040517, 9622045, 35111802);
    give_contingency(&s.to, 28095000, 9011836, 32100499);
    CHECK_INT(ot_bridge_make(&s.from, &s.to, &s.bridge, &s.err), OT_OK);
    CHECK_INT(s.bridge.opening[OT_BRIDGE_SPREAD], -5550760);
    CHECK_INT(s.bridge.closing[OT_BRIDGE_SPREAD], -5006337);
    CHECK_STEP(&s, OT_BRIDGE_CONTINGENCY, OT_PLACEMENT_RESIDENTIAL, 0, -2945517);
    CHECK_STEP(&s, OT_BRIDGE_CONTINGENCY, OT_PLACEMENT_FOSTERING, 0, -610209);
    CHECK_STEP(&s, OT_BRIDGE_CONTINGENCY, OT_BRIDGE_SPREAD, 0, 544423);
    CHECK_STEP(&s, OT_BRIDGE_CONTINGENCY, OT_BRIDGE_TOTAL, 0, -3011303);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_INT(s.bridge.closing[OT_BRIDGE_TOTAL],
              365 * (FOSTERING_NIGHT + RESIDENTIAL_NIGHT) + 32100499);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_first_simulation_brings_all_of_its_contingency(void)
{
    sides s = two_types();

    side_outlook(&s.june, JUNE, &s.from);
    side_outlook(&s.july, JULY, &s.to);
    give_contingency(&s.to, 28095000, 9011836, 32100499);
    CHECK_INT(ot_bridge_make(&s.from, &s.to, &s.bridge, &s.err), OT_OK);
    CHECK_STEP(&s, OT_BRIDGE_CONTINGENCY, OT_BRIDGE_TOTAL, 0, 32100499);
    CHECK_INT(s.bridge.opening[OT_BRIDGE_SPREAD], 0);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_equal_outlooks_have_no_steps(void)
{
    sides s = two_types();

    side_outlook(&s.june, JUNE, &s.from);
    CHECK_INT(ot_bridge_make(&s.from, &s.from, &s.bridge, &s.err), OT_OK);
    CHECK_INT(bridge_steps(&s.bridge), 0);
    CHECK_INT(s.bridge.opening[OT_PLACEMENT_FOSTERING], 365 * FOSTERING_NIGHT);
    sides_clear(&s);
}

static void test_outlooks_without_a_placement_have_a_bridge_of_nothing(void)
{
    sides s = {0};

    sides_make(&s);
    CHECK_INT(bridge_steps(&s.bridge), 0);
    CHECK_INT(s.bridge.closing[OT_BRIDGE_TOTAL], 0);
    sides_clear(&s);
}

static void test_outlooks_of_two_years_are_refused(void)
{
    const ot_costing_options last_year = {.year = 2020};
    sides s = two_types();

    REQUIRE(costs_make(&s.june, 20210331, &last_year));
    s.from.stays = s.june.rows.stays;
    s.from.costing = s.june.costing;
    side_outlook(&s.july, JULY, &s.to);
    CHECK_INT(ot_bridge_make(&s.from, &s.to, &s.bridge, &s.err), OT_EUSAGE);
    CHECK_TEXT(s.err.message, "an outlook of 2020 and one of 2021 have no bridge: cost "
                              "both on the same fiscal year");
    sides_clear(&s);
}

static void test_outlooks_in_the_wrong_order_are_refused(void)
{
    sides s = two_types();

    sides_make(&s);
    CHECK_INT(ot_bridge_make(&s.to, &s.from, &s.bridge, &s.err), OT_EUSAGE);
    CHECK_TEXT(s.err.message, "a bridge begins at the earlier outlook");
    sides_clear(&s);
}

static void test_outlook_that_does_not_add_up_is_refused(void)
{
    sides s = two_types();

    sides_make(&s);
    s.to.costing.stays[0].months[9].net += 1;
    CHECK_INT(ot_bridge_make(&s.from, &s.to, &s.bridge, &s.err), OT_EUSAGE);
    CHECK_CONTAINS(s.err.message, "make it anew");
    sides_clear(&s);
}

static void test_amounts_beyond_what_is_held_are_refused(void)
{
    sides s = two_types();

    sides_make(&s);
    s.to.costing.stays[0].months[9].net = INT64_MAX / 4;
    CHECK_INT(ot_bridge_make(&s.from, &s.to, &s.bridge, &s.err), OT_ERANGE);
    CHECK_CONTAINS(s.err.message, "too large");
    sides_clear(&s);
}

static void test_steps_have_names_of_their_own(void)
{
    for (int a = 0; a < OT_BRIDGE_STEPS; a++)
        for (int b = 0; b < a; b++)
            CHECK(strcmp(ot_bridge_step_id((ot_bridge_step)a),
                         ot_bridge_step_id((ot_bridge_step)b)) != 0);
    CHECK_TEXT(ot_bridge_step_id(OT_BRIDGE_LATE), "recorded_late");
    CHECK_TEXT(ot_bridge_step_id(OT_BRIDGE_STEPS), "");
}

static const check_case cases[] = {
    CASE(test_contingency_of_all_is_that_of_types_and_the_spread),
    CASE(test_first_simulation_brings_all_of_its_contingency),
    CASE(test_equal_outlooks_have_no_steps),
    CASE(test_outlooks_without_a_placement_have_a_bridge_of_nothing),
    CASE(test_outlooks_of_two_years_are_refused),
    CASE(test_outlooks_in_the_wrong_order_are_refused),
    CASE(test_outlook_that_does_not_add_up_is_refused),
    CASE(test_amounts_beyond_what_is_held_are_refused),
    CASE(test_steps_have_names_of_their_own),
};

OT_TEST_MAIN("bridge", cases)
