/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_payments.h - payments beside episodes and costs, for tests of what was
 * paid.
 */
#ifndef OT_TEST_PLACEMENT_PAYMENTS_H
#define OT_TEST_PLACEMENT_PAYMENTS_H

#include "engine/placements/payments.h"

#include "tests/engine/placement_costs.h"

typedef struct payments {
    costs costs;
    ot_payment_record paid[ROWS_MOST];
    size_t paid_count;
    ot_provider_record providers[ROWS_MOST];
    size_t provider_count;
    ot_payment_options options;
    ot_period as_at; /* year 0: 2021/22 P05 */
    ot_payment_check check;
    ot_findings findings;
    ot_error err;
} payments;

static inline ot_payment_record *payments_pay(payments *p, const char *provider,
                                              const char *child, int period,
                                              ot_pence amount)
{
    ot_payment_record *paid = &p->paid[p->paid_count++];

    *paid = (ot_payment_record){
        provider, child, "040101", {2021, period}, amount, 1, (long)p->paid_count + 1};
    return paid;
}

static inline void payments_know(payments *p, const char *provider,
                                 const char *supplier)
{
    p->providers[p->provider_count] =
        (ot_provider_record){provider, supplier, (long)p->provider_count + 2};
    p->provider_count++;
}

/* As known on 31 August 2021; how it went. */
static inline ot_status payments_compare(payments *p)
{
    ot_payments_input input = {.stays = &p->costs.rows.stays,
                               .costing = &p->costs.costing,
                               .payments = p->paid,
                               .payment_count = p->paid_count,
                               .providers = p->providers,
                               .provider_count = p->provider_count};

    if (!p->as_at.year)
        p->as_at = (ot_period){2021, 5};
    if (!costs_make(&p->costs, 20210831, NULL))
        return OT_EUSAGE;
    return ot_payments_compare(&input, (ot_calendar){0}, p->as_at, &p->options,
                               &p->check, &p->findings, &p->err);
}

static inline void payments_clear(payments *p)
{
    ot_payment_check_clear(&p->check);
    ot_findings_clear(&p->findings);
    costs_clear(&p->costs);
}

/* The line of a provider and month; NULL: none. */
static inline const ot_payment_line *payments_line(const payments *p, const char *name,
                                                   int month)
{
    for (size_t i = 0; i < p->check.count; i++)
        if (p->check.lines[i].month == month &&
            strcmp(p->check.providers[p->check.lines[i].provider].name, name) == 0)
            return &p->check.lines[i];
    return NULL;
}

static inline void payments_check_at(const payments *p, const char *name, int month,
                                     ot_payment_status status, ot_pence agreed,
                                     ot_pence paid, const char *file, unsigned at)
{
    const ot_payment_line *line = payments_line(p, name, month);

    check_int_at(line != NULL, true, name, file, at);
    if (!line)
        return;
    check_text_at(ot_payment_status_name(line->status), ot_payment_status_name(status),
                  name, file, at);
    check_int_at(line->agreed, agreed, "agreed", file, at);
    check_int_at(line->paid, paid, "paid", file, at);
}

#define CHECK_PAID(p, name, month, status, agreed, paid)                               \
    payments_check_at((p), (name), (month), (status), (agreed), (paid), __FILE__,      \
                      __LINE__)

#endif
