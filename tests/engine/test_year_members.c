/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/year_members.h"

#include "tests/check.h"
#include "tests/engine/outturn_example.h"

static const ot_year_view september = {example, 42, 0, 6, NAN};

/* Year to date 318,107.95; earlier years by September and in all: 335,887.30 of
 * 658,050.15, 271,322.00 of 569,310.15, 259,857.00 of 544,492.25. */
static void test_members_from_sums_are_as_by_hand(void)
{
    double outturn[OT_YEAR_MEMBERS];

    CHECK_NEAR(ot_year_to_date(&september), 318107.95, 1e-12);
    REQUIRE(ot_year_members_fit(&september, outturn, NULL) == OT_OK);
    CHECK_NEAR(outturn[OT_YEAR_RUN_RATE], 636215.90, 1e-12);
    CHECK_NEAR(outturn[OT_YEAR_PROFILE_2], 318107.95 / (607209.30 / 1227360.30), 1e-12);
    CHECK_NEAR(outturn[OT_YEAR_PROFILE_3], 318107.95 / (867066.30 / 1771852.55), 1e-12);
    CHECK_NEAR(outturn[OT_YEAR_LAST], 318107.95 + 322162.85, 1e-12);
    CHECK_NEAR(outturn[OT_YEAR_LAST_TREND],
               318107.95 + 322162.85 * sqrt(318107.95 / 335887.30), 1e-12);
    /* July to September: 164,931.10 after 194,673.85 */
    CHECK_NEAR(outturn[OT_YEAR_LAST_GROWTH],
               318107.95 + 322162.85 * (164931.10 / 194673.85), 1e-12);
    CHECK(isnan(outturn[OT_YEAR_BUDGET]));
}

/* August 2020 (91,360.20) is far beyond the months around it: taken as it is, the mean
 * of twelve months would be larger. */
static void test_level_members_go_by_cleaned_months_with_season(void)
{
    double outturn[OT_YEAR_MEMBERS];

    REQUIRE(ot_year_members_fit(&september, outturn, NULL) == OT_OK);
    CHECK(outturn[OT_YEAR_MEDIAN_12] > outturn[OT_YEAR_RUN_RATE]); /* March is dear */
    CHECK(outturn[OT_YEAR_LEVEL_6] > outturn[OT_YEAR_LEVEL_12]);   /* and costs rise */
    for (int i = OT_YEAR_LEVEL_12; i <= OT_YEAR_MEDIAN_12; i++)
        CHECK(outturn[i] > 600000 && outturn[i] < 700000);
    CHECK(outturn[OT_YEAR_THETA] > 600000 && outturn[OT_YEAR_THETA] < 700000);
    CHECK(outturn[OT_YEAR_DOTM] > 600000 && outturn[OT_YEAR_DOTM] < 700000);
}

static void test_budget_member_spends_the_budget_by_the_profile(void)
{
    ot_year_view view = september, first = {example, 6, 0, 6, 640000};
    double outturn[OT_YEAR_MEMBERS];

    view.budget = 640000;
    REQUIRE(ot_year_members_fit(&view, outturn, NULL) == OT_OK);
    CHECK_NEAR(outturn[OT_YEAR_BUDGET],
               318107.95 + 640000 * (1 - 867066.30 / 1771852.55), 1e-12);
    REQUIRE(ot_year_members_fit(&first, outturn, NULL) == OT_OK);
    CHECK_NEAR(outturn[OT_YEAR_BUDGET], 259857.00 + 320000, 1e-12); /* even */
}

static void test_run_rate_of_a_new_cost_centre_goes_by_its_own_months(void)
{
    static const double months[] = {12400.50, 13150.25};
    ot_year_view view = {months, 2, 0, 9, NAN};
    double outturn[OT_YEAR_MEMBERS];

    REQUIRE(ot_year_members_fit(&view, outturn, NULL) == OT_OK);
    CHECK_NEAR(outturn[OT_YEAR_RUN_RATE], 25550.75 + 3 * 12775.375, 1e-12);
    for (int i = OT_YEAR_RUN_RATE + 1; i < OT_YEAR_MEMBERS; i++)
        CHECK(isnan(outturn[i]));
}

/* Depreciation: 142,000.00 posted last March, nothing else but a correction. */
static void test_what_is_posted_at_the_years_end_goes_by_last_year_and_budget(void)
{
    double months[20] = {0};
    ot_year_view view = {months + 11, 9, 11, 8, 147500.00};
    double outturn[OT_YEAR_MEMBERS];

    months[11] = 142000.00;
    months[15] = -310.25;
    CHECK(ot_year_late(&view));
    REQUIRE(ot_year_members_fit(&view, outturn, NULL) == OT_OK);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        if (i != OT_YEAR_LAST && i != OT_YEAR_BUDGET)
            CHECK(isnan(outturn[i]));
    CHECK_NEAR(outturn[OT_YEAR_LAST], 142000.00 - 310.25, 1e-12);
    CHECK_NEAR(outturn[OT_YEAR_BUDGET], 147500.00 - 310.25, 1e-12);
    months[15] = 12000.00; /* more than a fiftieth: this year is not like the last */
    CHECK(!ot_year_late(&view));
}

/* Nothing was spent by June of the year before: no share to divide by. */
static void test_profile_is_left_out_where_nothing_was_spent_by_this_month(void)
{
    static const double months[] = {0,        0,        0,       41200.10, 40100.35,
                                    39800.20, 42050.75, 41990.4, 40005.60, 43120.15,
                                    42800.90, 47120.65, 41010.3, 40750.20, 42230.75};
    ot_year_view view = {months, 15, 0, 3, NAN};
    double outturn[OT_YEAR_MEMBERS];

    REQUIRE(ot_year_members_fit(&view, outturn, NULL) == OT_OK);
    CHECK(isnan(outturn[OT_YEAR_PROFILE_2]) && isnan(outturn[OT_YEAR_PROFILE_3]));
    CHECK(isnan(outturn[OT_YEAR_LAST_TREND]) && isnan(outturn[OT_YEAR_LAST_GROWTH]));
    CHECK_NEAR(outturn[OT_YEAR_LAST], 123991.25 + 378189.10, 1e-12);
}

static void test_every_member_has_a_name_of_its_own(void)
{
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        for (int j = 0; j < i; j++)
            CHECK(strcmp(ot_year_member_name((ot_year_member)i),
                         ot_year_member_name((ot_year_member)j)) != 0);
}

static const check_case cases[] = {
    CASE(test_members_from_sums_are_as_by_hand),
    CASE(test_level_members_go_by_cleaned_months_with_season),
    CASE(test_budget_member_spends_the_budget_by_the_profile),
    CASE(test_run_rate_of_a_new_cost_centre_goes_by_its_own_months),
    CASE(test_what_is_posted_at_the_years_end_goes_by_last_year_and_budget),
    CASE(test_profile_is_left_out_where_nothing_was_spent_by_this_month),
    CASE(test_every_member_has_a_name_of_its_own)};

OT_TEST_MAIN("year_members", cases)
