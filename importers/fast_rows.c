/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fast_rows.h"

#include <stdlib.h>
#include <string.h>

#define STAGED 64

ot_status ot_slow_rows_add(ot_slow_rows *slow, ot_slow_row row, ot_error *err)
{
    if (slow->count == slow->room) {
        size_t room = slow->room ? slow->room * 2 : 16;
        ot_slow_row *rows = realloc(slow->rows, room * sizeof *rows);

        if (!rows)
            return ot_fail_memory(err);
        slow->rows = rows;
        slow->room = room;
    }
    slow->rows[slow->count++] = row;
    return OT_OK;
}

static ot_status learn_key(ot_fast_hand *h, int which, ot_seen_key key, ot_piece p,
                           ot_piece second, uint32_t *number, ot_error *err)
{
    ot_status st = ot_fast_learn(h, which, p, second, number, err);

    return st == OT_OK ? ot_seen_put(&h->seen[which], key, *number, err) : st;
}

static inline ot_status number_of(ot_fast_hand *h, int which, ot_piece p,
                                  uint32_t *number, ot_error *err)
{
    const ot_piece none = {"", 0};
    const ot_seen_slot *slot;
    ot_seen_key key;

    if (p.length > OT_SEEN_BYTES)
        return ot_fast_learn(h, which, p, none, number, err);
    key = ot_seen_key_of(p.text, p.length);
    slot = ot_seen_find(&h->seen[which], key);
    if (slot->number == OT_UNSEEN)
        return learn_key(h, which, key, p, none, number, err);
    *number = slot->number;
    return OT_OK;
}

/* A period with a year or a date beside it: both make the key, with a NUL between. */
static ot_status period_of(ot_fast_hand *h, ot_piece p, ot_piece second,
                           uint32_t *number, ot_error *err)
{
    char both[OT_SEEN_BYTES] = {0};
    const ot_seen_slot *slot;
    ot_seen_key key;

    if (p.length + second.length + 1 > sizeof both)
        return ot_fast_learn(h, OT_FAST_PERIOD, p, second, number, err);
    memcpy(both, p.text, p.length);
    memcpy(both + p.length + 1, second.text, second.length);
    key = ot_seen_key_of(both, sizeof both);
    slot = ot_seen_find(&h->seen[OT_FAST_PERIOD], key);
    if (slot->number == OT_UNSEEN)
        return learn_key(h, OT_FAST_PERIOD, key, p, second, number, err);
    *number = slot->number;
    return OT_OK;
}

/* Field i of a record as it stands within its quotes; false where quotes are in it. */
static inline bool field_of(const ot_fast_hand *h, const char *text,
                            const ot_scan_record *r, int i, ot_piece *p)
{
    const uint32_t *ends = h->records.ends + r->first;
    size_t begin = i > 0 ? ends[i - 1] + (size_t)1 : r->begin, end = ends[i];

    if (i + 1 == (int)r->count && end > begin && text[end - 1] == '\r')
        end--;
    *p = (ot_piece){text + begin, end - begin};
    if (p->length == 0 || *p->text != '"')
        return true;
    p->text++;
    p->length -= 2;
    return !memchr(p->text, '"', p->length);
}

/* Eight digits that are in memory, as a number; false where one is none. The lanes of
 * a word are added up in pairs, as in Langdale and Lemire, cited in scanner.c. */
static inline bool eight_digits(const char *text, size_t count, uint64_t *out)
{
    const uint64_t zeros = UINT64_C(0x3030303030303030),
                   high = UINT64_C(0xF0F0F0F0F0F0F0F0);
    uint64_t v;

    memcpy(&v, text, sizeof v);
    if (count < 8) /* those before the first digit stand in the low bytes */
        v = (v >> 8 * (8 - count) << 8 * (8 - count)) | zeros >> 8 * count;
    if ((v & high) != zeros || ((v + UINT64_C(0x0606060606060606)) & high) != zeros)
        return false;
    v = (v & UINT64_C(0x0F0F0F0F0F0F0F0F)) * 2561 >> 8;
    v = (v & UINT64_C(0x00FF00FF00FF00FF)) * 6553601 >> 16;
    *out = (v & UINT64_C(0x0000FFFF0000FFFF)) * UINT64_C(42949672960001) >> 32;
    return true;
}

/* "1234.56", with a minus or without: the form that nearly all amounts have. Of up to
 * eight digits before the point, which eight bytes of text stand before. */
static inline bool plain_amount(ot_piece p, ot_pence *out)
{
    const char *end = p.text + p.length;
    bool negative = p.length > 0 && *p.text == '-';
    size_t count = p.length - negative - 3;
    uint64_t pounds;
    unsigned tens, ones;

    if (count - 1 >= 8 || p.length < 4 || end[-3] != '.')
        return false;
    tens = (unsigned char)end[-2] - (unsigned)'0';
    ones = (unsigned char)end[-1] - (unsigned)'0';
    if (tens > 9 || ones > 9 || !eight_digits(end - 11, count, &pounds))
        return false;
    *out = (ot_pence)(pounds * 100 + tens * 10 + ones);
    if (negative)
        *out = -*out;
    return true;
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW_BYTES_FIRST true
#else
#define LOW_BYTES_FIRST false
#endif

static inline bool read_amount(ot_fast_hand *h, const char *text, ot_piece p,
                               ot_pence *out)
{
    if (LOW_BYTES_FIRST && p.text >= text + 8 &&
        !h->reading.values.amounts.decimal_comma && plain_amount(p, out))
        return true;
    return ot_fast_amount(h, p, out);
}

/* Lists mark their totals with asterisks or dashes in the first field with text. */
static bool may_be_total(const ot_fast_hand *h, const char *text,
                         const ot_scan_record *r)
{
    size_t at = r->begin, end = h->records.ends[r->first + r->count - 1];

    while (at < end &&
           (text[at] == h->plan->separator || text[at] == ' ' || text[at] == '\t'))
        at++;
    return at == end || text[at] == '*' || text[at] == '-' || text[at] == '"';
}

static inline ot_status read_texts(ot_fast_hand *h, const char *text,
                                   const ot_scan_record *r,
                                   uint32_t numbers[OT_FAST_TEXTS], bool *plain,
                                   ot_error *err)
{
    const ot_fast_plan *plan = h->plan;
    ot_piece p = {"", 0}, second = {"", 0};
    ot_status st = OT_OK;

    for (int i = 0; i < OT_FAST_TEXTS && st == OT_OK && *plain; i++) {
        static const char none[OT_SEEN_BYTES];

        p = (ot_piece){none, 0};
        if (plan->column[i] >= 0)
            *plain = field_of(h, text, r, plan->column[i], &p);
        if (i == OT_FAST_PERIOD && plan->second >= 0) {
            *plain = *plain && field_of(h, text, r, plan->second, &second);
            if (*plain)
                st = period_of(h, p, second, &numbers[i], err);
        } else if (*plain) {
            st = number_of(h, i, p, &numbers[i], err);
        }
        *plain = *plain && numbers[i] != OT_NONE;
    }
    return st;
}

/* One side of a row is blank as a rule. Both, or a blank of spaces, is not for here,
 * nor is what may be beyond the limit of one amount. */
static bool read_sides(ot_fast_hand *h, const char *text, const ot_scan_record *r,
                       ot_piece debit, ot_pence *out)
{
    ot_pence off = 0;
    ot_piece credit;

    *out = 0;
    if (!field_of(h, text, r, h->plan->credit, &credit) ||
        (debit.length == 0 && credit.length == 0) ||
        (debit.length > 0 && !read_amount(h, text, debit, out)) ||
        (credit.length > 0 && !read_amount(h, text, credit, &off)))
        return false;
    *out -= off;
    return *out <= OT_PENCE_LIMIT && *out >= -OT_PENCE_LIMIT;
}

/* *plain: the row is read, and *sum is its own. */
static inline ot_status read_record(ot_fast_hand *h, const char *text,
                                    const ot_scan_record *r, ot_cell_line *sum,
                                    bool *plain, ot_error *err)
{
    uint32_t numbers[OT_FAST_TEXTS] = {0};
    ot_status st;
    ot_piece p;

    *plain = r->count == h->plan->columns &&
             !(h->reading.shape->totals && may_be_total(h, text, r));
    if (!*plain)
        return OT_OK;
    st = read_texts(h, text, r, numbers, plain, err);
    if (st != OT_OK || !*plain)
        return st;
    *plain = field_of(h, text, r, h->plan->amount, &p) &&
             (h->plan->credit < 0 ? read_amount(h, text, p, &sum->amount)
                                  : read_sides(h, text, r, p, &sum->amount));
    if (!*plain)
        return OT_OK;
    sum->key = ot_fast_key(numbers);
    sum->place = numbers[OT_FAST_PERIOD] % OT_CELL_PLACES;
    h->sizes += (uint64_t)(sum->amount < 0 ? -sum->amount : sum->amount);
    return h->sizes > OT_FAST_SIZES ? OT_END : OT_OK;
}

static bool is_blank_line(const char *text, const ot_scan_record *r,
                          const uint32_t *ends)
{
    size_t end = ends[r->first];

    return r->count == 1 &&
           (end == r->begin || (end == r->begin + (size_t)1 && text[r->begin] == '\r'));
}

#ifdef __GNUC__
#define PREFETCH(address) __builtin_prefetch((address), 1)
#else
#define PREFETCH(address) ((void)(address))
#endif

/* The sums are in far memory: all are asked for before the first is used, and so was
 * the index before. */
static ot_status add_staged(ot_fast_hand *h, const ot_cell_line *staged, size_t count,
                            ot_error *err)
{
    ot_cell_sum *likely[STAGED];
    ot_status st = ot_cell_sums_reserve(&h->sums, STAGED, err);

    if (st < 0)
        return st;
    for (size_t i = 0; i < count; i++) {
        likely[i] = ot_cell_sums_likely(&h->sums, staged[i].key);
        PREFETCH(likely[i]);
    }
    for (size_t i = 0; i < count; i++)
        ot_cell_sums_add(&h->sums, likely[i], &staged[i]);
    h->rows += count;
    return OT_OK;
}

static ot_status read_records(ot_fast_hand *h, const char *text, size_t count,
                              long line, ot_slow_rows *slow, ot_error *err)
{
    ot_cell_line staged[STAGED];
    size_t n = 0;
    ot_status st = OT_OK;

    for (size_t i = 0; i < count && st == OT_OK; i++) {
        const ot_scan_record *r = &h->records.records[i];
        const ot_scan_record *next = i + 1 < count ? r + 1 : &h->records.open;
        bool plain = false;

        staged[n].line = (uint32_t)line + r->line;
        st = read_record(h, text, r, &staged[n], &plain, err);
        if (st != OT_OK)
            break;
        if (plain) {
            PREFETCH(ot_cell_sums_first(&h->sums, staged[n].key));
            n++;
        } else if (!is_blank_line(text, r, h->records.ends)) {
            st = ot_slow_rows_add(
                slow, (ot_slow_row){r->begin, next->begin, staged[n].line}, err);
        }
        if (n == STAGED) {
            st = add_staged(h, staged, n, err);
            n = 0;
        }
    }
    return st == OT_OK ? add_staged(h, staged, n, err) : st;
}

ot_status ot_fast_rows(ot_fast_hand *hand, const char *text, size_t from, size_t to,
                       long line, ot_slow_rows *slow, ot_error *err)
{
    size_t count = 0;
    ot_status st = OT_OK;

    ot_records_init(&hand->records, text, from, to, hand->plan->separator);
    while (st == OT_OK && hand->plan->scanner->next(&hand->records, &count))
        st = read_records(hand, text, count, line, slow, err);
    return st;
}
