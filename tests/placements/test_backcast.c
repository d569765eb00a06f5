/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_backcast.c - three years of the fixture looked at again from the ends of their
 * months: the outturn that the simulation says, from what was known then, against what
 * the year came to.
 *
 * Months of a year share its chances, so that 27 origins are little more than three
 * tries of one made-up council: only gross faults are asserted here. Coverage itself is
 * shown on hundreds of simulated councils by tests/engine/test_simulation_coverage.c.
 */
#include "engine/placements/outlook.h"

#include "tests/check.h"
#include "tests/placements/fixture.h"

#define FROM        2018
#define TO          2020
#define FIRST_MONTH 3 /* June */
#define LAST_MONTH  11
#define SIMULATIONS 2000

typedef struct score {
    double inside80, inside95, said, came, missed, count;
} score;

static score by_type[OT_SIMULATION_ROWS];

/* Net cost of a whole year, by type and in all, as it is known in August 2021. */
static bool year_came_to(int year, double came[OT_SIMULATION_ROWS])
{
    ot_dataset *dataset = placements_read(PLACEMENTS_ALL, NULL);
    const ot_costing_options options = {.year = year};
    const ot_placement_cost_record *costs;
    ot_stays_input input = {0};
    ot_stays stays = {0};
    ot_costing costing = {0};
    ot_error err = {0};
    size_t count;
    bool good;

    if (!dataset)
        return false;
    input.episodes = ot_dataset_episodes(dataset, &input.episode_count);
    input.children = ot_dataset_children(dataset, &input.child_count);
    input.uasc = ot_dataset_uasc(dataset, &input.uasc_count);
    costs = ot_dataset_placement_costs(dataset, &count);
    good = ot_stays_build(&input, ot_day_from_date(20210831), placements_calendar,
                          &stays, NULL, &err) == OT_OK &&
           ot_costing_make(&stays, costs, count, placements_calendar, &options,
                           &costing, NULL, &err) == OT_OK;
    for (int type = 0; good && type < OT_PLACEMENT_TYPES; type++)
        came[type] = (double)costing.types[type].to_date.net;
    if (good)
        came[OT_PLACEMENT_TYPES] = (double)costing.all.to_date.net;
    ot_costing_clear(&costing);
    ot_stays_clear(&stays);
    ot_dataset_free(dataset);
    return good;
}

static void add(score *s, const ot_simulation_points *said, double came)
{
    s->inside80 += came >= (double)said->lo80 && came <= (double)said->hi80;
    s->inside95 += came >= (double)said->lo95 && came <= (double)said->hi95;
    s->said += (double)said->mean;
    s->came += came;
    s->missed += fabs((double)said->mean - came);
    s->count++;
}

static void tell_origin(ot_period as_at, const ot_simulation_points *said, double came)
{
    char month[OT_PERIOD_TEXT];
    bool in80 = came >= (double)said->lo80 && came <= (double)said->hi80;
    bool in95 = came >= (double)said->lo95 && came <= (double)said->hi95;

    printf("  %s  80%%: %6.2f to %6.2f  95%%: %6.2f to %6.2f  mean %6.2f  came %6.2f  "
           "%+5.1f%%%s\n",
           ot_period_iso(placements_calendar, as_at, month), (double)said->lo80 / 1e8,
           (double)said->hi80 / 1e8, (double)said->lo95 / 1e8, (double)said->hi95 / 1e8,
           (double)said->mean / 1e8, came / 1e8, 100 * ((double)said->mean / came - 1),
           in80   ? ""
           : in95 ? "  outside 80%"
                  : "  outside 95%");
}

/* The outlook at a month's end, of episodes and fees as they were known then. */
static void look_from(ot_period as_at, const double came[OT_SIMULATION_ROWS])
{
    ot_day day = ot_days_of_month(placements_calendar, as_at).end - 1;
    ot_dataset *dataset = placements_read(day, NULL);
    const ot_outlook_options options = {
        .simulation = {.simulations = SIMULATIONS, .uplift = 0.025}};
    ot_outlook outlook = {0};
    ot_error err = {0};

    REQUIRE(dataset != NULL);
    CHECK_INT(ot_outlook_build(dataset, placements_calendar, as_at, &options, NULL,
                               &outlook, NULL, &err),
              OT_OK);
    CHECK(outlook.has_simulation);
    if (outlook.has_simulation) {
        for (int type = 0; type < OT_SIMULATION_ROWS; type++)
            add(&by_type[type], &outlook.simulation.outturn[type], came[type]);
        tell_origin(as_at, &outlook.simulation.outturn[OT_PLACEMENT_TYPES],
                    came[OT_PLACEMENT_TYPES]);
        ot_outlook_clear(&outlook);
    }
    ot_dataset_free(dataset);
}

static void test_years_that_came_are_mostly_inside_what_was_said(void)
{
    const score *total = &by_type[OT_PLACEMENT_TYPES];

    printf("\n  net cost of the year, £m\n");
    for (int year = FROM; year <= TO; year++) {
        double came[OT_SIMULATION_ROWS] = {0};

        REQUIRE(year_came_to(year, came));
        for (int month = FIRST_MONTH; month <= LAST_MONTH; month++)
            look_from((ot_period){year, month}, came);
    }
    for (int type = 0; type < OT_SIMULATION_ROWS; type++) {
        const score *s = &by_type[type];

        if (s->came > 0)
            printf("  %-17s inside 80%%: %2.0f of %.0f  inside 95%%: %2.0f  bias "
                   "%+5.2f%%  mean miss %4.2f%%\n",
                   type == OT_PLACEMENT_TYPES
                       ? "total"
                       : ot_placement_type_name((ot_placement_type)type),
                   s->inside80, s->count, s->inside95, 100 * (s->said / s->came - 1),
                   100 * s->missed / s->came);
    }
    CHECK_INT((int64_t)total->count, 27);
    CHECK(total->inside80 >= 0.50 * total->count);
    CHECK(total->inside95 >= 0.75 * total->count);
    CHECK(fabs(total->said / total->came - 1) < 0.05);
}

static const check_case cases[] = {
    CASE(test_years_that_came_are_mostly_inside_what_was_said),
};

OT_TEST_MAIN("placements back-cast", cases)
