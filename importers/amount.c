/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/amount.h"

#include "importers/quoted.h"
#include "importers/utf8.h"

#include <string.h>

#define LONGEST 64
#define POUND   '\x01'

/* What stands around the digits. */
typedef struct marks {
    int signs; /* minus, plus, parentheses, CR, DR: one at most */
    int pounds;
    bool negative;
    bool dash;
} marks;

typedef struct digits {
    const char *at, *end;
    char group, point;
} digits;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The ordinary form: digits, perhaps a minus before and two decimals. */
static bool parse_plain(const char *text, ot_pence *out)
{
    bool negative = *text == '-';
    const char *at = text + negative, *begin = at;
    ot_pence pence = 0;

    while (is_digit(*at) && at - begin < 13)
        pence = pence * 10 + (*at++ - '0');
    if (at == begin || (*at != '\0' && *at != '.'))
        return false;
    pence *= 100;
    if (*at == '.') {
        if (!is_digit(at[1]) || (at[2] != '\0' && (!is_digit(at[2]) || at[3] != '\0')))
            return false;
        pence += (at[1] - '0') * 10;
        if (at[2] != '\0')
            pence += at[2] - '0';
    }
    if (pence > OT_PENCE_LIMIT)
        return false;
    *out = negative ? -pence : pence;
    return true;
}

/* text with every space as ' ', every dash as '-', £ as POUND and letters as capitals.
 * False where it is too long or holds another character beyond ASCII. */
static bool simplify(const char *text, char *simple)
{
    size_t n = 0;
    uint32_t c;

    while ((c = ot_utf8_next(&text)) != 0) {
        if (n == LONGEST - 1)
            return false;
        if (ot_utf8_is_space(c))
            c = ' ';
        else if (ot_utf8_is_dash(c))
            c = '-';
        else if (c == 0xA3)
            c = (uint32_t)POUND;
        else if (c < 0x20 || c > 0x7E)
            return false;
        else if (c >= 'a' && c <= 'z')
            c -= 'a' - 'A';
        simple[n++] = (char)c;
    }
    simple[n] = '\0';
    return true;
}

static bool begins(const digits *d, const char *word)
{
    size_t n = strlen(word);

    return (size_t)(d->end - d->at) >= n && memcmp(d->at, word, n) == 0;
}

static bool ends(const digits *d, const char *word)
{
    size_t n = strlen(word);

    return (size_t)(d->end - d->at) >= n && memcmp(d->end - n, word, n) == 0;
}

static void sign(marks *m, bool negative)
{
    m->signs++;
    m->negative = negative;
}

/* Takes one mark off the front; false where there is none. */
static bool strip_front(digits *d, marks *m)
{
    if (begins(d, " ")) {
        d->at++;
    } else if (begins(d, "-") || begins(d, "+")) {
        m->dash = m->dash || *d->at == '-';
        sign(m, *d->at == '-');
        d->at++;
    } else if (begins(d, (char[]){POUND, '\0'})) {
        m->pounds++;
        d->at++;
    } else if (begins(d, "GBP")) {
        m->pounds++;
        d->at += 3;
    } else if (begins(d, "(") && ends(d, ")")) {
        sign(m, true);
        d->at++;
        d->end--;
    } else {
        return false;
    }
    return true;
}

static bool strip_back(digits *d, marks *m)
{
    if (ends(d, " ")) {
        d->end--;
    } else if (ends(d, "-") || ends(d, "+")) {
        sign(m, d->end[-1] == '-');
        d->end--;
    } else if (ends(d, "CR") || ends(d, "DR")) {
        sign(m, d->end[-2] == 'C');
        d->end -= 2;
    } else {
        return false;
    }
    return true;
}

/* Whole pounds: digits, or groups of three after the first with one separator. */
static bool parse_pounds(digits *d, ot_pence *pounds, bool *too_large)
{
    const char *group = d->at;
    char separator = '\0';
    size_t n = 0;

    for (; d->at < d->end && *d->at != d->point; d->at++) {
        if (is_digit(*d->at)) {
            n++;
            if (*pounds <= OT_PENCE_LIMIT)
                *pounds = *pounds * 10 + (*d->at - '0');
            continue;
        }
        if ((*d->at != d->group && *d->at != ' ') || (separator && *d->at != separator))
            return false;
        if (d->at - group > 3 || d->at == group || (separator && d->at - group != 3))
            return false;
        separator = *d->at;
        group = d->at + 1;
    }
    if (separator && d->at - group != 3)
        return false;
    *too_large = *pounds > OT_PENCE_LIMIT / 100;
    return n > 0 || d->end - d->at > 1;
}

static ot_status parse_digits(const char *text, digits *d, ot_pence *pence,
                              ot_error *err)
{
    ot_pence pounds = 0;
    ot_pence part = 0;
    bool too_large = false, sub_penny = false;

    if (!parse_pounds(d, &pounds, &too_large))
        return OT_END;
    if (d->at < d->end)
        d->at++;
    for (int place = 0; d->at < d->end; d->at++, place++) {
        if (!is_digit(*d->at))
            return OT_END;
        if (place < 2)
            part += (*d->at - '0') * (place == 0 ? 10 : 1);
        else
            sub_penny = sub_penny || *d->at != '0';
    }
    if (sub_penny)
        return ot_fail(err, OT_EINPUT, "amount '%s' has more than two decimals",
                       OT_QUOTED(text));
    if (too_large || pounds * 100 + part > OT_PENCE_LIMIT)
        return ot_fail(err, OT_ERANGE, "amount '%s' is beyond 10,000,000,000,000.00",
                       OT_QUOTED(text));
    *pence = pounds * 100 + part;
    return OT_OK;
}

/* "1234,5" and "1.234,56" are wrong as they stand, but right with a decimal comma. */
static bool looks_continental(const digits *d)
{
    const char *comma = memchr(d->at, ',', (size_t)(d->end - d->at));

    return comma && d->end - comma > 1 && d->end - comma <= 3 &&
           !memchr(comma + 1, ',', (size_t)(d->end - comma - 1)) && is_digit(comma[1]);
}

static ot_status fail_form(const char *text, const ot_amount_rules *rules,
                           ot_error *err)
{
    return ot_fail(err, OT_EINPUT, "'%s' is not an amount such as %s", OT_QUOTED(text),
                   rules->decimal_comma ? "1.234,56" : "1,234.56");
}

static ot_status fail_amount(const char *text, const digits *d,
                             const ot_amount_rules *rules, ot_error *err)
{
    const char *e = memchr(d->at, 'E', (size_t)(d->end - d->at));

    if (!rules->decimal_comma && looks_continental(d))
        return ot_fail(
            err, OT_EINPUT,
            "amount '%s' seems to have a decimal comma; say decimal = comma if "
            "the whole file is so",
            OT_QUOTED(text));
    if (e && e > d->at && e + 1 < d->end && is_digit(e[-1]))
        return ot_fail(
            err, OT_EINPUT,
            "amount '%s' is in scientific notation, its pence are lost; export "
            "the file again",
            OT_QUOTED(text));
    return fail_form(text, rules, err);
}

static ot_status blank_amount(const char *text, const marks *m,
                              const ot_amount_rules *rules, ot_pence *out,
                              ot_error *err)
{
    bool lone_dash = m->signs == 1 && m->dash;

    if (m->signs > 0 && !lone_dash)
        return ot_fail(err, OT_EINPUT, "amount '%s' has no digits", OT_QUOTED(text));
    if (rules->blank_is_zero) {
        *out = 0;
        return OT_OK;
    }
    return ot_fail(err, OT_EINPUT, "amount is %s; write 0.00, or say blank = zero",
                   lone_dash ? "a lone dash" : "blank");
}

ot_status ot_pence_parse(const char *text, const ot_amount_rules *rules, ot_pence *out,
                         ot_error *err)
{
    char simple[LONGEST];
    marks m = {0};
    digits d = {.at = simple,
                .group = rules->decimal_comma ? '.' : ',',
                .point = rules->decimal_comma ? ',' : '.'};
    digits whole;
    ot_pence pence = 0;
    ot_status st;

    if ((!rules->decimal_comma || !strchr(text, '.')) && parse_plain(text, out))
        return OT_OK;
    if (!simplify(text, simple))
        return fail_form(text, rules, err);
    d.end = simple + strlen(simple);
    while (strip_front(&d, &m) || strip_back(&d, &m))
        continue;
    if (d.at == d.end)
        return blank_amount(text, &m, rules, out, err);
    if (m.signs > 1)
        return ot_fail(err, OT_EINPUT, "amount '%s' has more than one sign",
                       OT_QUOTED(text));
    whole = d;
    st = m.pounds > 1 ? OT_END : parse_digits(text, &d, &pence, err);
    if (st == OT_END)
        return fail_amount(text, &whole, rules, err);
    if (st < 0)
        return st;
    *out = m.negative ? -pence : pence;
    return OT_OK;
}
