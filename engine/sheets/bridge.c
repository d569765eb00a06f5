/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge.c - why the forecast of external placements is not what it was a month ago,
 * and when the year began: steps down, types across, to the penny; the CSV is the same
 * without headings. */
#include <stdio.h>

#include "engine/placements/day.h"
#include "engine/sheets/bridge_sheet.h"

#define RANGES 60 /* of the detail sheet in one formula; more: the value alone */

static const char *const step_labels[OT_BRIDGE_STEPS] = {
    [OT_BRIDGE_STARTS] = "New to external care",
    [OT_BRIDGE_ENDS] = "Ended sooner than committed",
    [OT_BRIDGE_MOVES] = "Moves between placements (mix)",
    [OT_BRIDGE_DURATION] = "Longer or shorter than committed",
    [OT_BRIDGE_FEES] = "Fee changes",
    [OT_BRIDGE_FEES_KNOWN] = "Fees now known (estimated before)",
    [OT_BRIDGE_LATE] = "Recorded late",
    [OT_BRIDGE_CORRECTIONS] = "Corrections of what was recorded",
    [OT_BRIDGE_CONTINGENCY] = "Contingency"};

/* The lines that placements are paid from, in ranges of the detail sheet. */
static size_t paid_from(const ot_position *position, ot_ref *refs, size_t room)
{
    size_t count = 0;

    for (size_t i = 0; i < position->count; i++) {
        uint32_t row = (uint32_t)i;

        if (!position->lines[i].has_placements)
            continue;
        if (count && refs[count - 1].last_row + 1 == row)
            refs[count - 1].last_row = row;
        else if (count == room)
            return 0;
        else
            refs[count++] = (ot_ref){"detail", row, row, OT_DETAIL_BUDGET, 1};
    }
    return count;
}

/* Sums the lines' budgets for the bridge that begins with them. */
static ot_status take_budget(ot_bridge_sheet *s, ot_bridge_block *b, ot_error *err)
{
    const ot_position *position = s->context->position;

    for (size_t i = 0; i < position->count; i++) {
        if (!position->lines[i].has_placements)
            continue;
        b->has_budget = true;
        if (ot_pence_add(&b->budget, position->lines[i].budget, err) < 0)
            return OT_ERANGE;
    }
    b->gap = b->bridge.opening[OT_BRIDGE_TOTAL];
    return ot_pence_add(&b->gap, -b->budget, err);
}

/* "1 April" */
static char *first_day(const ot_bridge_block *b, char text[OT_PERIOD_TEXT])
{
    ot_day day = ot_days_of_year(b->from->calendar, b->from->costing.year).first;
    ot_date date = ot_day_to_date(day);

    snprintf(text, OT_PERIOD_TEXT, "%d %s", date % 100,
             ot_month_name(date / 100 % 100));
    return text;
}

/* The budget, and what the forecast was above it when the year began. */
static ot_status add_budget(ot_bridge_sheet *s, const ot_bridge_block *b, ot_error *err)
{
    uint32_t budget, row, total = s->amounts[OT_BRIDGE_TOTAL];
    ot_ref refs[RANGES];
    size_t count = paid_from(s->context->position, refs, RANGES);
    char day[OT_PERIOD_TEXT], text[128];
    ot_status st = ot_bridge_add_total(
        s, OT_ROW_SUBTOTAL, "Budget of the lines that placements are paid from",
        b->budget, &budget, err);

    if (st == OT_OK && count)
        st = ot_report_set_formula(s->report, budget, total, OT_FORMULA_SUM, refs,
                                   count, err);
    snprintf(text, sizeof text, "Budget against what was placed and expected on %s",
             first_day(b, day));
    if (st == OT_OK)
        st = ot_bridge_add_total(s, OT_ROW_ITEM, text, b->gap, &row, err);
    if (st < 0)
        return st;
    refs[0] = (ot_ref){NULL, row + 1, row + 1, total, 1};
    refs[1] = (ot_ref){NULL, budget, budget, total, -1};
    st = ot_sheet_sum(s->report, row, total, refs, 2, b->gap, err);
    refs[0].column = refs[1].column = s->thousands;
    return st == OT_OK ? ot_sheet_sum(s->report, row, s->thousands, refs, 2,
                                      ot_thousands(b->bridge.opening[OT_BRIDGE_TOTAL]) -
                                          ot_thousands(b->budget),
                                      err)
                       : st;
}

static ot_status add_steps(ot_bridge_sheet *s, const ot_bridge_block *b, ot_error *err)
{
    ot_status st = OT_OK;
    uint32_t row;

    for (int step = 0; st == OT_OK && step < OT_BRIDGE_STEPS; step++) {
        const ot_bridge_line l = {.kind = OT_ROW_ITEM,
                                  .text = step_labels[step],
                                  .parts = b->bridge.steps[step],
                                  .counted = step != OT_BRIDGE_CONTINGENCY};

        st = ot_bridge_add_line(s, &l, &row, err);
    }
    return st;
}

/* "Forecast at the end of August 2021" */
static char *month_end(const ot_outlook *outlook, char text[OT_PERIOD_TEXT * 2])
{
    char month[OT_PERIOD_TEXT];

    ot_period_words(outlook->calendar, outlook->as_at, month);
    snprintf(text, OT_PERIOD_TEXT * 2, "Forecast at the end of %s", month);
    return text;
}

/* A forecast, at one end of the bridge. */
static ot_status add_forecast(ot_bridge_sheet *s, ot_row_kind kind, const char *text,
                              const ot_pence amounts[OT_BRIDGE_COLUMNS], uint32_t *row,
                              ot_error *err)
{
    ot_bridge_part parts[OT_BRIDGE_COLUMNS];
    const ot_bridge_line l = {.kind = kind, .text = text, .parts = parts};

    for (int column = 0; column < OT_BRIDGE_COLUMNS; column++)
        parts[column] = (ot_bridge_part){0, amounts[column]};
    return ot_bridge_add_line(s, &l, row, err);
}

/* The printed end less the printed rows above; then all of them added up, live. */
static ot_status add_end(ot_bridge_sheet *s, const ot_bridge_block *b, uint32_t opening,
                         ot_error *err)
{
    uint32_t row, roundings, last = s->report->row_count - 1;
    ot_status st = ot_report_row(s->report, OT_ROW_ROUNDINGS, 0, &roundings, err);
    ot_pence end = b->bridge.closing[OT_BRIDGE_TOTAL];
    int64_t left = ot_thousands(end);
    char text[OT_PERIOD_TEXT * 2];

    for (uint32_t i = opening; st == OT_OK && i <= last; i++)
        left -= ot_sheet_number(s->report, i, s->thousands);
    if (st == OT_OK)
        st = ot_report_set_text(s->report, roundings, 0, "Roundings", err);
    if (st == OT_OK)
        st = add_forecast(s, OT_ROW_TOTAL, month_end(s->context->outlook, text),
                          b->bridge.closing, &row, err);
    for (int column = 0; st == OT_OK && column < OT_BRIDGE_COLUMNS; column++) {
        const ot_ref above = {NULL, opening, last, s->amounts[column], 1};

        if (s->shown[column])
            st = ot_sheet_sum(s->report, row, s->amounts[column], &above, 1,
                              b->bridge.closing[column], err);
    }
    if (st == OT_OK) {
        const ot_ref refs[] = {{NULL, row, row, s->thousands, 1},
                               {NULL, opening, last, s->thousands, -1}};

        st = ot_sheet_sum(s->report, roundings, s->thousands, refs, 2, left, err);
    }
    return st;
}

static ot_status add_chart(ot_bridge_sheet *s, const ot_bridge_block *b,
                           uint32_t opening, ot_error *err)
{
    ot_chart_series series = {.name = "Change of the forecast",
                              .row = opening + 1,
                              .last_row = opening + OT_BRIDGE_STEPS,
                              .category_column = 0,
                              .values_column = s->thousands};
    const ot_chart chart = {.kind = OT_CHART_BAR,
                            .title = b->chart,
                            .y_title = "£000",
                            .series = &series,
                            .series_count = 1,
                            .steps = true};

    return ot_report_add_chart(s->report, &chart, err);
}

static ot_status add_block(ot_bridge_sheet *s, const ot_bridge_block *b, ot_error *err)
{
    uint32_t row, opening;
    char text[OT_PERIOD_TEXT * 2], day[OT_PERIOD_TEXT];
    ot_status st = ot_report_row(s->report, OT_ROW_HEADING, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, 0, b->heading, err);
    if (st == OT_OK && b->has_budget)
        st = add_budget(s, b, err);
    if (b->is_start)
        snprintf(text, sizeof text, "Forecast on %s", first_day(b, day));
    else
        month_end(b->from, text);
    if (st == OT_OK)
        st = add_forecast(s, OT_ROW_SUBTOTAL, text, b->bridge.opening, &opening, err);
    if (st == OT_OK)
        st = add_steps(s, b, err);
    if (st == OT_OK)
        st = add_end(s, b, opening, err);
    return st == OT_OK ? add_chart(s, b, opening, err) : st;
}

static bool adopts_other(const ot_line *line)
{
    return line->has_placements && line->basis != OT_BASIS_PLACEMENTS;
}

static ot_status add_notes(ot_bridge_sheet *s, ot_error *err)
{
    static const char *const notes[] = {
        "The forecast is the net cost to date, what the placements known are committed "
        "to until the year ends, and contingency. Numbers are placements that a step "
        "is about, in the type they have now; a move and a correction count once.",
        "Nights more or fewer are priced at the fee known before, and only what is "
        "left is a change of fees. A move is what the placement left is cut by and "
        "what the new one costs; what a child new to external care moved on to is part "
        "of the start.",
        "Recorded late: begun before, but known only since. Corrections: deleted, or "
        "with another start, type or place, or with another end of what had ended.",
        "Contingency is a point of a distribution. Those of the types do not add up to "
        "that of all, as not everything goes badly at once: what all have less than "
        "the types together is spread over types (diversification)."};
    size_t others = 0;
    char text[200];
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof notes / sizeof notes[0]; i++)
        st = ot_report_note(s->report, notes[i], err);
    for (size_t i = 0; i < s->context->position->count; i++)
        others += adopts_other(&s->context->position->lines[i]);
    snprintf(
        text, sizeof text,
        "Lines that placements are paid from for which another forecast is adopted, "
        "which is not the one explained here: %zu; the detail sheet says which.",
        others);
    return st == OT_OK && others ? ot_report_note(s->report, text, err) : st;
}

static ot_status make(ot_bridge_sheet *s, ot_report **out, ot_error *err)
{
    ot_status st =
        ot_sheet_begin(s->context, "bridge",
                       "External Placements: Why the Forecast Changed", out, err);

    s->report = *out;
    if (st == OT_OK) {
        s->report->frozen_columns = 1;
        st = ot_bridge_columns(s, err);
    }
    for (int i = 0; st == OT_OK && i < 2; i++)
        if (s->blocks[i].from)
            st = add_block(s, &s->blocks[i], err);
    if (st == OT_OK)
        st = add_notes(s, err);
    return st == OT_OK ? ot_bridge_csv(s->blocks, 2, &s->report->csv, err) : st;
}

ot_status ot_sheet_bridge(const ot_sheet_context *context, ot_report **out,
                          ot_error *err)
{
    ot_bridge_sheet s = {
        .context = context,
        .blocks = {{.id = "last_month",
                    .heading = "Since last month",
                    .chart = "Change of the forecast since last month",
                    .from = context->outlook_before},
                   {.id = "start_of_year",
                    .heading = "Since the year began",
                    .chart = "Change of the forecast since the year began",
                    .from = context->outlook_at_start,
                    .is_start = true}}};
    ot_status st = OT_OK;

    if (!context->outlook || (!s.blocks[0].from && !s.blocks[1].from))
        return OT_OK;
    for (int i = 0; st == OT_OK && i < 2; i++)
        if (s.blocks[i].from)
            st = ot_bridge_make(s.blocks[i].from, context->outlook, &s.blocks[i].bridge,
                                err);
    if (st == OT_OK && s.blocks[1].from)
        st = take_budget(&s, &s.blocks[1], err);
    return st == OT_OK ? make(&s, out, err) : st;
}
