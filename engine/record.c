/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/record.h"

const char *ot_kind_name(ot_kind kind)
{
    static const char *const names[OT_KINDS] = {"ledger",   "services",  "cost_centres",
                                                "accounts", "high_risk", "forecasts",
                                                "activity"};

    return names[kind];
}

const char *ot_measure_name(ot_measure measure)
{
    static const char *const names[OT_MEASURES] = {"BUDGET", "VIREMENT", "ACTUAL",
                                                   "COMMITMENT", "FORECAST"};

    return names[measure];
}
