/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cube.h"

#include <stdlib.h>
#include <string.h>

/* Cells in the order they came, found by open addressing; slots hold an index + 1. */
struct ot_cube {
    ot_pool *pools[OT_DIMENSIONS];
    ot_cell *cells;
    size_t count, room;
    uint32_t *slots;
    size_t slot_count; /* a power of two */
    bool sorted;       /* since the last add */
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
    if (cube->count == cube->room) {
        size_t room = cube->room ? cube->room * 2 : 1024;
        ot_cell *cells;

        if (room > UINT32_MAX)
            return ot_fail(err, OT_ERANGE, "the ledger has too many cells");
        cells = realloc(cube->cells, room * sizeof *cells);
        if (!cells)
            return ot_fail_memory(err);
        cube->cells = cells;
        cube->room = room;
    }
    if ((cube->count + 1) * 2 > cube->slot_count)
        return index_cells(cube, cube->slot_count ? cube->slot_count * 2 : 4096, err);
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

    for (int d = 0; d < OT_DIMENSIONS; d++)
        if (ot_pool_put(cube->pools[d], texts[d], &cell.code[d], err) < 0)
            return OT_ENOMEM;
    st = reserve_one(cube, err);
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
    found->lines += record->lines;
    return OT_OK;
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

typedef struct sort_key {
    uint32_t rank[OT_DIMENSIONS];
    uint32_t rest; /* measure, year, period in one number */
    uint32_t cell;
} sort_key;

static int compare_keys(const void *left, const void *right)
{
    const sort_key *a = left, *b = right;

    for (int d = 0; d < OT_DIMENSIONS; d++)
        if (a->rank[d] != b->rank[d])
            return a->rank[d] < b->rank[d] ? -1 : 1;
    return (a->rest > b->rest) - (a->rest < b->rest);
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

static void fill_keys(const ot_cube *cube, uint32_t *const ranks[], sort_key *keys)
{
    for (size_t i = 0; i < cube->count; i++) {
        const ot_cell *cell = &cube->cells[i];

        for (int d = 0; d < OT_DIMENSIONS; d++)
            keys[i].rank[d] = ranks[d][cell->code[d]];
        keys[i].rest = (uint32_t)cell->measure << 24 |
                       (uint32_t)cell->period.year << 8 | (uint32_t)cell->period.number;
        keys[i].cell = (uint32_t)i;
    }
}

static bool keys_sorted(const sort_key *keys, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_keys(&keys[i - 1], &keys[i]) > 0)
            return false;
    return true;
}

static ot_status sort_cells(ot_cube *cube, uint32_t *const ranks[], ot_error *err)
{
    sort_key *keys = malloc((cube->count + 1) * sizeof *keys);
    ot_cell *sorted = malloc((cube->room + 1) * sizeof *sorted);

    if (!keys || !sorted) {
        free(keys);
        free(sorted);
        return ot_fail_memory(err);
    }
    fill_keys(cube, ranks, keys);
    if (keys_sorted(keys, cube->count)) {
        free(keys);
        free(sorted);
        return OT_OK;
    }
    qsort(keys, cube->count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < cube->count; i++)
        sorted[i] = cube->cells[keys[i].cell];
    free(keys);
    free(cube->cells);
    cube->cells = sorted;
    return index_cells(cube, cube->slot_count, err);
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
