/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drill_accounts.c - the accounts of the lines, and their months from the ledger. */
#include <stdlib.h>
#include <string.h>

#include "engine/breakdown.h"
#include "engine/drill_internal.h"
#include "engine/position_internal.h"

typedef struct reader {
    const ot_position *position;
    ot_cube *cube;
    ot_drill *drill;
    ot_breakdown breakdown;
    uint32_t *shown; /* [position->count] its line of the drill-down, or OT_NONE */
} reader;

static ot_drill_account account_of(const reader *r, const ot_part *part)
{
    uint32_t count, place;
    const ot_account *accounts = ot_structure_accounts(r->position->structure, &count);

    place = ot_structure_find_account(r->position->structure, part->account);
    return (ot_drill_account){.code = part->account,
                              .name = place == OT_NONE ? "" : accounts[place].name,
                              .budget = part->budget,
                              .actual = part->actual,
                              .forecast = part->forecast,
                              .profiled = r->breakdown.posted && part->budget};
}

/* The parts of the lines that are shown; both are in the order of the position. A line
 * without anything in the ledger has none. */
static ot_status take_accounts(reader *r, ot_error *err)
{
    ot_drill *drill = r->drill;

    drill->accounts = calloc(r->breakdown.count + 1, sizeof *drill->accounts);
    r->shown = malloc((r->position->count + 1) * sizeof *r->shown);
    if (!drill->accounts || !r->shown)
        return ot_fail_memory(err);
    for (size_t i = 0; i < r->position->count; i++)
        r->shown[i] = OT_NONE;
    for (uint32_t i = 0; i < drill->line_count; i++)
        r->shown[drill->lines[i].position] = i;
    for (size_t i = 0; i < r->breakdown.count; i++) {
        const ot_part *part = &r->breakdown.parts[i];
        uint32_t shown = r->shown[part->line];

        if (shown == OT_NONE || !*part->account)
            continue;
        if (!drill->lines[shown].account_count++)
            drill->lines[shown].first_account = drill->account_count;
        drill->accounts[drill->account_count++] = account_of(r, part);
    }
    return OT_OK;
}

static int compare_codes(const void *left, const void *right)
{
    return strcmp(((const ot_drill_account *)left)->code,
                  ((const ot_drill_account *)right)->code);
}

/* The account that a cell belongs to, or NULL: its line is not shown. */
static ot_drill_account *find_account(const reader *r, const ot_cell *cell)
{
    const ot_drill_account wanted = {.code =
                                         ot_cube_text(r->cube, cell, OT_DIM_ACCOUNT)};
    const ot_drill_line *shown;
    const ot_line *line;
    ot_line place;

    ot_cell_place(r->position->structure, r->cube, cell, &place);
    line = bsearch(&place, r->position->lines, r->position->count, sizeof *line,
                   ot_line_compare);
    if (!line || r->shown[line - r->position->lines] == OT_NONE)
        return NULL;
    shown = &r->drill->lines[r->shown[line - r->position->lines]];
    return bsearch(&wanted, &r->drill->accounts[shown->first_account],
                   shown->account_count, sizeof wanted, compare_codes);
}

static ot_status read_months(reader *r, ot_error *err)
{
    const ot_position_options *options = &r->position->options;
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(r->cube, &cells, &count, err);

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_cell *cell = &cells[i];
        bool actual = cell->measure == OT_ACTUAL;
        bool budget = cell->measure == OT_BUDGET || cell->measure == OT_VIREMENT;
        int month = cell->period.number > OT_MONTHS ? OT_MONTHS : cell->period.number;
        ot_drill_account *account;

        if ((!actual && !budget) || cell->period.year != options->as_at.year ||
            !ot_cell_counts(options, cell))
            continue;
        account = find_account(r, cell);
        if (account && actual)
            st = ot_pence_add(&account->months.actual[month - 1], cell->amount, err);
        else if (account && account->profiled)
            st = ot_pence_add(&account->months.budget[month - 1], cell->amount, err);
    }
    return st;
}

/* A budget that the ledger has in one sum is for the whole year. */
static void spread_budgets(ot_drill *drill)
{
    for (uint32_t i = 0; i < drill->account_count; i++) {
        ot_drill_account *account = &drill->accounts[i];

        for (int m = 0; !account->profiled && m < OT_MONTHS; m++)
            account->months.budget[m] = ot_drill_share(account->budget, m, OT_MONTHS);
    }
}

ot_status ot_drill_read_accounts(const ot_dataset *dataset, ot_drill *drill,
                                 ot_error *err)
{
    reader r = {
        .position = drill->position, .cube = ot_dataset_cube(dataset), .drill = drill};
    ot_status st = ot_breakdown_make(dataset, drill->position, &r.breakdown, err);

    if (st == OT_OK)
        st = take_accounts(&r, err);
    if (st == OT_OK && r.position->count)
        st = read_months(&r, err);
    if (st == OT_OK)
        spread_budgets(drill);
    ot_breakdown_clear(&r.breakdown);
    free(r.shown);
    return st;
}
