/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "sample.h"

/* A service of the SLA sheet, in 1000 pounds; its cost centres follow from it. */
typedef struct service {
    const char *name, *code;
    int64_t budget, forecast, dsg, other;
} service;

typedef struct group {
    const char *name, *manager, *total;
    const service *services;
    size_t count;
    bool blank_percent;
} group;

static const service education[] = {
    {"Schools", "CF0201", -60988, -45897, 14591, 500},
    {"Services for CYP with Additional Needs", "CF0202", 25770, 26783, 164, 849},
    {"Disabled Children & Young People", "CF0209", 4174, 4399, 0, 225},
    {"Education Outcomes and Intervention", "CF0203/04/05", 5393, 8997, 3567, 37},
    {"Commissioning for Learning", "CF0206", 15942, 16757, -64, 879},
    {"Early Years Education", "CF0210", 33894, 33897, 4, -1},
    {"Other Education Services", "CF02-0", 612, 768, -59, 215},
};
static const service families[] = {
    {"Safeguarding", "CF0301", 21334, 22544, 0, 1210},
    {"Children in Care", "CF0302", 33683, 46385, 0, 12702},
    {"Regulated Services", "CF0303", 19965, 19444, 0, -521},
    {"Quality", "CF0305", 2310, 2359, 0, 49},
    {"CF Management & Business Support", "CF0306", 5553, 5939, 0, 386},
    {"Localities Coordination & Support", "CF0307", 4115, 4160, 0, 45},
    {"Young People Services", "CF040201", 4035, 4181, 0, 146},
};
static const service commissioned[] = {
    {"Young People Support", "CF0402", 4609, 4609, 0, 0},
    {"Commissioning of Intervention Services", "CF0403", 886, 889, 0, 3},
    {"Health Contracts", "CF0405", 704, 704, 0, 0},
    {"Commissioned Early Years Services", "CF0406", 4449, 4448, 0, -1},
};
static const service function[] = {
    {"Commissioning Function", "CF07", 118, 632, 80, 434},
};
static const group groups[] = {
    {"Education & Additional Needs", "Director of Children's Services",
     "Total Education & Additional Needs", education, 7, false},
    {"Children & Families", "Director of Safeguarding and Care",
     "Total Children & Families", families, 7, false},
    {"Commissioned Children's Services", "Assistant Director Integrated Commissioning",
     "Other Commissioned Children's Services", commissioned, 4, false},
    {NULL, NULL, NULL, function, 1, true},
};
#define GROUPS 4

/* What a service's true figures are beyond the printed thousands, in pence: together
 * they make the roundings of -1 and 1 that the original shows. */
#define BUDGET_REST   (-5533)
#define FORECAST_REST 5541

/* The sheet's columns. */
enum { NAME, CODE, MANAGER, BUDGET, FORECAST, DSG, OTHER, TOTAL, PERCENT };

/* The detail sheet's columns. */
enum {
    D_GROUP,
    D_SERVICE,
    D_CENTRE,
    D_FUND,
    D_BUDGET,
    D_ACTUAL,
    D_COMMITTED,
    D_REST,
    D_FORECAST,
    D_VARIANCE,
    D_PERCENT,
    D_BASIS,
    D_COMMENT
};
#define CENTRES 3 /* of each service */

static void from_detail(ot_report *sla, uint32_t at, uint32_t column, uint32_t first,
                        uint32_t last)
{
    ot_ref ref = {.sheet = "detail", .row = first, .last_row = last, .sign = 1};

    ref.column = column == BUDGET ? D_BUDGET : D_FORECAST;
    sample_formula(sla, at, column, OT_FORMULA_THOUSANDS, &ref, 1);
}

/* Total and percent of a row whose budget and variances are set. */
static void set_variance(ot_report *sla, uint32_t at, bool blank_percent)
{
    const ot_value *values = sla->rows[at].values;
    int64_t total = values[DSG].number + values[OTHER].number;
    ot_ref parts[] = {sample_cell(at, DSG), sample_cell(at, OTHER)};
    ot_ref ratio[] = {sample_cell(at, TOTAL), sample_cell(at, BUDGET)};

    ot_report_set_number(sla, at, TOTAL, total);
    sample_formula(sla, at, TOTAL, OT_FORMULA_SUM, parts, 2);
    if (blank_percent)
        return;
    ot_report_set_ratio(sla, at, PERCENT, total, values[BUDGET].number);
    sample_formula(sla, at, PERCENT, OT_FORMULA_RATIO, ratio, 2);
}

static uint32_t add_service(ot_report *sla, const service *s, uint32_t nth, int level,
                            bool blank_percent)
{
    uint32_t at = sample_row(sla, OT_ROW_ITEM, level);
    ot_ref difference[] = {sample_cell(at, FORECAST), sample_cell(at, BUDGET),
                           sample_cell(at, DSG)};
    ot_value *name = ot_report_value(sla, at, NAME);

    sample_text(sla, at, NAME, s->name);
    name->link_sheet = "detail";
    name->link_row = nth * CENTRES;
    sample_text(sla, at, CODE, s->code);
    ot_report_set_number(sla, at, BUDGET, s->budget);
    from_detail(sla, at, BUDGET, nth * CENTRES, nth * CENTRES + CENTRES - 1);
    ot_report_set_number(sla, at, FORECAST, s->forecast);
    from_detail(sla, at, FORECAST, nth * CENTRES, nth * CENTRES + CENTRES - 1);
    ot_report_set_number(sla, at, DSG, s->dsg);
    ot_report_set_number(sla, at, OTHER, s->other);
    difference[1].sign = difference[2].sign = -1;
    sample_formula(sla, at, OTHER, OT_FORMULA_SUM, difference, 3);
    set_variance(sla, at, blank_percent);
    return at;
}

static void add_checks(ot_report *sla, uint32_t subtotal, const group *g)
{
    uint32_t at = sample_row(sla, OT_ROW_CHECK, 0);
    ot_ref all = sample_cell(at, BUDGET);

    for (uint32_t column = BUDGET; column <= TOTAL; column++) {
        ot_value *value = ot_report_value(sla, at, column);
        ot_ref printed = sample_cell(subtotal, column);
        int64_t rest = column == BUDGET     ? BUDGET_REST
                       : column == FORECAST ? FORECAST_REST
                                            : 0;

        value->kind = OT_VALUE_CHECK;
        sample_formula(sla, at, column, OT_FORMULA_CHECK, &printed, 1);
        value->formula.against = sla->rows[subtotal].values[column].number * 100000 +
                                 rest * (int64_t)g->count;
        value->formula.allowed = (int64_t)g->count * 50000;
    }
    sample_text(sla, at, PERCENT, "All ok");
    sample_formula(sla, at, PERCENT, OT_FORMULA_ALL_OK, &all, 1);
    ot_report_value(sla, at, PERCENT)->formula.against = TOTAL;
}

static uint32_t add_group(ot_report *sla, const group *g, uint32_t *nth)
{
    uint32_t at = sample_row(sla, OT_ROW_HEADING, 0), first = 0, last = 0;

    sample_text(sla, at, NAME, g->name);
    sample_text(sla, at, MANAGER, g->manager);
    for (size_t i = 0; i < g->count; i++) {
        last = add_service(sla, &g->services[i], (*nth)++, 1, g->blank_percent);
        first = i == 0 ? last : first;
    }
    at = sample_row(sla, OT_ROW_SUBTOTAL, 0);
    sample_text(sla, at, NAME, g->total);
    for (uint32_t column = BUDGET; column <= OTHER; column++) {
        ot_ref items = {.row = first, .last_row = last, .column = column, .sign = 1};
        int64_t sum = 0;

        for (uint32_t i = first; i <= last; i++)
            sum += sla->rows[i].values[column].number;
        ot_report_set_number(sla, at, column, sum);
        sample_formula(sla, at, column, OT_FORMULA_SUM, &items, 1);
    }
    set_variance(sla, at, false);
    add_checks(sla, at, g);
    return at;
}

static void add_total(ot_report *sla, const uint32_t *parts, uint32_t services)
{
    static const int64_t totals[] = {126557, 161999, 18283, 17159};
    uint32_t roundings = sample_row(sla, OT_ROW_ROUNDINGS, 0),
             at = sample_row(sla, OT_ROW_TOTAL, 0);

    sample_text(sla, roundings, NAME, "Roundings");
    sample_text(sla, at, NAME, "Total");
    for (uint32_t column = BUDGET; column <= OTHER; column++) {
        ot_ref refs[GROUPS + 1] = {sample_cell(at, column)};
        int64_t rest = totals[column - BUDGET];

        for (uint32_t i = 0; i < GROUPS; i++) {
            refs[i + 1] = sample_cell(parts[i], column);
            refs[i + 1].sign = -1;
            rest -= sla->rows[parts[i]].values[column].number;
        }
        ot_report_set_number(sla, at, column, totals[column - BUDGET]);
        if (column <= FORECAST)
            from_detail(sla, at, column, 0, services * CENTRES - 1);
        ot_report_set_number(sla, roundings, column, rest);
        sample_formula(sla, roundings, column, OT_FORMULA_SUM, refs, GROUPS + 1);
    }
    set_variance(sla, at, false);
    set_variance(sla, roundings, true);
}

ot_report *sample_sla(void)
{
    static const ot_column list[] = {
        {.id = "service_area", .heading = "Service Area", .width = 40},
        {.id = "code", .heading = "Code"},
        {.id = "manager",
         .heading = "Budget Manager",
         .media = OT_MEDIA_PRINT,
         .width = 42},
        {"budget", "Full Year Budget", NULL, "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 11},
        {"forecast", "Forecast Outturn", NULL, "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 11},
        {"variance_dsg", "DSG", "Variance", "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 0},
        {"variance_non_dsg", "Non DSG", "Variance", "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 0},
        {"variance_total", "Total", "Variance", "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 0},
        {"percent", "%", "Variance", NULL, OT_COLUMN_PERCENT, 0, 1, .width = 0},
    };
    ot_report *sla = sample_start("sla", "Net budget analysis");
    ot_chart_series series[] = {{"Full year budget", NULL, 0, 0, NAME, BUDGET},
                                {"Forecast outturn", NULL, 0, 0, NAME, FORECAST}};
    ot_chart chart = {OT_CHART_COLUMN,
                      "Children & Families: forecast outturn against budget",
                      "£000",
                      series,
                      2,
                      false};
    ot_error err;
    uint32_t parts[GROUPS], nth = 0;

    sample_title(sla, "2021/22 Revenue Budget Monitoring Report - ATTACHMENT 1");
    sample_title(sla, "Children & Families Services");
    sample_title(sla, "Net Budget Analysis");
    sample_title(sla, "Year-End Forecast input in September 2021");
    sample_columns(sla, list, sizeof list / sizeof *list);
    for (size_t i = 0; i + 1 < GROUPS; i++)
        parts[i] = add_group(sla, &groups[i], &nth);
    parts[GROUPS - 1] = add_service(sla, function, nth++, 0, true);
    sample_text(sla, parts[GROUPS - 1], MANAGER, "Head of Commissioning");
    add_total(sla, parts, nth);
    sample_footnote(
        sla, "An overspend is positive. Percentages are of the signed budget and are "
             "left blank where the budget is nothing or the result is beyond 100%.");
    sample_footnote(
        sla,
        "Figures are rounded to £000 row by row; subtotals add the printed rows and "
        "the Roundings row carries what that leaves against the ledger's own total.");
    series[0].row = series[1].row = 11;
    series[0].last_row = series[1].last_row = 17;
    sample_must(ot_report_add_chart(sla, &chart, &err), &err);
    return sla;
}

/* The nth of CENTRES parts of an amount in pence, together the whole. */
static int64_t part_of(int64_t pence, int nth)
{
    int64_t half = pence / 2, third = pence / 3;

    return nth == 0 ? half : nth == 1 ? third : pence - half - third;
}

static void add_centre(ot_report *detail, const group *g, const service *s, int nth)
{
    static const char *const bases[] = {"manager", "placements", "model"};
    uint32_t at = sample_row(detail, OT_ROW_ITEM, 0);
    ot_ref forecast[] = {sample_cell(at, D_ACTUAL), sample_cell(at, D_COMMITTED),
                         sample_cell(at, D_REST)};
    ot_ref variance[] = {sample_cell(at, D_FORECAST), sample_cell(at, D_BUDGET)};
    ot_ref ratio[] = {sample_cell(at, D_VARIANCE), sample_cell(at, D_BUDGET)};
    int64_t budget = part_of(s->budget * 100000 + BUDGET_REST, nth);
    int64_t whole = part_of(s->forecast * 100000 + FORECAST_REST, nth);
    int64_t actual = whole * 5 / 12, committed = whole / 9;
    char code[16];

    snprintf(code, sizeof code, "0%u%d", at / 3 * 7 + 3101, nth);
    variance[1].sign = -1;
    sample_text(detail, at, D_GROUP, g->name ? g->name : s->name);
    sample_text(detail, at, D_SERVICE, s->name);
    sample_text(detail, at, D_CENTRE, at == 4 ? "=31081" : code);
    sample_text(detail, at, D_FUND, s->dsg ? "DSG" : "NON-DSG");
    ot_report_set_number(detail, at, D_BUDGET, budget);
    ot_report_set_number(detail, at, D_ACTUAL, actual);
    ot_report_set_number(detail, at, D_COMMITTED, committed);
    ot_report_set_number(detail, at, D_REST, whole - actual - committed);
    ot_report_set_number(detail, at, D_FORECAST, whole);
    sample_formula(detail, at, D_FORECAST, OT_FORMULA_SUM, forecast, 3);
    ot_report_set_number(detail, at, D_VARIANCE, whole - budget);
    sample_formula(detail, at, D_VARIANCE, OT_FORMULA_SUM, variance, 2);
    ot_report_set_ratio(detail, at, D_PERCENT, whole - budget, budget);
    sample_formula(detail, at, D_PERCENT, OT_FORMULA_RATIO, ratio, 2);
    sample_text(detail, at, D_BASIS, bases[nth]);
    if (nth == 1)
        sample_text(
            detail, at, D_COMMENT,
            "Eleven external placements began since April, three of them residential; "
            "two are expected to step down to fostering in November");
}

static void add_detail_total(ot_report *detail)
{
    uint32_t count = detail->row_count, at = sample_row(detail, OT_ROW_TOTAL, 0);
    ot_ref ratio[] = {sample_cell(at, D_VARIANCE), sample_cell(at, D_BUDGET)};

    sample_text(detail, at, D_GROUP, "Total");
    for (uint32_t column = D_BUDGET; column <= D_VARIANCE; column++) {
        ot_ref all = {.last_row = count - 1, .column = column, .sign = 1};
        int64_t sum = 0;

        for (uint32_t i = 0; i < count; i++)
            sum += detail->rows[i].values[column].number;
        ot_report_set_number(detail, at, column, sum);
        sample_formula(detail, at, column, OT_FORMULA_SUM, &all, 1);
    }
    ot_report_set_ratio(detail, at, D_PERCENT,
                        detail->rows[at].values[D_VARIANCE].number,
                        detail->rows[at].values[D_BUDGET].number);
    sample_formula(detail, at, D_PERCENT, OT_FORMULA_RATIO, ratio, 2);
}

ot_report *sample_detail(void)
{
    static const ot_column list[] = {
        {.id = "group", .heading = "Group"},
        {.id = "service", .heading = "Service area"},
        {.id = "cost_centre", .heading = "Cost centre", .width = 12},
        {.id = "fund", .heading = "Fund"},
        {"budget", "Revised budget", NULL, "£", OT_COLUMN_PENCE, 0, 0, .width = 0},
        {"actual", "Actual to August", NULL, "£", OT_COLUMN_PENCE, 0, 0, .width = 0},
        {"committed", "Commitments", NULL, "£", OT_COLUMN_PENCE, 0, 0, .width = 0},
        {"rest", "Forecast to March", NULL, "£", OT_COLUMN_PENCE, 0, 0, .width = 0},
        {"forecast", "Forecast outturn", NULL, "£", OT_COLUMN_PENCE, 0, 0, .width = 0},
        {"variance", "Variance", NULL, "£", OT_COLUMN_PENCE, 0, 0, .width = 0},
        {"percent", "Variance", NULL, "%", OT_COLUMN_PERCENT, 0, 1, .width = 0},
        {.id = "basis", .heading = "Basis"},
        {.id = "comment", .heading = "Comment", .width = 44},
    };
    ot_report *detail = sample_start("detail", "Forecast detail by cost centre");

    sample_title(detail, "Forecast detail by cost centre");
    sample_title(detail, "2021/22, actuals to the end of August 2021");
    sample_columns(detail, list, sizeof list / sizeof *list);
    detail->frozen_columns = 3;
    for (size_t i = 0; i < GROUPS; i++)
        for (size_t s = 0; s < groups[i].count; s++)
            for (int nth = 0; nth < CENTRES; nth++)
                add_centre(detail, &groups[i], &groups[i].services[s], nth);
    add_detail_total(detail);
    return detail;
}
