/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks.c - what proves the pack, and what a person should know of it: totals against
 * the ledger, figures that differ between sheets with the reason, coverage, data
 * quality. */
#include "engine/checks.h"

#include <stdlib.h>
#include <string.h>

#include "engine/sheets/sheet.h"

enum { TOPIC, WHAT, FIRST, SECOND, DIFFERENCE, RESULT, EXPLANATION };

typedef struct checks {
    const ot_sheet_context *context;
    ot_report *report;
} checks;

static ot_status add_columns(checks *c, ot_error *err)
{
    const ot_column columns[] = {
        {.id = "topic", .heading = "Topic", .width = 14},
        {.id = "check", .heading = "Check", .width = 46},
        {.id = "first", .heading = "Figure", .unit = "£", .kind = OT_COLUMN_PENCE},
        {.id = "second", .heading = "Against", .unit = "£", .kind = OT_COLUMN_PENCE},
        {.id = "difference",
         .heading = "Difference",
         .unit = "£",
         .kind = OT_COLUMN_PENCE},
        {.id = "result", .heading = "Result", .width = 10},
        {.id = "explanation", .heading = "Explanation", .width = 80}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++) {
        ot_column column = columns[i];

        if (column.kind == OT_COLUMN_PENCE)
            column.width = 16;
        st = ot_report_column(c->report, &column, err);
    }
    return st;
}

static ot_status add_texts(checks *c, const char *topic, const char *what,
                           const char *result, const char *explanation, uint32_t *row,
                           ot_error *err)
{
    ot_status st = ot_report_row(c->report, OT_ROW_ITEM, 0, row, err);

    if (st == OT_OK)
        st = ot_report_set_text(c->report, *row, TOPIC, topic, err);
    if (st == OT_OK)
        st = ot_report_set_text(c->report, *row, WHAT, what, err);
    if (st == OT_OK)
        st = ot_report_set_text(c->report, *row, RESULT, result, err);
    if (st == OT_OK)
        st = ot_report_set_text(c->report, *row, EXPLANATION, explanation, err);
    return st;
}

/* Two figures that must be, or happen not to be, the same. */
static ot_status add_comparison(checks *c, const char *topic, const char *what,
                                ot_pence first, ot_pence second, const char *result,
                                const char *explanation, ot_error *err)
{
    uint32_t row;
    ot_status st = add_texts(c, topic, what, result, explanation, &row, err);
    const ot_ref refs[] = {{NULL, row, row, FIRST, 1}, {NULL, row, row, SECOND, -1}};

    if (st < 0)
        return st;
    ot_report_set_number(c->report, row, FIRST, first);
    ot_report_set_number(c->report, row, SECOND, second);
    return ot_sheet_sum(c->report, row, DIFFERENCE, refs, 2, first - second, err);
}

/* A total that must agree to the penny: a difference is a finding. */
static ot_status add_proof(checks *c, const char *what, ot_pence first, ot_pence second,
                           const char *explanation, ot_error *err)
{
    ot_pence off = first - second;
    ot_status st = add_comparison(c, "totals", what, first, second,
                                  off ? "DIFFERS" : "ok", explanation, err);

    if (st == OT_OK && off)
        st = ot_findings_add(c->context->findings, true, "totals", what, &off, err,
                             "%s: the two figures differ", what);
    return st;
}

static ot_status prove_totals(checks *c, ot_error *err)
{
    const ot_tally *now = c->context->now;
    ot_pence totals[OT_MEASURES];
    ot_status st = ot_checks_ledger_totals(c->context->dataset,
                                           &c->context->position->options, totals, err);

    if (st == OT_OK)
        st = add_proof(
            c, "Revised budget: services + not in the structure = ledger",
            now->all_services.budget + now->outside.budget,
            totals[OT_BUDGET] + totals[OT_VIREMENT],
            "every budget and virement line of the ledger is in one line of the "
            "detail sheet",
            err);
    if (st == OT_OK)
        st = add_proof(
            c, "Actual to date: services + not in the structure = ledger",
            now->all_services.actual + now->outside.actual, totals[OT_ACTUAL],
            "every actual of the ledger is in one line of the detail sheet", err);
    if (st == OT_OK && c->context->has_dsg)
        st = add_proof(c, "DSG + non-DSG variance = forecast - budget",
                       now->all_services.variance[OT_DSG] +
                           now->all_services.variance[OT_NON_DSG],
                       now->all_services.forecast - now->all_services.budget,
                       "all services, to the penny", err);
    return st;
}

/* The check cells of a sheet, gathered: does every group's subtotal agree? */
static ot_status prove_sheet(checks *c, ot_sheet sheet, ot_error *err)
{
    const ot_report *report = c->context->made[sheet];
    uint32_t cells = 0, failing = 0, row;
    ot_status st;

    if (!report)
        return OT_OK;
    for (uint32_t i = 0; i < report->row_count; i++)
        for (uint32_t k = 0; k < report->column_count; k++)
            if (report->rows[i].values[k].kind == OT_VALUE_CHECK) {
                cells++;
                failing += report->rows[i].values[k].number != 0;
            }
    if (!cells)
        return OT_OK;
    st = add_texts(
        c, "totals", ot_report_format(c->report, "Check cells of sheet %s", report->id),
        failing ? "DIFFERS" : "ok",
        ot_report_format(c->report,
                         "%u subtotals against the lines' own totals within the "
                         "rounding of their rows, %u failing",
                         cells, failing),
        &row, err);
    if (st == OT_OK && failing)
        st =
            ot_findings_add(c->context->findings, true, "totals", report->id, NULL, err,
                            "%u check cells of sheet %s fail", failing, report->id);
    return st;
}

/* A service and an area that are made of the very same lines. */
static bool same_lines(const checks *c, uint32_t service, uint32_t area)
{
    const ot_position *position = c->context->position;
    uint32_t count;
    const ot_area *areas = ot_structure_areas(c->context->structure, &count);

    if (!c->context->now->areas[area].lines)
        return false;
    for (size_t i = 0; i < position->count; i++) {
        uint32_t of = position->lines[i].area;
        bool in_area = of != OT_NONE && (of == area || areas[of].parent == area);

        if (in_area != (position->lines[i].service == service))
            return false;
    }
    return true;
}

static ot_status compare_pair(checks *c, uint32_t service_row, const char *service,
                              uint32_t area, const char *area_name, ot_error *err)
{
    static const char *const names[] = {"budget", "forecast", "DSG variance",
                                        "non-DSG variance", "variance"};
    const ot_report *sla = c->context->made[OT_SHEET_SLA];
    const ot_report *high_risk = c->context->made[OT_SHEET_HIGH_RISK];
    ot_status st = OT_OK;

    for (uint32_t k = 0; st == OT_OK && k < 5; k++) {
        int64_t a = ot_sheet_number(sla, service_row, OT_SLA_FIGURES + k);
        int64_t b = ot_sheet_number(high_risk, area, OT_HIGH_RISK_FIGURES + k);

        if (a != b)
            st = add_comparison(c, "consistency",
                                ot_report_format(c->report,
                                                 "%s of %s (sla) and %s (high-risk)",
                                                 names[k], service, area_name),
                                a * 100000, b * 100000, "explained",
                                "the same lines: one is rounded once, the other is the "
                                "sum of its rounded "
                                "child rows",
                                err);
    }
    return st;
}

static ot_status compare_sheets(checks *c, ot_error *err)
{
    const ot_report *sla = c->context->made[OT_SHEET_SLA];
    uint32_t service_count, area_count, service = 0;
    const ot_service *services =
        ot_structure_services(c->context->structure, &service_count);
    const ot_area *areas = ot_structure_areas(c->context->structure, &area_count);
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < sla->row_count; i++) {
        if (sla->rows[i].kind != OT_ROW_ITEM)
            continue;
        for (uint32_t area = 0; st == OT_OK && area < area_count; area++)
            if (same_lines(c, service, area))
                st = compare_pair(c, i, services[service].name, area, areas[area].name,
                                  err);
        service++;
    }
    return st;
}

static ot_status tell_coverage(checks *c, ot_error *err)
{
    const ot_tally *now = c->context->now;
    uint32_t count;
    ot_status st = OT_OK;

    if (now->outside.lines)
        st = add_comparison(
            c, "coverage", "Revised budget not in the structure", now->outside.budget,
            0, "look", "cost centres outside the structure are in no service", err);
    ot_structure_areas(c->context->structure, &count);
    if (st == OT_OK && count)
        st = add_comparison(c, "coverage",
                            "Revised budget in high-risk areas, of services",
                            now->all_areas.budget, now->all_services.budget, "note",
                            "the high-risk sheet is a partial roll-up by design", err);
    return st;
}

/* Whether a finding tells of single rows about children. */
static bool is_of_rows(const ot_finding *finding)
{
    bool any = false;

    for (int kind = 0; kind < OT_STAY_FINDING_KINDS; kind++)
        any |= strcmp(finding->what,
                      ot_stay_finding_name((ot_stay_finding_kind)kind)) == 0;
    return any;
}

static ot_status list_findings(checks *c, ot_error *err)
{
    const ot_findings *findings = c->context->findings;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < findings->count; i++) {
        const ot_finding *finding = &findings->items[i];
        uint32_t row;

        if (c->context->withheld && is_of_rows(finding))
            continue;
        st = add_texts(c, finding->topic, finding->what,
                       finding->needs_person ? "look" : "note", finding->message, &row,
                       err);
        if (st == OT_OK && finding->has_amount)
            ot_report_set_number(c->report, row, FIRST, finding->amount);
    }
    return st;
}

ot_status ot_sheet_checks(const ot_sheet_context *context, ot_report **out,
                          ot_error *err)
{
    checks c = {.context = context};
    ot_status st = ot_sheet_begin(context, "checks", "Checks", out, err);

    c.report = *out;
    if (st == OT_OK) {
        c.report->frozen_columns = FIRST;
        st = add_columns(&c, err);
    }
    if (st == OT_OK)
        st = prove_totals(&c, err);
    if (st == OT_OK)
        st = prove_sheet(&c, OT_SHEET_SLA, err);
    if (st == OT_OK)
        st = prove_sheet(&c, OT_SHEET_DRIVER, err);
    if (st == OT_OK)
        st = compare_sheets(&c, err);
    if (st == OT_OK)
        st = tell_coverage(&c, err);
    if (st == OT_OK)
        st =
            ot_checks_find(context->dataset, context->position, context->findings, err);
    return st == OT_OK ? list_findings(&c, err) : st;
}
