/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_activity.c - what the census counts of the last two years: months down,
 * types across, sums of the flows below. The stock is carried on live from month to
 * month. The CSV is long and has every month that is whole. */
#include <stdio.h>

#include "engine/sheets/withheld.h"

#define MONTH 0 /* column */

static const ot_column columns[OT_COUNTED] = {
    [OT_COUNTED_STOCK] = {.id = "stock", .heading = "Open", .width = 7},
    [OT_COUNTED_UASC] = {.id = "uasc", .heading = "UASC", .width = 6},
    [OT_COUNTED_STARTS] = {.id = "starts", .heading = "Starts", .width = 7},
    [OT_COUNTED_ENDS] = {.id = "ends", .heading = "Ends", .width = 6},
    [OT_COUNTED_MOVES_IN] = {.id = "moves_in", .heading = "Moves In", .width = 7},
    [OT_COUNTED_MOVES_OUT] = {.id = "moves_out", .heading = "Moves Out", .width = 7},
    [OT_COUNTED_NIGHTS] = {.id = "nights", .heading = "Nights", .width = 8},
};

typedef struct sheet {
    const ot_sheet_context *context;
    const ot_outlook *outlook;
    ot_report *report;
    ot_period first; /* shown */
    uint32_t months;
} sheet;

/* Only types that there are. */
static bool shows(const sheet *s, int type)
{
    return type == OT_PLACEMENT_TYPES || ot_placement_row_shown(s->outlook, type);
}

static ot_status add_columns(sheet *s, ot_error *err)
{
    ot_status st = ot_sheet_column_full(
        s->report, (ot_column){.id = "month", .heading = "Month", .width = 18}, err);

    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_ROWS; type++) {
        if (!shows(s, type))
            continue;
        for (int i = 0; st == OT_OK && i < OT_COUNTED; i++) {
            ot_column column = columns[i];
            char id[64];

            snprintf(id, sizeof id, "%s %s", ot_placement_row_code(type), column.id);
            column.id = id;
            column.super = ot_placement_row_name(type);
            column.kind = OT_COLUMN_COUNT;
            st = ot_report_column(s->report, &column, err);
        }
    }
    return st;
}

/* The stock of a month after the first is that before it with the flows between. */
static ot_status carry_on(sheet *s, uint32_t row, uint32_t stock, ot_error *err)
{
    const ot_ref refs[] = {{NULL, row - 1, row - 1, stock, 1},
                           {NULL, row, row, stock + OT_COUNTED_STARTS, 1},
                           {NULL, row, row, stock + OT_COUNTED_MOVES_IN, 1},
                           {NULL, row, row, stock + OT_COUNTED_ENDS, -1},
                           {NULL, row, row, stock + OT_COUNTED_MOVES_OUT, -1}};

    if (!row)
        return OT_OK;
    return ot_report_set_formula(s->report, row, stock, OT_FORMULA_SUM, refs, 5, err);
}

static ot_status fill_month(sheet *s, ot_period period, ot_error *err)
{
    char month[OT_PERIOD_TEXT];
    uint32_t row, column = MONTH + 1;
    ot_status st = ot_report_row(s->report, OT_ROW_ITEM, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, MONTH,
                                ot_period_words(s->outlook->calendar, period, month),
                                err);
    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_ROWS; type++) {
        if (!shows(s, type))
            continue;
        for (int i = 0; i < OT_COUNTED; i++)
            ot_report_set_number(
                s->report, row, column + (uint32_t)i,
                ot_census_figure(s->outlook, (ot_counted)i, type, period));
        st = carry_on(s, row, column, err);
        column += OT_COUNTED;
    }
    return st;
}

/* The flows of the rows first..last, those of one fiscal year. */
static ot_status fill_year(sheet *s, int year, uint32_t first, uint32_t last,
                           ot_error *err)
{
    char text[OT_PERIOD_TEXT], label[64];
    uint32_t row;
    ot_status st = ot_report_row(s->report, OT_ROW_SUBTOTAL, 0, &row, err);

    ot_year_text(s->outlook->calendar, year, text);
    snprintf(label, sizeof label, last - first + 1 < OT_MONTHS ? "%s, %u months" : "%s",
             text, (unsigned)(last - first + 1));
    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, MONTH, label, err);
    for (uint32_t i = 0; st == OT_OK && i < s->report->column_count - 1; i++) {
        const ot_ref months = {NULL, first, last, i + 1, 1};
        int64_t sum = 0;

        if (i % OT_COUNTED <= OT_COUNTED_UASC)
            continue;
        for (uint32_t month = first; month <= last; month++)
            sum += ot_sheet_number(s->report, month, i + 1);
        st = ot_sheet_sum(s->report, row, i + 1, &months, 1, sum, err);
    }
    return st;
}

static ot_status fill(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t m = 0; st == OT_OK && m < s->months; m++)
        st = fill_month(s, ot_period_shift(s->first, (int)m), err);
    for (uint32_t m = 0; st == OT_OK && m < s->months;) {
        ot_period from = ot_period_shift(s->first, (int)m);
        uint32_t last = m + (uint32_t)(OT_MONTHS - from.number);

        if (last >= s->months)
            last = s->months - 1;
        st = fill_year(s, from.year, m, last, err);
        m = last + 1;
    }
    return st;
}

static ot_status add_long_row(const sheet *s, ot_report *table, ot_period period,
                              int type, ot_error *err)
{
    char month[OT_PERIOD_TEXT];
    uint32_t row;
    ot_status st = ot_report_row(table, OT_ROW_ITEM, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(
            table, row, 0, ot_period_iso(s->outlook->calendar, period, month), err);
    if (st == OT_OK)
        st = ot_report_set_text(table, row, 1, ot_placement_row_code(type), err);
    for (uint32_t i = 0; st == OT_OK && i < OT_COUNTED; i++)
        ot_report_set_number(table, row, i + 2,
                             ot_census_figure(s->outlook, (ot_counted)i, type, period));
    return st;
}

/* The CSV: a month and a type a row. */
static ot_status make_long(sheet *s, ot_error *err)
{
    ot_period period = ot_census_whole(s->context->dataset, s->outlook);
    ot_report *table = ot_report_new("placement-activity", s->report->name);
    ot_status st = OT_OK;

    s->report->csv = table;
    if (!table)
        return ot_fail_memory(err);
    st = ot_sheet_column(table, "period", "period", OT_COLUMN_TEXT, OT_MEDIA_ALL, err);
    if (st == OT_OK)
        st = ot_sheet_column(table, "type", "type", OT_COLUMN_TEXT, OT_MEDIA_ALL, err);
    for (int i = 0; st == OT_OK && i < OT_COUNTED; i++)
        st = ot_sheet_column(table, columns[i].id, columns[i].id, OT_COLUMN_COUNT,
                             OT_MEDIA_ALL, err);
    for (; ot_period_compare(period, s->outlook->as_at) <= 0;
         period = ot_period_shift(period, 1))
        for (int type = 0; st == OT_OK && type < OT_PLACEMENT_ROWS; type++)
            if (shows(s, type))
                st = add_long_row(s, table, period, type, err);
    return st;
}

static ot_status withhold_long(const sheet *s, ot_error *err)
{
    ot_period period = ot_census_whole(s->context->dataset, s->outlook);
    ot_report *table = s->report->csv;
    uint32_t row = 0;
    ot_status st = OT_OK;

    for (; ot_period_compare(period, s->outlook->as_at) <= 0;
         period = ot_period_shift(period, 1))
        for (int type = 0; type < OT_PLACEMENT_ROWS; type++) {
            if (!shows(s, type))
                continue;
            for (uint32_t i = 0; st == OT_OK && i < OT_COUNTED; i++)
                st = ot_withheld_mark(table, row, i + 2,
                                      ot_withheld_month(s->context->withheld,
                                                        (ot_counted)i, type, period),
                                      err);
            row++;
        }
    return st;
}

/* The mark of a cell of the sheet: of a month or, below them, of a year's sum. */
static const char *mark_of(const sheet *s, uint32_t row, int type, ot_counted counted)
{
    if (row < s->months)
        return ot_withheld_month(s->context->withheld, counted, type,
                                 ot_period_shift(s->first, (int)row));
    return ot_withheld_year(s->context->withheld, counted, type,
                            s->first.year + (int)(row - s->months));
}

static ot_status withhold(sheet *s, ot_error *err)
{
    ot_status st = withhold_long(s, err);

    for (uint32_t row = 0; row < s->report->row_count; row++) {
        uint32_t column = MONTH + 1;

        for (int type = 0; type < OT_PLACEMENT_ROWS; type++) {
            if (!shows(s, type))
                continue;
            for (int i = 0; st == OT_OK && i < OT_COUNTED; i++)
                st = ot_withheld_mark(s->report, row, column++,
                                      mark_of(s, row, type, (ot_counted)i), err);
        }
    }
    if (st == OT_OK)
        st = ot_report_note(s->report, OT_WITHHELD_NOTE, err);
    ot_withheld_finish(s->report);
    return st;
}

/* Starts and ends of all types, which are the last block. */
static ot_status add_chart(sheet *s, ot_error *err)
{
    uint32_t total = s->report->column_count - OT_COUNTED;
    ot_chart_series series[2] = {{.name = "Starts"}, {.name = "Ends"}};
    const ot_chart chart = {.kind = OT_CHART_COLUMN,
                            .title = "External placements: starts and ends, all types",
                            .y_title = "Number",
                            .series = series,
                            .series_count = 2};

    for (uint32_t i = 0; i < 2; i++) {
        series[i].last_row = s->months - 1;
        series[i].category_column = MONTH;
        series[i].values_column = total + OT_COUNTED_STARTS + i;
    }
    return ot_report_add_chart(s->report, &chart, err);
}

static ot_status add_notes(sheet *s, ot_error *err)
{
    ot_status st = ot_report_note(
        s->report,
        "Open: placements at the end of the month; UASC: those of them of children who "
        "were unaccompanied asylum seekers when they began. Open = open a month before "
        "+ starts + moves in - ends - moves out.",
        err);

    if (st == OT_OK)
        st = ot_report_note(
            s->report,
            "A move is a child's going straight from one external placement to "
            "another: out in the type left, in in the type entered, both in the total. "
            "Starts and ends are all others. The first night counts, that of the day "
            "of leaving does not.",
            err);
    return st == OT_OK ? ot_placement_restated(s->context, s->report, false, err) : st;
}

ot_status ot_sheet_placement_activity(const ot_sheet_context *context, ot_report **out,
                                      ot_error *err)
{
    sheet s = {.context = context, .outlook = context->outlook};
    ot_period whole = ot_census_whole(context->dataset, context->outlook);
    ot_status st = ot_sheet_begin(context, "placement-activity",
                                  "External Placements by Month", out, err);

    s.report = *out;
    s.first = ot_period_shift(context->outlook->as_at, 1 - OT_PLACEMENT_MONTHS);
    if (ot_period_compare(s.first, whole) < 0)
        s.first = whole;
    s.months = (uint32_t)((context->outlook->as_at.year - s.first.year) * OT_MONTHS +
                          context->outlook->as_at.number - s.first.number + 1);
    if (st == OT_OK) {
        s.report->frozen_columns = MONTH + 1;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = fill(&s, err);
    if (st == OT_OK)
        st = add_notes(&s, err);
    if (st == OT_OK)
        st = make_long(&s, err);
    if (st == OT_OK)
        st = add_chart(&s, err);
    return st == OT_OK && context->withheld ? withhold(&s, err) : st;
}
