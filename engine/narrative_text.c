/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_text.c - a cell in words. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/narrative.h"

static int64_t size_of(int64_t number)
{
    return number < 0 ? -number : number;
}

char *ot_amount_text(int64_t thousands, char text[OT_AMOUNT_TEXT])
{
    int64_t size = size_of(thousands);

    if (size >= 1000)
        snprintf(text, OT_AMOUNT_TEXT, "£%" PRId64 ".%03" PRId64 " million",
                 size / 1000, size % 1000);
    else
        snprintf(text, OT_AMOUNT_TEXT, "£%" PRId64 "k", size);
    return text;
}

/* A number with separators and without its sign, behind `before`. */
static const char *whole_text(const char *before, int64_t number,
                              char text[OT_PHRASE_TEXT_SIZE])
{
    static const ot_column column = {.kind = OT_COLUMN_COUNT};
    const ot_value value = {.kind = OT_VALUE_NUMBER, .number = size_of(number)};
    char digits[OT_VALUE_TEXT_SIZE];

    snprintf(text, OT_PHRASE_TEXT_SIZE, "%s%.48s", before,
             ot_value_printed(&column, &value, digits));
    return text;
}

static const char *number_text(const ot_column *column, const ot_value *value,
                               ot_form form, char text[OT_PHRASE_TEXT_SIZE])
{
    char amount[OT_AMOUNT_TEXT];
    bool pence = column->kind == OT_COLUMN_PENCE;

    if (form == OT_FORM_AMOUNT) {
        ot_amount_text(pence ? ot_thousands(value->number) : value->number, amount);
        snprintf(text, OT_PHRASE_TEXT_SIZE, "%s", amount);
        return text;
    }
    if (form == OT_FORM_POUNDS)
        return whole_text(
            "£", pence ? ot_divide_rounded(value->number, 100) : value->number * 1000,
            text);
    return whole_text("", value->number, text);
}

static const char *ratio_text(const ot_value *value, int decimals,
                              char text[OT_PHRASE_TEXT_SIZE])
{
    char number[OT_PERCENT_TEXT];

    ot_percent_text(size_of(value->number), size_of(value->denominator),
                    decimals ? decimals : 1, number);
    snprintf(text, OT_PHRASE_TEXT_SIZE, "%s%%", number);
    return text;
}

/* Of "VOL: More placements" what follows the code; a code alone is no reason. */
static const char *reason_text(const char *text)
{
    const char *colon = strstr(text, ": "), *blank = strchr(text, ' ');

    if (colon && blank == colon + 1)
        text = colon + 2;
    return strchr(text, ' ') ? text : "";
}

const char *ot_phrase_text(const ot_phrase *run, char text[OT_PHRASE_TEXT_SIZE])
{
    const ot_value *value;

    if (run->kind != OT_PHRASE_CELL)
        return run->text;
    value = &run->sheet->rows[run->row].values[run->column];
    switch (value->kind) {
    case OT_VALUE_TEXT:
        if (run->form == OT_FORM_REASON)
            return reason_text(value->text);
        if (run->form != OT_FORM_TEXT && strcmp(value->text, "<5") == 0)
            return "fewer than 5";
        if (run->form != OT_FORM_TEXT && strcmp(value->text, "*") == 0)
            return "not published";
        return value->text;
    case OT_VALUE_NUMBER:
        return number_text(&run->sheet->columns[run->column], value, run->form, text);
    case OT_VALUE_RATIO:
        return ratio_text(value, run->decimals, text);
    case OT_VALUE_CHECK:
    case OT_VALUE_BLANK:
        break;
    }
    return "no figure";
}
