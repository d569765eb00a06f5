/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_other.c - how sure the forecast is, how to read the figures, and the tables
 * that the report is attached to. */
#include <string.h>

#include "engine/narrative_write.h"

enum { FORECAST = 4, PROJECTED, LO80, HI80 }; /* columns of the projection sheet */

static uint32_t total_row(const ot_report *sheet)
{
    uint32_t row = 0;

    while (row < sheet->row_count && sheet->rows[row].kind != OT_ROW_TOTAL)
        row++;
    return row;
}

/* Income is said to be such, and where the row has some, spend is too. */
static void say_amount(ot_writer *w, const ot_report *sheet, uint32_t row,
                       uint32_t column)
{
    bool income = ot_sheet_number(sheet, row, column) < 0, any = false;

    for (uint32_t i = FORECAST; i <= HI80; i++)
        any = any || ot_sheet_number(sheet, row, i) < 0;
    if (any)
        ot_pen_say(&w->pen, income ? "a net income of " : "a net spend of ");
    ot_pen_cell(&w->pen, sheet, row, column, OT_FORM_AMOUNT);
}

static void say_projection(ot_writer *w)
{
    const ot_report *sheet = w->context->made[OT_SHEET_PROJECTION];
    uint32_t row = sheet ? total_row(sheet) : 0;
    int64_t forecast;

    if (!sheet || row == sheet->row_count || !ot_write_shown(sheet, row, LO80))
        return;
    forecast = ot_sheet_number(sheet, row, FORECAST);
    ot_pen_paragraph(&w->pen);
    ot_pen_say(&w->pen,
               "The statistical projection of all services, made from the ledger "
               "alone, is ");
    say_amount(w, sheet, row, PROJECTED);
    ot_pen_say(&w->pen, ". In four years of five the outturn is to be expected from ");
    say_amount(w, sheet, row, LO80);
    ot_pen_say(&w->pen, " to ");
    say_amount(w, sheet, row, HI80);
    ot_pen_say(&w->pen, "; the forecast of this report, ");
    say_amount(w, sheet, row, FORECAST);
    ot_pen_say(&w->pen,
               forecast < ot_sheet_number(sheet, row, LO80)   ? ", is below that."
               : forecast > ot_sheet_number(sheet, row, HI80) ? ", is above that."
                                                              : ", lies within.");
}

void ot_write_other(ot_writer *w)
{
    const ot_driver *driver = &w->context->position->options.driver;

    ot_pen_section(&w->pen, 2, "Other key financial information", "other-information");
    say_projection(w);
    if (driver->id) {
        ot_pen_paragraph(&w->pen);
        ot_pen_say(&w->pen, "What is put down to ");
        ot_pen_name(&w->pen, driver->name);
        ot_pen_say(&w->pen,
                   " is what budget managers declared with their forecasts, or else "
                   "spend to date that the ledger marks as such");
        if (w->context->outlook)
            ot_pen_say(&w->pen,
                       ", or else what the forecast of placements makes of it");
        ot_pen_say(&w->pen, w->context->has_dsg
                                ? "; only the part not funded by DSG is split, and a "
                                  "blank is a service with none of it."
                                : "; a blank is a service with none of it.");
    }
    ot_pen_paragraph(&w->pen);
    ot_pen_say(
        &w->pen,
        "Figures are rounded to a thousand pounds, each for itself, so rows need "
        "not add up to the totals; the row Roundings shows by how much.");
    if (w->context->has_dsg)
        ot_pen_say(&w->pen,
                   " The variance of services not funded by DSG is measured by the "
                   "whole net budget.");
    if (w->context->options->publish)
        ot_pen_say(&w->pen,
                   " For publication, small counts and what could tell them are left "
                   "out.");
}

static void attach(ot_writer *w, ot_sheet which)
{
    const ot_report *sheet = w->context->made[which];
    ot_narrative *n = w->pen.narrative;
    ot_section *section;

    if (!sheet)
        return;
    ot_pen_section(&w->pen, 0, sheet->name, NULL);
    ot_pen_table(&w->pen, sheet, NULL, 0);
    if (w->pen.st < 0)
        return;
    section = &n->sections[n->section_count - 1];
    section->blocks[section->block_count - 1].notes = true;
}

/* A table a type: all of them side by side would not go on a page. */
static void attach_activity(ot_writer *w)
{
    const ot_report *sheet = w->context->made[OT_SHEET_ACTIVITY];
    ot_narrative *n = w->pen.narrative;
    uint32_t columns[32], at = 1, count;
    ot_block *block = NULL;

    if (!sheet)
        return;
    ot_pen_section(&w->pen, 0, sheet->name, NULL);
    while (at < sheet->column_count) {
        const char *label = sheet->columns[at].super;

        columns[0] = 0;
        for (count = 1;
             at < sheet->column_count && strcmp(sheet->columns[at].super, label) == 0;
             at++)
            if (count < sizeof columns / sizeof columns[0])
                columns[count++] = at;
        ot_pen_table(&w->pen, sheet, columns, count);
        ot_pen_name(&w->pen, label);
        if (w->pen.st < 0)
            return;
        block = &n->sections[n->section_count - 1]
                     .blocks[n->sections[n->section_count - 1].block_count - 1];
        block->plain = true;
    }
    if (block)
        block->notes = true;
}

/* What is published of the driver's sheet: not what a model makes of it. */
static void attach_driver(ot_writer *w)
{
    const ot_report *sheet = w->context->made[OT_SHEET_DRIVER];
    uint32_t columns[OT_DRIVER_NET + 1], count = 0;

    if (!sheet)
        return;
    for (uint32_t i = 0; i <= OT_DRIVER_NET; i++)
        if (sheet->columns[i].media != OT_MEDIA_CSV)
            columns[count++] = i;
    ot_pen_section(&w->pen, 0, sheet->name, NULL);
    ot_pen_table(&w->pen, sheet, columns, count);
}

/* Of the sheet of placements what fits a page: the chosen forecast and unit costs. */
static void attach_placements(ot_writer *w)
{
    static const char *const shown[] = {"name",        "open",     "committed",
                                        "contingency", "forecast", "annualised",
                                        "unit_cost"};
    const ot_report *sheet = w->context->made[OT_SHEET_PLACEMENTS];
    uint32_t columns[sizeof shown / sizeof shown[0]], count = 0;

    if (!sheet)
        return;
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        for (uint32_t c = 0; c < sheet->column_count; c++)
            if (strcmp(sheet->columns[c].id, shown[i]) == 0)
                columns[count++] = c;
    ot_pen_section(&w->pen, 0, sheet->name, NULL);
    ot_pen_table(&w->pen, sheet, columns, count);
}

void ot_write_attachments(ot_writer *w)
{
    ot_pen_section(&w->pen, 1, "Detailed analysis", "detailed-analysis");
    ot_pen_paragraph(&w->pen);
    ot_pen_say(&w->pen,
               "The attachments below show the figures in full; every line behind "
               "them is in the workbook of the pack.");
    attach(w, OT_SHEET_SLA);
    attach(w, OT_SHEET_HIGH_RISK);
    attach_activity(w);
    attach_driver(w);
    attach_placements(w);
}
