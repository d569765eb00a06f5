/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_code.c - what a code is, where it rolls up to, and what its lines come to. */
#include <string.h>

#include "engine/explain_internal.h"

/* Which lines a code stands for. */
typedef struct extent {
    uint32_t cost_centre, service, group, area; /* each OT_NONE: not by it */
    const char *account;                        /* by its cells */
    const char *code;                           /* of a cost centre */
} extent;

static bool same(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a - 'A' + 'a') : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b - 'A' + 'a') : *b;

        if (x != y)
            return false;
    }
    return !*a && !*b;
}

static const char *describe_centre(const ot_explainer *e, const extent *x,
                                   ot_arena *arena)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(e->structure, &count);
    const ot_group *groups = ot_structure_groups(e->structure, &count);
    const ot_cost_centre *centre =
        x->cost_centre == OT_NONE
            ? NULL
            : &ot_structure_cost_centres(e->structure, &count)[x->cost_centre];
    const ot_service *service = centre ? &services[centre->service] : NULL;

    if (!centre)
        return ot_arena_format(arena, "a cost centre of the ledger that is not in the "
                                      "structure: it is in no service area");
    return ot_arena_format(
        arena, "cost centre %s%s%s, %s, budget manager %s; in service area %s%s%s",
        centre->code, *centre->name ? ", " : "", centre->name,
        ot_fund_name(centre->fund), *centre->manager ? centre->manager : "not stated",
        service->name, service->group == OT_NONE ? "" : ", in group ",
        service->group == OT_NONE ? "" : groups[service->group].name);
}

static const char *describe(const ot_explainer *e, const extent *x, ot_arena *arena)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(e->structure, &count);
    const ot_group *groups = ot_structure_groups(e->structure, &count);
    const ot_area *areas = ot_structure_areas(e->structure, &count);

    if (x->code)
        return describe_centre(e, x, arena);
    if (x->service != OT_NONE)
        return ot_arena_format(
            arena, "service area %s (%s)%s%s; all of its cost centres",
            services[x->service].name, services[x->service].code,
            services[x->service].group == OT_NONE ? "" : ", in group ",
            services[x->service].group == OT_NONE
                ? ""
                : groups[services[x->service].group].name);
    if (x->group != OT_NONE)
        return ot_arena_format(arena, "group %s: %u service areas",
                               groups[x->group].name,
                               (unsigned)groups[x->group].service_count);
    if (x->area != OT_NONE)
        return ot_arena_format(
            arena, "high-risk area %s%s%s; cost centres %s; accounts %s",
            areas[x->area].name, areas[x->area].parent == OT_NONE ? "" : ", part of ",
            areas[x->area].parent == OT_NONE ? "" : areas[areas[x->area].parent].name,
            *areas[x->area].cost_centres ? areas[x->area].cost_centres : "all",
            *areas[x->area].accounts ? areas[x->area].accounts : "all");
    count = ot_structure_find_account(e->structure, x->account);
    return ot_arena_format(
        arena, "account %s%s%s, %s; in lines of the detail sheet by that group",
        x->account, count == OT_NONE ? "" : ", ",
        count == OT_NONE
            ? ""
            : ot_structure_accounts(e->structure, &(uint32_t){0})[count].name,
        ot_subjective_group_name(
            count == OT_NONE
                ? 0
                : ot_structure_accounts(e->structure, &(uint32_t){0})[count]
                      .subjective_group));
}

/* By code first, then by name. */
static bool find_named(const ot_explainer *e, const char *code, extent *x)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(e->structure, &count);

    for (uint32_t i = 0; i < count; i++)
        if (same(services[i].id, code) || same(services[i].code, code) ||
            same(services[i].name, code)) {
            x->service = i;
            return true;
        }
    const ot_group *groups = ot_structure_groups(e->structure, &count);
    for (uint32_t i = 0; i < count; i++)
        if (same(groups[i].name, code)) {
            x->group = i;
            return true;
        }
    const ot_area *areas = ot_structure_areas(e->structure, &count);
    for (uint32_t i = 0; i < count; i++)
        if (same(areas[i].name, code)) {
            x->area = i;
            return true;
        }
    return false;
}

static bool find(const ot_explainer *e, const char *code, extent *x)
{
    *x = (extent){OT_NONE, OT_NONE, OT_NONE, OT_NONE, NULL, NULL};
    x->cost_centre = ot_structure_find_cost_centre(e->structure, code);
    if (x->cost_centre != OT_NONE)
        x->code = code;
    for (size_t i = 0; !x->code && i < e->position->count; i++)
        if (strcmp(e->position->lines[i].code, code) == 0)
            x->code = code;
    if (x->code || find_named(e, code, x))
        return true;
    if (ot_structure_find_account(e->structure, code) != OT_NONE ||
        ot_pool_find(ot_cube_pool(e->cube, OT_DIM_ACCOUNT), code) != OT_NONE)
        x->account = code;
    return x->account != NULL;
}

static bool is_of(const ot_explainer *e, const extent *x, const ot_line *line)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(e->structure, &count);
    const ot_area *areas = ot_structure_areas(e->structure, &count);

    if (x->code)
        return strcmp(line->code, x->code) == 0;
    if (x->service != OT_NONE)
        return line->service == x->service;
    if (x->group != OT_NONE)
        return line->service != OT_NONE && services[line->service].group == x->group;
    return x->area != OT_NONE && line->area != OT_NONE &&
           (line->area == x->area || areas[line->area].parent == x->area);
}

/* One measure: the sum of the lines. Its amount is summed from the position, its parts
 * are the cells of the sheet. */
static ot_status add_measure(ot_explainer *e, const extent *x, const char *name,
                             const char *column, ot_pence (*of)(const ot_line *line),
                             ot_arena *arena, ot_trace *root, ot_error *err)
{
    ot_trace *measure = ot_trace_new(arena, OT_TRACE_CODE, name);
    ot_pence sum = 0;
    ot_status st = ot_trace_add(arena, root, measure, 1, err);

    for (size_t i = 0; st == OT_OK && i < e->position->count; i++) {
        const ot_line *line = &e->position->lines[i];

        if (!is_of(e, x, line))
            continue;
        st = ot_pence_add(&sum, of(line), err);
        if (st == OT_OK)
            st = ot_explain_part(e, arena, measure, i, column, 1, err);
    }
    if (st < 0)
        return st;
    ot_trace_set(measure, OT_COLUMN_PENCE, sum);
    measure->rule = "sum of its lines";
    ot_trace_check(measure, ot_trace_sum(measure));
    return OT_OK;
}

static ot_pence budget_of(const ot_line *line)
{
    return line->budget;
}

static ot_pence actual_of(const ot_line *line)
{
    return line->actual;
}

static ot_pence forecast_of(const ot_line *line)
{
    return line->forecast;
}

/* An account cuts through lines: its cells of the year, by what they count in. */
static ot_status add_account(ot_explainer *e, const extent *x, ot_arena *arena,
                             ot_trace *root, ot_error *err)
{
    static const struct {
        ot_measure measure;
        const char *name;
    } uses[] = {{OT_BUDGET, "Original budget"},
                {OT_VIREMENT, "Virements"},
                {OT_ACTUAL, "Actual to date"},
                {OT_COMMITMENT, "Commitments"}};
    size_t last = e->first[e->position->count];
    ot_status st = OT_OK;

    for (size_t u = 0; st == OT_OK && u < sizeof uses / sizeof uses[0]; u++) {
        ot_trace *measure = ot_trace_new(arena, OT_TRACE_CODE, uses[u].name);
        ot_pence sum = 0;

        st = ot_trace_add(arena, root, measure, 1, err);
        for (size_t i = 0; st == OT_OK && i < last; i++) {
            const ot_cell *cell = &e->cells[e->of_line[i]];
            ot_trace *part;

            if (strcmp(ot_cube_text(e->cube, cell, OT_DIM_ACCOUNT), x->account) != 0 ||
                cell->measure != uses[u].measure)
                continue;
            part = ot_trace_new(arena, OT_TRACE_LEDGER, "");
            st = ot_trace_add(arena, measure, part, 1, err);
            if (st < 0)
                return st;
            ot_trace_set(part, OT_COLUMN_PENCE, cell->amount);
            part->cell = cell;
            part->kinds = OT_KIND_BIT(OT_KIND_LEDGER);
            sum += cell->amount;
        }
        if (st == OT_OK) {
            ot_trace_set(measure, OT_COLUMN_PENCE, sum);
            measure->rule = "sum of ledger cells";
        }
    }
    return st;
}

ot_status ot_explain_code(ot_explainer *e, const char *code, ot_arena *arena,
                          ot_trace **out, ot_error *err)
{
    extent x;
    ot_trace *root;
    ot_status st = OT_OK;

    if (!find(e, code, &x))
        return ot_fail(err, OT_EINPUT,
                       "'%s' is no cost centre, account, service area, group or "
                       "high-risk area; a figure is named SHEET!CELL",
                       code);
    root = ot_trace_new(arena, OT_TRACE_CODE, ot_arena_copy(arena, code));
    if (!root)
        return ot_fail_memory(err);
    *out = root;
    root->value = OT_VALUE_BLANK;
    root->words = describe(e, &x, arena);
    if (!root->words)
        return ot_fail_memory(err);
    if (x.account)
        return add_account(e, &x, arena, root, err);
    st = add_measure(e, &x, "Revised budget", "budget", budget_of, arena, root, err);
    if (st == OT_OK)
        st =
            add_measure(e, &x, "Actual to date", "actual", actual_of, arena, root, err);
    if (st == OT_OK)
        st = add_measure(e, &x, "Forecast outturn", "forecast", forecast_of, arena,
                         root, err);
    return st;
}
