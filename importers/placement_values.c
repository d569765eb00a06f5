/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/placement_values.h"

#include "importers/date_text.h"

#include <string.h>

static const char *name_of(const ot_reading *reading, size_t field)
{
    return reading->values.fields[field].name;
}

/* The text of a code that can be kept. */
static ot_status read_text(const ot_reading *reading, size_t field,
                           ot_presence presence, const char **out, ot_error *err)
{
    if (ot_row_code(&reading->values, field, presence, out, NULL) >= 0)
        return OT_OK;
    if (ot_row_is_blank(&reading->values, field))
        return ot_fail(err, OT_EINPUT, "%s is blank", name_of(reading, field));
    return ot_fail(err, OT_EINPUT,
                   "%s is no code: it holds a line break, is very long, or is what a "
                   "spreadsheet made of a code (export it as text)",
                   name_of(reading, field));
}

ot_status ot_placement_child(ot_reading *reading, size_t field, const char **out,
                             ot_error *err)
{
    char child[OT_CHILD_TEXT];
    const char *identifier;
    ot_status st = read_text(reading, field, OT_REQUIRED, &identifier, err);

    if (st < 0)
        return st;
    ot_child_key_hash(reading->child_key, identifier, child);
    *out = ot_arena_copy(&reading->texts, child);
    return *out ? OT_OK : ot_fail_memory(err);
}

/* A copy of text with the letters from `first` on moved by `by`; *folded: there were
 * some. */
static char *fold(ot_reading *reading, const char *text, char first, int by,
                  bool *folded)
{
    char *copy = ot_arena_copy(&reading->texts, text);

    *folded = false;
    for (char *at = copy; at && *at != '\0'; at++) {
        if (*at < first || *at > first + 25)
            continue;
        *at = (char)(*at + by);
        *folded = true;
    }
    return copy;
}

ot_status ot_placement_code(ot_reading *reading, size_t field, ot_presence presence,
                            const char **out, ot_error *err)
{
    bool folded;
    ot_status st = read_text(reading, field, presence, out, err);

    if (st < 0)
        return st;
    *out = fold(reading, *out, 'a', 'A' - 'a', &folded);
    reading->folded[field] += folded;
    return *out ? OT_OK : ot_fail_memory(err);
}

ot_status ot_placement_word(ot_reading *reading, size_t field, const char *absent,
                            const char **out, ot_error *err)
{
    bool folded;
    ot_status st = read_text(reading, field, OT_OPTIONAL, out, err);

    if (st < 0)
        return st;
    *out = fold(reading, **out != '\0' ? *out : absent, 'A', 'a' - 'A', &folded);
    return *out ? OT_OK : ot_fail_memory(err);
}

ot_status ot_placement_date(const ot_reading *reading, size_t field,
                            ot_presence presence, ot_date *out, ot_error *err)
{
    if (ot_row_date(&reading->values, field, presence, out, NULL) >= 0)
        return OT_OK;
    if (ot_row_is_blank(&reading->values, field))
        return ot_fail(err, OT_EINPUT, "%s is blank", name_of(reading, field));
    return ot_fail(err, OT_EINPUT,
                   "%s is not a day of the calendar, written as 30/09/2021 or "
                   "2021-09-30",
                   name_of(reading, field));
}

ot_status ot_placement_amount(const ot_reading *reading, size_t field, bool *has,
                              ot_pence *out, ot_error *err)
{
    *out = 0;
    *has = !ot_row_is_blank(&reading->values, field);
    if (!*has || ot_row_amount(&reading->values, field, out, NULL) >= 0)
        return OT_OK;
    return ot_fail(err, OT_EINPUT, "%s is not an amount of pounds and whole pence",
                   name_of(reading, field));
}

/* "2022", or "2021/22", "2021-22", "2021/2022". */
static int parse_year(const char *text)
{
    ot_token tokens[OT_TOKENS];
    size_t count = ot_tokens_read(text, tokens);
    int year;

    if (count == 0 || tokens[0].digits != 4 || tokens[0].value < 1980 ||
        tokens[0].value > 2200)
        return 0;
    year = tokens[0].value;
    if (count == 1)
        return year - 1;
    if (count != 2 || (tokens[1].before != '/' && tokens[1].before != '-') ||
        (tokens[1].digits != 2 && tokens[1].digits != 4) ||
        tokens[1].value % 100 != (year + 1) % 100)
        return 0;
    return tokens[1].digits == 2 || tokens[1].value == year + 1 ? year : 0;
}

ot_status ot_placement_year(const ot_reading *reading, size_t field, int *out,
                            ot_error *err)
{
    *out = 0;
    if (!ot_header_has(reading->values.header, field))
        return OT_OK;
    if (ot_row_is_blank(&reading->values, field))
        return ot_fail(err, OT_EINPUT, "%s is blank", name_of(reading, field));
    *out = parse_year(ot_row_text(&reading->values, field));
    if (*out > 0)
        return OT_OK;
    return ot_fail(err, OT_EINPUT,
                   "%s is not a year, written as 2022 (the year to 31 March 2022) or "
                   "2021/22",
                   name_of(reading, field));
}

int ot_placement_year_of(ot_calendar calendar, ot_date date)
{
    return ot_period_from_month(calendar, date / 10000, date / 100 % 100).year;
}

int ot_placement_return_year_of(ot_date date)
{
    return ot_placement_year_of((ot_calendar){4}, date);
}

const char *ot_placement_year_told(ot_reading *reading, int year, const char *because,
                                   ot_date date)
{
    char years[OT_PERIOD_TEXT], day[OT_PERIOD_TEXT];

    return ot_arena_format(&reading->texts,
                           "the file names no year: it is taken for that of %s, in "
                           "which its %s lies (%s)",
                           ot_year_text(reading->values.periods.calendar, year, years),
                           because, ot_date_text(date, day));
}

ot_status ot_placement_settle_yearless(ot_reading *reading, size_t field, size_t count,
                                       const char **told, ot_error *err)
{
    *told = NULL;
    if (count == 0 || reading->year > 0 || ot_header_has(reading->values.header, field))
        return OT_OK;
    *told = ot_arena_copy(&reading->texts,
                          "neither the file nor Episodes beside it tell its year: it "
                          "takes the place of an earlier one without a year");
    return *told ? OT_OK : ot_fail_memory(err);
}
