/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "exporters/exporter.h"
#include "exporters/terminal_layout.h"
#include "exporters/text.h"

#define BOLD      "\033[1m"
#define RED       "\033[31m"
#define GREEN     "\033[32m"
#define AMBER     "\033[33m"
#define RESET     "\033[0m"

#define RULE(pen) ((pen)->ascii ? "-" : "─")

#define HANGING   2 /* blanks before the further lines of a row's name */

/* A line being drawn: blanks are held back, so that none ends a line. */
typedef struct line_pen {
    FILE *out;
    bool colour, ascii;
    size_t blanks;
} line_pen;

/* A character that any terminal has, of the same width or 0 for what is left out. */
static int in_ascii(uint32_t point)
{
    static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
                                "aaaaaaaceeeeiiiidnooooo/ouuuuyty"; /* U+00C0 on */
    static const struct {
        uint32_t point;
        char shown;
    } others[] = {{0x00A3, ' '},  {0x00BB, '>'},  {0x2013, '-'}, {0x2014, '-'},
                  {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'},
                  {0x2026, '~'},  {0x2212, '-'},  {0x2500, '-'}, {0x2502, '|'},
                  {0x2588, '#'},  {0x2591, '-'},  {0x2593, '+'}};

    if (point < 0x80)
        return (int)point;
    if (point >= 0xC0 && point < 0x100)
        return latin[point - 0xC0];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].point == point)
            return others[i].shown;
    return '?';
}

static void put_point(line_pen *pen, const char *start, const char *end, uint32_t point)
{
    if (ot_text_control(point))
        putc('?', pen->out);
    else if (!pen->ascii)
        fwrite(start, 1, (size_t)(end - start), pen->out);
    else
        for (size_t n = ot_text_point_width(point); n > 0; n--)
            putc(in_ascii(point), pen->out);
}

static void put_ellipsis(const line_pen *pen)
{
    fputs(pen->ascii ? "~" : "…", pen->out);
}

/* At most bytes of text in at most room columns, the last an ellipsis where cut. Gives
 * the columns drawn. */
static size_t put_text(line_pen *pen, const char *text, size_t bytes, size_t room,
                       const char *colour)
{
    const char *end = text + bytes;
    size_t length = ot_text_width(text, bytes), drawn = 0;

    if (length == 0)
        return 0;
    for (; pen->blanks > 0; pen->blanks--)
        putc(' ', pen->out);
    if (pen->colour && colour)
        fputs(colour, pen->out);
    while (text < end && drawn < room) {
        const char *start = text;
        uint32_t point = ot_text_next(&text);
        size_t width = ot_text_point_width(point);

        if (length > room && drawn + width > room - 1) {
            put_ellipsis(pen);
            drawn++;
            break;
        }
        put_point(pen, start, text, point);
        drawn += width;
    }
    if (pen->colour && colour)
        fputs(RESET, pen->out);
    return drawn;
}

static void end_line(line_pen *pen)
{
    putc('\n', pen->out);
    pen->blanks = 0;
}

static void put_repeated(line_pen *pen, const char *text, size_t count)
{
    if (count > 0)
        for (; pen->blanks > 0; pen->blanks--)
            putc(' ', pen->out);
    while (count-- > 0)
        fputs(text, pen->out);
}

static void put_rule(line_pen *pen, size_t width)
{
    put_repeated(pen, RULE(pen), width);
    end_line(pen);
}

/* A text of the width's columns, right or left. */
static void put_aligned(line_pen *pen, const char *text, size_t bytes, size_t length,
                        size_t width, bool right, const char *colour)
{
    size_t shown = length < width ? length : width;

    if (right)
        pen->blanks += width - shown;
    put_text(pen, text, bytes, width, colour);
    if (!right)
        pen->blanks += width - shown;
}

static void put_paragraph(line_pen *pen, const char *text, size_t width,
                          const char *colour)
{
    const char *line;
    size_t bytes;

    while (ot_text_line(&text, width, &line, &bytes)) {
        put_text(pen, line, bytes, SIZE_MAX, colour);
        end_line(pen);
    }
}

static void put_supers(line_pen *pen, const ot_terminal_layout *layout)
{
    for (uint32_t i = 0; i < layout->table.count;) {
        uint32_t span = ot_table_span(&layout->table, i);
        size_t width = ot_terminal_span(layout, i, span ? span : 1);

        if (span > 0) {
            const char *super = ot_table_column(&layout->table, i)->super;
            size_t length = ot_text_width(super, SIZE_MAX);
            size_t rest = width - length, left = rest / 2;

            put_repeated(pen, RULE(pen), left > 1 ? left - 1 : 0);
            pen->blanks += left > 0;
            put_text(pen, super, strlen(super), width, BOLD);
            pen->blanks += rest - left > 0;
            put_repeated(pen, RULE(pen), rest - left > 1 ? rest - left - 1 : 0);
        } else {
            pen->blanks += width;
        }
        pen->blanks += OT_TERMINAL_GAP;
        i += span ? span : 1;
    }
    end_line(pen);
}

/* Line number `line` (counted from the bottom up) of each heading. */
static void put_heading_line(line_pen *pen, const ot_terminal_layout *layout,
                             size_t line)
{
    for (uint32_t i = 0; i < layout->table.count; i++) {
        const char *heading = ot_table_column(&layout->table, i)->heading;
        const char *at = heading ? heading : "", *text = at;
        size_t width = layout->widths[i], lines = ot_text_lines(at, width), bytes = 0;
        size_t length;

        for (size_t n = lines; n > line; n--)
            if (!ot_text_line(&at, width, &text, &bytes))
                bytes = 0;
        if (lines <= line)
            bytes = 0;
        length = ot_text_width(text, bytes);
        put_aligned(pen, text, bytes, length, width,
                    !ot_table_is_text(&layout->table, i), BOLD);
        pen->blanks += OT_TERMINAL_GAP;
    }
    end_line(pen);
}

static void put_headings(line_pen *pen, const ot_terminal_layout *layout)
{
    if (layout->table.has_super)
        put_supers(pen, layout);
    for (size_t line = layout->heading_lines; line-- > 0;)
        put_heading_line(pen, layout, line);
    if (layout->table.has_unit) {
        for (uint32_t i = 0; i < layout->table.count; i++) {
            const char *unit = ot_table_column(&layout->table, i)->unit;

            unit = unit ? unit : "";
            put_aligned(pen, unit, strlen(unit), ot_text_width(unit, SIZE_MAX),
                        layout->widths[i], !ot_table_is_text(&layout->table, i), NULL);
            pen->blanks += OT_TERMINAL_GAP;
        }
        end_line(pen);
    }
    put_rule(pen, layout->total);
}

static const char *signal_colour(const ot_value *value)
{
    if (value->kind != OT_VALUE_TEXT)
        return NULL;
    return strcmp(value->text, "red") == 0     ? RED
           : strcmp(value->text, "amber") == 0 ? AMBER
           : strcmp(value->text, "green") == 0 ? GREEN
                                               : NULL;
}

static const char *colour_of(ot_row_kind kind, const ot_column *column,
                             const ot_value *value)
{
    if (column->signal)
        return signal_colour(value);
    if (value->kind == OT_VALUE_CHECK)
        return value->number ? RED : GREEN;
    if (ot_value_negative(value))
        return kind == OT_ROW_TOTAL || kind == OT_ROW_SUBTOTAL ? BOLD RED : RED;
    if (kind == OT_ROW_TOTAL || kind == OT_ROW_SUBTOTAL || kind == OT_ROW_HEADING)
        return BOLD;
    return NULL;
}

/* Columns that a text may run over: its own and the blank ones that follow. */
static uint32_t reach_of(const ot_table *table, uint32_t row, uint32_t place)
{
    uint32_t reach = 1;

    if (ot_table_is_text(table, place))
        while (place + reach < table->count &&
               ot_table_value(table, row, place + reach)->kind == OT_VALUE_BLANK)
            reach++;
    return reach;
}

/* A part of a cell's text. */
typedef struct cell_line {
    const char *text;
    size_t bytes;
} cell_line;

/* Line number `line` of a cell: of a text too wide the lines that it is broken into,
 * else only the first. True where a further one follows. */
static bool find_line(cell_line *cell, const ot_column *column, const ot_value *value,
                      size_t width, size_t line)
{
    const char *at = cell->text;

    if (value->kind != OT_VALUE_TEXT || column->cut ||
        ot_text_width(at, SIZE_MAX) <= width) {
        cell->bytes = line == 0 ? strlen(at) : 0;
        return false;
    }
    for (size_t n = 0; n <= line; n++)
        if (!ot_text_line(&at, width, &cell->text, &cell->bytes)) {
            cell->bytes = 0;
            return false;
        }
    while (*at == ' ')
        at++;
    return *at != '\0';
}

/* Line number `line` (from 0) of the cell at *place, which is moved past it and the
 * blank cells that its text runs over. True where a further line follows. */
static bool put_cell_line(line_pen *pen, const ot_terminal_layout *layout, uint32_t row,
                          uint32_t *place, size_t line)
{
    const ot_table *table = &layout->table;
    const ot_row *shown = &table->report->rows[row];
    const ot_value *value = ot_table_value(table, row, *place);
    char buffer[OT_VALUE_TEXT_SIZE];
    const ot_column *column = ot_table_column(table, *place);
    const char *text = ot_value_printed(column, value, buffer);
    uint32_t reach = *text ? reach_of(table, row, *place) : 1;
    size_t room = ot_terminal_span(layout, *place, reach), hang = 0, length;
    cell_line part = {text, 0};
    bool more;

    if (*place == 0) { /* further lines of a name are set in */
        size_t indent = (size_t)ot_row_indent(shown) * OT_TERMINAL_INDENT;

        pen->blanks += indent < room ? indent : 0;
        room -= indent < room ? indent : 0;
        hang = !column->cut && ot_text_width(text, SIZE_MAX) > room && room > HANGING
                   ? HANGING
                   : 0;
    }
    more = find_line(&part, column, value, room - hang, line);
    length = ot_text_width(part.text, part.bytes);
    pen->blanks += line > 0 ? hang : 0;
    put_aligned(pen, part.text, part.bytes, length, line > 0 ? room - hang : room,
                !ot_table_is_text(table, *place),
                colour_of(shown->kind, column, value));
    pen->blanks += OT_TERMINAL_GAP;
    *place += reach;
    return more;
}

static void put_row(line_pen *pen, const ot_terminal_layout *layout, uint32_t row)
{
    bool more = true;

    for (size_t line = 0; more; line++) {
        more = false;
        for (uint32_t place = 0; place < layout->table.count;)
            more |= put_cell_line(pen, layout, row, &place, line);
        end_line(pen);
    }
}

static void put_table(line_pen *pen, const ot_terminal_layout *layout, size_t width)
{
    const ot_report *report = layout->table.report;
    char buffer[OT_VALUE_TEXT_SIZE];

    put_headings(pen, layout);
    for (uint32_t row = 0; row < report->row_count; row++) {
        const ot_column *first = ot_table_column(&layout->table, 0);

        if (report->rows[row].kind == OT_ROW_TOTAL)
            put_rule(pen, layout->total);
        if (report->rows[row].kind == OT_ROW_NOTE)
            put_paragraph(
                pen,
                ot_value_printed(first, ot_table_value(&layout->table, row, 0), buffer),
                width, NULL);
        else
            put_row(pen, layout, row);
    }
}

/* The table in as many parts as its columns need, one below the other. */
static ot_status put_parts(line_pen *pen, const ot_report *report, size_t width,
                           bool *left_out, ot_error *err)
{
    ot_terminal_layout layout = {.more = true};
    uint32_t from = 0;

    while (layout.more) {
        ot_status st =
            ot_terminal_lay_out(&layout, report, width, &from, left_out, err);

        if (st < 0)
            return st;
        end_line(pen);
        put_table(pen, &layout, width);
        ot_terminal_layout_clear(&layout);
    }
    return OT_OK;
}

/* Names what a narrow terminal does not show. */
static void put_left_out(line_pen *pen, const ot_report *report, const bool *left_out,
                         size_t width)
{
    char text[512] = "";
    size_t used = 0;

    for (uint32_t i = 0; i < report->column_count; i++)
        if (left_out[i] && used < sizeof text)
            used += (size_t)snprintf(
                text + used, sizeof text - used, "%s%s",
                used ? ", " : "Not shown for want of width: ", report->columns[i].id);
    if (used)
        put_paragraph(pen, text, width, NULL);
}

ot_status ot_terminal_write(const ot_report *report, FILE *out,
                            const ot_terminal_options *options, ot_error *err)
{
    static const ot_terminal_options plain;
    size_t width;
    line_pen pen = {.out = out};
    bool *left_out;
    ot_status st;

    options = options ? options : &plain;
    width = options->width > 0 ? (size_t)options->width : 0;
    pen.colour = options->colour;
    pen.ascii = options->ascii;
    for (size_t i = 0; i < ot_report_title_lines(report); i++)
        put_paragraph(&pen, ot_report_title_line(report, i), width, BOLD);
    left_out = calloc(report->column_count + 1, sizeof *left_out);
    st = left_out ? put_parts(&pen, report, width, left_out, err) : ot_fail_memory(err);
    if (st < 0) {
        free(left_out);
        return st;
    }
    if (report->note_count > 0)
        end_line(&pen);
    put_left_out(&pen, report, left_out, width);
    free(left_out);
    for (size_t i = 0; i < report->note_count; i++)
        put_paragraph(&pen, report->notes[i], width, NULL);
    return ot_stream_end(out, report, err);
}
