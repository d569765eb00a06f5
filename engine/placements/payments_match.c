/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments_match.c - which provider a payment is to, and which one a stay is with. */
#include <stdlib.h>
#include <string.h>

#include "engine/placements/payments_internal.h"
#include "engine/selector.h"

const char *ot_stay_urn(const ot_placement *stay)
{
    const char *urn = strchr(stay->provider, ' ');

    return urn && urn[1 + strspn(urn + 1, "X")] ? urn + 1 : "";
}

bool ot_cost_is_agreed(const ot_stay_cost *cost)
{
    return cost->basis == OT_COST_WEEKLY || cost->basis == OT_COST_DERIVED;
}

/* The list of providers, looked up by supplier. */
typedef struct supplier_list {
    ot_pool *suppliers;
    uint32_t *provider; /* [suppliers]: of the match's names */
} supplier_list;

static ot_status read_suppliers(const ot_payments_input *input, ot_payment_match *match,
                                supplier_list *list, size_t *twice, ot_error *err)
{
    ot_status st = OT_OK;

    *twice = 0;
    list->suppliers = ot_pool_new();
    list->provider = calloc(input->provider_count + 1, sizeof *list->provider);
    if (!list->suppliers || !list->provider)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < input->provider_count; i++) {
        uint32_t known = ot_pool_count(list->suppliers), supplier = 0, provider = 0;

        st = ot_pool_put(match->names, input->providers[i].provider, &provider, err);
        if (st == OT_OK)
            st = ot_pool_put(list->suppliers, input->providers[i].supplier, &supplier,
                             err);
        if (st == OT_OK && supplier == known)
            list->provider[supplier] = provider;
        else if (st == OT_OK)
            *twice += list->provider[supplier] != provider;
    }
    return st;
}

/* The month that a payment is for; 0: of last year, -1: not looked at. */
static int month_of(const ot_payments_input *input, ot_period as_at, int lag,
                    ot_period posted)
{
    int year = input->costing->year, month = posted.number - lag;

    if (posted.year != year || ot_period_compare(posted, as_at) > 0)
        return -1;
    if (posted.number > OT_MONTHS)
        month = OT_MONTHS;
    if (month < 1)
        return 0;
    return month <= input->costing->actual_months ? month : -1;
}

static ot_status find_provider(const supplier_list *list, ot_payment_match *match,
                               const char *text, uint32_t *provider, ot_error *err)
{
    uint32_t supplier = ot_pool_find(list->suppliers, text);

    if (supplier == OT_NONE)
        return ot_pool_put(match->names, text, provider, err);
    *provider = list->provider[supplier];
    return OT_OK;
}

static ot_status take_payments(const ot_payments_input *input, ot_period as_at,
                               const ot_payment_options *options,
                               const supplier_list *list, ot_payment_match *match,
                               ot_pence *last_year, ot_error *err)
{
    const char *centres = options->cost_centres ? options->cost_centres : "";
    ot_status st = OT_OK;

    match->items = calloc(input->payment_count + 1, sizeof *match->items);
    if (!match->items)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < input->payment_count; i++) {
        const ot_payment_record *payment = &input->payments[i];
        ot_payment_item *item = &match->items[match->count];
        int month = month_of(input, as_at, options->lag, payment->period);

        if (month < 0 || !ot_selector_matches(centres, payment->cost_centre))
            continue;
        if (month == 0) {
            st = ot_pence_add(last_year, payment->amount, err);
            continue;
        }
        item->month = month;
        item->amount = payment->amount;
        item->child =
            *payment->child ? ot_stays_child(input->stays, payment->child) : OT_NONE;
        st = find_provider(list, match, payment->provider, &item->provider, err);
        match->count++;
    }
    return st;
}

/* Stays and payments of each child in a row. */
typedef struct by_child {
    uint32_t *stay_first, *stays; /* [children + 1], and their numbers */
    uint32_t *item_first, *items;
} by_child;

/* `child_of` gives the child of the i-th of count things, or OT_NONE. */
static ot_status index_children(const void *things, size_t count, uint32_t children,
                                uint32_t (*child_of)(const void *things, size_t i),
                                uint32_t **first, uint32_t **order, ot_error *err)
{
    uint32_t *next = calloc((size_t)children + 1, sizeof *next);

    *first = calloc((size_t)children + 2, sizeof **first);
    *order = calloc(count + 1, sizeof **order);
    if (!next || !*first || !*order) {
        free(next);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        if (child_of(things, i) < children)
            (*first)[child_of(things, i) + 1]++;
    for (uint32_t child = 0; child < children; child++) {
        (*first)[child + 1] += (*first)[child];
        next[child] = (*first)[child];
    }
    for (size_t i = 0; i < count; i++)
        if (child_of(things, i) < children)
            (*order)[next[child_of(things, i)]++] = (uint32_t)i;
    free(next);
    return OT_OK;
}

static uint32_t child_of_stay(const void *things, size_t i)
{
    return ((const ot_placement *)things)[i].child;
}

static uint32_t child_of_item(const void *things, size_t i)
{
    return ((const ot_payment_item *)things)[i].child;
}

/* Has the child a night of the month with a provider under its URN? */
static bool is_under_urn(const ot_payments_input *input, const ot_payment_match *match,
                         const by_child *index, const ot_payment_item *item)
{
    for (uint32_t k = index->stay_first[item->child];
         k < index->stay_first[item->child + 1]; k++) {
        uint32_t stay = index->stays[k];
        const char *urn = ot_stay_urn(&input->stays->list.items[stay]);

        if (*urn && ot_pool_find(match->names, urn) == item->provider &&
            input->costing->stays[stay].nights[item->month - 1] > 0)
            return true;
    }
    return false;
}

/* What one provider was paid for a child: in the stay's months, and in all. */
typedef struct candidate {
    uint32_t provider;
    ot_pence within, all;
} candidate;

/* A stay whose provider is sought. */
typedef struct search {
    const ot_payments_input *input;
    const ot_payment_match *match;
    const by_child *index;
    uint32_t child;
    const ot_stay_cost *cost;
    int32_t nights;  /* to date */
    ot_pence agreed; /* to date; 0: nothing is */
} search;

static ot_pence distance(ot_pence a, ot_pence b)
{
    return a > b ? a - b : b - a;
}

static bool is_better(const search *s, const candidate *a, const candidate *b)
{
    ot_pence first = distance(a->within, s->agreed);
    ot_pence second = distance(b->within, s->agreed);

    if (s->agreed && first != second)
        return first < second;
    if (a->within != b->within)
        return a->within > b->within;
    if (a->all != b->all)
        return a->all > b->all;
    return strcmp(ot_pool_text(s->match->names, a->provider),
                  ot_pool_text(s->match->names, b->provider)) < 0;
}

/* What was paid to a provider for the child. */
static ot_status weigh(const search *s, uint32_t provider, candidate *out,
                       ot_error *err)
{
    ot_status st = OT_OK;

    *out = (candidate){.provider = provider};
    for (uint32_t i = s->index->item_first[s->child];
         st == OT_OK && i < s->index->item_first[s->child + 1]; i++) {
        const ot_payment_item *item = &s->match->items[s->index->items[i]];

        if (item->provider != provider ||
            is_under_urn(s->input, s->match, s->index, item))
            continue;
        st = ot_pence_add(&out->all, item->amount, err);
        if (st == OT_OK && s->cost->nights[item->month - 1] > 0)
            st = ot_pence_add(&out->within, item->amount, err);
    }
    return st;
}

/* Nights and costs of the stay to date. */
static ot_status begin_search(search *s, uint32_t stay, ot_error *err)
{
    ot_status st = OT_OK;

    s->child = s->input->stays->list.items[stay].child;
    s->cost = &s->input->costing->stays[stay];
    for (int m = 0; st == OT_OK && m < s->input->costing->actual_months; m++) {
        s->nights += s->cost->nights[m];
        if (ot_cost_is_agreed(s->cost))
            st = ot_pence_add(&s->agreed, ot_cost_gross(&s->cost->months[m]), err);
    }
    return st;
}

/* The provider of a stay without a URN. */
static ot_status find_payee(const ot_payments_input *input, ot_payment_match *match,
                            const by_child *index, uint32_t stay, ot_error *err)
{
    search s = {.input = input, .match = match, .index = index};
    candidate best = {OT_PROVIDER_UNKNOWN, 0, 0};
    ot_status st = begin_search(&s, stay, err);

    if (st < 0 ||
        (!s.nights && index->stays[index->stay_first[s.child + 1] - 1] != stay))
        return st;
    for (uint32_t k = index->item_first[s.child];
         st == OT_OK && k < index->item_first[s.child + 1]; k++) {
        const ot_payment_item *item = &match->items[index->items[k]];
        candidate next;

        if (item->provider == OT_PROVIDER_UNKNOWN)
            continue;
        st = weigh(&s, item->provider, &next, err);
        if (st == OT_OK && (s.nights ? next.within : next.all) > 0 &&
            (best.provider == OT_PROVIDER_UNKNOWN || is_better(&s, &next, &best)))
            best = next;
    }
    match->of_stay[stay] = best.provider;
    return st;
}

/* A payment that names a child alone goes where the child is. */
static void find_stay(const ot_payments_input *input, const by_child *index,
                      const ot_payment_match *match, ot_payment_item *item)
{
    int32_t most = 0;

    for (uint32_t k = index->stay_first[item->child];
         k < index->stay_first[item->child + 1]; k++) {
        uint32_t stay = index->stays[k];
        int32_t nights = input->costing->stays[stay].nights[item->month - 1];

        if (nights > most) {
            most = nights;
            item->provider = match->of_stay[stay];
        }
    }
}

static ot_status match_stays(const ot_payments_input *input, ot_payment_match *match,
                             const by_child *index, ot_error *err)
{
    const ot_placement_list *list = &input->stays->list;
    ot_status st = OT_OK;

    match->of_stay = calloc(list->count + 1, sizeof *match->of_stay);
    if (!match->of_stay)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < list->count; i++) {
        const char *urn = ot_stay_urn(&list->items[i]);

        if (*urn)
            st = ot_pool_put(match->names, urn, &match->of_stay[i], err);
        else
            st = find_payee(input, match, index, (uint32_t)i, err);
    }
    for (size_t i = 0; st == OT_OK && i < match->count; i++)
        if (match->items[i].provider == OT_PROVIDER_UNKNOWN &&
            match->items[i].child != OT_NONE)
            find_stay(input, index, match, &match->items[i]);
    return st;
}

static ot_status match_children(const ot_payments_input *input, ot_payment_match *match,
                                ot_error *err)
{
    const ot_placement_list *list = &input->stays->list;
    by_child index = {0};
    ot_status st = index_children(list->items, list->count, list->children,
                                  child_of_stay, &index.stay_first, &index.stays, err);

    if (st == OT_OK)
        st = index_children(match->items, match->count, list->children, child_of_item,
                            &index.item_first, &index.items, err);
    if (st == OT_OK)
        st = match_stays(input, match, &index, err);
    free(index.stay_first);
    free(index.stays);
    free(index.item_first);
    free(index.items);
    return st;
}

ot_status ot_payment_match_make(const ot_payments_input *input, ot_period as_at,
                                const ot_payment_options *options,
                                ot_payment_match *out, ot_pence *last_year,
                                ot_findings *findings, ot_error *err)
{
    supplier_list list = {0};
    uint32_t unknown;
    size_t twice = 0;
    ot_status st;

    *out = (ot_payment_match){.names = ot_pool_new()};
    st = out->names ? ot_pool_put(out->names, "", &unknown, err) : ot_fail_memory(err);
    if (st == OT_OK)
        st = read_suppliers(input, out, &list, &twice, err);
    if (st == OT_OK)
        st = take_payments(input, as_at, options, &list, out, last_year, err);
    if (st == OT_OK)
        st = match_children(input, out, err);
    if (st == OT_OK && twice && findings)
        st = ot_findings_add(findings, true, "data quality",
                             "suppliers of two providers", NULL, err,
                             "%zu row%s of the list of providers give%s a supplier "
                             "another provider than a row before: the first holds",
                             twice, twice == 1 ? "" : "s", twice == 1 ? "s" : "");
    ot_pool_free(list.suppliers);
    free(list.provider);
    return st;
}

void ot_payment_match_clear(ot_payment_match *match)
{
    ot_pool_free(match->names);
    free(match->items);
    free(match->of_stay);
    *match = (ot_payment_match){0};
}
