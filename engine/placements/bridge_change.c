/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_change.c - the change of one stay's cost taken apart into nights and fees.
 *
 * In a month with the same nights all of the change is the fee's. Where nights differ,
 * the nights there are now at the earlier cost of a night, less the earlier cost, are
 * the nights' part; the rest is the fees'. The earlier cost of a night is that of the
 * month or, where it had no night, of the nearest month with nights, earlier ones
 * first; without any, the weekly fee then in force; without that there is no fee to
 * compare with, and all of it is the nights'. A rest that rounding explains is the
 * nights' too: it is no change of a fee. */
#include "engine/placements/bridge_internal.h"

#define WEEK 7
#define ROWS 8             /* of costs for one stay and month, each rounded by itself */
#define MOST INT64_C(1000) /* times a month's cost that must be held */

bool ot_bridge_own_fees(const ot_stay_cost *cost)
{
    return cost->basis == OT_COST_WEEKLY || cost->basis == OT_COST_DERIVED ||
           (cost->basis == OT_COST_NONE && cost->has_fee);
}

/* An amount for so many nights. */
typedef struct price {
    ot_pence amount;
    int32_t nights; /* 0: none is known */
} price;

static price price_of(const ot_stay_cost *from, int month)
{
    for (int m = month; m >= 0; m--)
        if (from->nights[m])
            return (price){from->months[m].net, from->nights[m]};
    for (int m = month + 1; m < OT_MONTHS; m++)
        if (from->nights[m])
            return (price){from->months[m].net, from->nights[m]};
    return (price){from->weekly, from->has_fee ? WEEK : 0};
}

static ot_pence size_of(ot_pence amount)
{
    return amount < 0 ? -amount : amount;
}

/* The most, in pence, that rounding makes of a cost for `had` nights brought to `now`:
 * half a penny for each row on both sides, the earlier ones scaled, and half for the
 * product. */
static ot_pence rounding(int32_t had, int32_t now)
{
    return (ROWS * ((int64_t)now + had) + had) / (2 * (int64_t)had) + 1;
}

/* What the month's nights now would have cost at the earlier price. */
static ot_pence at_price(const ot_stay_cost *from, const ot_stay_cost *to, int month)
{
    int32_t now = to->nights[month];
    ot_pence cost = to->months[month].net, expected;
    price then = price_of(from, month);

    if (from->nights[month] == now)
        return from->months[month].net;
    if (!then.nights)
        return cost;
    expected = ot_divide_rounded(then.amount * now, then.nights);
    return size_of(cost - expected) <= rounding(then.nights, now) ? cost : expected;
}

ot_status ot_bridge_split(const ot_stay_cost *from, const ot_stay_cost *to,
                          ot_bridge_change *out, ot_error *err)
{
    *out = (ot_bridge_change){0};
    for (int m = 0; m < OT_MONTHS; m++)
        if (size_of(from->months[m].net) > INT64_MAX / MOST ||
            size_of(to->months[m].net) > INT64_MAX / MOST ||
            size_of(from->weekly) > INT64_MAX / MOST)
            return ot_fail(err, OT_ERANGE, "a cost of placements is too large");
    for (int m = 0; m < OT_MONTHS; m++) {
        ot_pence expected = at_price(from, to, m);
        int32_t more = to->nights[m] - from->nights[m];

        out->nights |= more != 0;
        out->more += more;
        out->of_nights += expected - from->months[m].net;
        out->fees |= to->months[m].net != expected;
        out->of_fees += to->months[m].net - expected;
    }
    return OT_OK;
}
