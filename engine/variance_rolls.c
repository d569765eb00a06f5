/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/variance_rolls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OUTSIDE "(not in the structure)"

/* What a row is of, before there is one. */
typedef struct identity {
    const char *key, *name, *manager, *within;
} identity;

const char *const *ot_roll_names(void)
{
    static const char *const names[OT_ROLLS + 1] = {
        "cost-centre", "manager", "service",          "group",
        "area",        "account", "subjective-group", "fund"};

    return names;
}

static const ot_cost_centre *centre_of(const ot_rolls *rolls, const ot_line *line)
{
    uint32_t count;

    return line->cost_centre == OT_NONE
               ? NULL
               : &ot_structure_cost_centres(rolls->input->position->structure,
                                            &count)[line->cost_centre];
}

static const ot_service *service_of(const ot_rolls *rolls, const ot_line *line)
{
    uint32_t count;

    return line->service == OT_NONE
               ? NULL
               : &ot_structure_services(rolls->input->position->structure,
                                        &count)[line->service];
}

static const ot_group *group_of(const ot_rolls *rolls, const ot_service *service)
{
    uint32_t count;

    return !service || service->group == OT_NONE
               ? NULL
               : &ot_structure_groups(rolls->input->position->structure,
                                      &count)[service->group];
}

static const ot_area *area_of(const ot_rolls *rolls, uint32_t area)
{
    uint32_t count;

    return area == OT_NONE
               ? NULL
               : &ot_structure_areas(rolls->input->position->structure, &count)[area];
}

static identity identify_group(const ot_rolls *rolls, const ot_service *service)
{
    const ot_group *group = group_of(rolls, service);

    if (group)
        return (identity){group->name, group->name, group->manager, ""};
    return (identity){service->id, service->name, service->manager, ""};
}

static identity identify_area(const ot_rolls *rolls, const ot_line *line)
{
    const ot_area *area = area_of(rolls, line->area), *parent;

    if (!area)
        return (identity){"", "(in no high-risk area)", "", ""};
    parent = area_of(rolls, area->parent);
    return (identity){area->name, area->name, area->manager,
                      parent ? parent->name : ""};
}

static identity identify_account(const ot_rolls *rolls, const ot_line *line,
                                 const char *code)
{
    const ot_structure *structure = rolls->input->position->structure;
    uint32_t count, place = ot_structure_find_account(structure, code);
    const ot_account *accounts = ot_structure_accounts(structure, &count);

    return (identity){code,
                      !*code             ? "(forecast alone, nothing in the ledger)"
                      : place == OT_NONE ? OUTSIDE
                                         : accounts[place].name,
                      NULL, ot_subjective_group_name(line->subjective_group)};
}

static const char *number_text(ot_rolls *rolls, int number)
{
    return ot_arena_format(&rolls->arena, "%d", number);
}

/* manager NULL: that of the cost centres, where it is one. */
static identity identify(ot_rolls *rolls, const ot_line *line, const char *account)
{
    const ot_cost_centre *centre = centre_of(rolls, line);
    const ot_service *service = service_of(rolls, line);

    switch (rolls->filter->by) {
    case OT_ROLL_ACCOUNT:
        return identify_account(rolls, line, account);
    case OT_ROLL_AREA:
        return identify_area(rolls, line);
    case OT_ROLL_SUBJECTIVE:
        return (identity){number_text(rolls, line->subjective_group),
                          ot_subjective_group_name(line->subjective_group), NULL, ""};
    case OT_ROLL_FUND:
        return (identity){ot_fund_name(line->fund), ot_fund_name(line->fund), NULL, ""};
    default:
        break;
    }
    if (rolls->filter->by == OT_ROLL_COST_CENTRE)
        return (identity){line->code, centre ? centre->name : OUTSIDE,
                          centre ? centre->manager : "", service ? service->name : ""};
    if (!centre || !service)
        return (identity){"", OUTSIDE, "", ""};
    if (rolls->filter->by == OT_ROLL_SERVICE) {
        const ot_group *group = group_of(rolls, service);

        return (identity){service->id, service->name, service->manager,
                          group ? group->name : ""};
    }
    if (rolls->filter->by == OT_ROLL_GROUP)
        return identify_group(rolls, service);
    return (identity){centre->manager,
                      *centre->manager ? centre->manager : "(no budget manager)",
                      centre->manager, ""};
}

static ot_status find_row(ot_rolls *rolls, const ot_line *line, const char *account,
                          uint32_t *place, ot_error *err)
{
    identity is = identify(rolls, line, account);
    const ot_cost_centre *centre = centre_of(rolls, line);
    ot_roll_row *row;

    if (!is.key || ot_pool_put(rolls->keys, is.key, place, err) < 0)
        return ot_fail_memory(err);
    if (*place == rolls->room) {
        size_t room = rolls->room ? rolls->room * 2 : 256;
        ot_roll_row *grown = realloc(rolls->rows, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        rolls->rows = grown;
        rolls->room = room;
    }
    row = &rolls->rows[*place];
    if (*place == rolls->count) {
        rolls->count++;
        *row = (ot_roll_row){.id = ot_pool_text(rolls->keys, *place),
                             .name = is.name,
                             .manager = is.manager ? is.manager : "",
                             .within = is.within};
    }
    if (!is.manager && centre && !row->manager_known)
        row->manager = centre->manager;
    else if (!is.manager && centre && strcmp(row->manager, centre->manager) != 0)
        row->manager = "";
    row->manager_known |= centre != NULL;
    row->used = true;
    return OT_OK;
}

/* Keeps the reasons of the largest variances, each once. */
static void add_reason(ot_roll_row *row, const char *reason, ot_pence variance)
{
    ot_pence weight = variance < 0 ? -variance : variance;
    int last = OT_ROLL_REASONS - 1;

    if (!reason || !*reason)
        return;
    for (int i = 0; i < OT_ROLL_REASONS; i++)
        if (row->reasons[i] && strcmp(row->reasons[i], reason) == 0) {
            if (row->weights[i] >= weight)
                return;
            last = i;
            break;
        }
    if (row->reasons[last] && strcmp(row->reasons[last], reason) != 0 &&
        row->weights[last] >= weight)
        return;
    for (; last > 0 && (!row->reasons[last - 1] || row->weights[last - 1] < weight);
         last--) {
        row->reasons[last] = row->reasons[last - 1];
        row->weights[last] = row->weights[last - 1];
    }
    row->reasons[last] = reason;
    row->weights[last] = weight;
}

static ot_status add_line(ot_roll_row *row, const ot_line *line, ot_pence to_date,
                          ot_error *err)
{
    if (ot_sums_add(&row->sums, line, err) < 0 ||
        ot_pence_add(&row->to_date, to_date, err) < 0 ||
        ot_pence_add(&row->projection, line->projection.outturn, err) < 0)
        return OT_ERANGE;
    row->bases[line->basis] = true;
    add_reason(row, line->reason, line->forecast - line->budget);
    return OT_OK;
}

static ot_status add_lines(ot_rolls *rolls, ot_error *err)
{
    const ot_position *position = rolls->input->position;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < position->count; i++) {
        const ot_line *line = &position->lines[i];
        ot_pence to_date = rolls->input->breakdown->to_date[i];

        rolls->of_line[i] = OT_NONE;
        if (!ot_rolls_want(rolls, line))
            continue;
        if (rolls->filter->by == OT_ROLL_ACCOUNT)
            rolls->of_line[i] = 0;
        else
            st = find_row(rolls, line, "", &rolls->of_line[i], err);
        if (st == OT_OK && rolls->filter->by != OT_ROLL_ACCOUNT)
            st = add_line(&rolls->rows[rolls->of_line[i]], line, to_date, err);
        if (st == OT_OK)
            st = add_line(&rolls->total, line, to_date, err);
    }
    return st;
}

static ot_status add_parts(ot_rolls *rolls, ot_error *err)
{
    const ot_breakdown *b = rolls->input->breakdown;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < b->count; i++) {
        const ot_part *part = &b->parts[i];
        const ot_line *line = &rolls->input->position->lines[part->line];
        ot_line share = *line;
        uint32_t place;

        if (rolls->of_line[part->line] == OT_NONE)
            continue;
        share.budget = part->budget;
        share.actual = part->actual;
        share.commitment = part->commitment;
        share.forecast = part->forecast;
        share.driver_basis = OT_DRIVER_BLANK;
        st = find_row(rolls, line, part->account, &place, err);
        if (st == OT_OK)
            st = add_line(&rolls->rows[place], &share, part->to_date, err);
    }
    return st;
}

static ot_line line_of_prior(const ot_rolls *rolls, const ot_prior_line *prior)
{
    const ot_structure *structure = rolls->input->position->structure;
    uint32_t count, centres;
    const ot_area *areas = ot_structure_areas(structure, &count);
    ot_line line = {.cost_centre =
                        ot_structure_find_cost_centre(structure, prior->cost_centre),
                    .service = OT_NONE,
                    .code = prior->cost_centre,
                    .subjective_group = prior->subjective_group,
                    .fund = prior->fund,
                    .area = OT_NONE};

    if (line.cost_centre != OT_NONE)
        line.service =
            ot_structure_cost_centres(structure, &centres)[line.cost_centre].service;
    for (uint32_t i = 0; i < count && *prior->area; i++)
        if (strcmp(areas[i].name, prior->area) == 0)
            line.area = i;
    return line;
}

static ot_status add_prior(ot_rolls *rolls, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < rolls->input->prior_count; i++) {
        const ot_prior_line *prior = &rolls->input->prior[i];
        const ot_line line = line_of_prior(rolls, prior);
        ot_pence variance = prior->forecast - prior->budget;
        uint32_t place;

        if (!ot_rolls_want(rolls, &line))
            continue;
        if (rolls->filter->by != OT_ROLL_ACCOUNT) {
            st = find_row(rolls, &line, "", &place, err);
            if (st == OT_OK)
                st = ot_pence_add(&rolls->rows[place].before, variance, err);
        }
        if (st == OT_OK)
            st = ot_pence_add(&rolls->total.before, variance, err);
    }
    return st;
}

/* Rows stand in the order of the structure: their keys are numbered beforehand where
 * lines come in another order. */
static ot_status number_keys(ot_rolls *rolls, ot_error *err)
{
    const ot_structure *s = rolls->input->position->structure;
    uint32_t areas, accounts, place;
    const ot_area *area = ot_structure_areas(s, &areas);
    const ot_account *account = ot_structure_accounts(s, &accounts);
    ot_status st = OT_OK;

    for (uint32_t i = 0; rolls->filter->by == OT_ROLL_AREA && i < areas; i++) {
        const ot_line line = {
            .cost_centre = OT_NONE, .service = OT_NONE, .code = "", .area = i};

        if (area[i].child_count == 0 && st == OT_OK)
            st = find_row(rolls, &line, "", &place, err);
    }
    for (uint32_t i = 0; rolls->filter->by == OT_ROLL_ACCOUNT && i < accounts; i++) {
        const ot_line line = {.cost_centre = OT_NONE,
                              .service = OT_NONE,
                              .code = "",
                              .subjective_group = account[i].subjective_group};

        if (st == OT_OK)
            st = find_row(rolls, &line, account[i].code, &place, err);
    }
    for (int i = 0; rolls->filter->by == OT_ROLL_SUBJECTIVE && i < OT_SUBJECTIVE_GROUPS;
         i++) {
        const ot_line line = {.cost_centre = OT_NONE,
                              .service = OT_NONE,
                              .code = "",
                              .subjective_group = i};

        if (st == OT_OK)
            st = find_row(rolls, &line, "", &place, err);
    }
    for (size_t i = 0; i < rolls->count; i++)
        rolls->rows[i].used = rolls->rows[i].manager_known = false;
    return st;
}

ot_status ot_rolls_make(const ot_variances_input *input,
                        const ot_variances_filter *filter, ot_rolls *out, ot_error *err)
{
    ot_status st;

    *out = (ot_rolls){.input = input, .filter = filter, .keys = ot_pool_new()};
    out->of_line = malloc((input->position->count + 1) * sizeof *out->of_line);
    st = out->keys && out->of_line ? ot_rolls_check_filter(out, err)
                                   : ot_fail_memory(err);
    if (st == OT_OK)
        st = number_keys(out, err);
    if (st == OT_OK)
        st = add_lines(out, err);
    if (st == OT_OK && filter->by == OT_ROLL_ACCOUNT)
        st = add_parts(out, err);
    if (st == OT_OK && input->has_prior)
        st = add_prior(out, err);
    if (st == OT_OK && filter->by != OT_ROLL_ACCOUNT)
        st = ot_rolls_row_bounds(out, err);
    if (st == OT_OK)
        st = ot_rolls_bounds(out, NULL, &out->total, err);
    return st;
}

void ot_rolls_clear(ot_rolls *rolls)
{
    free(rolls->rows);
    free(rolls->of_line);
    ot_pool_free(rolls->keys);
    ot_arena_clear(&rolls->arena);
    *rolls = (ot_rolls){0};
}
