/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_chart.c - what the charts of the sheets are drawn from, as JSON. */
#include <inttypes.h>
#include <string.h>

#include "exporters/page_internal.h"

/* The report that holds a series' cells; NULL: none that the page has. */
static const ot_report *cells_of(const ot_page *page, const ot_report *self,
                                 const ot_chart_series *series)
{
    if (!series->sheet)
        return self;
    for (size_t i = 0; i < page->sheet_count; i++)
        if (strcmp(page->sheets[i]->id, series->sheet) == 0)
            return page->sheets[i];
    for (size_t i = 0; i < page->behind_count; i++)
        if (strcmp(page->behind[i]->id, series->sheet) == 0)
            return page->behind[i];
    return NULL;
}

static bool is_drawn(const ot_page *page, const ot_report *self, const ot_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        const ot_report *cells = cells_of(page, self, &chart->series[i]);

        if (!cells || chart->series[i].last_row >= cells->row_count)
            return false;
    }
    return chart->series_count > 0;
}

void ot_page_chart_places(const ot_page *page, const ot_report *report, int *number,
                          FILE *out)
{
    for (size_t i = 0; i < report->chart_count; i++) {
        if (!is_drawn(page, report, &report->charts[i]))
            continue;
        fprintf(out, "<figure data-chart=\"%d\" hidden><figcaption>", (*number)++);
        ot_page_text(report->charts[i].title, out);
        fputs("</figcaption></figure>\n", out);
    }
}

static const ot_value *value_at(const ot_report *cells, uint32_t row, uint32_t column)
{
    return &cells->rows[row].values[column];
}

static void put_printed(const ot_report *cells, uint32_t row, uint32_t column,
                        FILE *out)
{
    char buffer[OT_VALUE_TEXT_SIZE];

    ot_page_string(
        ot_value_printed(&cells->columns[column], value_at(cells, row, column), buffer),
        out);
}

/* A number for drawing only; amounts in pounds. */
static void put_number(const ot_report *cells, uint32_t row, uint32_t column, FILE *out)
{
    const ot_value *value = value_at(cells, row, column);
    char text[OT_PENCE_TEXT];

    if (value->kind != OT_VALUE_NUMBER)
        fputs("null", out);
    else if (cells->columns[column].kind == OT_COLUMN_PENCE)
        fputs(ot_pence_text(value->number, text), out);
    else
        fprintf(out, "%" PRId64, value->number);
}

static void put_series(const ot_report *cells, const ot_chart_series *series, FILE *out)
{
    fputs("{\"name\":", out);
    ot_page_string(series->name ? series->name : "", out);
    fputs(",\"values\":[", out);
    for (uint32_t row = series->row; row <= series->last_row; row++) {
        fputs(row > series->row ? "," : "", out);
        put_number(cells, row, series->values_column, out);
    }
    fputs("]}", out);
}

/* Texts of a column of the series' rows. */
static void put_texts(const char *name, const ot_report *cells,
                      const ot_chart_series *series, uint32_t column, FILE *out)
{
    fprintf(out, ",\"%s\":[", name);
    for (uint32_t row = series->row; row <= series->last_row; row++) {
        fputs(row > series->row ? "," : "", out);
        put_printed(cells, row, column, out);
    }
    putc(']', out);
}

static void put_level(const char *name, const ot_report *cells,
                      const ot_chart_series *series, uint32_t row, FILE *out)
{
    fprintf(out, ",\"%s\":{\"name\":", name);
    put_printed(cells, row, series->category_column, out);
    fputs(",\"value\":", out);
    put_number(cells, row, series->values_column, out);
    fputs(",\"printed\":", out);
    put_printed(cells, row, series->values_column, out);
    putc('}', out);
}

/* The row that steps lead to: the next total. */
static uint32_t end_of(const ot_report *cells, const ot_chart_series *series)
{
    uint32_t row = series->last_row + 1;

    while (row < cells->row_count && cells->rows[row].kind != OT_ROW_TOTAL)
        row++;
    return row;
}

static const char *kind_of(const ot_chart *chart)
{
    return chart->kind == OT_CHART_LINE ? "line" : "bar";
}

static const char *unit_of(const ot_column *column)
{
    return column->kind == OT_COLUMN_THOUSANDS ? "£000"
           : column->kind == OT_COLUMN_PENCE   ? "£"
                                               : "";
}

static void put_chart(const ot_page *page, const ot_report *self, const ot_chart *chart,
                      FILE *out)
{
    const ot_chart_series *series = &chart->series[0];
    const ot_report *cells = cells_of(page, self, series);
    uint32_t end = end_of(cells, series);

    fprintf(out, "{\"kind\":\"%s\",\"unit\":\"%s\",\"title\":", kind_of(chart),
            unit_of(&cells->columns[series->values_column]));
    ot_page_string(chart->title, out);
    put_texts("cats", cells, series, series->category_column, out);
    put_texts("printed", cells, series, series->values_column, out);
    if (chart->steps && series->row && end < cells->row_count) {
        put_level("from", cells, series, series->row - 1, out);
        put_level("to", cells, series, end, out);
    }
    fputs(",\"series\":[", out);
    for (size_t i = 0; i < chart->series_count; i++) {
        fputs(i ? "," : "", out);
        put_series(cells_of(page, self, &chart->series[i]), &chart->series[i], out);
    }
    fputs("]}", out);
}

void ot_page_charts(const ot_page *page, FILE *out)
{
    bool first = true;

    fputs("\"charts\":[", out);
    for (size_t i = 0; i < page->sheet_count; i++) {
        const ot_report *report = page->sheets[i];

        for (size_t k = 0; k < report->chart_count; k++) {
            if (!is_drawn(page, report, &report->charts[k]))
                continue;
            fputs(first ? "\n" : ",\n", out);
            first = false;
            put_chart(page, report, &report->charts[k], out);
        }
    }
    putc(']', out);
}
