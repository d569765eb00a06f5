/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments.h - what providers were paid against what was agreed with them, by provider
 * and month of the fiscal year to date, and the accrual that follows.
 * Knows stays, their costs and payments; knows no name of a provider, no ledger and no
 * sheet.
 *
 * Agreed is gross: the net cost of the provider's stays in the month and the education
 * and health contributions, for the provider is paid the whole fee, and the council
 * collects the contributions. A cost that is estimated (a stay without any fee) is not
 * agreed: its nights count, its cost does not.
 *
 * The provider of a stay is its URN; a URN of X alone is none. The provider of a
 * payment is what the list of providers says its supplier is, else the supplier's own
 * text. A stay without a URN goes to the provider whose payments for its child in the
 * months of the stay come nearest to what is agreed for it (the most paid, where
 * nothing is agreed), payments apart in a month in which the child has a night with
 * that provider under a URN. One that ended before the year, the child's last, goes to
 * who was paid most for the child in the year. Where nobody was, no provider is known.
 * A payment that names a child alone goes to the provider of the child's stay in its
 * month.
 *
 * With a lag of n months a payment is for the n-th month before the one it is posted
 * in: the last n months are not yet due, and what was posted in the first n of the year
 * is for last year and left out. Closing periods are for the last month.
 *
 * A month agrees where paid less agreed is within the tolerance, the larger of an
 * amount and a share of what is agreed. The accrual is agreed less paid to date
 * where that is more than the tolerance's amount; of a supplier without any stay there
 * is none. */
#ifndef OT_PAYMENTS_H
#define OT_PAYMENTS_H

#include "engine/placements/costing.h"

typedef struct ot_payment_options {
    int lag;                  /* months from the service to the payment; below 12 */
    const char *cost_centres; /* selector of those that pay; NULL or "": all */
    ot_pence tolerance;       /* 0: 1 pound */
    int tolerance_share;      /* in ten-thousandths of what is agreed; 0: 50, 0.5% */
} ot_payment_options;

typedef enum ot_payment_status {
    OT_PAYMENT_AGREES,
    OT_PAYMENT_NOT_DUE,      /* within the lag */
    OT_PAYMENT_AFTER_END,    /* paid, and no stay has a night in the month */
    OT_PAYMENT_UNPAID,       /* agreed, and nothing paid */
    OT_PAYMENT_DIFFERS,      /* beyond the tolerance */
    OT_PAYMENT_NO_PLACEMENT, /* paid, and no stay has begun by the month's end */
    OT_PAYMENT_NO_PROVIDER,  /* of stays whose provider is not known */
    OT_PAYMENT_STATUSES
} ot_payment_status;

/* "agrees", "not yet due", "paid after the end" ... */
const char *ot_payment_status_name(ot_payment_status status);

/* A month of a provider in which anything was agreed or paid. Amounts in pence. */
typedef struct ot_payment_line {
    uint32_t provider; /* of the check's providers */
    int month;         /* of the fiscal year: 1 to 12 */
    ot_payment_status status;
    ot_pence agreed, paid, agreed_to_date, paid_to_date;
    bool settled; /* at the last month that is due the provider's payments to date are
                     within this month's tolerance */
} ot_payment_line;

typedef struct ot_payment_provider {
    const char *name;             /* "": not known */
    bool has_stay;                /* in any year */
    ot_pence agreed, paid;        /* in the year to date */
    ot_pence accrual, prepayment; /* agreed less paid; the one, the other or neither */
} ot_payment_provider;

/* Of a status: how many months, of how many providers, and what. */
typedef struct ot_payment_sums {
    size_t months, providers, settled;
    ot_pence agreed, paid;
    ot_pence over, under; /* paid less agreed where positive, and the reverse */
} ot_payment_sums;

/* In the caller's storage; owns all it points to. */
typedef struct ot_payment_check {
    int year, months, lag;          /* months of the year to date */
    ot_payment_provider *providers; /* [provider_count], by name, the unknown last */
    size_t provider_count;
    ot_payment_line *lines; /* [count], by provider and month */
    size_t count;
    ot_payment_sums sums[OT_PAYMENT_STATUSES];
    ot_pence agreed, paid, accrual, prepayment; /* of providers with a stay */
    ot_pence last_year; /* posted in the year to date for months before it */
    ot_arena arena;
} ot_payment_check;

typedef struct ot_payments_input {
    const ot_stays *stays;
    const ot_costing *costing; /* of these stays */
    const ot_payment_record *payments;
    size_t payment_count;
    const ot_provider_record *providers;
    size_t provider_count;
} ot_payments_input;

/* For the months of the costing that are actual, with the payments posted by as_at.
 * options may be NULL: the defaults. findings may be NULL, else gets one for each
 * status that is not as it should be. OT_EUSAGE for a lag out of range; OT_ERANGE where
 * a sum is too large. The caller clears; after a failure out is empty. */
ot_status ot_payments_compare(const ot_payments_input *input, ot_calendar calendar,
                              ot_period as_at, const ot_payment_options *options,
                              ot_payment_check *out, ot_findings *findings,
                              ot_error *err);
void ot_payment_check_clear(ot_payment_check *check);

#endif
