/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bridge_match.c - placements found again, and why there are others. */
#include "tests/engine/bridge_sides.h"

static void test_start_is_all_that_the_new_placement_costs(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_home(&s.july, SECOND_CHILD, 20210712, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_STARTS, OT_PLACEMENT_RESIDENTIAL, 1,
               (20 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_return_after_nights_elsewhere_is_an_end_and_a_start(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20210705);
    side_home(&s.july, FIRST_CHILD, 20210712, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_ENDS, OT_PLACEMENT_FOSTERING, 1,
               -(27 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_STARTS, OT_PLACEMENT_RESIDENTIAL, 1,
               (20 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_move_is_the_change_of_mix_counted_once(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20210715);
    side_home(&s.july, FIRST_CHILD, 20210715, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_MOVES, OT_PLACEMENT_FOSTERING, 0,
               -(17 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_MOVES, OT_PLACEMENT_RESIDENTIAL, 1,
               (17 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_MOVES, OT_BRIDGE_TOTAL, 1,
               (17 + AFTER_JULY) * (RESIDENTIAL_NIGHT - FOSTERING_NIGHT));
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_start_that_moved_on_stays_a_start(void)
{
    sides s = {0};

    side_home(&s.june, SECOND_CHILD, 20200817, 0);
    side_home(&s.july, SECOND_CHILD, 20200817, 0);
    side_foster(&s.july, FIRST_CHILD, 20210706, 20210719);
    side_home(&s.july, FIRST_CHILD, 20210719, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_STARTS, OT_PLACEMENT_FOSTERING, 1, 13 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_STARTS, OT_PLACEMENT_RESIDENTIAL, 1,
               (13 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_placement_known_a_month_late_is_no_start(void)
{
    sides s = {0};

    side_home(&s.june, SECOND_CHILD, 20200817, 0);
    side_foster(&s.july, FIRST_CHILD, 20210621, 0);
    side_home(&s.july, SECOND_CHILD, 20200817, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_LATE, OT_PLACEMENT_FOSTERING, 1,
               (10 + 31 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_first_night_on_the_earlier_day_itself_is_late(void)
{
    sides s = {0};

    side_foster(&s.july, FIRST_CHILD, 20210630, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_LATE, OT_PLACEMENT_FOSTERING, 1,
               (1 + 31 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    sides_clear(&s);
}

/* The move of 21 June came to be known in July; both its sides are late. */
static void test_move_known_late_takes_the_old_placements_cut_with_it(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20210621);
    side_home(&s.july, FIRST_CHILD, 20210621, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_LATE, OT_PLACEMENT_FOSTERING, 0,
               -(10 + 31 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_LATE, OT_PLACEMENT_RESIDENTIAL, 1,
               (10 + 31 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_deleted_placement_is_a_correction(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20210607, 0);
    side_home(&s.june, THIRD_CHILD, 20200817, 0);
    side_home(&s.july, THIRD_CHILD, 20200817, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1,
               -(24 + 31 + AFTER_JULY) * FOSTERING_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_changed_start_is_one_correction_of_the_difference(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20210607, 0);
    side_foster(&s.july, FIRST_CHILD, 20210611, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1,
               -4 * FOSTERING_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_start_changed_to_after_the_earlier_day_is_a_correction_too(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20210628, 0);
    side_foster(&s.july, FIRST_CHILD, 20210702, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1,
               -4 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_STARTS, OT_BRIDGE_TOTAL, 0, 0);
    sides_clear(&s);
}

/* Of 7 to 21 June nothing is left; what was before it and after it is known late. */
static void test_neighbour_without_a_night_in_common_corrects_nothing(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20210607, 20210621);
    side_home(&s.july, FIRST_CHILD, 20210601, 20210607);
    side_home(&s.july, FIRST_CHILD, 20210621, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1,
               -14 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_LATE, OT_PLACEMENT_RESIDENTIAL, 2,
               (6 + 10 + 31 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 2);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_other_provider_or_place_of_the_same_days_corrects_no_pence(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20210607, 0);
    side_home(&s.june, SECOND_CHILD, 20200817, 0);
    rows_add(&s.july.rows, FIRST_CHILD, 20210607, 0, "U4", "PR4", "SC388410");
    costs_fee(&s.july, FIRST_CHILD, 20210607, 0, FOSTERING);
    rows_add(&s.july.rows, SECOND_CHILD, 20200817, 0, "R1", "PR4", "SC447120");
    costs_fee(&s.july, SECOND_CHILD, 20200817, 0, RESIDENTIAL);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1, 0);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_RESIDENTIAL, 1, 0);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    sides_clear(&s);
}

static void test_retyped_placement_leaves_one_type_for_the_other(void)
{
    sides s = {0};

    rows_add(&s.june.rows, FIRST_CHILD, 20210607, 0, "H5", "PR4", "");
    costs_fee(&s.june, FIRST_CHILD, 20210607, 0, RESIDENTIAL);
    side_home(&s.july, FIRST_CHILD, 20210607, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_SUPPORTED_LIVING, 0,
               -(24 + 31 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_RESIDENTIAL, 1,
               (24 + 31 + AFTER_JULY) * RESIDENTIAL_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_BRIDGE_TOTAL, 1, 0);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

/* The later return has the move of 8 June on the 12th. */
static void test_move_on_another_day_is_a_correction_on_both_sides(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 20210608);
    side_home(&s.june, FIRST_CHILD, 20210608, 0);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20210612);
    side_home(&s.july, FIRST_CHILD, 20210612, 0);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1,
               4 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_RESIDENTIAL, 1,
               -4 * RESIDENTIAL_NIGHT);
    CHECK_INT(bridge_steps(&s.bridge), 1);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static void test_end_that_was_known_and_is_another_now_is_a_correction(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 20210617);
    side_foster(&s.july, FIRST_CHILD, 20190304, 20210610);
    sides_make(&s);
    CHECK_STEP(&s, OT_BRIDGE_CORRECTIONS, OT_PLACEMENT_FOSTERING, 1,
               -7 * FOSTERING_NIGHT);
    CHECK_STEP(&s, OT_BRIDGE_ENDS, OT_BRIDGE_TOTAL, 0, 0);
    sides_clear(&s);
}

static void test_placement_of_an_earlier_year_is_in_no_step(void)
{
    sides s = {0};

    side_foster(&s.june, FIRST_CHILD, 20190304, 20200907);
    side_foster(&s.july, SECOND_CHILD, 20190304, 20200907);
    side_home(&s.june, THIRD_CHILD, 20200817, 0);
    side_home(&s.july, THIRD_CHILD, 20200817, 0);
    sides_make(&s);
    CHECK_INT(bridge_steps(&s.bridge), 0);
    CHECK_INT(s.bridge.closing[OT_BRIDGE_TOTAL], 365 * RESIDENTIAL_NIGHT);
    CHECK_FOOTS(&s);
    sides_clear(&s);
}

static const check_case cases[] = {
    CASE(test_start_is_all_that_the_new_placement_costs),
    CASE(test_return_after_nights_elsewhere_is_an_end_and_a_start),
    CASE(test_move_is_the_change_of_mix_counted_once),
    CASE(test_start_that_moved_on_stays_a_start),
    CASE(test_placement_known_a_month_late_is_no_start),
    CASE(test_first_night_on_the_earlier_day_itself_is_late),
    CASE(test_move_known_late_takes_the_old_placements_cut_with_it),
    CASE(test_deleted_placement_is_a_correction),
    CASE(test_changed_start_is_one_correction_of_the_difference),
    CASE(test_start_changed_to_after_the_earlier_day_is_a_correction_too),
    CASE(test_neighbour_without_a_night_in_common_corrects_nothing),
    CASE(test_other_provider_or_place_of_the_same_days_corrects_no_pence),
    CASE(test_retyped_placement_leaves_one_type_for_the_other),
    CASE(test_move_on_another_day_is_a_correction_on_both_sides),
    CASE(test_end_that_was_known_and_is_another_now_is_a_correction),
    CASE(test_placement_of_an_earlier_year_is_in_no_step),
};

OT_TEST_MAIN("bridge_match", cases)
