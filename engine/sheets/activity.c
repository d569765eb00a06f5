/* SPDX-License-Identifier: GPL-3.0-or-later */
/* activity.c - counts by type: months down, years across, an average below; the same as
 * a long table for CSV; and a trend of months for the chart. Months without a count are
 * blank, not zero, and the average is of the months there are. A month that no file of
 * counts has is counted from the placements; the others stand as they were given. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/sheets/withheld.h"

#define YEARS_MAX 10

/* A type and a fiscal year that have counts: one column of the matrix. */
typedef struct block {
    const char *type, *label;
    int year;
    bool known[OT_MONTHS];
    long count[OT_MONTHS];
    long line[OT_MONTHS]; /* of the file of counts; 0: counted from the placements */
} block;

typedef struct activity {
    const ot_sheet_context *context;
    ot_calendar calendar;
    ot_activity_counts counts;
    const char **types;
    size_t type_count;
    block *blocks; /* by type, then year */
    size_t block_count;
} activity;

static bool is_seen(const ot_activity_record *record, const activity *a)
{
    ot_period as_at = a->context->position->options.as_at;

    return ot_period_compare(record->period, as_at) <= 0 &&
           record->period.number <= OT_MONTHS &&
           record->period.year > as_at.year - YEARS_MAX;
}

static void note_type(activity *a, const char *type)
{
    for (size_t i = 0; i < a->type_count; i++)
        if (strcmp(a->types[i], type) == 0)
            return;
    a->types[a->type_count++] = type;
}

/* Types the profile names come first, in its order; then as they came. */
static ot_status gather_types(activity *a, ot_error *err)
{
    const ot_pack_options *options = a->context->options;
    const ot_activity_record *records = a->counts.items;
    size_t count = a->counts.count;

    a->types = malloc((count + options->label_count + 1) * sizeof *a->types);
    if (!a->types)
        return ot_fail_memory(err);
    for (size_t i = 0; i < options->label_count; i++)
        note_type(a, options->labels[i].type);
    for (size_t i = 0; i < count; i++)
        if (is_seen(&records[i], a))
            note_type(a, records[i].type);
    return OT_OK;
}

static const char *label_of(const activity *a, const char *type)
{
    const ot_pack_options *options = a->context->options;

    for (size_t i = 0; i < options->label_count; i++)
        if (strcmp(options->labels[i].type, type) == 0)
            return options->labels[i].label;
    for (int row = 0; a->counts.counted && row < OT_PLACEMENT_ROWS; row++)
        if (strcmp(ot_placement_row_code(row), type) == 0)
            return ot_placement_row_name(row);
    return type;
}

static ot_status gather_blocks(activity *a, ot_error *err)
{
    int as_at_year = a->context->position->options.as_at.year;
    const ot_activity_record *records = a->counts.items;
    size_t count = a->counts.count;

    a->blocks = calloc(a->type_count * YEARS_MAX + 1, sizeof *a->blocks);
    if (!a->blocks)
        return ot_fail_memory(err);
    for (size_t t = 0; t < a->type_count; t++) {
        for (int year = as_at_year - YEARS_MAX + 1; year <= as_at_year; year++) {
            block *b = &a->blocks[a->block_count];
            bool any = false;

            *b = (block){
                .type = a->types[t], .label = label_of(a, a->types[t]), .year = year};
            for (size_t i = 0; i < count; i++) {
                if (records[i].period.year != year || !is_seen(&records[i], a) ||
                    strcmp(records[i].type, b->type) != 0)
                    continue;
                b->known[records[i].period.number - 1] = any = true;
                b->count[records[i].period.number - 1] = records[i].count;
                b->line[records[i].period.number - 1] = records[i].line;
            }
            a->block_count += any;
        }
    }
    return OT_OK;
}

static bool average_of(const block *b, int64_t *average)
{
    int64_t sum = 0, months = 0;

    for (int m = 0; m < OT_MONTHS; m++) {
        sum += b->known[m] ? b->count[m] : 0;
        months += b->known[m];
    }
    if (months)
        *average = ot_divide_rounded(sum, months);
    return months > 0;
}

/* What stands for the count of a month (from 0) that is left out; NULL: shown. */
static const char *mark_of(const activity *a, const block *b, int month)
{
    return ot_withheld_activity(a->context->withheld, b->type,
                                (ot_period){b->year, month + 1});
}

/* An average tells of all its months. */
static bool shows_average(const activity *a, const block *b)
{
    bool all = true;

    for (int m = 0; m < OT_MONTHS; m++)
        all &= !b->known[m] || !mark_of(a, b, m);
    return all;
}

static void short_month(const activity *a, int number, char text[4])
{
    int year, month;

    ot_period_to_month(a->calendar, (ot_period){2000, number}, &year, &month);
    snprintf(text, 4, "%.3s", ot_month_name(month));
}

static ot_status add_matrix_columns(const activity *a, ot_report *report, ot_error *err)
{
    ot_status st = ot_sheet_column_full(
        report, (ot_column){.id = "month", .heading = "Month", .width = 9}, err);

    for (size_t i = 0; st == OT_OK && i < a->block_count; i++) {
        char year[OT_PERIOD_TEXT], id[128];

        ot_year_text(a->calendar, a->blocks[i].year, year);
        snprintf(id, sizeof id, "%.80s %s", a->blocks[i].type, year);
        st = ot_sheet_column_full(
            report,
            (ot_column){.id = id,
                        /* 2012/13 is headed 12/13 */
                        .heading = strchr(year, '/') ? year + 2 : year,
                        .super = a->blocks[i].label,
                        .kind = OT_COLUMN_COUNT,
                        .width = 7},
            err);
    }
    return st;
}

/* A count is a file's or the census's. */
static ot_status set_origin(const activity *a, const block *b, int month,
                            ot_report *report, uint32_t row, uint32_t column,
                            ot_error *err)
{
    const ot_period period = {b->year, month + 1};
    bool filed = ot_activity_has(a->context->dataset, period);
    const ot_term term = {.words = filed ? "as a file of counts has it"
                                         : "counted from the placements on record",
                          .number = b->count[month],
                          .sign = 1,
                          .kinds = filed ? OT_KIND_BIT(OT_KIND_ACTIVITY)
                                         : OT_KINDS_PLACEMENTS,
                          .part = filed ? b->type : NULL,
                          .period = period,
                          .line = b->line[month]};
    const ot_origin origin = {
        .formula = {.kind = OT_FORMULA_SUM}, .terms = &term, .term_count = 1};

    return ot_report_set_origin(report, row, column, &origin, err);
}

static ot_status fill_matrix(const activity *a, ot_report *report, ot_error *err)
{
    uint32_t row;
    ot_status st = OT_OK;

    for (int m = 0; st == OT_OK && m < OT_MONTHS; m++) {
        char month[4];

        short_month(a, m + 1, month);
        st = ot_report_row(report, OT_ROW_ITEM, 0, &row, err);
        if (st == OT_OK)
            st = ot_report_set_text(report, row, 0, month, err);
        for (uint32_t i = 0; st == OT_OK && i < a->block_count; i++) {
            if (!a->blocks[i].known[m])
                continue;
            ot_report_set_number(report, row, i + 1, a->blocks[i].count[m]);
            st = set_origin(a, &a->blocks[i], m, report, row, i + 1, err);
            if (st == OT_OK)
                st = ot_withheld_mark(report, row, i + 1, mark_of(a, &a->blocks[i], m),
                                      err);
        }
    }
    if (st == OT_OK)
        st = ot_report_row(report, OT_ROW_TOTAL, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, 0, "Average", err);
    for (uint32_t i = 0; st == OT_OK && i < a->block_count; i++) {
        const ot_ref months = {NULL, 0, OT_MONTHS - 1, i + 1, 1};
        int64_t average = 0;

        if (!shows_average(a, &a->blocks[i]))
            continue;
        average_of(&a->blocks[i], &average);
        ot_report_set_number(report, row, i + 1, average);
        st = ot_report_set_formula(report, row, i + 1, OT_FORMULA_AVERAGE, &months, 1,
                                   err);
    }
    return st;
}

static ot_status add_long_row(ot_report *table, const char *year, const char *month,
                              const char *period, const char *type, int64_t count,
                              const char *mark, ot_error *err)
{
    const char *texts[] = {year, month, period, type};
    uint32_t row;
    ot_status st = ot_report_row(table, OT_ROW_ITEM, 0, &row, err);

    for (uint32_t i = 0; st == OT_OK && i < 4; i++)
        st = ot_report_set_text(table, row, i, texts[i], err);
    if (st < 0)
        return st;
    ot_report_set_number(table, row, 4, count);
    return ot_withheld_mark(table, row, 4, mark, err);
}

static ot_status fill_long_block(const activity *a, const block *b, ot_report *table,
                                 ot_error *err)
{
    char year[OT_PERIOD_TEXT], iso[OT_PERIOD_TEXT], month[4];
    int64_t average;
    ot_status st = OT_OK;

    ot_year_text(a->calendar, b->year, year);
    for (int m = 0; st == OT_OK && m < OT_MONTHS; m++) {
        if (!b->known[m])
            continue;
        short_month(a, m + 1, month);
        ot_period_iso(a->calendar, (ot_period){b->year, m + 1}, iso);
        st = add_long_row(table, year, month, iso, b->type, b->count[m],
                          mark_of(a, b, m), err);
    }
    if (st == OT_OK && average_of(b, &average) && shows_average(a, b))
        st = add_long_row(table, year, "Average", "", b->type, average, NULL, err);
    return st;
}

/* The CSV: one count a row. */
static ot_status make_long(const activity *a, ot_report **table, ot_error *err)
{
    static const char *const ids[] = {"year", "month", "period", "type"};
    ot_status st = OT_OK;

    *table = ot_report_new("activity", "Activity");
    if (!*table)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < 4; i++)
        st = ot_sheet_column(*table, ids[i], ids[i], OT_COLUMN_TEXT, OT_MEDIA_ALL, err);
    if (st == OT_OK)
        st = ot_sheet_column(*table, "count", "count", OT_COLUMN_COUNT, OT_MEDIA_ALL,
                             err);
    for (size_t i = 0; st == OT_OK && i < a->block_count; i++)
        st = fill_long_block(a, &a->blocks[i], *table, err);
    return st;
}

static const block *find_block(const activity *a, const char *type, int year)
{
    for (size_t i = 0; i < a->block_count; i++)
        if (a->blocks[i].year == year && strcmp(a->blocks[i].type, type) == 0)
            return &a->blocks[i];
    return NULL;
}

/* The cell of the sheet of activity. */
static ot_status set_trend(const activity *a, const block *b, int month,
                           ot_report *trend, uint32_t row, uint32_t column,
                           ot_error *err)
{
    ot_ref ref = {"activity", (uint32_t)month, (uint32_t)month,
                  (uint32_t)(b - a->blocks) + 1, 1};
    const ot_origin origin = {
        .formula = {.kind = OT_FORMULA_SUM, .refs = &ref, .ref_count = 1}};

    ot_report_set_number(trend, row, column, b->count[month]);
    return ot_report_set_origin(trend, row, column, &origin, err);
}

static ot_status fill_trend(activity *a, ot_report *trend, ot_error *err)
{
    ot_period as_at = a->context->position->options.as_at;
    ot_period period = {a->blocks[0].year, 1};
    ot_status st = OT_OK;

    for (size_t i = 1; i < a->block_count; i++)
        if (a->blocks[i].year < period.year)
            period.year = a->blocks[i].year;
    if (as_at.number > OT_MONTHS)
        as_at.number = OT_MONTHS;
    for (; st == OT_OK && ot_period_compare(period, as_at) <= 0;
         period = ot_period_shift(period, 1)) {
        char iso[OT_PERIOD_TEXT];
        uint32_t row;

        ot_period_iso(a->calendar, period, iso);
        st = ot_report_row(trend, OT_ROW_ITEM, 0, &row, err);
        if (st == OT_OK)
            st = ot_report_set_text(trend, row, 0, iso, err);
        for (uint32_t t = 0; st == OT_OK && t < a->type_count; t++) {
            const block *b = find_block(a, a->types[t], period.year);

            if (b && b->known[period.number - 1] && !mark_of(a, b, period.number - 1))
                st = set_trend(a, b, period.number - 1, trend, row, t + 1, err);
        }
    }
    return st;
}

static ot_status make_trend(activity *a, ot_report **trend, ot_error *err)
{
    ot_status st = ot_sheet_begin(a->context, "activity-trend",
                                  "Activity by Month, for the chart", trend, err);

    if (st == OT_OK)
        st = ot_sheet_column_full(
            *trend, (ot_column){.id = "period", .heading = "Month", .width = 10}, err);
    for (size_t t = 0; st == OT_OK && t < a->type_count; t++)
        st = ot_sheet_column_full(*trend,
                                  (ot_column){.id = a->types[t],
                                              .heading = label_of(a, a->types[t]),
                                              .kind = OT_COLUMN_COUNT,
                                              .width = 18},
                                  err);
    if (st == OT_OK)
        st = fill_trend(a, *trend, err);
    return st;
}

static ot_status add_chart(const activity *a, ot_report *matrix, const ot_report *trend,
                           ot_error *err)
{
    ot_chart_series *series = calloc(a->type_count, sizeof *series);
    ot_chart chart = {.kind = OT_CHART_LINE,
                      .title = "Activity at the end of each month",
                      .y_title = "Number",
                      .series = series,
                      .series_count = a->type_count};
    ot_status st;

    if (!series)
        return ot_fail_memory(err);
    for (size_t t = 0; t < a->type_count; t++)
        series[t] = (ot_chart_series){.name = label_of(a, a->types[t]),
                                      .sheet = "activity-trend",
                                      .row = 0,
                                      .last_row = trend->row_count - 1,
                                      .category_column = 0,
                                      .values_column = (uint32_t)t + 1};
    st = ot_report_add_chart(matrix, &chart, err);
    free(series);
    return st;
}

static ot_status make_matrix(const activity *a, ot_report **out, ot_error *err)
{
    const char *title = a->context->options->activity_title;
    ot_status st = ot_sheet_begin(a->context, "activity",
                                  title ? title : "Activity Analysis", out, err);

    if (st == OT_OK) {
        (*out)->frozen_columns = 1;
        st = add_matrix_columns(a, *out, err);
    }
    if (st == OT_OK)
        st = fill_matrix(a, *out, err);
    if (st == OT_OK)
        st = ot_report_note(
            *out,
            "Numbers at the end of each month. Previous months are updated "
            "as information becomes available; a blank is a month without "
            "a count, and averages are of the months there are.",
            err);
    if (st == OT_OK && a->counts.counted)
        st = ot_report_note(*out,
                            "Months without a figure of their own are counted from "
                            "the placements.",
                            err);
    if (st == OT_OK && a->counts.counted)
        st = ot_placement_restated(a->context, *out, true, err);
    if (st == OT_OK && a->context->withheld)
        st = ot_report_note(*out, OT_WITHHELD_NOTE, err);
    if (st == OT_OK)
        st = make_long(a, &(*out)->csv, err);
    return st;
}

ot_status ot_sheet_activity(const ot_sheet_context *context, ot_report **out,
                            ot_report **trend, ot_error *err)
{
    activity a = {.context = context, .calendar = context->position->options.calendar};
    ot_status st = ot_activity_gather(context, &a.counts, err);

    if (st == OT_OK)
        st = gather_types(&a, err);
    if (st == OT_OK)
        st = gather_blocks(&a, err);
    if (st == OT_OK && a.block_count)
        st = make_matrix(&a, out, err);
    if (st == OT_OK && a.block_count)
        st = make_trend(&a, trend, err);
    if (st == OT_OK && a.block_count)
        st = add_chart(&a, *out, *trend, err);
    free(a.counts.items);
    free(a.types);
    free(a.blocks);
    return st;
}
