/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/structure.h"

#include <stdlib.h>
#include <string.h>

#include "engine/selector.h"
#include "engine/structure_internal.h"

const char *ot_fund_name(ot_fund fund)
{
    return fund == OT_DSG ? "DSG" : "NON-DSG";
}

const char *ot_subjective_group_name(int subjective_group)
{
    static const char *const names[OT_SUBJECTIVE_GROUPS] = {
        "not in accounts",
        "employees",
        "premises",
        "transport",
        "supplies and services",
        "third party payments",
        "transfer payments",
        "support services",
        "depreciation and impairment",
        "income",
        "capital financing"};

    return subjective_group > 0 && subjective_group < OT_SUBJECTIVE_GROUPS
               ? names[subjective_group]
               : names[0];
}

ot_structure *ot_structure_new(void)
{
    ot_structure *structure = calloc(1, sizeof *structure);

    if (!structure)
        return NULL;
    structure->services.codes = ot_pool_new();
    structure->cost_centres.codes = ot_pool_new();
    structure->accounts.codes = ot_pool_new();
    structure->areas.codes = ot_pool_new();
    if (!structure->services.codes || !structure->cost_centres.codes ||
        !structure->accounts.codes || !structure->areas.codes) {
        ot_structure_free(structure);
        return NULL;
    }
    return structure;
}

static void clear_gathered(ot_gathered *gathered)
{
    free(gathered->items);
    ot_pool_free(gathered->codes);
}

void ot_structure_free(ot_structure *structure)
{
    if (!structure)
        return;
    clear_gathered(&structure->services);
    clear_gathered(&structure->cost_centres);
    clear_gathered(&structure->accounts);
    clear_gathered(&structure->areas);
    ot_arena_clear(&structure->arena);
    free(structure);
}

/* Notes a new code and makes room for its record, given back in *item. */
static ot_status gather(ot_gathered *gathered, const char *what, const char *code,
                        long line, size_t size, void **item, ot_error *err)
{
    uint32_t id;

    if (!*code)
        return ot_fail_at(err, OT_EINPUT, "", line, "%s has no code", what);
    if (ot_pool_find(gathered->codes, code) != OT_NONE)
        return ot_fail_at(err, OT_EINPUT, "", line, "%s '%s' is given twice", what,
                          code);
    if (gathered->count == gathered->room) {
        uint32_t room = gathered->room ? gathered->room * 2 : 64;
        void *grown = realloc(gathered->items, room * size);

        if (!grown)
            return ot_fail_memory(err);
        gathered->items = grown;
        gathered->room = room;
    }
    if (ot_pool_put(gathered->codes, code, &id, err) < 0)
        return OT_ENOMEM;
    *item = (char *)gathered->items + gathered->count * size;
    gathered->count++;
    return OT_OK;
}

/* Replaces each text by a copy that lives as long as the structure. */
static ot_status keep(ot_structure *structure, const char **texts[], size_t count,
                      ot_error *err)
{
    for (size_t i = 0; i < count; i++) {
        *texts[i] = ot_arena_copy(&structure->arena, *texts[i] ? *texts[i] : "");
        if (!*texts[i])
            return ot_fail_memory(err);
    }
    return OT_OK;
}

static ot_status put_service(ot_structure *s, const ot_service_record *record,
                             ot_error *err)
{
    void *place;
    ot_status st = gather(&s->services, "service", record->service, record->line,
                          sizeof *record, &place, err);
    ot_service_record *kept = place;

    if (st < 0)
        return st;
    *kept = *record;
    return keep(s,
                (const char **[]){&kept->service, &kept->name, &kept->code,
                                  &kept->group, &kept->total_label,
                                  &kept->budget_manager},
                6, err);
}

static ot_status put_cost_centre(ot_structure *s, const ot_cost_centre_record *record,
                                 ot_error *err)
{
    void *place;
    ot_status st = gather(&s->cost_centres, "cost centre", record->cost_centre,
                          record->line, sizeof *record, &place, err);
    ot_cost_centre_record *kept = place;

    if (st < 0)
        return st;
    *kept = *record;
    return keep(s,
                (const char **[]){&kept->cost_centre, &kept->name, &kept->service,
                                  &kept->group, &kept->manager, &kept->fund},
                6, err);
}

static ot_status put_account(ot_structure *s, const ot_account_record *record,
                             ot_error *err)
{
    void *place;
    ot_status st = gather(&s->accounts, "account", record->account, record->line,
                          sizeof *record, &place, err);
    ot_account_record *kept = place;

    if (st < 0)
        return st;
    *kept = *record;
    if (record->subjective_group < 1 ||
        record->subjective_group >= OT_SUBJECTIVE_GROUPS)
        return ot_fail_at(err, OT_EINPUT, "", record->line,
                          "account '%s' has subjective group %d, wanted 1 to 10",
                          record->account, record->subjective_group);
    return keep(s, (const char **[]){&kept->account, &kept->name}, 2, err);
}

static ot_status put_area(ot_structure *s, const ot_high_risk_record *record,
                          ot_error *err)
{
    void *place;
    ot_status st = gather(&s->areas, "high-risk area", record->area, record->line,
                          sizeof *record, &place, err);
    ot_high_risk_record *kept = place;

    if (st < 0)
        return st;
    *kept = *record;
    st = ot_selector_check(record->cost_centres, err);
    if (st == OT_OK)
        st = ot_selector_check(record->accounts, err);
    if (st < 0) {
        if (err)
            err->line = record->line;
        return st;
    }
    return keep(s,
                (const char **[]){&kept->area, &kept->parent, &kept->manager,
                                  &kept->cost_centres, &kept->accounts},
                5, err);
}

static ot_status put_one(ot_structure *s, const ot_batch *batch, size_t i,
                         ot_error *err)
{
    switch (batch->kind) {
    case OT_KIND_SERVICES:
        return put_service(s, &batch->of.services[i], err);
    case OT_KIND_COST_CENTRES:
        return put_cost_centre(s, &batch->of.cost_centres[i], err);
    case OT_KIND_ACCOUNTS:
        return put_account(s, &batch->of.accounts[i], err);
    case OT_KIND_HIGH_RISK:
        return put_area(s, &batch->of.high_risk[i], err);
    default:
        return ot_fail(err, OT_EUSAGE, "records of kind '%s' are not structure",
                       ot_kind_name(batch->kind));
    }
}

ot_status ot_structure_put(ot_structure *structure, const ot_batch *batch,
                           ot_error *err)
{
    if (structure->sealed)
        return ot_fail(err, OT_EUSAGE, "the structure is sealed");
    for (size_t i = 0; i < batch->count; i++) {
        ot_status st = put_one(structure, batch, i, err);

        if (st < 0)
            return st;
    }
    return OT_OK;
}

const ot_group *ot_structure_groups(const ot_structure *s, uint32_t *count)
{
    *count = s->group_count;
    return s->group_list;
}

const ot_service *ot_structure_services(const ot_structure *s, uint32_t *count)
{
    *count = s->services.count;
    return s->service_list;
}

const ot_cost_centre *ot_structure_cost_centres(const ot_structure *s, uint32_t *count)
{
    *count = s->cost_centres.count;
    return s->cost_centre_list;
}

const ot_account *ot_structure_accounts(const ot_structure *s, uint32_t *count)
{
    *count = s->accounts.count;
    return s->account_list;
}

const ot_area *ot_structure_areas(const ot_structure *s, uint32_t *count)
{
    *count = s->areas.count;
    return s->area_list;
}

uint32_t ot_structure_find_cost_centre(const ot_structure *s, const char *code)
{
    uint32_t id = ot_pool_find(s->cost_centres.codes, code);

    return id == OT_NONE ? OT_NONE : s->cost_centre_places[id];
}

uint32_t ot_structure_find_account(const ot_structure *s, const char *code)
{
    uint32_t id = ot_pool_find(s->accounts.codes, code);

    return id == OT_NONE ? OT_NONE : s->account_places[id];
}

uint32_t ot_structure_area_of(const ot_structure *s, const char *cost_centre,
                              const char *account, uint32_t *second)
{
    uint32_t found = OT_NONE;

    if (second)
        *second = OT_NONE;
    for (uint32_t i = 0; i < s->areas.count; i++) {
        const ot_area *area = &s->area_list[i];

        if (area->child_count ||
            !ot_selector_matches(area->cost_centres, cost_centre) ||
            !ot_selector_matches(area->accounts, account))
            continue;
        if (found == OT_NONE) {
            found = i;
        } else {
            if (second)
                *second = i;
            break;
        }
        if (!second)
            break;
    }
    return found;
}
