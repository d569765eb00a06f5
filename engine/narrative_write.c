/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_write.c - the report of a pack: which sections there are, in which order.
 */
#include "engine/narrative_write.h"

#include <stdio.h>
#include <string.h>

static uint32_t column_of(const ot_report *sheet, const char *id)
{
    for (uint32_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i].id, id) == 0)
            return i;
    return OT_NONE;
}

/* The parts of the summary begin below their headings; the last is of services, and
 * between them the first is the whole. */
static void find_parts(ot_writer *w)
{
    uint32_t areas;

    ot_structure_areas(w->context->structure, &areas);
    w->overall = 1;
    for (uint32_t row = 1; row < w->summary->row_count; row++) {
        if (w->summary->rows[row].kind != OT_ROW_HEADING)
            continue;
        if (areas && !w->areas)
            w->areas = row + 1;
        w->services = row + 1;
    }
}

static void find_columns(ot_writer *w)
{
    w->budget = column_of(w->summary, "budget");
    w->forecast = column_of(w->summary, "forecast");
    w->variance = column_of(w->summary, "variance");
    w->percent = column_of(w->summary, "percent");
    w->driver = column_of(w->summary, "driver");
    w->net = column_of(w->summary, "underlying");
    w->before = column_of(w->summary, "last_month");
    w->movement = column_of(w->summary, "movement");
}

static void find_times(ot_writer *w)
{
    const ot_position_options *options = &w->context->position->options;

    w->final = options->as_at.number >= OT_MONTHS;
    ot_period_words(options->calendar, options->as_at, w->month);
    ot_period_words(options->calendar, ot_period_shift(options->as_at, 1), w->input);
    ot_year_text(options->calendar, options->as_at.year, w->year);
}

static void write_title(ot_writer *w)
{
    const ot_pack_options *options = w->context->options;
    const ot_report *sheet = w->summary;

    if (options->council)
        ot_pen_line(&w->pen, options->council);
    if (options->department)
        ot_pen_line(&w->pen, options->department);
    ot_pen_line(&w->pen, sheet->titles[sheet->title_count - 1]);
}

static ot_status write_sections(ot_writer *w)
{
    ot_status st;

    write_title(w);
    ot_write_purpose(w);
    ot_pen_section(&w->pen, 1, "Executive summary", NULL);
    ot_write_overall(w);
    st = ot_write_variances(w, OT_NON_DSG);
    if (st == OT_OK && w->context->has_dsg)
        st = ot_write_variances(w, OT_DSG);
    if (st == OT_OK)
        st = ot_write_movements(w);
    if (st < 0)
        return st;
    ot_write_activity(w);
    ot_write_other(w);
    ot_write_attachments(w);
    return w->pen.st;
}

ot_status ot_narrative_write(const ot_sheet_context *context, ot_narrative **out,
                             ot_error *err)
{
    const ot_position_options *options = &context->position->options;
    ot_writer w = {.context = context,
                   .summary = context->made[OT_SHEET_SUMMARY],
                   .sla = context->made[OT_SHEET_SLA],
                   .high_risk = context->made[OT_SHEET_HIGH_RISK],
                   .detail = context->made[OT_SHEET_DETAIL]};
    char title[OT_PERIOD_TEXT + 64], iso[OT_PERIOD_TEXT];

    find_parts(&w);
    find_columns(&w);
    find_times(&w);
    snprintf(title, sizeof title, "%s Revenue Budget Monitoring Report", w.year);
    *out =
        ot_narrative_new(title, ot_period_iso(options->calendar, options->as_at, iso));
    if (!*out)
        return ot_fail_memory(err);
    w.pen = (ot_pen){.narrative = *out, .err = err};
    return write_sections(&w);
}
