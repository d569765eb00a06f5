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
