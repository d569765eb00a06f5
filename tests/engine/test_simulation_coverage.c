/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_simulation_coverage.c - hundreds of made-up counties with known rates: how often
 * what came out lies within what was said on the last day of August. */
#include "tests/engine/placement_world.h"

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

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

#define MONTHS 60
#define DRAWS  400

/* Starts expected a month from September to March, drawn; sorted. */
static void draw_rates(const uint32_t *counts, uint64_t seed, double *drawn)
{
    ot_starts_series series = {
        counts, MONTHS, WORLD_AS_AT - MONTHS + 1, {OT_MONTH_NONE, OT_MONTH_NONE}};
    ot_starts_designs designs;
    ot_error err = {0};
    ot_random random;

    CHECK_INT(ot_starts_fit(&series, &designs, &err), OT_OK);
    ot_random_init(&random, seed, 1);
    for (size_t i = 0; i < DRAWS; i++) {
        const ot_starts *design = ot_starts_choose(&designs, &random);
        double b[OT_STARTS_TERMS];

        ot_starts_draw(design, &random, b);
        drawn[i] = 0;
        for (int32_t m = WORLD_AS_AT + 1; m <= WORLD_END; m++)
            drawn[i] += ot_starts_drawn_rate(design, b, m, false) / 7;
    }
    qsort(drawn, DRAWS, sizeof *drawn, compare);
}

static void test_starts_find_known_rates_again(void)
{
    double inside80 = 0, inside95 = 0, all = 0, drawn[DRAWS];
    uint32_t counts[OT_PLACEMENT_TYPES * MONTHS];

    for (uint64_t n = 0; n < WORLDS; n++) {
        ot_placement_list list;
        world w;

        world_init(&w, &world_county, n + 200000);
        list = (ot_placement_list){w.items, w.known, w.children};
        ot_starts_count(&list, WORLD_AS_AT - MONTHS + 1, MONTHS, counts);
        for (size_t t = 0; t < OT_PLACEMENT_SECURE; t++) {
            double rate = 0;

            for (int32_t m = WORLD_AS_AT + 1; m <= WORLD_END; m++)
                rate += world_rate(w.rates, t, m) / 7;
            draw_rates(counts + t * MONTHS, n, drawn);
            inside80 += drawn[DRAWS / 10] <= rate && rate <= drawn[DRAWS * 9 / 10];
            inside95 += drawn[DRAWS / 40] <= rate && rate <= drawn[DRAWS * 39 / 40];
            all++;
        }
        world_clear(&w);
    }
    printf("\n  %.0f known rates of starts: %.1f%% within their 80%% interval, %.1f%% "
           "within 95%%\n",
           all, 100 * inside80 / all, 100 * inside95 / all);
    CHECK(inside80 / all >= 0.76);
    CHECK(inside95 / all >= 0.92);
}

static const check_case cases[] = {
    CASE(test_simulation_intervals_cover_the_years_that_come),
    CASE(test_simulation_says_what_the_driver_did),
    CASE(test_starts_find_known_rates_again),
};

OT_TEST_MAIN("simulation_coverage", cases)
