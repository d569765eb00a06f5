/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_stays.c - episodes to stays: what is one placement and what is known.
 */
#include "engine/placements/stays.h"

#include "tests/engine/placement_rows.h"

static void test_only_private_and_voluntary_places_of_a_type_are_stays(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_add(&r, SECOND_CHILD, 20210503, 0, "U4", "PR1", "");
    rows_add(&r, THIRD_CHILD, 20210607, 0, "U2", "PR4", "SC041832");
    rows_add(&r, "child four", 20210608, 0, "K2", "PR5", "2512884");
    rows_add(&r, "child five", 20210609, 0, "R2", "PR4", "");
    rows_add(&r, "child six", 20210610, 0, "K1", "PR4", "SC023456");
    rows_add(&r, "child seven", 20210611, 0, "H5", "PR4", "")->legal_status = "V4";
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 3);
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_STAY(&r, 1, 20210608, 0, OT_PLACEMENT_RESIDENTIAL, "PR5 2512884");
    CHECK_STAY(&r, 2, 20210610, 0, OT_PLACEMENT_SECURE, "PR4 SC023456");
    CHECK_TEXT(r.stays.list.items[1].place, "K2");
    CHECK_INT(r.stays.list.items[1].child, 3);
    CHECK_INT(r.stays.list.children, 7);
    CHECK_INT(ot_stays_child(&r.stays, "child four"), 3);
    CHECK_INT(ot_stays_child(&r.stays, "nobody"), OT_NONE);
    CHECK_INT(r.stays.origins[1].line, 5);
    rows_clear(&r);
}

static void test_change_of_legal_status_is_the_same_stay(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210520, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210520, 20210715, "U4", "PR4", "SC041832")->reason_new =
        "L";
    rows_add(&r, FIRST_CHILD, 20210715, 0, "U4", "PR4", "SC041832")->need = "N5";
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.list.count, 1);
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_INT(r.stays.list.items[0].before, OT_NO_PLACEMENT);
    rows_clear(&r);
}

static void test_place_provider_or_urn_changing_is_a_move_whatever_the_reason(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210501, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210501, 20210601, "U5", "PR4", "SC041832")->reason_new =
        "L";
    rows_add(&r, FIRST_CHILD, 20210601, 20210701, "U5", "PR5", "SC041832")->reason_new =
        "T";
    rows_add(&r, FIRST_CHILD, 20210701, 20210801, "U5", "PR5", "SC060011");
    rows_add(&r, FIRST_CHILD, 20210801, 0, "U5", "PR1", "")->reason_new = "T";
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 4);
    CHECK_STAY(&r, 1, 20210501, 20210601, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_STAY(&r, 2, 20210601, 20210701, OT_PLACEMENT_FOSTERING, "PR5 SC041832");
    CHECK_STAY(&r, 3, 20210701, 20210801, OT_PLACEMENT_FOSTERING, "PR5 SC060011");
    CHECK_INT(r.stays.list.items[0].after, 1);
    CHECK_INT(r.stays.list.items[1].before, 0);
    CHECK_INT(r.stays.list.items[3].before, 2);
    CHECK_INT(r.stays.list.items[3].after, OT_NO_PLACEMENT);
    rows_clear(&r);
}

static void test_nights_between_make_two_stays_and_no_move(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210501, "K2", "PR4", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210502, 0, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 2);
    CHECK_INT(r.stays.list.items[0].after, OT_NO_PLACEMENT);
    CHECK_INT(r.stays.list.items[1].before, OT_NO_PLACEMENT);
    rows_clear(&r);
}

static void test_temporary_move_keeps_the_stay_it_interrupts(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210701, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210701, 20210709, "T3", "", "");
    rows_add(&r, FIRST_CHILD, 20210709, 20210712, "T1", "PR3", "");
    rows_add(&r, FIRST_CHILD, 20210712, 0, "U4", "PR4", "SC041832");
    rows_add(&r, SECOND_CHILD, 20210412, 20210701, "K2", "PR4", "SC061001");
    rows_add(&r, SECOND_CHILD, 20210701, 20210715, "T4", "", "");
    rows_add(&r, SECOND_CHILD, 20210715, 0, "K2", "PR4", "SC070707");
    rows_add(&r, THIRD_CHILD, 20210412, 20210701, "U4", "PR1", "");
    rows_add(&r, THIRD_CHILD, 20210701, 0, "T2", "PR4", "");
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 3);
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_STAY(&r, 1, 20210412, 20210715, OT_PLACEMENT_RESIDENTIAL, "PR4 SC061001");
    CHECK_STAY(&r, 2, 20210715, 0, OT_PLACEMENT_RESIDENTIAL, "PR4 SC070707");
    CHECK_TEXT(r.stays.list.items[1].place, "K2");
    CHECK_INT(r.stays.list.items[2].before, 1);
    CHECK_INT(rows_found(&r, OT_STAY_INTERRUPTS_NONE), 0);
    rows_clear(&r);
}

static void test_temporary_move_after_nothing_is_not_counted(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210420, "T0", "PR4", "");
    rows_add(&r, FIRST_CHILD, 20210420, 20210601, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210605, 20210607, "T4", "", "");
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.list.count, 1);
    CHECK_STAY(&r, 0, 20210420, 20210601, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_INT(rows_found(&r, OT_STAY_INTERRUPTS_NONE), 2);
    rows_clear(&r);
}

static void test_same_episode_of_two_returns_is_the_later_ones(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20201109, 20210614, "U4", "PR4", "SC041832")->year = 2021;
    rows_add(&r, FIRST_CHILD, 20201109, 0, "U4", "PR4", "SC041832")->year = 2020;
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.list.count, 1);
    CHECK_STAY(&r, 0, 20201109, 20210614, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_INT(r.stays.origins[0].year, 2021);
    CHECK_INT(rows_found(&r, OT_STAY_TWICE), 0);
    rows_clear(&r);
}

static void test_same_start_twice_in_one_return_is_the_later_row(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210412, 0, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.list.count, 1);
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_RESIDENTIAL, "PR4 SC061001");
    REQUIRE(rows_found(&r, OT_STAY_TWICE) == 1);
    CHECK_INT(r.stays.rows.items[0].line, 2);
    rows_clear(&r);
}

static void test_overlap_shortens_the_earlier_episode(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210720, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210712, 20210720, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 2);
    CHECK_STAY(&r, 0, 20210412, 20210712, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_INT(r.stays.list.items[0].after, 1);
    CHECK_INT(rows_found(&r, OT_STAY_OVERLAP), 1);
    CHECK_INT(rows_found(&r, OT_STAY_TWO_OPEN), 0);
    rows_clear(&r);
}

static void test_of_two_open_episodes_the_earlier_ends_where_the_later_starts(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210601, 20210701, "U5", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210801, 0, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 3);
    CHECK_STAY(&r, 0, 20210412, 20210601, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_STAY(&r, 2, 20210801, 0, OT_PLACEMENT_RESIDENTIAL, "PR4 SC061001");
    CHECK_INT(rows_found(&r, OT_STAY_TWO_OPEN), 1);
    CHECK_INT(rows_found(&r, OT_STAY_OVERLAP), 0);
    rows_clear(&r);
}

static void test_what_starts_after_the_day_is_not_known(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210901, 0, "K2", "PR4", "SC061001");
    rows_add(&r, SECOND_CHILD, 20210831, 20211130, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 2);
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_STAY(&r, 1, 20210831, 20211130, OT_PLACEMENT_RESIDENTIAL, "PR4 SC061001");
    CHECK_INT(rows_found(&r, OT_STAY_TWO_OPEN), 0);
    rows_clear(&r);
}

static void test_later_ends_are_hidden_where_asked(void)
{
    rows r = {.input.hide_later_ends = true};

    rows_add(&r, FIRST_CHILD, 20210412, 20211130, "U4", "PR4", "SC041832");
    rows_add(&r, SECOND_CHILD, 20210412, 20210831, "U4", "PR4", "SC041832");
    REQUIRE(rows_build(&r, 20210831));
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_STAY(&r, 1, 20210412, 20210831, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK(ot_placement_on(&r.stays.list.items[0], ot_day_from_date(20210831)));
    CHECK(!ot_placement_on(&r.stays.list.items[1], ot_day_from_date(20210831)));
    CHECK(ot_placement_on(&r.stays.list.items[1], ot_day_from_date(20210830)));
    rows_clear(&r);
}

static void test_children_have_the_same_number_on_every_day(void)
{
    rows r = {0}, later = {0};

    rows_add(&r, FIRST_CHILD, 20211101, 0, "U4", "PR4", "SC041832");
    rows_add(&r, SECOND_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    later = r;
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(rows_build(&later, 20220331));
    CHECK_INT(r.stays.list.items[0].child, 1);
    CHECK_INT(later.stays.list.items[0].child, 1);
    CHECK_INT(later.stays.list.items[1].child, 0);
    rows_clear(&r);
    rows_clear(&later);
}

static void test_stays_are_in_order_of_start_and_links_follow(void)
{
    rows r = {0};

    rows_add(&r, SECOND_CHILD, 20210601, 20210701, "U4", "PR4", "SC041832");
    rows_add(&r, SECOND_CHILD, 20210701, 0, "U5", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210412, 20210615, "K2", "PR4", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210615, 0, "R1", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.list.count == 4);
    CHECK_STAY(&r, 0, 20210412, 20210615, OT_PLACEMENT_RESIDENTIAL, "PR4 SC061001");
    CHECK_STAY(&r, 1, 20210601, 20210701, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_INT(r.stays.list.items[0].after, 2);
    CHECK_INT(r.stays.list.items[2].before, 0);
    CHECK_INT(r.stays.list.items[1].after, 3);
    CHECK_INT(r.stays.list.items[3].before, 1);
    CHECK_INT(r.stays.origins[3].line, 3);
    rows_clear(&r);
}

static void test_no_episodes_are_no_stays(void)
{
    rows r = {0};

    rows_header(&r, FIRST_CHILD, 20250601);
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.list.count, 0);
    CHECK_INT(r.stays.list.children, 0);
    CHECK_COUNT(r.findings.count, 0);
    rows_clear(&r);
}

static const check_case cases[] = {
    CASE(test_only_private_and_voluntary_places_of_a_type_are_stays),
    CASE(test_change_of_legal_status_is_the_same_stay),
    CASE(test_place_provider_or_urn_changing_is_a_move_whatever_the_reason),
    CASE(test_nights_between_make_two_stays_and_no_move),
    CASE(test_temporary_move_keeps_the_stay_it_interrupts),
    CASE(test_temporary_move_after_nothing_is_not_counted),
    CASE(test_same_episode_of_two_returns_is_the_later_ones),
    CASE(test_same_start_twice_in_one_return_is_the_later_row),
    CASE(test_overlap_shortens_the_earlier_episode),
    CASE(test_of_two_open_episodes_the_earlier_ends_where_the_later_starts),
    CASE(test_what_starts_after_the_day_is_not_known),
    CASE(test_later_ends_are_hidden_where_asked),
    CASE(test_children_have_the_same_number_on_every_day),
    CASE(test_stays_are_in_order_of_start_and_links_follow),
    CASE(test_no_episodes_are_no_stays),
};

OT_TEST_MAIN("placement_stays", cases)
