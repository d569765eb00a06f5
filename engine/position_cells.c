/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_cells.c - the cube's cells gathered into lines and their monthly series. */
#include <stdlib.h>
#include <string.h>

#include "engine/position_internal.h"
#include "engine/selector.h"

ot_status ot_builder_leaf(ot_builder *builder, const char *code, const char *account,
                          ot_fund fund, uint32_t line, ot_error *err)
{
    if (builder->leaf_count == builder->leaf_room) {
        size_t room = builder->leaf_room ? builder->leaf_room * 2 : 1024;
        ot_leaf *grown = realloc(builder->leaves, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        builder->leaves = grown;
        builder->leaf_room = room;
    }
    builder->leaves[builder->leaf_count++] =
        (ot_leaf){.code = code, .account = account, .fund = fund, .line = line};
    return OT_OK;
}

static ot_status reserve_line(ot_builder *builder, ot_error *err)
{
    size_t room = builder->line_room ? builder->line_room * 2 : 512;
    ot_line *lines;
    ot_draft *drafts;

    if (builder->line_count < builder->line_room)
        return OT_OK;
    lines = realloc(builder->lines, room * sizeof *lines);
    if (!lines)
        return ot_fail_memory(err);
    builder->lines = lines;
    drafts = realloc(builder->drafts, room * sizeof *drafts);
    if (!drafts)
        return ot_fail_memory(err);
    builder->drafts = drafts;
    builder->line_room = room;
    return OT_OK;
}

ot_status ot_builder_line(ot_builder *builder, size_t from, const char *code,
                          int subjective_group, ot_fund fund, uint32_t area,
                          uint32_t *line, ot_error *err)
{
    uint32_t count;
    const ot_cost_centre *centres =
        ot_structure_cost_centres(builder->structure, &count);
    ot_line *added;

    for (size_t i = from; i < builder->line_count; i++) {
        const ot_line *known = &builder->lines[i];

        if (known->subjective_group == subjective_group && known->fund == fund &&
            known->area == area && strcmp(known->code, code) == 0) {
            *line = (uint32_t)i;
            return OT_OK;
        }
    }
    if (reserve_line(builder, err) < 0)
        return OT_ENOMEM;
    *line = (uint32_t)builder->line_count;
    builder->drafts[builder->line_count] = (ot_draft){0};
    added = &builder->lines[builder->line_count++];
    *added = (ot_line){.cost_centre =
                           ot_structure_find_cost_centre(builder->structure, code),
                       .service = OT_NONE,
                       .code = code,
                       .subjective_group = subjective_group,
                       .fund = fund,
                       .area = area};
    if (added->cost_centre != OT_NONE)
        added->service = centres[added->cost_centre].service;
    return OT_OK;
}

/* The fund a cell belongs to: its own, else its cost centre's, else NON-DSG. */
static ot_fund fund_of(const ot_structure *structure, const char *code,
                       const char *fund)
{
    uint32_t count, place = ot_structure_find_cost_centre(structure, code);

    if (*fund)
        return strcmp(fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG;
    if (place == OT_NONE)
        return OT_NON_DSG;
    return ot_structure_cost_centres(structure, &count)[place].fund;
}

static int group_of(const ot_structure *structure, const char *account)
{
    uint32_t count, place = ot_structure_find_account(structure, account);

    if (place == OT_NONE)
        return 0;
    return ot_structure_accounts(structure, &count)[place].subjective_group;
}

/* Attributes of a line; second: a further area that would take it, or NULL. */
static ot_line line_of(const ot_structure *structure, const char *code,
                       const char *account, const char *fund, uint32_t *second)
{
    uint32_t count;
    ot_line line = {.cost_centre = ot_structure_find_cost_centre(structure, code),
                    .service = OT_NONE,
                    .code = code,
                    .subjective_group = group_of(structure, account),
                    .fund = fund_of(structure, code, fund),
                    .area = ot_structure_area_of(structure, code, account, second)};

    if (line.cost_centre != OT_NONE)
        line.service =
            ot_structure_cost_centres(structure, &count)[line.cost_centre].service;
    return line;
}

void ot_cell_place(const ot_structure *structure, const ot_cube *cube,
                   const ot_cell *cell, ot_line *line)
{
    *line = line_of(structure, ot_cube_text(cube, cell, OT_DIM_COST_CENTRE),
                    ot_cube_text(cube, cell, OT_DIM_ACCOUNT),
                    ot_cube_text(cube, cell, OT_DIM_FUND), NULL);
}

static ot_status tell_overlap(ot_builder *builder, const char *code,
                              const char *account, uint32_t area, uint32_t second,
                              ot_error *err)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(builder->structure, &count);

    return ot_findings_add(
        builder->findings, true, "coverage", code, NULL, err,
        "account %s of cost centre %s is selected by high-risk areas "
        "'%s' and '%s'; it is counted in the first",
        account, code, areas[area].name, areas[second].name);
}

/* A new leaf for the codes of a cell; from: first line of the cell's cost centre. */
static ot_status open_leaf(ot_builder *builder, const ot_cube *cube,
                           const ot_cell *cell, size_t from, ot_error *err)
{
    const char *code = ot_cube_text(cube, cell, OT_DIM_COST_CENTRE);
    const char *account = ot_cube_text(cube, cell, OT_DIM_ACCOUNT);
    uint32_t second, line;
    const ot_line key = line_of(builder->structure, code, account,
                                ot_cube_text(cube, cell, OT_DIM_FUND), &second);
    const ot_leaf *last =
        builder->leaf_count ? &builder->leaves[builder->leaf_count - 1] : NULL;
    ot_status st = OT_OK;

    if (second != OT_NONE && !(last && last->code == code && last->account == account))
        st = tell_overlap(builder, code, account, key.area, second, err);
    if (st == OT_OK)
        st = ot_builder_line(builder, from, code, key.subjective_group, key.fund,
                             key.area, &line, err);
    if (st == OT_OK)
        st = ot_builder_leaf(builder, code, account, key.fund, line, err);
    return st;
}

/* Of several periods' forecasts the newest counts, summed over its projects. */
static ot_status add_ledger_forecast(ot_leaf *leaf, const ot_cell *cell, ot_error *err)
{
    if (cell->period.number < leaf->ledger_period)
        return OT_OK;
    if (cell->period.number > leaf->ledger_period)
        leaf->ledger_forecast = 0;
    leaf->ledger_period = cell->period.number;
    return ot_pence_add(&leaf->ledger_forecast, cell->amount, err);
}

bool ot_cell_counts(const ot_position_options *options, const ot_cell *cell)
{
    bool to_date = cell->period.number <= options->as_at.number;

    switch (cell->measure) {
    case OT_BUDGET:
        return true;
    case OT_VIREMENT:
        return to_date || options->virements_all;
    case OT_COMMITMENT:
        return options->commitments_movements
                   ? to_date
                   : cell->period.number == options->as_at.number;
    default:
        return to_date;
    }
}

/* Adds one cell of the year to its line; what counts is in docs/formats.md. */
static ot_status add_cell(ot_builder *builder, const ot_cell *cell, bool tagged,
                          ot_error *err)
{
    ot_leaf *leaf = &builder->leaves[builder->leaf_count - 1];
    ot_line *line = &builder->lines[leaf->line];
    ot_pence *const sums[OT_MEASURES] = {[OT_BUDGET] = &line->original,
                                         [OT_VIREMENT] = &line->virement,
                                         [OT_ACTUAL] = &line->actual,
                                         [OT_COMMITMENT] = &line->commitment};

    if (!ot_cell_counts(&builder->position->options, cell))
        return OT_OK;
    builder->drafts[leaf->line].current = true;
    if (!sums[cell->measure])
        return add_ledger_forecast(leaf, cell, err);
    if (ot_pence_add(sums[cell->measure], cell->amount, err) < 0)
        return OT_ERANGE;
    if (cell->measure == OT_ACTUAL && tagged) {
        line->has_tagged = true;
        return ot_pence_add(&line->tagged, cell->amount, err);
    }
    if (cell->measure == OT_BUDGET || cell->measure == OT_VIREMENT)
        return ot_pence_add(&leaf->budget, cell->amount, err);
    return OT_OK;
}

static bool same_leaf(const ot_cell *a, const ot_cell *b)
{
    return a->code[OT_DIM_COST_CENTRE] == b->code[OT_DIM_COST_CENTRE] &&
           a->code[OT_DIM_ACCOUNT] == b->code[OT_DIM_ACCOUNT] &&
           a->code[OT_DIM_FUND] == b->code[OT_DIM_FUND];
}

static bool *tagged_projects(const ot_builder *builder, const ot_cube *cube)
{
    const ot_pool *projects = ot_cube_pool(cube, OT_DIM_PROJECT);
    const char *selector = builder->position->options.driver.projects;
    bool *tagged = calloc(ot_pool_count(projects) + 1, sizeof *tagged);

    if (!builder->position->options.driver.id)
        selector = NULL;
    for (uint32_t id = 0; tagged && selector && id < ot_pool_count(projects); id++)
        tagged[id] = *ot_pool_text(projects, id) &&
                     ot_selector_matches(selector, ot_pool_text(projects, id));
    return tagged;
}

static ot_status gather_lines(ot_builder *builder, const ot_cell *cells, size_t count,
                              ot_error *err)
{
    ot_cube *cube = ot_dataset_cube(builder->dataset);
    int year = builder->position->options.as_at.year;
    bool *project_tagged = tagged_projects(builder, cube);
    size_t from = 0;
    ot_status st = project_tagged ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_cell *cell = &cells[i];

        if (i == 0 ||
            cells[i - 1].code[OT_DIM_COST_CENTRE] != cell->code[OT_DIM_COST_CENTRE])
            from = builder->line_count;
        if (i == 0 || !same_leaf(&cells[i - 1], cell))
            st = open_leaf(builder, cube, cell, from, err);
        if (st == OT_OK && cell->period.year == year)
            st = add_cell(builder, cell, project_tagged[cell->code[OT_DIM_PROJECT]],
                          err);
    }
    free(project_tagged);
    return st;
}

static bool counts_in_series(const ot_cell *cell, ot_period as_at)
{
    return cell->measure == OT_ACTUAL && ot_period_compare(cell->period, as_at) <= 0;
}

/* Months from first to period, closing periods being month 12. */
static size_t month_index(ot_period first, ot_period period)
{
    int number = period.number > OT_MONTHS ? OT_MONTHS : period.number;

    return (size_t)((period.year - first.year) * OT_MONTHS + number - first.number);
}

/* A budget counts for all months of its year, a virement from its own month on; *from
 * and *to: the entries of a series that it counts for. */
static void budget_months(const ot_position *position, const ot_cell *cell,
                          size_t *from, size_t *to)
{
    long first = (long)(cell->period.year - position->first.year) * OT_MONTHS -
                 (position->first.number - 1);
    long end = first + OT_MONTHS;

    if (cell->measure == OT_VIREMENT && !position->options.virements_all)
        first +=
            (cell->period.number > OT_MONTHS ? OT_MONTHS : cell->period.number) - 1;
    *from = first < 0 ? 0 : (size_t)first;
    *to = end < 0 ? 0 : (size_t)end < position->months ? (size_t)end : position->months;
}

static ot_status add_budget(ot_builder *builder, const ot_cell *cell, uint32_t line,
                            ot_error *err)
{
    ot_position *position = builder->position;
    size_t from, to;

    budget_months(position, cell, &from, &to);
    for (size_t m = from; m < to; m++) {
        builder->budgeted[m] = true;
        if (ot_pence_add(&builder->budgets[line * position->months + m], cell->amount,
                         err) < 0)
            return OT_ERANGE;
    }
    return OT_OK;
}

/* The first month of actuals is the first entry of every series. */
static ot_status begin_series(ot_builder *builder, const ot_cell *cells, size_t count,
                              ot_error *err)
{
    ot_position *position = builder->position;
    ot_period as_at = position->options.as_at;
    size_t forecasts, entries;

    ot_dataset_forecasts(builder->dataset, &forecasts);
    position->first = (ot_period){as_at.year, 1};
    for (size_t i = 0; i < count; i++)
        if (counts_in_series(&cells[i], as_at) &&
            ot_period_compare(cells[i].period, position->first) < 0)
            position->first = cells[i].period;
    if (position->first.number > OT_MONTHS)
        position->first.number = OT_MONTHS;
    position->months = month_index(position->first, as_at) + 1;
    entries = (builder->line_count + forecasts + 1) * position->months;
    position->series = calloc(entries, sizeof *position->series);
    builder->budgets = calloc(entries, sizeof *builder->budgets);
    builder->budgeted = calloc(position->months, sizeof *builder->budgeted);
    if (!position->series || !builder->budgets || !builder->budgeted)
        return ot_fail_memory(err);
    return OT_OK;
}

static ot_status fill_series(ot_builder *builder, const ot_cell *cells, size_t count,
                             ot_error *err)
{
    ot_position *position = builder->position;
    size_t leaf = 0;
    ot_status st = begin_series(builder, cells, count, err);

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_cell *cell = &cells[i];
        uint32_t line;

        if (i && !same_leaf(&cells[i - 1], cell))
            leaf++;
        line = builder->leaves[leaf].line;
        if (cell->measure == OT_BUDGET || cell->measure == OT_VIREMENT)
            st = add_budget(builder, cell, line, err);
        else if (counts_in_series(cell, position->options.as_at))
            st = ot_pence_add(
                &position->series[line * position->months +
                                  month_index(position->first, cell->period)],
                cell->amount, err);
    }
    return st;
}

/* A ledger's forecasts are those of the newest period in which the cost centre has any.
 */
static void keep_newest_forecasts(ot_builder *builder)
{
    for (size_t i = 0; i < builder->leaf_count;) {
        size_t from = i;
        int newest = 0;

        for (; i < builder->leaf_count &&
               strcmp(builder->leaves[i].code, builder->leaves[from].code) == 0;
             i++)
            if (builder->leaves[i].ledger_period > newest)
                newest = builder->leaves[i].ledger_period;
        for (size_t k = from; k < i; k++)
            if (builder->leaves[k].ledger_period < newest)
                builder->leaves[k].ledger_period = 0;
    }
}

static ot_status sum_budgets(ot_builder *builder, ot_error *err)
{
    for (size_t i = 0; i < builder->line_count; i++) {
        ot_line *line = &builder->lines[i];

        line->budget = line->original;
        if (ot_pence_add(&line->budget, line->virement, err) < 0)
            return OT_ERANGE;
    }
    return OT_OK;
}

ot_status ot_builder_read_cells(ot_builder *builder, ot_error *err)
{
    const ot_cell *cells;
    size_t count;
    ot_status st =
        ot_cube_cells(ot_dataset_cube(builder->dataset), &cells, &count, err);

    if (st == OT_OK)
        st = gather_lines(builder, cells, count, err);
    keep_newest_forecasts(builder);
    if (st == OT_OK)
        st = sum_budgets(builder, err);
    if (st == OT_OK)
        st = fill_series(builder, cells, count, err);
    return st;
}
