/* SPDX-License-Identifier: GPL-3.0-or-later */
/* detail.c - every line: budget, spend, projection with interval, manager's forecast,
 * the forecast adopted and why. Row i of the report is line i of the position. */
#include <math.h>
#include <stdlib.h>

#include "engine/sheets/sheet.h"

enum {
    SERVICE_CODE,
    SERVICE,
    CENTRE,
    NAME,
    MANAGER,
    SUBJECTIVE,
    FUND,
    AREA,
    ORIGINAL,
    VIREMENT,
    BUDGET,
    ACTUAL,
    COMMITMENT,
    PROJECTED,
    LO80,
    HI80,
    LO95,
    HI95,
    METHOD,
    TYPICAL,
    MANAGER_FORECAST,
    FORECAST_DATE,
    MANAGER_ERROR,
    FORECAST,
    BASIS,
    REASON,
    VARIANCE,
    DRIVER,
    DRIVER_BASIS,
    PRIOR,
    MOVEMENT,
    MODELLED,
    MODELLED_LO95,
    MODELLED_HI95,
    MODELLED_FORM,
    COLUMNS
};

_Static_assert((int)BUDGET == OT_DETAIL_BUDGET && (int)ACTUAL == OT_DETAIL_ACTUAL &&
                   (int)COMMITMENT == OT_DETAIL_COMMITMENT &&
                   (int)MOVEMENT == OT_DETAIL_MOVEMENT &&
                   (int)PROJECTED == OT_DETAIL_PROJECTED &&
                   (int)FORECAST == OT_DETAIL_FORECAST &&
                   (int)VARIANCE == OT_DETAIL_VARIANCE &&
                   (int)DRIVER == OT_DETAIL_DRIVER,
               "sheet.h tells other sheets where these columns are");

static const ot_column columns[COLUMNS] = {
    [SERVICE_CODE] = {.id = "service_code", .heading = "Code", .width = 12},
    [SERVICE] = {.id = "service_area", .heading = "Service Area", .width = 36},
    [CENTRE] = {.id = "cost_centre", .heading = "Cost Centre", .width = 10},
    [NAME] = {.id = "name", .heading = "Name", .width = 28},
    [MANAGER] = {.id = "budget_manager", .heading = "Budget Manager", .width = 26},
    [SUBJECTIVE] = {.id = "subjective_group",
                    .heading = "Subjective Group",
                    .width = 20},
    [FUND] = {.id = "fund", .heading = "Fund", .width = 9},
    [AREA] = {.id = "high_risk_area", .heading = "High Risk Area", .width = 24},
    [ORIGINAL] = {.id = "original_budget",
                  .heading = "Original",
                  .super = "Budget",
                  .kind = OT_COLUMN_PENCE},
    [VIREMENT] = {.id = "virement",
                  .heading = "Virements",
                  .super = "Budget",
                  .kind = OT_COLUMN_PENCE},
    [BUDGET] = {.id = "budget",
                .heading = "Revised",
                .super = "Budget",
                .kind = OT_COLUMN_PENCE},
    [ACTUAL] = {.id = "actual", .heading = "Actual to Date", .kind = OT_COLUMN_PENCE},
    [COMMITMENT] = {.id = "commitment",
                    .heading = "Commitments",
                    .kind = OT_COLUMN_PENCE},
    [PROJECTED] = {.id = "projection",
                   .heading = "Outturn",
                   .super = "Statistical projection",
                   .kind = OT_COLUMN_PENCE},
    [LO80] = {.id = "lo80",
              .heading = "80% from",
              .super = "Statistical projection",
              .kind = OT_COLUMN_PENCE},
    [HI80] = {.id = "hi80",
              .heading = "80% to",
              .super = "Statistical projection",
              .kind = OT_COLUMN_PENCE},
    [LO95] = {.id = "lo95",
              .heading = "95% from",
              .super = "Statistical projection",
              .kind = OT_COLUMN_PENCE},
    [HI95] = {.id = "hi95",
              .heading = "95% to",
              .super = "Statistical projection",
              .kind = OT_COLUMN_PENCE},
    [METHOD] = {.id = "method",
                .heading = "Method",
                .super = "Statistical projection",
                .width = 30},
    [TYPICAL] = {.id = "typical_error",
                 .heading = "Typical Error",
                 .super = "Statistical projection",
                 .kind = OT_COLUMN_PERCENT,
                 .width = 9},
    [MANAGER_FORECAST] = {.id = "manager_forecast",
                          .heading = "Outturn",
                          .super = "Manager's forecast",
                          .kind = OT_COLUMN_PENCE},
    [FORECAST_DATE] = {.id = "forecast_date",
                       .heading = "Dated",
                       .super = "Manager's forecast",
                       .width = 11},
    [MANAGER_ERROR] = {.id = "manager_error",
                       .heading = "Past Error",
                       .super = "Manager's forecast",
                       .kind = OT_COLUMN_PERCENT,
                       .width = 9},
    [FORECAST] = {.id = "forecast",
                  .heading = "Outturn",
                  .super = "Adopted forecast",
                  .kind = OT_COLUMN_PENCE},
    [BASIS] = {.id = "basis",
               .heading = "Basis",
               .super = "Adopted forecast",
               .width = 10},
    [REASON] = {.id = "reason",
                .heading = "Reason",
                .super = "Adopted forecast",
                .width = 40},
    [VARIANCE] = {.id = "variance", .heading = "Variance", .kind = OT_COLUMN_PENCE},
    [DRIVER] = {.id = "driver", .heading = "Driver Share", .kind = OT_COLUMN_PENCE},
    [DRIVER_BASIS] = {.id = "driver_basis", .heading = "Driver Basis", .width = 10},
    [PRIOR] = {.id = "last_month",
               .heading = "Forecast Last Month",
               .kind = OT_COLUMN_PENCE},
    [MOVEMENT] = {.id = "movement", .heading = "Movement", .kind = OT_COLUMN_PENCE},
    [MODELLED] = {.id = "driver_modelled",
                  .heading = "Effect",
                  .super = "Driver as modelled",
                  .kind = OT_COLUMN_PENCE},
    [MODELLED_LO95] = {.id = "driver_lo95",
                       .heading = "95% from",
                       .super = "Driver as modelled",
                       .kind = OT_COLUMN_PENCE},
    [MODELLED_HI95] = {.id = "driver_hi95",
                       .heading = "95% to",
                       .super = "Driver as modelled",
                       .kind = OT_COLUMN_PENCE},
    [MODELLED_FORM] = {.id = "driver_form",
                       .heading = "Form",
                       .super = "Driver as modelled",
                       .width = 24},
};

static ot_status add_columns(const ot_sheet_context *context, ot_report *report,
                             ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++) {
        ot_column column = columns[i];

        if (column.kind == OT_COLUMN_PENCE) {
            column.unit = "£";
            column.width = 14;
        }
        if ((i == DRIVER || i == DRIVER_BASIS) && !context->position->options.driver.id)
            column.media = OT_MEDIA_CSV;
        if (i >= MODELLED && !context->position->options.driver.start.year)
            column.media = OT_MEDIA_CSV;
        if (i == DRIVER && context->position->options.driver.id)
            column.heading = ot_report_format(report, "%s Share",
                                              context->position->options.driver.name);
        if (!column.heading)
            return ot_fail_memory(err);
        st = ot_report_column(report, &column, err);
    }
    return st;
}

static ot_status set_texts(const ot_sheet_context *context, ot_report *report,
                           uint32_t row, const ot_line *line, ot_error *err)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(context->structure, &count);
    const ot_cost_centre *centres =
        ot_structure_cost_centres(context->structure, &count);
    const ot_area *areas = ot_structure_areas(context->structure, &count);
    bool known = line->service != OT_NONE;
    bool modelled = context->position->options.driver.start.year != 0;
    char date[OT_PERIOD_TEXT];
    const struct {
        uint32_t column;
        const char *text;
    } texts[] = {
        {SERVICE_CODE, known ? services[line->service].code : ""},
        {SERVICE, known ? services[line->service].name : "(not in the structure)"},
        {CENTRE, line->code},
        {NAME, known ? centres[line->cost_centre].name : ""},
        {MANAGER, known ? centres[line->cost_centre].manager : ""},
        {SUBJECTIVE, ot_subjective_group_name(line->subjective_group)},
        {FUND, ot_fund_name(line->fund)},
        {AREA, line->area == OT_NONE ? "" : areas[line->area].name},
        {METHOD, line->projection.method},
        {FORECAST_DATE, ot_date_text(line->manager_date, date)},
        {BASIS, ot_basis_name(line->basis)},
        {REASON, line->reason},
        {DRIVER_BASIS, ot_driver_basis_name(line->driver_basis)},
        {MODELLED_FORM, line->has_modelled
                            ? ot_interruption_form_name(line->modelled.form)
                        : modelled ? "not enough history"
                                   : ""},
    };
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof texts / sizeof texts[0]; i++)
        st = ot_report_set_text(report, row, texts[i].column, texts[i].text, err);
    return st;
}

static ot_status set_pair(ot_report *report, uint32_t row, uint32_t column, uint32_t a,
                          uint32_t b, int sign, ot_error *err)
{
    const ot_ref refs[] = {{NULL, row, row, a, 1}, {NULL, row, row, b, sign}};

    return ot_sheet_sum(
        report, row, column, refs, 2,
        ot_sheet_number(report, row, a) + sign * ot_sheet_number(report, row, b), err);
}

static void set_fraction(ot_report *report, uint32_t row, uint32_t column,
                         double fraction)
{
    if (!isnan(fraction))
        ot_report_set_ratio(report, row, column, llround(fraction * 10000), 10000);
}

static ot_status set_amounts(ot_report *report, uint32_t row, const ot_line *line,
                             ot_error *err)
{
    const ot_projection *projection = &line->projection;
    ot_status st;

    ot_report_set_number(report, row, ORIGINAL, line->original);
    ot_report_set_number(report, row, VIREMENT, line->virement);
    ot_report_set_number(report, row, ACTUAL, line->actual);
    ot_report_set_number(report, row, COMMITMENT, line->commitment);
    ot_report_set_number(report, row, PROJECTED, projection->outturn);
    if (projection->has_interval) {
        ot_report_set_number(report, row, LO80, projection->lo80);
        ot_report_set_number(report, row, HI80, projection->hi80);
        ot_report_set_number(report, row, LO95, projection->lo95);
        ot_report_set_number(report, row, HI95, projection->hi95);
    }
    set_fraction(report, row, TYPICAL, projection->typical);
    if (line->has_manager)
        ot_report_set_number(report, row, MANAGER_FORECAST, line->manager);
    set_fraction(report, row, MANAGER_ERROR, projection->manager);
    ot_report_set_number(report, row, FORECAST, line->forecast);
    if (line->driver_basis != OT_DRIVER_BLANK)
        ot_report_set_number(report, row, DRIVER, line->driver);
    if (line->has_modelled) {
        ot_report_set_number(report, row, MODELLED, line->modelled.effect);
        ot_report_set_number(report, row, MODELLED_LO95, line->modelled.lo95);
        ot_report_set_number(report, row, MODELLED_HI95, line->modelled.hi95);
    }
    st = set_pair(report, row, BUDGET, ORIGINAL, VIREMENT, 1, err);
    if (st == OT_OK)
        st = set_pair(report, row, VARIANCE, FORECAST, BUDGET, -1, err);
    return st;
}

static const ot_prior_line *find_prior(const ot_sheet_context *context,
                                       const ot_line *line)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(context->structure, &count);
    const ot_prior_line wanted = {
        .cost_centre = line->code,
        .subjective_group = line->subjective_group,
        .fund = line->fund,
        .area = line->area == OT_NONE ? "" : areas[line->area].name};

    return context->prior_count
               ? bsearch(&wanted, context->prior_lines, context->prior_count,
                         sizeof wanted, ot_prior_compare)
               : NULL;
}

/* left: last month's forecasts that no line has taken yet. */
static ot_status set_movement(const ot_sheet_context *context, ot_report *report,
                              uint32_t row, const ot_line *line, ot_pence *left,
                              ot_error *err)
{
    const ot_prior_line *prior;

    if (!context->prior)
        return OT_OK;
    prior = find_prior(context, line);
    if (prior) {
        ot_report_set_number(report, row, PRIOR, prior->forecast);
        if (ot_pence_add(left, -prior->forecast, err) < 0)
            return OT_ERANGE;
    }
    return set_pair(report, row, MOVEMENT, FORECAST, PRIOR, -1, err);
}

static ot_status sum_prior(const ot_sheet_context *context, ot_pence *sum,
                           ot_error *err)
{
    ot_status st = OT_OK;

    *sum = 0;
    for (size_t i = 0; st == OT_OK && i < context->prior_count; i++)
        st = ot_pence_add(sum, context->prior_lines[i].forecast, err);
    return st;
}

/* Codes that moved or went: what last month's run had for lines that are not there now,
 * so that the columns of last month and of movement are whole. */
static ot_status add_gone(ot_report *report, ot_pence left, ot_error *err)
{
    uint32_t row;
    ot_status st;

    if (!left)
        return OT_OK;
    st = ot_report_row(report, OT_ROW_ITEM, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, SERVICE, "(lines no longer there)", err);
    if (st < 0)
        return st;
    ot_report_set_number(report, row, PRIOR, left);
    return set_pair(report, row, MOVEMENT, FORECAST, PRIOR, -1, err);
}

static ot_status add_total(const ot_sheet_context *context, ot_report *report,
                           ot_error *err)
{
    uint32_t row;
    ot_status st = ot_report_row(report, OT_ROW_TOTAL, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(report, row, SERVICE, "Total", err);
    for (uint32_t column = ORIGINAL; st == OT_OK && row && column < COLUMNS; column++) {
        const ot_ref rows = {NULL, 0, row - 1, column, 1};
        ot_pence sum = 0;
        bool summable = columns[column].kind == OT_COLUMN_PENCE &&
                        (column < LO80 || column > HI95) &&
                        column != MANAGER_FORECAST && column < MODELLED &&
                        (context->prior || column < PRIOR);

        for (uint32_t i = 0; summable && st == OT_OK && i < row; i++)
            st = ot_pence_add(&sum, ot_sheet_number(report, i, column), err);
        if (summable && st == OT_OK)
            st = ot_sheet_sum(report, row, column, &rows, 1, sum, err);
    }
    return st;
}

ot_status ot_sheet_detail(const ot_sheet_context *context, ot_report **out,
                          ot_error *err)
{
    const ot_position *position = context->position;
    ot_pence left = 0;
    ot_status st = ot_sheet_begin(context, "detail", "Detail by Cost Centre", out, err);

    if (st == OT_OK) {
        (*out)->frozen_columns = NAME + 1;
        st = add_columns(context, *out, err);
    }
    if (st == OT_OK)
        st = sum_prior(context, &left, err);
    for (size_t i = 0; st == OT_OK && i < position->count; i++) {
        uint32_t row;

        st = ot_report_row(*out, OT_ROW_ITEM, 0, &row, err);
        if (st == OT_OK)
            st = set_texts(context, *out, row, &position->lines[i], err);
        if (st == OT_OK)
            st = set_amounts(*out, row, &position->lines[i], err);
        if (st == OT_OK)
            st = set_movement(context, *out, row, &position->lines[i], &left, err);
    }
    if (st == OT_OK)
        st = add_gone(*out, left, err);
    if (st == OT_OK)
        st = add_total(context, *out, err);
    return st;
}
