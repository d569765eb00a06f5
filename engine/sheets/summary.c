/* SPDX-License-Identifier: GPL-3.0-or-later */
/* summary.c - the headline figures, each with the driver's share, the underlying
 * position and the movement since last month, and in words. */
#include <stdio.h>

#include "engine/checks.h"
#include "engine/narrative.h"
#include "engine/sheets/sheet.h"

enum { ITEM, BUDGET, FORECAST, VARIANCE, PERCENT, DRIVER, NET, PRIOR, MOVEMENT, WORDS };

typedef struct summary {
    const ot_sheet_context *context;
    ot_report *report;
    bool has_driver;
} summary;

static ot_status add_columns(summary *s, ot_error *err)
{
    const char *driver = s->context->position->options.driver.name;
    const char *split =
        s->context->has_dsg ? "Non-DSG variance split" : "Variance split";
    ot_media with_driver = s->has_driver ? OT_MEDIA_ALL : OT_MEDIA_CSV;
    ot_media with_prior = s->context->prior ? OT_MEDIA_ALL : OT_MEDIA_CSV;
    const ot_column columns[] = {
        {.id = "item", .heading = "Headline", .width = 40},
        {.id = "budget", .heading = "Full Year Budget", .kind = OT_COLUMN_THOUSANDS},
        {.id = "forecast", .heading = "Forecast Outturn", .kind = OT_COLUMN_THOUSANDS},
        {.id = "variance",
         .heading = "Total",
         .super = "Variance",
         .kind = OT_COLUMN_THOUSANDS},
        {.id = "percent",
         .heading = "%",
         .super = "Variance",
         .kind = OT_COLUMN_PERCENT},
        {.id = "driver",
         .heading = driver ? driver : "Driver",
         .super = split,
         .kind = OT_COLUMN_THOUSANDS,
         .media = with_driver},
        {.id = "underlying",
         .heading = "Underlying",
         .super = split,
         .kind = OT_COLUMN_THOUSANDS,
         .media = with_driver},
        {.id = "last_month",
         .heading = "Variance Last Month",
         .kind = OT_COLUMN_THOUSANDS,
         .media = with_prior},
        {.id = "movement",
         .heading = "Movement",
         .unit = "£",
         .kind = OT_COLUMN_PENCE,
         .media = with_prior},
        {.id = "statement", .heading = "In words", .width = 90}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++) {
        ot_column column = columns[i];

        if (column.kind == OT_COLUMN_THOUSANDS)
            column.unit = "£000";
        if (!column.width)
            column.width = column.kind == OT_COLUMN_PENCE ? 16 : 11;
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

static const char *direction(int64_t thousands)
{
    return thousands < 0 ? "under-spend" : "over-spend";
}

/* "over-spend of £12.787 million (41.1% of budget), of which COVID-19 £7.047 million;
 * underlying over-spend £5.740 million". The words say the direction, so the percent
 * has no sign here; the cell beside it keeps the sign of variance over budget. */
static ot_status set_words(summary *s, uint32_t row, int64_t variance, int64_t budget,
                           int decimals, const int64_t *driver, ot_error *err)
{
    char amount[OT_AMOUNT_TEXT], share[OT_AMOUNT_TEXT], net[OT_AMOUNT_TEXT];
    char percent[OT_PERCENT_TEXT + 32] = "", number[OT_PERCENT_TEXT], text[320];
    const int64_t size = variance < 0 ? -variance : variance;
    const int64_t net_budget = budget < 0 ? -budget : budget;
    int used;

    if (!variance && (!driver || !*driver))
        return ot_report_set_text(s->report, row, WORDS, "on budget", err);
    if (budget && size <= net_budget)
        snprintf(percent, sizeof percent, " (%s%% of %s)",
                 ot_percent_text(size, net_budget, decimals, number),
                 budget < 0 ? "a net income budget" : "budget");
    if (variance)
        used = snprintf(text, sizeof text, "%s of %s%s", direction(variance),
                        ot_amount_text(variance, amount), percent);
    else
        used = snprintf(text, sizeof text, "on budget");
    if (driver && *driver)
        used += snprintf(text + used, sizeof text - (size_t)used, ", of which %s %s%s",
                         s->context->position->options.driver.name,
                         *driver < 0 ? "-" : "", ot_amount_text(*driver, share));
    if (driver && *driver && variance != *driver)
        snprintf(text + used, sizeof text - (size_t)used, "; underlying %s %s",
                 direction(variance - *driver),
                 ot_amount_text(variance - *driver, net));
    return ot_report_set_text(s->report, row, WORDS, text, err);
}

/* Figures of another sheet's row, live: budget, forecast and variance. The DSG variance
 * alone has no budget to be measured by, and only the whole has a forecast. */
static ot_status take_figures(summary *s, uint32_t row, const ot_report *from,
                              uint32_t from_row, uint32_t figures, uint32_t variance,
                              bool whole, ot_error *err)
{
    const uint32_t to[] = {BUDGET, FORECAST, VARIANCE};
    const uint32_t source[] = {figures + OT_FIGURE_BUDGET, figures + OT_FIGURE_FORECAST,
                               figures + variance};
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < 3; i++) {
        const ot_ref ref = {from->id, from_row, from_row, source[i], 1};

        if ((i == 0 && variance == OT_FIGURE_DSG) || (i == 1 && !whole))
            continue;
        st = ot_sheet_sum(s->report, row, to[i], &ref, 1,
                          ot_sheet_number(from, from_row, source[i]), err);
    }
    if (st == OT_OK)
        st = ot_sheet_percent(s->report, row, PERCENT, VARIANCE, BUDGET, err);
    return st;
}

/* The driver's share of the row's non-DSG variance and what is left. */
static ot_status set_driver(summary *s, uint32_t row, const ot_sums *sums,
                            int64_t variance, ot_ref from, ot_lines_of lines,
                            ot_error *err)
{
    const ot_ref net[] = {{NULL, row, row, VARIANCE, 1}, {NULL, row, row, DRIVER, -1}};
    int64_t driver = ot_thousands(sums->driver);

    if (!s->has_driver || !sums->has_driver)
        return OT_OK;
    ot_report_set_number(s->report, row, DRIVER, driver);
    lines.one_fund = lines.with_driver = true;
    lines.fund = OT_NON_DSG;
    if (ot_origin_lines(s->context, s->report, row, DRIVER, &lines, OT_DETAIL_DRIVER,
                        NULL, NULL, err) < 0)
        return OT_ENOMEM;
    if (ot_sheet_number(s->report, row, VARIANCE) == variance)
        return ot_sheet_sum(s->report, row, NET, net, 2, variance - driver, err);
    ot_report_set_number(s->report, row, NET, variance - driver);
    ot_ref refs[] = {from, {NULL, row, row, DRIVER, -1}};
    const ot_origin origin = {
        .formula = {.kind = OT_FORMULA_SUM, .refs = refs, .ref_count = 2}};
    return ot_report_set_origin(s->report, row, NET, &origin, err);
}

static ot_status set_movement(summary *s, uint32_t row, ot_pence now, ot_pence before,
                              const ot_lines_of *lines, ot_error *err)
{
    const ot_term was = {.words = "the variance by last month's run, kept then",
                         .number = before,
                         .sign = 1},
                  less = {.words = was.words, .number = before, .sign = -1};
    const ot_origin prior = {
        .formula = {.kind = OT_FORMULA_THOUSANDS}, .terms = &was, .term_count = 1};
    ot_status st;

    if (!s->context->prior)
        return OT_OK;
    ot_report_set_number(s->report, row, PRIOR, ot_thousands(before));
    ot_report_set_number(s->report, row, MOVEMENT, now - before);
    st = ot_report_set_origin(s->report, row, PRIOR, &prior, err);
    return st == OT_OK ? ot_origin_lines(s->context, s->report, row, MOVEMENT, lines,
                                         OT_DETAIL_VARIANCE, &less, NULL, err)
                       : st;
}

static ot_pence total_variance(const ot_sums *sums)
{
    return sums->variance[OT_DSG] + sums->variance[OT_NON_DSG];
}

static ot_status add_heading(summary *s, const char *text, ot_error *err)
{
    uint32_t row;
    ot_status st = ot_report_row(s->report, OT_ROW_HEADING, 0, &row, err);

    return st == OT_OK ? ot_report_set_text(s->report, row, ITEM, text, err) : st;
}

static ot_status add_item(summary *s, const char *text, uint32_t *row, ot_error *err)
{
    ot_status st = ot_report_row(s->report, OT_ROW_ITEM, 0, row, err);

    return st == OT_OK ? ot_report_set_text(s->report, *row, ITEM, text, err) : st;
}

/* The whole: `variance` says which of the SLA sheet's variances. */
static ot_status add_overall(summary *s, const char *text, uint32_t variance,
                             ot_error *err)
{
    const ot_report *sla = s->context->made[OT_SHEET_SLA];
    const ot_sums *now = &s->context->now->all_services;
    const ot_sums *before = s->context->prior ? &s->context->prior->all_services : NULL;
    bool split = variance == OT_FIGURE_NON_DSG ||
                 (variance == OT_FIGURE_TOTAL && !s->context->has_dsg);
    uint32_t row, total = sla->row_count - 1;
    int64_t number = ot_sheet_number(sla, total, OT_SLA_FIGURES + variance);
    int64_t driver = ot_thousands(now->driver);
    ot_lines_of lines = ot_lines_of_services(s->context);
    const ot_ref from = {sla->id, total, total, OT_SLA_FIGURES + variance, 1};
    ot_fund fund = variance == OT_FIGURE_DSG ? OT_DSG : OT_NON_DSG;
    ot_status st = add_item(s, text, &row, err);

    if (st == OT_OK)
        st = take_figures(s, row, sla, total, OT_SLA_FIGURES, variance,
                          variance == OT_FIGURE_TOTAL, err);
    if (st == OT_OK && split)
        st = set_driver(s, row, now, number, from, lines, err);
    lines.one_fund = variance != OT_FIGURE_TOTAL;
    lines.fund = fund;
    if (st == OT_OK && !lines.one_fund)
        st = set_movement(s, row, total_variance(now),
                          before ? total_variance(before) : 0, &lines, err);
    else if (st == OT_OK)
        st = set_movement(s, row, now->variance[fund],
                          before ? before->variance[fund] : 0, &lines, err);
    if (st == OT_OK)
        st = set_words(
            s, row, number,
            variance == OT_FIGURE_DSG ? 0 : ot_sheet_number(sla, total, OT_SLA_FIGURES),
            2, split && s->has_driver && now->has_driver ? &driver : NULL, err);
    return st;
}

/* One area or service from its own sheet. */
static ot_status add_part(summary *s, const char *name, const ot_report *from,
                          uint32_t from_row, uint32_t figures, const ot_sums *now,
                          const ot_sums *before, ot_lines_of lines, ot_error *err)
{
    const ot_ref non_dsg_cell = {from->id, from_row, from_row,
                                 figures + OT_FIGURE_NON_DSG, 1};
    int64_t driver = ot_thousands(now->driver);
    int64_t variance = ot_sheet_number(from, from_row, figures + OT_FIGURE_TOTAL);
    int64_t non_dsg = ot_sheet_number(from, from_row, figures + OT_FIGURE_NON_DSG);
    bool alone = variance == non_dsg && s->has_driver && now->has_driver;
    uint32_t row;
    ot_status st = add_item(s, name, &row, err);

    if (st == OT_OK)
        st = take_figures(s, row, from, from_row, figures, OT_FIGURE_TOTAL, true, err);
    if (st == OT_OK)
        st = set_driver(s, row, now, non_dsg, non_dsg_cell, lines, err);
    if (st == OT_OK)
        st = set_movement(s, row, total_variance(now),
                          before ? total_variance(before) : 0, &lines, err);
    if (st == OT_OK) {
        ot_value *link = ot_report_value(s->report, row, ITEM);

        link->link_sheet = from->id;
        link->link_row = from_row;
        st = set_words(s, row, variance, ot_sheet_number(from, from_row, figures), 1,
                       alone ? &driver : NULL, err);
    }
    return st;
}

static ot_status add_areas(summary *s, ot_error *err)
{
    const ot_report *sheet = s->context->made[OT_SHEET_HIGH_RISK];
    const ot_tally *now = s->context->now, *before = s->context->prior;
    uint32_t count;
    const ot_area *areas = ot_structure_areas(s->context->structure, &count);
    ot_status st = count ? add_heading(s, "High-risk areas", err) : OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < count; i++)
        if (areas[i].parent == OT_NONE)
            st = add_part(s, areas[i].name, sheet, i, OT_HIGH_RISK_FIGURES,
                          &now->areas[i], before ? &before->areas[i] : NULL,
                          ot_lines_of_area(s->context, i), err);
    return st;
}

static ot_status add_chart(summary *s, uint32_t first, ot_error *err)
{
    ot_chart_series series[] = {{.name = "Full year budget",
                                 .row = first,
                                 .last_row = s->report->row_count - 1,
                                 .category_column = ITEM,
                                 .values_column = BUDGET},
                                {.name = "Forecast outturn",
                                 .row = first,
                                 .last_row = s->report->row_count - 1,
                                 .category_column = ITEM,
                                 .values_column = FORECAST}};
    const ot_chart chart = {.kind = OT_CHART_COLUMN,
                            .title = "Forecast outturn against budget by service area",
                            .y_title = "£000",
                            .series = series,
                            .series_count = 2};

    return ot_report_add_chart(s->report, &chart, err);
}

static ot_status add_services(summary *s, ot_error *err)
{
    const ot_report *sla = s->context->made[OT_SHEET_SLA];
    const ot_tally *now = s->context->now, *before = s->context->prior;
    uint32_t count, service = 0, first;
    const ot_service *services = ot_structure_services(s->context->structure, &count);
    ot_status st = add_heading(s, "Service areas", err);

    first = s->report->row_count;
    for (uint32_t i = 0; st == OT_OK && i < sla->row_count; i++) {
        if (sla->rows[i].kind != OT_ROW_ITEM)
            continue;
        st = add_part(s, services[service].name, sla, i, OT_SLA_FIGURES,
                      &now->services[service],
                      before ? &before->services[service] : NULL,
                      (ot_lines_of){.first = now->first[service],
                                    .last = now->last[service],
                                    .area = OT_NONE},
                      err);
        service++;
    }
    return st == OT_OK && service ? add_chart(s, first, err) : st;
}

static ot_status note_missing_months(summary *s, ot_error *err)
{
    const ot_position *position = s->context->position;
    ot_period months[OT_MONTHS];
    size_t count = ot_checks_missing_months(position, months);
    char words[OT_PERIOD_TEXT], text[64 + OT_MONTHS * (OT_PERIOD_TEXT + 2)];
    int used =
        snprintf(text, sizeof text, "Not complete: the ledger has no actuals in");

    if (!count)
        return OT_OK;
    for (size_t i = 0; i < count; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s %s", i ? "," : "",
                         ot_period_words(position->options.calendar, months[i], words));
    snprintf(text + used, sizeof text - (size_t)used, ".");
    return ot_report_note(s->report, text, err);
}

ot_status ot_sheet_summary(const ot_sheet_context *context, ot_report **out,
                           ot_error *err)
{
    summary s = {.context = context,
                 .has_driver = context->position->options.driver.id};
    ot_status st = ot_sheet_begin(context, "summary", "Summary", out, err);

    s.report = *out;
    if (st == OT_OK) {
        s.report->frozen_columns = 1;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = add_heading(&s, "Overall position", err);
    if (st == OT_OK && context->has_dsg &&
        context->now->all_services.has_fund[OT_NON_DSG])
        st = add_overall(&s, "Non-DSG funded services", OT_FIGURE_NON_DSG, err);
    if (st == OT_OK && context->has_dsg)
        st = add_overall(&s, "DSG funded services", OT_FIGURE_DSG, err);
    if (st == OT_OK)
        st = add_overall(&s, "All services", OT_FIGURE_TOTAL, err);
    if (st == OT_OK)
        st = add_areas(&s, err);
    if (st == OT_OK)
        st = add_services(&s, err);
    if (st == OT_OK)
        st = ot_report_note(
            s.report,
            context->prior
                ? "Movement is of the variance since last month's run, to the penny."
                : "There is no run of last month to compare with: no movement is "
                  "shown.",
            err);
    if (st == OT_OK && context->has_dsg)
        st = ot_report_note(
            s.report,
            "The non-DSG variance is measured by the whole net budget, as "
            "the published reports do.",
            err);
    return st == OT_OK ? note_missing_months(&s, err) : st;
}
