/* SPDX-License-Identifier: GPL-3.0-or-later */
/* costing_rates.c - rows of costs made rates with days, and what is odd about them. */
#include "engine/placements/costing_internal.h"

#include <stdlib.h>
#include <string.h>

#define WEEK 7

static int compare_rates(const void *left, const void *right)
{
    const ot_rate *a = left, *b = right;
    int element;

    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    element = strcmp(a->row->element, b->row->element);
    if (element)
        return element;
    if (a->days.first != b->days.first)
        return a->days.first < b->days.first ? -1 : 1;
    if (a->row->year != b->row->year)
        return a->row->year < b->row->year ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool same_element(const ot_rate *a, const ot_rate *b)
{
    return a->child == b->child && strcmp(a->row->element, b->row->element) == 0;
}

/* Rows that a later year's row replaces go; rows without an end get one. */
static void settle_days(ot_rates *rates)
{
    size_t kept = 0;

    for (size_t i = 0; i < rates->count; i++) {
        ot_rate *rate = &rates->items[i];
        size_t next = i + 1;

        while (next < rates->count && same_element(rate, &rates->items[next]) &&
               rates->items[next].days.first == rate->days.first)
            next++;
        if (rates->items[next - 1].row->year != rate->row->year)
            continue;
        if (rate->days.end == OT_DAY_OPEN && next < rates->count &&
            same_element(rate, &rates->items[next]))
            rate->days.end = rates->items[next].days.first;
        rates->items[kept++] = *rate;
    }
    rates->count = kept;
}

static ot_status tell(const ot_rate *rate, ot_stay_finding_kind kind, const char *text,
                      ot_stay_findings *findings, ot_error *err)
{
    return ot_stay_findings_add(findings, kind, rate->row->year, rate->row->line,
                                rate->days.first, err, "%s", text);
}

/* Fees of one element for nights of the year that an earlier row is for already. */
static ot_status tell_overlaps(const ot_cost_frame *frame, const ot_rates *rates,
                               ot_stay_findings *findings, ot_error *err)
{
    ot_day paid_to = 0;

    for (size_t i = 0; i < rates->count; i++) {
        const ot_rate *rate = &rates->items[i];
        ot_days twice;

        if (!i || !same_element(rate, rate - 1))
            paid_to = rate->days.first;
        twice = ot_days_common(rate->days, (ot_days){rate->days.first, paid_to});
        if (ot_nights_common(twice, frame->year) > 0) {
            ot_status st = tell(rate, OT_STAY_FEES_OVERLAP,
                                "an earlier row of the child and element is for some "
                                "of the same nights: both are counted",
                                findings, err);

            if (st < 0)
                return st;
        }
        if (rate->days.end > paid_to)
            paid_to = rate->days.end;
    }
    return OT_OK;
}

/* Nights of a rate in its child's stays, within some days. */
static int32_t nights_stayed(const ot_cost_frame *frame, const ot_rate *rate,
                             ot_days within)
{
    ot_days days = ot_days_common(rate->days, within);
    int32_t nights = 0;

    for (uint32_t i = frame->first[rate->child]; i < frame->first[rate->child + 1];
         i++) {
        const ot_placement *stay = &frame->stays->list.items[frame->by_child[i]];

        nights += ot_nights_common(days, (ot_days){stay->start, stay->end});
    }
    return nights;
}

/* A row for nights of the year, begun by the day the stays are known to. */
static bool matters(const ot_cost_frame *frame, const ot_rate *rate)
{
    return ot_nights_common(rate->days, frame->year) > 0 &&
           rate->days.first <= frame->stays->as_at;
}

static ot_status tell_no_stay(const ot_rate *rate, ot_stay_findings *findings,
                              ot_error *err)
{
    return tell(rate, OT_STAY_FEE_NO_STAY,
                "the fee is for no night of any external placement", findings, err);
}

/* A cost to date is of one year only, a weekly fee of any. */
static bool is_of_year(const ot_placement_cost_record *row, int year)
{
    return row->has_weekly || !row->year || row->year == year;
}

/* Amounts; rates that cannot have any are told and left out: *usable. */
static ot_status settle_amount(const ot_cost_frame *frame, int year, ot_rate *rate,
                               ot_stay_findings *findings, bool *usable, ot_error *err)
{
    const ot_placement_cost_record *row = rate->row;
    ot_days ever = {rate->days.first, frame->year.end};

    rate->per_nights = WEEK;
    *usable = is_of_year(row, year);
    if (!*usable)
        return OT_OK;
    if (matters(frame, rate) && !nights_stayed(frame, rate, ever)) {
        *usable = false;
        return tell_no_stay(rate, findings, err);
    }
    if (row->has_weekly) {
        rate->amount = (ot_cost_parts){row->weekly_fee - row->education - row->health,
                                       row->education, row->health};
        return OT_OK;
    }
    rate->derived = true;
    rate->amount = (ot_cost_parts){.net = row->total_to_date};
    rate->per_nights = nights_stayed(frame, rate, frame->to_date);
    *usable = rate->per_nights > 0;
    if (*usable)
        return OT_OK;
    return tell(rate, OT_STAY_TOTAL_NO_NIGHTS,
                "the cost to date is for no night of the year to date: left out",
                findings, err);
}

static ot_status index_rates(const ot_cost_frame *frame, ot_rates *rates, ot_error *err)
{
    uint32_t children = frame->stays->list.children;

    rates->first = calloc((size_t)children + 1, sizeof *rates->first);
    if (!rates->first)
        return ot_fail_memory(err);
    for (size_t i = 0; i < rates->count; i++)
        rates->first[rates->items[i].child + 1]++;
    for (uint32_t child = 0; child < children; child++)
        rates->first[child + 1] += rates->first[child];
    return OT_OK;
}

/* Rows of children who have an episode; the others can only be told. */
static ot_status take_rows(const ot_cost_frame *frame,
                           const ot_placement_cost_record *rows, size_t count, int year,
                           ot_stay_findings *findings, ot_rates *out, ot_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const ot_placement_cost_record *row = &rows[i];
        ot_rate rate = {.child = ot_stays_child(frame->stays, row->child),
                        .days = {ot_day_from_date(row->start),
                                 row->end ? ot_day_from_date(row->end) : OT_DAY_OPEN},
                        .row = row,
                        .order = i};
        ot_status st = OT_OK;

        if (frame->hide_later && rate.days.first > frame->stays->as_at)
            continue;
        if (frame->hide_later && rate.days.end > frame->stays->as_at)
            rate.days.end = OT_DAY_OPEN;
        if (rate.child != OT_NONE)
            out->items[out->count++] = rate;
        else if (matters(frame, &rate) && is_of_year(row, year))
            st = tell_no_stay(&rate, findings, err);
        if (st < 0)
            return st;
    }
    return OT_OK;
}

ot_status ot_rates_make(const ot_cost_frame *frame,
                        const ot_placement_cost_record *rows, size_t count, int year,
                        ot_stay_findings *findings, ot_rates *out, ot_error *err)
{
    size_t kept = 0;
    ot_status st;

    *out = (ot_rates){.items = calloc(count + 1, sizeof *out->items)};
    if (!out->items)
        return ot_fail_memory(err);
    st = take_rows(frame, rows, count, year, findings, out, err);
    if (st < 0)
        return st;
    qsort(out->items, out->count, sizeof *out->items, compare_rates);
    settle_days(out);
    st = tell_overlaps(frame, out, findings, err);
    for (size_t i = 0; st == OT_OK && i < out->count; i++) {
        bool usable;

        st = settle_amount(frame, year, &out->items[i], findings, &usable, err);
        if (usable)
            out->items[kept++] = out->items[i];
    }
    out->count = kept;
    if (st == OT_OK)
        st = index_rates(frame, out, err);
    return st;
}

ot_cost_parts ot_rate_cost(const ot_rate *rate, int32_t nights)
{
    return (ot_cost_parts){
        ot_divide_rounded(rate->amount.net * nights, rate->per_nights),
        ot_divide_rounded(rate->amount.education * nights, rate->per_nights),
        ot_divide_rounded(rate->amount.health * nights, rate->per_nights)};
}
