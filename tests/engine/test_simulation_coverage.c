/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_simulation_coverage.c - hundreds of made-up counties with known rates: how often
 * what came out lies within what was said on the last day of August. */
#include "tests/engine/placement_world.h"

#include "engine/placements/hazards.h"
#include "tests/check.h"

#ifndef WORLDS
#define WORLDS 300
#endif
#ifndef YEARS
#define YEARS 400
#endif

typedef struct score {
    double inside80, inside95, said, came, count;
} score;

static void add(score *s, const ot_simulation_points *points, double came)
{
    s->inside80 += came >= (double)points->lo80 && came <= (double)points->hi80;
    s->inside95 += came >= (double)points->lo95 && came <= (double)points->hi95;
    s->said += (double)points->mean;
    s->came += came;
    s->count++;
}

static void tell(const char *what, const score *s)
{
    printf("  %-22s inside 80%%: %5.1f  inside 95%%: %5.1f  bias %+.2f%%\n", what,
           100 * s->inside80 / s->count, 100 * s->inside95 / s->count,
           100 * (s->said / s->came - 1));
}

static void check_score(const score *s, double bias)
{
    CHECK(s->inside80 / s->count >= 0.76 && s->inside80 / s->count <= 0.84);
    CHECK(s->inside95 / s->count >= 0.92 && s->inside95 / s->count <= 0.98);
    CHECK(fabs(s->said / s->came - 1) < bias);
}

static const char *const names[OT_SIMULATION_ROWS] = {
    "residential", "fostering", "supported living", "secure", "total"};

static void test_simulation_intervals_cover_the_years_that_come(void)
{
    score scores[OT_SIMULATION_ROWS] = {{0}};

    printf("\n");
    for (uint64_t n = 0; n < WORLDS; n++) {
        ot_simulation_options options = world_options(YEARS);
        ot_placement_list list;
        ot_simulation_input input;
        ot_simulation result;
        ot_error err = {0};
        world w;

        world_init(&w, &world_county, n);
        input = world_input(&w, &list);
        options.seed = n + 1;
        REQUIRE(ot_simulation_run(&input, &options, NULL, &result, &err) == OT_OK);
        for (size_t t = 0; t < OT_SIMULATION_ROWS; t++)
            add(&scores[t], &result.outturn[t], w.actual[t]);
        world_clear(&w);
    }
    for (size_t t = 0; t < OT_SIMULATION_ROWS; t++)
        if (t != OT_PLACEMENT_SECURE)
            tell(names[t], &scores[t]);
    check_score(&scores[OT_PLACEMENT_TYPES], 0.01);
}

static void test_simulation_says_what_the_driver_did(void)
{
    world_rates rates = world_county;
    score whole = {0}, driver = {0};

    rates.driver = 1.4;
    rates.driver_start = 2020 * 12 + 2;
    printf("\n");
    for (uint64_t n = 0; n < WORLDS; n++) {
        ot_simulation_options options = world_options(YEARS);
        ot_placement_list list;
        ot_simulation_input input;
        ot_simulation result;
        ot_error err = {0};
        world w;

        world_init(&w, &rates, n + 100000);
        input = world_input(&w, &list);
        options.seed = n + 1;
        options.driver_start = ot_month_first_day(rates.driver_start);
        REQUIRE(ot_simulation_run(&input, &options, NULL, &result, &err) == OT_OK);
        add(&whole, &result.outturn[OT_PLACEMENT_TYPES], w.actual[OT_PLACEMENT_TYPES]);
        add(&driver, &result.driver[OT_PLACEMENT_TYPES], w.driven[OT_PLACEMENT_TYPES]);
        world_clear(&w);
    }
    tell("total with a driver", &whole);
    tell("the driver's share", &driver);
    check_score(&whole, 0.01);
}

static const check_case cases[] = {
    CASE(test_simulation_intervals_cover_the_years_that_come),
    CASE(test_simulation_says_what_the_driver_did),
};

OT_TEST_MAIN("simulation_coverage", cases)
