/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/child_fixture.h"

#define HEADER "child,start,end,element,weekly_fee,education,health,total_to_date"

static fixture_import import;

static void test_costs_are_read_with_elements_and_contributions(void)
{
    const ot_placement_cost_record *c;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_PLACEMENT_COSTS,
                HEADER "\nc100001,01/04/2022,04/09/2022,,\"£4,850.00\",612.50,400,\n"
                       "C100001,2022-04-01,,Therapy,275.00,,275.00,\n"
                       "C100002,01/04/2022,31/03/2025,Fee,,,,58520.80\n",
                0, &source, &batch);
    REQUIRE(batch.count == 3 && batch.kind == OT_KIND_PLACEMENT_COSTS);
    c = batch.of.placement_costs;
    CHECK_TEXT(c[0].child, CHILD_100001);
    CHECK_INT(c[0].start, 20220401);
    CHECK_INT(c[0].end, 20220904);
    CHECK_TEXT(c[0].element, "fee");
    CHECK(c[0].has_weekly && !c[0].has_total);
    CHECK_INT(c[0].weekly_fee, 485000);
    CHECK_INT(c[0].education, 61250);
    CHECK_INT(c[0].health, 40000);
    CHECK_TEXT(c[1].child, CHILD_100001);
    CHECK_INT(c[1].end, 0);
    CHECK_TEXT(c[1].element, "therapy");
    CHECK_INT(c[1].education, 0);
    CHECK(!c[2].has_weekly && c[2].has_total);
    CHECK_INT(c[2].total_to_date, 5852080);
    CHECK_TEXT(c[2].element, "fee");
    CHECK_INT(c[2].line, 4);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    check_unsaid(&import, &s, "100001");
    scratch_close(&s);
}

/* An end that is planned for 2025 does not make it a file of that year. */
static void test_year_is_that_of_the_latest_start_unless_given(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_PLACEMENT_COSTS,
                HEADER "\nC1,14/05/2019,,,893.40,,,\nC2,01/04/2022,30/06/2025,,905.10"
                       ",,,\n",
                0, &source, &batch);
    REQUIRE(batch.count == 2);
    CHECK_INT(batch.of.placement_costs[0].year, 2022);
    CHECK_INT(batch.of.placement_costs[1].year, 2022);
    CHECK_INT(import.notes, 1);
    CHECK_CONTAINS(import.issues[0].message, "2022/23, in which its latest start lies");
    fixture_finish(&import, &source);
    child_start(&import, &s, OT_KIND_PLACEMENT_COSTS,
                HEADER ",year\nC1,14/05/2019,,,893.40,,,,2023/24\n", 0, &source,
                &batch);
    REQUIRE(batch.count == 1);
    CHECK_INT(batch.of.placement_costs[0].year, 2023);
    fixture_finish(&import, &source);
    scratch_close(&s);
}

static void test_bad_costs_are_rejected_without_a_word_of_the_cell(void)
{
    static const char *const messages[] = {
        "weekly_fee and total_to_date are both blank",
        "end is before start",
        "weekly_fee is not an amount",
        "education is not an amount",
        "must not be negative",
        "must not be negative",
        "are shares of a weekly_fee",
        "start is blank",
    };
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_PLACEMENT_COSTS,
                HEADER "\nC100001,01/04/2022,,,,,,\n"
                       "C100001,01/04/2022,31/03/2022,,893.40,,,\n"
                       "C100001,01/04/2022,,,C100001,,,\n"
                       "C100001,01/04/2022,,,893.40,1.005,,\n"
                       "C100001,01/04/2022,,,893.40,-12.50,,\n"
                       "C100001,01/04/2022,,,893.40,,(80.00),\n"
                       "C100001,01/04/2022,,,,12.50,,1893.40\n"
                       "C100001,,,,893.40,,,\n",
                0, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 8);
    for (size_t i = 0; i < 8; i++)
        CHECK_CONTAINS(import.issues[i].message, messages[i]);
    check_unsaid(&import, &s, "100001");
    scratch_close(&s);
}

static void test_costs_need_a_column_of_amounts(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_PLACEMENT_COSTS, "child,start,end\nC1,1/4/22,\n",
                0, &source, &batch);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message, "no column for weekly_fee (or total_to_date)");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_costs_are_read_with_elements_and_contributions),
    CASE(test_year_is_that_of_the_latest_start_unless_given),
    CASE(test_bad_costs_are_rejected_without_a_word_of_the_cell),
    CASE(test_costs_need_a_column_of_amounts),
};

OT_TEST_MAIN("importers/placement_costs", cases)
