/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_chart.c - a report's charts, native and live, below its table. */
#include <string.h>

#include "exporters/workbook_internal.h"

#define DEFAULT_WIDTH  480.0 /* of a chart in libxlsxwriter, in pixels */
#define DEFAULT_HEIGHT 288.0
#define SMALLEST_WIDTH 480
#define LARGEST_WIDTH  1400
#define FONT           "Arial"
#define COLUMN_PIXELS  64   /* of a column beyond the table */
#define SQUEEZED       0.66 /* of its height is what a chart keeps at least */
#define LEGEND_BELOW   4    /* more series than that are listed at the side */
#define GAP_PIXELS     16
#define COLOUR_TEXT    0x404040
#define COLOUR_GRID    0xE3E3E3

/* Distinct in colour and in grey; the latest series of a line chart is drawn in the
 * first and stronger. */
static const lxw_color_t colours[] = {
    0xC0392B, 0x1F3864, 0x2E8B57, 0xE08E0B, 0x6C4A9E, 0x2E9CCA,
    0x8C564B, 0x7F7F7F, 0xC2559D, 0x9AA61B, 0x17707F, 0xB0A08A,
};
#define COLOURS (sizeof colours / sizeof *colours)

static const uint8_t dashes[] = {LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH,
                                 LXW_CHART_LINE_DASH_ROUND_DOT};
#define DASHES (sizeof dashes / sizeof *dashes)

/* Where on the sheet a chart goes, in pixels from the left of the first cell below. */
typedef struct chart_spot {
    lxw_row_t row;
    int left, width, height;
} chart_spot;

/* A name that is never taken for a formula. NULL: no memory. */
static const char *plain_name(ot_book *book, const char *text)
{
    const char *clean = ot_book_clean(book, text);

    while (clean && *clean == '=')
        clean++;
    return clean;
}

static void set_line_look(lxw_chart_series *series, size_t order, size_t count)
{
    bool last = order + 1 == count && count > 1;
    size_t colour = last ? 0 : (order + 1) % COLOURS;
    lxw_chart_line line = {.color = colours[colour], .width = last ? 3.0f : 1.75f};

    line.dash_type = dashes[last ? 0 : order / COLOURS % DASHES];
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

static void set_bar_look(lxw_chart_series *series, size_t order, size_t count)
{
    lxw_chart_fill fill = {.color = colours[count == 1 ? 1 : (order + 1) % COLOURS]};

    chart_series_set_fill(series, &fill);
}

/* The series' cells on the sheet that holds them. False: not in this workbook. */
static bool find_cells(const ot_book *book, const ot_sheet *self,
                       const ot_chart_series *series, const ot_sheet **sheet)
{
    const ot_sheet *found = ot_book_sheet(book, self, series->sheet);

    if (!found || series->last_row < series->row ||
        series->last_row >= found->report->row_count ||
        series->values_column >= found->report->column_count ||
        series->category_column >= found->report->column_count ||
        found->places[series->values_column] == OT_NO_PLACE ||
        found->places[series->category_column] == OT_NO_PLACE)
        return false;
    *sheet = found;
    return true;
}

static lxw_error add_series(ot_book *book, const ot_sheet *self, lxw_chart *drawn,
                            const ot_chart *chart, size_t order)
{
    const ot_chart_series *series = &chart->series[order];
    const char *name = plain_name(book, series->name ? series->name : "");
    const ot_sheet *sheet;
    lxw_chart_series *added;
    lxw_row_t first, last;

    if (!name)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (!find_cells(book, self, series, &sheet))
        return LXW_NO_ERROR;
    added = chart_add_series(drawn, NULL, NULL);
    if (!added)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (*name)
        chart_series_set_name(added, name);
    first = ot_sheet_row(sheet, series->row);
    last = ot_sheet_row(sheet, series->last_row);
    chart_series_set_categories(added, sheet->report->id, first,
                                (lxw_col_t)sheet->places[series->category_column], last,
                                (lxw_col_t)sheet->places[series->category_column]);
    chart_series_set_values(added, sheet->report->id, first,
                            (lxw_col_t)sheet->places[series->values_column], last,
                            (lxw_col_t)sheet->places[series->values_column]);
    if (chart->kind == OT_CHART_LINE)
        set_line_look(added, order, chart->series_count);
    else
        set_bar_look(added, order, chart->series_count);
    return LXW_NO_ERROR;
}

static void set_axis(lxw_chart_axis *axis, const char *name)
{
    lxw_chart_font font = {.name = FONT, .size = 9, .color = COLOUR_TEXT};
    lxw_chart_font name_font = {
        .name = FONT, .size = 9, .bold = LXW_EXPLICIT_FALSE, .color = COLOUR_TEXT};

    chart_axis_set_num_font(axis, &font);
    if (name && *name) {
        chart_axis_set_name(axis, name);
        chart_axis_set_name_font(axis, &name_font);
    }
}

/* The name of the categories: the heading of the first series' category column. */
static const char *category_name(const ot_book *book, const ot_sheet *self,
                                 const ot_chart *chart)
{
    const ot_sheet *sheet;

    if (chart->series_count == 0 || !find_cells(book, self, &chart->series[0], &sheet))
        return NULL;
    return sheet->report->columns[chart->series[0].category_column].heading;
}

/* The smallest and the largest number that a chart shows; both 0 where there is none.
 */
static void find_range(const ot_book *book, const ot_sheet *self, const ot_chart *chart,
                       int64_t *least, int64_t *most)
{
    *least = *most = 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        const ot_chart_series *series = &chart->series[i];
        const ot_sheet *sheet;

        if (!find_cells(book, self, series, &sheet))
            continue;
        for (uint32_t row = series->row; row <= series->last_row; row++) {
            const ot_value *value =
                &sheet->report->rows[row].values[series->values_column];

            if (value->kind != OT_VALUE_NUMBER)
                continue;
            *least = value->number < *least ? value->number : *least;
            *most = value->number > *most ? value->number : *most;
        }
    }
}

/* The axis of the numbers. That of columns and bars begins at nothing: their length is
 * what is compared. */
static void set_value_axis(const ot_book *book, const ot_sheet *self,
                           const ot_chart *chart, lxw_chart_axis *axis)
{
    lxw_chart_line grid = {.color = COLOUR_GRID, .width = 0.75f};
    int64_t least, most;

    chart_axis_set_num_format(axis, "#,##0");
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
    find_range(book, self, chart, &least, &most);
    if (chart->kind != OT_CHART_LINE && least >= 0)
        chart_axis_set_min(axis, 0);
    if (chart->kind != OT_CHART_LINE && most <= 0 && least < 0)
        chart_axis_set_max(axis, 0);
}

static lxw_error set_axes(ot_book *book, const ot_sheet *self, lxw_chart *drawn,
                          const ot_chart *chart)
{
    bool lying = chart->kind == OT_CHART_BAR;
    lxw_chart_axis *categories = lying ? drawn->y_axis : drawn->x_axis;
    lxw_chart_axis *values = lying ? drawn->x_axis : drawn->y_axis;
    const char *heading = category_name(book, self, chart);
    const char *name = plain_name(book, heading ? heading : "");

    if (!name)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    set_axis(categories, name);
    name = plain_name(book, chart->y_title ? chart->y_title : "");
    if (!name)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    set_axis(values, name);
    set_value_axis(book, self, chart, values);
    chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (lying) {
        chart_axis_set_reverse(categories); /* the first category on top */
        chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    }
    return LXW_NO_ERROR;
}

static uint8_t legend_of(const ot_chart *chart)
{
    if (chart->series_count < 2)
        return LXW_CHART_LEGEND_NONE;
    return chart->series_count > LEGEND_BELOW ? LXW_CHART_LEGEND_RIGHT
                                              : LXW_CHART_LEGEND_BOTTOM;
}

static lxw_error set_frame(ot_book *book, lxw_chart *drawn, const ot_chart *chart)
{
    lxw_chart_font title_font = {
        .name = FONT, .size = 12, .bold = LXW_TRUE, .color = colours[1]};
    lxw_chart_font legend_font = {.name = FONT, .size = 9, .color = COLOUR_TEXT};
    lxw_chart_line border = {.color = COLOUR_GRID, .width = 0.75f};
    const char *title = plain_name(book, chart->title ? chart->title : "");

    if (!title)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (*title) {
        chart_title_set_name(drawn, title);
        chart_title_set_name_font(drawn, &title_font);
    } else {
        chart_title_off(drawn);
    }
    chart_legend_set_position(drawn, legend_of(chart));
    chart_legend_set_font(drawn, &legend_font);
    chart_chartarea_set_line(drawn, &border);
    if (chart->kind != OT_CHART_LINE)
        chart_set_series_gap(drawn, 60);
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
    return LXW_NO_ERROR;
}

static uint8_t type_of(ot_chart_kind kind)
{
    switch (kind) {
    case OT_CHART_COLUMN:
        return LXW_CHART_COLUMN;
    case OT_CHART_BAR:
        return LXW_CHART_BAR;
    case OT_CHART_LINE:
        break;
    }
    return LXW_CHART_LINE;
}

static lxw_error draw_chart(ot_book *book, const ot_sheet *self, const ot_chart *chart,
                            const chart_spot *spot)
{
    lxw_chart_options options = {.x_offset = spot->left,
                                 .x_scale = spot->width / DEFAULT_WIDTH,
                                 .y_scale = spot->height / DEFAULT_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = NULL};
    lxw_chart *drawn = workbook_add_chart(book->book, type_of(chart->kind));
    lxw_error error = drawn ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;

    for (size_t i = 0; i < chart->series_count && error == LXW_NO_ERROR; i++)
        error = add_series(book, self, drawn, chart, i);
    if (error == LXW_NO_ERROR)
        error = set_axes(book, self, drawn, chart);
    if (error == LXW_NO_ERROR)
        error = set_frame(book, drawn, chart);
    if (error == LXW_NO_ERROR)
        error = worksheet_insert_chart_opt(self->sheet, spot->row, 0, drawn, &options);
    return error;
}

/* Whether any series' cells are in this workbook: without one there is nothing to draw.
 */
static bool has_cells(const ot_book *book, const ot_sheet *self, const ot_chart *chart)
{
    const ot_sheet *sheet;

    for (size_t i = 0; i < chart->series_count; i++)
        if (find_cells(book, self, &chart->series[i], &sheet))
            return true;
    return false;
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

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* How far down its printed page a row begins, and what a page holds, in the sheet's
 * points: fitted to one page's width, the sheet is scaled. */
typedef struct page_place {
    double used, room, headings;
} page_place;

static void go_down(page_place *page, double height)
{
    page->used += height;
    if (page->used > page->room)
        page->used = page->headings + height; /* they are repeated */
}

/* Where the row below the table and the notes comes to lie. */
static page_place place_below(const ot_sheet *sheet, int pixels)
{
    double width = (OT_PAPER_WIDTH - 2 * OT_MARGIN_SIDE) * 72;
    double scale = width / (pixels * 0.75);
    page_place page = {.room = (OT_PAPER_HEIGHT - 2 * OT_MARGIN_TOP) * 72};

    if (scale < 1)
        page.room /= scale;
    for (lxw_row_t row = 0; row < sheet->heading_rows; row++)
        page.headings += sheet->heights[sheet->heading_row + row];
    for (lxw_row_t row = 0; row < sheet->chart_row; row++)
        go_down(&page, sheet->heights[row]);
    return page;
}

/* Keeps a band of charts on one page: it is made lower where most of it fits, else
 * begins on the next page. Moves page past it. */
static void keep_together(page_place *page, chart_spot *at)
{
    double rest = page->room - page->used - OT_ROW_POINTS;
    double wanted = at->height * 0.75;

    if (rest < wanted && rest >= wanted * SQUEEZED) {
        at->height = (int)(rest / 0.75);
    } else if (rest < wanted && page->used > page->headings) {
        lxw_row_t rows = (lxw_row_t)((page->room - page->used) / OT_ROW_POINTS) + 2;

        at->row += rows;
        page->used = page->headings + OT_ROW_POINTS;
    }
    page->used += (at->height / OT_ROW_PIXELS + 2) * OT_ROW_POINTS;
}

/* The size of a report's charts, and how many of them are side by side. */
static int size_charts(const ot_report *report, int table, chart_spot *at)
{
    int beside =
        report->chart_count > 1 && table >= 2 * SMALLEST_WIDTH - GAP_PIXELS ? 2 : 1;

    at->width = clamp((table - (beside - 1) * GAP_PIXELS) / beside,
                      SMALLEST_WIDTH - GAP_PIXELS, LARGEST_WIDTH);
    at->height = clamp(at->width * 45 / 100, 260, 400);
    return beside;
}

ot_status ot_sheet_draw_charts(ot_book *book, const ot_sheet *sheet,
                               lxw_row_t *last_row, lxw_col_t *last_column,
                               ot_error *err)
{
    const ot_report *report = sheet->report;
    chart_spot at = {.row = sheet->chart_row};
    lxw_error error = LXW_NO_ERROR;
    int table = 0, beside, nth = 0, height;
    page_place page;

    for (uint32_t i = 0; i < sheet->table.count; i++)
        table += ot_sheet_pixels(sheet, i);
    beside = size_charts(report, table, &at);
    height = at.height;
    page = place_below(sheet, table > at.width ? table : at.width);
    for (size_t i = 0; i < report->chart_count && error == LXW_NO_ERROR; i++) {
        if (!has_cells(book, sheet, &report->charts[i]))
            continue;
        if (nth == 0) {
            at.height = height;
            keep_together(&page, &at);
        }
        at.left = nth * (at.width + GAP_PIXELS);
        error = draw_chart(book, sheet, &report->charts[i], &at);
        *last_row = at.row + (lxw_row_t)(at.height / OT_ROW_PIXELS);
        if (column_at(sheet, at.left + at.width) > *last_column)
            *last_column = column_at(sheet, at.left + at.width);
        nth = (nth + 1) % beside;
        if (nth == 0)
            at.row += (lxw_row_t)(at.height / OT_ROW_PIXELS) + 2;
    }
    for (lxw_row_t row = sheet->chart_row; row <= *last_row && error == LXW_NO_ERROR;
         row++)
        error = worksheet_set_row(sheet->sheet, row, OT_ROW_POINTS, NULL);
    return ot_book_status(error, report->id, err);
}
