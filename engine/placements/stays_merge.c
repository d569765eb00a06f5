/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stays_merge.c - episodes that are one placement made one. */
#include "engine/placements/stays_internal.h"

#include <string.h>

#define NO_TYPE OT_PLACEMENT_TYPES

/* Where a child is after an episode. row names place, provider and URN: after a
 * temporary move those of the placement it interrupts, NULL where it interrupts none.
 */
typedef struct whereabouts {
    uint32_t child;
    ot_day end;
    const ot_episode_record *row;
    ot_placement_type type; /* NO_TYPE: not external */
} whereabouts;

static ot_placement_type type_of(const ot_episode_record *row)
{
    const ot_place_code *place = ot_place_code_find(row->place);

    if (!place || place->use != OT_PLACE_COUNTED ||
        !ot_provider_code_external(row->provider) ||
        ot_legal_status_short_break(row->legal_status))
        return NO_TYPE;
    return place->type;
}

static bool keeps(const ot_episode_record *row)
{
    const ot_place_code *place = ot_place_code_find(row->place);

    return place && place->use == OT_PLACE_KEEPS &&
           !ot_legal_status_short_break(row->legal_status);
}

static bool same_place(const ot_episode_record *a, const ot_episode_record *b)
{
    return a == b ||
           (strcmp(a->place, b->place) == 0 && strcmp(a->provider, b->provider) == 0 &&
            strcmp(a->urn, b->urn) == 0);
}

/* Where the child is in this episode; last: in the one directly before it, or NULL. */
static ot_status locate(const ot_span *span, const whereabouts *last, ot_stays *stays,
                        whereabouts *out, ot_error *err)
{
    *out = (whereabouts){span->child, span->end, span->row, NO_TYPE};
    if (!keeps(span->row)) {
        out->type = type_of(span->row);
        return OT_OK;
    }
    out->row = last ? last->row : NULL;
    if (out->row) {
        out->type = last->type;
        return OT_OK;
    }
    return ot_stay_findings_add(
        &stays->rows, OT_STAY_INTERRUPTS_NONE, span->row->year, span->row->line,
        span->start, err, "temporary move %s follows on no placement: not counted",
        span->row->place);
}

static ot_status begin(const ot_span *span, const whereabouts *now, ot_stays *stays,
                       ot_placement *out, ot_error *err)
{
    const char *urn = now->row->urn;

    *out = (ot_placement){.child = span->child,
                          .start = span->start,
                          .end = span->end,
                          .type = now->type,
                          .adult = OT_DAY_OPEN,
                          .before = OT_NO_PLACEMENT,
                          .after = OT_NO_PLACEMENT};
    out->place = ot_arena_copy(&stays->arena, now->row->place);
    out->provider = ot_arena_format(&stays->arena, "%s%s%s", now->row->provider,
                                    urn[0] ? " " : "", urn);
    return out->place && out->provider ? OT_OK : ot_fail_memory(err);
}

/* The placement before, where the child moved straight from it. */
static void link_to_last(ot_placement *placements, size_t count)
{
    ot_placement *now = &placements[count - 1], *last = now - 1;

    if (count < 2 || last->child != now->child || last->end != now->start)
        return;
    last->after = (uint32_t)(count - 1);
    now->before = (uint32_t)(count - 2);
}

ot_status ot_stays_merge(const ot_spans *spans, ot_stays *stays,
                         ot_placement *placements, size_t *count, ot_error *err)
{
    whereabouts last = {0}, now;

    *count = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const ot_span *span = &spans->items[i];
        bool follows = i && last.child == span->child && last.end == span->start;
        ot_status st = locate(span, follows ? &last : NULL, stays, &now, err);

        if (st < 0)
            return st;
        if (now.type != NO_TYPE) {
            if (follows && last.type == now.type && same_place(last.row, now.row)) {
                placements[*count - 1].end = span->end;
            } else {
                st = begin(span, &now, stays, &placements[*count], err);
                if (st < 0)
                    return st;
                stays->origins[(*count)++] =
                    (ot_stay_origin){span->row->year, span->row->line};
                link_to_last(placements, *count);
            }
        }
        last = now;
    }
    return OT_OK;
}
