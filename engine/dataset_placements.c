/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/dataset_placements.h"

#include <stdlib.h>
#include <string.h>

/* Room for `more` rows; then copies them behind those that are there. */
static ot_status append(ot_placement_rows *rows, const void *records, size_t more,
                        size_t size, ot_error *err)
{
    size_t room = rows->room ? rows->room : 256;
    char *grown = rows->items;

    while (room < rows->count + more)
        room *= 2;
    if (room != rows->room) {
        grown = realloc(rows->items, room * size);
        if (!grown)
            return ot_fail_memory(err);
        rows->items = grown;
        rows->room = room;
    }
    if (more > 0)
        memcpy(grown + rows->count * size, records, more * size);
    rows->count += more;
    return OT_OK;
}

/* Every text becomes the pool's. */
static ot_status own(ot_pool *pool, const char **const *texts, size_t count,
                     ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        uint32_t id;

        st = ot_pool_put(pool, *texts[i], &id, err);
        if (st == OT_OK)
            *texts[i] = ot_pool_text(pool, id);
    }
    return st;
}

#define OWN(pool, texts, err) own((pool), (texts), sizeof(texts) / sizeof *(texts), err)

static ot_status put_episodes(ot_placement_data *data, const ot_batch *batch,
                              ot_error *err)
{
    size_t from = data->episodes.count;
    ot_status st = append(&data->episodes, batch->of.episodes, batch->count,
                          sizeof(ot_episode_record), err);

    for (size_t i = from; st == OT_OK && i < data->episodes.count; i++) {
        ot_episode_record *r = (ot_episode_record *)data->episodes.items + i;
        const char **texts[] = {&r->child, &r->reason_new, &r->legal_status,
                                &r->need,  &r->place,      &r->provider,
                                &r->urn,   &r->reason_end, &r->reason_change};

        st = OWN(data->texts, texts, err);
    }
    return st;
}

static ot_status put_children(ot_placement_data *data, const ot_batch *batch,
                              ot_error *err)
{
    size_t from = data->children.count;
    ot_status st = append(&data->children, batch->of.children, batch->count,
                          sizeof(ot_child_record), err);

    for (size_t i = from; st == OT_OK && i < data->children.count; i++) {
        const char **texts[] = {&((ot_child_record *)data->children.items)[i].child};

        st = OWN(data->texts, texts, err);
    }
    return st;
}

static ot_status put_uasc(ot_placement_data *data, const ot_batch *batch, ot_error *err)
{
    size_t from = data->uasc.count;
    ot_status st =
        append(&data->uasc, batch->of.uasc, batch->count, sizeof(ot_uasc_record), err);

    for (size_t i = from; st == OT_OK && i < data->uasc.count; i++) {
        const char **texts[] = {&((ot_uasc_record *)data->uasc.items)[i].child};

        st = OWN(data->texts, texts, err);
    }
    return st;
}

static ot_status put_costs(ot_placement_data *data, const ot_batch *batch,
                           ot_error *err)
{
    size_t from = data->costs.count;
    ot_status st = append(&data->costs, batch->of.placement_costs, batch->count,
                          sizeof(ot_placement_cost_record), err);

    for (size_t i = from; st == OT_OK && i < data->costs.count; i++) {
        ot_placement_cost_record *r = (ot_placement_cost_record *)data->costs.items + i;
        const char **texts[] = {&r->child, &r->element};

        st = OWN(data->texts, texts, err);
    }
    return st;
}

static ot_status put_payments(ot_placement_data *data, const ot_batch *batch,
                              ot_error *err)
{
    size_t from = data->payments.count;
    ot_status st = append(&data->payments, batch->of.payments, batch->count,
                          sizeof(ot_payment_record), err);

    for (size_t i = from; st == OT_OK && i < data->payments.count; i++) {
        ot_payment_record *r = (ot_payment_record *)data->payments.items + i;
        const char **texts[] = {&r->provider, &r->child, &r->cost_centre};

        st = OWN(data->texts, texts, err);
    }
    return st;
}

static ot_status put_providers(ot_placement_data *data, const ot_batch *batch,
                               ot_error *err)
{
    size_t from = data->providers.count;
    ot_status st = append(&data->providers, batch->of.providers, batch->count,
                          sizeof(ot_provider_record), err);

    for (size_t i = from; st == OT_OK && i < data->providers.count; i++) {
        ot_provider_record *r = (ot_provider_record *)data->providers.items + i;
        const char **texts[] = {&r->provider, &r->supplier};

        st = OWN(data->texts, texts, err);
    }
    return st;
}

ot_status ot_placement_data_put(ot_placement_data *data, const ot_batch *batch,
                                ot_error *err)
{
    if (!data->texts)
        data->texts = ot_pool_new();
    if (!data->texts)
        return ot_fail_memory(err);
    switch (batch->kind) {
    case OT_KIND_EPISODES:
        return put_episodes(data, batch, err);
    case OT_KIND_CHILDREN:
        return put_children(data, batch, err);
    case OT_KIND_UASC:
        return put_uasc(data, batch, err);
    case OT_KIND_PAYMENTS:
        return put_payments(data, batch, err);
    case OT_KIND_PROVIDERS:
        return put_providers(data, batch, err);
    default:
        return put_costs(data, batch, err);
    }
}

void ot_placement_data_clear(ot_placement_data *data)
{
    free(data->episodes.items);
    free(data->children.items);
    free(data->uasc.items);
    free(data->costs.items);
    free(data->payments.items);
    free(data->providers.items);
    ot_pool_free(data->texts);
    *data = (ot_placement_data){0};
}
