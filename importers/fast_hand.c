/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fast_hand.h"

#include "importers/ledger_fields.h"

#include <stdlib.h>
#include <string.h>

/* A cell's number: cost centre, account, project, fund, measure + 1, quarter. */
#define PERIOD_BITS  10 /* quarters: the place in it is the sum's */
#define MEASURE_BITS 3
#define FUND_BITS    2
#define PROJECT_BITS 17
#define ACCOUNT_BITS 15
#define CENTRE_BITS  17
_Static_assert(PERIOD_BITS + MEASURE_BITS + FUND_BITS + PROJECT_BITS + ACCOUNT_BITS +
                       CENTRE_BITS ==
                   64,
               "a cell's number fills 64 bits");
_Static_assert(OT_MEASURES < 1 << MEASURE_BITS, "measures are told apart");

static const unsigned bits_of[OT_FAST_TEXTS] = {
    [OT_FAST_COST_CENTRE] = CENTRE_BITS, [OT_FAST_ACCOUNT] = ACCOUNT_BITS,
    [OT_FAST_FUND] = FUND_BITS,          [OT_FAST_PROJECT] = PROJECT_BITS,
    [OT_FAST_MEASURE] = MEASURE_BITS,    [OT_FAST_PERIOD] = PERIOD_BITS};

_Static_assert(OT_FAST_COST_CENTRE == 0 && OT_FAST_PROJECT + 1 == OT_FAST_MEASURE,
               "the codes come first");

bool ot_fast_plan_make(const ot_reading *reading, char separator, ot_fast_plan *plan)
{
    static const int fields[OT_FAST_PERIOD] = {OT_LEDGER_COST_CENTRE, OT_LEDGER_ACCOUNT,
                                               OT_LEDGER_FUND, OT_LEDGER_PROJECT,
                                               OT_LEDGER_MEASURE};
    const ot_header *header = reading->values.header;
    bool sides = reading->form == OT_FORM_DEBIT_CREDIT;

    *plan = (ot_fast_plan){
        .reading = reading,
        .scanner = ot_scanners(),
        .separator = separator,
        .columns = header->columns,
        .amount = header->column[sides ? OT_LEDGER_DEBIT : OT_LEDGER_AMOUNT],
        .credit = sides ? header->column[OT_LEDGER_CREDIT] : -1,
        .second = -1,
        .period_field = OT_LEDGER_PERIOD};
    for (int i = 0; i < OT_FAST_PERIOD; i++)
        plan->column[i] = header->column[fields[i]];
    if (!ot_header_has(header, OT_LEDGER_PERIOD)) {
        plan->period_field = OT_LEDGER_DATE;
    } else if (ot_header_has(header, OT_LEDGER_YEAR)) {
        plan->second_field = OT_LEDGER_YEAR;
        plan->second = header->column[OT_LEDGER_YEAR];
    } else if (reading->shape->year_by_date &&
               reading->values.periods.fiscal_year == 0) {
        plan->second_field = OT_LEDGER_DATE;
        plan->second = header->column[OT_LEDGER_DATE];
    }
    plan->column[OT_FAST_PERIOD] = header->column[plan->period_field];
    return (reading->form == OT_FORM_AMOUNT || sides) &&
           header->columns <= OT_SCAN_FIELDS;
}

ot_status ot_fast_hand_new(const ot_fast_plan *plan, ot_fast_hand **hand, ot_error *err)
{
    ot_fast_hand *h = calloc(1, sizeof *h);
    ot_status st;

    if (!h)
        return ot_fail_memory(err);
    h->plan = plan;
    h->reading = *plan->reading;
    h->reading.values.row = &h->row;
    h->fields = calloc(plan->columns, sizeof *h->fields);
    h->row =
        (ot_csv_row){.base = h->texts, .fields = h->fields, .count = plan->columns};
    h->quarters = calloc((size_t)1 << PERIOD_BITS, sizeof *h->quarters);
    st = h->fields && h->quarters ? ot_cell_sums_init(&h->sums, err)
                                  : ot_fail_memory(err);
    for (int i = 0; i < OT_FAST_TEXTS && st >= 0; i++)
        st = ot_seen_init(&h->seen[i], err);
    for (int i = 0; i < OT_FAST_MEASURE && st >= 0; i++) {
        h->codes[i] = ot_pool_new();
        st = h->codes[i] ? OT_OK : ot_fail_memory(err);
    }
    if (st < 0)
        ot_fast_hand_free(h);
    else
        *hand = h;
    return st;
}

void ot_fast_hand_free(ot_fast_hand *hand)
{
    if (!hand)
        return;
    for (int i = 0; i < OT_FAST_TEXTS; i++)
        ot_seen_clear(&hand->seen[i]);
    for (int i = 0; i < OT_FAST_MEASURE; i++)
        ot_pool_free(hand->codes[i]);
    ot_cell_sums_clear(&hand->sums);
    free(hand->quarters);
    free(hand->fields);
    free(hand);
}

/* The row has this text in a column and nothing else, until it is cleared. */
static void show(ot_fast_hand *h, int column, ot_piece p, size_t offset)
{
    memcpy(h->texts + offset, p.text, p.length);
    h->texts[offset + p.length] = '\0';
    h->fields[column] = (ot_csv_field){offset, p.length};
}

static ot_status put_period(ot_fast_hand *h, ot_period period, uint32_t *number)
{
    uint32_t place = (uint32_t)(period.number - 1) % OT_CELL_PLACES, i = 0;
    ot_period first = {period.year, period.number - (int)place};

    while (i < h->quarter_count && ot_period_compare(h->quarters[i], first) != 0)
        i++;
    if (i >> PERIOD_BITS)
        return OT_END;
    if (i == h->quarter_count)
        h->quarters[h->quarter_count++] = first;
    *number = i * OT_CELL_PLACES + place;
    return OT_OK;
}

static ot_status put_code(ot_fast_hand *h, int which, const char *code,
                          uint32_t *number, ot_error *err)
{
    ot_status st = ot_pool_put(h->codes[which], code, number, err);

    return st >= 0 && *number >> bits_of[which] ? OT_END : st;
}

/* A year that is blank may be told by the date, which is not looked at here. */
static bool hangs_on_date(const ot_fast_hand *h)
{
    return h->plan->second >= 0 && h->plan->second_field == OT_LEDGER_YEAR &&
           h->reading.shape->year_by_date &&
           ot_row_is_blank(&h->reading.values, OT_LEDGER_YEAR);
}

/* The number of what the row shows; OT_NONE where it is refused. */
static ot_status read_shown(ot_fast_hand *h, int which, uint32_t *number, ot_error *err)
{
    const ot_row_values *v = &h->reading.values;
    const char *code = "";
    ot_measure measure = OT_ACTUAL;
    ot_period period = {0};

    *number = OT_NONE;
    switch (which) {
    case OT_FAST_COST_CENTRE:
        return ot_row_code(v, OT_LEDGER_COST_CENTRE, OT_REQUIRED, &code, NULL) < 0
                   ? OT_OK
                   : put_code(h, which, code, number, err);
    case OT_FAST_ACCOUNT:
        return ot_row_code(v, OT_LEDGER_ACCOUNT, OT_REQUIRED, &code, NULL) < 0
                   ? OT_OK
                   : put_code(h, which, code, number, err);
    case OT_FAST_FUND:
        return ot_row_fund(v, OT_LEDGER_FUND, &code, NULL) < 0
                   ? OT_OK
                   : put_code(h, which, code, number, err);
    case OT_FAST_PROJECT:
        return ot_row_code(v, OT_LEDGER_PROJECT, OT_OPTIONAL, &code, NULL) < 0
                   ? OT_OK
                   : put_code(h, which, code, number, err);
    case OT_FAST_MEASURE:
        if (ot_ledger_measure(&h->reading, &measure, NULL) >= 0)
            *number = (uint32_t)measure + 1;
        return OT_OK;
    default:
        if (hangs_on_date(h) || ot_ledger_period(&h->reading, &period, NULL) < 0)
            return OT_OK;
        return put_period(h, period, number);
    }
}

/* What a text means, asked of the readers of rows. second: beside a period. */
ot_status ot_fast_learn(ot_fast_hand *h, int which, ot_piece p, ot_piece second,
                        uint32_t *number, ot_error *err)
{
    const ot_fast_plan *plan = h->plan;
    bool with_second = which == OT_FAST_PERIOD && plan->second >= 0;
    ot_status st;

    *number = OT_NONE;
    if (p.length + second.length + 3 > sizeof h->texts)
        return OT_OK;
    if (plan->column[which] >= 0)
        show(h, plan->column[which], p, 1);
    if (with_second)
        show(h, plan->second, second, p.length + 2);
    st = read_shown(h, which, number, err);
    if (plan->column[which] >= 0)
        h->fields[plan->column[which]] = (ot_csv_field){0};
    if (with_second)
        h->fields[plan->second] = (ot_csv_field){0};
    return st;
}

bool ot_fast_amount(ot_fast_hand *h, ot_piece text, ot_pence *out)
{
    ot_status st;

    if (text.length + 2 > sizeof h->texts)
        return false;
    show(h, h->plan->amount, text, 1);
    st = ot_row_amount(&h->reading.values,
                       h->plan->credit < 0 ? OT_LEDGER_AMOUNT : OT_LEDGER_DEBIT, out,
                       NULL);
    h->fields[h->plan->amount] = (ot_csv_field){0};
    return st >= 0;
}

uint64_t ot_fast_key(const uint32_t numbers[OT_FAST_TEXTS])
{
    uint64_t key = numbers[OT_FAST_COST_CENTRE];

    key = key << ACCOUNT_BITS | numbers[OT_FAST_ACCOUNT];
    key = key << PROJECT_BITS | numbers[OT_FAST_PROJECT];
    key = key << FUND_BITS | numbers[OT_FAST_FUND];
    key = key << MEASURE_BITS | numbers[OT_FAST_MEASURE];
    return key << PERIOD_BITS | numbers[OT_FAST_PERIOD] / OT_CELL_PLACES;
}

static uint32_t part(uint64_t *key, unsigned bits)
{
    uint32_t number = (uint32_t)(*key & ((UINT64_C(1) << bits) - 1));

    *key >>= bits;
    return number;
}

static void numbers_of(uint64_t key, uint32_t numbers[OT_FAST_TEXTS])
{
    numbers[OT_FAST_PERIOD] = part(&key, PERIOD_BITS) * OT_CELL_PLACES;
    numbers[OT_FAST_MEASURE] = part(&key, MEASURE_BITS);
    numbers[OT_FAST_FUND] = part(&key, FUND_BITS);
    numbers[OT_FAST_PROJECT] = part(&key, PROJECT_BITS);
    numbers[OT_FAST_ACCOUNT] = part(&key, ACCOUNT_BITS);
    numbers[OT_FAST_COST_CENTRE] = part(&key, CENTRE_BITS);
}

void ot_fast_record(const ot_fast_hand *hand, const ot_cell_sum *sum, uint32_t place,
                    ot_ledger_record *out)
{
    uint32_t numbers[OT_FAST_TEXTS];
    ot_period period;
    const char *codes[OT_FAST_MEASURE];

    numbers_of(sum->key, numbers);
    period = hand->quarters[numbers[OT_FAST_PERIOD] / OT_CELL_PLACES];
    period.number += (int)place;
    for (int i = 0; i < OT_FAST_MEASURE; i++)
        codes[i] = ot_pool_text(hand->codes[i], numbers[i]);
    *out = (ot_ledger_record){.cost_centre = codes[OT_FAST_COST_CENTRE],
                              .account = codes[OT_FAST_ACCOUNT],
                              .fund = codes[OT_FAST_FUND],
                              .project = codes[OT_FAST_PROJECT],
                              .measure = (ot_measure)(numbers[OT_FAST_MEASURE] - 1),
                              .period = period,
                              .amount = sum->amount[place],
                              .lines = (long)sum->lines[place],
                              .line = (long)sum->line,
                              .first_line = (long)sum->line,
                              .last_line = (long)sum->last,
                              .document = "",
                              .supplier = "",
                              .text = ""};
}

/* The numbers that other's codes and periods have in hand. */
static ot_status translate(ot_fast_hand *hand, const ot_fast_hand *other,
                           uint32_t *to[OT_FAST_TEXTS], ot_error *err)
{
    ot_status st = OT_OK;

    for (int d = 0; d < OT_FAST_MEASURE && st == OT_OK; d++) {
        uint32_t count = ot_pool_count(other->codes[d]);

        to[d] = malloc((count + (size_t)1) * sizeof *to[d]);
        if (!to[d])
            return ot_fail_memory(err);
        for (uint32_t i = 0; i < count && st == OT_OK; i++)
            st = put_code(hand, d, ot_pool_text(other->codes[d], i), &to[d][i], err);
    }
    to[OT_FAST_PERIOD] = malloc((other->quarter_count + (size_t)1) * sizeof **to);
    if (!to[OT_FAST_PERIOD])
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < other->quarter_count && st == OT_OK; i++)
        st = put_period(hand, other->quarters[i], &to[OT_FAST_PERIOD][i]);
    return st;
}

ot_status ot_fast_hand_merge(ot_fast_hand *hand, const ot_fast_hand *other,
                             ot_error *err)
{
    uint32_t *to[OT_FAST_TEXTS] = {NULL}, numbers[OT_FAST_TEXTS];
    ot_status st = translate(hand, other, to, err);

    hand->rows += other->rows;
    hand->sizes += other->sizes;
    if (st == OT_OK && hand->sizes > OT_FAST_SIZES)
        st = OT_END;
    for (size_t i = 0; i < other->sums.count && st == OT_OK; i++) {
        ot_cell_sum sum = other->sums.sums[i];

        numbers_of(sum.key, numbers);
        for (int d = 0; d < OT_FAST_TEXTS; d++)
            if (d != OT_FAST_MEASURE)
                numbers[d] =
                    to[d][numbers[d] / (d == OT_FAST_PERIOD ? OT_CELL_PLACES : 1)];
        sum.key = ot_fast_key(numbers);
        st = ot_cell_sums_reserve(&hand->sums, 1, err);
        if (st == OT_OK)
            ot_cell_sums_merge(&hand->sums, &sum);
    }
    for (int d = 0; d < OT_FAST_TEXTS; d++)
        free(to[d]);
    return st;
}
