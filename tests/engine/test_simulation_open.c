/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_simulation_open.c - what becomes of the placements open on the as-at day:
 * planned ends, 18th birthdays, fees not known, prices; and options that make no sense.
 */
#include "engine/placements/month.h"
#include "engine/placements/simulation.h"
#include "tests/check.h"

#define AS_AT (2021 * 12 + 7) /* August 2021 */
#define END   (2022 * 12 + 2) /* March 2022 */
#define OPEN  40
#define GONE  100
#define TOTAL OT_PLACEMENT_TYPES

/* 40 fostering placements open for years at 852.10 a week; 100 that were there a long
 * time too, 20 of which left in the last three years: some 20 endings in 4,000 months.
 */
typedef struct small {
    ot_placement items[OPEN + GONE];
    ot_pence weekly[OPEN + GONE];
    ot_placement_list list;
    ot_simulation_input input;
    ot_simulation_options options;
    ot_simulation result;
    ot_error err;
} small;

static void small_init(small *s)
{
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < OPEN + GONE; i++) {
        int32_t end = AS_AT - 60 + (int32_t)(i - OPEN) / 2;

        s->items[i] = (ot_placement){.child = i,
                                     .start = ot_month_first_day(AS_AT - 90),
                                     .end = OT_DAY_OPEN,
                                     .type = OT_PLACEMENT_FOSTERING,
                                     .provider = "PR4 SC034512",
                                     .place = "U4",
                                     .adult = OT_DAY_OPEN,
                                     .before = OT_NO_PLACEMENT,
                                     .after = OT_NO_PLACEMENT};
        if (i >= OPEN)
            s->items[i].end = ot_month_first_day(end) + 11;
        s->weekly[i] = 85210;
    }
    s->list = (ot_placement_list){s->items, OPEN + GONE, OPEN + GONE};
    s->input.placements = &s->list;
    s->input.weekly = s->weekly;
    s->options.as_at = ot_month_first_day(AS_AT + 1) - 1;
    s->options.year_end = ot_month_first_day(END + 1) - 1;
    s->options.simulations = 2000;
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        s->options.starts_change[t] = -1.0;
}

static ot_status small_run(small *s)
{
    return ot_simulation_run(&s->input, &s->options, NULL, &s->result, &s->err);
}

/* Pence of one placement in months from the as-at day on, 852.10 a week. */
static double nights_cost(int nights)
{
    return 85210.0 * nights / 7.0;
}

static void test_simulation_of_long_stays_costs_nearly_all_the_nights(void)
{
    double chance = 0, months = 0, expected = 0, open = 1;
    small s;

    small_init(&s);
    REQUIRE(small_run(&s) == OT_OK);
    CHECK_INT(s.result.basis[OT_PLACEMENT_FOSTERING].open, OPEN);
    /* endings and months of the last 36 months, counted apart from the product */
    for (size_t i = 0; i < OPEN + GONE; i++) {
        int32_t end = ot_month_of_day(s.items[i].end);

        for (int32_t m = AS_AT - 35; m <= AS_AT && m <= end; m++) {
            months++;
            chance += m == end;
        }
    }
    CHECK_NEAR(s.result.basis[OT_PLACEMENT_FOSTERING].ending, chance / months, 1e-12);
    chance = (chance + 0.5) / (months + 10);
    for (int k = 0; k < 7; k++) {
        int days =
            ot_month_first_day(AS_AT + k + 2) - ot_month_first_day(AS_AT + k + 1);

        expected += OPEN * nights_cost(days) * open * (1 - chance / 2);
        open *= 1 - chance;
    }
    /* half of those who go move on within fostering or to another type */
    CHECK((double)s.result.outturn[TOTAL].mean >= expected * 0.995);
    CHECK((double)s.result.outturn[TOTAL].mean <= OPEN * nights_cost(212));
    CHECK_INT(s.result.new_cost[TOTAL][6], 0);
    for (size_t k = 0; k < 7; k++)
        CHECK(s.result.stock[TOTAL][k].hi95 <= OPEN);
}

/* All planned to leave on 12 October: 30 nights of September and 11 of October. */
static void test_simulation_planned_ends_are_kept(void)
{
    small s;

    small_init(&s);
    for (size_t i = 0; i < OPEN; i++)
        s.items[i].end = ot_month_first_day(AS_AT + 2) + 11;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK((double)s.result.open_cost[OT_PLACEMENT_FOSTERING][0] <=
          OPEN * nights_cost(30));
    CHECK((double)s.result.open_cost[OT_PLACEMENT_FOSTERING][0] >=
          OPEN * nights_cost(30) * 0.97);
    CHECK(s.result.stock[TOTAL][0].mean > 0.95 * OPEN);
    CHECK(s.result.stock[TOTAL][1].mean < 0.75 * OPEN); /* what moved elsewhere */
    CHECK((double)s.result.open_cost[OT_PLACEMENT_FOSTERING][3] <
          OPEN * nights_cost(31) * 0.75);
}

static void test_simulation_nobody_stays_beyond_the_adult_month_unless_so_said(void)
{
    small s;

    small_init(&s);
    for (size_t i = 0; i < OPEN; i++)
        s.items[i].adult = ot_month_first_day(AS_AT + 3); /* November */
    s.options.adult_stays = -1;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK(s.result.stock[TOTAL][1].mean > 0.9 * OPEN);
    CHECK(s.result.open_cost[TOTAL][2] > 0);
    CHECK_INT(s.result.open_cost[TOTAL][3], 0);
    CHECK_NEAR(s.result.stock[TOTAL][2].hi95, 0.0, 0.0);
    /* half of November's nights on average */
    CHECK_NEAR((double)s.result.open_cost[TOTAL][2] / (OPEN * nights_cost(15)), 0.97,
               0.03);
    s.options.adult_stays = 0.6;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK_NEAR(s.result.stock[OT_PLACEMENT_SUPPORTED_LIVING][2].mean / (0.6 * OPEN),
               0.98, 0.04);
}

static void test_simulation_draws_the_fees_that_are_not_known(void)
{
    ot_pence first[OPEN + GONE];
    ot_pence known;
    small s;

    small_init(&s);
    REQUIRE(small_run(&s) == OT_OK);
    known = s.result.outturn[TOTAL].mean;
    memcpy(first, s.weekly, sizeof first);
    s.input.first_weekly = first;
    for (size_t i = 0; i < OPEN; i++)
        s.weekly[i] = OT_FEE_UNKNOWN;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK(llabs(s.result.outturn[TOTAL].mean - known) <= 2);
    for (size_t i = 0; i < OPEN + GONE; i++)
        first[i] = 2 * 85210;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK(s.result.outturn[TOTAL].mean > known + known * 9 / 10);
}

static void test_simulation_pays_the_last_night_where_it_is_contracted(void)
{
    ot_pence before;
    small s;

    small_init(&s);
    for (size_t i = 0; i < OPEN; i++)
        s.items[i].adult = ot_month_first_day(AS_AT + 3);
    s.options.adult_stays = -1;
    REQUIRE(small_run(&s) == OT_OK);
    before = s.result.outturn[TOTAL].mean;
    s.options.end_night = true;
    REQUIRE(small_run(&s) == OT_OK);
    /* one night more for each of the 40 endings, and for the few moves */
    CHECK_NEAR((double)(s.result.outturn[TOTAL].mean - before) /
                   (OPEN * nights_cost(1)),
               1.03, 0.03);
}

/* At the end of March the year to come is dearer from its first day. */
static void test_simulation_fees_rise_on_the_years_first_day(void)
{
    ot_pence before;
    small s;

    small_init(&s);
    s.options.as_at = ot_month_first_day(END + 1) - 1;
    s.options.year_end = ot_month_first_day(END + 13) - 1;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK(s.result.months == 12);
    before = s.result.open_cost[OT_PLACEMENT_FOSTERING][0];
    s.options.uplift = 0.04;
    REQUIRE(small_run(&s) == OT_OK);
    CHECK_NEAR((double)s.result.open_cost[OT_PLACEMENT_FOSTERING][0] / (double)before,
               1.04, 0.002);
}

static void check_refused(small *s, const char *part)
{
    CHECK_INT(small_run(s), OT_EUSAGE);
    CHECK_CONTAINS(s->err.message, part);
    small_init(s);
}

static void test_simulation_refuses_options_without_sense(void)
{
    small s;

    small_init(&s);
    s.options.as_at--;
    check_refused(&s, "ends of months");
    s.options.year_end = ot_month_first_day(AS_AT) - 1;
    check_refused(&s, "0 to 12 months after");
    s.options.year_end = ot_month_first_day(AS_AT + 14) - 1;
    check_refused(&s, "0 to 12 months after");
    s.options.simulations = OT_SIMULATIONS_MAX + 1;
    check_refused(&s, "too many");
    s.options.percentile = 1.0;
    check_refused(&s, "within 0 and 1");
    s.options.starts_change[1] = -1.01;
    check_refused(&s, "change of starts");
    s.options.fee_uplift = NAN;
    check_refused(&s, "uplift");
    s.options.driver_end = s.options.as_at;
    check_refused(&s, "driver ends");
}

static void test_simulation_needs_placements_and_fees(void)
{
    small s;

    small_init(&s);
    for (size_t i = 0; i < OPEN + GONE; i++)
        s.weekly[i] = OT_FEE_UNKNOWN;
    CHECK_INT(small_run(&s), OT_EFIT);
    CHECK_CONTAINS(s.err.message, "no weekly fee");
    s.list.count = 0;
    CHECK_INT(small_run(&s), OT_EFIT);
    CHECK_CONTAINS(s.err.message, "no placements");
}

static const check_case cases[] = {
    CASE(test_simulation_of_long_stays_costs_nearly_all_the_nights),
    CASE(test_simulation_planned_ends_are_kept),
    CASE(test_simulation_nobody_stays_beyond_the_adult_month_unless_so_said),
    CASE(test_simulation_draws_the_fees_that_are_not_known),
    CASE(test_simulation_pays_the_last_night_where_it_is_contracted),
    CASE(test_simulation_fees_rise_on_the_years_first_day),
    CASE(test_simulation_refuses_options_without_sense),
    CASE(test_simulation_needs_placements_and_fees),
};

OT_TEST_MAIN("simulation_open", cases)
