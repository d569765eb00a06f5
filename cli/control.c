/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/control.h"

#include "importers/amount.h"

ot_status ot_control_read(const ot_session *session, ot_control *control, ot_error *err)
{
    const char *text = ot_argument(session->arguments, "control-total");
    const ot_amount_rules rules = {.decimal_comma =
                                       session->profile.ledger.decimal_comma};

    *control = (ot_control){.given = text != NULL};
    return text ? ot_pence_parse(text, &rules, &control->wanted, err) : OT_OK;
}

ot_status ot_control_add(ot_control *control, const ot_batch *batch, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < batch->count; i++) {
        if (batch->kind == OT_KIND_LEDGER)
            st = ot_pence_add(&control->sum, batch->of.ledger[i].amount, err);
        else if (batch->kind == OT_KIND_FORECASTS)
            st = ot_pence_add(&control->sum, batch->of.forecasts[i].amount, err);
        else if (batch->kind == OT_KIND_PAYMENTS)
            st = ot_pence_add(&control->sum, batch->of.payments[i].amount, err);
    }
    return st;
}

ot_status ot_control_check(const ot_control *control, ot_error *err)
{
    char wanted[OT_PENCE_TEXT], sum[OT_PENCE_TEXT];

    if (control->streamed && *control->streamed != control->sum)
        return ot_fail(err, OT_EINPUT,
                       "the cells add up to %s, the source wrote %s: not all arrived",
                       ot_pence_text(control->sum, sum),
                       ot_pence_text(*control->streamed, wanted));
    if (!control->given || control->wanted == control->sum)
        return OT_OK;
    return ot_fail(
        err, OT_EINPUT,
        "the amounts add up to %s, not to the control total %s: the file may be "
        "cut short or not the one meant",
        ot_pence_text(control->sum, sum), ot_pence_text(control->wanted, wanted));
}
