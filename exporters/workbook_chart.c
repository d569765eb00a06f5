/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_chart.c - a report's charts, native and live, below its table. */
#include <string.h>

#include "exporters/workbook_internal.h"

#define DEFAULT_WIDTH  480.0 /* of a chart in libxlsxwriter, in pixels */
#define DEFAULT_HEIGHT 288.0
#define FONT           "Arial"
#define LEGEND_BELOW   4  /* more series than that are listed at the side */
#define MOST_LABELS    16 /* along a line chart's axis */
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

/* A chart being drawn. */
typedef struct drawing {
    ot_book *book;
    const ot_sheet *self;
    const ot_chart *chart;
    lxw_chart *drawn;
    double type; /* the size of its type */
    bool lies;
} drawing;

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

static lxw_error add_series(const drawing *d, size_t order)
{
    const ot_chart_series *series = &d->chart->series[order];
    const char *name = plain_name(d->book, series->name ? series->name : "");
    const ot_sheet *sheet = ot_chart_cells(d->book, d->self, series);
    lxw_chart_series *added;
    lxw_row_t first, last;

    if (!name)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (!sheet)
        return LXW_NO_ERROR;
    added = chart_add_series(d->drawn, NULL, NULL);
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
    if (d->chart->kind == OT_CHART_LINE)
        set_line_look(added, order, d->chart->series_count);
    else
        set_bar_look(added, order, d->chart->series_count);
    return LXW_NO_ERROR;
}

static lxw_error set_axis(const drawing *d, lxw_chart_axis *axis, const char *text)
{
    lxw_chart_font font = {.name = FONT, .size = d->type, .color = COLOUR_TEXT};
    const char *name = plain_name(d->book, text ? text : "");

    if (!name)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    chart_axis_set_num_font(axis, &font);
    if (*name) {
        font.bold = LXW_EXPLICIT_FALSE;
        chart_axis_set_name(axis, name);
        chart_axis_set_name_font(axis, &font);
    }
    return LXW_NO_ERROR;
}

/* The axis of the numbers. That of columns and bars begins at nothing: their length is
 * what is compared. */
static lxw_error set_value_axis(const drawing *d)
{
    lxw_chart_axis *axis = d->lies ? d->drawn->x_axis : d->drawn->y_axis;
    lxw_chart_line grid = {.color = COLOUR_GRID, .width = 0.75f};
    int64_t least, most;

    chart_axis_set_num_format(axis, "#,##0");
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
    ot_chart_range(d->book, d->self, d->chart, &least, &most);
    if (d->chart->kind != OT_CHART_LINE && least >= 0)
        chart_axis_set_min(axis, 0);
    if (d->chart->kind != OT_CHART_LINE && most <= 0 && least < 0)
        chart_axis_set_max(axis, 0);
    return set_axis(d, axis, d->chart->y_title);
}

/* How many categories a label stands for: months by quarters, halves or years. */
static uint16_t label_interval(uint32_t categories)
{
    static const uint16_t intervals[] = {1, 2, 3, 6, 12, 24, 60, 120};
    size_t last = sizeof intervals / sizeof *intervals - 1, i = 0;

    while (i < last && categories > MOST_LABELS * (uint32_t)intervals[i])
        i++;
    return intervals[i];
}

/* The axis of the categories, whose names tell what they are. */
static lxw_error set_category_axis(const drawing *d)
{
    lxw_chart_axis *axis = d->lies ? d->drawn->y_axis : d->drawn->x_axis;
    uint16_t interval =
        label_interval(ot_chart_categories(d->book, d->self, d->chart, NULL));

    chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (d->lies) {
        chart_axis_set_reverse(axis);      /* the first category on top */
        chart_axis_set_crossing_max(axis); /* the numbers below all the same */
        chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
        chart_axis_set_interval_unit(axis, 1);
    } else if (interval > 1) {
        chart_axis_set_interval_unit(axis, interval);
        chart_axis_set_interval_tick(axis, interval);
    }
    return set_axis(d, axis, NULL);
}

static uint8_t legend_of(const ot_chart *chart)
{
    if (chart->series_count < 2)
        return LXW_CHART_LEGEND_NONE;
    return chart->series_count > LEGEND_BELOW ? LXW_CHART_LEGEND_RIGHT
                                              : LXW_CHART_LEGEND_BOTTOM;
}

static lxw_error set_frame(const drawing *d)
{
    lxw_chart_font title_font = {
        .name = FONT, .size = d->type + 3, .bold = LXW_TRUE, .color = colours[1]};
    lxw_chart_font legend_font = {.name = FONT, .size = d->type, .color = COLOUR_TEXT};
    lxw_chart_line border = {.color = COLOUR_GRID, .width = 0.75f};
    const char *title = plain_name(d->book, d->chart->title ? d->chart->title : "");

    if (!title)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (*title) {
        chart_title_set_name(d->drawn, title);
        chart_title_set_name_font(d->drawn, &title_font);
    } else {
        chart_title_off(d->drawn);
    }
    chart_legend_set_position(d->drawn, legend_of(d->chart));
    chart_legend_set_font(d->drawn, &legend_font);
    chart_chartarea_set_line(d->drawn, &border);
    if (d->chart->kind != OT_CHART_LINE)
        chart_set_series_gap(d->drawn, 60);
    chart_show_blanks_as(d->drawn, LXW_CHART_BLANKS_AS_GAP);
    return LXW_NO_ERROR;
}

static uint8_t type_of(const drawing *d)
{
    if (d->chart->kind == OT_CHART_LINE)
        return LXW_CHART_LINE;
    return d->lies ? LXW_CHART_BAR : LXW_CHART_COLUMN;
}

static lxw_error draw_chart(ot_book *book, const ot_sheet *self, const ot_chart *chart,
                            const ot_spot *spot)
{
    lxw_chart_options options = {.x_offset = spot->left,
                                 .x_scale = spot->width / DEFAULT_WIDTH,
                                 .y_scale = spot->height / DEFAULT_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = NULL};
    drawing d = {.book = book, .self = self, .chart = chart};
    lxw_error error = LXW_NO_ERROR;

    d.type = ot_chart_type(self);
    d.lies = ot_chart_lies(book, self, chart, spot->width);
    d.drawn = workbook_add_chart(book->book, type_of(&d));
    if (!d.drawn)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    for (size_t i = 0; i < chart->series_count && error == LXW_NO_ERROR; i++)
        error = add_series(&d, i);
    if (error == LXW_NO_ERROR)
        error = set_category_axis(&d);
    if (error == LXW_NO_ERROR)
        error = set_value_axis(&d);
    if (error == LXW_NO_ERROR)
        error = set_frame(&d);
    if (error == LXW_NO_ERROR)
        error =
            worksheet_insert_chart_opt(self->sheet, spot->row, 0, d.drawn, &options);
    return error;
}

ot_status ot_sheet_draw_charts(ot_book *book, const ot_sheet *sheet, ot_error *err)
{
    const ot_report *report = sheet->report;
    lxw_error error = LXW_NO_ERROR;

    for (size_t i = 0; i < report->chart_count && error == LXW_NO_ERROR; i++)
        if (sheet->spots[i].height > 0)
            error = draw_chart(book, sheet, &report->charts[i], &sheet->spots[i]);
    for (lxw_row_t row = sheet->chart_row;
         row <= sheet->last_row && error == LXW_NO_ERROR; row++)
        error = worksheet_set_row(sheet->sheet, row, OT_ROW_POINTS, NULL);
    return ot_book_status(error, report->id, err);
}
