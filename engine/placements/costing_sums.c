/* SPDX-License-Identifier: GPL-3.0-or-later */
/* costing_sums.c - the costs of stays by type, and unit costs with their definitions.
 */
#include "engine/placements/costing_internal.h"

#define WEEK 7

const char *ot_cost_definition(ot_cost_figure figure, bool past_eighteen)
{
    static const char *const texts[OT_COST_FIGURES] = {
        [OT_COST_OPEN] = "external placements that go on for the night of the day the "
                         "figures are at",
        [OT_COST_TO_DATE] =
            "net cost of the months of the year that have ended: weekly fee less "
            "education and health contributions, x nights / 7",
        [OT_COST_COMMITTED] =
            "net cost of the months left in the year for the placements known, each to "
            "its planned end, the month of the 18th birthday or the year end",
        [OT_COST_WEEKLY_MEAN] = "mean weekly net fee of the open placements that have "
                                "one of their own",
        [OT_COST_ANNUALISED] =
            "mean weekly net fee of the open placements x nights of the year / 7",
        [OT_COST_UNIT_COST] = "net cost to date and committed in the year / "
                              "placement-years, which are nights in the year / nights "
                              "of the year"};

    if (figure == OT_COST_COMMITTED && past_eighteen)
        return "net cost of the months left in the year for the placements known, each "
               "to its planned end or the year end";
    return (unsigned)figure < OT_COST_FIGURES ? texts[figure] : "";
}

ot_pence ot_cost_gross(const ot_cost_parts *parts)
{
    return parts->net + parts->education + parts->health;
}

ot_status ot_cost_parts_add(ot_cost_parts *sum, const ot_cost_parts *parts,
                            ot_error *err)
{
    if (ot_pence_add(&sum->net, parts->net, err) < 0 ||
        ot_pence_add(&sum->education, parts->education, err) < 0)
        return OT_ERANGE;
    return ot_pence_add(&sum->health, parts->health, err);
}

static ot_status add_stay(const ot_stay_cost *cost, int actual_months,
                          ot_cost_sums *sums, ot_error *err)
{
    sums->open += cost->open;
    sums->with_fee += cost->has_fee;
    sums->estimated += cost->basis == OT_COST_ESTIMATED;
    sums->derived += cost->basis == OT_COST_DERIVED;
    if (cost->has_fee && ot_pence_add(&sums->weekly_mean, cost->weekly, err) < 0)
        return OT_ERANGE;
    for (int m = 0; m < OT_MONTHS; m++) {
        sums->nights += cost->nights[m];
        if (ot_pence_add(&sums->months[m], cost->months[m].net, err) < 0 ||
            ot_cost_parts_add(m < actual_months ? &sums->to_date : &sums->committed,
                              &cost->months[m], err) < 0)
            return OT_ERANGE;
    }
    return OT_OK;
}

ot_status ot_cost_scale(ot_pence amount, int64_t times, int64_t by, ot_pence *out,
                        ot_error *err)
{
    if (times > 0 && (amount > INT64_MAX / times || amount < -(INT64_MAX / times)))
        return ot_fail(err, OT_ERANGE, "a cost of placements is too large");
    *out = ot_divide_rounded(amount * times, by);
    return OT_OK;
}

/* weekly_mean holds the sum until here. */
static ot_status finish(int32_t year_nights, ot_cost_sums *sums, ot_error *err)
{
    ot_pence year = sums->to_date.net;

    sums->has_weekly_mean = sums->with_fee > 0;
    if (sums->has_weekly_mean) {
        sums->weekly_mean = ot_divide_rounded(sums->weekly_mean, sums->with_fee);
        if (ot_cost_scale(sums->weekly_mean, year_nights, WEEK, &sums->annualised,
                          err) < 0)
            return OT_ERANGE;
    }
    sums->has_unit_cost = sums->nights > 0;
    if (!sums->has_unit_cost)
        return OT_OK;
    if (ot_pence_add(&year, sums->committed.net, err) < 0)
        return OT_ERANGE;
    return ot_cost_scale(year, year_nights, sums->nights, &sums->unit_cost, err);
}

ot_status ot_costing_sum(const ot_placement_list *list, ot_costing *costing,
                         ot_error *err)
{
    for (size_t i = 0; i < costing->count; i++) {
        const ot_stay_cost *cost = &costing->stays[i];

        if (add_stay(cost, costing->actual_months, &costing->types[list->items[i].type],
                     err) < 0 ||
            add_stay(cost, costing->actual_months, &costing->all, err) < 0)
            return OT_ERANGE;
    }
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
        if (finish(costing->year_nights, &costing->types[type], err) < 0)
            return OT_ERANGE;
    return finish(costing->year_nights, &costing->all, err);
}
