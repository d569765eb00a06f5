/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.c - the lines of a position, gathered into a return for each manager. */
#include "engine/returns.h"

#include <stdlib.h>
#include <string.h>

const char *ot_return_usual_reasons(void)
{
    return "NIL no change\nVOL more or fewer people or units\n"
           "PRICE fees, prices and contracts\nPAY pay awards and gradings\n"
           "VAC vacancies and agency staff\nTIME sooner or later than planned\n"
           "INC income and grants\nPLAN savings and plans\nOTHER see the comment";
}

size_t ot_return_reason(const char *reasons, size_t n, const char **code,
                        const char **meaning, const char **end)
{
    const char *line = reasons;
    size_t length;

    while (n > 0 && *line) {
        line += strcspn(line, "\n");
        line += *line == '\n';
        n--;
    }
    *code = line;
    length = strcspn(line, " \n");
    if (meaning) {
        *meaning = line + length + (line[length] == ' ');
        *end = line + strcspn(line, "\n");
    }
    return length;
}

ot_date ot_return_date(ot_calendar calendar, ot_period as_at)
{
    return ot_period_last_day(calendar, ot_period_shift(as_at, 1));
}

typedef struct gathering {
    const ot_position *position;
    const ot_cost_centre *centres;
    ot_returns *out;
    const char *const *accounts; /* [lines]: the only one of a line, or "" */
    ot_error *err;
} gathering;

/* A line with the manager who is asked about it. */
typedef struct asked {
    const char *manager;
    size_t line;
} asked;

static int compare_asked(const void *left, const void *right)
{
    const asked *a = left, *b = right;
    int by = strcmp(a->manager, b->manager);

    return by ? by : (a->line > b->line) - (a->line < b->line);
}

static bool same_row(const ot_return_row *row, const ot_line *line)
{
    return strcmp(row->cost_centre, line->code) == 0 &&
           row->subjective_group == line->subjective_group && row->fund == line->fund;
}

static const char *basis_of(const ot_line *line)
{
    switch (line->basis) {
    case OT_BASIS_MANAGER:
        return "yours";
    case OT_BASIS_MODEL:
        return "projection";
    default:
        return ot_basis_name(line->basis);
    }
}

static ot_status add_line(ot_return_row *row, const ot_line *line, ot_error *err)
{
    bool declared = line->driver_basis == OT_DRIVER_DECLARED;
    ot_status st = ot_pence_add(&row->budget, line->budget, err);

    if (st == OT_OK)
        st = ot_pence_add(&row->actual, line->actual, err);
    if (st == OT_OK)
        st = ot_pence_add(&row->commitment, line->commitment, err);
    if (st == OT_OK)
        st = ot_pence_add(&row->projection, line->projection.outturn, err);
    if (st == OT_OK)
        st = ot_pence_add(&row->last, line->forecast, err);
    if (st == OT_OK && declared)
        st = ot_pence_add(&row->driver, line->driver, err);
    row->has_driver = row->has_driver || declared;
    return st;
}

/* A text on one line: what no sheet holds would not come back as it was issued. NULL:
 * no memory. */
static const char *plain(const gathering *g, const char *text)
{
    char *copy = ot_arena_copy(&g->out->arena, text);

    for (char *at = copy; at && *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = ' ';
    return copy;
}

static ot_status begin_row(const gathering *g, ot_return_row *row, size_t at)
{
    const ot_line *line = &g->position->lines[at];

    *row = (ot_return_row){.cost_centre = line->code,
                           .name = plain(g, g->centres[line->cost_centre].name),
                           .account = plain(g, g->accounts[at]),
                           .subjective_group = line->subjective_group,
                           .fund = line->fund,
                           .has_range = line->projection.has_interval,
                           .low = line->projection.lo80,
                           .high = line->projection.hi80,
                           .basis = basis_of(line)};
    return row->name && row->account ? OT_OK : ot_fail_memory(g->err);
}

static ot_status gather_manager(const gathering *g, const asked *list, size_t count,
                                ot_return *r)
{
    ot_status st = OT_OK;

    r->rows = ot_arena_get(&g->out->arena, count * sizeof *r->rows);
    if (!r->rows)
        return ot_fail_memory(g->err);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_line *line = &g->position->lines[list[i].line];
        ot_return_row *row = r->count ? &r->rows[r->count - 1] : NULL;

        if (row && same_row(row, line)) {
            row->has_range = false;
            row->low = row->high = 0;
            row->account = "";
            if (strcmp(row->basis, basis_of(line)) != 0)
                row->basis = "several";
        } else {
            row = &r->rows[r->count++];
            st = begin_row(g, row, list[i].line);
        }
        if (st == OT_OK)
            st = add_line(row, line, g->err);
    }
    return st;
}

static bool equal_fold(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a | 0x20) : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b | 0x20) : *b;

        if (x != y)
            return false;
    }
    return *a == *b;
}

/* The lines that somebody is asked about, in the order of managers. */
static size_t list_asked(const gathering *g, const char *filter, asked *list)
{
    size_t count = 0;

    for (size_t i = 0; i < g->position->count; i++) {
        const ot_line *line = &g->position->lines[i];
        const char *manager =
            line->cost_centre == OT_NONE ? "" : g->centres[line->cost_centre].manager;

        if (!line->subjective_group)
            g->out->unmapped++;
        else if (!*manager)
            g->out->unmanaged++;
        else if (!filter || equal_fold(filter, manager))
            list[count++] = (asked){manager, i};
    }
    if (count)
        qsort(list, count, sizeof *list, compare_asked);
    return count;
}

static ot_status gather(gathering *g, const char *reasons, const char *filter,
                        asked *list)
{
    const ot_driver *driver = &g->position->options.driver;
    size_t count = list_asked(g, filter, list);
    ot_status st = OT_OK;

    g->out->items = ot_arena_get(&g->out->arena, (count + 1) * sizeof *g->out->items);
    if (!g->out->items)
        return ot_fail_memory(g->err);
    for (size_t from = 0, to; st == OT_OK && from < count; from = to) {
        ot_return *r = &g->out->items[g->out->count++];

        for (to = from; to < count && strcmp(list[to].manager, list[from].manager) == 0;
             to++)
            continue;
        *r = (ot_return){.as_at = g->position->options.as_at,
                         .workspace = "",
                         .manager = list[from].manager,
                         .driver = driver->id ? driver->name : "",
                         .reasons = reasons};
        st = gather_manager(g, list + from, to - from, r);
    }
    if (st == OT_OK && !g->out->count && filter)
        return ot_fail(g->err, OT_EINPUT,
                       "there is no budget manager '%s' with lines to forecast",
                       filter);
    return st;
}

/* The first line of a cost centre, subjective group and fund; position->count: none. */
static size_t find_line(const ot_position *position, uint32_t centre, const char *code,
                        int group, ot_fund fund, const uint32_t *starts)
{
    for (size_t i = starts[centre]; i < position->count; i++) {
        const ot_line *line = &position->lines[i];

        if (strcmp(line->code, code) != 0)
            break;
        if (line->subjective_group == group && line->fund == fund)
            return i;
    }
    return position->count;
}

static const char *account_words(const ot_account *account, ot_arena *arena)
{
    return strcmp(account->code, account->name) == 0
               ? account->code
               : ot_arena_format(arena, "%s %s", account->code, account->name);
}

/* Notes of every line which account it is of, where the year's ledger has but one. */
static ot_status note_accounts(const ot_dataset *dataset, const ot_position *position,
                               const uint32_t *starts, const char **accounts,
                               ot_arena *arena, ot_error *err)
{
    const ot_structure *s = position->structure;
    ot_cube *cube = ot_dataset_cube(dataset);
    uint32_t count, *first = calloc(position->count + 1, sizeof *first);
    const ot_cost_centre *centres = ot_structure_cost_centres(s, &count);
    const ot_account *known = ot_structure_accounts(s, &count);
    const ot_cell *cells;
    size_t cell_count = 0;
    ot_status st =
        first ? ot_cube_cells(cube, &cells, &cell_count, err) : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < cell_count; i++) {
        const char *code = ot_cube_text(cube, &cells[i], OT_DIM_COST_CENTRE);
        const char *text = ot_cube_text(cube, &cells[i], OT_DIM_FUND);
        uint32_t centre, account;
        ot_fund fund;
        size_t line;

        if (cells[i].period.year != position->options.as_at.year)
            continue;
        centre = ot_structure_find_cost_centre(s, code);
        account =
            ot_structure_find_account(s, ot_cube_text(cube, &cells[i], OT_DIM_ACCOUNT));
        if (centre == OT_NONE || account == OT_NONE)
            continue;
        fund = centres[centre].fund;
        if (*text)
            fund = strcmp(text, "DSG") == 0 ? OT_DSG : OT_NON_DSG;
        line = find_line(position, centre, code, known[account].subjective_group, fund,
                         starts);
        if (line == position->count || first[line] == account + 1)
            continue;
        accounts[line] = first[line] ? "" : account_words(&known[account], arena);
        first[line] = first[line] ? UINT32_MAX : account + 1;
        if (!accounts[line])
            st = ot_fail_memory(err);
    }
    free(first);
    return st;
}

ot_status ot_returns_build(const ot_dataset *dataset, const ot_position *position,
                           const char *reasons, const char *filter, ot_returns *out,
                           ot_error *err)
{
    uint32_t centre_count;
    const ot_cost_centre *centres =
        ot_structure_cost_centres(position->structure, &centre_count);
    size_t count = position->count;
    asked *list = malloc((count + 1) * sizeof *list);
    const char **accounts = malloc((count + 1) * sizeof *accounts);
    uint32_t *starts = malloc((centre_count + 1) * sizeof *starts);
    gathering g = {position, centres, out, accounts, err};
    ot_status st = OT_OK;

    *out = (ot_returns){0};
    if (!list || !accounts || !starts)
        st = ot_fail_memory(err);
    else if (position->options.as_at.number >= OT_MONTHS)
        st = ot_fail(err, OT_EINPUT,
                     "the year is complete: there is nothing left to forecast, and no "
                     "returns are issued; --as-at names an earlier month");
    for (size_t i = 0; st == OT_OK && i < centre_count; i++)
        starts[i] = (uint32_t)count;
    for (size_t i = count; st == OT_OK && i-- > 0;) {
        accounts[i] = "";
        if (position->lines[i].cost_centre != OT_NONE)
            starts[position->lines[i].cost_centre] = (uint32_t)i;
    }
    if (st == OT_OK)
        st = note_accounts(dataset, position, starts, accounts, &out->arena, err);
    if (st == OT_OK)
        st = gather(&g, reasons ? reasons : ot_return_usual_reasons(), filter, list);
    free(list);
    free(accounts);
    free(starts);
    return st;
}

void ot_returns_clear(ot_returns *returns)
{
    ot_arena_clear(&returns->arena);
    *returns = (ot_returns){0};
}
