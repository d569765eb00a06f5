/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_simulation.c - the year's outturn played: the same by any number of threads, and
 * what-ifs that change what they say and nothing else. */
#include "engine/placements/simulation.h"

#include "tests/check.h"
#include "tests/engine/hands.h"
#include "tests/engine/placement_world.h"

#define TOTAL OT_PLACEMENT_TYPES
#define YEARS 500

/* One county known on the last day of August, and its simulation. */
typedef struct county {
    world w;
    ot_placement_list list;
    ot_simulation_input input;
    ot_simulation_options options;
    ot_simulation result;
    ot_error err;
} county;

static void county_init(county *c, const world_rates *rates)
{
    memset(c, 0, sizeof *c);
    world_init(&c->w, rates, 42);
    c->input = world_input(&c->w, &c->list);
    c->options = world_options(YEARS);
}

static ot_status county_run(county *c)
{
    return ot_simulation_run(&c->input, &c->options, NULL, &c->result, &c->err);
}

static ot_pence rest_of(const ot_simulation *s, const ot_pence cost[OT_MONTHS])
{
    ot_pence sum = 0;

    for (size_t k = 0; k < s->months; k++)
        sum += cost[k];
    return sum;
}

static void test_simulation_is_the_same_by_any_number_of_threads(void)
{
    world_rates rates = world_county;
    ot_simulation others[3];
    county c;

    rates.driver = 1.3;
    rates.driver_start = WORLD_AS_AT - 17;
    county_init(&c, &rates);
    c.options.driver_start = ot_month_first_day(rates.driver_start);
    REQUIRE(county_run(&c) == OT_OK);
    for (size_t n = 0; n < 3; n++) {
        hands h = {n + 1};
        ot_parallel parallel = {&h, hands_run};

        REQUIRE(ot_simulation_run(&c.input, &c.options, &parallel, &others[n],
                                  &c.err) == OT_OK);
        CHECK(memcmp(&others[n], &c.result, sizeof c.result) == 0);
    }
    c.options.seed = 7;
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(others[0].outturn[TOTAL].mean != c.result.outturn[TOTAL].mean);
    CHECK_NEAR((double)others[0].outturn[TOTAL].mean /
                   (double)c.result.outturn[TOTAL].mean,
               1.0, 0.005);
    world_clear(&c.w);
}

static void test_simulation_parts_add_up(void)
{
    ot_pence types = 0;
    county c;

    county_init(&c, &world_county);
    for (size_t t = 0; t < TOTAL; t++)
        c.input.committed[t] = 123456789 * (ot_pence)(t + 1);
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(c.result.months == 7);
    CHECK_INT(c.result.simulations, YEARS);
    for (size_t t = 0; t < TOTAL; t++) {
        ot_pence parts = c.input.spent[t] + rest_of(&c.result, c.result.open_cost[t]) +
                         rest_of(&c.result, c.result.new_cost[t]);

        CHECK(llabs(parts - c.result.outturn[t].mean) < 20);
        CHECK_INT(c.result.contingency[t],
                  c.result.outturn[t].p80 - c.input.committed[t]);
        types += c.result.outturn[t].mean;
    }
    CHECK(llabs(types - c.result.outturn[TOTAL].mean) < 5);
    CHECK_INT(c.result.committed[TOTAL], 1234567890);
    CHECK_INT(c.result.contingency[TOTAL],
              c.result.outturn[TOTAL].p80 - INT64_C(1234567890));
    world_clear(&c.w);
}

static void test_simulation_points_are_in_their_order(void)
{
    county c;

    county_init(&c, &world_county);
    c.options.percentile = 0.7;
    REQUIRE(county_run(&c) == OT_OK);
    for (size_t t = 0; t < OT_SIMULATION_ROWS; t++) {
        const ot_simulation_points *p = &c.result.outturn[t];

        CHECK(p->lo95 <= p->lo80 && p->lo80 <= p->p50 && p->p50 <= p->p60);
        CHECK(p->p60 <= p->p70 && p->p70 <= p->p80 && p->p80 <= p->hi80);
        CHECK(p->hi80 <= p->p95 && p->p95 <= p->hi95);
        CHECK_INT(p->chosen, p->p70);
    }
    world_clear(&c.w);
}

/* Of what is open at the end of August fewer are left each month; new ones come. */
static void test_simulation_open_cost_falls_and_new_cost_grows(void)
{
    county c;

    county_init(&c, &world_county);
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(c.result.open_cost[TOTAL][0] > c.result.open_cost[TOTAL][3]);
    CHECK(c.result.open_cost[TOTAL][3] > c.result.open_cost[TOTAL][6]);
    CHECK(c.result.new_cost[TOTAL][0] < c.result.new_cost[TOTAL][1]);
    CHECK(c.result.new_cost[TOTAL][1] < c.result.new_cost[TOTAL][6]);
    world_clear(&c.w);
}

static void test_simulation_of_a_year_that_is_over_is_what_is_spent(void)
{
    county c;

    county_init(&c, &world_county);
    c.options.year_end = c.options.as_at;
    REQUIRE(county_run(&c) == OT_OK);
    for (size_t t = 0; t < TOTAL; t++) {
        CHECK_INT(c.result.outturn[t].mean, c.input.spent[t]);
        CHECK_INT(c.result.outturn[t].hi95, c.input.spent[t]);
    }
    world_clear(&c.w);
}

/* A fifth dearer, with the same years played: each month's cost is a fifth more. */
static void test_simulation_dearer_fees_change_nothing_but_the_price(void)
{
    ot_simulation before;
    county c;

    county_init(&c, &world_county);
    REQUIRE(county_run(&c) == OT_OK);
    before = c.result;
    c.options.fee_uplift = 0.2;
    REQUIRE(county_run(&c) == OT_OK);
    for (size_t k = 0; k < 7; k++) {
        CHECK(fabs((double)c.result.open_cost[TOTAL][k] -
                   1.2 * (double)before.open_cost[TOTAL][k]) < 5);
        CHECK(fabs((double)c.result.new_cost[TOTAL][k] -
                   1.2 * (double)before.new_cost[TOTAL][k]) < 5);
        CHECK(memcmp(&c.result.stock[TOTAL][k], &before.stock[TOTAL][k],
                     sizeof before.stock[TOTAL][k]) == 0);
    }
    world_clear(&c.w);
}

/* A tenth fewer starts: a tenth of the new cost is gone, whatever else is the same. */
static void test_simulation_fewer_starts_leave_the_last_away(void)
{
    ot_simulation before;
    county c;

    county_init(&c, &world_county);
    REQUIRE(county_run(&c) == OT_OK);
    before = c.result;
    for (size_t t = 0; t < TOTAL; t++)
        c.options.starts_change[t] = -0.1;
    REQUIRE(county_run(&c) == OT_OK);
    for (size_t t = 0; t < OT_SIMULATION_ROWS; t++)
        CHECK(memcmp(c.result.open_cost[t], before.open_cost[t],
                     sizeof before.open_cost[t]) == 0);
    CHECK_NEAR((double)rest_of(&c.result, c.result.new_cost[TOTAL]) /
                   (double)rest_of(&before, before.new_cost[TOTAL]),
               0.9, 0.015);
    for (size_t t = 0; t < TOTAL; t++)
        c.options.starts_change[t] = -1.0;
    REQUIRE(county_run(&c) == OT_OK);
    CHECK_INT(rest_of(&c.result, c.result.new_cost[TOTAL]), 0);
    world_clear(&c.w);
}

static void test_simulation_cap_turns_starts_away(void)
{
    ot_simulation before;
    county c;

    county_init(&c, &world_county);
    REQUIRE(county_run(&c) == OT_OK);
    before = c.result;
    c.options.cap[OT_PLACEMENT_FOSTERING] = 1;
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(before.basis[OT_PLACEMENT_FOSTERING].open > 50);
    CHECK(before.stock[OT_PLACEMENT_FOSTERING][6].mean >
          1.15 * c.result.stock[OT_PLACEMENT_FOSTERING][6].mean);
    CHECK(c.result.new_cost[TOTAL][6] > 0); /* residential ones still come */
    c.options.cap[OT_PLACEMENT_FOSTERING] = 100000;
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(memcmp(&before, &c.result, sizeof before) == 0);
    world_clear(&c.w);
}

/* Only the starts of a month are held back, not moves: with none of these the stock
 * stays at the cap. */
static void test_simulation_stock_stays_at_its_cap(void)
{
    world_rates rates = world_county;
    uint32_t cap;
    county c;

    memset(rates.to, 0, sizeof rates.to);
    county_init(&c, &rates);
    REQUIRE(county_run(&c) == OT_OK);
    cap = c.result.basis[OT_PLACEMENT_RESIDENTIAL].open + 1;
    c.options.cap[OT_PLACEMENT_RESIDENTIAL] = cap;
    REQUIRE(county_run(&c) == OT_OK);
    for (size_t k = 0; k < 7; k++)
        CHECK(c.result.stock[OT_PLACEMENT_RESIDENTIAL][k].hi95 <= cap + 1);
    world_clear(&c.w);
}

static void test_simulation_without_the_driver_is_less_its_share(void)
{
    world_rates rates = world_county;
    ot_simulation with;
    county c;

    rates.driver = 1.5;
    rates.driver_start = WORLD_AS_AT - 17;
    county_init(&c, &rates);
    c.options.driver_start = ot_month_first_day(rates.driver_start);
    REQUIRE(county_run(&c) == OT_OK);
    with = c.result;
    c.options.without_driver = true;
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(with.basis[OT_PLACEMENT_FOSTERING].driver);
    CHECK(with.driver[TOTAL].mean > 0);
    CHECK(memcmp(&with.driver, &c.result.driver, sizeof with.driver) == 0);
    for (size_t t = 0; t < OT_SIMULATION_ROWS; t++)
        CHECK(llabs(with.outturn[t].mean - c.result.outturn[t].mean -
                    with.driver[t].mean) <= 3);
    CHECK(c.result.stock[TOTAL][6].mean < with.stock[TOTAL][6].mean);
    world_clear(&c.w);
}

static void test_simulation_driver_that_cannot_be_told_has_no_share(void)
{
    county c;

    county_init(&c, &world_county);
    c.options.driver_start = ot_month_first_day(WORLD_AS_AT); /* one month */
    REQUIRE(county_run(&c) == OT_OK);
    CHECK(!c.result.basis[OT_PLACEMENT_FOSTERING].driver);
    CHECK_INT(c.result.driver[TOTAL].hi95, 0);
    world_clear(&c.w);
}

static const check_case cases[] = {
    CASE(test_simulation_is_the_same_by_any_number_of_threads),
    CASE(test_simulation_parts_add_up),
    CASE(test_simulation_points_are_in_their_order),
    CASE(test_simulation_open_cost_falls_and_new_cost_grows),
    CASE(test_simulation_of_a_year_that_is_over_is_what_is_spent),
    CASE(test_simulation_dearer_fees_change_nothing_but_the_price),
    CASE(test_simulation_fewer_starts_leave_the_last_away),
    CASE(test_simulation_cap_turns_starts_away),
    CASE(test_simulation_stock_stays_at_its_cap),
    CASE(test_simulation_without_the_driver_is_less_its_share),
    CASE(test_simulation_driver_that_cannot_be_told_has_no_share),
};

OT_TEST_MAIN("simulation", cases)
