/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_spots.c - how large a sheet's charts are, and where below its table: in
 * bands, side by side where there is room. Knows no pages. */
#include "exporters/workbook_internal.h"

#define GAP_PIXELS     16   /* between charts */
#define SMALLEST_WIDTH 480  /* of a chart, in pixels */
#define COLUMN_PIXELS  64   /* of a column beyond the table */
#define POINTS         0.75 /* of a pixel */
#define WIDER          1.07 /* the columns in LibreOffice, whose pixels are finer */
#define BAR            7    /* the height of a lying bar, in points */
#define FRAME_LINES    8    /* of type: title, legend, axis and what is between */

static double greater(double a, double b)
{
    return a > b ? a : b;
}

static int table_pixels(const ot_sheet *sheet)
{
    int pixels = 0;

    for (uint32_t i = 0; i < sheet->table.count; i++)
        pixels += ot_sheet_pixels(sheet, i);
    return pixels;
}

/* How wide all charts of a band are together: as the table, of a table over several
 * pages as one of these. */
static int band_width(const ot_sheet *sheet)
{
    int table = table_pixels(sheet);
    int room = (int)(sheet->page.width / POINTS / WIDER);

    if (table < SMALLEST_WIDTH)
        return SMALLEST_WIDTH;
    return sheet->page.large && room < table ? room : table;
}

int ot_spots_set(const ot_book *book, ot_sheet *sheet)
{
    const ot_report *report = sheet->report;
    int whole = band_width(sheet), drawn = 0, nth = 0, beside, width;

    for (size_t i = 0; i < report->chart_count; i++)
        drawn += ot_chart_drawn(book, sheet, &report->charts[i]);
    beside = drawn > 1 && whole >= 2 * SMALLEST_WIDTH - GAP_PIXELS ? 2 : 1;
    width = (whole - (beside - 1) * GAP_PIXELS) / beside;
    for (size_t i = 0; i < report->chart_count; i++) {
        sheet->spots[i] = (ot_spot){.band = -1};
        if (!ot_chart_drawn(book, sheet, &report->charts[i]))
            continue;
        sheet->spots[i].band = nth / beside;
        sheet->spots[i].left = nth % beside * (width + GAP_PIXELS);
        sheet->spots[i].width = width;
        nth++;
    }
    return (drawn + beside - 1) / beside;
}

/* What a chart needs at least and what it can use, in points. */
static void chart_height(const ot_book *book, const ot_sheet *sheet, size_t chart,
                         double *least, double *best)
{
    const ot_chart *shown = &sheet->report->charts[chart];
    double type = ot_chart_type(sheet), width = sheet->spots[chart].width * POINTS;

    if (ot_chart_lies(book, sheet, shown, sheet->spots[chart].width)) {
        double bars = (double)shown->series_count * BAR + BAR;
        double pitch = greater(bars, type * 1.3);

        *least =
            ot_chart_categories(book, sheet, shown, NULL) * pitch + FRAME_LINES * type;
        *best = *least * 1.5;
    } else {
        *least = greater(180, width * 0.28);
        *best = greater(225, width * 0.5);
    }
}

void ot_spots_height(const ot_book *book, const ot_sheet *sheet, int band,
                     double *least, double *best)
{
    *least = *best = 0;
    for (size_t i = 0; i < sheet->report->chart_count; i++) {
        double small, large;

        if (sheet->spots[i].band != band)
            continue;
        chart_height(book, sheet, i, &small, &large);
        *least = greater(*least, small);
        *best = greater(*best, large);
    }
}

/* The column in which the pixel `right` lies, beyond the table with default widths. */
static lxw_col_t column_at(const ot_sheet *sheet, int right)
{
    lxw_col_t column = 0;

    for (int at = 0;; column++) {
        at += column < sheet->table.count ? ot_sheet_pixels(sheet, column)
                                          : COLUMN_PIXELS;
        if (at >= right)
            return column;
    }
}

void ot_spots_place(ot_sheet *sheet, int band, double height, lxw_row_t *row)
{
    int rows = (int)(height / OT_ROW_POINTS);

    for (size_t i = 0; i < sheet->report->chart_count; i++) {
        ot_spot *spot = &sheet->spots[i];
        lxw_col_t column;

        if (spot->band != band)
            continue;
        spot->row = *row;
        spot->height = rows * OT_ROW_PIXELS;
        column = column_at(sheet, spot->left + spot->width);
        if (column > sheet->last_column)
            sheet->last_column = column;
    }
    sheet->last_row = *row + (lxw_row_t)rows - 1;
    *row = sheet->last_row + 2;
}
