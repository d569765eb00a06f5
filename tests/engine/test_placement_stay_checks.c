/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_stay_checks.c - what is told of episodes, and what children's records
 * say of stays. */
#include "engine/placements/stays.h"

#include "tests/engine/placement_rows.h"

/* A child in one external placement, known by a header. */
static rows plain(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_header(&r, FIRST_CHILD, 20270301);
    return r;
}

static void test_good_episodes_are_not_told_of(void)
{
    rows r = plain();

    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.rows.count, 0);
    CHECK_COUNT(r.findings.count, 0);
    rows_clear(&r);
}

static void test_end_before_start_is_dropped_and_told(void)
{
    rows r = plain();

    rows_add(&r, FIRST_CHILD, 20210715, 20210705, "K2", "PR4", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210620, 20210620, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.list.count, 1);
    CHECK_STAY(&r, 0, 20210412, 0, OT_PLACEMENT_FOSTERING, "PR4 SC041832");
    CHECK_COUNT(r.stays.rows.count, 1);
    CHECK_INT(rows_found(&r, OT_STAY_END_BEFORE_START), 1);
    CHECK_INT(r.stays.rows.items[0].line, 3);
    CHECK_INT(r.stays.rows.items[0].year, 2021);
    CHECK_INT(ot_day_to_date(r.stays.rows.items[0].day), 20210715);
    rows_clear(&r);
}

static void test_past_end_without_reason_is_told_and_a_planned_one_is_not(void)
{
    rows r = plain();

    r.episodes[0].end = 20210831;
    r.episodes[0].reason_end = "";
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(rows_found(&r, OT_STAY_END_WITHOUT_CAUSE), 1);
    rows_clear(&r);
    REQUIRE(rows_build(&r, 20210830));
    CHECK_INT(rows_found(&r, OT_STAY_END_WITHOUT_CAUSE), 0);
    rows_clear(&r);
}

static void test_unknown_and_outdated_codes_are_told(void)
{
    rows r = plain();

    rows_add(&r, FIRST_CHILD, 20210501, 20210601, "X9", "PR4", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210601, 20210701, "K3", "PR4", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210701, 20210801, "K2", "PR7", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210801, 20210808, "K2", "", "SC061001");
    rows_add(&r, FIRST_CHILD, 20210808, 0, "Z1", "", "");
    r.episodes[0].end = 20210501;
    r.episodes[0].reason_end = "X1";
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.rows.count, 4);
    CHECK_INT(rows_found(&r, OT_STAY_UNKNOWN_PLACE), 1);
    CHECK_INT(rows_found(&r, OT_STAY_PLACE_OUT_OF_DATE), 1);
    CHECK_INT(rows_found(&r, OT_STAY_UNKNOWN_PROVIDER), 2);
    CHECK_TEXT(r.stays.rows.items[0].text,
               "place 'X9' is not a code of the return: not counted");
    CHECK_TEXT(r.stays.rows.items[1].text, "place 'K3' is a code of other years");
    CHECK_COUNT(r.stays.list.count, 2); /* K3 is counted as the code means */
    CHECK_STAY(&r, 1, 20210601, 20210701, OT_PLACEMENT_SUPPORTED_LIVING,
               "PR4 SC061001");
    rows_clear(&r);
}

static void test_unknown_legal_statuses_and_reasons_are_told_and_counted(void)
{
    rows r = plain();

    r.episodes[0].legal_status = "C9";
    r.episodes[0].end = 20210801;
    r.episodes[0].reason_end = "E99";
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(rows_found(&r, OT_STAY_UNKNOWN_CODE), 2);
    CHECK_TEXT(r.stays.rows.items[0].text,
               "legal status 'C9' is not a code of the return");
    CHECK_TEXT(r.stays.rows.items[1].text,
               "reason of the end 'E99' is not a code of the return");
    CHECK_COUNT(r.stays.list.count, 1);
    rows_clear(&r);
}

static void test_a_blank_legal_status_is_not_told(void)
{
    rows r = plain();

    r.episodes[0].legal_status = "";
    REQUIRE(rows_build(&r, 20210831));
    CHECK_COUNT(r.stays.rows.count, 0);
    rows_clear(&r);
}

static void test_episode_without_year_is_dated_by_the_day(void)
{
    rows r = plain();

    r.episodes[0].place = "H5";
    r.episodes[0].year = 0;
    REQUIRE(rows_build(&r, 20250331));
    CHECK_INT(rows_found(&r, OT_STAY_PLACE_OUT_OF_DATE), 0);
    rows_clear(&r);
    REQUIRE(rows_build(&r, 20250401));
    CHECK_INT(rows_found(&r, OT_STAY_PLACE_OUT_OF_DATE), 1);
    rows_clear(&r);
}

static void test_text_too_long_for_a_code_is_not_repeated(void)
{
    rows r = plain();

    r.episodes[0].place = "AB123456C";
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.rows.count == 1);
    CHECK(strstr(r.stays.rows.items[0].text, "AB12") == NULL);
    rows_clear(&r);
}

static void test_impossible_provider_is_told_and_in_house_fostering_is_not(void)
{
    rows r = plain();

    rows_add(&r, SECOND_CHILD, 20210412, 0, "K2", "PR3", "");
    rows_add(&r, THIRD_CHILD, 20210412, 0, "U4", "PR1", "");
    rows_header(&r, SECOND_CHILD, 20270301);
    rows_header(&r, THIRD_CHILD, 20270301);
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.stays.rows.count == 1);
    CHECK_INT(r.stays.rows.items[0].kind, OT_STAY_IMPOSSIBLE);
    CHECK_TEXT(r.stays.rows.items[0].text, "provider PR3 is impossible for place K2");
    rows_clear(&r);
}

static void test_external_provider_outside_the_types_is_told_only(void)
{
    rows r = plain();

    rows_add(&r, SECOND_CHILD, 20210412, 0, "R2", "PR4", "");
    rows_header(&r, SECOND_CHILD, 20270301);
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(rows_found(&r, OT_STAY_NOT_COUNTED), 1);
    CHECK_COUNT(r.findings.count, 1);
    CHECK_COUNT(ot_findings_open(&r.findings), 0);
    rows_clear(&r);
}

static void test_child_without_header_is_told_once(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210501, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210501, 0, "K2", "PR4", "SC061001");
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(rows_found(&r, OT_STAY_NO_HEADER), 1);
    CHECK_INT(r.stays.list.items[0].adult, OT_DAY_OPEN);
    rows_clear(&r);
}

static void test_latest_header_gives_the_month_of_adulthood(void)
{
    rows r = plain();

    rows_header(&r, FIRST_CHILD, 20270401);
    r.children[0].year = 2020;
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(ot_day_to_date(r.stays.list.items[0].adult), 20270401);
    rows_clear(&r);
    r.children[0].year = 2022;
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(ot_day_to_date(r.stays.list.items[0].adult), 20270301);
    rows_clear(&r);
}

static void test_stay_beyond_the_birthday_month_is_told(void)
{
    rows r = plain();

    r.children[0].adult = 20210801;
    REQUIRE(rows_build(&r, 20210831));
    CHECK_INT(rows_found(&r, OT_STAY_ADULT), 0);
    rows_clear(&r);
    REQUIRE(rows_build(&r, 20210901));
    CHECK_INT(rows_found(&r, OT_STAY_ADULT), 1);
    rows_clear(&r);
    r.episodes[0].end = 20210901;
    r.episodes[0].reason_end = "E8";
    REQUIRE(rows_build(&r, 20211231));
    CHECK_INT(rows_found(&r, OT_STAY_ADULT), 0);
    rows_clear(&r);
}

static void check_uasc(rows *r, bool want)
{
    REQUIRE(rows_build(r, 20210831));
    CHECK_INT(r->stays.list.items[0].uasc, want);
    rows_clear(r);
}

static void test_unaccompanied_is_who_was_so_on_the_start_day(void)
{
    rows r = plain();

    check_uasc(&r, false);
    rows_uasc(&r, FIRST_CHILD, 0, 2020);
    check_uasc(&r, true);
    r.uasc[0].until = 20210412;
    check_uasc(&r, false);
    r.uasc[0].until = 20210413;
    check_uasc(&r, true);
    rows_uasc(&r, FIRST_CHILD, 20210101, 2021);
    check_uasc(&r, false);
    r.uasc[0].year = 2022;
    check_uasc(&r, true);
}

static void test_findings_count_and_name_lines_and_never_a_child(void)
{
    rows r = {0};
    int children_named = 0;

    for (int i = 0; i < 7; i++)
        rows_add(&r, FIRST_CHILD, 20210412 + i, 20210413 + i, "X9", "PR9", "")->year =
            i < 2 ? 2020 : 2021;
    rows_add(&r, SECOND_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_header(&r, FIRST_CHILD, 20270301);
    rows_header(&r, SECOND_CHILD, 20270301);
    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(r.findings.count == 1);
    CHECK_TEXT(r.findings.items[0].topic, "data quality");
    CHECK_TEXT(r.findings.items[0].what, "unknown place");
    CHECK(r.findings.items[0].needs_person);
    CHECK_TEXT(r.findings.items[0].message,
               "7 episodes have an unknown PLACE and are not counted: line 2 of "
               "2020/21, line 3 of 2020/21, line 4 of 2021/22, line 5 of 2021/22, "
               "line 6 of 2021/22 and 2 more");
    for (size_t i = 0; i < r.stays.rows.count; i++)
        children_named += strstr(r.stays.rows.items[i].text, FIRST_CHILD) != NULL;
    CHECK_INT(children_named, 0);
    rows_clear(&r);
}

static const check_case cases[] = {
    CASE(test_good_episodes_are_not_told_of),
    CASE(test_end_before_start_is_dropped_and_told),
    CASE(test_past_end_without_reason_is_told_and_a_planned_one_is_not),
    CASE(test_unknown_and_outdated_codes_are_told),
    CASE(test_unknown_legal_statuses_and_reasons_are_told_and_counted),
    CASE(test_a_blank_legal_status_is_not_told),
    CASE(test_episode_without_year_is_dated_by_the_day),
    CASE(test_text_too_long_for_a_code_is_not_repeated),
    CASE(test_impossible_provider_is_told_and_in_house_fostering_is_not),
    CASE(test_external_provider_outside_the_types_is_told_only),
    CASE(test_child_without_header_is_told_once),
    CASE(test_latest_header_gives_the_month_of_adulthood),
    CASE(test_stay_beyond_the_birthday_month_is_told),
    CASE(test_unaccompanied_is_who_was_so_on_the_start_day),
    CASE(test_findings_count_and_name_lines_and_never_a_child),
};

OT_TEST_MAIN("placement_stay_checks", cases)
