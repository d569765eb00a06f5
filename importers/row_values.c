/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/row_values.h"

#include "importers/date_text.h"
#include "importers/quoted.h"
#include "importers/utf8.h"

#include <string.h>

#define LONGEST_CODE 255

const char *ot_row_text(const ot_row_values *values, size_t field)
{
    int column = values->header->column[field];
    size_t length;

    if (column < 0)
        return "";
    length = ot_csv_length(values->row, (size_t)column);
    if (length == 0)
        return "";
    return ot_utf8_trim(ot_csv_text(values->row, (size_t)column), &length);
}

bool ot_row_is_blank(const ot_row_values *values, size_t field)
{
    return *ot_row_text(values, field) == '\0';
}

static ot_status fail_blank(const ot_row_values *values, size_t field, ot_error *err)
{
    return ot_fail(err, OT_EINPUT, "%s is blank", values->fields[field].name);
}

ot_status ot_row_name(const ot_row_values *values, size_t field, const char **out,
                      ot_error *err)
{
    *out = ot_row_text(values, field);
    return **out == '\0' ? fail_blank(values, field, err) : OT_OK;
}

static bool has_control(const char *text)
{
    unsigned found = 0;

    for (; *text != '\0'; text++)
        found |= (unsigned)((unsigned char)*text < 0x20 || *text == 0x7F);
    return found != 0;
}

/* "#N/A" and its like, or a number such as 1.02E+05. */
static bool spoilt(const char *code)
{
    static const char *const errors[] = {"#N/A",    "#REF!", "#VALUE!", "#NAME?",
                                         "#DIV/0!", "#NUM!", "#NULL!"};
    const char *at = code;

    for (size_t i = 0; *code == '#' && i < sizeof errors / sizeof *errors; i++)
        if (strcmp(code, errors[i]) == 0)
            return true;
    at += strspn(at, "0123456789");
    if (at == code)
        return false;
    if (*at == '.')
        at += 1 + strspn(at + 1, "0123456789");
    return (*at == 'E' || *at == 'e') && at[1] == '+' && at[2] != '\0' &&
           at[2 + strspn(at + 2, "0123456789")] == '\0';
}

ot_status ot_row_code(const ot_row_values *values, size_t field, ot_presence presence,
                      const char **out, ot_error *err)
{
    const char *name = values->fields[field].name, *code = ot_row_text(values, field);

    *out = code;
    if (*code == '\0')
        return presence == OT_REQUIRED ? fail_blank(values, field, err) : OT_OK;
    if (has_control(code))
        return ot_fail(err, OT_EINPUT,
                       "%s '%s' holds a line break or another control "
                       "character",
                       name, OT_QUOTED(code));
    if (strlen(code) > LONGEST_CODE)
        return ot_fail(err, OT_EINPUT, "%s '%s' is longer than %d bytes", name,
                       OT_QUOTED(code), LONGEST_CODE);
    if (spoilt(code))
        return ot_fail(
            err, OT_EINPUT,
            "%s '%s' is what a spreadsheet made of a code; export it as text", name,
            OT_QUOTED(code));
    return OT_OK;
}

ot_status ot_row_fund(const ot_row_values *values, size_t field, const char **out,
                      ot_error *err)
{
    char text[OT_HEADING_TEXT];
    const char *fund = ot_row_text(values, field);

    ot_heading_normalise(fund, text);
    if (*fund == '\0')
        *out = "";
    else if (strcmp(text, "dsg") == 0 && strlen(fund) == 3)
        *out = "DSG";
    else if (strcmp(text, "nondsg") == 0 || strcmp(text, "n") == 0)
        *out = "NON-DSG";
    else
        return ot_fail(err, OT_EINPUT, "%s '%s' is neither DSG nor NON-DSG",
                       values->fields[field].name, OT_QUOTED(fund));
    return OT_OK;
}

/* Says which column an error is about, where there may be several of the sort. */
static ot_status in_column(const ot_row_values *values, size_t field, ot_status st,
                           ot_error *err)
{
    char message[sizeof err->message];

    if (st >= 0 || !err || strcmp(values->fields[field].name, "amount") == 0 ||
        strcmp(values->fields[field].name, "period") == 0)
        return st;
    memcpy(message, err->message, sizeof message);
    return ot_fail(err, st, "%s: %.200s", values->fields[field].name, message);
}

ot_status ot_row_amount(const ot_row_values *values, size_t field, ot_pence *out,
                        ot_error *err)
{
    return in_column(
        values, field,
        ot_pence_parse(ot_row_text(values, field), &values->amounts, out, err), err);
}

ot_status ot_row_whole(const ot_row_values *values, size_t field, long low, long high,
                       long *out, ot_error *err)
{
    static const ot_amount_rules strict = {0};
    const char *text = ot_row_text(values, field);
    ot_pence pence;

    if (*text == '\0')
        return fail_blank(values, field, err);
    if (ot_pence_parse(text, &strict, &pence, NULL) < 0 || pence % 100 != 0)
        return ot_fail(err, OT_EINPUT, "%s '%s' is not a whole number",
                       values->fields[field].name, OT_QUOTED(text));
    pence /= 100;
    if (pence < low || pence > high)
        return ot_fail(err, OT_EINPUT, "%s '%s' is not from %ld to %ld",
                       values->fields[field].name, OT_QUOTED(text), low, high);
    *out = (long)pence;
    return OT_OK;
}

ot_status ot_row_date(const ot_row_values *values, size_t field, ot_presence presence,
                      ot_date *out, ot_error *err)
{
    const char *text = ot_row_text(values, field);

    *out = 0;
    if (*text == '\0')
        return presence == OT_REQUIRED ? fail_blank(values, field, err) : OT_OK;
    return in_column(values, field, ot_date_parse(text, out, err), err);
}

ot_status ot_row_period(const ot_row_values *values, size_t field, ot_period *out,
                        ot_error *err)
{
    const char *text = ot_row_text(values, field);

    if (*text == '\0')
        return fail_blank(values, field, err);
    return in_column(values, field,
                     ot_period_text_parse(text, &values->periods, out, err), err);
}
