/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/bridge.h"

#include "engine/placements/bridge_internal.h"

/* The two outlooks, and the bridge that is being built. */
typedef struct builder {
    const ot_outlook *from, *to;
    ot_bridge_match match;
    ot_bridge *bridge;
} builder;

const char *ot_bridge_step_id(ot_bridge_step step)
{
    static const char *const ids[OT_BRIDGE_STEPS] = {
        [OT_BRIDGE_STARTS] = "starts",
        [OT_BRIDGE_ENDS] = "ends",
        [OT_BRIDGE_MOVES] = "moves",
        [OT_BRIDGE_DURATION] = "duration",
        [OT_BRIDGE_FEES] = "fees",
        [OT_BRIDGE_FEES_KNOWN] = "fees_known",
        [OT_BRIDGE_LATE] = "recorded_late",
        [OT_BRIDGE_CORRECTIONS] = "corrections",
        [OT_BRIDGE_CONTINGENCY] = "contingency"};

    return (unsigned)step < OT_BRIDGE_STEPS ? ids[step] : "";
}

static ot_status add(builder *b, ot_bridge_step step, ot_placement_type type,
                     ot_pence amount, bool counted, ot_error *err)
{
    ot_bridge_part *part = &b->bridge->steps[step][type];
    ot_bridge_part *total = &b->bridge->steps[step][OT_BRIDGE_TOTAL];

    part->placements += counted;
    total->placements += counted;
    if (ot_pence_add(&part->amount, amount, err) < 0)
        return OT_ERANGE;
    return ot_pence_add(&total->amount, amount, err);
}

/* The year's net cost of a stay; has: whether it has a night in it. */
static ot_status year_of(const ot_stay_cost *cost, ot_pence *year, bool *has,
                         ot_error *err)
{
    *year = 0;
    *has = false;
    for (int m = 0; m < OT_MONTHS; m++) {
        *has |= cost->nights[m] != 0;
        if (ot_pence_add(year, cost->months[m].net, err) < 0)
            return OT_ERANGE;
    }
    return OT_OK;
}

/* Stays only in the earlier outlook. One that others took the place of is counted with
 * them. */
static ot_status add_gone(builder *b, ot_error *err)
{
    const ot_placement_list *list = &b->from->stays.list;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < list->count; i++) {
        ot_pence year;
        bool has;

        if (b->match.in_to[i] != OT_NO_PLACEMENT)
            continue;
        st = year_of(&b->from->costing.stays[i], &year, &has, err);
        if (st == OT_OK && has)
            st = add(b, OT_BRIDGE_CORRECTIONS, list->items[i].type, -year,
                     !b->match.replaced[i], err);
    }
    return st;
}

/* Stays only in the later one. */
static ot_status add_new(builder *b, ot_error *err)
{
    const ot_placement_list *list = &b->to->stays.list;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < list->count; i++) {
        ot_pence year;
        bool has;

        if (b->match.in_from[i] != OT_NO_PLACEMENT)
            continue;
        st = year_of(&b->to->costing.stays[i], &year, &has, err);
        if (st == OT_OK && has)
            st = add(b, b->match.why[i], list->items[i].type, year, true, err);
    }
    return st;
}

/* Why a stay in both has other nights; counted: by itself, not with the stay that the
 * child moved to. */
static ot_bridge_step why_nights(const builder *b, const ot_placement *then,
                                 const ot_placement *now, bool fewer, bool *counted)
{
    bool follows = now->after != OT_NO_PLACEMENT &&
                   b->match.in_from[now->after] == OT_NO_PLACEMENT;

    *counted = true;
    if (then->end <= b->from->stays.as_at)
        return OT_BRIDGE_CORRECTIONS;
    if (follows) {
        *counted = false;
        return b->match.why[now->after];
    }
    if (now->after != OT_NO_PLACEMENT)
        return OT_BRIDGE_CORRECTIONS;
    return fewer && now->end <= b->to->stays.as_at ? OT_BRIDGE_ENDS
                                                   : OT_BRIDGE_DURATION;
}

static ot_status add_kept(builder *b, ot_error *err)
{
    const ot_placement_list *list = &b->from->stays.list;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < list->count; i++) {
        uint32_t at = b->match.in_to[i];
        const ot_placement *then = &list->items[i];
        const ot_stay_cost *from = &b->from->costing.stays[i], *to;
        ot_bridge_change change;

        if (at == OT_NO_PLACEMENT)
            continue;
        to = &b->to->costing.stays[at];
        st = ot_bridge_split(from, to, &change, err);
        if (st == OT_OK && change.nights) {
            bool counted;
            ot_bridge_step why = why_nights(b, then, &b->to->stays.list.items[at],
                                            change.more < 0, &counted);

            st = add(b, why, then->type, change.of_nights, counted, err);
        }
        if (st == OT_OK && change.fees)
            st = add(b,
                     ot_bridge_own_fees(from) == ot_bridge_own_fees(to)
                         ? OT_BRIDGE_FEES
                         : OT_BRIDGE_FEES_KNOWN,
                     then->type, change.of_fees, true, err);
    }
    return st;
}

/* Contingency by column; committed cost too makes the forecast. */
static ot_status take_forecast(const ot_outlook *outlook,
                               ot_pence contingency[OT_BRIDGE_COLUMNS],
                               ot_pence forecast[OT_BRIDGE_COLUMNS], ot_error *err)
{
    ot_pence committed = ot_outlook_committed(outlook, OT_PLACEMENT_TYPES);

    forecast[OT_BRIDGE_TOTAL] = contingency[OT_BRIDGE_TOTAL] =
        ot_outlook_forecast(outlook);
    if (ot_pence_add(&contingency[OT_BRIDGE_TOTAL], -committed, err) < 0)
        return OT_ERANGE;
    contingency[OT_BRIDGE_SPREAD] = contingency[OT_BRIDGE_TOTAL];
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
        ot_pence own =
            outlook->has_simulation ? outlook->simulation.contingency[type] : 0;

        contingency[type] = own;
        forecast[type] = ot_outlook_committed(outlook, (ot_placement_type)type);
        if (ot_pence_add(&forecast[type], own, err) < 0 ||
            ot_pence_add(&contingency[OT_BRIDGE_SPREAD], -own, err) < 0)
            return OT_ERANGE;
    }
    forecast[OT_BRIDGE_SPREAD] = contingency[OT_BRIDGE_SPREAD];
    return OT_OK;
}

static ot_status add_contingency(builder *b, ot_error *err)
{
    ot_pence then[OT_BRIDGE_COLUMNS], now[OT_BRIDGE_COLUMNS];

    if (take_forecast(b->from, then, b->bridge->opening, err) < 0 ||
        take_forecast(b->to, now, b->bridge->closing, err) < 0)
        return OT_ERANGE;
    for (int column = 0; column < OT_BRIDGE_COLUMNS; column++) {
        ot_pence *amount = &b->bridge->steps[OT_BRIDGE_CONTINGENCY][column].amount;

        *amount = now[column];
        if (ot_pence_add(amount, -then[column], err) < 0)
            return OT_ERANGE;
    }
    return OT_OK;
}

/* It foots by the way it is made, unless an outlook does not. */
static ot_status prove(const ot_bridge *bridge, ot_error *err)
{
    for (int column = 0; column < OT_BRIDGE_COLUMNS; column++) {
        ot_pence sum = bridge->opening[column];

        for (int step = 0; step < OT_BRIDGE_STEPS; step++)
            if (ot_pence_add(&sum, bridge->steps[step][column].amount, err) < 0)
                return OT_ERANGE;
        if (sum != bridge->closing[column])
            return ot_fail(err, OT_EUSAGE,
                           "the costs of an outlook's placements are not those of its "
                           "types: make it anew");
    }
    return OT_OK;
}

ot_status ot_bridge_make(const ot_outlook *from, const ot_outlook *to, ot_bridge *out,
                         ot_error *err)
{
    builder b = {.from = from, .to = to, .bridge = out};
    ot_status st;

    *out = (ot_bridge){0};
    if (from->costing.year != to->costing.year)
        return ot_fail(err, OT_EUSAGE,
                       "an outlook of %d and one of %d have no bridge: cost both on "
                       "the same fiscal year",
                       from->costing.year, to->costing.year);
    if (from->stays.as_at > to->stays.as_at)
        return ot_fail(err, OT_EUSAGE, "a bridge begins at the earlier outlook");
    st = ot_bridge_find(&from->stays, &to->stays, &b.match, err);
    if (st == OT_OK)
        st = add_gone(&b, err);
    if (st == OT_OK)
        st = add_new(&b, err);
    if (st == OT_OK)
        st = add_kept(&b, err);
    if (st == OT_OK)
        st = add_contingency(&b, err);
    if (st == OT_OK)
        st = prove(out, err);
    ot_bridge_match_clear(&b.match);
    return st;
}
