/* SPDX-License-Identifier: GPL-3.0-or-later */
/* driver.c - the variance split into the driver (COVID-19, say) and the underlying: row
 * for row the SLA sheet, whose printed non-DSG variance is the total here. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/sheets/sheet.h"

enum { GROUP, SERVICE, CODE, MANAGER, TOTAL, DRIVER, NET, MODELLED, LO95, HI95 };

_Static_assert((int)DRIVER == OT_DRIVER_DRIVER && (int)NET == OT_DRIVER_NET,
               "sheet.h tells other sheets where these columns are");

typedef struct split {
    const ot_sheet_context *context;
    const ot_report *sla;
    ot_report *report;
    uint32_t sla_column; /* that the total is taken from */
} split;

static ot_status add_columns(split *s, ot_error *err)
{
    const ot_position_options *options = &s->context->position->options;
    char month[OT_PERIOD_TEXT], heading[3][96];
    ot_period input = ot_period_shift(options->as_at, 1);
    int year, number;

    ot_period_to_month(options->calendar, input, &year, &number);
    snprintf(month, sizeof month, "%s", ot_month_name(number));
    snprintf(heading[0], sizeof heading[0], "%s total variance", month);
    snprintf(heading[1], sizeof heading[1], "%s %s", month, options->driver.name);
    snprintf(heading[2], sizeof heading[2], "%s net position", month);
    const ot_column columns[] = {
        {.id = "group", .heading = "Group", .media = OT_MEDIA_CSV},
        {.id = "service_area", .heading = "Service Area", .width = 42},
        {.id = "code", .heading = "Code", .width = 13},
        {.id = "budget_manager",
         .heading = "Budget Manager",
         .media = OT_MEDIA_PRINT,
         .width = 34},
        {.id = "total_variance", .heading = heading[0], .kind = OT_COLUMN_THOUSANDS},
        {.id = options->driver.id, .heading = heading[1], .kind = OT_COLUMN_THOUSANDS},
        {.id = "net", .heading = heading[2], .kind = OT_COLUMN_THOUSANDS},
        {.id = "modelled", .heading = "Effect", .kind = OT_COLUMN_THOUSANDS},
        {.id = "lo95", .heading = "95% from", .kind = OT_COLUMN_THOUSANDS},
        {.id = "hi95", .heading = "95% to", .kind = OT_COLUMN_THOUSANDS}};
    bool modelled = options->driver.start.year != 0;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++) {
        ot_column column = columns[i];

        if (column.kind == OT_COLUMN_THOUSANDS) {
            column.super = i >= MODELLED         ? "Driver as modelled"
                           : s->context->has_dsg ? "Non DSG"
                                                 : NULL;
            column.unit = "£000";
            column.width = 14;
        }
        if (i >= MODELLED && !modelled)
            break;
        if (i >= MODELLED)
            column.media = OT_MEDIA_PRINT;
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

/* The row's total from the SLA sheet, the driver of its lines, and what is left. */
static ot_status set_row(split *s, uint32_t row, uint32_t sla_row, bool blank,
                         int64_t driver, ot_lines_of lines, ot_error *err)
{
    int64_t total = ot_sheet_number(s->sla, sla_row, s->sla_column);
    const ot_ref from_sla = {"sla", sla_row, sla_row, s->sla_column, 1};
    const ot_ref net[] = {{NULL, row, row, TOTAL, 1}, {NULL, row, row, DRIVER, -1}};
    ot_status st = ot_sheet_sum(s->report, row, TOTAL, &from_sla, 1, total, err);

    if (!blank)
        ot_report_set_number(s->report, row, DRIVER, driver);
    if (st == OT_OK)
        st = ot_sheet_sum(s->report, row, NET, net, blank ? 1 : 2,
                          total - (blank ? 0 : driver), err);
    lines.one_fund = lines.with_driver = true;
    lines.fund = OT_NON_DSG;
    if (st == OT_OK && !blank)
        st = ot_origin_lines(s->context, s->report, row, DRIVER, &lines,
                             OT_DETAIL_DRIVER, NULL, NULL, err);
    return st;
}

/* What an interrupted time series makes of the non-DSG lines of services first .. end -
 * 1 together: of their sum, so that rows need not add up, and each has an interval of
 * its own. Blank where the history is too short. */
static ot_status set_modelled(split *s, uint32_t row, uint32_t first, uint32_t end,
                              ot_error *err)
{
    const ot_position *position = s->context->position;
    ot_pence *sum = calloc(position->months + 1, sizeof *sum);
    ot_interruption effect;
    const char *why;
    bool has = false;
    ot_status st = sum ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; i < position->count; i++) {
        const ot_line *line = &position->lines[i];

        if (line->fund == OT_DSG || line->service < first || line->service >= end)
            continue;
        for (size_t m = 0; st == OT_OK && m < position->months; m++)
            st = ot_pence_add(&sum[m], line->months[m], err);
    }
    if (st == OT_OK)
        st = ot_position_model_driver(position, sum, &has, &effect, err);
    if (has) {
        ot_report_set_number(s->report, row, MODELLED, ot_thousands(effect.effect));
        ot_report_set_number(s->report, row, LO95, ot_thousands(effect.lo95));
        ot_report_set_number(s->report, row, HI95, ot_thousands(effect.hi95));
        why = ot_report_format(
            s->report,
            "an interrupted time series (%s) over the %zu months of actuals of the "
            "row's non-DSG lines together",
            ot_interruption_form_name(effect.form), position->months);
        for (uint32_t i = MODELLED; st == OT_OK && i <= HI95; i++)
            st = ot_report_set_model(s->report, row, i, OT_KIND_BIT(OT_KIND_LEDGER),
                                     why, err);
    }
    free(sum);
    return st;
}

static ot_status copy_texts(split *s, uint32_t row, uint32_t sla_row, ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t i = GROUP; st == OT_OK && i <= MANAGER; i++) {
        const ot_value *text = &s->sla->rows[sla_row].values[i];

        if (text->kind == OT_VALUE_TEXT)
            st = ot_report_set_text(s->report, row, i, text->text, err);
    }
    ot_report_value(s->report, row, SERVICE)->link_sheet =
        s->sla->rows[sla_row].values[SERVICE].link_sheet;
    ot_report_value(s->report, row, SERVICE)->link_row =
        s->sla->rows[sla_row].values[SERVICE].link_row;
    return st;
}

/* A subtotal adds the printed rows since its heading. */
static ot_status set_subtotal(split *s, uint32_t row, uint32_t first, ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t column = TOTAL; st == OT_OK && column <= NET; column++) {
        const ot_ref rows = {NULL, first, row - 1, column, 1};
        int64_t sum = 0;

        for (uint32_t i = first; i < row; i++)
            if (s->report->rows[i].values[column].kind == OT_VALUE_NUMBER)
                sum += ot_sheet_number(s->report, i, column);
        st = ot_sheet_sum(s->report, row, column, &rows, 1, sum, err);
    }
    return st;
}

/* The check below a subtotal of `rows` services from first_service on. */
static ot_status set_check(split *s, uint32_t row, uint32_t first_service, size_t rows,
                           ot_error *err)
{
    const ot_tally *now = s->context->now;
    ot_pence variance = 0, driver = 0, each = (ot_pence)rows * 50000;
    ot_status st;

    for (uint32_t i = first_service; i < first_service + rows; i++) {
        variance += now->services[i].variance[OT_NON_DSG];
        driver += now->services[i].driver;
    }
    st = ot_sheet_check(s->report, row, TOTAL, row - 1, variance, each * 3, err);
    if (st == OT_OK)
        st = ot_sheet_check(s->report, row, DRIVER, row - 1, driver, each, err);
    if (st == OT_OK)
        st = ot_sheet_check(s->report, row, NET, row - 1, variance - driver, each * 4,
                            err);
    return st;
}

static bool is_summed(const ot_row *row)
{
    return row->kind == OT_ROW_SUBTOTAL ||
           (row->kind == OT_ROW_ITEM && row->level == 0);
}

/* The Roundings row: the total row below it less subtotals and services by themselves.
 * The driver's is blank where there is none. */
static ot_status set_roundings(split *s, uint32_t row, ot_error *err)
{
    ot_ref *refs = malloc((row + 2) * sizeof *refs);
    ot_status st = refs ? OT_OK : ot_fail_memory(err);

    for (uint32_t column = TOTAL; st == OT_OK && column <= NET; column++) {
        int64_t left = ot_sheet_number(s->report, row + 1, column);
        size_t count = 1;

        refs[0] = (ot_ref){NULL, row + 1, row + 1, column, 1};
        for (uint32_t i = 0; i < row; i++) {
            if (!is_summed(&s->report->rows[i]))
                continue;
            left -= ot_sheet_number(s->report, i, column);
            refs[count++] = (ot_ref){NULL, i, i, column, -1};
        }
        if (column != DRIVER || left)
            st = ot_sheet_sum(s->report, row, column, refs, count, left, err);
    }
    free(refs);
    return st;
}

/* Rows stand as in the SLA sheet, number for number. */
static ot_status add_rows(split *s, ot_error *err)
{
    const ot_tally *now = s->context->now;
    uint32_t service = 0, first = 0, roundings = 0;
    bool modelled = s->report->column_count > MODELLED;
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < s->sla->row_count; i++) {
        const ot_row *row = &s->sla->rows[i];

        st = ot_report_row(s->report, row->kind, row->level, NULL, err);
        if (st == OT_OK)
            st = copy_texts(s, i, i, err);
        if (st < 0)
            return st;
        switch (row->kind) {
        case OT_ROW_HEADING:
            first = i + 1;
            break;
        case OT_ROW_ITEM:
            st = set_row(s, i, i, !now->services[service].has_driver,
                         ot_thousands(now->services[service].driver),
                         (ot_lines_of){.first = now->first[service],
                                       .last = now->last[service],
                                       .area = OT_NONE},
                         err);
            if (st == OT_OK && modelled)
                st = set_modelled(s, i, service, service + 1, err);
            service++;
            break;
        case OT_ROW_SUBTOTAL:
            st = set_subtotal(s, i, first, err);
            if (st == OT_OK && modelled)
                st = set_modelled(s, i, service - (i - first), service, err);
            break;
        case OT_ROW_CHECK:
            st = set_check(s, i, service - (i - 1 - first), i - 1 - first, err);
            break;
        case OT_ROW_ROUNDINGS:
            roundings = i;
            break;
        default:
            st = set_row(s, i, i, false, ot_thousands(now->all_services.driver),
                         ot_lines_of_services(s->context), err);
            if (st == OT_OK && modelled)
                st = set_modelled(s, i, 0, service, err);
        }
    }
    return st == OT_OK ? set_roundings(s, roundings, err) : st;
}

ot_status ot_sheet_driver(const ot_sheet_context *context, ot_report **out,
                          ot_error *err)
{
    const ot_driver *driver = &context->position->options.driver;
    split s = {.context = context,
               .sla = context->made[OT_SHEET_SLA],
               .sla_column = OT_SLA_FIGURES +
                             (context->has_dsg ? OT_FIGURE_NON_DSG : OT_FIGURE_TOTAL)};
    char name[128];
    ot_status st;

    snprintf(name, sizeof name, "Net Budget Analysis with %s analysis", driver->name);
    st = ot_sheet_begin(context, driver->id, name, out, err);
    s.report = *out;
    if (st == OT_OK) {
        s.report->frozen_columns = CODE;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = add_rows(&s, err);
    if (st == OT_OK)
        st = ot_report_note(
            s.report,
            ot_report_format(
                s.report,
                "Blank: no part of the variance is put down to %s. Figures are "
                "those declared with the managers' forecasts, else spend to "
                "date tagged on the ledger; the detail sheet says which.",
                driver->name),
            err);
    if (st == OT_OK && driver->start.year)
        st = ot_report_note(
            s.report,
            "As modelled: what the row's own months have been since the driver began, "
            "less what they would have been without it (interrupted time series). Each "
            "row is modelled by itself, so that they do not add up; blank: not enough "
            "history, which is not an effect of nothing.",
            err);
    return st;
}
