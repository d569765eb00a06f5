/* SPDX-License-Identifier: GPL-3.0-or-later */
/* withheld_cells.c - cells of any report left out, and what must go with them. */
#include "engine/report_origin.h"
#include "engine/sheets/withheld.h"

ot_status ot_withheld_mark(ot_report *report, uint32_t row, uint32_t column,
                           const char *mark, ot_error *err)
{
    ot_value *value = ot_report_value(report, row, column);

    if (!mark || value->kind == OT_VALUE_BLANK)
        return OT_OK;
    *value = (ot_value){0};
    return ot_report_set_text(report, row, column, mark, err);
}

void ot_withheld_blank(ot_report *report, uint32_t row, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        *ot_report_value(report, row, i) = (ot_value){0};
}

static bool holds_number(const ot_report *report, uint32_t row, uint32_t column)
{
    return report->rows[row].values[column].kind == OT_VALUE_NUMBER;
}

static bool reads_numbers(const ot_report *report, const ot_formula *formula)
{
    for (size_t i = 0; i < formula->ref_count; i++) {
        const ot_ref *ref = &formula->refs[i];

        for (uint32_t row = ref->row; !ref->sheet && row <= ref->last_row; row++)
            if (!holds_number(report, row, ref->column))
                return false;
    }
    return true;
}

/* Whether a series has a cell with a mark instead of a number: it would be drawn as
 * nothing. */
static bool has_mark(const ot_report *report, const ot_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        const ot_chart_series *series = &chart->series[i];

        for (uint32_t row = series->row; !series->sheet && row <= series->last_row;
             row++)
            if (report->rows[row].values[series->values_column].kind == OT_VALUE_TEXT)
                return true;
    }
    return false;
}

void ot_withheld_finish(ot_report *report)
{
    size_t kept = 0;

    for (uint32_t row = 0; row < report->row_count; row++)
        for (uint32_t i = 0; i < report->column_count; i++) {
            ot_value *value = ot_report_value(report, row, i);

            if (!reads_numbers(report, &value->formula))
                value->formula = (ot_formula){0};
            if (value->origin && !reads_numbers(report, &value->origin->formula))
                value->origin = NULL;
        }
    for (size_t i = 0; i < report->chart_count; i++)
        if (!has_mark(report, &report->charts[i]))
            report->charts[kept++] = report->charts[i];
    report->chart_count = kept;
}
