/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fixture_driver.c - stays, census and costs of fixtures/placements-2021-22 as
 * importers and engine have them, printed for placements_sql to compare.
 *
 * usage: fixture_driver AS_AT FROM TO HIDE PAST (a date; months such as 2019-04; 0 or
 * 1)
 */
#include "engine/placements/census.h"
#include "engine/placements/costing.h"
#include "tests/engine/placements_print.h"
#include "tests/placements/fixture.h"

typedef struct answers {
    ot_stays stays;
    ot_census census;
    ot_costing costing;
} answers;

static ot_status work_out(const ot_dataset *dataset, char **argv, answers *out,
                          ot_error *err)
{
    const ot_costing_options options = {.past_eighteen = argv[5][0] == '1'};
    ot_stays_input input = {.hide_later_ends = argv[4][0] == '1'};
    const ot_placement_cost_record *costs;
    int year, month, day;
    ot_period from, to;
    size_t count;
    ot_status st = ot_period_parse(placements_calendar, argv[2], &from, err);

    if (st == OT_OK)
        st = ot_period_parse(placements_calendar, argv[3], &to, err);
    if (st < 0)
        return st;
    if (sscanf(argv[1], "%d-%d-%d", &year, &month, &day) != 3)
        return ot_fail(err, OT_EUSAGE, "'%s' is no date", argv[1]);
    input.episodes = ot_dataset_episodes(dataset, &input.episode_count);
    input.children = ot_dataset_children(dataset, &input.child_count);
    input.uasc = ot_dataset_uasc(dataset, &input.uasc_count);
    costs = ot_dataset_placement_costs(dataset, &count);
    st = ot_stays_build(&input, ot_day_from_date(year * 10000 + month * 100 + day),
                        placements_calendar, &out->stays, NULL, err);
    if (st == OT_OK)
        st = ot_census_make(&out->stays.list, placements_calendar, from, to,
                            &out->census, err);
    if (st == OT_OK)
        st = ot_costing_make(&out->stays, costs, count, placements_calendar, &options,
                             &out->costing, NULL, err);
    return st;
}

int main(int argc, char **argv)
{
    ot_dataset *dataset = argc == 6 ? placements_read(PLACEMENTS_ALL, NULL) : NULL;
    answers out = {0};
    ot_error err = {0};
    ot_status st;

    if (!dataset) {
        fprintf(stderr, "fixture_driver: five arguments, and a fixture\n");
        return 2;
    }
    st = work_out(dataset, argv, &out, &err);
    if (st < 0) {
        fprintf(stderr, "fixture_driver: %s\n", err.message);
    } else {
        print_census(placements_calendar, &out.census);
        print_costing(placements_calendar, &out.costing);
    }
    ot_costing_clear(&out.costing);
    ot_census_clear(&out.census);
    ot_stays_clear(&out.stays);
    ot_dataset_free(dataset);
    return st < 0 ? 2 : 0;
}
