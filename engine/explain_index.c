/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_index.c - which cells of the ledger are of which line. */
#include <stdlib.h>
#include <string.h>

#include "engine/explain_internal.h"

typedef struct keyed_line {
    const ot_line *line;
    uint32_t place;
} keyed_line;

static int compare_lines(const void *left, const void *right)
{
    const ot_line *a = ((const keyed_line *)left)->line;
    const ot_line *b = ((const keyed_line *)right)->line;
    int by = strcmp(a->code, b->code);

    if (!by)
        by = a->subjective_group - b->subjective_group;
    if (!by)
        by = (int)a->fund - (int)b->fund;
    return by ? by : (a->area > b->area) - (a->area < b->area);
}

static bool same_codes(const ot_cell *a, const ot_cell *b)
{
    return a->code[OT_DIM_COST_CENTRE] == b->code[OT_DIM_COST_CENTRE] &&
           a->code[OT_DIM_ACCOUNT] == b->code[OT_DIM_ACCOUNT] &&
           a->code[OT_DIM_FUND] == b->code[OT_DIM_FUND];
}

/* The line of a cell, or OT_NONE where it is in none of this year's. */
static uint32_t line_of(const ot_explainer *e, const keyed_line *keys,
                        const ot_cell *cell)
{
    ot_line wanted = {.code = ot_cube_text(e->cube, cell, OT_DIM_COST_CENTRE)};
    const keyed_line key = {.line = &wanted};
    const keyed_line *found;

    ot_position_codes(e->structure, e->cube, cell, &wanted.subjective_group,
                      &wanted.fund);
    wanted.area = ot_structure_area_of(
        e->structure, wanted.code, ot_cube_text(e->cube, cell, OT_DIM_ACCOUNT), NULL);
    found = e->position->count
                ? bsearch(&key, keys, e->position->count, sizeof key, compare_lines)
                : NULL;
    return found ? found->place : OT_NONE;
}

/* of[cell]: its line; only of this year's that count in a figure. */
static void find_lines(ot_explainer *e, const keyed_line *keys, size_t count,
                       uint32_t *of)
{
    const ot_cell *last = NULL;
    uint32_t line = OT_NONE;

    for (size_t i = 0; i < count; i++) {
        const ot_cell *cell = &e->cells[i];

        of[i] = OT_NONE;
        if (ot_position_use(&e->position->options, cell) == OT_USE_NONE)
            continue;
        if (!last || !same_codes(last, cell))
            line = line_of(e, keys, cell);
        last = cell;
        of[i] = line;
    }
}

ot_status ot_explain_index(ot_explainer *e, ot_error *err)
{
    size_t count = 0, lines = e->position->count, at = 0;
    ot_status st = ot_cube_cells(e->cube, &e->cells, &count, err);
    keyed_line *keys = malloc((lines + 1) * sizeof *keys);
    uint32_t *of = malloc((count + 1) * sizeof *of);

    e->of_line = malloc((count + 1) * sizeof *e->of_line);
    e->first = calloc(lines + 2, sizeof *e->first);
    if (st == OT_OK && (!keys || !of || !e->of_line || !e->first))
        st = ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < lines; i++)
        keys[i] = (keyed_line){&e->position->lines[i], (uint32_t)i};
    if (st == OT_OK) {
        qsort(keys, lines, sizeof *keys, compare_lines);
        find_lines(e, keys, count, of);
    }
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
    free(keys);
    free(of);
    return st;
}
