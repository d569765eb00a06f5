/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_tell.c - what is not as it should be about payments, a finding a status. */
#include <stdio.h>

#include "engine/placements/payments_internal.h"

#define SUM_TEXT 160

/* What the figures of a status say of it, behind the counts. */
static const char *sum_text(ot_payment_status status, const ot_payment_sums *sums,
                            char text[SUM_TEXT])
{
    char first[OT_PENCE_TEXT], second[OT_PENCE_TEXT];

    switch (status) {
    case OT_PAYMENT_UNPAID:
        snprintf(text, SUM_TEXT, "nothing was paid of £%s that is agreed",
                 ot_pence_text(sums->agreed, first));
        break;
    case OT_PAYMENT_DIFFERS:
        snprintf(text, SUM_TEXT,
                 "paid differs from what is agreed, by £%s too much and £%s too little",
                 ot_pence_text(sums->over, first), ot_pence_text(sums->under, second));
        break;
    case OT_PAYMENT_AFTER_END:
        snprintf(text, SUM_TEXT,
                 "£%s was paid although no placement with them had a night",
                 ot_pence_text(sums->paid, first));
        break;
    case OT_PAYMENT_NO_PLACEMENT:
        snprintf(text, SUM_TEXT,
                 "£%s was paid and no placement with them had begun: is a supplier "
                 "missing in the list of providers?",
                 ot_pence_text(sums->paid, first));
        break;
    default:
        snprintf(text, SUM_TEXT,
                 "no provider is known of placements for which £%s is agreed",
                 ot_pence_text(sums->agreed, first));
    }
    return text;
}

static ot_pence amount_of(ot_payment_status status, const ot_payment_sums *sums)
{
    switch (status) {
    case OT_PAYMENT_UNPAID:
    case OT_PAYMENT_NO_PROVIDER:
        return sums->agreed;
    case OT_PAYMENT_DIFFERS:
        return sums->over - sums->under;
    default:
        return sums->paid;
    }
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

ot_status ot_payments_tell(const ot_payment_check *check, ot_findings *findings,
                           ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = OT_PAYMENT_AFTER_END; st == OT_OK && i < OT_PAYMENT_STATUSES; i++) {
        ot_payment_status status = (ot_payment_status)i;
        const ot_payment_sums *sums = &check->sums[i];
        ot_pence amount = amount_of(status, sums);
        char text[SUM_TEXT], counts[96], evened[96] = "";

        if (!sums->months)
            continue;
        snprintf(counts, sizeof counts, "%zu month%s", sums->months,
                 plural(sums->months));
        if (status != OT_PAYMENT_NO_PROVIDER)
            snprintf(counts, sizeof counts, "%zu month%s of %zu provider%s",
                     sums->months, plural(sums->months), sums->providers,
                     plural(sums->providers));
        if (sums->settled)
            snprintf(evened, sizeof evened,
                     "; of %zu the provider's payments to date agree", sums->settled);
        st = ot_findings_add(findings, sums->settled < sums->months, "payments",
                             ot_payment_status_name(status), &amount, err, "%s: %s%s",
                             counts, sum_text(status, sums, text), evened);
    }
    return st;
}
