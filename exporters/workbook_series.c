/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_series.c - what a chart shows: its cells, categories and range. */
#include "exporters/typeface.h"
#include "exporters/workbook_internal.h"

#define TYPE         9 /* points, on a sheet that is not scaled */
#define LARGEST_TYPE 13
#define DIGIT_PIXELS (0.556 / 0.75) /* a digit's, of type of one point */

const ot_sheet *ot_chart_cells(const ot_book *book, const ot_sheet *self,
                               const ot_chart_series *series)
{
    const ot_sheet *found = ot_book_sheet(book, self, series->sheet);

    if (!found || series->last_row < series->row ||
        series->last_row >= found->report->row_count ||
        series->values_column >= found->report->column_count ||
        series->category_column >= found->report->column_count ||
        found->places[series->values_column] == OT_NO_PLACE ||
        found->places[series->category_column] == OT_NO_PLACE)
        return NULL;
    return found;
}

bool ot_chart_drawn(const ot_book *book, const ot_sheet *self, const ot_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++)
        if (ot_chart_cells(book, self, &chart->series[i]))
            return true;
    return false;
}

uint32_t ot_chart_categories(const ot_book *book, const ot_sheet *self,
                             const ot_chart *chart, double *widest)
{
    const ot_chart_series *series = chart->series;
    const ot_sheet *sheet = NULL;
    double most = 0;

    for (size_t i = 0; i < chart->series_count && !sheet; i++) {
        series = &chart->series[i];
        sheet = ot_chart_cells(book, self, series);
    }
    for (uint32_t row = series->row; sheet && row <= series->last_row; row++) {
        const ot_column *column = &sheet->report->columns[series->category_column];
        const ot_value *value =
            &sheet->report->rows[row].values[series->category_column];
        char text[OT_VALUE_TEXT_SIZE];
        double width = ot_typeface_width(ot_value_printed(column, value, text), false);

        most = width > most ? width : most;
    }
    if (widest)
        *widest = most;
    return sheet ? series->last_row - series->row + 1 : 0;
}

double ot_chart_type(const ot_sheet *sheet)
{
    int scale = sheet->page.scale > 0 ? sheet->page.scale : 100;
    int type = (TYPE * 100 + scale / 2) / scale;

    return type > LARGEST_TYPE ? LARGEST_TYPE : type;
}

bool ot_chart_lies(const ot_book *book, const ot_sheet *self, const ot_chart *chart,
                   int width)
{
    double widest, digit = ot_chart_type(self) * DIGIT_PIXELS;
    uint32_t count = ot_chart_categories(book, self, chart, &widest);

    return chart->kind == OT_CHART_BAR ||
           (chart->kind == OT_CHART_COLUMN && count * (widest + 2) * digit > width);
}

void ot_chart_range(const ot_book *book, const ot_sheet *self, const ot_chart *chart,
                    int64_t *least, int64_t *most)
{
    *least = *most = 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        const ot_chart_series *series = &chart->series[i];
        const ot_sheet *sheet = ot_chart_cells(book, self, series);

        for (uint32_t row = series->row; sheet && row <= series->last_row; row++) {
            const ot_value *value =
                &sheet->report->rows[row].values[series->values_column];

            if (value->kind != OT_VALUE_NUMBER)
                continue;
            *least = value->number < *least ? value->number : *least;
            *most = value->number > *most ? value->number : *most;
        }
    }
}
