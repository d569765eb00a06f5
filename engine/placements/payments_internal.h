/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_internal.h - what the parts of payments hand to each other. */
#ifndef OT_PAYMENTS_INTERNAL_H
#define OT_PAYMENTS_INTERNAL_H

#include "engine/placements/payments.h"
#include "engine/pool.h"

/* What was paid to a provider for a month of the year. */
typedef struct ot_payment_item {
    uint32_t provider; /* of the match's names */
    uint32_t child;    /* number in the stays; OT_NONE: not named, or without stay */
    int month;         /* of the service: 1 to 12 */
    ot_pence amount;
} ot_payment_item;

#define OT_PROVIDER_UNKNOWN 0 /* the name "" */

/* Who is who. All zero is empty. */
typedef struct ot_payment_match {
    ot_pool *names;
    ot_payment_item *items;
    size_t count;
    uint32_t *of_stay; /* [stays]: the provider */
} ot_payment_match;

/* Whether the cost is agreed, and not an estimate. */
bool ot_cost_is_agreed(const ot_stay_cost *cost);

/* The URN of a stay's provider, "" for none. */
const char *ot_stay_urn(const ot_placement *stay);

/* The payments of the months to date, each with its provider, and the provider of every
 * stay. Tells findings (may be NULL) of suppliers that are listed for two. last_year:
 * see ot_payment_check. The caller clears, also after a failure. */
ot_status ot_payment_match_make(const ot_payments_input *input, ot_period as_at,
                                const ot_payment_options *options,
                                ot_payment_match *out, ot_pence *last_year,
                                ot_findings *findings, ot_error *err);
void ot_payment_match_clear(ot_payment_match *match);

/* A finding for each status that is not as it should be: "payments". A person need not
 * look where all of it agrees by the last month that is due. */
ot_status ot_payments_tell(const ot_payment_check *check, ot_findings *findings,
                           ot_error *err);

#endif
