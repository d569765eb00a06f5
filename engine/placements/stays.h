/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stays.h - from the episodes of looked-after children to their external placements, as
 * known on a day.
 * Knows no cost and no file. What is external, and of what type, is codes.h.
 *
 * From an episode to a stay, in this order:
 *  1. An episode that starts after as_at was not known and is left out. An end after
 *     as_at is a planned one: kept, or with hide_later_ends taken as open.
 *  2. Of episodes of a child with the same start the later return's holds, within one
 *     return the later in order (which is a finding).
 *  3. An episode that ends before it starts is dropped (a finding); one that ends on
 *     its first day has no night and is dropped.
 *  4. An episode that overlaps the child's next one ends where that starts; where it is
 *     open and a later one is open too, that is a finding of its own.
 *  5. T0-T4 directly after an episode keep its place, provider and URN.
 *  6. Episodes that follow one another without a night between and with the same PLACE,
 *     PLACE_PROVIDER and URN are one stay, whatever else changes (legal status, need,
 *     RNE); a change of one of the three begins a new stay, whatever RNE says. */
#ifndef OT_STAYS_H
#define OT_STAYS_H

#include "engine/placements/placement.h"
#include "engine/placements/stay_finding.h"
#include "engine/pool.h"
#include "engine/record_placements.h"

typedef struct ot_stays_input {
    const ot_episode_record *episodes;
    size_t episode_count;
    const ot_child_record *children; /* of a child twice, the later return's holds */
    size_t child_count;
    const ot_uasc_record *uasc; /* the same */
    size_t uasc_count;
    bool hide_later_ends; /* as known on as_at: for comparing old forecasts */
} ot_stays_input;

/* The return and line of the episode that a stay begins with. */
typedef struct ot_stay_origin {
    int year;
    long line;
} ot_stay_origin;

/* In the caller's storage; owns all it points to. */
typedef struct ot_stays {
    ot_placement_list list;
    ot_stay_origin *origins; /* [list.count] */
    ot_stay_findings rows;   /* by return and line */
    ot_day as_at;
    ot_pool *children; /* hashes by number */
    ot_arena arena;
} ot_stays;

/* Children are numbered in the order of all episodes given, so that the numbers of one
 * input are the same for every as_at. An unaccompanied asylum-seeking child is one who
 * was so still on the start day. calendar: to name returns in findings and, for an
 * episode without a year, to tell the return from as_at. findings may be NULL: rows
 * are filled alone. The caller clears; after a failure out is empty. */
ot_status ot_stays_build(const ot_stays_input *input, ot_day as_at,
                         ot_calendar calendar, ot_stays *out, ot_findings *findings,
                         ot_error *err);
void ot_stays_clear(ot_stays *stays);

/* The number of a child by its hash; OT_NONE: it has no episode. */
uint32_t ot_stays_child(const ot_stays *stays, const char *child);

/* Whether a placement goes on for the night of a day. */
bool ot_placement_on(const ot_placement *placement, ot_day day);

#endif
