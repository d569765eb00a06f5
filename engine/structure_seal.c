/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_seal.c - the gathered records checked as a whole and put in printing order.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "engine/structure_internal.h"

typedef struct sealing {
    ot_structure *s;
    const ot_issue_sink *issues;
    long faults;
} sealing;

#define FAULT(sealing_, kind_, line_, ...)                                             \
    ((sealing_)->faults++, ot_issue_tell((sealing_)->issues, OT_REJECT,                \
                                         ot_kind_name(kind_), (line_), __VA_ARGS__))

static void *get(ot_structure *s, size_t count, size_t size)
{
    return ot_arena_get(&s->arena, (count + 1) * size);
}

/* A record and where it is printed: after its group's (or parent's) order, then its
 * own. */
typedef struct ordered {
    long outer, inner;
    int level; /* a parent before its children */
    const char *outer_name, *name;
    uint32_t index;
} ordered;

static int compare_ordered(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    int by_name;

    if (a->outer != b->outer)
        return a->outer < b->outer ? -1 : 1;
    by_name = strcmp(a->outer_name, b->outer_name);
    if (by_name)
        return by_name;
    if (a->level != b->level)
        return a->level - b->level;
    if (a->inner != b->inner)
        return a->inner < b->inner ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Groups stand where their first service does; services without one after all groups.
 */
static void order_services(const ot_structure *s, ordered *order)
{
    const ot_service_record *records = s->services.items;

    for (uint32_t i = 0; i < s->services.count; i++) {
        const ot_service_record *record = &records[i];

        order[i] =
            (ordered){LONG_MAX, record->order, 0, record->group, record->service, i};
        for (uint32_t j = 0; *record->group && j < s->services.count; j++)
            if (strcmp(records[j].group, record->group) == 0 &&
                records[j].order < order[i].outer)
                order[i].outer = records[j].order;
    }
    qsort(order, s->services.count, sizeof *order, compare_ordered);
}

static ot_group *group_for(ot_structure *s, const ot_service_record *record,
                           uint32_t place)
{
    ot_group *group = s->group_count ? &s->group_list[s->group_count - 1] : NULL;

    if (!group || strcmp(group->name, record->group) != 0) {
        group = &s->group_list[s->group_count++];
        *group = (ot_group){record->group, "", "", place, 0};
    }
    group->service_count++;
    if (!*group->total_label)
        group->total_label = record->total_label;
    if (!*group->manager)
        group->manager = record->budget_manager;
    return group;
}

static ot_status seal_services(sealing *seal, uint32_t *places, ot_error *err)
{
    ot_structure *s = seal->s;
    const ot_service_record *records = s->services.items;
    ordered *order = get(s, s->services.count, sizeof *order);

    s->group_list = get(s, s->services.count, sizeof *s->group_list);
    s->service_list = get(s, s->services.count, sizeof *s->service_list);
    if (!order || !s->group_list || !s->service_list)
        return ot_fail_memory(err);
    order_services(s, order);
    for (uint32_t place = 0; place < s->services.count; place++) {
        const ot_service_record *record = &records[order[place].index];
        ot_service *service = &s->service_list[place];

        places[order[place].index] = place;
        *service = (ot_service){record->service,
                                *record->name ? record->name : record->service,
                                *record->code ? record->code : record->service,
                                record->budget_manager, OT_NONE};
        if (*record->group)
            service->group = (uint32_t)(group_for(s, record, place) - s->group_list);
    }
    for (uint32_t i = 0; i < s->group_count; i++) {
        ot_group *group = &s->group_list[i];

        if (!*group->total_label)
            group->total_label = ot_arena_format(&s->arena, "Total %s", group->name);
        if (!group->total_label)
            return ot_fail_memory(err);
    }
    return OT_OK;
}

typedef struct coded {
    const char *code;
    uint32_t index;
} coded;

static int compare_coded(const void *left, const void *right)
{
    return strcmp(((const coded *)left)->code, ((const coded *)right)->code);
}

static void seal_cost_centre(sealing *seal, const ot_cost_centre_record *record,
                             const uint32_t *service_places, ot_cost_centre *centre)
{
    ot_structure *s = seal->s;
    uint32_t id = ot_pool_find(s->services.codes, record->service);

    *centre = (ot_cost_centre){record->cost_centre,
                               *record->name ? record->name : record->cost_centre,
                               record->manager, OT_NONE, OT_NON_DSG};
    if (id == OT_NONE) {
        FAULT(seal, OT_KIND_COST_CENTRES, record->line,
              "cost centre '%s' names service '%s', which is not in services",
              record->cost_centre, record->service);
        return;
    }
    centre->service = service_places[id];
    if (*record->group) {
        uint32_t group = s->service_list[centre->service].group;

        if (group == OT_NONE || strcmp(s->group_list[group].name, record->group) != 0)
            FAULT(seal, OT_KIND_COST_CENTRES, record->line,
                  "cost centre '%s' names group '%s', its service '%s' another",
                  record->cost_centre, record->group, record->service);
    }
    if (strcmp(record->fund, "DSG") == 0)
        centre->fund = OT_DSG;
    else if (*record->fund && strcmp(record->fund, "NON-DSG") != 0)
        FAULT(seal, OT_KIND_COST_CENTRES, record->line,
              "fund '%s' of cost centre '%s' is neither DSG nor NON-DSG", record->fund,
              record->cost_centre);
}

static ot_status seal_cost_centres(sealing *seal, const uint32_t *service_places,
                                   ot_error *err)
{
    ot_structure *s = seal->s;
    const ot_cost_centre_record *records = s->cost_centres.items;
    uint32_t count = s->cost_centres.count;
    coded *order = get(s, count, sizeof *order);

    s->cost_centre_list = get(s, count, sizeof *s->cost_centre_list);
    s->cost_centre_places = get(s, count, sizeof *s->cost_centre_places);
    if (!order || !s->cost_centre_list || !s->cost_centre_places)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (coded){records[i].cost_centre, i};
    qsort(order, count, sizeof *order, compare_coded);
    for (uint32_t place = 0; place < count; place++) {
        s->cost_centre_places[order[place].index] = place;
        seal_cost_centre(seal, &records[order[place].index], service_places,
                         &s->cost_centre_list[place]);
    }
    return OT_OK;
}

static ot_status seal_accounts(sealing *seal, ot_error *err)
{
    ot_structure *s = seal->s;
    const ot_account_record *records = s->accounts.items;
    uint32_t count = s->accounts.count;
    coded *order = get(s, count, sizeof *order);

    s->account_list = get(s, count, sizeof *s->account_list);
    s->account_places = get(s, count, sizeof *s->account_places);
    if (!order || !s->account_list || !s->account_places)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (coded){records[i].account, i};
    qsort(order, count, sizeof *order, compare_coded);
    for (uint32_t place = 0; place < count; place++) {
        const ot_account_record *record = &records[order[place].index];

        s->account_places[order[place].index] = place;
        s->account_list[place] = (ot_account){
            record->account, *record->name ? record->name : record->account,
            record->subjective_group, record->income};
    }
    return OT_OK;
}

static void check_parent(sealing *seal, const ot_high_risk_record *record,
                         const ot_high_risk_record *parent)
{
    if (!parent)
        FAULT(seal, OT_KIND_HIGH_RISK, record->line,
              "high-risk area '%s' names parent '%s', which is not an area",
              record->area, record->parent);
    else if (*parent->parent)
        FAULT(seal, OT_KIND_HIGH_RISK, record->line,
              "high-risk area '%s' is a child row of a child row: one level is allowed",
              record->area);
    else if (*parent->cost_centres || *parent->accounts)
        FAULT(seal, OT_KIND_HIGH_RISK, parent->line,
              "high-risk area '%s' has child rows and selectors: give it one or the "
              "other",
              parent->area);
}

static void order_areas(sealing *seal, ordered *order)
{
    const ot_structure *s = seal->s;
    const ot_high_risk_record *records = s->areas.items;

    for (uint32_t i = 0; i < s->areas.count; i++) {
        const ot_high_risk_record *record = &records[i];

        order[i] =
            (ordered){record->order, record->order, 0, record->area, record->area, i};
        if (*record->parent) {
            uint32_t id = ot_pool_find(s->areas.codes, record->parent);

            check_parent(seal, record, id == OT_NONE ? NULL : &records[id]);
            if (id == OT_NONE)
                continue;
            order[i].outer = records[id].order;
            order[i].outer_name = records[id].area;
            order[i].level = 1;
        }
    }
    qsort(order, s->areas.count, sizeof *order, compare_ordered);
}

static ot_status seal_areas(sealing *seal, ot_error *err)
{
    ot_structure *s = seal->s;
    const ot_high_risk_record *records = s->areas.items;
    ordered *order = get(s, s->areas.count, sizeof *order);
    uint32_t parent = OT_NONE;

    s->area_list = get(s, s->areas.count, sizeof *s->area_list);
    if (!order || !s->area_list)
        return ot_fail_memory(err);
    order_areas(seal, order);
    if (seal->faults)
        return OT_OK; /* a child row may stand before any parent */
    for (uint32_t place = 0; place < s->areas.count; place++) {
        const ot_high_risk_record *record = &records[order[place].index];

        s->area_list[place] =
            (ot_area){record->area,     record->manager, record->cost_centres,
                      record->accounts, OT_NONE,         0};
        if (!order[place].level) {
            parent = place;
        } else {
            s->area_list[place].parent = parent;
            s->area_list[parent].child_count++;
        }
    }
    return OT_OK;
}

ot_status ot_structure_seal(ot_structure *structure, const ot_issue_sink *issues,
                            ot_error *err)
{
    sealing seal = {structure, issues, 0};
    uint32_t *places = get(structure, structure->services.count, sizeof *places);
    ot_status st = places ? seal_services(&seal, places, err) : ot_fail_memory(err);

    if (st == OT_OK)
        st = seal_cost_centres(&seal, places, err);
    if (st == OT_OK)
        st = seal_accounts(&seal, err);
    if (st == OT_OK)
        st = seal_areas(&seal, err);
    if (st < 0)
        return st;
    if (seal.faults)
        return ot_fail(err, OT_EINPUT,
                       "the structure files have %ld fault(s), listed above",
                       seal.faults);
    structure->sealed = true;
    return OT_OK;
}
