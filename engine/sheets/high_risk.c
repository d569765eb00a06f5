/* SPDX-License-Identifier: GPL-3.0-or-later */
/* high_risk.c - the second roll-up: high-risk areas and their child rows.
 * A parent prints the sum of its rounded child rows, so it may differ by a little from
 * another sheet's figure for the same lines; the checks sheet lists where it does. */
#include <stdlib.h>

#include "engine/sheets/sheet.h"

enum { AREA, PARENT, MANAGER };

typedef struct high_risk {
    const ot_sheet_context *context;
    ot_report *report;
    ot_figures figures;
    const ot_area *areas;
    uint32_t area_count;
    uint32_t *summed, *rows;
    size_t summed_count;
    ot_range *ranges;
} high_risk;

static ot_status add_columns(high_risk *h, ot_error *err)
{
    const ot_column columns[] = {
        {.id = "area", .heading = "High Risk Area", .width = 42},
        {.id = "parent", .heading = "Part of", .media = OT_MEDIA_CSV},
        {.id = "budget_manager",
         .heading = "Budget Manager",
         .media = OT_MEDIA_PRINT,
         .width = 38}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++)
        st = ot_report_column(h->report, &columns[i], err);
    if (st == OT_OK)
        st = ot_figures_columns(h->context, h->report, &h->figures, err);
    return st;
}

static ot_status set_texts(high_risk *h, uint32_t row, const ot_area *area,
                           ot_error *err)
{
    ot_status st = ot_report_set_text(h->report, row, AREA, area->name, err);

    if (st == OT_OK && area->parent != OT_NONE)
        st = ot_report_set_text(h->report, row, PARENT, h->areas[area->parent].name,
                                err);
    if (st == OT_OK)
        st = ot_report_set_text(h->report, row, MANAGER, area->manager, err);
    return st;
}

static ot_status set_from_detail(high_risk *h, uint32_t row, uint32_t area, bool every,
                                 ot_error *err)
{
    const ot_position *position = h->context->position;
    const ot_lines_of lines = ot_lines_of_area(h->context, area);
    size_t count = 0;
    ot_status st;

    for (uint32_t i = 0; i < position->count; i++) {
        uint32_t of = position->lines[i].area;

        if (position->lines[i].service == OT_NONE ||
            (every ? of == OT_NONE : of != area))
            continue;
        if (count && h->ranges[count - 1].last + 1 == i)
            h->ranges[count - 1].last = i;
        else
            h->ranges[count++] = (ot_range){i, i};
    }
    if (count && !every) {
        ot_value *name = ot_report_value(h->report, row, AREA);

        name->link_sheet = "detail";
        name->link_row = h->ranges[0].first;
    }
    st = ot_figures_from_detail(&h->figures, row, h->ranges, count, err);
    return st == OT_OK ? ot_figures_origins(h->context, &h->figures, row, &lines, err)
                       : st;
}

static ot_status add_leaf(high_risk *h, uint32_t i, uint32_t *row, ot_error *err)
{
    bool child = h->areas[i].parent != OT_NONE;
    ot_printed printed = ot_sums_print(&h->context->now->areas[i]);
    ot_status st =
        ot_report_row(h->report, child ? OT_ROW_CHILD : OT_ROW_ITEM, child, row, err);

    if (st == OT_OK)
        st = set_texts(h, *row, &h->areas[i], err);
    if (st == OT_OK)
        st = ot_figures_set(&h->figures, *row, &printed, err);
    if (st == OT_OK)
        st = set_from_detail(h, *row, i, false, err);
    return st;
}

static ot_status add_area(high_risk *h, uint32_t i, ot_error *err)
{
    const ot_area *area = &h->areas[i];
    uint32_t row;
    ot_printed sum;
    ot_status st;

    if (!area->child_count) {
        st = add_leaf(h, i, &row, err);
        h->summed[h->summed_count++] = row;
        return st;
    }
    st = ot_report_row(h->report, OT_ROW_ITEM, 0, &row, err);
    if (st == OT_OK)
        st = set_texts(h, row, area, err);
    for (uint32_t child = 0; st == OT_OK && child < area->child_count; child++)
        st = add_leaf(h, i + 1 + child, &h->rows[child], err);
    if (st == OT_OK)
        st = ot_figures_sum(&h->figures, row, h->rows, area->child_count, &sum, err);
    h->summed[h->summed_count++] = row;
    return st;
}

static ot_status add_totals(high_risk *h, ot_error *err)
{
    ot_printed printed = ot_sums_print(&h->context->now->all_areas);
    uint32_t roundings, total;
    ot_status st = ot_report_row(h->report, OT_ROW_ROUNDINGS, 0, &roundings, err);

    if (st == OT_OK)
        st = ot_report_row(h->report, OT_ROW_TOTAL, 0, &total, err);
    if (st == OT_OK)
        st = ot_report_set_text(h->report, roundings, AREA, "Roundings", err);
    if (st == OT_OK)
        st = ot_report_set_text(h->report, total, AREA, "Total", err);
    if (st == OT_OK)
        st = ot_figures_set(&h->figures, total, &printed, err);
    if (st == OT_OK)
        st = set_from_detail(h, total, OT_NONE, true, err);
    if (st == OT_OK)
        st = ot_figures_roundings(&h->figures, roundings, total, h->summed,
                                  h->summed_count, err);
    return st;
}

ot_status ot_sheet_high_risk(const ot_sheet_context *context, ot_report **out,
                             ot_error *err)
{
    high_risk h = {.context = context};
    ot_status st = ot_sheet_begin(context, "high-risk", "High Risk Analysis", out, err);

    h.report = *out;
    h.areas = ot_structure_areas(context->structure, &h.area_count);
    h.summed = malloc((h.area_count + 1) * sizeof *h.summed);
    h.rows = malloc((h.area_count + 1) * sizeof *h.rows);
    h.ranges = malloc((context->position->count + 1) * sizeof *h.ranges);
    if (!h.summed || !h.rows || !h.ranges)
        st = ot_fail_memory(err);
    if (st == OT_OK) {
        h.report->frozen_columns = PARENT;
        st = add_columns(&h, err);
    }
    for (uint32_t i = 0; st == OT_OK && i < h.area_count; i++)
        if (h.areas[i].parent == OT_NONE)
            st = add_area(&h, i, err);
    if (st == OT_OK)
        st = add_totals(&h, err);
    free(h.summed);
    free(h.rows);
    free(h.ranges);
    return st;
}
