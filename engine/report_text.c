/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/report.h"

static uint64_t size_of(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

#define DECIMALS_MAX 6

/* ".047" from 47 and 3; "" for no decimals. */
static uint64_t put_fraction(uint64_t number, int decimals, char text[DECIMALS_MAX + 2])
{
    text[0] = decimals ? '.' : '\0';
    text[decimals ? decimals + 1 : 0] = '\0';
    for (int i = decimals; i > 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return number;
}

__extension__ typedef unsigned __int128 wide;

/* Whole multiples of the denominator are taken apart: hundreds of a percent that could
 * not be held once multiplied. */
char *ot_percent_text(int64_t number, int64_t denominator, int decimals,
                      char text[OT_PERCENT_TEXT])
{
    bool negative = (number < 0) != (denominator < 0) && number != 0;
    uint64_t n = size_of(number), d = size_of(denominator), whole = n / d;
    uint64_t rounded, unit = 100;
    char fraction[DECIMALS_MAX + 2];
    wide scaled;

    if (decimals > DECIMALS_MAX)
        decimals = DECIMALS_MAX;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    scaled = (wide)(n % d) * unit;
    rounded = (uint64_t)(scaled / d);
    if (scaled % d >= d - scaled % d)
        rounded++;
    whole += rounded / unit;
    rounded = put_fraction(rounded % unit, decimals, fraction);
    if (whole)
        snprintf(text, OT_PERCENT_TEXT, "%s%" PRIu64 "%02u%s", negative ? "-" : "",
                 whole, (unsigned)rounded, fraction);
    else
        snprintf(text, OT_PERCENT_TEXT, "%s%u%s", negative ? "-" : "",
                 (unsigned)rounded, fraction);
    return text;
}

static int decimals_of(const ot_column *column)
{
    return column->decimals ? column->decimals : 1;
}

/* Digits in groups of three, with the sign: 20 digits and 6 separators at most. */
static char *group_digits(int64_t number, char *text)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, size_of(number));
    char *at = text;

    if (number < 0)
        *at++ = '-';
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            *at++ = ',';
        *at++ = digits[i];
    }
    *at = '\0';
    return text;
}

const char *ot_value_plain(const ot_column *column, const ot_value *value,
                           char text[OT_VALUE_TEXT_SIZE])
{
    char small[OT_PENCE_TEXT];

    switch (value->kind) {
    case OT_VALUE_TEXT:
        return value->text;
    case OT_VALUE_NUMBER:
        if (column->kind == OT_COLUMN_PENCE)
            snprintf(text, OT_VALUE_TEXT_SIZE, "%s",
                     ot_pence_text(value->number, small));
        else
            snprintf(text, OT_VALUE_TEXT_SIZE, "%" PRId64, value->number);
        return text;
    case OT_VALUE_RATIO:
        return ot_percent_text(value->number, value->denominator, decimals_of(column),
                               text);
    case OT_VALUE_CHECK:
        if (value->number == 0)
            return "ok";
        snprintf(text, OT_VALUE_TEXT_SIZE, "%" PRId64, value->number);
        return text;
    case OT_VALUE_BLANK:
        break;
    }
    return "";
}

const char *ot_value_printed(const ot_column *column, const ot_value *value,
                             char text[OT_VALUE_TEXT_SIZE])
{
    char number[OT_PERCENT_TEXT];

    if (value->kind == OT_VALUE_RATIO) {
        snprintf(text, OT_VALUE_TEXT_SIZE, "%s%%",
                 ot_percent_text(value->number, value->denominator,
                                 column->whole ? 0 : decimals_of(column), number));
        return text;
    }
    if (value->kind != OT_VALUE_NUMBER)
        return ot_value_plain(column, value, text);
    if (column->kind == OT_COLUMN_PENCE && column->whole)
        return group_digits(ot_divide_rounded(value->number, 100), text);
    if (column->kind == OT_COLUMN_PENCE) {
        uint64_t size = size_of(value->number);

        snprintf(text, OT_VALUE_TEXT_SIZE, "%s%s.%02u", value->number < 0 ? "-" : "",
                 group_digits((int64_t)(size / 100), number), (unsigned)(size % 100));
        return text;
    }
    return group_digits(value->number, text);
}
