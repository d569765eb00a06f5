/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/dataset.h"

#include <stdlib.h>

#include "engine/arena.h"
#include "engine/dataset_placements.h"

struct ot_dataset {
    ot_structure *structure;
    ot_cube *cube;
    ot_arena arena;
    ot_forecast_record *forecasts;
    size_t forecast_count, forecast_room;
    ot_activity_record *activity;
    size_t activity_count, activity_room;
    ot_pool *types; /* texts of activity types, kept once each */
    ot_placement_data placements;
};

ot_dataset *ot_dataset_new(void)
{
    ot_dataset *dataset = calloc(1, sizeof *dataset);

    if (!dataset)
        return NULL;
    dataset->structure = ot_structure_new();
    dataset->cube = ot_cube_new();
    dataset->types = ot_pool_new();
    if (!dataset->structure || !dataset->cube || !dataset->types) {
        ot_dataset_free(dataset);
        return NULL;
    }
    return dataset;
}

void ot_dataset_free(ot_dataset *dataset)
{
    if (!dataset)
        return;
    ot_structure_free(dataset->structure);
    ot_cube_free(dataset->cube);
    ot_pool_free(dataset->types);
    ot_arena_clear(&dataset->arena);
    free(dataset->forecasts);
    free(dataset->activity);
    ot_placement_data_clear(&dataset->placements);
    free(dataset);
}

/* Room for `more` items behind the `count` there are. */
static ot_status reserve(void **items, size_t count, size_t more, size_t *room,
                         size_t size, ot_error *err)
{
    size_t wanted = *room ? *room : 64;
    void *grown;

    while (wanted < count + more)
        wanted *= 2;
    if (wanted == *room)
        return OT_OK;
    grown = realloc(*items, wanted * size);
    if (!grown)
        return ot_fail_memory(err);
    *items = grown;
    *room = wanted;
    return OT_OK;
}

static ot_status put_forecasts(ot_dataset *dataset, const ot_batch *batch,
                               ot_error *err)
{
    void *items = dataset->forecasts;
    ot_status st = reserve(&items, dataset->forecast_count, batch->count,
                           &dataset->forecast_room, sizeof *dataset->forecasts, err);

    dataset->forecasts = items;
    for (size_t i = 0; st == OT_OK && i < batch->count; i++) {
        ot_forecast_record *kept = &dataset->forecasts[dataset->forecast_count];
        const char **texts[] = {&kept->cost_centre, &kept->account, &kept->fund,
                                &kept->reason_code, &kept->comment, &kept->author};

        *kept = batch->of.forecasts[i];
        for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
            *texts[t] = ot_arena_copy(&dataset->arena, *texts[t]);
            if (!*texts[t])
                return ot_fail_memory(err);
        }
        dataset->forecast_count++;
    }
    return st;
}

static ot_status put_activity(ot_dataset *dataset, const ot_batch *batch, ot_error *err)
{
    void *items = dataset->activity;
    ot_status st = reserve(&items, dataset->activity_count, batch->count,
                           &dataset->activity_room, sizeof *dataset->activity, err);

    dataset->activity = items;
    for (size_t i = 0; st == OT_OK && i < batch->count; i++) {
        uint32_t type;
        ot_activity_record *kept = &dataset->activity[dataset->activity_count];

        *kept = batch->of.activity[i];
        st = ot_pool_put(dataset->types, kept->type, &type, err);
        if (st == OT_OK) {
            kept->type = ot_pool_text(dataset->types, type);
            dataset->activity_count++;
        }
    }
    return st;
}

ot_status ot_dataset_put(ot_dataset *dataset, const ot_batch *batch, ot_error *err)
{
    if (ot_kind_is_personal(batch->kind) || batch->kind == OT_KIND_PROVIDERS)
        return ot_placement_data_put(&dataset->placements, batch, err);
    switch (batch->kind) {
    case OT_KIND_LEDGER:
        return ot_cube_add(dataset->cube, batch->of.ledger, batch->count, err);
    case OT_KIND_FORECASTS:
        return put_forecasts(dataset, batch, err);
    case OT_KIND_ACTIVITY:
        return put_activity(dataset, batch, err);
    default:
        return ot_structure_put(dataset->structure, batch, err);
    }
}

ot_status ot_dataset_read(ot_dataset *dataset, ot_source *source, ot_error *err)
{
    ot_batch batch;
    ot_status st;

    while ((st = source->next_batch(source->self, &batch, err)) == OT_OK) {
        st = ot_dataset_put(dataset, &batch, err);
        if (st < 0)
            break;
    }
    source->close(source->self);
    return st == OT_END ? OT_OK : st;
}

ot_status ot_dataset_seal(ot_dataset *dataset, const ot_issue_sink *issues,
                          ot_error *err)
{
    return ot_structure_seal(dataset->structure, issues, err);
}

const ot_structure *ot_dataset_structure(const ot_dataset *dataset)
{
    return dataset->structure;
}

ot_cube *ot_dataset_cube(const ot_dataset *dataset)
{
    return dataset->cube;
}

const ot_forecast_record *ot_dataset_forecasts(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->forecast_count;
    return dataset->forecasts;
}

const ot_activity_record *ot_dataset_activity(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->activity_count;
    return dataset->activity;
}

const ot_episode_record *ot_dataset_episodes(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->placements.episodes.count;
    return dataset->placements.episodes.items;
}

const ot_child_record *ot_dataset_children(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->placements.children.count;
    return dataset->placements.children.items;
}

const ot_uasc_record *ot_dataset_uasc(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->placements.uasc.count;
    return dataset->placements.uasc.items;
}

const ot_placement_cost_record *ot_dataset_placement_costs(const ot_dataset *dataset,
                                                           size_t *count)
{
    *count = dataset->placements.costs.count;
    return dataset->placements.costs.items;
}

const ot_payment_record *ot_dataset_payments(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->placements.payments.count;
    return dataset->placements.payments.items;
}

const ot_provider_record *ot_dataset_providers(const ot_dataset *dataset, size_t *count)
{
    *count = dataset->placements.providers.count;
    return dataset->placements.providers.items;
}
