/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/fees.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/month.h"

#define MONTHS_LATELY 24

typedef struct collecting {
    const ot_placement_list *placements;
    const ot_pence *weekly;
    int32_t last;
    double uplift;
    int uplift_month;
} collecting;

static int32_t floor_divide(int32_t n, int32_t d)
{
    return n >= 0 ? n / d : -((d - 1 - n) / d);
}

int ot_fees_uplifts(int32_t from, int32_t to, int calendar_month)
{
    int32_t shift = OT_MONTHS + 1 - calendar_month;

    return floor_divide(to + shift, OT_MONTHS) - floor_divide(from + shift, OT_MONTHS);
}

static bool wanted(const collecting *c, size_t i, ot_placement_type type,
                   ot_fees_reach reach)
{
    const ot_placement *p = &c->placements->items[i];
    int32_t month = ot_month_of_day(p->start);

    if (c->weekly[i] == OT_FEE_UNKNOWN || month > c->last)
        return false;
    if (reach == OT_FEES_LATELY && month <= c->last - MONTHS_LATELY)
        return false;
    return reach == OT_FEES_ALL_TYPES || p->type == type;
}

static uint32_t count_wanted(const collecting *c, ot_placement_type type,
                             ot_fees_reach reach)
{
    uint32_t count = 0;

    for (size_t i = 0; i < c->placements->count; i++)
        count += wanted(c, i, type, reach);
    return count;
}

static ot_fee fee_of(const collecting *c, size_t i)
{
    const ot_placement *p = &c->placements->items[i];
    int32_t month = ot_month_of_day(p->start), adult = ot_month_of_day(p->adult);
    int uplifts = ot_fees_uplifts(month, c->last, c->uplift_month);

    return (ot_fee){(double)c->weekly[i] * pow(1.0 + c->uplift, uplifts),
                    adult == OT_MONTH_NONE ? adult : adult - month};
}

static void fill(const collecting *c, ot_placement_type type, ot_fees *out)
{
    uint32_t n = 0;

    for (int moves = 0; moves < 2; moves++) {
        for (size_t i = 0; i < c->placements->count; i++)
            if ((c->placements->items[i].before != OT_NO_PLACEMENT) == moves &&
                wanted(c, i, type, out->reach[type]))
                out->items[type][n++] = fee_of(c, i);
        if (!moves)
            out->starts[type] = n;
    }
}

static ot_status collect_type(const collecting *c, ot_placement_type type, ot_fees *out,
                              ot_error *err)
{
    uint32_t count = 0;
    int reach;

    for (reach = OT_FEES_LATELY; reach < OT_FEES_NONE; reach++) {
        count = count_wanted(c, type, (ot_fees_reach)reach);
        if (count >= OT_FEES_LEAST || (reach == OT_FEES_ALL_TYPES && count > 0))
            break;
    }
    out->reach[type] = (ot_fees_reach)reach;
    if (reach == OT_FEES_NONE)
        return OT_OK;
    out->items[type] = malloc(count * sizeof *out->items[type]);
    if (!out->items[type])
        return ot_fail_memory(err);
    out->count[type] = count;
    fill(c, type, out);
    return OT_OK;
}

ot_status ot_fees_collect(const ot_placement_list *placements, const ot_pence *weekly,
                          int32_t last, double uplift, int uplift_month, ot_fees *out,
                          ot_error *err)
{
    collecting c = {placements, weekly, last, uplift, uplift_month};
    ot_status st = OT_OK;

    memset(out, 0, sizeof *out);
    for (int t = 0; t < OT_PLACEMENT_TYPES && st == OT_OK; t++)
        st = collect_type(&c, (ot_placement_type)t, out, err);
    if (st < 0)
        ot_fees_clear(out);
    return st;
}

void ot_fees_clear(ot_fees *fees)
{
    if (!fees)
        return;
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        free(fees->items[t]);
    memset(fees, 0, sizeof *fees);
}

double ot_fees_mean(const ot_fees *fees, ot_placement_type type)
{
    double sum = 0;

    for (uint32_t i = 0; i < fees->count[type]; i++)
        sum += fees->items[type][i].weekly;
    return fees->count[type] ? sum / fees->count[type] : NAN;
}

void ot_fees_draw(const ot_fees *fees, ot_placement_type type, ot_random *random,
                  uint32_t *picks)
{
    uint32_t starts = fees->starts[type], count = fees->count[type];

    for (uint32_t i = 0; i < starts; i++)
        picks[i] = ot_random_below(random, starts);
    for (uint32_t i = starts; i < count; i++)
        picks[i] = starts + ot_random_below(random, count - starts);
}

const ot_fee *ot_fees_pick(const ot_fees *fees, ot_placement_type type,
                           const uint32_t *picks, bool start, ot_random *random)
{
    uint32_t starts = fees->starts[type], count = fees->count[type], first = 0;

    if (count == 0)
        return NULL;
    if (start && starts >= OT_FEES_LEAST) {
        count = starts;
    } else if (!start && count - starts >= OT_FEES_LEAST) {
        first = starts;
        count -= starts;
    }
    return &fees->items[type][picks[first + ot_random_below(random, count)]];
}
