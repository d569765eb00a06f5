/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_sheet.c - a report's cells drawn on its sheet. */
#include <string.h>

#include "exporters/typeface.h"
#include "exporters/workbook_internal.h"

#define LINE_POINTS  12.75 /* a further line of 10 point type */
#define SMALL_POINTS 11.25 /* a line of 8 point type */
#define TITLE_POINTS 21.0
#define TYPE         10.0 /* points */
#define SMALL_TYPE   8.0
#define ROOM         0.97 /* of a cell's width is counted on for its text */
#define MOST_LINES   12
#define MOST_LEVELS  7

/* The sheet being drawn, and the first thing that went wrong. */
typedef struct drawing {
    ot_book *book;
    ot_sheet *layout;
    lxw_worksheet *sheet;
    lxw_error error;
} drawing;

static void note(drawing *d, lxw_error error)
{
    if (d->error == LXW_NO_ERROR)
        d->error = error;
}

static lxw_format *format_of(drawing *d, const ot_style *style)
{
    lxw_format *format = ot_formats_get(&d->book->formats, style);

    if (!format)
        note(d, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return format;
}

static lxw_format *part_format(drawing *d, ot_part part)
{
    return format_of(d, &(ot_style){.part = part});
}

/* A heading or a unit on the side that its column's cells keep to. */
static lxw_format *column_format(drawing *d, ot_part part, uint32_t place)
{
    ot_style style = {.part = part,
                      .right = !ot_table_is_text(&d->layout->table, place)};

    style.indent = ot_sheet_beside_number(d->layout, place) ? 1 : 0;
    return format_of(d, &style);
}

/* Lines that a text of so many points needs in a width of so many digits. */
static size_t lines_in(const char *text, int width, double size, bool bold)
{
    return ot_typeface_lines(text ? text : "", width * TYPE / size * ROOM, bold);
}

static void put_string(drawing *d, lxw_row_t row, uint32_t place, const char *text,
                       lxw_format *format)
{
    const char *clean = ot_book_clean(d->book, text ? text : "");

    if (!clean)
        note(d, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (*clean == '\0')
        note(d, worksheet_write_blank(d->sheet, row, (lxw_col_t)place, format));
    else
        note(d, worksheet_write_string(d->sheet, row, (lxw_col_t)place, clean, format));
}

/* text over several cells. */
static void put_merged(drawing *d, lxw_row_t first, uint32_t left, lxw_row_t last,
                       uint32_t right, const char *text, lxw_format *format)
{
    const char *clean = ot_book_clean(d->book, text ? text : "");

    if (first == last && left == right)
        put_string(d, first, left, text, format);
    else if (!clean)
        note(d, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        note(d, worksheet_merge_range(d->sheet, first, (lxw_col_t)left, last,
                                      (lxw_col_t)right, clean, format));
}

static void set_height(drawing *d, lxw_row_t row, double height, int level)
{
    lxw_row_col_options options = {.level =
                                       (uint8_t)(level < 0             ? 0
                                                 : level > MOST_LEVELS ? MOST_LEVELS
                                                                       : level)};

    d->layout->heights[row] = height;
    note(d, worksheet_set_row_opt(d->sheet, row, height, NULL, &options));
}

static void draw_titles(drawing *d)
{
    const ot_report *report = d->layout->report;

    for (size_t i = 0; i < ot_report_title_lines(report); i++)
        put_string(d, (lxw_row_t)i, 0, ot_report_title_line(report, i),
                   part_format(d, i == 0 ? OT_PART_TITLE : OT_PART_SUBTITLE));
    set_height(d, 0, TITLE_POINTS, 0);
}

static void draw_supers(drawing *d, lxw_row_t row)
{
    const ot_table *table = &d->layout->table;

    for (uint32_t i = 0; i < table->count;) {
        uint32_t span = ot_table_span(table, i);

        if (span > 0)
            put_merged(d, row, i, row, i + span - 1, ot_table_column(table, i)->super,
                       part_format(d, OT_PART_SUPER));
        else
            put_string(d, row, i, "", column_format(d, OT_PART_HEADING, i));
        i += span ? span : 1;
    }
}

static void draw_headings(drawing *d)
{
    const ot_table *table = &d->layout->table;
    lxw_row_t row = d->layout->heading_row;
    size_t lines = 1;

    if (table->has_super)
        draw_supers(d, row++);
    for (uint32_t i = 0; i < table->count; i++) {
        const ot_column *column = ot_table_column(table, i);
        size_t needed = lines_in(column->heading, d->layout->widths[i], TYPE, true);

        lines = needed > lines ? needed : lines;
        put_string(d, row, i, column->heading, column_format(d, OT_PART_HEADING, i));
        if (table->has_unit)
            put_string(d, row + 1, i, column->unit, column_format(d, OT_PART_UNIT, i));
    }
    set_height(d, row, OT_ROW_POINTS + LINE_POINTS * (double)(lines - 1) + 3, 0);
}

/* The style that a value asks for beyond its column's. */
static ot_style style_of(const drawing *d, uint32_t row, uint32_t place)
{
    const ot_table *table = &d->layout->table;
    const ot_column *column = ot_table_column(table, place);
    const ot_value *value = ot_table_value(table, row, place);
    const ot_row *shown = &table->report->rows[row];
    ot_style style = {.part = OT_PART_CELL, .row = shown->kind, .column = column->kind};

    style.decimals = column->decimals;
    style.right = column->kind != OT_COLUMN_TEXT;
    if (value->kind == OT_VALUE_RATIO)
        style.column = OT_COLUMN_PERCENT;
    else if (value->kind == OT_VALUE_CHECK ||
             (value->kind == OT_VALUE_NUMBER && column->kind == OT_COLUMN_PERCENT))
        style.column = OT_COLUMN_COUNT;
    else if (value->kind == OT_VALUE_TEXT)
        style.column = OT_COLUMN_TEXT;
    style.indent =
        place == 0 ? ot_row_indent(shown) : ot_sheet_beside_number(d->layout, place);
    return style;
}

/* The worksheet's number of a value: pounds for pence. */
static double number_of(const ot_column *column, const ot_value *value)
{
    if (value->kind == OT_VALUE_RATIO)
        return (double)value->number / (double)value->denominator;
    if (value->kind == OT_VALUE_NUMBER && column->kind == OT_COLUMN_PENCE)
        return (double)value->number / 100.0;
    return (double)value->number;
}

static void put_value(drawing *d, lxw_row_t at, uint32_t place, const ot_value *value,
                      lxw_format *format)
{
    const ot_column *column = ot_table_column(&d->layout->table, place);
    char formula[OT_FORMULA_SIZE];
    bool live = ot_formula_text(d->book, d->layout, column, value, formula);
    bool words = value->kind == OT_VALUE_TEXT ||
                 (value->kind == OT_VALUE_CHECK && value->number == 0);
    const char *text = value->kind == OT_VALUE_CHECK ? "ok" : value->text;
    lxw_col_t col = (lxw_col_t)place;

    if (value->kind == OT_VALUE_BLANK)
        note(d, worksheet_write_blank(d->sheet, at, col, format));
    else if (words && live)
        note(d, worksheet_write_formula_str(d->sheet, at, col, formula, format, text));
    else if (words)
        put_string(d, at, place, text, format);
    else if (live)
        note(d, worksheet_write_formula_num(d->sheet, at, col, formula, format,
                                            number_of(column, value)));
    else
        note(d, worksheet_write_number(d->sheet, at, col, number_of(column, value),
                                       format));
}

/* A link to a row of a sheet, where that is in the workbook. The cell's content is
 * written over the link's own text. False: no such place, or as many links as a sheet
 * holds. */
static bool put_link(drawing *d, lxw_row_t at, uint32_t place, const ot_value *value)
{
    const ot_sheet *target;
    char url[OT_QUOTED_NAME + 64] = "internal:", cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_error error;

    if (!value->link_sheet || value->kind == OT_VALUE_BLANK)
        return false;
    target = ot_book_sheet(d->book, d->layout, value->link_sheet);
    if (!target || value->link_row >= target->report->row_count)
        return false;
    ot_quoted_name(target->report->id, url + strlen(url));
    lxw_rowcol_to_cell(cell, ot_sheet_row(target, value->link_row), 0);
    strcat(url, cell);
    error = worksheet_write_url(d->sheet, at, (lxw_col_t)place, url, NULL);
    return error == LXW_NO_ERROR;
}

/* Lines that a row's wrapped texts need. */
static size_t row_lines(const drawing *d, uint32_t row)
{
    const ot_table *table = &d->layout->table;
    size_t most = 1;

    for (uint32_t i = 0; i < table->count; i++) {
        const ot_value *value = ot_table_value(table, row, i);

        if (value->kind == OT_VALUE_TEXT && ot_table_is_text(table, i)) {
            size_t lines = lines_in(value->text, d->layout->widths[i], TYPE, false);

            most = lines > most ? lines : most;
        }
    }
    return most > MOST_LINES ? MOST_LINES : most;
}

static void draw_cells(drawing *d, uint32_t row, bool wrap)
{
    const ot_table *table = &d->layout->table;
    lxw_row_t at = ot_sheet_row(d->layout, row);

    for (uint32_t i = 0; i < table->count; i++) {
        const ot_value *value = ot_table_value(table, row, i);
        ot_style style = style_of(d, row, i);

        style.top = wrap;
        style.wrap = wrap && ot_table_is_text(table, i);
        style.link = put_link(d, at, i, value) && value->kind == OT_VALUE_TEXT;
        put_value(d, at, i, value, format_of(d, &style));
    }
}

static void draw_note(drawing *d, lxw_row_t at, const char *text)
{
    size_t lines = lines_in(text, ot_sheet_width(d->layout), SMALL_TYPE, false);

    put_merged(d, at, 0, at, d->layout->table.count - 1, text,
               part_format(d, OT_PART_NOTE));
    set_height(d, at, SMALL_POINTS * (double)lines + 1, 0);
}

static void draw_row(drawing *d, uint32_t row)
{
    const ot_row *shown = &d->layout->report->rows[row];
    lxw_row_t at = ot_sheet_row(d->layout, row);
    bool item = shown->kind == OT_ROW_ITEM || shown->kind == OT_ROW_CHILD;
    size_t lines = item ? row_lines(d, row) : 1;

    if (shown->kind == OT_ROW_BLANK)
        return;
    if (shown->kind == OT_ROW_NOTE) {
        draw_note(d, at, ot_table_value(&d->layout->table, row, 0)->text);
        return;
    }
    if (shown->kind == OT_ROW_CHECK)
        set_height(d, at, SMALL_POINTS, shown->level);
    else
        set_height(d, at, OT_ROW_POINTS + LINE_POINTS * (double)(lines - 1),
                   shown->level);
    draw_cells(d, row, lines > 1);
}

static bool is_check(const ot_value *value)
{
    return value->kind == OT_VALUE_CHECK || value->formula.kind == OT_FORMULA_ALL_OK;
}

/* Checks of a row, columns first to last: one that is not ok stands out, whether it was
 * so when written or became so. */
static void draw_alarm(drawing *d, lxw_row_t at, uint32_t first, uint32_t last)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH], rule[128];
    lxw_conditional_format alarm = {.type = LXW_CONDITIONAL_TYPE_FORMULA};

    lxw_rowcol_to_cell(cell, at, (lxw_col_t)first);
    snprintf(rule, sizeof rule, "=AND(%s<>\"ok\",%s<>\"All ok\")", cell, cell);
    alarm.value_string = rule;
    alarm.format = part_format(d, OT_PART_ALARM);
    if (alarm.format)
        note(d, worksheet_conditional_format_range(d->sheet, at, (lxw_col_t)first, at,
                                                   (lxw_col_t)last, &alarm));
}

static void draw_alarms(drawing *d, uint32_t row)
{
    const ot_table *table = &d->layout->table;

    for (uint32_t i = 0; i < table->count; i++) {
        uint32_t first = i;

        if (!is_check(ot_table_value(table, row, i)))
            continue;
        while (i + 1 < table->count && is_check(ot_table_value(table, row, i + 1)))
            i++;
        draw_alarm(d, ot_sheet_row(d->layout, row), first, i);
    }
}

static void draw_columns(drawing *d)
{
    for (uint32_t i = 0; i < d->layout->table.count; i++)
        note(d, worksheet_set_column(d->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                     d->layout->widths[i], NULL));
}

ot_status ot_sheet_draw(ot_book *book, ot_sheet *sheet, ot_error *err)
{
    drawing d = {.book = book, .layout = sheet, .sheet = sheet->sheet};
    const ot_report *report = sheet->report;

    for (lxw_row_t row = 0; row < sheet->chart_row; row++)
        set_height(&d, row, OT_ROW_POINTS, 0);
    draw_columns(&d);
    draw_titles(&d);
    draw_headings(&d);
    for (uint32_t row = 0; row < report->row_count; row++) {
        draw_row(&d, row);
        draw_alarms(&d, row);
    }
    for (size_t i = 0; i < report->note_count; i++)
        draw_note(&d, sheet->note_row + (lxw_row_t)i, report->notes[i]);
    return ot_book_status(d.error, report->id, err);
}
