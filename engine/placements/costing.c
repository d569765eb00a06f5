/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/costing.h"

#include <stdlib.h>

#include "engine/placements/costing_internal.h"

#define WEEK      7
#define MOST_DAYS 366

/* Stays of each child, in the order of the list, that is, of start. */
static ot_status index_stays(ot_cost_frame *frame, ot_error *err)
{
    const ot_placement_list *list = &frame->stays->list;
    uint32_t *next = calloc((size_t)list->children + 1, sizeof *next);

    frame->first = calloc((size_t)list->children + 1, sizeof *frame->first);
    frame->by_child = calloc(list->count + 1, sizeof *frame->by_child);
    if (!next || !frame->first || !frame->by_child) {
        free(next);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < list->count; i++)
        frame->first[list->items[i].child + 1]++;
    for (uint32_t child = 0; child < list->children; child++) {
        frame->first[child + 1] += frame->first[child];
        next[child] = frame->first[child];
    }
    for (size_t i = 0; i < list->count; i++)
        frame->by_child[next[list->items[i].child]++] = (uint32_t)i;
    free(next);
    return OT_OK;
}

ot_days ot_cost_days(const ot_cost_frame *frame, const ot_placement *stay)
{
    ot_days days = {stay->start, stay->end};
    ot_day after = frame->stays->as_at + 1;
    ot_day adult = stay->adult > after ? stay->adult : after;

    if (!frame->past_eighteen && days.end > adult)
        days.end = adult;
    return ot_days_common(days, frame->year);
}

/* One rate on one stay; `paid` marks the nights of the year with a fee. */
static ot_status cost_rate(const ot_cost_frame *frame, const ot_rate *rate,
                           ot_days costed, const ot_days months[OT_MONTHS],
                           bool paid[MOST_DAYS], ot_stay_cost *cost, ot_error *err)
{
    ot_days days = ot_days_common(rate->days, costed);

    if (days.end <= days.first)
        return OT_OK;
    if (cost->basis == OT_COST_NONE || rate->derived)
        cost->basis = rate->derived ? OT_COST_DERIVED : OT_COST_WEEKLY;
    for (int m = 0; m < OT_MONTHS; m++) {
        ot_cost_parts parts = ot_rate_cost(rate, ot_nights_common(days, months[m]));
        ot_status st = ot_cost_parts_add(&cost->months[m], &parts, err);

        if (st < 0)
            return st;
    }
    for (ot_day day = days.first; day < days.end; day++)
        paid[day - frame->year.first] = true;
    return OT_OK;
}

static ot_status tell_unpaid(const ot_cost_frame *frame, size_t at, ot_days costed,
                             const bool paid[MOST_DAYS], ot_stay_findings *findings,
                             ot_error *err)
{
    const ot_stay_origin *origin = &frame->stays->origins[at];
    int unpaid = 0;

    for (ot_day day = costed.first; day < costed.end; day++)
        unpaid += !paid[day - frame->year.first];
    if (!unpaid)
        return OT_OK;
    return ot_stay_findings_add(findings, OT_STAY_NIGHTS_NO_FEE, origin->year,
                                origin->line, frame->stays->list.items[at].start, err,
                                "%d of the placement's %d nights in the year have no "
                                "fee and cost nothing",
                                unpaid, costed.end - costed.first);
}

/* A week's net fees of a child that are in force for a night. */
static ot_status fee_on(const ot_rates *rates, uint32_t child, ot_day night, bool *has,
                        ot_pence *weekly, ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t i = rates->first[child]; st == OT_OK && i < rates->first[child + 1];
         i++) {
        const ot_rate *rate = &rates->items[i];

        if (rate->days.first > night || rate->days.end <= night)
            continue;
        *has = true;
        st = ot_pence_add(weekly, ot_rate_cost(rate, WEEK).net, err);
    }
    return st;
}

/* At the beginning and at the end of a stay, as far as that is past. */
static ot_status fees_at_ends(const ot_cost_frame *frame, const ot_rates *rates,
                              const ot_placement *stay, ot_stay_cost *cost,
                              ot_error *err)
{
    ot_day as_at = frame->stays->as_at;
    ot_day last = stay->end <= as_at ? stay->end - 1 : as_at;
    ot_status st = fee_on(rates, stay->child, stay->start, &cost->has_first,
                          &cost->first_weekly, err);

    return st == OT_OK ? fee_on(rates, stay->child, last, &cost->has_last,
                                &cost->last_weekly, err)
                       : st;
}

/* The costs of one stay by its own fees. */
static ot_status cost_stay(const ot_cost_frame *frame, const ot_rates *rates, size_t at,
                           const ot_days months[OT_MONTHS], ot_stay_cost *cost,
                           ot_stay_findings *findings, ot_error *err)
{
    const ot_placement *stay = &frame->stays->list.items[at];
    ot_day as_at = frame->stays->as_at;
    ot_days costed = ot_cost_days(frame, stay);
    bool paid[MOST_DAYS] = {false};
    ot_status st = fees_at_ends(frame, rates, stay, cost, err);

    if (st < 0)
        return st;
    cost->open = ot_placement_on(stay, as_at);
    if (costed.end <= costed.first && !cost->open)
        return OT_OK;
    for (int m = 0; m < OT_MONTHS; m++)
        cost->nights[m] = ot_nights_common(costed, months[m]);
    for (uint32_t i = rates->first[stay->child]; i < rates->first[stay->child + 1];
         i++) {
        st = cost_rate(frame, &rates->items[i], costed, months, paid, cost, err);
        if (st < 0)
            return st;
    }
    if (cost->open) {
        cost->has_fee = cost->has_last;
        cost->weekly = cost->last_weekly;
    }
    if (cost->basis == OT_COST_NONE)
        return OT_OK;
    return tell_unpaid(frame, at, costed, paid, findings, err);
}

/* The mean weekly net fee of each type; has: whether there is one. */
static ot_status take_means(const ot_placement_list *list, const ot_costing *costing,
                            ot_pence mean[OT_PLACEMENT_TYPES],
                            bool has[OT_PLACEMENT_TYPES], ot_error *err)
{
    int64_t with_fee[OT_PLACEMENT_TYPES] = {0};

    for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
        mean[type] = 0;
    for (size_t i = 0; i < list->count; i++) {
        ot_placement_type type = list->items[i].type;

        if (!costing->stays[i].has_fee)
            continue;
        if (ot_pence_add(&mean[type], costing->stays[i].weekly, err) < 0)
            return OT_ERANGE;
        with_fee[type]++;
    }
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
        has[type] = with_fee[type] > 0;
        if (has[type])
            mean[type] = ot_divide_rounded(mean[type], with_fee[type]);
    }
    return OT_OK;
}

/* Stays in the year that no fee is for. */
static ot_status estimate(const ot_cost_frame *frame, ot_costing *costing,
                          ot_error *err)
{
    const ot_placement_list *list = &frame->stays->list;
    ot_pence mean[OT_PLACEMENT_TYPES];
    bool has[OT_PLACEMENT_TYPES];
    ot_status st = take_means(list, costing, mean, has, err);

    for (size_t i = 0; st == OT_OK && i < list->count; i++) {
        ot_stay_cost *cost = &costing->stays[i];
        const ot_placement *stay = &list->items[i];
        ot_days costed = ot_cost_days(frame, stay);
        const ot_stay_origin *origin = &frame->stays->origins[i];

        if (cost->basis != OT_COST_NONE || costed.end <= costed.first)
            continue;
        st = ot_stay_findings_add(
            &costing->rows, OT_STAY_NO_FEE, origin->year, origin->line, stay->start,
            err,
            has[stay->type]
                ? "no fee in the year: costed at the mean of its type, %s"
                : "no fee in the year and no open placement of its type, %s, to take "
                  "one from: costed at nothing",
            ot_placement_type_name(stay->type));
        if (st < 0 || !has[stay->type])
            continue;
        cost->basis = OT_COST_ESTIMATED;
        cost->weekly = cost->open ? mean[stay->type] : 0;
        for (int m = 0; st == OT_OK && m < OT_MONTHS; m++)
            st = ot_cost_scale(mean[stay->type], cost->nights[m], WEEK,
                               &cost->months[m].net, err);
    }
    return st;
}

static ot_status cost_stays(const ot_cost_frame *frame, const ot_rates *rates,
                            ot_calendar calendar, ot_costing *costing, ot_error *err)
{
    ot_days months[OT_MONTHS];

    for (int m = 0; m < OT_MONTHS; m++) {
        months[m] = ot_days_of_month(calendar, (ot_period){costing->year, m + 1});
        costing->actual_months += months[m].end <= frame->stays->as_at + 1;
    }
    for (size_t i = 0; i < costing->count; i++) {
        ot_status st =
            cost_stay(frame, rates, i, months, &costing->stays[i], &costing->rows, err);

        if (st < 0)
            return st;
    }
    return estimate(frame, costing, err);
}

ot_status ot_costing_make(const ot_stays *stays, const ot_placement_cost_record *rows,
                          size_t count, ot_calendar calendar,
                          const ot_costing_options *options, ot_costing *out,
                          ot_findings *findings, ot_error *err)
{
    ot_cost_frame frame = {.stays = stays};
    ot_rates rates = {0};
    ot_status st;

    *out = (ot_costing){.year = options && options->year
                                    ? options->year
                                    : ot_day_period(calendar, stays->as_at).year,
                        .count = stays->list.count};
    frame.past_eighteen = options && options->past_eighteen;
    frame.hide_later = options && options->hide_later;
    frame.year = ot_days_of_year(calendar, out->year);
    frame.to_date =
        ot_days_common(frame.year, (ot_days){frame.year.first, stays->as_at + 1});
    out->year_nights = frame.year.end - frame.year.first;
    out->stays = calloc(out->count + 1, sizeof *out->stays);
    if (!out->stays) {
        st = ot_fail_memory(err);
        goto done;
    }
    if ((st = index_stays(&frame, err)) < 0 ||
        (st = ot_rates_make(&frame, rows, count, out->year, &out->rows, &rates, err)) <
            0 ||
        (st = cost_stays(&frame, &rates, calendar, out, err)) < 0 ||
        (st = ot_costing_sum(&stays->list, out, err)) < 0)
        goto done;
    ot_stay_findings_sort(&out->rows);
    if (findings)
        st = ot_stay_findings_tell(&out->rows, calendar, findings, err);
done:
    if (st < 0)
        ot_costing_clear(out);
    free(frame.first);
    free(frame.by_child);
    free(rates.items);
    free(rates.first);
    return st;
}

void ot_costing_clear(ot_costing *costing)
{
    free(costing->stays);
    ot_stay_findings_clear(&costing->rows);
    *costing = (ot_costing){0};
}
