/* SPDX-License-Identifier: GPL-3.0-or-later */
/* origins.c - figures that are sums of lines, said to be so: which lines of the detail
 * sheet, where no formula of a workbook says it. */
#include <stdlib.h>

#include "engine/sheets/sheet.h"

#define GIVES_WAY                                                                      \
    "so that DSG and non-DSG, each rounded, add up to the printed variance"

ot_lines_of ot_lines_of_services(const ot_sheet_context *context)
{
    size_t lines = context->now->all_services.lines;

    return (ot_lines_of){.first = lines ? 0 : OT_NONE,
                         .last = lines ? (uint32_t)lines - 1 : 0,
                         .area = OT_NONE};
}

ot_lines_of ot_lines_of_area(const ot_sheet_context *context, uint32_t area)
{
    ot_lines_of lines = ot_lines_of_services(context);

    lines.area = area;
    lines.in_area = true;
    return lines;
}

static bool is_of(const ot_sheet_context *context, const ot_lines_of *lines,
                  const ot_line *line)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(context->structure, &count);

    if (lines->one_fund && line->fund != lines->fund)
        return false;
    if (lines->with_driver && line->driver_basis == OT_DRIVER_BLANK)
        return false;
    if (!lines->in_area)
        return true;
    return line->area != OT_NONE &&
           (lines->area == OT_NONE || line->area == lines->area ||
            areas[line->area].parent == lines->area);
}

/* Refs to the lines, neighbours as one, and what they come to. */
static size_t gather(const ot_sheet_context *context, const ot_lines_of *lines,
                     uint32_t detail, ot_ref *refs, ot_pence *sum)
{
    const ot_report *sheet = context->made[OT_SHEET_DETAIL];
    size_t count = 0;

    for (uint32_t i = lines->first; lines->first != OT_NONE && i <= lines->last; i++) {
        if (!is_of(context, lines, &context->position->lines[i]))
            continue;
        *sum += ot_sheet_number(sheet, i, detail);
        if (count && refs[count - 1].last_row + 1 == i)
            refs[count - 1].last_row = i;
        else
            refs[count++] = (ot_ref){sheet->id, i, i, detail, 1};
    }
    return count;
}

ot_status ot_origin_lines(const ot_sheet_context *context, ot_report *report,
                          uint32_t row, uint32_t column, const ot_lines_of *lines,
                          uint32_t detail, const ot_term *term, const char *why,
                          ot_error *err)
{
    bool thousands = report->columns[column].kind == OT_COLUMN_THOUSANDS;
    size_t room =
        lines->first == OT_NONE ? 1 : (size_t)(lines->last - lines->first) + 2;
    ot_ref *refs = malloc(room * sizeof *refs);
    ot_pence sum = term ? term->sign * term->number : 0;
    ot_origin origin = {
        .formula = {.kind = thousands ? OT_FORMULA_THOUSANDS : OT_FORMULA_SUM,
                    .refs = refs},
        .terms = term,
        .term_count = term ? 1 : 0};
    ot_status st;

    if (!refs)
        return ot_fail_memory(err);
    origin.formula.ref_count = gather(context, lines, detail, refs, &sum);
    origin.apart =
        ot_sheet_number(report, row, column) - (thousands ? ot_thousands(sum) : sum);
    origin.why = why;
    /* Without a reason for a difference there must be none: the trace will tell. */
    if (!why)
        origin.apart = 0;
    st = ot_report_set_origin(report, row, column, &origin, err);
    free(refs);
    return st;
}

ot_status ot_figures_origins(const ot_sheet_context *context, const ot_figures *figures,
                             uint32_t row, const ot_lines_of *lines, ot_error *err)
{
    const uint32_t columns[] = {figures->budget, figures->forecast};
    const uint32_t detail[] = {OT_DETAIL_BUDGET, OT_DETAIL_FORECAST};
    ot_lines_of dsg = *lines;
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < 2; i++)
        if (!ot_report_value(figures->report, row, columns[i])->formula.kind)
            st = ot_origin_lines(context, figures->report, row, columns[i], lines,
                                 detail[i], NULL, NULL, err);
    dsg.one_fund = true;
    dsg.fund = OT_DSG;
    return st == OT_OK ? ot_origin_lines(context, figures->report, row, figures->dsg,
                                         &dsg, OT_DETAIL_VARIANCE, NULL, GIVES_WAY, err)
                       : st;
}
