/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/member.h"

#include "engine/regression.h"

const ot_member ot_members[OT_METHODS] = {
    {OT_METHOD_COMPLETE, "year complete", ot_member_complete},
    {OT_METHOD_CLOSED, "closed: nothing for 12 months", ot_member_closed},
    {OT_METHOD_REGRESSION, "regression on trend and months", ot_member_regression},
    {OT_METHOD_PROFILE, "profile of earlier years", ot_member_profile},
    {OT_METHOD_RUN_RATE, "run-rate", ot_member_run_rate},
    {OT_METHOD_BUDGET, "budget", ot_member_budget},
    {OT_METHOD_NONE, "actual to date", ot_member_none},
};

const char *ot_method_name(ot_method method)
{
    for (size_t i = 0; i < OT_METHODS; i++)
        if (ot_members[i].method == method)
            return ot_members[i].name;
    return "";
}

void ot_fit_level(ot_fit *fit, const ot_history *history, double month)
{
    fit->rest = month * (OT_MONTHS - history->as_at);
    for (int m = 0; m < OT_MONTHS; m++)
        fit->path[m] = m < history->as_at ? 0.0 : month;
    ot_fit_bounds(fit, 0.0, 0);
}

void ot_fit_bounds(ot_fit *fit, double standard_error, int df)
{
    double half80 = 0, half95 = 0;

    fit->has_interval = df >= 1;
    if (fit->has_interval) {
        half80 = ot_student_quantile(0.80, df) * standard_error;
        half95 = ot_student_quantile(0.95, df) * standard_error;
    }
    fit->lo80 = fit->rest - half80;
    fit->hi80 = fit->rest + half80;
    fit->lo95 = fit->rest - half95;
    fit->hi95 = fit->rest + half95;
}
