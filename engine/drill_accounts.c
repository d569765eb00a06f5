/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drill_accounts.c - the ledger's cells of the year by line and account. */
#include <stdlib.h>
#include <string.h>

#include "engine/drill_internal.h"
#include "engine/position_internal.h"

/* An account while cells are read: of which line, and where the budget lies. */
typedef struct entry {
    uint32_t line;
    size_t order;
    int budget_months; /* that have an original budget */
    int last_month;    /* the last such, from 1 on */
    ot_drill_account account;
} entry;

/* The lines of one cost centre, which stand together. */
typedef struct span {
    const char *code;
    uint32_t first, end;
} span;

typedef struct reader {
    const ot_position *position;
    ot_cube *cube;
    const ot_drill *drill;
    span *spans; /* by code */
    size_t span_count;
    entry *entries;
    size_t count, room;
} reader;

static int compare_spans(const void *left, const void *right)
{
    return strcmp(((const span *)left)->code, ((const span *)right)->code);
}

static ot_status find_spans(reader *r, ot_error *err)
{
    const ot_drill *drill = r->drill;

    r->spans = calloc((size_t)drill->line_count + 1, sizeof *r->spans);
    if (!r->spans)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < drill->line_count; i++) {
        const char *code = drill->lines[i].line->code;

        if (!i || strcmp(drill->lines[i - 1].line->code, code) != 0)
            r->spans[r->span_count++] = (span){.code = code, .first = i};
        r->spans[r->span_count - 1].end = i + 1;
    }
    qsort(r->spans, r->span_count, sizeof *r->spans, compare_spans);
    return OT_OK;
}

/* The line that a cell belongs to, or OT_NONE. */
static uint32_t line_of(const reader *r, const span *centre, const ot_cell *cell)
{
    ot_line wanted;

    ot_cell_place(r->position->structure, r->cube, cell, &wanted);
    for (uint32_t i = centre->first; i < centre->end; i++) {
        const ot_line *line = r->drill->lines[i].line;

        if (line->subjective_group == wanted.subjective_group &&
            line->fund == wanted.fund && line->area == wanted.area)
            return i;
    }
    return OT_NONE;
}

/* Cells of an account stand together, whatever their funds: the same line's entry is
 * among the last. from: the first entry of the account. */
static ot_status open_entry(reader *r, size_t from, uint32_t line, const char *code,
                            entry **out, ot_error *err)
{
    uint32_t count, place;
    const ot_account *accounts = ot_structure_accounts(r->position->structure, &count);

    for (size_t i = from; i < r->count; i++)
        if (r->entries[i].line == line) {
            *out = &r->entries[i];
            return OT_OK;
        }
    if (r->count == r->room) {
        size_t room = r->room ? 2 * r->room : 1024;
        entry *grown = realloc(r->entries, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        r->entries = grown;
        r->room = room;
    }
    place = ot_structure_find_account(r->position->structure, code);
    *out = &r->entries[r->count];
    **out = (entry){.line = line, .order = r->count++};
    (*out)->account.code = code;
    (*out)->account.name = place == OT_NONE ? "" : accounts[place].name;
    return OT_OK;
}

/* Whether a cell of the year counts: as in the position. */
static bool counts(const ot_position_options *options, const ot_cell *cell)
{
    bool to_date = cell->period.number <= options->as_at.number;

    return cell->measure == OT_BUDGET || (cell->measure == OT_ACTUAL && to_date) ||
           (cell->measure == OT_VIREMENT && (to_date || options->virements_all));
}

static ot_status add_cell(entry *e, const ot_cell *cell, ot_error *err)
{
    ot_drill_account *account = &e->account;
    bool actual = cell->measure == OT_ACTUAL;
    int month = cell->period.number > OT_MONTHS ? OT_MONTHS : cell->period.number;
    ot_pence *months = actual ? account->months.actual : account->months.budget;

    if (cell->measure == OT_BUDGET && cell->amount && e->last_month != month) {
        e->last_month = month;
        e->budget_months++;
    }
    if (ot_pence_add(&months[month - 1], cell->amount, err) < 0)
        return OT_ERANGE;
    return ot_pence_add(actual ? &account->actual : &account->budget, cell->amount,
                        err);
}

static ot_status read_cells(reader *r, ot_error *err)
{
    const ot_position_options *options = &r->position->options;
    const ot_cell *cells, *last = NULL;
    const span *centre = NULL;
    size_t count, from = 0;
    ot_status st = ot_cube_cells(r->cube, &cells, &count, err);

    for (size_t i = 0; st == OT_OK && i < count; last = &cells[i++]) {
        const ot_cell *cell = &cells[i];
        bool other_centre =
            !last || last->code[OT_DIM_COST_CENTRE] != cell->code[OT_DIM_COST_CENTRE];
        entry *e = NULL;
        uint32_t line;

        if (other_centre) {
            const span wanted = {.code =
                                     ot_cube_text(r->cube, cell, OT_DIM_COST_CENTRE)};

            centre =
                bsearch(&wanted, r->spans, r->span_count, sizeof wanted, compare_spans);
        }
        if (other_centre || last->code[OT_DIM_ACCOUNT] != cell->code[OT_DIM_ACCOUNT])
            from = r->count;
        if (!centre || cell->period.year != options->as_at.year ||
            !counts(options, cell))
            continue;
        line = line_of(r, centre, cell);
        if (line == OT_NONE)
            continue;
        st = open_entry(r, from, line, ot_cube_text(r->cube, cell, OT_DIM_ACCOUNT), &e,
                        err);
        if (st == OT_OK)
            st = add_cell(e, cell, err);
    }
    return st;
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* A budget that the ledger has in one month is for the whole year. */
static void spread(entry *e)
{
    ot_drill_account *account = &e->account;

    account->profiled = e->budget_months > 1;
    for (int m = 0; !account->profiled && m < OT_MONTHS; m++)
        account->months.budget[m] = ot_drill_share(account->budget, m, OT_MONTHS);
}

static ot_status hand_over(reader *r, ot_drill *drill, ot_error *err)
{
    drill->accounts = calloc(r->count + 1, sizeof *drill->accounts);
    if (!drill->accounts)
        return ot_fail_memory(err);
    if (r->count)
        qsort(r->entries, r->count, sizeof *r->entries, compare_entries);
    for (size_t i = 0; i < r->count; i++) {
        ot_drill_line *line = &drill->lines[r->entries[i].line];

        spread(&r->entries[i]);
        if (!line->account_count++)
            line->first_account = drill->account_count;
        drill->accounts[drill->account_count++] = r->entries[i].account;
    }
    return OT_OK;
}

ot_status ot_drill_read_accounts(const ot_dataset *dataset, ot_drill *drill,
                                 ot_error *err)
{
    reader r = {
        .position = drill->position, .cube = ot_dataset_cube(dataset), .drill = drill};
    ot_status st = find_spans(&r, err);

    if (st == OT_OK)
        st = read_cells(&r, err);
    if (st == OT_OK)
        st = hand_over(&r, drill, err);
    free(r.spans);
    free(r.entries);
    return st;
}
