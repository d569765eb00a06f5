/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_activity.c - how many were placed or served, and what placements cost. */
#include <stdio.h>
#include <string.h>

#include "engine/narrative_write.h"

/* The columns of a type in the matrix: this year's and last year's, or OT_NONE. */
typedef struct years {
    uint32_t now, before;
} years;

static const ot_report *matrix_of(const ot_writer *w)
{
    return w->context->made[OT_SHEET_ACTIVITY];
}

static bool is_year(const ot_writer *w, const ot_column *column, int year)
{
    char text[OT_PERIOD_TEXT];
    const char *blank = strrchr(column->id, ' ');

    return blank &&
           strcmp(blank + 1, ot_year_text(w->context->position->options.calendar, year,
                                          text)) == 0;
}

/* From column *at on: the years of one type; *at moves to the next type. */
static years years_of(const ot_writer *w, uint32_t *at)
{
    const ot_report *matrix = matrix_of(w);
    int year = w->context->position->options.as_at.year;
    const char *label = matrix->columns[*at].super;
    years found = {OT_NONE, OT_NONE};

    for (; *at < matrix->column_count; ++*at) {
        const ot_column *column = &matrix->columns[*at];

        if (strcmp(column->super, label) != 0)
            break;
        if (is_year(w, column, year))
            found.now = *at;
        if (is_year(w, column, year - 1))
            found.before = *at;
    }
    return found;
}

/* The newest month of a column, up to `month` (from 0), that has a figure or a mark. */
static bool newest_month(const ot_writer *w, uint32_t column, int month, uint32_t *row)
{
    for (; column != OT_NONE && month >= 0; month--) {
        *row = (uint32_t)month;
        if (matrix_of(w)->rows[month].values[column].kind != OT_VALUE_BLANK)
            return true;
    }
    return false;
}

static void say_month(ot_writer *w, uint32_t row, int year)
{
    const ot_period period = {year, (int)row + 1};
    char text[OT_PERIOD_TEXT];

    ot_pen_period(
        &w->pen, ot_period_words(w->context->position->options.calendar, period, text));
}

static void say_type(ot_writer *w, const char *label, const years *y)
{
    const ot_report *matrix = matrix_of(w);
    ot_period as_at = w->context->position->options.as_at;
    int month = as_at.number > OT_MONTHS ? OT_MONTHS - 1 : as_at.number - 1;
    uint32_t row, average = matrix->row_count - 1;

    ot_pen_item(&w->pen);
    ot_pen_name(&w->pen, label);
    ot_pen_strong(&w->pen);
    if (!newest_month(w, y->now, month, &row)) {
        ot_pen_say(&w->pen, ": no count this year.");
        return;
    }
    ot_pen_say(&w->pen, ": ");
    ot_pen_cell(&w->pen, matrix, row, y->now, OT_FORM_COUNT);
    ot_pen_say(&w->pen, " at the end of ");
    say_month(w, row, as_at.year);
    if (y->before != OT_NONE &&
        matrix->rows[row].values[y->before].kind != OT_VALUE_BLANK) {
        ot_pen_say(&w->pen, "; a year before, ");
        ot_pen_cell(&w->pen, matrix, row, y->before, OT_FORM_COUNT);
    }
    ot_pen_say(&w->pen, ".");
    if (!ot_write_shown(matrix, average, y->now))
        return;
    ot_pen_say(&w->pen, " The average of the year so far is ");
    ot_pen_cell(&w->pen, matrix, average, y->now, OT_FORM_COUNT);
    if (ot_write_shown(matrix, average, y->before)) {
        ot_pen_say(&w->pen, "; of the year before it was ");
        ot_pen_cell(&w->pen, matrix, average, y->before, OT_FORM_COUNT);
    }
    ot_pen_say(&w->pen, ".");
}

void ot_write_activity(ot_writer *w)
{
    const ot_report *matrix = matrix_of(w);
    uint32_t at = 1;

    if (!matrix && !w->context->made[OT_SHEET_PLACEMENTS])
        return;
    ot_pen_section(&w->pen, 2, "Activity", "activity");
    if (matrix) {
        ot_pen_paragraph(&w->pen);
        ot_pen_say(&w->pen, "Counts are of the ends of months:");
    }
    while (matrix && at < matrix->column_count) {
        const char *label = matrix->columns[at].super;
        years found = years_of(w, &at);

        say_type(w, label, &found);
    }
    if (w->context->made[OT_SHEET_PLACEMENTS])
        ot_write_placements(w);
}

static uint32_t column_of(const ot_report *sheet, const char *id)
{
    for (uint32_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i].id, id) == 0)
            return i;
    return OT_NONE;
}

static void say_unit_costs(ot_writer *w, const ot_report *sheet, uint32_t total)
{
    uint32_t cost = column_of(sheet, "annualised"), name = column_of(sheet, "name");
    bool any = false;

    if (!ot_write_shown(sheet, total, cost))
        return;
    ot_pen_say(&w->pen, " At the fees of now an open placement costs ");
    ot_pen_cell(&w->pen, sheet, total, cost, OT_FORM_POUNDS);
    ot_pen_say(&w->pen, " a year on average, net of contributions");
    for (uint32_t row = 0; row < total; row++) {
        if (sheet->rows[row].kind != OT_ROW_ITEM || !ot_write_shown(sheet, row, cost))
            continue;
        ot_pen_say(&w->pen, any ? "; " : ": ");
        ot_pen_cell(&w->pen, sheet, row, name, OT_FORM_TEXT);
        ot_pen_say(&w->pen, " ");
        ot_pen_cell(&w->pen, sheet, row, cost, OT_FORM_POUNDS);
        any = true;
    }
    ot_pen_say(&w->pen, ".");
}

void ot_write_placements(ot_writer *w)
{
    const ot_report *sheet = w->context->made[OT_SHEET_PLACEMENTS];
    uint32_t total = sheet->row_count - 1;
    uint32_t committed = column_of(sheet, "committed");
    uint32_t contingency = column_of(sheet, "contingency");
    uint32_t forecast = column_of(sheet, "forecast"), open = column_of(sheet, "open");

    ot_pen_paragraph(&w->pen);
    ot_pen_say(&w->pen, "External placements open at the end of ");
    ot_pen_period(&w->pen, w->month);
    ot_pen_say(&w->pen, ": ");
    ot_pen_cell(&w->pen, sheet, total, open, OT_FORM_COUNT);
    ot_pen_say(&w->pen, ".");
    if (!ot_write_shown(sheet, total, forecast)) {
        ot_pen_say(&w->pen, " Their cost is not published.");
        return;
    }
    ot_pen_say(&w->pen, " What is committed for the year comes to ");
    ot_pen_cell(&w->pen, sheet, total, committed, OT_FORM_AMOUNT);
    if (ot_write_shown(sheet, total, contingency) &&
        ot_sheet_number(sheet, total, contingency)) {
        ot_pen_say(&w->pen, ot_sheet_number(sheet, total, contingency) > 0
                                ? "; with a contingency for what is still to come of "
                                : "; with placements still to end, less ");
        ot_pen_cell(&w->pen, sheet, total, contingency, OT_FORM_AMOUNT);
        ot_pen_say(&w->pen, ", the forecast from the children placed is ");
        ot_pen_cell(&w->pen, sheet, total, forecast, OT_FORM_AMOUNT);
    }
    ot_pen_say(&w->pen, ".");
    say_unit_costs(w, sheet, total);
}
