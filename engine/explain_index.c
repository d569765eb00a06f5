/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_index.c - which cells of the ledger are of which line. */
#include <stdlib.h>

#include "engine/explain_internal.h"
#include "engine/position_internal.h"

static bool same_codes(const ot_cell *a, const ot_cell *b)
{
    return a->code[OT_DIM_COST_CENTRE] == b->code[OT_DIM_COST_CENTRE] &&
           a->code[OT_DIM_ACCOUNT] == b->code[OT_DIM_ACCOUNT] &&
           a->code[OT_DIM_FUND] == b->code[OT_DIM_FUND];
}

/* The line of a cell, or OT_NONE where it is in none of this year's. */
static uint32_t line_of(const ot_explainer *e, const ot_cell *cell)
{
    const ot_position *position = e->position;
    const ot_line *found = NULL;
    ot_line wanted;

    ot_cell_place(e->structure, e->cube, cell, &wanted);
    if (position->count)
        found = bsearch(&wanted, position->lines, position->count, sizeof wanted,
                        ot_line_compare);
    return found ? (uint32_t)(found - position->lines) : OT_NONE;
}

/* of[cell]: its line; only of this year's that count in a figure. */
static void find_lines(ot_explainer *e, size_t count, uint32_t *of)
{
    const ot_cell *last = NULL;
    uint32_t line = OT_NONE;

    for (size_t i = 0; i < count; i++) {
        const ot_cell *cell = &e->cells[i];

        of[i] = OT_NONE;
        if (cell->period.year != e->position->options.as_at.year ||
            !ot_cell_counts(&e->position->options, cell))
            continue;
        if (!last || !same_codes(last, cell))
            line = line_of(e, cell);
        last = cell;
        of[i] = line;
    }
}

ot_status ot_explain_index(ot_explainer *e, ot_error *err)
{
    size_t count = 0, lines = e->position->count, at = 0;
    ot_status st = ot_cube_cells(e->cube, &e->cells, &count, err);
    uint32_t *of = malloc((count + 1) * sizeof *of);

    e->of_line = malloc((count + 1) * sizeof *e->of_line);
    e->first = calloc(lines + 2, sizeof *e->first);
    if (st == OT_OK && (!of || !e->of_line || !e->first))
        st = ot_fail_memory(err);
    if (st == OT_OK)
        find_lines(e, count, of);
    for (size_t i = 0; st == OT_OK && i < count; i++)
        if (of[i] != OT_NONE)
            e->first[of[i] + 1]++;
    for (size_t i = 0; st == OT_OK && i < lines; i++)
        e->first[i + 1] += e->first[i];
    /* Each cell to the place of its line; first[] moves on and is put back. */
    for (; st == OT_OK && at < count; at++)
        if (of[at] != OT_NONE)
            e->of_line[e->first[of[at]]++] = (uint32_t)at;
    for (size_t i = lines; st == OT_OK && i > 0; i--)
        e->first[i] = e->first[i - 1];
    if (st == OT_OK)
        e->first[0] = 0;
    free(of);
    return st;
}
