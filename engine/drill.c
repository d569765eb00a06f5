/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/drill.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "engine/drill_internal.h"
#include "engine/forecast/aggregate.h"
#include "engine/sheets/sheet.h"

typedef struct builder {
    const ot_pack_input *input;
    const ot_drill_filter *filter;
    bool partial; /* not the whole position */
    ot_drill *drill;
    const ot_service *services;
    const ot_group *groups;
    const ot_cost_centre *centres;
    uint32_t service_count, group_count, centre_count;
    ot_aggregate *sum;
    uint32_t group, service; /* nodes that are open; OT_NONE: none */
    uint32_t group_open;     /* whose node group is */
} builder;

ot_pence ot_drill_share(ot_pence amount, int month, int count)
{
    ot_pence whole = amount / count, rest = amount % count;

    return whole + rest * (month + 1) / count - rest * month / count;
}

static bool same_words(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    return *a == *b;
}

static bool is_wanted(const builder *b, const ot_line *line)
{
    if (!b->filter || !b->filter->manager)
        return true;
    return line->cost_centre != OT_NONE &&
           same_words(b->centres[line->cost_centre].manager, b->filter->manager);
}

static ot_status check_filter(const builder *b, ot_error *err)
{
    if (!b->filter || !b->filter->manager)
        return OT_OK;
    for (uint32_t i = 0; i < b->centre_count; i++)
        if (same_words(b->centres[i].manager, b->filter->manager))
            return OT_OK;
    return ot_fail(err, OT_EINPUT, "no cost centre has the budget manager '%s'",
                   b->filter->manager);
}

static int compare_prior(const void *left, const void *right)
{
    const ot_prior_line *const *a = left, *const *b = right;

    return ot_prior_compare(*a, *b);
}

static const ot_prior_line *find_prior(const builder *b, const ot_prior_line **sorted,
                                       const ot_line *line)
{
    const ot_line_key key = ot_line_key_of(b->drill->position->structure, line);
    const ot_prior_line wanted = {.cost_centre = key.cost_centre,
                                  .area = key.area,
                                  .subjective_group = key.subjective_group,
                                  .fund = line->fund};
    const ot_prior_line *at = &wanted, **found;

    found = bsearch(&at, sorted, b->input->prior_count, sizeof *sorted, compare_prior);
    return found ? *found : NULL;
}

static ot_status take_lines(builder *b, ot_error *err)
{
    const ot_position *position = b->input->position;
    ot_drill *drill = b->drill;
    const ot_prior_line **sorted = calloc(b->input->prior_count + 1, sizeof *sorted);

    drill->lines = calloc(position->count + 1, sizeof *drill->lines);
    if (!drill->lines || !sorted) {
        free(sorted);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < b->input->prior_count; i++)
        sorted[i] = &b->input->prior[i];
    qsort(sorted, b->input->prior_count, sizeof *sorted, compare_prior);
    for (size_t i = 0; i < position->count; i++) {
        const ot_line *line = &position->lines[i];
        const ot_prior_line *prior = NULL;

        if (!is_wanted(b, line))
            continue;
        if (b->input->has_prior && b->input->prior_count)
            prior = find_prior(b, sorted, line);
        drill->lines[drill->line_count++] =
            (ot_drill_line){.line = line,
                            .position = (uint32_t)i,
                            .has_prior = prior != NULL,
                            .prior = prior ? prior->forecast : 0};
    }
    free(sorted);
    return OT_OK;
}

static uint32_t open_node(builder *b, ot_drill_level level, uint32_t parent,
                          uint32_t line)
{
    ot_drill_node *node = &b->drill->nodes[b->drill->node_count];

    *node = (ot_drill_node){.level = level,
                            .parent = parent,
                            .code = "",
                            .name = "",
                            .manager = "",
                            .first_line = line};
    return b->drill->node_count++;
}

/* The node of the service of a line, opened with its group where it has not been. */
static uint32_t service_node(builder *b, const ot_line *line, uint32_t at)
{
    const ot_service *service;
    ot_drill_node *node;
    uint32_t parent = 0, index;

    if (line->service == OT_NONE) {
        index = open_node(b, OT_DRILL_OUTSIDE, OT_NONE, at);
        b->drill->nodes[index].name = "Not in the structure";
        return index;
    }
    service = &b->services[line->service];
    if (service->group != OT_NONE) {
        const ot_group *group = &b->groups[service->group];

        if (b->group == OT_NONE || b->group_open != service->group) {
            b->group = open_node(b, OT_DRILL_GROUP, 0, at);
            b->group_open = service->group;
            b->drill->nodes[b->group].name = group->name;
            b->drill->nodes[b->group].manager = group->manager;
        }
        parent = b->group;
    }
    index = open_node(b, OT_DRILL_SERVICE, parent, at);
    node = &b->drill->nodes[index];
    node->code = service->code;
    node->name = service->name;
    node->manager = service->manager;
    return index;
}

static void centre_node(builder *b, const ot_line *line, uint32_t at)
{
    ot_drill_node *node =
        &b->drill->nodes[open_node(b, OT_DRILL_CENTRE, b->service, at)];

    node->code = line->code;
    if (line->cost_centre == OT_NONE)
        return;
    node->name = b->centres[line->cost_centre].name;
    node->manager = b->centres[line->cost_centre].manager;
}

/* Lines are in the order of services and cost centres, services in that of groups. */
static ot_status grow_tree(builder *b, ot_error *err)
{
    ot_drill *drill = b->drill;
    const ot_line *last = NULL;
    size_t most = (size_t)drill->line_count * 2 + b->group_count + 2;

    drill->nodes = calloc(most, sizeof *drill->nodes);
    if (!drill->nodes)
        return ot_fail_memory(err);
    open_node(b, OT_DRILL_WHOLE, OT_NONE, 0);
    drill->nodes[0].name = "All services";
    for (uint32_t i = 0; i < drill->line_count; i++) {
        const ot_line *line = drill->lines[i].line;

        if (!last || last->service != line->service)
            b->service = service_node(b, line, i);
        if (!last || strcmp(last->code, line->code) != 0)
            centre_node(b, line, i);
        for (uint32_t n = drill->node_count - 1; n != OT_NONE;
             n = drill->nodes[n].parent)
            drill->nodes[n].line_count++;
        last = line;
    }
    return OT_OK;
}

static ot_status add_months(ot_drill_months *sum, const ot_drill_months *months,
                            ot_error *err)
{
    ot_status st = OT_OK;

    for (int m = 0; st == OT_OK && m < OT_MONTHS; m++) {
        st = ot_pence_add(&sum->actual[m], months->actual[m], err);
        if (st == OT_OK)
            st = ot_pence_add(&sum->budget[m], months->budget[m], err);
    }
    return st;
}

static ot_status add_line(builder *b, ot_drill_node *node, const ot_drill_line *line,
                          ot_error *err)
{
    const ot_projection *p = &line->line->projection;
    const ot_bounds bounds = {(double)p->outturn, (double)p->lo80, (double)p->hi80,
                              (double)p->lo95, (double)p->hi95};
    uint32_t service = line->line->service;
    ot_status st = ot_sums_add(&node->sums, line->line, err);

    node->has_interval |= p->has_interval;
    if (st == OT_OK)
        st = ot_pence_add(&node->projected, p->outturn, err);
    for (uint32_t i = 0; st == OT_OK && node->has_months && i < line->account_count;
         i++)
        st = add_months(&node->months,
                        &b->drill->accounts[line->first_account + i].months, err);
    if (st < 0)
        return st;
    return ot_aggregate_add(b->sum, service == OT_NONE ? b->service_count : service,
                            &bounds, err);
}

static ot_status sum_node(builder *b, ot_drill_node *node, ot_error *err)
{
    const ot_agreement *agreement = &b->drill->position->agreement;
    const ot_rag_options *rag = &b->input->options->rag;
    ot_bounds bounds;
    ot_status st = OT_OK;

    node->has_months =
        !b->drill->withheld || (node->level <= OT_DRILL_SERVICE && !b->partial);
    ot_aggregate_reset(b->sum);
    for (uint32_t i = 0; st == OT_OK && i < node->line_count; i++)
        st = add_line(b, node, &b->drill->lines[node->first_line + i], err);
    if (st < 0)
        return st;
    node->rag = ot_rag_by_threshold(rag, node->sums.budget,
                                    node->sums.forecast - node->sums.budget);
    if (!node->has_interval)
        return OT_OK;
    ot_aggregate_bounds(b->sum, agreement->within, agreement->between, &bounds);
    node->probability = ot_rag_probability(&bounds, (double)node->sums.budget);
    node->probable = ot_rag_by_probability(rag, node->probability);
    if (ot_pence_from_double(bounds.lo80, &node->lo80, err) < 0 ||
        ot_pence_from_double(bounds.hi80, &node->hi80, err) < 0 ||
        ot_pence_from_double(bounds.lo95, &node->lo95, err) < 0 ||
        ot_pence_from_double(bounds.hi95, &node->hi95, err) < 0)
        return OT_ERANGE;
    return OT_OK;
}

static ot_status sum_up(builder *b, ot_error *err)
{
    ot_status st = OT_OK;

    b->sum = ot_aggregate_new((size_t)b->service_count + 1);
    if (!b->sum)
        return ot_fail_memory(err);
    for (uint32_t i = 0; st == OT_OK && i < b->drill->node_count; i++)
        st = sum_node(b, &b->drill->nodes[i], err);
    ot_aggregate_free(b->sum);
    return st;
}

static void withhold_accounts(ot_drill *drill)
{
    for (uint32_t i = 0; i < drill->line_count; i++)
        drill->lines[i].first_account = drill->lines[i].account_count = 0;
    drill->account_count = 0;
}

static builder begin(const ot_pack_input *input, ot_drill *drill)
{
    const ot_structure *structure = input->position->structure;
    builder b = {.input = input, .drill = drill, .group = OT_NONE, .service = OT_NONE};

    *drill = (ot_drill){.position = input->position,
                        .rag = input->options->rag,
                        .withheld = input->options->publish};
    b.services = ot_structure_services(structure, &b.service_count);
    b.groups = ot_structure_groups(structure, &b.group_count);
    b.centres = ot_structure_cost_centres(structure, &b.centre_count);
    return b;
}

ot_status ot_drill_build(const ot_pack_input *input, const ot_drill_filter *filter,
                         ot_drill *out, ot_error *err)
{
    builder b = begin(input, out);
    ot_status st;

    b.filter = filter;
    b.partial = filter && filter->manager;
    st = check_filter(&b, err);
    if (st == OT_OK)
        st = take_lines(&b, err);
    if (st == OT_OK)
        st = ot_drill_read_accounts(input->dataset, out, err);
    if (st == OT_OK)
        st = grow_tree(&b, err);
    if (st == OT_OK)
        st = sum_up(&b, err);
    if (st == OT_OK && out->withheld)
        withhold_accounts(out);
    return st;
}

ot_status ot_drill_part(const ot_drill *whole, const ot_pack_input *input,
                        const uint32_t *lines, uint32_t count, ot_drill *out,
                        ot_error *err)
{
    builder b = begin(input, out);
    ot_status st;

    b.partial = true;
    out->accounts = whole->accounts;
    out->account_count = whole->account_count;
    out->borrowed = true;
    out->lines = calloc((size_t)count + 1, sizeof *out->lines);
    if (!out->lines)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        out->lines[i] = whole->lines[lines[i]];
        out->lines[i].position = i;
    }
    out->line_count = count;
    st = grow_tree(&b, err);
    return st == OT_OK ? sum_up(&b, err) : st;
}

void ot_drill_clear(ot_drill *drill)
{
    free(drill->nodes);
    free(drill->lines);
    if (!drill->borrowed)
        free(drill->accounts);
    *drill = (ot_drill){0};
}
