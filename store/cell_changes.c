/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell_changes.h"

#include <stdlib.h>
#include <string.h>

#include "store/cell_set.h"

typedef struct pair {
    int64_t import;
    const char *file;
} pair;

/* Cells of pair p have the numbers 2p (of the slice replaced) and 2p + 1. */
typedef struct comparison {
    ot_store *store;
    ot_cell_set set;
    pair *pairs;
    size_t pair_count, pair_room;
    const ot_stored_cell **differ;
    size_t differ_count;
    ot_arena texts;
} comparison;

static ot_status take_pair(comparison *c, ot_stmt *stmt, ot_error *err)
{
    uint32_t number = (uint32_t)c->pair_count * 2;
    int64_t old = ot_stmt_int(stmt, 3);
    ot_status st = OT_OK;
    pair *taken;

    if (c->pair_count == c->pair_room) {
        size_t room = c->pair_room ? c->pair_room * 2 : 64;
        pair *pairs = realloc(c->pairs, room * sizeof *pairs);

        if (!pairs)
            return ot_fail_memory(err);
        c->pairs = pairs;
        c->pair_room = room;
    }
    taken = &c->pairs[c->pair_count++];
    *taken =
        (pair){ot_stmt_int(stmt, 0), ot_arena_copy(&c->texts, ot_stmt_text(stmt, 1))};
    if (!taken->file)
        return ot_fail_memory(err);
    if (!ot_stmt_null(stmt, 3))
        st = ot_cell_set_add(&c->set, c->store, old, number, err);
    return st == OT_OK ? ot_cell_set_add(&c->set, c->store, ot_stmt_int(stmt, 2),
                                         number + 1, err)
                       : st;
}

static bool same_codes(const ot_stored_cell *a, const ot_stored_cell *b)
{
    return memcmp(a->code, b->code, sizeof a->code) == 0;
}

/* A cell that stands in one slice of its pair alone, or in both with other amounts. In
 * order, the two are neighbours. */
static ot_status find_differences(comparison *c, ot_error *err)
{
    const ot_cell_set *set = &c->set;

    c->differ = malloc((set->count + 1) * sizeof *c->differ);
    if (!c->differ)
        return ot_fail_memory(err);
    for (size_t i = 0; i < set->count; i++) {
        const ot_stored_cell *cell = ot_cell_set_at(set, i);
        const ot_stored_cell *next =
            i + 1 < set->count ? ot_cell_set_at(set, i + 1) : NULL;

        if (next && same_codes(cell, next) && cell->slice / 2 == next->slice / 2) {
            i++;
            if (cell->amount == next->amount)
                continue;
        }
        c->differ[c->differ_count++] = cell;
    }
    return OT_OK;
}

/* They are in the order of codes already, but not of imports, and projects and periods
 * of the same codes are told once. */
static ot_status sort_by_import(comparison *c, ot_order *order, ot_error *err)
{
    uint32_t import = 0;
    uint32_t *numbers = malloc((c->pair_count + 1) * sizeof *numbers);
    ot_status st =
        numbers ? ot_order_init(order, c->differ_count, err) : ot_fail_memory(err);

    for (size_t p = 0; p < c->pair_count && st == OT_OK; p++) {
        import += p > 0 && c->pairs[p].import != c->pairs[p - 1].import;
        numbers[p] = import;
    }
    for (size_t i = 0; i < c->differ_count && st == OT_OK; i++)
        order->keys[i] = numbers[c->differ[i]->slice / 2];
    if (st == OT_OK)
        st = ot_order_by_keys(order, err);
    free(numbers);
    return st;
}

static ot_status tell(const comparison *c, const ot_order *order,
                      ot_status (*each)(void *self, const ot_change *change,
                                        ot_error *err),
                      void *self, ot_error *err)
{
    const ot_stored_cell *last = NULL;
    ot_status st = OT_OK;

    for (size_t i = 0; i < c->differ_count && st == OT_OK; i++) {
        const ot_stored_cell *cell = c->differ[order->at[i]];
        const pair *of = &c->pairs[cell->slice / 2];
        const ot_change change = {of->import,
                                  OT_KIND_LEDGER,
                                  of->file,
                                  ot_cell_set_text(&c->set, cell, OT_DIM_COST_CENTRE),
                                  ot_cell_set_text(&c->set, cell, OT_DIM_ACCOUNT),
                                  ot_cell_set_text(&c->set, cell, OT_DIM_FUND)};

        if (!last || c->pairs[last->slice / 2].import != of->import ||
            memcmp(last->code, cell->code, OT_DIM_PROJECT * sizeof *cell->code) != 0)
            st = each(self, &change, err);
        last = cell;
    }
    return st;
}

ot_status ot_cells_changes(ot_store *store, ot_stmt *pairs,
                           ot_status (*each)(void *self, const ot_change *change,
                                             ot_error *err),
                           void *self, ot_error *err)
{
    comparison c = {.store = store};
    ot_order order = {0};
    ot_status st = OT_OK;

    while (st == OT_OK && (st = ot_stmt_next(pairs, err)) == OT_OK)
        st = take_pair(&c, pairs, err);
    if (st == OT_END)
        st = ot_cell_set_sort(&c.set, store, err);
    if (st == OT_OK)
        st = find_differences(&c, err);
    if (st == OT_OK)
        st = sort_by_import(&c, &order, err);
    if (st == OT_OK)
        st = tell(&c, &order, each, self, err);
    ot_order_clear(&order);
    ot_cell_set_clear(&c.set);
    ot_arena_clear(&c.texts);
    free(c.pairs);
    free(c.differ);
    return st;
}
