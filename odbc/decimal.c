/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/decimal.h"

#include <string.h>

#define DIGITS "0123456789"

static ot_status not_read(const char *text, const char *why, ot_error *err)
{
    return ot_fail(err, OT_EINPUT, "the engine gave the sum '%.60s', which %s", text,
                   why);
}

/* Is it the word that floating-point columns give for what is no number? */
static bool is_word(const char *text)
{
    return *text && strspn(text, "NnAaIiFfTtYy") == strlen(text);
}

static ot_status check_form(const char *text, size_t whole, size_t fraction,
                            bool has_point, bool pence, ot_error *err)
{
    const char *rest = text + whole + has_point + fraction;

    if (!*text)
        return not_read(text, "is blank", err);
    if (is_word(text))
        return not_read(text, "is no number: is the amount a floating-point column?",
                        err);
    if (whole && (*rest == 'e' || *rest == 'E'))
        return not_read(text,
                        "has an exponent: is the amount a floating-point column? "
                        "Keep it as DECIMAL, or as whole pence",
                        err);
    if (!whole || *rest || (has_point && !fraction))
        return not_read(text, "is not a plain decimal number", err);
    if (pence) {
        if (has_point && fraction > strspn(text + whole + 1, "0"))
            return not_read(text, "is not a whole number of pence", err);
    } else if (fraction > 2 && strspn(text + whole + 3, "0") < fraction - 2) {
        return not_read(text, "has a fraction of a penny", err);
    }
    return OT_OK;
}

ot_status ot_decimal_pence(const char *text, bool pence, ot_pence *out, ot_error *err)
{
    const bool negative = *text == '-';
    const char *at = text + negative;
    const size_t whole = strspn(at, DIGITS);
    const bool has_point = at[whole] == '.';
    const size_t fraction = has_point ? strspn(at + whole + 1, DIGITS) : 0;
    int64_t value = 0;
    size_t taken = 0;
    ot_status st = check_form(at, whole, fraction, has_point, pence, err);

    if (st < 0)
        return st;
    for (size_t i = 0; i < whole + (pence ? 0 : 2); i++) {
        const size_t decimal = i - whole;
        const int digit = i < whole            ? at[i] - '0'
                          : decimal < fraction ? at[whole + 1 + decimal] - '0'
                                               : 0;

        value = value * 10 + digit;
        taken += value > 0;
        if (taken > 16 || value > OT_PENCE_LIMIT)
            return ot_fail(err, OT_ERANGE,
                           "the engine gave the sum '%.60s', which is beyond what is "
                           "accepted",
                           text);
    }
    *out = negative ? -value : value;
    return OT_OK;
}

ot_status ot_decimal_count(const char *text, int64_t *out, ot_error *err)
{
    const size_t whole = strspn(text, DIGITS);

    if (!whole || text[whole] || whole > 18)
        return ot_fail(err, OT_EINPUT, "the engine gave the count '%.60s' of lines",
                       text);
    *out = 0;
    for (size_t i = 0; i < whole; i++)
        *out = *out * 10 + (text[i] - '0');
    return OT_OK;
}
