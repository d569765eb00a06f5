/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/narrative_write.h"

static int64_t size_of(int64_t number)
{
    return number < 0 ? -number : number;
}

bool ot_write_shown(const ot_report *sheet, uint32_t row, uint32_t column)
{
    return column != OT_NONE &&
           (sheet->rows[row].values[column].kind == OT_VALUE_NUMBER ||
            sheet->rows[row].values[column].kind == OT_VALUE_RATIO);
}

static const char *kind_of(int64_t variance)
{
    return variance < 0 ? "an under-spend of " : "an over-spend of ";
}

/* A cell's number in the unit that it is told in. */
static int64_t told(const ot_report *sheet, uint32_t row, uint32_t column)
{
    int64_t number = ot_sheet_number(sheet, row, column);

    return sheet->columns[column].kind == OT_COLUMN_PENCE ? ot_thousands(number)
                                                          : number;
}

void ot_write_variance(ot_writer *w, const ot_report *sheet, uint32_t row,
                       uint32_t column)
{
    int64_t variance = told(sheet, row, column);

    if (!variance) {
        ot_pen_say(&w->pen, "on budget");
        return;
    }
    ot_pen_say(&w->pen, kind_of(variance));
    ot_pen_cell(&w->pen, sheet, row, column, OT_FORM_AMOUNT);
}

/* Does the percent print as more than nothing? */
static bool tells_percent(const ot_value *value, int decimals)
{
    int64_t scale = decimals > 1 ? 10000 : 1000;

    return value->kind == OT_VALUE_RATIO &&
           size_of(value->number) * 2 * scale >= size_of(value->denominator);
}

void ot_write_standing(ot_writer *w, const ot_standing *s)
{
    const ot_value *percent;

    ot_write_variance(w, s->sheet, s->row, s->variance);
    if (s->budget == OT_NONE || !told(s->sheet, s->row, s->variance))
        return;
    if (!ot_sheet_number(s->sheet, s->row, s->budget)) {
        ot_pen_say(&w->pen, " against no budget");
        return;
    }
    percent = s->percent == OT_NONE ? NULL : &s->sheet->rows[s->row].values[s->percent];
    if (!percent || !tells_percent(percent, s->decimals))
        return;
    ot_pen_say(&w->pen, " (");
    ot_pen_percent(&w->pen, s->sheet, s->row, s->percent, s->decimals);
    ot_pen_say(&w->pen, ot_sheet_number(s->sheet, s->row, s->budget) < 0
                            ? " of a net income budget)"
                            : " of budget)");
}

void ot_write_driver(ot_writer *w, uint32_t row, int64_t variance)
{
    const char *name = w->context->position->options.driver.name;
    int64_t driver = ot_sheet_number(w->summary, row, w->driver);

    if (!ot_write_shown(w->summary, row, w->driver))
        return;
    if (!driver) {
        if (variance) {
            ot_pen_say(&w->pen, " None of it is put down to ");
            ot_pen_name(&w->pen, name);
            ot_pen_say(&w->pen, ".");
        }
        return;
    }
    ot_pen_say(&w->pen, driver > 0 && variance >= driver ? " Of this, "
                        : driver < 0                     ? " This includes a saving of "
                                                         : " This includes ");
    ot_pen_cell(&w->pen, w->summary, row, w->driver, OT_FORM_AMOUNT);
    ot_pen_say(&w->pen,
               driver > 0 && variance >= driver ? " is put down to " : " put down to ");
    ot_pen_name(&w->pen, name);
    ot_pen_say(&w->pen, "; the underlying position is ");
    ot_write_variance(w, w->summary, row, w->net);
    ot_pen_say(&w->pen, ".");
}

bool ot_write_movement(ot_writer *w, uint32_t row)
{
    int64_t movement = told(w->summary, row, w->movement);

    if (!movement)
        return false;
    ot_pen_cell(&w->pen, w->summary, row, w->movement, OT_FORM_AMOUNT);
    ot_pen_say(&w->pen, movement > 0 ? " worse" : " better");
    return true;
}

uint32_t ot_write_largest(const int64_t *numbers, uint32_t count,
                          uint32_t places[OT_TOLD])
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = found;

        if (!numbers[i])
            continue;
        while (at > 0 && size_of(numbers[i]) > size_of(numbers[places[at - 1]]))
            at--;
        if (at == OT_TOLD)
            continue;
        if (found < OT_TOLD)
            found++;
        for (uint32_t to = found - 1; to > at; to--)
            places[to] = places[to - 1];
        places[at] = i;
    }
    return found;
}

uint32_t ot_write_sla_row(const ot_writer *w, uint32_t service)
{
    uint32_t row = 0;

    for (uint32_t seen = 0; row < w->sla->row_count; row++)
        if (w->sla->rows[row].kind == OT_ROW_ITEM && seen++ == service)
            break;
    return row;
}

/* Columns of the detail sheet, by their names. */
static uint32_t detail_column(const ot_writer *w, const char *id)
{
    for (uint32_t i = 0; i < w->detail->column_count; i++)
        if (strcmp(w->detail->columns[i].id, id) == 0)
            return i;
    return OT_NONE;
}

static const char *text_at(const ot_writer *w, uint32_t row, uint32_t column)
{
    const ot_value *value = &w->detail->rows[row].values[column];

    return value->kind == OT_VALUE_TEXT ? value->text : "";
}

/* What the budget manager said of the line; "" where that is nothing. */
static bool has_reason(const ot_writer *w, uint32_t row, uint32_t column)
{
    const ot_phrase run = {.kind = OT_PHRASE_CELL,
                           .sheet = w->detail,
                           .row = row,
                           .column = column,
                           .form = OT_FORM_REASON};
    const char *text = text_at(w, row, column);
    char buffer[OT_PHRASE_TEXT_SIZE];

    return w->context->position->lines[row].basis == OT_BASIS_MANAGER &&
           strcmp(text, "held in the ledger") != 0 &&
           strcmp(text, "no reason given") != 0 && *ot_phrase_text(&run, buffer);
}

/* before: the line told before it with its reason, OT_NONE: none. */
static void write_line(ot_writer *w, uint32_t row, uint32_t amount, const char *after,
                       uint32_t before)
{
    uint32_t name = detail_column(w, "name"), reason = detail_column(w, "reason");

    if (!*text_at(w, row, name))
        name = detail_column(w, "cost_centre");
    ot_pen_cell(&w->pen, w->detail, row, name, OT_FORM_TEXT);
    ot_pen_say(&w->pen, ", ");
    ot_pen_cell(&w->pen, w->detail, row, detail_column(w, "subjective_group"),
                OT_FORM_TEXT);
    ot_pen_say(&w->pen, " (");
    ot_pen_cell(&w->pen, w->detail, row, amount, OT_FORM_AMOUNT);
    ot_pen_say(&w->pen, after);
    if (has_reason(w, row, reason) && before != OT_NONE &&
        has_reason(w, before, reason) &&
        strcmp(text_at(w, row, reason), text_at(w, before, reason)) == 0) {
        ot_pen_say(&w->pen, ", for the same reason");
    } else if (has_reason(w, row, reason)) {
        ot_pen_say(&w->pen, ": “");
        ot_pen_cell(&w->pen, w->detail, row, reason, OT_FORM_REASON);
        ot_pen_say(&w->pen, "”");
    }
    ot_pen_say(&w->pen, ")");
}

enum { INCOME = 9 }; /* CIPFA's subjective group */

/* What is said of lines: before one and before two, and after the amount of each, of
 * spend and of income: an income line that is over its budget is short of income. */
typedef struct line_words {
    const char *one, *two, *spend, *income;
} line_words;

static const char *after_amount(const ot_writer *w, uint32_t row,
                                const line_words *words)
{
    return w->context->position->lines[row].subjective_group == INCOME ? words->income
                                                                       : words->spend;
}

/* The two lines of numbers[position->count] furthest in the direction of `whole` and of
 * a tenth of it at least. */
static void write_largest_lines(ot_writer *w, const int64_t *numbers, int64_t whole,
                                uint32_t column, const line_words *words)
{
    uint32_t places[OT_TOLD], chosen[2] = {OT_NONE, OT_NONE}, found = 0;
    uint32_t count =
        ot_write_largest(numbers, (uint32_t)w->context->position->count, places);

    for (uint32_t i = 0; i < count && found < 2; i++)
        if (size_of(numbers[places[i]]) >= size_of(whole) / 10 &&
            ot_thousands(numbers[places[i]]))
            chosen[found++] = places[i];
    if (!found)
        return;
    ot_pen_say(&w->pen, found == 1 ? words->one : words->two);
    write_line(w, chosen[0], column, after_amount(w, chosen[0], words), OT_NONE);
    if (found == 2) {
        ot_pen_say(&w->pen, " and ");
        write_line(w, chosen[1], column, after_amount(w, chosen[1], words), chosen[0]);
    }
    ot_pen_say(&w->pen, ".");
}

void ot_write_lines(ot_writer *w, uint32_t service, ot_fund fund, int64_t variance)
{
    const ot_position *position = w->context->position;
    uint32_t column = detail_column(w, "variance");
    int64_t *numbers = calloc(position->count + 1, sizeof *numbers);

    if (!numbers) {
        w->pen.st = ot_fail_memory(w->pen.err);
        return;
    }
    for (uint32_t i = 0; i < position->count; i++)
        if (position->lines[i].service == service && position->lines[i].fund == fund &&
            ot_write_shown(w->detail, i, column) &&
            (ot_sheet_number(w->detail, i, column) < 0) == (variance < 0))
            numbers[i] = ot_sheet_number(w->detail, i, column);
    write_largest_lines(w, numbers, variance * 100000, column,
                        &(line_words){" The largest line is ",
                                      " The largest lines are ",
                                      variance < 0 ? " under" : " over",
                                      variance < 0 ? " more than budgeted" : " short"});
    free(numbers);
}

void ot_write_moved_lines(ot_writer *w, uint32_t service, int64_t movement)
{
    const ot_position *position = w->context->position;
    uint32_t column = detail_column(w, "movement");
    int64_t *numbers = calloc(position->count + 1, sizeof *numbers);

    if (!numbers) {
        w->pen.st = ot_fail_memory(w->pen.err);
        return;
    }
    for (uint32_t i = 0; i < position->count; i++)
        if (position->lines[i].service == service &&
            ot_write_shown(w->detail, i, column) &&
            (ot_sheet_number(w->detail, i, column) < 0) == (movement < 0))
            numbers[i] = ot_sheet_number(w->detail, i, column);
    write_largest_lines(w, numbers, movement, column,
                        &(line_words){" The line that moved most is ",
                                      " The lines that moved most are ",
                                      movement < 0 ? " less" : " more",
                                      movement < 0 ? " more" : " less"});
    free(numbers);
}
