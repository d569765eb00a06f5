/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cube.h"

#include <stdlib.h>
#include <string.h>

#include "engine/order.h"

/* Cells in the order they came, found by open addressing; slots hold an index + 1. */
struct ot_cube {
    ot_pool *pools[OT_DIMENSIONS];
    ot_cell *cells;
    size_t count, room;
    uint32_t *slots;
    size_t slot_count; /* a power of two; 0: to be made anew */
    bool sorted;       /* since the last add */
    uint32_t last[OT_DIMENSIONS];
};

ot_cube *ot_cube_new(void)
{
    ot_cube *cube = calloc(1, sizeof *cube);

    for (int d = 0; cube && d < OT_DIMENSIONS; d++) {
        cube->pools[d] = ot_pool_new();
        if (!cube->pools[d]) {
            ot_cube_free(cube);
            return NULL;
        }
    }
    return cube;
}

void ot_cube_free(ot_cube *cube)
{
    if (!cube)
        return;
    for (int d = 0; d < OT_DIMENSIONS; d++)
        ot_pool_free(cube->pools[d]);
    free(cube->cells);
    free(cube->slots);
    free(cube);
}

static uint64_t hash_cell(const ot_cell *cell)
{
    uint64_t hash = 0;

    for (int d = 0; d < OT_DIMENSIONS; d++)
        hash = (hash ^ cell->code[d]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= (uint64_t)cell->period.year << 8 ^ (uint64_t)cell->period.number << 3 ^
            (uint64_t)cell->measure;
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static bool same_cell(const ot_cell *a, const ot_cell *b)
{
    return memcmp(a->code, b->code, sizeof a->code) == 0 && a->measure == b->measure &&
           a->period.year == b->period.year && a->period.number == b->period.number;
}

static size_t find_slot(const ot_cube *cube, const ot_cell *cell)
{
    size_t mask = cube->slot_count - 1;
    size_t at = (size_t)hash_cell(cell) & mask;

    while (cube->slots[at] && !same_cell(&cube->cells[cube->slots[at] - 1], cell))
        at = (at + 1) & mask;
    return at;
}

/* Slots point to the cells' places, so they are made anew when cells move or grow. */
static ot_status index_cells(ot_cube *cube, size_t slot_count, ot_error *err)
{
    uint32_t *slots = calloc(slot_count, sizeof *slots);

    if (!slots)
        return ot_fail_memory(err);
    free(cube->slots);
    cube->slots = slots;
    cube->slot_count = slot_count;
    for (size_t i = 0; i < cube->count; i++)
        slots[find_slot(cube, &cube->cells[i])] = (uint32_t)(i + 1);
    return OT_OK;
}

static ot_status reserve_one(ot_cube *cube, ot_error *err)
{
    size_t slots = cube->slot_count ? cube->slot_count : 4096;

    if (cube->count == cube->room) {
        size_t room = cube->room ? cube->room + cube->room / 2 : 1024;
        ot_cell *cells;

        if (room > UINT32_MAX)
            return ot_fail(err, OT_ERANGE, "the ledger has too many cells");
        cells = realloc(cube->cells, room * sizeof *cells);
        if (!cells)
            return ot_fail_memory(err);
        cube->cells = cells;
        cube->room = room;
    }
    while ((cube->count + 1) * 2 > slots)
        slots *= 2;
    return slots == cube->slot_count ? OT_OK : index_cells(cube, slots, err);
}

/* The number of a text, which is often that of the record before. */
static ot_status number_text(ot_cube *cube, int d, const char *text, uint32_t *number,
                             ot_error *err)
{
    if (ot_pool_count(cube->pools[d]) > cube->last[d] &&
        strcmp(ot_pool_text(cube->pools[d], cube->last[d]), text) == 0) {
        *number = cube->last[d];
        return OT_OK;
    }
    if (ot_pool_put(cube->pools[d], text, number, err) < 0)
        return OT_ENOMEM;
    cube->last[d] = *number;
    return OT_OK;
}

static ot_status add_lines(ot_cell *cell, const ot_ledger_record *record, ot_error *err)
{
    long first = record->first_line ? record->first_line : record->line;
    long last = record->last_line ? record->last_line : first;

    if (record->lines > (long)(UINT32_MAX - cell->lines) || last > (long)UINT32_MAX)
        return ot_fail(err, OT_ERANGE, "a ledger cannot have more than %u lines",
                       UINT32_MAX);
    if (first && (!cell->first_line || (uint32_t)first < cell->first_line))
        cell->first_line = (uint32_t)first;
    if ((uint32_t)last > cell->last_line)
        cell->last_line = (uint32_t)last;
    cell->lines += (uint32_t)record->lines;
    return OT_OK;
}

static ot_status add_record(ot_cube *cube, const ot_ledger_record *record,
                            ot_error *err)
{
    const char *texts[OT_DIMENSIONS] = {record->cost_centre, record->account,
                                        record->fund, record->project};
    ot_cell cell = {.measure = record->measure, .period = record->period};
    ot_cell *found;
    size_t slot;
    ot_status st;

    if (!ot_period_valid(record->period))
        return ot_fail(err, OT_EUSAGE, "period %d of year %d does not exist",
                       record->period.number, record->period.year);
    st = reserve_one(cube, err);
    for (int d = 0; d < OT_DIMENSIONS && st == OT_OK; d++)
        st = number_text(cube, d, texts[d], &cell.code[d], err);
    if (st < 0)
        return st;
    slot = find_slot(cube, &cell);
    if (!cube->slots[slot]) {
        cube->cells[cube->count] = cell;
        cube->slots[slot] = (uint32_t)++cube->count;
    }
    found = &cube->cells[cube->slots[slot] - 1];
    if (ot_pence_add(&found->amount, record->amount, err) < 0)
        return OT_ERANGE;
    return add_lines(found, record, err);
}

ot_status ot_cube_add(ot_cube *cube, const ot_ledger_record *records, size_t count,
                      ot_error *err)
{
    cube->sorted = false;
    for (size_t i = 0; i < count; i++) {
        ot_status st = add_record(cube, &records[i], err);

        if (st < 0)
            return st;
    }
    return OT_OK;
}

typedef struct ranked_text {
    const char *text;
    uint32_t id;
} ranked_text;

static int compare_texts(const void *left, const void *right)
{
    return strcmp(((const ranked_text *)left)->text,
                  ((const ranked_text *)right)->text);
}

/* ranks[id]: the place of a pool's text in alphabetical order. */
static uint32_t *rank_pool(const ot_pool *pool)
{
    uint32_t count = ot_pool_count(pool);
    ranked_text *texts = malloc((count + 1) * sizeof *texts);
    uint32_t *ranks = malloc((count + 1) * sizeof *ranks);

    if (!texts || !ranks) {
        free(texts);
        free(ranks);
        return NULL;
    }
    for (uint32_t id = 0; id < count; id++)
        texts[id] = (ranked_text){ot_pool_text(pool, id), id};
    qsort(texts, count, sizeof *texts, compare_texts);
    for (uint32_t place = 0; place < count; place++)
        ranks[texts[place].id] = place;
    free(texts);
    return ranks;
}

static bool in_order(const ot_cube *cube, uint32_t *const ranks[])
{
    for (size_t i = 1; i < cube->count; i++) {
        const ot_cell *a = &cube->cells[i - 1], *b = &cube->cells[i];
        int d = 0;

        while (d < OT_DIMENSIONS && a->code[d] == b->code[d])
            d++;
        if (d < OT_DIMENSIONS ? ranks[d][a->code[d]] > ranks[d][b->code[d]]
                              : ot_cell_slice(a) > ot_cell_slice(b))
            return false;
    }
    return true;
}

static ot_status find_order(const ot_cube *cube, uint32_t *const ranks[],
                            ot_order *order, ot_error *err)
{
    ot_status st;

    for (size_t i = 0; i < cube->count; i++)
        order->keys[i] = ot_cell_slice(&cube->cells[i]);
    st = ot_order_by_keys(order, OT_CELL_SLICES, err);
    for (int d = OT_DIMENSIONS - 1; d >= 0 && st == OT_OK; d--) {
        for (size_t i = 0; i < cube->count; i++)
            order->keys[i] = ranks[d][cube->cells[i].code[d]];
        st = ot_order_by_keys(order, ot_pool_count(cube->pools[d]), err);
    }
    return st;
}

/* Each to its place, round by round; a cell that is there is marked in `at`. */
static void move_cells(ot_cell *cells, uint32_t *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ot_cell first = cells[i];
        uint32_t to = (uint32_t)i, from;

        if (at[i] == to)
            continue;
        for (; (from = at[to]) != i; to = from) {
            cells[to] = cells[from];
            at[to] = to;
        }
        cells[to] = first;
        at[to] = to;
    }
}

static ot_status sort_cells(ot_cube *cube, uint32_t *const ranks[], ot_error *err)
{
    ot_order order;
    ot_status st;

    if (in_order(cube, ranks))
        return OT_OK;
    /* Slots are of no use once cells move. */
    free(cube->slots);
    cube->slots = NULL;
    cube->slot_count = 0;
    st = ot_order_init(&order, cube->count, err);
    if (st == OT_OK)
        st = find_order(cube, ranks, &order, err);
    if (st == OT_OK)
        move_cells(cube->cells, order.at, cube->count);
    ot_order_clear(&order);
    return st;
}

static ot_status put_in_order(ot_cube *cube, ot_error *err)
{
    uint32_t *ranks[OT_DIMENSIONS] = {NULL};
    ot_status st = OT_OK;

    for (int d = 0; d < OT_DIMENSIONS; d++) {
        ranks[d] = rank_pool(cube->pools[d]);
        if (!ranks[d])
            st = ot_fail_memory(err);
    }
    if (st == OT_OK && cube->count)
        st = sort_cells(cube, ranks, err);
    for (int d = 0; d < OT_DIMENSIONS; d++)
        free(ranks[d]);
    return st;
}

ot_status ot_cube_cells(ot_cube *cube, const ot_cell **cells, size_t *count,
                        ot_error *err)
{
    ot_status st = cube->sorted ? OT_OK : put_in_order(cube, err);

    cube->sorted = st == OT_OK;
    *cells = cube->cells;
    *count = cube->count;
    return st;
}

const ot_pool *ot_cube_pool(const ot_cube *cube, ot_dimension dimension)
{
    return cube->pools[dimension];
}

const char *ot_cube_text(const ot_cube *cube, const ot_cell *cell,
                         ot_dimension dimension)
{
    return ot_pool_text(cube->pools[dimension], cell->code[dimension]);
}
