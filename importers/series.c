/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/series.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importers/header_search.h"
#include "importers/quoted.h"

#define LONGEST_GAP 600

static const ot_field fields[] = {
    {"series_id", "series seriesid id key code line name", true},
    {"period", "month date time index t ds", true},
    {"value", "amount actual y figure spend", true},
};

typedef struct row {
    uint32_t id;
    long period, line;
    double value;
} row;

typedef struct rows {
    row *items;
    size_t count, capacity;
} rows;

char *ot_series_period_text(const ot_series_set *set, long period,
                            char text[OT_SERIES_PERIOD])
{
    if (set->months)
        snprintf(text, OT_SERIES_PERIOD, "%04ld-%02ld", period / 12, period % 12 + 1);
    else
        snprintf(text, OT_SERIES_PERIOD, "%ld", period);
    return text;
}

/* Digits only, `least` to `most` of them; text moves behind them. */
static bool take_digits(const char **text, int least, int most, long *value)
{
    int count = 0;

    for (*value = 0; **text >= '0' && **text <= '9' && count < most; count++)
        *value = *value * 10 + (*(*text)++ - '0');
    return count >= least;
}

ot_status ot_series_period_parse(const char *text, bool *months, long *period,
                                 ot_error *err)
{
    const char *at = text;
    long year, month, day = 1;

    *months = false;
    if (take_digits(&at, 1, 6, period) && *at == '\0')
        return OT_OK;
    at = text;
    if (take_digits(&at, 4, 4, &year) && *at++ == '-' &&
        take_digits(&at, 2, 2, &month) &&
        (*at == '\0' ||
         (*at++ == '-' && take_digits(&at, 2, 2, &day) && *at == '\0')) &&
        month >= 1 && month <= 12 && day >= 1 && day <= 31) {
        *months = true;
        *period = 12 * year + month - 1;
        return OT_OK;
    }
    return ot_fail(err, OT_EINPUT,
                   "period '%s' is neither a month such as 2021-08 nor a whole number",
                   OT_QUOTED(text));
}

static ot_status parse_value(const char *text, double *value, ot_error *err)
{
    char *end;

    *value = strtod(text, &end);
    if (end == text || *end != '\0' ||
        strspn(text, "+-.0123456789eE") != strlen(text) || !isfinite(*value))
        return ot_fail(
            err, OT_EINPUT,
            "value '%s' is not a number; write it as 1234.5, and leave months "
            "that are not known out",
            OT_QUOTED(text));
    return OT_OK;
}

static ot_status keep(rows *all, const row *item, ot_error *err)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity ? 2 * all->capacity : 1024;
        row *items = realloc(all->items, capacity * sizeof *items);

        if (!items)
            return ot_fail_memory(err);
        all->items = items;
        all->capacity = capacity;
    }
    all->items[all->count++] = *item;
    return OT_OK;
}

static ot_status read_row(const ot_csv_row *record, const ot_header *header,
                          ot_series_set *set, rows *all, ot_error *err)
{
    const char *id = ot_csv_text(record, (size_t)header->column[0]);
    row item = {.line = record->line};
    bool months;
    ot_status st = OT_OK;

    if (record->fault)
        return ot_fail(err, OT_EINPUT, "%s", record->fault);
    if (*id == '\0')
        return ot_fail(err, OT_EINPUT, "the row has no series_id");
    st = ot_series_period_parse(ot_csv_text(record, (size_t)header->column[1]), &months,
                                &item.period, err);
    if (st == OT_OK && all->count > 0 && months != set->months)
        st = ot_fail(err, OT_EINPUT,
                     "period '%s' is of another form than those above it",
                     OT_QUOTED(ot_csv_text(record, (size_t)header->column[1])));
    set->months = months;
    if (st == OT_OK)
        st = parse_value(ot_csv_text(record, (size_t)header->column[2]), &item.value,
                         err);
    if (st == OT_OK)
        st = ot_pool_put(set->ids, id, &item.id, err);
    return st == OT_OK ? keep(all, &item, err) : st;
}

static ot_status read_rows(ot_text_file *file, ot_series_set *set, rows *all,
                           ot_error *err)
{
    const ot_header_rules rules = {.fields = fields,
                                   .field_count = sizeof fields / sizeof fields[0]};
    ot_header_place place;
    ot_header header;
    ot_csv_reader *reader = NULL;
    ot_csv_row record = {0};
    ot_status st = ot_header_search(file, &rules, 0, 0, &place, err);

    if (st >= 0)
        st = ot_header_open(file, &place, 0, &reader, &record, err);
    if (st >= 0) {
        ot_header_match(&rules, &record, &header);
        st = ot_header_check(&rules, &record, &header, err);
    }
    while (st == OT_OK) {
        st = ot_csv_reader_next(reader, &record, err);
        if (st == OT_OK && !ot_csv_row_blank(&record))
            st = read_row(&record, &header, set, all, err);
        if (st == OT_EINPUT && err && err->line == 0)
            err->line = record.line;
    }
    ot_csv_reader_free(reader);
    return st < 0 ? st : OT_OK;
}

static int by_series(const void *left, const void *right)
{
    const row *a = left, *b = right;

    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* Months from each row to the next of its series, all added up: what values need. */
static ot_status check_rows(const ot_series_set *set, const rows *all, size_t *months,
                            ot_error *err)
{
    char text[OT_SERIES_PERIOD];

    *months = 0;
    for (size_t i = 0; i < all->count; i++) {
        const row *item = &all->items[i], *before = item - 1;
        long step = 1;

        if (i > 0 && before->id == item->id)
            step = item->period - before->period;
        if (step == 0 || step > LONGEST_GAP)
            return ot_fail_at(err, OT_EINPUT, "", item->line,
                              step == 0
                                  ? "series '%s' has %s twice"
                                  : "series '%s' has nothing for 50 years before %s",
                              OT_QUOTED(ot_pool_text(set->ids, item->id)),
                              ot_series_period_text(set, item->period, text));
        *months += (size_t)step;
    }
    return OT_OK;
}

static ot_status lay_out(ot_series_set *set, const rows *all, ot_error *err)
{
    size_t months, at = 0;
    ot_status st = check_rows(set, all, &months, err);

    if (st < 0)
        return st;
    set->values = calloc(months + 1, sizeof *set->values);
    set->series = calloc(ot_pool_count(set->ids) + 1, sizeof *set->series);
    if (!set->values || !set->series)
        return ot_fail_memory(err);
    set->filled = months - all->count;
    for (size_t i = 0; i < all->count; i++) {
        const row *item = &all->items[i];
        ot_month_series *series = &set->series[item->id];

        if (series->count == 0)
            *series = (ot_month_series){ot_pool_text(set->ids, item->id),
                                        set->values + at, 0, item->period};
        at += (size_t)(item->period - series->first) + 1 - series->count;
        set->values[at - 1] = item->value;
        series->count = (size_t)(item->period - series->first) + 1;
    }
    set->count = ot_pool_count(set->ids);
    return OT_OK;
}

ot_status ot_series_read(const char *path, ot_series_set *set, ot_error *err)
{
    ot_text_file *file = NULL;
    rows all = {0};
    ot_status st;

    *set = (ot_series_set){.ids = ot_pool_new()};
    st = set->ids ? ot_text_file_open(path, &file, err) : ot_fail_memory(err);
    if (st >= 0)
        st = read_rows(file, set, &all, err);
    if (st >= 0 && all.count == 0)
        st = ot_fail(err, OT_EINPUT, "there is no row below the headings");
    if (st >= 0) {
        qsort(all.items, all.count, sizeof *all.items, by_series);
        st = lay_out(set, &all, err);
    }
    if (st < 0 && err && err->input[0] == '\0')
        snprintf(err->input, sizeof err->input, "%s", path);
    ot_text_file_close(file);
    free(all.items);
    if (st < 0)
        ot_series_clear(set);
    return st;
}

void ot_series_clear(ot_series_set *set)
{
    ot_pool_free(set->ids);
    free(set->series);
    free(set->values);
    *set = (ot_series_set){0};
}
