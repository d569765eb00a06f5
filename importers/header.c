/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/header.h"

#include "importers/quoted.h"
#include "importers/utf8.h"

#include <stdio.h>
#include <string.h>

#define MOST_DIGITS 6 /* of a heading: "2021/22", "202104" */

char *ot_heading_normalise(const char *heading, char text[OT_HEADING_TEXT])
{
    size_t n = 0;
    uint32_t c;

    while ((c = ot_utf8_next(&heading)) != 0 && n < OT_HEADING_TEXT - 1) {
        if (c >= 'A' && c <= 'Z')
            c |= 0x20;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            text[n++] = (char)c;
    }
    text[n] = '\0';
    return text;
}

static int find_field(const ot_header_rules *rules, const char *name)
{
    for (size_t i = 0; i < rules->field_count; i++)
        if (strcmp(rules->fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* How many columns are headed so; *column is the first of them, or -1. */
static int count_columns(const ot_csv_row *row, const char *normalised, int *column)
{
    char text[OT_HEADING_TEXT];
    size_t columns = row->count < OT_COLUMNS_MAX ? row->count : OT_COLUMNS_MAX;
    int count = 0;

    *column = -1;
    for (size_t i = 0; i < columns && *normalised != '\0'; i++) {
        if (strcmp(ot_heading_normalise(ot_csv_text(row, i), text), normalised) != 0)
            continue;
        if (count++ == 0)
            *column = (int)i;
    }
    return count;
}

static int find_column(const ot_csv_row *row, const char *normalised)
{
    int column;

    count_columns(row, normalised, &column);
    return column;
}

/* The heading that the profile gives for a field, or NULL. */
static const char *profile_heading(const ot_header_rules *rules, const char *field)
{
    for (size_t i = 0; i < rules->column_count; i++)
        if (strcmp(rules->columns[i].field, field) == 0)
            return rules->columns[i].heading;
    return NULL;
}

static int find_synonym(const ot_csv_row *row, const char *synonyms)
{
    char text[OT_HEADING_TEXT];

    while (synonyms && *synonyms != '\0') {
        size_t length = strcspn(synonyms, " ");
        int column;

        memcpy(text, synonyms, length);
        text[length] = '\0';
        column = find_column(row, text);
        if (column >= 0)
            return column;
        synonyms += length + (synonyms[length] == ' ');
    }
    return -1;
}

static int column_of(const ot_header_rules *rules, const ot_field *field,
                     const ot_csv_row *row)
{
    char text[OT_HEADING_TEXT];
    const char *named = profile_heading(rules, field->name);
    int column;

    if (named)
        return find_column(row, ot_heading_normalise(named, text));
    column = find_column(row, ot_heading_normalise(field->name, text));
    for (const ot_shape_heading *s = rules->shape; column < 0 && s && s->field; s++)
        if (strcmp(s->field, field->name) == 0)
            column = find_column(row, s->heading);
    return column >= 0 ? column : find_synonym(row, field->synonyms);
}

ot_status ot_header_check_rules(const ot_header_rules *rules, ot_error *err)
{
    for (size_t i = 0; i < rules->column_count; i++)
        if (find_field(rules, rules->columns[i].field) < 0)
            return ot_fail(err, OT_EUSAGE,
                           "there is no field '%s' to name a column for",
                           OT_QUOTED(rules->columns[i].field));
    return OT_OK;
}

void ot_header_match(const ot_header_rules *rules, const ot_csv_row *row,
                     ot_header *header)
{
    *header = (ot_header){.columns = row->count, .complete = true};
    for (size_t i = 0; i < rules->field_count; i++) {
        header->column[i] = column_of(rules, &rules->fields[i], row);
        if (header->column[i] >= 0)
            header->found++;
        else if (rules->fields[i].required)
            header->complete = false;
    }
}

/* Adds `more` to text behind `between`; false where it does not fit any more. */
static bool append(char *text, size_t size, const char *between, const char *more)
{
    size_t length = strlen(text);

    if (length + strlen(between) + strlen(more) + 1 > size)
        return false;
    memcpy(text + length, between, strlen(between));
    memcpy(text + length + strlen(between), more, strlen(more) + 1);
    return true;
}

/* A number, a date, an identifier: no heading has so many digits. */
static bool is_figure(const char *text)
{
    int digits = 0;

    for (; *text; text++)
        digits += *text >= '0' && *text <= '9';
    return digits > MOST_DIGITS;
}

char *ot_header_list(const ot_csv_row *row, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0; i < row->count; i++)
        if (is_figure(ot_csv_text(row, i))) {
            snprintf(text, size, "none: the %zu columns begin with figures",
                     row->count);
            return text;
        }
    for (size_t i = 0; i < row->count; i++) {
        if (ot_csv_length(row, i) == 0)
            continue;
        if (!append(text, size - 5, text[0] ? ", " : "",
                    OT_QUOTED(ot_csv_text(row, i)))) {
            append(text, size, ", ", "...");
            break;
        }
    }
    return text;
}

static bool is_known(const ot_header_rules *rules, const ot_header *header,
                     size_t column)
{
    for (size_t i = 0; i < rules->field_count; i++)
        if (header->column[i] == (int)column)
            return true;
    return false;
}

/* "the headings are: ..." as far as they may be told. */
static char *tell_headings(const ot_header_rules *rules, const ot_csv_row *row,
                           const ot_header *header, char *text, size_t size)
{
    char seen[150] = "";

    if (!rules->discreet) {
        snprintf(text, size, "the headings are: %s",
                 ot_header_list(row, seen, sizeof seen));
        return text;
    }
    for (size_t i = 0; i < row->count; i++)
        if (is_known(rules, header, i))
            append(seen, sizeof seen, *seen ? ", " : "",
                   OT_QUOTED(ot_csv_text(row, i)));
    if (*seen)
        snprintf(text, size, "of its headings these are known: %s", seen);
    else
        snprintf(text, size, "none of its headings is known");
    return text;
}

static ot_status check_twice(const ot_header_rules *rules, const ot_csv_row *row,
                             const ot_header *header, ot_error *err)
{
    for (size_t i = 0; i < rules->field_count; i++) {
        char text[OT_HEADING_TEXT];
        const char *heading;
        int first;

        if (header->column[i] < 0)
            continue;
        heading = ot_csv_text(row, (size_t)header->column[i]);
        if (count_columns(row, ot_heading_normalise(heading, text), &first) > 1)
            return ot_fail(
                err, OT_EINPUT,
                "the heading '%s' stands over two columns; rename one of them",
                OT_QUOTED(heading));
    }
    return OT_OK;
}

static ot_status check_profile(const ot_header_rules *rules, const ot_csv_row *row,
                               const ot_header *header, ot_error *err)
{
    char seen[190];

    for (size_t i = 0; i < rules->column_count; i++) {
        int field = find_field(rules, rules->columns[i].field);

        if (field >= 0 && header->column[field] < 0)
            return ot_fail(
                err, OT_EINPUT, "no column is headed '%s' (given for %s); %s",
                OT_QUOTED(rules->columns[i].heading), rules->columns[i].field,
                tell_headings(rules, row, header, seen, sizeof seen));
    }
    return OT_OK;
}

ot_status ot_header_check(const ot_header_rules *rules, const ot_csv_row *row,
                          const ot_header *header, ot_error *err)
{
    char missing[80] = "", seen[190];
    ot_status st = check_profile(rules, row, header, err);

    if (st >= 0)
        st = check_twice(rules, row, header, err);
    if (st < 0)
        return st;
    for (size_t i = 0; i < rules->field_count; i++)
        if (rules->fields[i].required && header->column[i] < 0)
            append(missing, sizeof missing, missing[0] ? ", " : "",
                   rules->fields[i].name);
    if (missing[0] == '\0')
        return OT_OK;
    return ot_fail(err, OT_EINPUT, "no column for %s; %s", missing,
                   tell_headings(rules, row, header, seen, sizeof seen));
}
