/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "engine/publish_internal.h"

#define NO_CELL UINT32_MAX

ot_publish *ot_publish_new(void)
{
    return calloc(1, sizeof(ot_publish));
}

void ot_publish_free(ot_publish *publish)
{
    if (!publish)
        return;
    free(publish->cells);
    free(publish->sums);
    free(publish->terms);
    free(publish);
}

/* Room for `more` of size bytes each; *array may move. */
static ot_status reserve(void **array, size_t count, size_t more, size_t *room,
                         size_t size, ot_error *err)
{
    size_t wanted = *room ? *room : 64;
    void *grown;

    if (count + more <= *room)
        return OT_OK;
    while (wanted < count + more)
        wanted *= 2;
    grown = realloc(*array, wanted * size);
    if (!grown)
        return ot_fail_memory(err);
    *array = grown;
    *room = wanted;
    return OT_OK;
}

ot_status ot_publish_cell(ot_publish *publish, int64_t count, uint32_t *cell,
                          ot_error *err)
{
    void *cells = publish->cells;
    ot_status st = reserve(&cells, publish->cell_count, 1, &publish->cell_room,
                           sizeof *publish->cells, err);
    bool few = count > 0 && count < OT_PUBLISH_LEAST;

    publish->cells = cells;
    if (st < 0)
        return st;
    *cell = (uint32_t)publish->cell_count++;
    publish->cells[*cell] =
        (publish_cell){.count = count,
                       .state = few ? OT_PUBLISH_FEW : OT_PUBLISH_SHOWN,
                       .sensitive = few};
    return OT_OK;
}

void ot_publish_miss(ot_publish *publish, uint32_t cell, int how_much)
{
    publish->cells[cell].missed = how_much;
}

void ot_publish_hold(ot_publish *publish, uint32_t cell)
{
    publish_cell *held = &publish->cells[cell];

    held->sensitive = true;
    if (held->state == OT_PUBLISH_SHOWN)
        held->state = OT_PUBLISH_HELD;
}

ot_status ot_publish_sum(ot_publish *publish, const ot_publish_term *terms,
                         size_t count, ot_error *err)
{
    void *array = publish->terms;
    ot_status st = reserve(&array, publish->term_count, count, &publish->term_room,
                           sizeof *publish->terms, err);

    publish->terms = array;
    if (st < 0)
        return st;
    array = publish->sums;
    st = reserve(&array, publish->sum_count, 1, &publish->sum_room,
                 sizeof *publish->sums, err);
    publish->sums = array;
    if (st < 0)
        return st;
    for (size_t i = 0; i < count; i++)
        publish->terms[publish->term_count + i] = terms[i];
    publish->sums[publish->sum_count++] = (publish_sum){publish->term_count, count};
    publish->term_count += count;
    return OT_OK;
}

ot_publish_state ot_publish_state_of(const ot_publish *publish, uint32_t cell)
{
    return publish->cells[cell].state;
}

/* Whether a cell is missed less than another; best may be NO_CELL. */
static bool is_less(const ot_publish *publish, uint32_t which, uint32_t best)
{
    const publish_cell *cell = &publish->cells[which], *other;

    if (best == NO_CELL)
        return true;
    other = &publish->cells[best];
    if (cell->missed != other->missed)
        return cell->missed < other->missed;
    if (!cell->count || !other->count)
        return cell->count > other->count;
    return cell->count < other->count;
}

/* Of a sum's cells that are shown the one least missed; NO_CELL where all are left
 * out. */
static uint32_t least_missed(const ot_publish *publish, const publish_sum *sum)
{
    uint32_t best = NO_CELL;

    for (size_t i = 0; i < sum->count; i++) {
        uint32_t at = publish->terms[sum->first + i].cell;

        if (publish->cells[at].state == OT_PUBLISH_SHOWN && is_less(publish, at, best))
            best = at;
    }
    return best;
}

static bool leave_out(ot_publish *publish, uint32_t cell)
{
    if (cell == NO_CELL)
        return false;
    publish->cells[cell].state = OT_PUBLISH_HELD;
    return true;
}

/* No sum has one cell left out. */
static bool pair_up(ot_publish *publish)
{
    bool any = false;

    for (size_t i = 0; i < publish->sum_count; i++) {
        const publish_sum *sum = &publish->sums[i];
        size_t out = 0;

        for (size_t k = 0; k < sum->count; k++)
            out += publish->cells[publish->terms[sum->first + k].cell].state !=
                   OT_PUBLISH_SHOWN;
        if (out == 1)
            any |= leave_out(publish, least_missed(publish, sum));
    }
    return any;
}

/* One more of the sum that bounds a cell; but rather than one that is missed more than
 * the cell itself, no word that this is few. */
static bool loosen(ot_publish *publish, uint32_t which)
{
    publish_cell *cell = &publish->cells[which];
    uint32_t other = least_missed(publish, &publish->sums[cell->by]);

    if (cell->state == OT_PUBLISH_FEW &&
        (other == NO_CELL || publish->cells[other].missed > cell->missed)) {
        cell->state = OT_PUBLISH_HELD;
        return true;
    }
    return leave_out(publish, other);
}

/* Marks as near all cells that share a sum with one that is near. */
static bool draw_nearer(ot_publish *publish, uint32_t *best)
{
    bool any = false;

    for (size_t i = 0; i < publish->sum_count; i++) {
        const publish_sum *sum = &publish->sums[i];
        bool in = false;
        uint32_t other;

        for (size_t k = 0; k < sum->count; k++)
            in |= publish->cells[publish->terms[sum->first + k].cell].near;
        other = in ? least_missed(publish, sum) : NO_CELL;
        if (other != NO_CELL && is_less(publish, other, *best))
            *best = other;
        for (size_t k = 0; in && k < sum->count; k++) {
            publish_cell *cell = &publish->cells[publish->terms[sum->first + k].cell];

            any |= !cell->near;
            cell->near = true;
        }
    }
    return any;
}

/* For each cell that has fallen one more is left out: of its own sums that which is
 * least missed; where they are left out whole, of the sums around them. */
static bool cover(ot_publish *publish)
{
    bool any = false;

    for (uint32_t cell = 0; cell < publish->cell_count; cell++) {
        uint32_t best = NO_CELL;

        if (!publish->cells[cell].fallen)
            continue;
        if (publish->cells[cell].bound && loosen(publish, cell)) {
            any = true;
            continue;
        }
        for (size_t i = 0; i < publish->cell_count; i++)
            publish->cells[i].near = i == cell;
        while (best == NO_CELL && draw_nearer(publish, &best))
            ;
        any |= leave_out(publish, best);
    }
    return any;
}

static bool has_fallen(const ot_publish *publish)
{
    bool any = false;

    for (size_t i = 0; i < publish->cell_count; i++)
        any |= publish->cells[i].fallen;
    return any;
}

ot_status ot_publish_decide(ot_publish *publish, ot_error *err)
{
    for (;;) {
        while (pair_up(publish))
            ;
        for (size_t i = 0; i < publish->cell_count; i++)
            publish->cells[i].fallen = publish->cells[i].bound = false;
        if (publish_attack_sums(publish, err) < 0)
            return OT_ENOMEM;
        publish_attack_bounds(publish);
        if (!has_fallen(publish))
            return OT_OK;
        if (!cover(publish))
            return OT_OK; /* everything that there is to leave out is */
    }
}
