/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "engine/sheets/sheet.h"

/* More ranges than this make a formula that nobody can read; the value stands alone. */
#define RANGES_MAX 60

ot_status ot_sheet_begin(const ot_sheet_context *context, const char *id,
                         const char *name, ot_report **report, ot_error *err)
{
    const ot_position_options *options = &context->position->options;
    char year[OT_PERIOD_TEXT], input[OT_PERIOD_TEXT], as_at[OT_PERIOD_TEXT];
    char line[OT_PERIOD_TEXT * 4];
    ot_status st = OT_OK;

    *report = ot_report_new(id, name);
    if (!*report)
        return ot_fail_memory(err);
    if (context->options->council)
        st = ot_report_title(*report, context->options->council, err);
    snprintf(line, sizeof line, "%s Revenue Budget Monitoring Report",
             ot_year_text(options->calendar, options->as_at.year, year));
    if (st == OT_OK)
        st = ot_report_title(*report, line, err);
    if (st == OT_OK && context->options->department)
        st = ot_report_title(*report, context->options->department, err);
    if (st == OT_OK && context->portion)
        st = ot_report_title(*report, context->portion, err);
    if (st == OT_OK)
        st = ot_report_title(*report, name, err);
    ot_period_words(options->calendar, options->as_at, as_at);
    if (options->as_at.number >= OT_MONTHS)
        snprintf(line, sizeof line, "Outturn; actuals to %s", as_at);
    else
        snprintf(line, sizeof line, "Year-End Forecast input in %s; actuals to %s",
                 ot_period_words(options->calendar, ot_period_shift(options->as_at, 1),
                                 input),
                 as_at);
    if (st == OT_OK)
        st = ot_report_title(*report, line, err);
    return st;
}

ot_status ot_sheet_column_full(ot_report *report, ot_column column, ot_error *err)
{
    return ot_report_column(report, &column, err);
}

ot_status ot_sheet_column(ot_report *report, const char *id, const char *heading,
                          ot_column_kind kind, ot_media media, ot_error *err)
{
    return ot_sheet_column_full(
        report, (ot_column){.id = id, .heading = heading, .kind = kind, .media = media},
        err);
}

ot_status ot_figures_columns(const ot_sheet_context *context, ot_report *report,
                             ot_figures *figures, ot_error *err)
{
    ot_media split = context->has_dsg ? OT_MEDIA_ALL : OT_MEDIA_CSV;
    uint32_t at = report->column_count;
    const ot_column columns[] = {
        {.id = "budget", .heading = "Full Year Budget", .kind = OT_COLUMN_THOUSANDS},
        {.id = "forecast", .heading = "Forecast Outturn", .kind = OT_COLUMN_THOUSANDS},
        {.id = "variance_dsg",
         .heading = "DSG",
         .super = "Variance",
         .kind = OT_COLUMN_THOUSANDS,
         .media = split},
        {.id = "variance_non_dsg",
         .heading = "Non DSG",
         .super = "Variance",
         .kind = OT_COLUMN_THOUSANDS,
         .media = split},
        {.id = "variance_total",
         .heading = "Total",
         .super = "Variance",
         .kind = OT_COLUMN_THOUSANDS},
        {.id = "percent",
         .heading = "%",
         .super = "Variance",
         .kind = OT_COLUMN_PERCENT},
    };

    *figures = (ot_figures){report, at, at + 1, at + 2, at + 3, at + 4, at + 5};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        ot_column column = columns[i];

        column.width = 11;
        column.unit = column.kind == OT_COLUMN_THOUSANDS ? "£000" : NULL;
        if (ot_report_column(report, &column, err) < 0)
            return OT_ENOMEM;
    }
    return OT_OK;
}

int64_t ot_sheet_number(const ot_report *report, uint32_t row, uint32_t column)
{
    return report->rows[row].values[column].number;
}

ot_status ot_sheet_sum(ot_report *report, uint32_t row, uint32_t column,
                       const ot_ref *refs, size_t count, int64_t number, ot_error *err)
{
    ot_report_set_number(report, row, column, number);
    return ot_report_set_formula(report, row, column, OT_FORMULA_SUM, refs, count, err);
}

static ot_status set_difference(ot_report *report, uint32_t row, uint32_t column,
                                uint32_t minuend, uint32_t subtrahend, int64_t number,
                                ot_error *err)
{
    const ot_ref refs[] = {{NULL, row, row, minuend, 1},
                           {NULL, row, row, subtrahend, -1}};

    return ot_sheet_sum(report, row, column, refs, 2, number, err);
}

static int64_t size_of(int64_t number)
{
    return number < 0 ? -number : number;
}

ot_status ot_sheet_percent(ot_report *report, uint32_t row, uint32_t column,
                           uint32_t number_column, uint32_t budget_column,
                           ot_error *err)
{
    int64_t number = ot_sheet_number(report, row, number_column);
    int64_t budget = ot_sheet_number(report, row, budget_column);
    const ot_ref refs[] = {{NULL, row, row, number_column, 1},
                           {NULL, row, row, budget_column, 1}};

    if (!budget || size_of(number) > size_of(budget))
        return OT_OK;
    ot_report_set_ratio(report, row, column, number, budget);
    return ot_report_set_formula(report, row, column, OT_FORMULA_RATIO, refs, 2, err);
}

ot_status ot_figures_set(const ot_figures *figures, uint32_t row,
                         const ot_printed *printed, ot_error *err)
{
    ot_report *report = figures->report;
    ot_status st;

    ot_report_set_number(report, row, figures->budget, printed->budget);
    ot_report_set_number(report, row, figures->forecast, printed->forecast);
    ot_report_set_number(report, row, figures->dsg, printed->variance[OT_DSG]);
    st = set_difference(report, row, figures->total, figures->forecast, figures->budget,
                        printed->total, err);
    if (st == OT_OK)
        st = set_difference(report, row, figures->non_dsg, figures->total, figures->dsg,
                            printed->variance[OT_NON_DSG], err);
    if (st == OT_OK)
        st = ot_sheet_percent(report, row, figures->percent, figures->total,
                              figures->budget, err);
    return st;
}

/* Refs to one column of several rows, neighbouring rows as one range. */
static size_t refs_to_rows(const uint32_t *rows, size_t count, uint32_t column,
                           int sign, ot_ref *refs)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        if (used && rows[i] == refs[used - 1].last_row + 1)
            refs[used - 1].last_row = rows[i];
        else
            refs[used++] = (ot_ref){NULL, rows[i], rows[i], column, sign};
    }
    return used;
}

static ot_status sum_column(ot_report *report, uint32_t row, uint32_t column,
                            const uint32_t *rows, size_t count, ot_ref *refs,
                            int64_t *sum, ot_error *err)
{
    *sum = 0;
    for (size_t i = 0; i < count; i++)
        *sum += ot_sheet_number(report, rows[i], column);
    return ot_sheet_sum(report, row, column, refs,
                        refs_to_rows(rows, count, column, 1, refs), *sum, err);
}

ot_status ot_figures_sum(const ot_figures *figures, uint32_t row, const uint32_t *rows,
                         size_t count, ot_printed *sum, ot_error *err)
{
    const uint32_t columns[] = {figures->budget, figures->forecast, figures->dsg,
                                figures->non_dsg, figures->total};
    int64_t *sums[] = {&sum->budget, &sum->forecast, &sum->variance[OT_DSG],
                       &sum->variance[OT_NON_DSG], &sum->total};
    ot_ref *refs = malloc((count + 1) * sizeof *refs);
    ot_status st = refs ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < 5; i++)
        st = sum_column(figures->report, row, columns[i], rows, count, refs, sums[i],
                        err);
    free(refs);
    if (st == OT_OK)
        st = ot_sheet_percent(figures->report, row, figures->percent, figures->total,
                              figures->budget, err);
    return st;
}

ot_status ot_figures_from_detail(const ot_figures *figures, uint32_t row,
                                 const ot_range *ranges, size_t count, ot_error *err)
{
    ot_ref refs[RANGES_MAX];
    ot_status st = OT_OK;

    if (!count || count > RANGES_MAX)
        return OT_OK;
    for (size_t i = 0; i < count; i++)
        refs[i] =
            (ot_ref){"detail", ranges[i].first, ranges[i].last, OT_DETAIL_BUDGET, 1};
    st = ot_report_set_formula(figures->report, row, figures->budget,
                               OT_FORMULA_THOUSANDS, refs, count, err);
    for (size_t i = 0; i < count; i++)
        refs[i].column = OT_DETAIL_FORECAST;
    if (st == OT_OK)
        st = ot_report_set_formula(figures->report, row, figures->forecast,
                                   OT_FORMULA_THOUSANDS, refs, count, err);
    return st;
}

ot_status ot_sheet_check(ot_report *report, uint32_t row, uint32_t column,
                         uint32_t sum_row, ot_pence against, ot_pence allowed,
                         ot_error *err)
{
    const ot_ref ref = {NULL, sum_row, sum_row, column, 1};
    ot_pence off = ot_sheet_number(report, sum_row, column) * 100000 - against;
    ot_value *value = ot_report_value(report, row, column);
    ot_status st =
        ot_report_set_formula(report, row, column, OT_FORMULA_CHECK, &ref, 1, err);

    value->kind = OT_VALUE_CHECK;
    value->number = size_of(off) <= allowed ? 0 : ot_thousands(off);
    value->formula.against = against;
    value->formula.allowed = allowed;
    return st;
}

ot_status ot_sheet_all_ok(ot_report *report, uint32_t row, uint32_t column,
                          uint32_t first, uint32_t last, ot_error *err)
{
    ot_ref ref = {NULL, row, row, first, 1};
    bool ok = true;
    ot_status st;

    for (uint32_t i = first; i <= last; i++)
        if (report->rows[row].values[i].kind == OT_VALUE_CHECK)
            ok = ok && !report->rows[row].values[i].number;
    st = ot_report_set_text(report, row, column, ok ? "All ok" : "See row", err);
    if (st == OT_OK)
        st =
            ot_report_set_formula(report, row, column, OT_FORMULA_ALL_OK, &ref, 1, err);
    if (st == OT_OK)
        ot_report_value(report, row, column)->formula.against = last;
    return st;
}

ot_status ot_figures_check(const ot_figures *figures, uint32_t row, uint32_t sum_row,
                           size_t rows, const ot_sums *sums, ot_error *err)
{
    ot_pence total = sums->variance[OT_DSG] + sums->variance[OT_NON_DSG];
    /* A row's budget and forecast are each off by at most £500, their difference by
     * £1,000, and so is a fund's variance after it gave way by 1 (£1,500). */
    ot_pence each = (ot_pence)rows * 50000;
    const struct {
        uint32_t column;
        ot_pence against, allowed;
    } checks[] = {{figures->budget, sums->budget, each},
                  {figures->forecast, sums->forecast, each},
                  {figures->dsg, sums->variance[OT_DSG], each * 3},
                  {figures->non_dsg, sums->variance[OT_NON_DSG], each * 3},
                  {figures->total, total, each * 2}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof checks / sizeof checks[0]; i++)
        st = ot_sheet_check(figures->report, row, checks[i].column, sum_row,
                            checks[i].against, checks[i].allowed, err);
    if (st == OT_OK)
        st = ot_sheet_all_ok(figures->report, row, figures->percent, figures->budget,
                             figures->total, err);
    return st;
}

ot_status ot_figures_roundings(const ot_figures *figures, uint32_t row,
                               uint32_t total_row, const uint32_t *rows, size_t count,
                               ot_error *err)
{
    const uint32_t columns[] = {figures->budget, figures->forecast, figures->dsg,
                                figures->non_dsg, figures->total};
    ot_ref *refs = malloc((count + 2) * sizeof *refs);
    ot_status st = refs ? OT_OK : ot_fail_memory(err);

    for (size_t c = 0; st == OT_OK && c < 5; c++) {
        int64_t left = ot_sheet_number(figures->report, total_row, columns[c]);
        size_t used;

        refs[0] = (ot_ref){NULL, total_row, total_row, columns[c], 1};
        used = 1 + refs_to_rows(rows, count, columns[c], -1, refs + 1);
        for (size_t i = 0; i < count; i++)
            left -= ot_sheet_number(figures->report, rows[i], columns[c]);
        st = ot_sheet_sum(figures->report, row, columns[c], refs, used, left, err);
    }
    free(refs);
    return st;
}
