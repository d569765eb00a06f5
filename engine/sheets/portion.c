/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portion.c - the variances and the statistical projection of a portion by cost centre,
 * in pounds and pence: sums of its detail sheet, which has a row for each of its lines
 * and one for what last month had of lines no longer there. */
#include <math.h>
#include <string.h>

#include "engine/drill.h"
#include "engine/sheets/sheet.h"

/* A column that is a sum of detail rows says of which column; others are by hand. */
typedef struct portion_column {
    ot_column column;
    uint32_t detail; /* 0: none */
} portion_column;

enum { NAME, CODE, MANAGER, BUDGET, FORECAST, COMMON };
enum {
    VARIANCE = COMMON,
    PERCENT,
    RAG_FORECAST,
    RAG_RISK,
    RISK,
    MOVEMENT,
    ACTUAL,
    COMMITMENT,
    DRIVER,
    VARIANCES
};
enum { PROJECTED = COMMON, LO80, HI80, LO95, HI95, PROBABILITY, STANDING, PROJECTION };

#define BY_LINES "Statistical projection"
#define COMMON_PARTS                                                                   \
    [CODE] = {{.id = "cost_centre", .heading = "Cost Centre", .width = 12}, 0},        \
    [NAME] = {{.id = "name", .heading = "Name", .width = 34}, 0},                      \
    [MANAGER] = {{.id = "budget_manager", .heading = "Budget Manager", .width = 26},   \
                 0},                                                                   \
    [BUDGET] = {{.id = "budget", .heading = "Budget", .kind = OT_COLUMN_PENCE},        \
                OT_DETAIL_BUDGET},                                                     \
    [FORECAST] = {{.id = "forecast", .heading = "Forecast", .kind = OT_COLUMN_PENCE},  \
                  OT_DETAIL_FORECAST}

static const portion_column variances[VARIANCES] = {
    COMMON_PARTS,
    [VARIANCE] = {{.id = "variance", .heading = "Variance", .kind = OT_COLUMN_PENCE},
                  0},
    [PERCENT] = {{.id = "percent", .heading = "%", .kind = OT_COLUMN_PERCENT}, 0},
    [RAG_FORECAST] = {{.id = "rag_forecast",
                       .heading = "Forecast",
                       .super = "RAG by",
                       .width = 9,
                       .signal = true},
                      0},
    [RAG_RISK] = {{.id = "rag_risk",
                   .heading = "Risk",
                   .super = "RAG by",
                   .width = 9,
                   .signal = true},
                  0},
    [RISK] = {{.id = "probability_over",
               .heading = "Risk of Overspend",
               .kind = OT_COLUMN_PERCENT,
               .width = 10},
              0},
    [MOVEMENT] = {{.id = "movement",
                   .heading = "Forecast Moved",
                   .kind = OT_COLUMN_PENCE},
                  OT_DETAIL_MOVEMENT},
    [ACTUAL] = {{.id = "actual", .heading = "Actual to Date", .kind = OT_COLUMN_PENCE},
                OT_DETAIL_ACTUAL},
    [COMMITMENT] = {{.id = "commitment",
                     .heading = "Commitments",
                     .kind = OT_COLUMN_PENCE},
                    OT_DETAIL_COMMITMENT},
    [DRIVER] = {{.id = "driver", .heading = "Driver Share", .kind = OT_COLUMN_PENCE},
                OT_DETAIL_DRIVER},
};

static const portion_column projection[PROJECTION] = {
    COMMON_PARTS,
    [PROJECTED] = {{.id = "projection",
                    .heading = "Outturn",
                    .super = BY_LINES,
                    .kind = OT_COLUMN_PENCE},
                   OT_DETAIL_PROJECTED},
    [LO80] = {{.id = "lo80",
               .heading = "80% from",
               .super = BY_LINES,
               .kind = OT_COLUMN_PENCE},
              0},
    [HI80] = {{.id = "hi80",
               .heading = "80% to",
               .super = BY_LINES,
               .kind = OT_COLUMN_PENCE},
              0},
    [LO95] = {{.id = "lo95",
               .heading = "95% from",
               .super = BY_LINES,
               .kind = OT_COLUMN_PENCE},
              0},
    [HI95] = {{.id = "hi95",
               .heading = "95% to",
               .super = BY_LINES,
               .kind = OT_COLUMN_PENCE},
              0},
    [PROBABILITY] = {{.id = "probability_over",
                      .heading = "Risk of Overspend",
                      .kind = OT_COLUMN_PERCENT,
                      .width = 10},
                     0},
    [STANDING] = {{.id = "standing", .heading = "The adopted forecast is", .width = 24},
                  0},
};

typedef struct sheet {
    const ot_sheet_context *context;
    const ot_drill *drill;
    const ot_report *detail;
    ot_report *report;
    const portion_column *columns;
    uint32_t count;
    bool several; /* budget managers */
} sheet;

/* Whether cost centres are of several managers. */
static bool has_managers(const sheet *s)
{
    const char *first = NULL;

    for (uint32_t i = 0; i < s->drill->node_count; i++) {
        const ot_drill_node *node = &s->drill->nodes[i];

        if (node->level != OT_DRILL_CENTRE)
            continue;
        if (first && strcmp(node->manager, first) != 0)
            return true;
        first = node->manager;
    }
    return false;
}

static bool is_left_out(const sheet *s, uint32_t i)
{
    bool is_variances = s->columns == variances;

    if (i == MANAGER)
        return !s->several;
    return is_variances && ((i == MOVEMENT && !s->context->prior) ||
                            (i == DRIVER && !s->context->position->options.driver.id));
}

static ot_status add_columns(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < s->count; i++) {
        ot_column column = s->columns[i].column;

        if (column.kind == OT_COLUMN_PENCE) {
            column.unit = "£";
            column.width = 14;
        }
        if (is_left_out(s, i))
            column.media = OT_MEDIA_CSV;
        else if (s->columns == variances && i == DRIVER)
            column.heading = ot_report_format(
                s->report, "%s Share", s->context->position->options.driver.name);
        if (!column.heading)
            return ot_fail_memory(err);
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

/* Sums of the detail rows first .. last - 1, live. */
static ot_status sum_detail(sheet *s, uint32_t row, uint32_t first, uint32_t last,
                            ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < s->count; i++) {
        const ot_ref ref = {"detail", first, last - 1, s->columns[i].detail, 1};
        ot_pence sum = 0;

        if (!s->columns[i].detail || is_left_out(s, i))
            continue;
        for (uint32_t r = first; st == OT_OK && r < last; r++)
            st = ot_pence_add(&sum, ot_sheet_number(s->detail, r, ref.column), err);
        if (st == OT_OK)
            st = ot_sheet_sum(s->report, row, i, &ref, 1, sum, err);
    }
    return st;
}

static ot_status set_variance(sheet *s, uint32_t row, ot_error *err)
{
    const ot_ref refs[] = {{NULL, row, row, FORECAST, 1}, {NULL, row, row, BUDGET, -1}};
    ot_status st = ot_sheet_sum(s->report, row, VARIANCE, refs, 2,
                                ot_sheet_number(s->report, row, FORECAST) -
                                    ot_sheet_number(s->report, row, BUDGET),
                                err);

    return st == OT_OK
               ? ot_sheet_percent(s->report, row, PERCENT, VARIANCE, BUDGET, err)
               : st;
}

static void set_risk(sheet *s, uint32_t row, uint32_t column, const ot_drill_node *node)
{
    if (node->has_interval)
        ot_report_set_ratio(s->report, row, column, llround(node->probability * 10000),
                            10000);
}

static const char *standing(const ot_drill_node *node)
{
    ot_pence forecast = node->sums.forecast;

    if (!node->has_interval)
        return "";
    if (node->lo80 <= forecast && forecast <= node->hi80)
        return "within 80%";
    if (node->lo95 <= forecast && forecast <= node->hi95)
        return "within 95%";
    return forecast > node->hi95 ? "above the interval" : "below the interval";
}

/* What is known of a node but not of a sum of rows. */
static ot_status set_node(sheet *s, uint32_t row, const ot_drill_node *node,
                          ot_error *err)
{
    const ot_pence bounds[] = {node->lo80, node->hi80, node->lo95, node->hi95};
    ot_status st;

    if (s->columns == variances) {
        set_risk(s, row, RISK, node);
        st = ot_report_set_text(s->report, row, RAG_FORECAST, ot_rag_name(node->rag),
                                err);
        return st == OT_OK ? ot_report_set_text(s->report, row, RAG_RISK,
                                                ot_rag_name(node->probable), err)
                           : st;
    }
    for (uint32_t i = 0; node->has_interval && i < 4; i++)
        ot_report_set_number(s->report, row, LO80 + i, bounds[i]);
    set_risk(s, row, PROBABILITY, node);
    return ot_report_set_text(s->report, row, STANDING, standing(node), err);
}

static ot_status add_row(sheet *s, ot_row_kind kind, const ot_drill_node *node,
                         const char *code, const char *name, uint32_t *row,
                         ot_error *err)
{
    ot_status st = ot_report_row(s->report, kind, kind == OT_ROW_ITEM, row, err);

    if (st == OT_OK && *code)
        st = ot_report_set_text(s->report, *row, CODE, code, err);
    if (st == OT_OK)
        st = ot_report_set_text(s->report, *row, NAME, name, err);
    if (st == OT_OK && node && kind == OT_ROW_ITEM)
        st = ot_report_set_text(s->report, *row, MANAGER, node->manager, err);
    return st;
}

static ot_status add_figures(sheet *s, ot_row_kind kind, const ot_drill_node *node,
                             const char *code, const char *name, ot_error *err)
{
    uint32_t row, first = node->first_line;
    ot_status st = add_row(s, kind, node, code, name, &row, err);

    if (st == OT_OK && node->line_count)
        st = sum_detail(s, row, first, first + node->line_count, err);
    if (st == OT_OK && s->columns == variances)
        st = set_variance(s, row, err);
    if (st == OT_OK)
        st = set_node(s, row, node, err);
    if (st == OT_OK && kind == OT_ROW_ITEM) {
        ot_value *cell = ot_report_value(s->report, row, NAME);

        cell->link_sheet = "detail";
        cell->link_row = first;
    }
    return st;
}

/* The row of the detail sheet for lines no longer there, if it has one. */
static bool has_gone(const sheet *s)
{
    return s->detail->row_count > s->drill->line_count + 1;
}

static ot_status add_gone(sheet *s, ot_error *err)
{
    uint32_t row, line = s->drill->line_count;
    ot_status st =
        add_row(s, OT_ROW_ITEM, NULL, "", "(lines no longer there)", &row, err);

    return st == OT_OK ? sum_detail(s, row, line, line + 1, err) : st;
}

static const ot_drill_node *parent_of(const sheet *s, const ot_drill_node *node)
{
    return node->parent == OT_NONE ? NULL : &s->drill->nodes[node->parent];
}

/* The sums of a service, where they are not those of its one cost centre. */
static ot_status end_service(sheet *s, const ot_drill_node *service, uint32_t centres,
                             ot_error *err)
{
    if (!service || centres < 2)
        return OT_OK;
    return add_figures(s, OT_ROW_SUBTOTAL, service, "", service->name, err);
}

static ot_status add_centres(sheet *s, ot_error *err)
{
    const ot_drill_node *open = NULL;
    uint32_t centres = 0, row;
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < s->drill->node_count; i++) {
        const ot_drill_node *node = &s->drill->nodes[i];

        if (node->level != OT_DRILL_CENTRE)
            continue;
        if (parent_of(s, node) != open) {
            st = end_service(s, open, centres, err);
            open = parent_of(s, node);
            centres = 0;
            if (st == OT_OK)
                st = add_row(s, OT_ROW_HEADING, NULL, "", open->name, &row, err);
        }
        centres++;
        if (st == OT_OK)
            st = add_figures(s, OT_ROW_ITEM, node, node->code, node->name, err);
    }
    return st == OT_OK ? end_service(s, open, centres, err) : st;
}

/* All rows of the detail sheet but its own total. Of lines outside the structure no
 * interval is known together with others'. */
static ot_status add_total(sheet *s, ot_error *err)
{
    const ot_drill_node *all = &s->drill->nodes[0];
    uint32_t row;
    ot_status st = add_row(s, OT_ROW_TOTAL, NULL, "", "Total", &row, err);

    if (st == OT_OK && s->detail->row_count > 1)
        st = sum_detail(s, row, 0, s->detail->row_count - 1, err);
    if (st == OT_OK && s->columns == variances)
        st = set_variance(s, row, err);
    if (st == OT_OK && all->line_count == s->drill->line_count)
        st = set_node(s, row, all, err);
    return st;
}

static ot_status add_notes(sheet *s, ot_error *err)
{
    char text[OT_RAG_LEGEND];
    ot_status st;

    if (s->columns == projection)
        return ot_report_note(
            s->report,
            "Made for every line of the detail sheet from its own months and what such "
            "projections came to in earlier years. An interval of 80% is to hold the "
            "outturn in four years of five; intervals are not added up.",
            err);
    st = ot_report_note(s->report,
                        "Variance = forecast - budget; an overspend is positive. Lines "
                        "behind a cost centre are on the detail sheet.",
                        err);
    ot_rag_legend(&s->context->options->rag, text);
    if (st == OT_OK)
        st = ot_report_note(s->report, text, err);
    ot_rag_probability_legend(&s->context->options->rag, text);
    return st == OT_OK ? ot_report_note(s->report, text, err) : st;
}

static ot_status make(sheet *s, const char *id, const char *name, ot_report **out,
                      ot_error *err)
{
    ot_status st = ot_sheet_begin(s->context, id, name, out, err);

    s->report = *out;
    s->several = has_managers(s);
    if (st == OT_OK) {
        s->report->frozen_columns = CODE + 1;
        st = add_columns(s, err);
    }
    if (st == OT_OK)
        st = add_centres(s, err);
    if (st == OT_OK && has_gone(s) && s->columns == variances)
        st = add_gone(s, err);
    if (st == OT_OK)
        st = add_total(s, err);
    return st == OT_OK ? add_notes(s, err) : st;
}

ot_status ot_sheet_portion_variances(const ot_sheet_context *context,
                                     const ot_drill *drill, const ot_report *detail,
                                     ot_report **out, ot_error *err)
{
    sheet s = {context, drill, detail, NULL, variances, VARIANCES, false};

    return make(&s, "variances", "Variances by Cost Centre", out, err);
}

ot_status ot_sheet_portion_projection(const ot_sheet_context *context,
                                      const ot_drill *drill, const ot_report *detail,
                                      ot_report **out, ot_error *err)
{
    sheet s = {context, drill, detail, NULL, projection, PROJECTION, false};

    return make(&s, "projection", "Statistical Projection", out, err);
}
