/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cube.h"

#include <stdlib.h>
#include <string.h>

#include "engine/order.h"

/* Cells in the order they came. As long as they come in the order of their texts each
 * is new, and nothing is looked for; from then on they are found by open addressing: a
 * slot holds the upper half of a cell's hash and, below it, its index + 1, or 0. */
struct ot_cube {
    ot_pool *pools[OT_DIMENSIONS];
    ot_cell *cells;
    size_t count, room;
    uint64_t *slots;
    size_t slot_count; /* a power of two; 0: there are none */
    bool ascending;    /* the cells, by texts, measure and period */
    uint32_t last[OT_DIMENSIONS];
};

ot_cube *ot_cube_new(void)
{
    ot_cube *cube = calloc(1, sizeof *cube);

    if (cube)
        cube->ascending = true;
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
    uint64_t hash = ot_cell_slice(cell);

    for (int d = 0; d < OT_DIMENSIONS; d++)
        hash = (hash ^ cell->code[d]) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static bool same_cell(const ot_cell *a, const ot_cell *b)
{
    return memcmp(a->code, b->code, sizeof a->code) == 0 && a->measure == b->measure &&
           a->period.year == b->period.year && a->period.number == b->period.number;
}

/* The slot of the cell, or the free one that is for it. */
static uint64_t *find_slot(const ot_cube *cube, const ot_cell *cell, uint64_t hash)
{
    size_t mask = cube->slot_count - 1, at = (size_t)hash & mask;
    uint64_t slot;

    for (; (slot = cube->slots[at]) != 0; at = (at + 1) & mask)
        if (slot >> 32 == hash >> 32 &&
            same_cell(&cube->cells[(uint32_t)slot - 1], cell))
            break;
    return &cube->slots[at];
}

static ot_status index_cells(ot_cube *cube, size_t slot_count, ot_error *err)
{
    uint64_t *slots = calloc(slot_count, sizeof *slots);

    if (!slots)
        return ot_fail_memory(err);
    free(cube->slots);
    cube->slots = slots;
    cube->slot_count = slot_count;
    for (size_t i = 0; i < cube->count; i++) {
        uint64_t hash = hash_cell(&cube->cells[i]);
        size_t at = (size_t)hash & (slot_count - 1);

        while (slots[at])
            at = (at + 1) & (slot_count - 1);
        slots[at] = hash >> 32 << 32 | (i + 1);
    }
    return OT_OK;
}

static ot_status reserve_one(ot_cube *cube, ot_error *err)
{
    size_t room = cube->room ? cube->room + cube->room / 2 : 1024;
    ot_cell *cells;

    if (cube->count < cube->room)
        return OT_OK;
    if (room > UINT32_MAX)
        return ot_fail(err, OT_ERANGE, "the ledger has too many cells");
    cells = realloc(cube->cells, room * sizeof *cells);
    if (!cells)
        return ot_fail_memory(err);
    cube->cells = cells;
    cube->room = room;
    return OT_OK;
}

static ot_status reserve_slot(ot_cube *cube, ot_error *err)
{
    size_t slots = cube->slot_count ? cube->slot_count : 4096;

    while ((cube->count + 1) * 4 > slots * 3)
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

/* Does the cell come behind the last one? */
static bool ascends(const ot_cube *cube, const ot_cell *cell)
{
    const ot_cell *last = cube->count ? &cube->cells[cube->count - 1] : NULL;
    int d = 0;

    if (!last)
        return true;
    while (d < OT_DIMENSIONS && last->code[d] == cell->code[d])
        d++;
    if (d == OT_DIMENSIONS)
        return ot_cell_slice(last) < ot_cell_slice(cell);
    return strcmp(ot_pool_text(cube->pools[d], last->code[d]),
                  ot_pool_text(cube->pools[d], cell->code[d])) < 0;
}

/* The cell with the codes, measure and period of cell; a new one where there is none.
 */
static ot_status find_cell(ot_cube *cube, const ot_cell *cell, ot_cell **found,
                           ot_error *err)
{
    ot_status st = reserve_one(cube, err);
    uint64_t hash = 0, *slot = NULL;

    cube->ascending = cube->ascending && ascends(cube, cell);
    if (st == OT_OK && !cube->ascending) {
        st = reserve_slot(cube, err);
        hash = hash_cell(cell);
        slot = st == OT_OK ? find_slot(cube, cell, hash) : NULL;
    }
    if (st < 0)
        return st;
    if (slot && *slot) {
        *found = &cube->cells[(uint32_t)*slot - 1];
        return OT_OK;
    }
    *found = &cube->cells[cube->count++];
    **found = *cell;
    if (slot)
        *slot = hash >> 32 << 32 | cube->count;
    return OT_OK;
}

static ot_status add_record(ot_cube *cube, const ot_ledger_record *record,
                            ot_error *err)
{
    const char *texts[OT_DIMENSIONS] = {record->cost_centre, record->account,
                                        record->fund, record->project};
    ot_cell cell = {.measure = record->measure, .period = record->period};
    ot_cell *found = NULL;
    ot_status st = OT_OK;

    if (!ot_period_valid(record->period))
        return ot_fail(err, OT_EUSAGE, "period %d of year %d does not exist",
                       record->period.number, record->period.year);
    for (int d = 0; d < OT_DIMENSIONS && st == OT_OK; d++)
        st = number_text(cube, d, texts[d], &cell.code[d], err);
    if (st == OT_OK)
        st = find_cell(cube, &cell, &found, err);
    if (st == OT_OK && ot_pence_add(&found->amount, record->amount, err) < 0)
        st = OT_ERANGE;
    return st == OT_OK ? add_lines(found, record, err) : st;
}

ot_status ot_cube_add(ot_cube *cube, const ot_ledger_record *records, size_t count,
                      ot_error *err)
{
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

static ot_status find_order(const ot_cube *cube, uint32_t *const ranks[],
                            ot_order *order, ot_error *err)
{
    ot_status st;

    for (size_t i = 0; i < cube->count; i++)
        order->keys[i] = ot_cell_slice(&cube->cells[i]);
    st = ot_order_by_keys(order, err);
    for (int d = OT_DIMENSIONS - 1; d >= 0 && st == OT_OK; d--) {
        for (size_t i = 0; i < cube->count; i++)
            order->keys[i] = ranks[d][cube->cells[i].code[d]];
        st = ot_order_by_keys(order, err);
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
    ot_status st = cube->ascending ? OT_OK : put_in_order(cube, err);

    cube->ascending = st == OT_OK;
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
