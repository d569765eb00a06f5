/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_match.c - which stay of an earlier outlook is which of a later one, and why
 * there are others. */
#include <stdlib.h>
#include <string.h>

#include "engine/placements/bridge_internal.h"

/* A stay by child, in the numbers of the later outlook; children who are not in it have
 * numbers above. */
typedef struct entry {
    uint32_t child, at;
    const ot_placement *stay;
} entry;

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    if (a->stay->start != b->stay->start)
        return a->stay->start < b->stay->start ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static entry *sort_entries(const ot_stays *stays, const ot_stays *numbers)
{
    const ot_placement_list *list = &stays->list;
    entry *entries = malloc((list->count + 1) * sizeof *entries);

    for (size_t i = 0; entries && i < list->count; i++) {
        uint32_t child = list->items[i].child;

        if (stays != numbers) {
            const char *hash = ot_pool_text(stays->children, child);
            uint32_t known = ot_stays_child(numbers, hash);

            child = known == OT_NONE ? numbers->list.children + child : known;
        }
        entries[i] = (entry){child, (uint32_t)i, &list->items[i]};
    }
    if (entries && list->count)
        qsort(entries, list->count, sizeof *entries, compare_entries);
    return entries;
}

static bool same(const ot_placement *a, const ot_placement *b)
{
    return a->type == b->type && strcmp(a->provider, b->provider) == 0 &&
           strcmp(a->place, b->place) == 0;
}

/* Of one child no two stays share a start. */
static void pair(const entry *from, size_t from_count, const entry *to, size_t to_count,
                 ot_bridge_match *match)
{
    size_t i = 0, j = 0;

    while (i < from_count && j < to_count) {
        const entry *a = &from[i], *b = &to[j];
        int by = (a->child > b->child) - (a->child < b->child);

        if (!by)
            by = (a->stay->start > b->stay->start) - (a->stay->start < b->stay->start);
        if (!by && same(a->stay, b->stay)) {
            match->in_to[a->at] = b->at;
            match->in_from[b->at] = a->at;
        }
        i += by <= 0;
        j += by >= 0;
    }
}

/* A stay only in one outlook that shares days with one only in the other is the same
 * child's placement told otherwise. Stays of one child share no days within a list. */
static void find_corrected(const entry *from, size_t from_count, const entry *to,
                           size_t to_count, ot_bridge_match *match)
{
    size_t i = 0, j = 0;

    while (i < from_count && j < to_count) {
        const entry *a = &from[i], *b = &to[j];

        if (match->in_to[a->at] != OT_NO_PLACEMENT || a->child < b->child ||
            (a->child == b->child && a->stay->end <= b->stay->start)) {
            i++;
        } else if (match->in_from[b->at] != OT_NO_PLACEMENT || b->child < a->child ||
                   b->stay->end <= a->stay->start) {
            j++;
        } else {
            match->replaced[a->at] = true;
            match->why[b->at] = OT_BRIDGE_CORRECTIONS;
            if (a->stay->end < b->stay->end)
                i++;
            else
                j++;
        }
    }
}

/* A stay that the child moved to is in the step of the one it came from, where that is
 * new too: with a start, all that follows it. Stays are in the order of start, so that
 * one before is settled before. */
static void say_why(const ot_stays *from, const ot_stays *to, ot_bridge_match *match)
{
    for (size_t i = 0; i < to->list.count; i++) {
        const ot_placement *stay = &to->list.items[i];

        if (match->in_from[i] != OT_NO_PLACEMENT ||
            match->why[i] == OT_BRIDGE_CORRECTIONS)
            continue;
        if (stay->start <= from->as_at)
            match->why[i] = OT_BRIDGE_LATE;
        else if (stay->before == OT_NO_PLACEMENT)
            match->why[i] = OT_BRIDGE_STARTS;
        else if (match->in_from[stay->before] != OT_NO_PLACEMENT)
            match->why[i] = OT_BRIDGE_MOVES;
        else
            match->why[i] = match->why[stay->before];
    }
}

ot_status ot_bridge_find(const ot_stays *from, const ot_stays *to, ot_bridge_match *out,
                         ot_error *err)
{
    size_t from_count = from->list.count, to_count = to->list.count;
    entry *before = sort_entries(from, to), *now = sort_entries(to, to);
    ot_status st = OT_OK;

    *out = (ot_bridge_match){.in_to = malloc((from_count + 1) * sizeof *out->in_to),
                             .in_from = malloc((to_count + 1) * sizeof *out->in_from),
                             .replaced = calloc(from_count + 1, sizeof *out->replaced),
                             .why = calloc(to_count + 1, sizeof *out->why)};
    if (!before || !now || !out->in_to || !out->in_from || !out->replaced ||
        !out->why) {
        st = ot_fail_memory(err);
        goto done;
    }
    for (size_t i = 0; i < from_count; i++)
        out->in_to[i] = OT_NO_PLACEMENT;
    for (size_t i = 0; i < to_count; i++)
        out->in_from[i] = OT_NO_PLACEMENT;
    pair(before, from_count, now, to_count, out);
    find_corrected(before, from_count, now, to_count, out);
    say_why(from, to, out);
done:
    free(before);
    free(now);
    return st;
}

void ot_bridge_match_clear(ot_bridge_match *match)
{
    free(match->in_to);
    free(match->in_from);
    free(match->replaced);
    free(match->why);
    *match = (ot_bridge_match){0};
}
