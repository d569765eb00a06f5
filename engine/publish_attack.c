/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish_attack.c - what a reader can work out of a table whose cells are left out in
 * part. */
#include <stdlib.h>

#include "engine/publish_internal.h"
#include "engine/random.h"

#define PRIME  UINT64_C(2147483647) /* 2^31 - 1 */
#define SEED   UINT64_C(20210401)
#define FAR    INT64_C(1000000000000) /* no count is as large */
#define PASSES 200

/* The sums as equations over the cells left out, modulo a prime: what is the same in
 * all solutions there is so in all solutions, but by a chance of one in 2^31 a cell. */
typedef struct equations {
    uint32_t *numbers; /* [rows * columns] */
    size_t *from, *to; /* [rows] what is not nothing lies in from .. to - 1 */
    size_t *pivot_row; /* [columns] rows + 1 where there is none */
    uint32_t *column;  /* of a cell */
    uint64_t *solution;
    size_t rows, columns;
} equations;

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;

    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            result = result * base % PRIME;
        base = base * base % PRIME;
    }
    return result;
}

static uint32_t *at(const equations *e, size_t row, size_t column)
{
    return &e->numbers[row * e->columns + column];
}

static bool any_out(const ot_publish *publish, const publish_sum *sum)
{
    for (size_t k = 0; k < sum->count; k++)
        if (publish->cells[publish->terms[sum->first + k].cell].state !=
            OT_PUBLISH_SHOWN)
            return true;
    return false;
}

static void set_sum(const ot_publish *publish, const publish_sum *sum, equations *e)
{
    size_t row = e->rows++;

    e->from[row] = e->columns;
    for (size_t k = 0; k < sum->count; k++) {
        const ot_publish_term *term = &publish->terms[sum->first + k];
        size_t column = e->column[term->cell];
        uint32_t *number;

        if (publish->cells[term->cell].state == OT_PUBLISH_SHOWN)
            continue;
        number = at(e, row, column);
        *number = (uint32_t)((*number + (term->sign > 0 ? 1 : PRIME - 1)) % PRIME);
        if (column < e->from[row])
            e->from[row] = column;
        if (column + 1 > e->to[row])
            e->to[row] = column + 1;
    }
}

/* Takes the rows that lead in earlier columns from a row until it leads in a column of
 * its own, which it is divided by. */
static void reduce(equations *e, size_t row)
{
    for (size_t c = e->from[row]; c < e->to[row]; c++) {
        uint64_t lead = *at(e, row, c), by;
        size_t other = e->pivot_row[c];

        if (!lead)
            continue;
        if (other == SIZE_MAX) {
            by = power(lead, PRIME - 2);
            for (size_t i = c; i < e->to[row]; i++)
                *at(e, row, i) = (uint32_t)(*at(e, row, i) * by % PRIME);
            e->from[row] = c;
            e->pivot_row[c] = row;
            return;
        }
        if (e->to[other] > e->to[row])
            e->to[row] = e->to[other];
        for (size_t i = c; i < e->to[other]; i++) {
            uint64_t taken = lead * *at(e, other, i) % PRIME;

            *at(e, row, i) = (uint32_t)((*at(e, row, i) + PRIME - taken) % PRIME);
        }
    }
}

/* A difference of two solutions, by chance: nothing where all agree. */
static void solve(equations *e)
{
    ot_random random;

    ot_random_init(&random, SEED, 0);
    for (size_t c = e->columns; c-- > 0;) {
        size_t row = e->pivot_row[c];
        uint64_t sum = 0;

        if (row == SIZE_MAX) {
            e->solution[c] = (uint64_t)(ot_random_uniform(&random) * (PRIME - 2)) + 1;
            continue;
        }
        for (size_t i = c + 1; i < e->to[row]; i++)
            sum = (sum + *at(e, row, i) * e->solution[i]) % PRIME;
        e->solution[c] = (PRIME - sum) % PRIME;
    }
}

static ot_status set_up(const ot_publish *publish, equations *e, ot_error *err)
{
    size_t rows = 0;

    e->column = malloc((publish->cell_count + 1) * sizeof *e->column);
    if (!e->column)
        return ot_fail_memory(err);
    for (size_t i = 0; i < publish->cell_count; i++)
        if (publish->cells[i].state != OT_PUBLISH_SHOWN)
            e->column[i] = (uint32_t)e->columns++;
    for (size_t i = 0; i < publish->sum_count; i++)
        rows += any_out(publish, &publish->sums[i]);
    e->numbers = calloc(rows * e->columns + 1, sizeof *e->numbers);
    e->from = calloc(rows + 1, sizeof *e->from);
    e->to = calloc(rows + 1, sizeof *e->to);
    e->pivot_row = malloc((e->columns + 1) * sizeof *e->pivot_row);
    e->solution = calloc(e->columns + 1, sizeof *e->solution);
    if (!e->numbers || !e->from || !e->to || !e->pivot_row || !e->solution)
        return ot_fail_memory(err);
    for (size_t i = 0; i < e->columns; i++)
        e->pivot_row[i] = SIZE_MAX;
    for (size_t i = 0; i < publish->sum_count; i++)
        if (any_out(publish, &publish->sums[i]))
            set_sum(publish, &publish->sums[i], e);
    return OT_OK;
}

ot_status publish_attack_sums(ot_publish *publish, ot_error *err)
{
    equations e = {0};
    ot_status st = set_up(publish, &e, err);

    for (size_t row = 0; st == OT_OK && row < e.rows; row++)
        reduce(&e, row);
    if (st == OT_OK)
        solve(&e);
    for (size_t i = 0; st == OT_OK && i < publish->cell_count; i++) {
        publish_cell *cell = &publish->cells[i];

        if (cell->state != OT_PUBLISH_SHOWN && cell->sensitive)
            cell->fallen |= e.solution[e.column[i]] == 0;
    }
    free(e.numbers);
    free(e.from);
    free(e.to);
    free(e.pivot_row);
    free(e.column);
    free(e.solution);
    return st;
}

static void set_bounds(publish_cell *cell)
{
    cell->low = cell->high = cell->count;
    if (cell->state == OT_PUBLISH_FEW) {
        cell->low = 1;
        cell->high = OT_PUBLISH_LEAST - 1;
    } else if (cell->state == OT_PUBLISH_HELD) {
        cell->low = 0;
        cell->high = FAR;
    }
}

/* One cell of a sum by the bounds of the others. */
static bool tighten(ot_publish *publish, size_t number, size_t which)
{
    const publish_sum *sum = &publish->sums[number];
    const ot_publish_term *terms = &publish->terms[sum->first];
    publish_cell *cell = &publish->cells[terms[which].cell];
    int64_t low = 0, high = 0, was_low = cell->low, was_high = cell->high;

    for (size_t k = 0; k < sum->count; k++) {
        const publish_cell *other = &publish->cells[terms[k].cell];

        if (k == which)
            continue;
        if (terms[k].sign != terms[which].sign) {
            low += other->low;
            high += other->high;
        } else {
            low -= other->high;
            high -= other->low;
        }
    }
    if (cell->state == OT_PUBLISH_SHOWN)
        return false;
    if (low > cell->low)
        cell->low = low;
    if (high < cell->high)
        cell->high = high;
    if (cell->low == was_low && cell->high == was_high)
        return false;
    cell->by = number;
    return true;
}

void publish_attack_bounds(ot_publish *publish)
{
    bool changed = true;

    for (size_t i = 0; i < publish->cell_count; i++)
        set_bounds(&publish->cells[i]);
    for (int pass = 0; changed && pass < PASSES; pass++) {
        changed = false;
        for (size_t i = 0; i < publish->sum_count; i++)
            for (size_t k = 0; k < publish->sums[i].count; k++)
                changed |= tighten(publish, i, k);
    }
    for (size_t i = 0; i < publish->cell_count; i++) {
        publish_cell *cell = &publish->cells[i];

        if (cell->state != OT_PUBLISH_SHOWN && cell->sensitive)
            cell->bound = !cell->fallen && cell->low >= cell->high;
        cell->fallen |= cell->bound;
    }
}
