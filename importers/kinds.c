/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/kinds.h"

static const ot_import_kind *const kinds[] = {
    [OT_KIND_LEDGER] = &ot_import_ledger,
    [OT_KIND_SERVICES] = &ot_import_services,
    [OT_KIND_COST_CENTRES] = &ot_import_cost_centres,
    [OT_KIND_ACCOUNTS] = &ot_import_accounts,
    [OT_KIND_HIGH_RISK] = &ot_import_high_risk,
    [OT_KIND_FORECASTS] = &ot_import_forecasts,
    [OT_KIND_ACTIVITY] = &ot_import_activity,
    [OT_KIND_EPISODES] = &ot_import_episodes,
    [OT_KIND_CHILDREN] = &ot_import_children,
    [OT_KIND_UASC] = &ot_import_uasc,
    [OT_KIND_PLACEMENT_COSTS] = &ot_import_placement_costs,
    [OT_KIND_PAYMENTS] = &ot_import_payments,
    [OT_KIND_PROVIDERS] = &ot_import_providers,
};

_Static_assert(sizeof kinds / sizeof *kinds == OT_KINDS, "one entry for each kind");

const ot_import_kind *ot_import_kind_of(ot_kind kind)
{
    return kinds[kind];
}
