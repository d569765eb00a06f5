/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn.h"

#include "tests/check.h"
#include "tests/engine/outturn_example.h"
#include "tests/engine/random.h"

enum { MOST = 20000, LINES = 60, MONTHS = 72 };

typedef struct result {
    ot_outturn items[MOST];
    size_t count;
} result;

static result first, second;

static ot_status keep(void *self, const ot_outturn *outturn, ot_error *err)
{
    result *r = self;

    if (r->count == MOST)
        return ot_fail(err, OT_ERANGE, "more than %d forecasts", MOST);
    r->items[r->count++] = *outturn;
    return OT_OK;
}

static ot_status backtest(const ot_outturn_series *series, size_t count, int from,
                          result *r)
{
    ot_outturn_sink sink = {r, keep};

    r->count = 0;
    return ot_outturn_backtest(series, count, &(ot_outturn_options){.first_year = from},
                               &sink, NULL);
}

static ot_status project(const ot_outturn_series *series, size_t count, result *r)
{
    ot_outturn_sink sink = {r, keep};

    r->count = 0;
    return ot_outturn_project(series, count, NULL, &sink, NULL);
}

/* The worked example of docs/method.md: change both or neither. */
static void test_outturn_of_the_worked_example(void)
{
    static const double members[OT_YEAR_MEMBERS] = {
        636215.90, 645396.90, 650750.87, 643681.74, 642995.86, 650054.54,
        640270.80, 631628.44, 591049.97, 654036.79, 656772.65, NAN};
    static const double weights[OT_YEAR_MEMBERS] = {0.0807, 0.0845, 0.0949, 0.0866,
                                                    0.0857, 0.0857, 0.0884, 0.1221,
                                                    0.0598, 0.1156, 0.0961, 0};
    const ot_outturn *o = &first.items[0];

    REQUIRE(project(&example_series, 1, &first) == OT_OK);
    REQUIRE(first.count == 1 && o->year == 2021 && o->month == 6);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++) {
        if (i != OT_YEAR_BUDGET)
            CHECK_NEAR(o->members[i], members[i], 1e-8);
        CHECK_NEAR(o->weights[i], weights[i], 5.1e-5);
    }
    CHECK_NEAR(o->outturn, 644084.57, 1e-8);
    CHECK_NEAR(o->lo80, 544592.36, 1e-8);
    CHECK_NEAR(o->hi80, 743576.79, 1e-8);
    CHECK_NEAR(o->lo95, 491924.36, 1e-8);
    CHECK_NEAR(o->hi95, 796244.79, 1e-8);
    CHECK_INT(o->leader, OT_YEAR_LAST_TREND);
}

/* Lines of a council as payments are: a level, a season, noise, now and then a large
 * one-off; values[LINES][MONTHS]. */
static void make_lines(double values[LINES][MONTHS], ot_outturn_series *series)
{
    uint64_t state = 20180401;

    for (int line = 0; line < LINES; line++) {
        double level = 20000.25 + 1000.0 * random_below(&state, 400);

        for (int month = 0; month < MONTHS; month++) {
            double season = 1 + 0.1 * sin(0.5236 * (month + line));
            double noise = (double)random_amount(&state, 200) / 1000;

            values[line][month] = level * (season + noise);
            if (random_below(&state, 60) == 0)
                values[line][month] += 2 * level;
        }
        series[line] = (ot_outturn_series){.values = values[line],
                                           .count = MONTHS,
                                           .first_year = 2016,
                                           .first_month = 1};
    }
}

static double values[LINES][MONTHS], changed[LINES][MONTHS];
static ot_outturn_series lines[LINES], others[LINES];

static bool same(const ot_outturn *a, const ot_outturn *b)
{
    return a->series == b->series && a->year == b->year && a->month == b->month &&
           memcmp(&a->outturn, &b->outturn, 5 * sizeof a->outturn) == 0 &&
           memcmp(a->weights, b->weights, sizeof a->weights) == 0;
}

static void test_backtest_uses_nothing_that_was_not_known_then(void)
{
    int year = 2020, month = 7, compared = 0;

    make_lines(values, lines);
    make_lines(changed, others);
    for (int line = 0; line < LINES; line++)
        for (int i = 12 * (year - 2016) + month; i < MONTHS; i++)
            changed[line][i] = 3 * changed[line][i] + 12345.67;
    REQUIRE(backtest(lines, LINES, 0, &first) == OT_OK);
    REQUIRE(backtest(others, LINES, 0, &second) == OT_OK);
    REQUIRE(first.count == LINES * 6 * 9 && second.count == first.count);
    for (size_t i = 0; i < first.count; i++) {
        const ot_outturn *o = &first.items[i];

        if (o->year < year || (o->year == year && o->month <= month)) {
            CHECK(same(o, &second.items[i]));
            compared++;
        } else {
            CHECK(!same(o, &second.items[i]));
        }
    }
    CHECK_INT(compared, LINES * (4 * 9 + 5));
}

static void test_projection_is_the_backtest_of_the_month_as_it_was(void)
{
    ot_outturn_series cut[LINES];

    make_lines(values, lines);
    REQUIRE(backtest(lines, LINES, 2021, &first) == OT_OK);
    REQUIRE(first.count == LINES * 9);
    for (int line = 0; line < LINES; line++) {
        cut[line] = lines[line];
        cut[line].count = 5 * 12 + 8; /* November 2021 */
    }
    REQUIRE(project(cut, LINES, &second) == OT_OK);
    REQUIRE(second.count == LINES);
    for (size_t i = 0; i < LINES; i++)
        CHECK(same(&first.items[9 * i + 8 - OT_BACKTEST_FIRST], &second.items[i]));
}

static void test_backtest_reports_from_the_first_year_asked_for(void)
{
    make_lines(values, lines);
    REQUIRE(backtest(lines, LINES, 0, &first) == OT_OK);
    REQUIRE(backtest(lines, LINES, 2019, &second) == OT_OK);
    REQUIRE(second.count == LINES * 3 * 9);
    for (size_t i = 0; i < second.count; i++)
        CHECK(same(&first.items[first.count - second.count + i], &second.items[i]));
}

static void test_bounds_are_in_order_and_not_below_what_is_spent(void)
{
    make_lines(values, lines);
    for (int line = 0; line < LINES; line++)
        for (int month = 0; month < MONTHS; month++)
            values[line][month] = fmax(values[line][month], 0.0);
    REQUIRE(backtest(lines, LINES, 0, &first) == OT_OK);
    for (size_t i = 0; i < first.count; i++) {
        const ot_outturn *o = &first.items[i];
        double spent = 0;

        for (int month = 0; month < o->month; month++)
            spent += values[o->series][12 * (o->year - 2016) + month];
        CHECK(o->lo95 <= o->lo80 && o->lo80 <= o->outturn);
        CHECK(o->outturn <= o->hi80 && o->hi80 <= o->hi95);
        CHECK(o->lo95 >= spent);
    }
}

/* An income line is the mirror of a cost line: all figures change sign. */
static void test_income_is_forecast_as_the_mirror_of_a_cost(void)
{
    ot_outturn_series income = example_series;
    double mirrored[42];

    for (int i = 0; i < 42; i++)
        mirrored[i] = -example[i];
    income.values = mirrored;
    REQUIRE(project(&example_series, 1, &first) == OT_OK);
    REQUIRE(project(&income, 1, &second) == OT_OK);
    CHECK_NEAR(second.items[0].members[OT_YEAR_PROFILE_2],
               -first.items[0].members[OT_YEAR_PROFILE_2], 1e-12);
    CHECK(second.items[0].hi95 <= -318107.95 + 1e-6);
    CHECK(second.items[0].outturn < -600000 && second.items[0].outturn > -700000);
}

static void test_closed_cost_centre_ends_at_what_is_spent(void)
{
    double closed[42] = {0};
    ot_outturn_series series = example_series;

    memcpy(closed, example, 24 * sizeof *closed);
    series.values = closed;
    REQUIRE(project(&series, 1, &first) == OT_OK);
    CHECK_NEAR(first.items[0].outturn, 0.0, 0);
    CHECK_NEAR(first.items[0].lo95, 0.0, 0);
    CHECK_NEAR(first.items[0].hi95, 0.0, 0);
}

/* Never used, or not for a year, but with a budget for this year: the budget may come
 * or not. */
static void test_idle_cost_centre_with_a_budget_ends_between_nothing_and_more(void)
{
    double nothing[42] = {0}, budgets[42];
    ot_outturn_series series = example_series;

    for (int i = 0; i < 42; i++)
        budgets[i] = i < 36 ? NAN : 24500.00;
    series.values = nothing;
    series.budgets = budgets;
    REQUIRE(project(&series, 1, &first) == OT_OK);
    CHECK(first.items[0].idle && first.items[0].leader == OT_YEAR_BUDGET);
    CHECK_NEAR(first.items[0].outturn, 24500.00, 0);
    CHECK_NEAR(first.items[0].lo80, 0, 0);
    CHECK_NEAR(first.items[0].hi80, 30625.00, 0);
    CHECK_NEAR(first.items[0].hi95, 36750.00, 0);
    memcpy(nothing, example, 24 * sizeof *nothing);
    REQUIRE(project(&series, 1, &first) == OT_OK);
    CHECK(first.items[0].idle);
    CHECK_NEAR(first.items[0].outturn, 24500.00, 0);
}

static void test_months_before_the_first_posting_say_nothing(void)
{
    double late[42] = {0};
    ot_outturn_series series = example_series, begun = example_series;

    memcpy(late + 30, example, 12 * sizeof *late);
    series.values = late;
    begun.values = late + 30;
    begun.count = 12;
    begun.first_year = example_series.first_year + 2;
    begun.first_month = 7;
    REQUIRE(project(&series, 1, &first) == OT_OK);
    REQUIRE(project(&begun, 1, &second) == OT_OK);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        if (!isnan(first.items[0].members[i]) || !isnan(second.items[0].members[i]))
            CHECK_NEAR(first.items[0].members[i], second.items[0].members[i], 0);
    CHECK(!first.items[0].idle && second.items[0].outturn > 300000);
}

/* Members kept from an earlier time are taken as they are, the others are handed out.
 */
typedef struct memory {
    double members[LINES][6][11][OT_YEAR_MEMBERS];
    bool known[LINES][6][11];
    size_t kept;
} memory;

static memory remembered;

static bool recall(void *self, size_t at, int year, int month, double *members)
{
    memory *m = self;

    if (!m->known[at][year - 2016][month - 1])
        return false;
    memcpy(members, m->members[at][year - 2016][month - 1], sizeof m->members[0][0][0]);
    return true;
}

static ot_status remember(void *self, size_t at, int year, int month,
                          const double *members, ot_error *err)
{
    memory *m = self;

    (void)err;
    memcpy(m->members[at][year - 2016][month - 1], members, sizeof m->members[0][0][0]);
    m->known[at][year - 2016][month - 1] = true;
    m->kept++;
    return OT_OK;
}

static void test_what_is_remembered_is_not_worked_out_again(void)
{
    ot_outturn_memory hooks = {&remembered, recall, remember};
    ot_outturn_options options = {.memory = &hooks};
    ot_outturn_sink sink = {&second, keep};

    make_lines(values, lines);
    REQUIRE(backtest(lines, LINES, 0, &first) == OT_OK);
    for (int round = 0; round < 2; round++) {
        second.count = 0;
        REQUIRE(ot_outturn_backtest(lines, LINES, &options, &sink, NULL) == OT_OK);
        CHECK_INT((int64_t)remembered.kept, LINES * 6 * 11);
        REQUIRE(second.count == first.count);
        for (size_t i = 0; i < first.count; i++)
            CHECK(same(&first.items[i], &second.items[i]));
    }
}

static void test_new_cost_centre_and_complete_year_are_projected(void)
{
    ot_outturn_series begun = {example, 2, 2021, 8, NULL};
    ot_outturn_series complete = example_series;

    REQUIRE(project(&begun, 1, &first) == OT_OK);
    CHECK_INT(first.items[0].month, 9);
    CHECK_NEAR(first.items[0].outturn, 80163.15 + 3 * 40081.575, 1e-12);
    CHECK(first.items[0].lo95 < first.items[0].lo80);
    complete.count = 36;
    REQUIRE(project(&complete, 1, &first) == OT_OK);
    CHECK_INT(first.items[0].month, 12);
    CHECK_NEAR(first.items[0].outturn, 658050.15, 1e-12);
    CHECK_NEAR(first.items[0].lo95, first.items[0].hi95, 0);
}

static void test_series_that_cannot_be_are_refused(void)
{
    static const double broken[] = {41250.40, NAN};
    ot_outturn_series empty = {example, 0, 2018, 1, NULL};
    ot_outturn_series month = {example, 12, 2018, 13, NULL};
    ot_outturn_series number = {broken, 2, 2018, 1, NULL};
    ot_outturn_sink sink = {&first, keep};
    ot_error err = {0};

    first.count = 0;
    CHECK_INT(ot_outturn_backtest(&empty, 1, NULL, &sink, &err), OT_EUSAGE);
    CHECK_TEXT(err.message, "series 1 has no month");
    CHECK_INT(ot_outturn_backtest(&month, 1, NULL, &sink, &err), OT_EUSAGE);
    CHECK_TEXT(err.message, "month '13' series 1 begins with is not in 1 to 12");
    CHECK_INT(ot_outturn_project(&number, 1, NULL, &sink, &err), OT_EINPUT);
    CHECK_TEXT(err.message, "value 2 of series 1 is not a number");
    CHECK_INT(ot_outturn_project(NULL, 0, NULL, &sink, &err), OT_OK);
    CHECK_INT((int64_t)first.count, 0);
}

static const check_case cases[] = {
    CASE(test_outturn_of_the_worked_example),
    CASE(test_backtest_uses_nothing_that_was_not_known_then),
    CASE(test_projection_is_the_backtest_of_the_month_as_it_was),
    CASE(test_backtest_reports_from_the_first_year_asked_for),
    CASE(test_bounds_are_in_order_and_not_below_what_is_spent),
    CASE(test_income_is_forecast_as_the_mirror_of_a_cost),
    CASE(test_closed_cost_centre_ends_at_what_is_spent),
    CASE(test_idle_cost_centre_with_a_budget_ends_between_nothing_and_more),
    CASE(test_months_before_the_first_posting_say_nothing),
    CASE(test_what_is_remembered_is_not_worked_out_again),
    CASE(test_new_cost_centre_and_complete_year_are_projected),
    CASE(test_series_that_cannot_be_are_refused)};

OT_TEST_MAIN("outturn", cases)
