/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_layout.c - where a report's parts lie on its sheet, and how wide its
 * columns. */
#include <stdlib.h>

#include "exporters/text.h"
#include "exporters/workbook_internal.h"

#define SMALLEST_NUMBER 9 /* characters */
#define SMALLEST_TEXT   8
#define LARGEST_TEXT    46 /* beyond it a text is wrapped */
#define LARGEST         120

static int larger(int a, size_t b)
{
    int other = b > LARGEST ? LARGEST : (int)b;

    return a > other ? a : other;
}

/* Whether a text may run over the blank cells beside it, so that it needs no width. */
static bool runs_on(const ot_table *table, uint32_t row, uint32_t place)
{
    switch (table->report->rows[row].kind) {
    case OT_ROW_NOTE:
        return true;
    case OT_ROW_HEADING:
    case OT_ROW_CHECK:
    case OT_ROW_TOTAL:
    case OT_ROW_SUBTOTAL:
        return ot_table_is_text(table, place) && place + 1 < table->count &&
               ot_table_value(table, row, place + 1)->kind == OT_VALUE_BLANK;
    case OT_ROW_ITEM:
    case OT_ROW_CHILD:
    case OT_ROW_ROUNDINGS:
    case OT_ROW_BLANK:
        break;
    }
    return false;
}

/* The widest content, with room for bold type. */
static int content_width(const ot_table *table, uint32_t place)
{
    const ot_column *column = ot_table_column(table, place);
    char buffer[OT_VALUE_TEXT_SIZE];
    int widest = 0;

    for (uint32_t row = 0; row < table->report->row_count; row++) {
        const ot_value *value = ot_table_value(table, row, place);
        const char *text = ot_value_printed(column, value, buffer);
        size_t indent =
            place ? 0 : 2 * (size_t)ot_row_indent(&table->report->rows[row]);

        if (*text && !runs_on(table, row, place))
            widest = larger(widest, ot_text_length(text) + indent);
    }
    return widest + 2;
}

static int column_width(const ot_table *table, uint32_t place)
{
    const ot_column *column = ot_table_column(table, place);
    int content = content_width(table, place);
    int heading =
        larger(0, ot_text_longest_word(column->heading ? column->heading : "")) + 2;
    int width = column->width;

    if (ot_table_is_text(table, place)) {
        if (width <= 0)
            width = content < LARGEST_TEXT ? content : LARGEST_TEXT;
        if (width < SMALLEST_TEXT)
            width = SMALLEST_TEXT;
    } else {
        if (width < content)
            width = content; /* a number that does not fit shows as ##### */
        if (column->width <= 0 && width < SMALLEST_NUMBER)
            width = SMALLEST_NUMBER;
    }
    return width < heading ? heading : width;
}

static void place_rows(ot_sheet *sheet)
{
    const ot_report *report = sheet->report;

    sheet->heading_row = (lxw_row_t)ot_report_title_lines(report) + 1;
    sheet->heading_rows =
        1u + (sheet->table.has_super ? 1u : 0u) + (sheet->table.has_unit ? 1u : 0u);
    sheet->first_row = sheet->heading_row + sheet->heading_rows;
    sheet->note_row = sheet->first_row + report->row_count + 1;
    sheet->chart_row = sheet->note_row;
    if (report->note_count > 0)
        sheet->chart_row += (lxw_row_t)report->note_count + 1;
}

ot_status ot_sheet_lay_out(ot_sheet *sheet, const ot_report *report, ot_error *err)
{
    ot_status st;

    *sheet = (ot_sheet){.report = report};
    st = ot_table_init(&sheet->table, report, OT_MEDIA_CSV, err);
    if (st < 0)
        return st;
    sheet->places = calloc(report->column_count, sizeof *sheet->places);
    sheet->widths = calloc(sheet->table.count, sizeof *sheet->widths);
    place_rows(sheet);
    sheet->heights = calloc(sheet->chart_row, sizeof *sheet->heights);
    if (!sheet->places || !sheet->widths || !sheet->heights)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < report->column_count; i++)
        sheet->places[i] = OT_NO_PLACE;
    for (uint32_t i = 0; i < sheet->table.count; i++) {
        sheet->places[sheet->table.columns[i]] = i;
        sheet->widths[i] = column_width(&sheet->table, i);
        if (ot_sheet_beside_number(sheet, i))
            sheet->widths[i] += 2;
    }
    if (sheet->chart_row >= LXW_ROW_MAX || sheet->table.count > LXW_COL_MAX)
        return ot_fail(
            err, OT_ERANGE,
            "report '%s' has more rows or columns than a sheet holds: export it "
            "as CSV",
            report->id);
    return OT_OK;
}

void ot_sheet_clear(ot_sheet *sheet)
{
    ot_table_clear(&sheet->table);
    free(sheet->places);
    free(sheet->widths);
    free(sheet->heights);
    sheet->places = NULL;
    sheet->heights = NULL;
    sheet->widths = NULL;
}

bool ot_sheet_beside_number(const ot_sheet *sheet, uint32_t place)
{
    return place > 0 && ot_table_is_text(&sheet->table, place) &&
           !ot_table_is_text(&sheet->table, place - 1);
}

lxw_row_t ot_sheet_row(const ot_sheet *sheet, uint32_t report_row)
{
    return sheet->first_row + report_row;
}

int ot_sheet_width(const ot_sheet *sheet)
{
    int width = 0;

    for (uint32_t i = 0; i < sheet->table.count; i++)
        width += sheet->widths[i];
    return width;
}

int ot_sheet_pixels(const ot_sheet *sheet, uint32_t place)
{
    return sheet->widths[place] * 7 + 5;
}
