/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/stays.h"

#include <stdlib.h>
#include <string.h>

#include "engine/placements/day.h"
#include "engine/placements/stays_internal.h"

/* What the header and the list of unaccompanied asylum-seeking children say of a child,
 * each by the latest return. */
typedef struct child_facts {
    bool has_header, has_uasc, told;
    int header_year, uasc_year;
    ot_date adult, uasc_until; /* 0: not known; no end */
} child_facts;

static child_facts *gather_facts(const ot_stays_input *input, const ot_stays *stays)
{
    child_facts *facts = calloc(ot_pool_count(stays->children) + 1, sizeof *facts);

    for (size_t i = 0; facts && i < input->child_count; i++) {
        const ot_child_record *row = &input->children[i];
        uint32_t child = ot_stays_child(stays, row->child);

        if (child == OT_NONE ||
            (facts[child].has_header && row->year < facts[child].header_year))
            continue;
        facts[child].has_header = true;
        facts[child].header_year = row->year;
        facts[child].adult = row->adult;
    }
    for (size_t i = 0; facts && i < input->uasc_count; i++) {
        const ot_uasc_record *row = &input->uasc[i];
        uint32_t child = ot_stays_child(stays, row->child);

        if (child == OT_NONE ||
            (facts[child].has_uasc && row->year < facts[child].uasc_year))
            continue;
        facts[child].has_uasc = true;
        facts[child].uasc_year = row->year;
        facts[child].uasc_until = row->until;
    }
    return facts;
}

static ot_status check_episodes(const ot_spans *spans, ot_calendar calendar,
                                ot_stays *stays, child_facts *facts, ot_error *err)
{
    for (size_t i = 0; i < spans->count; i++) {
        const ot_span *span = &spans->items[i];
        int year = span->row->year ? span->row->year
                                   : ot_day_period(calendar, stays->as_at).year;
        ot_status st = ot_span_check(span, year, stays, err);

        if (st == OT_OK && !facts[span->child].has_header && !facts[span->child].told) {
            facts[span->child].told = true;
            st = ot_stay_findings_add(&stays->rows, OT_STAY_NO_HEADER, span->row->year,
                                      span->row->line, span->start, err,
                                      "the child of this episode is in no header");
        }
        if (st < 0)
            return st;
    }
    return OT_OK;
}

/* Sets what depends on the child, and tells of stays that outlast childhood. */
static ot_status place_children(ot_placement *placements, size_t count,
                                const child_facts *facts, ot_stays *stays,
                                ot_error *err)
{
    for (size_t i = 0; i < count; i++) {
        ot_placement *stay = &placements[i];
        const child_facts *child = &facts[stay->child];
        ot_day known_end = stay->end <= stays->as_at ? stay->end : stays->as_at + 1;
        ot_status st;

        stay->uasc =
            child->has_uasc &&
            (!child->uasc_until || ot_day_from_date(child->uasc_until) > stay->start);
        if (!child->adult)
            continue;
        stay->adult = ot_day_from_date(child->adult);
        if (known_end <= ot_day_next_month(stay->adult))
            continue;
        st = ot_stay_findings_add(
            &stays->rows, OT_STAY_ADULT, stays->origins[i].year, stays->origins[i].line,
            stay->start, err,
            "the placement lasts beyond the month of the child's 18th birthday");
        if (st < 0)
            return st;
    }
    return OT_OK;
}

/* A placement with its origin and its number by child, for sorting. */
typedef struct sorted {
    ot_placement stay;
    ot_stay_origin origin;
    uint32_t number;
} sorted;

static int compare_sorted(const void *left, const void *right)
{
    const ot_placement *a = &((const sorted *)left)->stay;
    const ot_placement *b = &((const sorted *)right)->stay;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->child > b->child) - (a->child < b->child);
}

/* By start and child, with before and after following. */
static ot_status sort_stays(ot_placement *placements, size_t count, ot_stays *stays,
                            ot_error *err)
{
    sorted *rows = malloc((count + 1) * sizeof *rows);
    uint32_t *now_at = malloc((count + 1) * sizeof *now_at);
    ot_status st = OT_OK;

    if (!rows || !now_at) {
        st = ot_fail_memory(err);
        goto done;
    }
    for (size_t i = 0; i < count; i++)
        rows[i] = (sorted){placements[i], stays->origins[i], (uint32_t)i};
    qsort(rows, count, sizeof *rows, compare_sorted);
    for (size_t i = 0; i < count; i++)
        now_at[rows[i].number] = (uint32_t)i;
    for (size_t i = 0; i < count; i++) {
        ot_placement *stay = &placements[i];

        *stay = rows[i].stay;
        stays->origins[i] = rows[i].origin;
        if (stay->before != OT_NO_PLACEMENT)
            stay->before = now_at[stay->before];
        if (stay->after != OT_NO_PLACEMENT)
            stay->after = now_at[stay->after];
    }
done:
    free(rows);
    free(now_at);
    return st;
}

ot_status ot_stays_build(const ot_stays_input *input, ot_day as_at,
                         ot_calendar calendar, ot_stays *out, ot_findings *findings,
                         ot_error *err)
{
    ot_spans spans = {0};
    child_facts *facts = NULL;
    ot_placement *placements = NULL;
    ot_status st = OT_OK;
    size_t count = 0;

    *out = (ot_stays){.as_at = as_at, .children = ot_pool_new()};
    if (!out->children)
        return ot_fail_memory(err);
    st = ot_spans_gather(input, out, &spans, err);
    if (st < 0)
        goto done;
    facts = gather_facts(input, out);
    placements = malloc((spans.count + 1) * sizeof *placements);
    out->list.items = placements;
    out->origins = malloc((spans.count + 1) * sizeof *out->origins);
    if (!facts || !placements || !out->origins) {
        st = ot_fail_memory(err);
        goto done;
    }
    if ((st = check_episodes(&spans, calendar, out, facts, err)) < 0 ||
        (st = ot_stays_merge(&spans, out, placements, &count, err)) < 0 ||
        (st = place_children(placements, count, facts, out, err)) < 0 ||
        (st = sort_stays(placements, count, out, err)) < 0)
        goto done;
    out->list.count = count;
    out->list.children = ot_pool_count(out->children);
    ot_stay_findings_sort(&out->rows);
    if (findings)
        st = ot_stay_findings_tell(&out->rows, calendar, findings, err);
done:
    if (st < 0)
        ot_stays_clear(out);
    free(spans.items);
    free(facts);
    return st;
}

void ot_stays_clear(ot_stays *stays)
{
    free((void *)stays->list.items);
    free(stays->origins);
    ot_stay_findings_clear(&stays->rows);
    ot_pool_free(stays->children);
    ot_arena_clear(&stays->arena);
    *stays = (ot_stays){0};
}

uint32_t ot_stays_child(const ot_stays *stays, const char *child)
{
    return ot_pool_find(stays->children, child);
}

bool ot_placement_on(const ot_placement *placement, ot_day day)
{
    return placement->start <= day && placement->end > day;
}
