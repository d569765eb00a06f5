/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_layout.c - where a report's parts lie on its sheet, and how wide its
 * columns. */
#include <math.h>
#include <stdlib.h>

#include "exporters/text.h"
#include "exporters/typeface.h"
#include "exporters/workbook_internal.h"

#define SMALLEST_NUMBER 9 /* characters */
#define SMALLEST_TEXT   8
#define LARGEST_TEXT    46 /* beyond it a text is wrapped */
#define LARGEST         120
#define NEAR            3    /* characters */
#define DISTANCE        1.0  /* between amounts, in digits; between counts half of it */
#define DIGIT_POINTS    5.56 /* a digit's, in 10 point type */
#define PADDING         0.72 /* of a column, in digits */

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

/* The longest word of the heading stands on one line. */
static int heading_width(const ot_column *column, double distance)
{
    const char *heading = column->heading ? column->heading : "";

    return (int)ceil(ot_typeface_longest_word(heading, true) + distance);
}

/* The hint, or a little more where that keeps all texts on one line. */
static int text_width(const ot_table *table, uint32_t place)
{
    int width = ot_table_column(table, place)->width;
    int content = content_width(table, place);

    if (width <= 0)
        width = content < LARGEST_TEXT ? content : LARGEST_TEXT;
    if (content > width && content <= width + NEAR)
        width = content;
    return width < SMALLEST_TEXT ? SMALLEST_TEXT : width;
}

static int number_width(const ot_table *table, uint32_t place)
{
    int width = ot_table_column(table, place)->width;
    int content = content_width(table, place);
    int least = width > 0 ? width : SMALLEST_NUMBER;

    return content > least ? content : least; /* what does not fit shows as ##### */
}

/* The hints are kept where they can be. */
static int column_width(const ot_table *table, uint32_t place)
{
    int heading = heading_width(ot_table_column(table, place), DISTANCE);
    int width = ot_table_is_text(table, place) ? text_width(table, place)
                                               : number_width(table, place);

    return width < heading ? heading : width;
}

/* The widest number, in bold type. */
static double widest_number(const ot_table *table, uint32_t place)
{
    const ot_column *column = ot_table_column(table, place);
    double widest = 0;

    for (uint32_t row = 0; row < table->report->row_count; row++) {
        char text[OT_VALUE_TEXT_SIZE];
        const ot_value *value = ot_table_value(table, row, place);
        double width = ot_typeface_width(ot_value_printed(column, value, text), true);

        widest = width > widest ? width : widest;
    }
    return widest;
}

/* As narrow as the content can be, but no wider than the hint. */
static int tight_width(const ot_table *table, uint32_t place)
{
    const ot_column *column = ot_table_column(table, place);
    double distance = column->kind == OT_COLUMN_COUNT ? DISTANCE / 2 : DISTANCE;
    int heading = heading_width(column, distance), wide = column_width(table, place);
    int content = ot_table_is_text(table, place)
                      ? content_width(table, place)
                      : (int)ceil(widest_number(table, place) + distance);

    if (content < heading)
        content = heading;
    return content < wide ? content : wide;
}

/* A super heading fits over its columns on one line. */
static void widen_for_supers(ot_sheet *sheet)
{
    const ot_table *table = &sheet->table;

    for (uint32_t i = 0; i < table->count;) {
        uint32_t span = ot_table_span(table, i);
        double missing = DISTANCE;

        if (span > 0)
            missing += ot_typeface_width(ot_table_column(table, i)->super, true);
        for (uint32_t k = i; k < i + span; k++)
            missing -= sheet->widths[k] + PADDING;
        for (uint32_t k = i; k < i + span && missing > 0; k++) {
            int more = (int)ceil(missing / (i + span - k));

            more = more < LARGEST_TEXT ? more : LARGEST_TEXT;
            sheet->widths[k] += more;
            missing -= more;
        }
        i += span ? span : 1;
    }
}

static void set_widths(ot_sheet *sheet, int (*width_of)(const ot_table *, uint32_t))
{
    for (uint32_t i = 0; i < sheet->table.count; i++) {
        sheet->widths[i] = width_of(&sheet->table, i);
        if (ot_sheet_beside_number(sheet, i))
            sheet->widths[i] += 2;
    }
    widen_for_supers(sheet);
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

ot_status ot_sheet_place(ot_sheet *sheet, const ot_report *report, ot_error *err)
{
    ot_status st;

    *sheet = (ot_sheet){.report = report};
    st = ot_table_init(&sheet->table, report, OT_MEDIA_CSV, err);
    if (st < 0)
        return st;
    sheet->places = calloc(report->column_count, sizeof *sheet->places);
    if (!sheet->places)
        return ot_fail_memory(err);
    place_rows(sheet);
    for (uint32_t i = 0; i < report->column_count; i++)
        sheet->places[i] = OT_NO_PLACE;
    for (uint32_t i = 0; i < sheet->table.count; i++)
        sheet->places[sheet->table.columns[i]] = i;
    return OT_OK;
}

ot_status ot_sheet_lay_out(ot_sheet *sheet, const ot_report *report, ot_error *err)
{
    ot_status st = ot_sheet_place(sheet, report, err);

    if (st < 0)
        return st;
    sheet->widths = calloc(sheet->table.count, sizeof *sheet->widths);
    sheet->heights = calloc(sheet->chart_row, sizeof *sheet->heights);
    sheet->spots = calloc(report->chart_count + 1, sizeof *sheet->spots);
    if (!sheet->widths || !sheet->heights || !sheet->spots)
        return ot_fail_memory(err);
    set_widths(sheet, column_width);
    if (ot_sheet_points(sheet, 0, sheet->table.count) * OT_LEGIBLE > OT_PAGE_WIDTH)
        set_widths(sheet, tight_width);
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
    free(sheet->spots);
    free(sheet->page.row_breaks);
    free(sheet->page.column_breaks);
    *sheet = (ot_sheet){0};
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

double ot_sheet_points(const ot_sheet *sheet, uint32_t first, uint32_t end)
{
    double points = 0;

    for (uint32_t i = first; i < end; i++)
        points += (sheet->widths[i] + PADDING) * DIGIT_POINTS;
    return points;
}

uint32_t ot_sheet_frozen(const ot_sheet *sheet)
{
    uint32_t frozen = 0;

    for (uint32_t i = 0; i < sheet->table.count; i++)
        if (sheet->table.columns[i] < sheet->report->frozen_columns)
            frozen = i + 1;
    return frozen;
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
