/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/placements/day.h"
#include "engine/sheets/placements.h"

#define NOTES_MAX 20 /* restated counts told one by one */

const char *ot_placement_row_name(int type)
{
    static const char *const names[OT_PLACEMENT_ROWS] = {
        [OT_PLACEMENT_RESIDENTIAL] = "Residential",
        [OT_PLACEMENT_FOSTERING] = "Fostering",
        [OT_PLACEMENT_SUPPORTED_LIVING] = "Supported living",
        [OT_PLACEMENT_SECURE] = "Secure",
        [OT_PLACEMENT_TYPES] = "Total"};

    return names[type];
}

const char *ot_placement_row_code(int type)
{
    return type == OT_PLACEMENT_TYPES ? "total"
                                      : ot_placement_type_name((ot_placement_type)type);
}

bool ot_placement_row_shown(const ot_outlook *outlook, int type)
{
    bool any = type != OT_PLACEMENT_SECURE || outlook->costing.types[type].nights > 0;

    for (size_t m = 0; !any && m < outlook->census.months; m++)
        any = outlook->census.counts[m][type].nights > 0;
    return any;
}

static int months_between(ot_period from, ot_period to)
{
    return (to.year - from.year) * OT_MONTHS + to.number - from.number;
}

int64_t ot_census_figure(const ot_outlook *outlook, ot_counted counted, int type,
                         ot_period period)
{
    const ot_census *census = &outlook->census;
    int month = months_between(census->first, period);
    ot_census_count count;

    if (month < 0 || (size_t)month >= census->months)
        return 0;
    count = type == OT_PLACEMENT_TYPES ? ot_census_month(census, (size_t)month)
                                       : census->counts[month][type];
    const int64_t figures[OT_COUNTED] = {count.stock, count.uasc,     count.starts,
                                         count.ends,  count.moves_in, count.moves_out,
                                         count.nights};
    return figures[counted];
}

static ot_period whole_after_ending(const ot_outlook *outlook)
{
    const ot_placement_list *list = &outlook->stays.list;
    ot_day first = OT_DAY_OPEN;

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].end < first)
            first = list->items[i].end;
    if (first > outlook->stays.as_at)
        return outlook->as_at;
    return ot_period_shift(ot_day_period(outlook->calendar, first), 1);
}

ot_period ot_census_whole(const ot_dataset *dataset, const ot_outlook *outlook)
{
    ot_period whole = whole_after_ending(outlook);
    size_t count;
    const ot_episode_record *episodes = ot_dataset_episodes(dataset, &count);
    int year = 0;

    for (size_t i = 0; i < count; i++)
        if (episodes[i].year && (!year || episodes[i].year < year))
            year = episodes[i].year;
    if (year && ot_period_compare((ot_period){year, 1}, whole) < 0)
        whole = (ot_period){year, 1};
    return ot_period_compare(whole, outlook->census.first) < 0 ? outlook->census.first
                                                               : whole;
}

bool ot_census_has(const ot_dataset *dataset, const ot_outlook *outlook,
                   ot_period period)
{
    return ot_period_compare(period, outlook->as_at) <= 0 &&
           ot_period_compare(period, ot_census_whole(dataset, outlook)) >= 0;
}

bool ot_activity_has(const ot_dataset *dataset, ot_period period)
{
    size_t count;
    const ot_activity_record *records = ot_dataset_activity(dataset, &count);

    for (size_t i = 0; i < count; i++)
        if (ot_period_compare(records[i].period, period) == 0)
            return true;
    return false;
}

static void add_census(const ot_sheet_context *context, ot_period period,
                       ot_activity_counts *out)
{
    static const int order[OT_PLACEMENT_ROWS] = {
        OT_PLACEMENT_TYPES, OT_PLACEMENT_RESIDENTIAL, OT_PLACEMENT_FOSTERING,
        OT_PLACEMENT_SUPPORTED_LIVING, OT_PLACEMENT_SECURE};
    const ot_outlook *outlook = context->outlook;

    for (int i = 0; i < OT_PLACEMENT_ROWS; i++) {
        int64_t count = ot_census_figure(outlook, OT_COUNTED_STOCK, order[i], period);

        if (order[i] < OT_PLACEMENT_TYPES && !ot_placement_row_shown(outlook, order[i]))
            continue;
        out->items[out->count++] =
            (ot_activity_record){.period = period,
                                 .type = ot_placement_row_code(order[i]),
                                 .count = (long)count};
        out->counted = true;
    }
}

ot_status ot_activity_gather(const ot_sheet_context *context, ot_activity_counts *out,
                             ot_error *err)
{
    const ot_outlook *outlook = context->outlook;
    const ot_activity_record *filed =
        ot_dataset_activity(context->dataset, &out->count);
    ot_period period = {0};
    size_t room = out->count + 1;

    if (outlook) {
        period = ot_census_whole(context->dataset, outlook);
        room += (outlook->census.months + 1) * OT_PLACEMENT_ROWS;
    }
    out->items = malloc(room * sizeof *out->items);
    if (!out->items)
        return ot_fail_memory(err);
    if (out->count)
        memcpy(out->items, filed, out->count * sizeof *out->items);
    for (; outlook && ot_period_compare(period, outlook->as_at) <= 0;
         period = ot_period_shift(period, 1))
        if (!ot_activity_has(context->dataset, period))
            add_census(context, period, out);
    return OT_OK;
}

/* A count of the month that was another as known a month ago. */
static ot_status note_restated(const ot_sheet_context *context, ot_report *report,
                               int type, ot_period period, size_t *restated,
                               ot_error *err)
{
    int64_t now = ot_census_figure(context->outlook, OT_COUNTED_STOCK, type, period);
    int64_t was =
        ot_census_figure(context->outlook_before, OT_COUNTED_STOCK, type, period);
    char month[OT_PERIOD_TEXT];
    const char *text;

    if (now == was || ++*restated > NOTES_MAX)
        return OT_OK;
    text = ot_report_format(
        report, "Restated: %s, %s: %lld, was %lld in last month's pack.",
        ot_period_words(context->outlook->calendar, period, month),
        ot_placement_row_name(type), (long long)now, (long long)was);
    return text ? ot_report_note(report, text, err) : ot_fail_memory(err);
}

ot_status ot_placement_restated(const ot_sheet_context *context, ot_report *report,
                                bool without_file, ot_error *err)
{
    const ot_outlook *before = context->outlook_before;
    ot_period period = ot_census_whole(context->dataset, context->outlook);
    size_t restated = 0;
    ot_status st = OT_OK;

    if (!before || context->withheld)
        return OT_OK;
    if (ot_period_compare(period, before->census.first) < 0)
        period = before->census.first;
    for (; st == OT_OK && ot_period_compare(period, before->as_at) <= 0;
         period = ot_period_shift(period, 1)) {
        if (without_file && ot_activity_has(context->dataset, period))
            continue;
        for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++)
            st = note_restated(context, report, type, period, &restated, err);
    }
    if (st == OT_OK && restated > NOTES_MAX)
        st = ot_report_note(report,
                            ot_report_format(report, "Restated besides: %zu counts.",
                                             restated - NOTES_MAX),
                            err);
    return st;
}
