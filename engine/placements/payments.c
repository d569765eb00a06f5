/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/payments.h"

#include <stdlib.h>
#include <string.h>

#include "engine/placements/day.h"
#include "engine/placements/payments_internal.h"

#define TOLERANCE       100
#define TOLERANCE_SHARE 50
#define SHARES          10000

const char *ot_payment_status_name(ot_payment_status status)
{
    static const char *const names[OT_PAYMENT_STATUSES] = {
        "agrees",           "not yet due",  "paid after the end",
        "open but unpaid",  "paid differs", "paid without a placement",
        "no provider known"};

    return names[status];
}

/* What is known of one provider, by the number of its name. */
typedef struct account {
    bool has_stay;
    ot_day first; /* of its first stay */
    int32_t nights[OT_MONTHS];
    ot_pence agreed[OT_MONTHS], paid[OT_MONTHS];
} account;

typedef struct comparison {
    const ot_payments_input *input;
    ot_calendar calendar;
    ot_payment_options options;
    ot_payment_match match;
    account *accounts; /* [names] */
    uint32_t *order;   /* [names]: by name, the unknown last */
    ot_payment_check *out;
} comparison;

/* The costs of a stay that are agreed. */
static ot_status add_stay(comparison *c, size_t stay, ot_error *err)
{
    const ot_placement *placement = &c->input->stays->list.items[stay];
    const ot_stay_cost *cost = &c->input->costing->stays[stay];
    account *a = &c->accounts[c->match.of_stay[stay]];
    ot_status st = OT_OK;

    if (!a->has_stay || placement->start < a->first)
        a->first = placement->start;
    a->has_stay = true;
    for (int m = 0; st == OT_OK && m < c->out->months; m++) {
        a->nights[m] += cost->nights[m];
        if (ot_cost_is_agreed(cost))
            st = ot_pence_add(&a->agreed[m], ot_cost_gross(&cost->months[m]), err);
    }
    return st;
}

/* Sums of a year and their differences can then be held. */
static ot_status check_range(const account *a, ot_error *err)
{
    for (int m = 0; m < OT_MONTHS; m++)
        if (a->agreed[m] > OT_PENCE_LIMIT || a->paid[m] > OT_PENCE_LIMIT ||
            a->paid[m] < -OT_PENCE_LIMIT)
            return ot_fail(
                err, OT_ERANGE,
                "what is agreed with or paid to a provider is beyond what is "
                "accepted");
    return OT_OK;
}

static ot_status fill_accounts(comparison *c, ot_error *err)
{
    uint32_t names = ot_pool_count(c->match.names);
    ot_status st = OT_OK;

    c->accounts = calloc(names, sizeof *c->accounts);
    if (!c->accounts)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < c->input->stays->list.count; i++)
        st = add_stay(c, i, err);
    for (size_t i = 0; st == OT_OK && i < c->match.count; i++) {
        const ot_payment_item *item = &c->match.items[i];

        st = ot_pence_add(&c->accounts[item->provider].paid[item->month - 1],
                          item->amount, err);
    }
    for (uint32_t i = 0; st == OT_OK && i < names; i++)
        st = check_range(&c->accounts[i], err);
    return st;
}

/* By name; texts beside their numbers, as qsort hands over no context. */
typedef struct named {
    const char *name;
    uint32_t number;
} named;

static int compare_names(const void *left, const void *right)
{
    const named *a = left, *b = right;

    if (!*a->name != !*b->name)
        return *a->name ? -1 : 1;
    return strcmp(a->name, b->name);
}

static ot_status sort_names(comparison *c, ot_error *err)
{
    uint32_t count = ot_pool_count(c->match.names);
    named *all = calloc(count, sizeof *all);

    c->order = calloc(count, sizeof *c->order);
    if (!all || !c->order) {
        free(all);
        return ot_fail_memory(err);
    }
    for (uint32_t i = 0; i < count; i++)
        all[i] = (named){ot_pool_text(c->match.names, i), i};
    qsort(all, count, sizeof *all, compare_names);
    for (uint32_t i = 0; i < count; i++)
        c->order[i] = all[i].number;
    free(all);
    return OT_OK;
}

/* Whether a difference is within the tolerance of a month in which this was agreed. */
static bool is_near(const ot_payment_options *options, ot_pence agreed, ot_pence off)
{
    ot_pence share = agreed < 0 ? -agreed : agreed;

    share = share / SHARES * options->tolerance_share +
            share % SHARES * options->tolerance_share / SHARES;
    return (off < 0 ? -off : off) <=
           (share > options->tolerance ? share : options->tolerance);
}

static ot_payment_status judge(const comparison *c, const account *a,
                               const ot_payment_line *line)
{
    ot_period month = {c->out->year, line->month};

    if (line->month > c->out->months - c->out->lag && !line->paid)
        return OT_PAYMENT_NOT_DUE;
    if (!a->has_stay || a->first >= ot_days_of_month(c->calendar, month).end)
        return OT_PAYMENT_NO_PLACEMENT;
    if (!a->nights[line->month - 1] && line->paid > 0)
        return OT_PAYMENT_AFTER_END;
    if (line->agreed > 0 && !line->paid)
        return OT_PAYMENT_UNPAID;
    return is_near(&c->options, line->agreed, line->paid - line->agreed)
               ? OT_PAYMENT_AGREES
               : OT_PAYMENT_DIFFERS;
}

/* The provider's months, and whether they even out by the last one that is due. */
static ot_status add_lines(comparison *c, uint32_t number, ot_error *err)
{
    ot_payment_check *out = c->out;
    const account *a = &c->accounts[number];
    ot_payment_provider *provider = &out->providers[out->provider_count];
    size_t first = out->count;
    ot_pence left = 0;

    for (int m = 1; m <= out->months; m++) {
        ot_payment_line *line = &out->lines[out->count];

        if (ot_pence_add(&provider->agreed, a->agreed[m - 1], err) < 0 ||
            ot_pence_add(&provider->paid, a->paid[m - 1], err) < 0)
            return OT_ERANGE;
        if (m == out->months - out->lag)
            left = provider->paid - provider->agreed;
        if (!a->agreed[m - 1] && !a->paid[m - 1])
            continue;
        *line = (ot_payment_line){.provider = (uint32_t)out->provider_count,
                                  .month = m,
                                  .agreed = a->agreed[m - 1],
                                  .paid = a->paid[m - 1],
                                  .agreed_to_date = provider->agreed,
                                  .paid_to_date = provider->paid};
        line->status =
            number == OT_PROVIDER_UNKNOWN ? OT_PAYMENT_NO_PROVIDER : judge(c, a, line);
        out->count++;
    }
    for (size_t i = first; i < out->count; i++)
        out->lines[i].settled = number != OT_PROVIDER_UNKNOWN &&
                                is_near(&c->options, out->lines[i].agreed, left);
    if (out->count == first)
        return OT_OK;
    provider->name = ot_arena_copy(&out->arena, ot_pool_text(c->match.names, number));
    provider->has_stay = a->has_stay && number != OT_PROVIDER_UNKNOWN;
    out->provider_count++;
    return provider->name ? OT_OK : ot_fail_memory(err);
}

/* least: what is no more than this is not worth a posting. */
static ot_status add_accrual(ot_payment_check *out, ot_payment_provider *provider,
                             ot_pence least, ot_error *err)
{
    ot_pence due = provider->agreed;

    if (!provider->has_stay)
        return OT_OK;
    if (ot_pence_add(&due, -provider->paid, err) < 0)
        return OT_ERANGE;
    if (due <= least && due >= -least)
        return OT_OK;
    provider->accrual = due > 0 ? due : 0;
    provider->prepayment = due < 0 ? -due : 0;
    if (ot_pence_add(&out->agreed, provider->agreed, err) < 0 ||
        ot_pence_add(&out->paid, provider->paid, err) < 0 ||
        ot_pence_add(&out->accrual, provider->accrual, err) < 0)
        return OT_ERANGE;
    return ot_pence_add(&out->prepayment, provider->prepayment, err);
}

static ot_status add_up(ot_payment_check *out, ot_pence least, ot_error *err)
{
    uint32_t last[OT_PAYMENT_STATUSES];
    ot_status st = OT_OK;

    for (int status = 0; status < OT_PAYMENT_STATUSES; status++)
        last[status] = OT_NONE;
    for (size_t i = 0; st == OT_OK && i < out->count; i++) {
        const ot_payment_line *line = &out->lines[i];
        ot_payment_sums *sums = &out->sums[line->status];
        ot_pence off = line->paid - line->agreed;

        sums->months++;
        sums->settled += line->settled;
        sums->providers += last[line->status] != line->provider;
        last[line->status] = line->provider;
        st = ot_pence_add(&sums->agreed, line->agreed, err);
        if (st == OT_OK)
            st = ot_pence_add(&sums->paid, line->paid, err);
        if (st == OT_OK)
            st = ot_pence_add(off > 0 ? &sums->over : &sums->under,
                              off > 0 ? off : -off, err);
    }
    for (size_t i = 0; st == OT_OK && i < out->provider_count; i++)
        st = add_accrual(out, &out->providers[i], least, err);
    return st;
}

static ot_status make_lines(comparison *c, ot_error *err)
{
    uint32_t names = ot_pool_count(c->match.names);
    ot_payment_check *out = c->out;
    ot_status st = sort_names(c, err);

    out->providers = calloc((size_t)names + 1, sizeof *out->providers);
    out->lines = calloc((size_t)names * OT_MONTHS + 1, sizeof *out->lines);
    if (st == OT_OK && (!out->providers || !out->lines))
        st = ot_fail_memory(err);
    for (uint32_t i = 0; st == OT_OK && i < names; i++)
        st = add_lines(c, c->order[i], err);
    return st == OT_OK ? add_up(out, c->options.tolerance, err) : st;
}

ot_status ot_payments_compare(const ot_payments_input *input, ot_calendar calendar,
                              ot_period as_at, const ot_payment_options *options,
                              ot_payment_check *out, ot_findings *findings,
                              ot_error *err)
{
    comparison c = {.input = input, .calendar = calendar, .out = out};
    ot_status st;

    *out = (ot_payment_check){.year = input->costing->year,
                              .months = input->costing->actual_months};
    if (options)
        c.options = *options;
    if (c.options.lag < 0 || c.options.lag >= OT_MONTHS)
        return ot_fail(err, OT_EUSAGE, "a lag of payments of %d months is not 0 to %d",
                       c.options.lag, OT_MONTHS - 1);
    out->lag = c.options.lag;
    if (!c.options.tolerance)
        c.options.tolerance = TOLERANCE;
    if (!c.options.tolerance_share)
        c.options.tolerance_share = TOLERANCE_SHARE;
    st = ot_payment_match_make(input, as_at, &c.options, &c.match, &out->last_year,
                               findings, err);
    if (st == OT_OK)
        st = fill_accounts(&c, err);
    if (st == OT_OK)
        st = make_lines(&c, err);
    if (st == OT_OK && findings)
        st = ot_payments_tell(out, findings, err);
    ot_payment_match_clear(&c.match);
    free(c.accounts);
    free(c.order);
    if (st < 0)
        ot_payment_check_clear(out);
    return st;
}

void ot_payment_check_clear(ot_payment_check *check)
{
    free(check->providers);
    free(check->lines);
    ot_arena_clear(&check->arena);
    *check = (ot_payment_check){0};
}
