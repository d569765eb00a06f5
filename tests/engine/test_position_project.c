/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_position_project.c - the projection of every line: what it is made of, and what
 * it tells of earlier years. */
#include "engine/position.h"

#include "tests/engine/past_council.h"

static void check_order(const ot_projection *p)
{
    CHECK(p->lo95 <= p->lo80);
    CHECK(p->lo80 <= p->outturn);
    CHECK(p->outturn <= p->hi80);
    CHECK(p->hi80 <= p->hi95);
}

static void test_every_line_with_history_has_an_interval_around_its_outturn(void)
{
    council c = past_council();

    council_position(&c);
    REQUIRE(c.position.count == PAST_LINES);
    for (size_t i = 0; i < c.position.count; i++) {
        const ot_line *line = &c.position.lines[i];

        CHECK(line->projection.has_interval);
        check_order(&line->projection);
        CHECK(line->projection.lo80 < line->projection.hi80);
        CHECK_INT((int64_t)line->projection.months_used, 53);
        CHECK(line->projection.typical > 0 && line->projection.typical < 0.2);
        CHECK(isnan(line->projection.manager));
        CHECK_CONTAINS(line->projection.method, "weighted median led by");
        CHECK(!line->idle);
        CHECK_INT(line->basis, OT_BASIS_MODEL);
        CHECK_INT(line->forecast, line->projection.outturn);
        CHECK_NEAR((double)line->members[OT_YEAR_RUN_RATE],
                   (double)line->actual / 5 * 12, 1e-6);
    }
    council_free(&c);
}

static void test_complete_year_is_its_actual_without_an_interval(void)
{
    council c = past_structure();

    c.options.as_at = (ot_period){2021, 12};
    council_months(&c, "030201", "5005", PAST_FIRST, 41277305, 14);
    council_months(&c, "070001", "9000", PAST_FIRST, -1240650, 17);
    council_position(&c);
    REQUIRE(c.position.count == 2);
    for (size_t i = 0; i < c.position.count; i++) {
        const ot_projection *p = &c.position.lines[i].projection;

        CHECK_INT(p->outturn, c.position.lines[i].actual);
        CHECK_INT(p->lo80, p->outturn);
        CHECK_INT(p->hi80, p->outturn);
        CHECK_INT(p->lo95, p->outturn);
        CHECK_INT(p->hi95, p->outturn);
        CHECK(!p->has_interval);
        CHECK(isnan(p->typical) && isnan(p->manager));
        CHECK_TEXT(p->method, "the actual of the whole year");
        CHECK_INT(c.position.lines[i].basis, OT_BASIS_ACTUAL);
    }
    CHECK(c.position.fresh_count > 0); /* its earlier months are worth keeping */
    council_free(&c);
}

/* Depreciation: 2,400,000.00, then 2,520,000.00, posted when the year ends. */
static void test_line_posted_only_at_the_years_end_projects_last_years_amount(void)
{
    council c = past_council();
    const ot_line *line;

    for (int year = PAST_FIRST; year < 2021; year++)
        council_month(&c, "030202", "1000", OT_ACTUAL, year, 12,
                      year < 2020 ? 240000000 : 252000000);
    council_month(&c, "030202", "1000", OT_BUDGET, 2021, 1, 252000000);
    council_position(&c);
    line = council_line(&c, "030202", 1, OT_NON_DSG);
    REQUIRE(line != NULL);
    CHECK_INT(line->projection.outturn, 252000000);
    CHECK_INT(line->members[OT_YEAR_LAST], 252000000);
    CHECK_INT(line->members[OT_YEAR_RUN_RATE], OT_PAST_NONE);
    CHECK(!line->idle);
    check_order(&line->projection);
    council_free(&c);
}

static void test_idle_line_with_a_budget_is_projected_at_it(void)
{
    council c = past_council();
    const ot_line *with, *without;

    council_month(&c, "030202", "4100", OT_ACTUAL, 2019, 8, 912044);
    council_month(&c, "030202", "4100", OT_BUDGET, 2021, 1, 1500000);
    council_month(&c, "030201", "4100", OT_ACTUAL, 2019, 8, 912044);
    council_month(&c, "030201", "4100", OT_COMMITMENT, 2021, 5, 1);
    council_position(&c);
    with = council_line(&c, "030202", 4, OT_NON_DSG);
    without = council_line(&c, "030201", 4, OT_NON_DSG);
    REQUIRE(with != NULL && without != NULL);
    CHECK(with->idle && without->idle);
    CHECK_INT(with->projection.outturn, 1500000);
    CHECK_TEXT(with->projection.method, "the budget: nothing posted in the last year");
    CHECK_INT(with->basis, OT_BASIS_BUDGET);
    CHECK_INT(with->forecast, 1500000);
    CHECK(isnan(with->projection.typical));
    check_order(&with->projection);
    CHECK_INT(without->projection.outturn, 0);
    CHECK_TEXT(without->projection.method, "nothing posted in the last year");
    CHECK_INT(without->forecast, 0);
    council_free(&c);
}

/* Opened in June 2021 at 1,850.00 a month: three months of ten. */
static void test_new_cost_centre_is_projected_from_the_months_since_it_opened(void)
{
    council c = past_council();
    const ot_line *line;

    for (int month = 3; month <= 5; month++)
        council_month(&c, "039999", "1000", OT_ACTUAL, 2021, month, 185000);
    council_position(&c);
    line = council_line(&c, "039999", 1, OT_NON_DSG);
    REQUIRE(line != NULL);
    CHECK_INT(line->projection.outturn, 1850000);
    CHECK_INT((int64_t)line->projection.months_used, 3);
    CHECK_INT(line->members[OT_YEAR_LAST], OT_PAST_NONE);
    CHECK(line->projection.has_interval);
    CHECK(line->projection.lo80 < 1850000 && line->projection.hi80 > 1850000);
    CHECK(line->projection.lo95 >= 3 * 185000); /* is spent already */
    check_order(&line->projection);
    council_free(&c);
}

/* 4,950,000.00 a year and, in December 2020 (month 9), 2,400,000.00 more. */
static void test_budget_of_an_earlier_month_is_as_it_was_known_then(void)
{
    static seen_past without, with;
    council c = past_council();

    for (int year = PAST_FIRST; year <= 2021; year++)
        council_month(&c, "030201", "5005", OT_BUDGET, year, 1, 495000000);
    look_back(&c, NULL, &without);
    council_month(&c, "030201", "5005", OT_VIREMENT, 2020, 9, 240000000);
    look_back(&c, NULL, &with);
    for (int month = 1; month <= 11; month++) {
        const struct seen *a = seen_at(&without, "030201", 5, 2020, month);
        const struct seen *b = seen_at(&with, "030201", 5, 2020, month);
        double more;

        REQUIRE(a != NULL && b != NULL);
        more =
            b->forecast.members[OT_YEAR_BUDGET] - a->forecast.members[OT_YEAR_BUDGET];
        if (month < 9)
            CHECK_NEAR(more, 0, 0);
        else /* of the rest of the year: a quarter at month 9 */
            CHECK_NEAR(more / 240000000, (12 - month) / 12.0, 0.03);
        CHECK_NEAR(b->forecast.members[OT_YEAR_RUN_RATE],
                   a->forecast.members[OT_YEAR_RUN_RATE], 0);
    }
    council_free(&c);
}

static void test_virement_of_a_later_month_counts_all_year_where_the_profile_says(void)
{
    static seen_past seen;
    council c = past_council();
    double before;

    c.options.virements_all = true;
    for (int year = PAST_FIRST; year <= 2021; year++)
        council_month(&c, "030201", "5005", OT_BUDGET, year, 1, 495000000);
    look_back(&c, NULL, &seen);
    before = seen_at(&seen, "030201", 5, 2020, 3)->forecast.members[OT_YEAR_BUDGET];
    council_month(&c, "030201", "5005", OT_VIREMENT, 2020, 9, 240000000);
    look_back(&c, NULL, &seen);
    CHECK(seen_at(&seen, "030201", 5, 2020, 3)->forecast.members[OT_YEAR_BUDGET] >
          before + 150000000);
    council_free(&c);
}

static void test_members_alone_are_what_the_whole_projection_says_of_them(void)
{
    static seen_past seen;
    council c = past_council(), alone = past_council();
    const ot_projection_means means = {
        .members_only = true, .hindsight = see, .hindsight_self = &seen};

    council_position(&c);
    council_project(&alone, &means);
    REQUIRE(alone.position.count == PAST_LINES);
    for (size_t i = 0; i < PAST_LINES; i++)
        for (int k = 0; k < OT_YEAR_MEMBERS; k++)
            CHECK_INT(alone.position.lines[i].members[k],
                      c.position.lines[i].members[k]);
    CHECK_INT((int64_t)seen.count, 0);
    CHECK_INT((int64_t)alone.position.fresh_count, PAST_LINES);
    CHECK_INT((int64_t)alone.position.agreement.years, 0);
    council_free(&c);
    council_free(&alone);
}

/* 030999 had figures in 2018 alone. */
static void test_hindsight_is_told_of_every_line_that_ever_was(void)
{
    static seen_past seen;
    council c = past_council();
    double sum = 0;

    for (int month = 1; month <= 12; month++)
        council_month(&c, "030999", "1000", OT_ACTUAL, 2018, month, 331200 + month);
    look_back(&c, NULL, &seen);
    CHECK(council_line(&c, "030999", 1, OT_NON_DSG) == NULL);
    CHECK_INT((int64_t)seen.count, (PAST_LINES + 1) * 4 * 11);
    for (int month = 1; month <= 11; month++) {
        const struct seen *one = seen_at(&seen, "030999", 1, 2018, month);

        REQUIRE(one != NULL);
        CHECK_NEAR(one->actual, 12 * 331200 + 78, 0);
        CHECK(!one->kept && !one->has_manager);
    }
    REQUIRE(seen_at(&seen, "030999", 1, 2020, 5) != NULL);
    CHECK_NEAR(seen_at(&seen, "030999", 1, 2020, 5)->forecast.outturn, 0, 0);
    CHECK(seen_at(&seen, "030201", 5, 2021, 3) == NULL);
    for (int month = 0; month < 12; month++)
        sum += (double)council_line(&c, "030201", 5, OT_NON_DSG)->months[36 + month];
    CHECK_NEAR(seen_at(&seen, "030201", 5, 2020, 8)->actual, sum, 0);
    council_free(&c);
}

static ot_status refuse(void *self, const ot_hindsight *hindsight, ot_error *err)
{
    (void)self;
    return ot_fail(err, OT_EIO, "%d is not wanted", hindsight->forecast->year);
}

static void test_hindsight_that_is_not_wanted_ends_the_projection(void)
{
    council c = past_council();
    const ot_projection_means means = {.hindsight = refuse};

    CHECK_INT(
        ot_position_build(c.data, &c.options, &means, &c.position, &c.findings, &c.err),
        OT_EIO);
    CHECK_TEXT(c.err.message, "2017 is not wanted");
    CHECK_INT((int64_t)c.position.count, 0);
    council_free(&c);
}

/* How misses of lines go together is learnt whether or not somebody listens. */
static void test_agreement_is_learnt_from_the_past(void)
{
    static seen_past seen;
    council c = past_council(), told = past_council();

    council_position(&c);
    look_back(&told, NULL, &seen);
    check_same_position(&told.position, &c.position);
    CHECK_INT((int64_t)c.position.agreement.years, 4);
    CHECK(c.position.agreement.within != 0.1); /* the prior's */
    CHECK(c.position.agreement.between <= c.position.agreement.within);
    council_free(&c);
    council_free(&told);
}

/* From the last item to the first. */
static ot_status backwards(void *self, size_t count, ot_parallel_step step,
                           void *step_self, ot_error *err)
{
    ot_status st = OT_OK;

    *(size_t *)self += count;
    while (st == OT_OK && count > 0)
        st = step(step_self, --count, err);
    return st;
}

static void test_order_of_the_work_does_not_matter(void)
{
    size_t done = 0;
    const ot_parallel parallel = {&done, backwards};
    council c = past_council(), other = past_council();

    council_position(&c);
    council_project(&other, &(ot_projection_means){.parallel = &parallel});
    check_same_position(&other.position, &c.position);
    CHECK_INT((int64_t)done, PAST_LINES * 5); /* of five years */
    council_free(&c);
    council_free(&other);
}

static void test_council_without_a_ledger_has_nothing_to_project(void)
{
    static seen_past seen;
    council c = past_structure();

    look_back(&c, NULL, &seen);
    CHECK_INT((int64_t)c.position.count, 0);
    CHECK_INT((int64_t)seen.count, 0);
    CHECK_INT((int64_t)c.position.fresh_count, 0);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_every_line_with_history_has_an_interval_around_its_outturn),
    CASE(test_complete_year_is_its_actual_without_an_interval),
    CASE(test_line_posted_only_at_the_years_end_projects_last_years_amount),
    CASE(test_idle_line_with_a_budget_is_projected_at_it),
    CASE(test_new_cost_centre_is_projected_from_the_months_since_it_opened),
    CASE(test_budget_of_an_earlier_month_is_as_it_was_known_then),
    CASE(test_virement_of_a_later_month_counts_all_year_where_the_profile_says),
    CASE(test_members_alone_are_what_the_whole_projection_says_of_them),
    CASE(test_hindsight_is_told_of_every_line_that_ever_was),
    CASE(test_hindsight_that_is_not_wanted_ends_the_projection),
    CASE(test_agreement_is_learnt_from_the_past),
    CASE(test_order_of_the_work_does_not_matter),
    CASE(test_council_without_a_ledger_has_nothing_to_project),
};

OT_TEST_MAIN("position_project", cases)
