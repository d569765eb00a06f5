/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/census.h"

#include <stdlib.h>

#include "engine/placements/day.h"

static void count_stay(const ot_placement *stay, ot_days month, ot_census_count *count)
{
    if (stay->start < month.end && stay->end >= month.end) {
        count->stock++;
        count->uasc += stay->uasc;
    }
    if (stay->start >= month.first && stay->start < month.end) {
        if (stay->before == OT_NO_PLACEMENT)
            count->starts++;
        else
            count->moves_in++;
    }
    if (stay->end >= month.first && stay->end < month.end) {
        if (stay->after == OT_NO_PLACEMENT)
            count->ends++;
        else
            count->moves_out++;
    }
    count->nights += ot_nights_common((ot_days){stay->start, stay->end}, month);
}

static bool is_month(ot_period period)
{
    return ot_period_valid(period) && period.number <= OT_MONTHS;
}

ot_status ot_census_make(const ot_placement_list *list, ot_calendar calendar,
                         ot_period from, ot_period to, ot_census *out, ot_error *err)
{
    *out = (ot_census){0};
    if (!is_month(from) || !is_month(to) || ot_period_compare(from, to) > 0)
        return ot_fail(err, OT_EUSAGE,
                       "placements are counted from a month to a later one");
    out->first = from;
    out->months =
        (size_t)((to.year - from.year) * OT_MONTHS + to.number - from.number) + 1;
    out->counts = calloc(out->months, sizeof *out->counts);
    if (!out->counts) {
        *out = (ot_census){0};
        return ot_fail_memory(err);
    }
    for (size_t m = 0; m < out->months; m++) {
        ot_days month = ot_days_of_month(calendar, ot_period_shift(from, (int)m));

        for (size_t i = 0; i < list->count; i++)
            count_stay(&list->items[i], month, &out->counts[m][list->items[i].type]);
    }
    return OT_OK;
}

void ot_census_clear(ot_census *census)
{
    free(census->counts);
    *census = (ot_census){0};
}

ot_census_count ot_census_month(const ot_census *census, size_t month)
{
    ot_census_count all = {0};

    for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
        const ot_census_count *count = &census->counts[month][type];

        all.stock += count->stock;
        all.uasc += count->uasc;
        all.starts += count->starts;
        all.ends += count->ends;
        all.moves_in += count->moves_in;
        all.moves_out += count->moves_out;
        all.nights += count->nights;
    }
    return all;
}
