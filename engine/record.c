/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/record.h"

const char *ot_kind_name(ot_kind kind)
{
    static const char *const names[OT_KINDS] = {
        "ledger",          "services", "cost_centres", "accounts", "high_risk",
        "forecasts",       "activity", "episodes",     "children", "uasc",
        "placement_costs", "payments", "providers"};

    return names[kind];
}

bool ot_kind_is_structure(ot_kind kind)
{
    return kind >= OT_KIND_SERVICES && kind <= OT_KIND_HIGH_RISK;
}

bool ot_kind_is_whole(ot_kind kind)
{
    return ot_kind_is_structure(kind) || kind == OT_KIND_PROVIDERS;
}

bool ot_kind_is_personal(ot_kind kind)
{
    return kind >= OT_KIND_EPISODES && kind <= OT_KIND_PAYMENTS;
}

bool ot_kind_has_amounts(ot_kind kind)
{
    return kind == OT_KIND_LEDGER || kind == OT_KIND_FORECASTS ||
           kind == OT_KIND_PAYMENTS;
}

const char *ot_measure_name(ot_measure measure)
{
    static const char *const names[OT_MEASURES] = {"BUDGET", "VIREMENT", "ACTUAL",
                                                   "COMMITMENT", "FORECAST"};

    return names[measure];
}

const void *ot_batch_records(const ot_batch *batch)
{
    switch (batch->kind) {
    case OT_KIND_SERVICES:
        return batch->of.services;
    case OT_KIND_COST_CENTRES:
        return batch->of.cost_centres;
    case OT_KIND_ACCOUNTS:
        return batch->of.accounts;
    case OT_KIND_HIGH_RISK:
        return batch->of.high_risk;
    case OT_KIND_FORECASTS:
        return batch->of.forecasts;
    case OT_KIND_ACTIVITY:
        return batch->of.activity;
    case OT_KIND_EPISODES:
        return batch->of.episodes;
    case OT_KIND_CHILDREN:
        return batch->of.children;
    case OT_KIND_UASC:
        return batch->of.uasc;
    case OT_KIND_PLACEMENT_COSTS:
        return batch->of.placement_costs;
    case OT_KIND_PAYMENTS:
        return batch->of.payments;
    case OT_KIND_PROVIDERS:
        return batch->of.providers;
    default:
        return batch->of.ledger;
    }
}

void ot_batch_set(ot_batch *batch, ot_kind kind, const void *records, size_t count)
{
    batch->kind = kind;
    batch->count = count;
    switch (kind) {
    case OT_KIND_SERVICES:
        batch->of.services = records;
        break;
    case OT_KIND_COST_CENTRES:
        batch->of.cost_centres = records;
        break;
    case OT_KIND_ACCOUNTS:
        batch->of.accounts = records;
        break;
    case OT_KIND_HIGH_RISK:
        batch->of.high_risk = records;
        break;
    case OT_KIND_FORECASTS:
        batch->of.forecasts = records;
        break;
    case OT_KIND_ACTIVITY:
        batch->of.activity = records;
        break;
    case OT_KIND_EPISODES:
        batch->of.episodes = records;
        break;
    case OT_KIND_CHILDREN:
        batch->of.children = records;
        break;
    case OT_KIND_UASC:
        batch->of.uasc = records;
        break;
    case OT_KIND_PLACEMENT_COSTS:
        batch->of.placement_costs = records;
        break;
    case OT_KIND_PAYMENTS:
        batch->of.payments = records;
        break;
    case OT_KIND_PROVIDERS:
        batch->of.providers = records;
        break;
    default:
        batch->of.ledger = records;
    }
}
