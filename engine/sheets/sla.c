/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sla.c - net budget by group and service area: the SLA-format sheet. */
#include <stdlib.h>

#include "engine/sheets/sheet.h"

enum { GROUP, SERVICE, CODE, MANAGER };

typedef struct sla {
    const ot_sheet_context *context;
    ot_report *report;
    ot_figures figures;
    uint32_t
        *summed; /* subtotals and services by themselves: what the total is made of */
    size_t summed_count;
    uint32_t *rows; /* of the group being written */
} sla;

static ot_status add_columns(sla *s, ot_error *err)
{
    const ot_column columns[] = {
        {.id = "group", .heading = "Group", .media = OT_MEDIA_CSV},
        {.id = "service_area", .heading = "Service Area", .width = 42},
        {.id = "code", .heading = "Code", .width = 13},
        {.id = "budget_manager",
         .heading = "Budget Manager",
         .media = OT_MEDIA_PRINT,
         .width = 34}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++)
        st = ot_report_column(s->report, &columns[i], err);
    if (st == OT_OK)
        st = ot_figures_columns(s->context, s->report, &s->figures, err);
    return st;
}

static ot_status set_texts(sla *s, uint32_t row, const char *group, const char *name,
                           const char *code, const char *manager, ot_error *err)
{
    const char *texts[] = {group, name, code, manager};
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < 4; i++)
        st = ot_report_set_text(s->report, row, i, texts[i], err);
    return st;
}

static ot_status add_service(sla *s, uint32_t i, int level, uint32_t *row,
                             ot_error *err)
{
    const ot_tally *now = s->context->now;
    uint32_t count;
    const ot_service *service =
        &ot_structure_services(s->context->structure, &count)[i];
    const ot_group *groups = ot_structure_groups(s->context->structure, &count);
    ot_printed printed = ot_sums_print(&now->services[i]);
    const ot_range range = {now->first[i], now->last[i]};
    const ot_lines_of lines = {
        .first = range.first, .last = range.last, .area = OT_NONE};
    ot_status st = ot_report_row(s->report, OT_ROW_ITEM, level, row, err);

    if (st == OT_OK)
        st = set_texts(s, *row,
                       service->group == OT_NONE ? "" : groups[service->group].name,
                       service->name, service->code,
                       service->group == OT_NONE ? service->manager : "", err);
    if (st == OT_OK)
        st = ot_figures_set(&s->figures, *row, &printed, err);
    if (st == OT_OK && range.first != OT_NONE) {
        ot_value *name = ot_report_value(s->report, *row, SERVICE);

        name->link_sheet = "detail";
        name->link_row = range.first;
        st = ot_figures_from_detail(&s->figures, *row, &range, 1, err);
    }
    if (st == OT_OK)
        st = ot_figures_origins(s->context, &s->figures, *row, &lines, err);
    return st;
}

static ot_status sum_group(const sla *s, const ot_group *group, ot_sums *sums,
                           ot_error *err)
{
    const ot_position *position = s->context->position;
    uint32_t end = group->first_service + group->service_count;
    ot_status st = OT_OK;

    *sums = (ot_sums){0};
    for (size_t i = 0; st == OT_OK && i < position->count; i++)
        if (position->lines[i].service >= group->first_service &&
            position->lines[i].service < end)
            st = ot_sums_add(sums, &position->lines[i], err);
    return st;
}

static ot_status add_subtotal(sla *s, const ot_group *group, ot_error *err)
{
    ot_printed sum;
    ot_sums sums;
    uint32_t row, check;
    ot_status st = ot_report_row(s->report, OT_ROW_SUBTOTAL, 0, &row, err);

    if (st == OT_OK)
        st = set_texts(s, row, group->name, group->total_label, "", "", err);
    if (st == OT_OK)
        st = ot_figures_sum(&s->figures, row, s->rows, group->service_count, &sum, err);
    if (st == OT_OK)
        st = sum_group(s, group, &sums, err);
    if (st == OT_OK)
        st = ot_report_row(s->report, OT_ROW_CHECK, 0, &check, err);
    if (st == OT_OK)
        st =
            ot_figures_check(&s->figures, check, row, group->service_count, &sums, err);
    s->summed[s->summed_count++] = row;
    return st;
}

static ot_status add_group(sla *s, const ot_group *group, ot_error *err)
{
    uint32_t heading;
    ot_status st = ot_report_row(s->report, OT_ROW_HEADING, 0, &heading, err);

    if (st == OT_OK)
        st = set_texts(s, heading, group->name, group->name, "", group->manager, err);
    for (uint32_t i = 0; st == OT_OK && i < group->service_count; i++)
        st = add_service(s, group->first_service + i, 1, &s->rows[i], err);
    if (st == OT_OK)
        st = add_subtotal(s, group, err);
    return st;
}

static ot_status add_totals(sla *s, ot_error *err)
{
    const ot_tally *now = s->context->now;
    ot_printed printed = ot_sums_print(&now->all_services);
    const ot_range all = {0, (uint32_t)now->all_services.lines - 1};
    const ot_lines_of lines = ot_lines_of_services(s->context);
    uint32_t roundings, total;
    ot_status st = ot_report_row(s->report, OT_ROW_ROUNDINGS, 0, &roundings, err);

    if (st == OT_OK)
        st = ot_report_row(s->report, OT_ROW_TOTAL, 0, &total, err);
    if (st == OT_OK)
        st = set_texts(s, roundings, "", "Roundings", "", "", err);
    if (st == OT_OK)
        st = set_texts(s, total, "", "Total", "", "", err);
    if (st == OT_OK)
        st = ot_figures_set(&s->figures, total, &printed, err);
    if (st == OT_OK && now->all_services.lines)
        st = ot_figures_from_detail(&s->figures, total, &all, 1, err);
    if (st == OT_OK)
        st = ot_figures_origins(s->context, &s->figures, total, &lines, err);
    if (st == OT_OK)
        st = ot_figures_roundings(&s->figures, roundings, total, s->summed,
                                  s->summed_count, err);
    return st;
}

static ot_status add_rows(sla *s, ot_error *err)
{
    uint32_t group_count, service_count;
    const ot_group *groups = ot_structure_groups(s->context->structure, &group_count);
    const ot_service *services =
        ot_structure_services(s->context->structure, &service_count);
    ot_status st = OT_OK;

    s->summed = malloc((group_count + service_count + 1) * sizeof *s->summed);
    s->rows = malloc((service_count + 1) * sizeof *s->rows);
    if (!s->summed || !s->rows)
        return ot_fail_memory(err);
    for (uint32_t i = 0; st == OT_OK && i < group_count; i++)
        st = add_group(s, &groups[i], err);
    for (uint32_t i = 0; st == OT_OK && i < service_count; i++) {
        uint32_t row;

        if (services[i].group != OT_NONE)
            continue;
        st = add_service(s, i, 0, &row, err);
        if (st == OT_OK)
            s->summed[s->summed_count++] = row;
    }
    return st == OT_OK ? add_totals(s, err) : st;
}

ot_status ot_sheet_sla(const ot_sheet_context *context, ot_report **out, ot_error *err)
{
    sla s = {.context = context};
    ot_status st = ot_sheet_begin(context, "sla", "Net Budget Analysis", out, err);

    s.report = *out;
    if (st == OT_OK) {
        s.report->frozen_columns = CODE;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = add_rows(&s, err);
    free(s.summed);
    free(s.rows);
    return st;
}
