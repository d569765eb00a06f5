/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/outlook.h"

#include <stdlib.h>

#include "engine/placements/day.h"

bool ot_outlook_possible(const ot_dataset *dataset)
{
    size_t count;

    ot_dataset_episodes(dataset, &count);
    return count > 0;
}

/* Something is on record that was not known on the day. */
static bool goes_on_after(const ot_episode_record *episodes, size_t count, ot_day day)
{
    for (size_t i = 0; i < count; i++)
        if (ot_day_from_date(episodes[i].start) > day)
            return true;
    return false;
}

static ot_status build_stays(const ot_dataset *dataset, ot_day as_at, ot_outlook *out,
                             bool *hides, ot_findings *findings, ot_error *err)
{
    ot_stays_input input = {0};

    input.episodes = ot_dataset_episodes(dataset, &input.episode_count);
    input.children = ot_dataset_children(dataset, &input.child_count);
    input.uasc = ot_dataset_uasc(dataset, &input.uasc_count);
    input.hide_later_ends = *hides =
        goes_on_after(input.episodes, input.episode_count, as_at);
    return ot_stays_build(&input, as_at, out->calendar, &out->stays, findings, err);
}

static ot_status count(ot_outlook *out, ot_error *err)
{
    const ot_placement_list *list = &out->stays.list;
    ot_period from = out->as_at;

    if (list->count)
        from = ot_day_period(out->calendar, list->items[0].start);
    if (ot_period_compare(from, out->as_at) > 0)
        from = out->as_at;
    return ot_census_make(list, out->calendar, from, out->as_at, &out->census, err);
}

/* The fees that the simulation is given: of open placements what costs them, else the
 * last one that is known. */
static void take_fees(const ot_costing *costing, ot_pence *weekly, ot_pence *first)
{
    for (size_t i = 0; i < costing->count; i++) {
        const ot_stay_cost *cost = &costing->stays[i];

        weekly[i] = cost->has_last ? cost->last_weekly : OT_FEE_UNKNOWN;
        if (cost->open && cost->basis == OT_COST_ESTIMATED)
            weekly[i] = cost->weekly;
        first[i] = cost->has_first ? cost->first_weekly : OT_FEE_UNKNOWN;
    }
}

static void set_days(ot_outlook *out)
{
    ot_simulation_options *simulation = &out->options.simulation;
    const ot_outlook_options *options = &out->options;
    ot_calendar calendar = out->calendar;

    simulation->as_at = out->stays.as_at;
    simulation->year_end = ot_days_of_year(calendar, out->costing.year).end - 1;
    if (options->driver_start.year)
        simulation->driver_start =
            ot_days_of_month(calendar, options->driver_start).first;
    if (options->driver_end.year)
        simulation->driver_end =
            ot_days_of_month(calendar, options->driver_end).end - 1;
}

/* Too little to go on is no fault: there is then no simulation. */
static ot_status simulate(ot_outlook *out, const ot_parallel *parallel, ot_error *err)
{
    const ot_placement_list *list = &out->stays.list;
    ot_simulation_input input = {.placements = list};
    ot_pence *fees = malloc((2 * list->count + 1) * sizeof *fees);
    ot_status st;

    if (!fees)
        return ot_fail_memory(err);
    take_fees(&out->costing, fees, fees + list->count);
    input.weekly = fees;
    input.first_weekly = fees + list->count;
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
        input.spent[type] = out->costing.types[type].to_date.net;
        input.committed[type] = ot_outlook_committed(out, (ot_placement_type)type);
    }
    set_days(out);
    st = ot_simulation_run(&input, &out->options.simulation, parallel, &out->simulation,
                           err);
    out->has_simulation = st == OT_OK;
    free(fees);
    return st == OT_EFIT ? OT_OK : st;
}

ot_status ot_outlook_build(const ot_dataset *dataset, ot_calendar calendar,
                           ot_period as_at, const ot_outlook_options *options,
                           const ot_parallel *parallel, ot_outlook *out,
                           ot_findings *findings, ot_error *err)
{
    const ot_placement_cost_record *costs;
    size_t cost_count;
    ot_costing_options costed = {.year = options ? options->year : 0};
    ot_status st;

    if (!costed.year)
        costed.year = as_at.year;
    if (as_at.number > OT_MONTHS)
        as_at.number = OT_MONTHS;
    *out = (ot_outlook){.as_at = as_at, .calendar = calendar};
    if (options)
        out->options = *options;
    costs = ot_dataset_placement_costs(dataset, &cost_count);
    st = build_stays(dataset, ot_days_of_month(calendar, as_at).end - 1, out,
                     &costed.hide_later, findings, err);
    if (st == OT_OK)
        st = count(out, err);
    if (st == OT_OK)
        st = ot_costing_make(&out->stays, costs, cost_count, calendar, &costed,
                             &out->costing, findings, err);
    if (st == OT_OK)
        st = simulate(out, parallel, err);
    if (st < 0)
        ot_outlook_clear(out);
    return st;
}

void ot_outlook_clear(ot_outlook *outlook)
{
    ot_stays_clear(&outlook->stays);
    ot_census_clear(&outlook->census);
    ot_costing_clear(&outlook->costing);
    *outlook = (ot_outlook){0};
}

ot_pence ot_outlook_committed(const ot_outlook *outlook, ot_placement_type type)
{
    const ot_cost_sums *sums = type == OT_PLACEMENT_TYPES
                                   ? &outlook->costing.all
                                   : &outlook->costing.types[type];

    return sums->to_date.net + sums->committed.net;
}

ot_pence ot_outlook_forecast(const ot_outlook *outlook)
{
    return outlook->has_simulation
               ? outlook->simulation.outturn[OT_PLACEMENT_TYPES].chosen
               : ot_outlook_committed(outlook, OT_PLACEMENT_TYPES);
}
