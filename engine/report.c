/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "engine/arena.h"
#include "engine/report_memory.h"

/* What a report points to as `owned`. */
typedef struct report_memory {
    ot_arena arena;
    uint32_t column_room, row_room;
    size_t title_room, note_room, chart_room;
} report_memory;

ot_report *ot_report_new(const char *id, const char *name)
{
    ot_report *report = calloc(1, sizeof *report);
    report_memory *memory = calloc(1, sizeof *memory);

    if (!report || !memory) {
        free(report);
        free(memory);
        return NULL;
    }
    report->owned = memory;
    report->id = ot_report_copy(report, id);
    report->name = ot_report_copy(report, name);
    if (!report->id || !report->name) {
        ot_report_free(report);
        return NULL;
    }
    return report;
}

void ot_report_free(ot_report *report)
{
    report_memory *memory;

    if (!report)
        return;
    memory = report->owned;
    ot_report_free(report->csv);
    ot_arena_clear(&memory->arena);
    free(memory);
    free(report->titles);
    free(report->notes);
    free(report->columns);
    free(report->rows);
    free(report->charts);
    free(report);
}

const char *ot_report_copy(ot_report *report, const char *text)
{
    return ot_arena_copy(&((report_memory *)report->owned)->arena, text);
}

const char *ot_report_format(ot_report *report, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ot_arena_vformat(&((report_memory *)report->owned)->arena, format, args);
    va_end(args);
    return text;
}

/* Room for one more of `size` bytes each in *array; *room is doubled when used up. */
static ot_status reserve_one(void **array, size_t count, size_t *room, size_t size,
                             ot_error *err)
{
    size_t wanted;
    void *grown;

    if (count < *room)
        return OT_OK;
    wanted = *room ? *room * 2 : 8;
    grown = realloc(*array, wanted * size);
    if (!grown)
        return ot_fail_memory(err);
    *array = grown;
    *room = wanted;
    return OT_OK;
}

static ot_status append_text(ot_report *report, const char ***texts, size_t *count,
                             size_t *room, const char *text, ot_error *err)
{
    void *array = *texts;
    ot_status st = reserve_one(&array, *count, room, sizeof **texts, err);
    const char *copy;

    *texts = array;
    if (st < 0)
        return st;
    copy = ot_report_copy(report, text);
    if (!copy)
        return ot_fail_memory(err);
    (*texts)[(*count)++] = copy;
    return OT_OK;
}

ot_status ot_report_title(ot_report *report, const char *text, ot_error *err)
{
    report_memory *memory = report->owned;

    return append_text(report, &report->titles, &report->title_count,
                       &memory->title_room, text, err);
}

ot_status ot_report_note(ot_report *report, const char *text, ot_error *err)
{
    report_memory *memory = report->owned;

    return append_text(report, &report->notes, &report->note_count, &memory->note_room,
                       text, err);
}

static ot_status copy_optional(ot_report *report, const char **text, ot_error *err)
{
    if (!*text)
        return OT_OK;
    *text = ot_report_copy(report, *text);
    return *text ? OT_OK : ot_fail_memory(err);
}

ot_status ot_report_column(ot_report *report, const ot_column *column, ot_error *err)
{
    report_memory *memory = report->owned;
    size_t room = memory->column_room;
    void *array = report->columns;
    ot_status st =
        reserve_one(&array, report->column_count, &room, sizeof *column, err);
    ot_column *added;

    report->columns = array;
    memory->column_room = (uint32_t)room;
    if (st < 0)
        return st;
    added = &report->columns[report->column_count];
    *added = *column;
    if (copy_optional(report, &added->id, err) < 0 ||
        copy_optional(report, &added->heading, err) < 0 ||
        copy_optional(report, &added->super, err) < 0 ||
        copy_optional(report, &added->unit, err) < 0)
        return OT_ENOMEM;
    report->column_count++;
    return OT_OK;
}

ot_status ot_report_row(ot_report *report, ot_row_kind kind, int level, uint32_t *row,
                        ot_error *err)
{
    report_memory *memory = report->owned;
    size_t room = memory->row_room;
    void *array = report->rows;
    ot_status st =
        reserve_one(&array, report->row_count, &room, sizeof *report->rows, err);
    ot_value *values;

    report->rows = array;
    memory->row_room = (uint32_t)room;
    if (st < 0)
        return st;
    values = ot_arena_get(&memory->arena, report->column_count * sizeof *values);
    if (!values)
        return ot_fail_memory(err);
    if (row)
        *row = report->row_count;
    report->rows[report->row_count++] = (ot_row){kind, level, values};
    return OT_OK;
}

void *ot_report_memory(ot_report *report, size_t size)
{
    return ot_arena_get(&((report_memory *)report->owned)->arena, size);
}

ot_value *ot_report_value(ot_report *report, uint32_t row, uint32_t column)
{
    return &report->rows[row].values[column];
}

ot_status ot_report_set_text(ot_report *report, uint32_t row, uint32_t column,
                             const char *text, ot_error *err)
{
    ot_value *value = ot_report_value(report, row, column);
    const char *copy = ot_report_copy(report, text);

    if (!copy)
        return ot_fail_memory(err);
    value->kind = *text ? OT_VALUE_TEXT : OT_VALUE_BLANK;
    value->text = copy;
    return OT_OK;
}

void ot_report_set_number(ot_report *report, uint32_t row, uint32_t column,
                          int64_t number)
{
    ot_value *value = ot_report_value(report, row, column);

    value->kind = OT_VALUE_NUMBER;
    value->number = number;
}

void ot_report_set_ratio(ot_report *report, uint32_t row, uint32_t column,
                         int64_t number, int64_t denominator)
{
    ot_value *value = ot_report_value(report, row, column);

    value->kind = denominator ? OT_VALUE_RATIO : OT_VALUE_BLANK;
    value->number = number;
    value->denominator = denominator;
}

ot_status ot_report_set_formula(ot_report *report, uint32_t row, uint32_t column,
                                ot_formula_kind kind, const ot_ref *refs, size_t count,
                                ot_error *err)
{
    report_memory *memory = report->owned;
    ot_formula *formula = &ot_report_value(report, row, column)->formula;
    ot_ref *copies = ot_arena_get(&memory->arena, count * sizeof *copies);

    if (!copies)
        return ot_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        copies[i] = refs[i];
        if (copy_optional(report, &copies[i].sheet, err) < 0)
            return OT_ENOMEM;
    }
    formula->kind = kind;
    formula->refs = copies;
    formula->ref_count = count;
    return OT_OK;
}

static ot_status copy_series(ot_report *report, ot_chart *chart, ot_error *err)
{
    report_memory *memory = report->owned;
    size_t bytes = chart->series_count * sizeof *chart->series;
    ot_chart_series *copies = ot_arena_get(&memory->arena, bytes);

    if (!copies)
        return ot_fail_memory(err);
    memcpy(copies, chart->series, bytes);
    for (size_t i = 0; i < chart->series_count; i++)
        if (copy_optional(report, &copies[i].name, err) < 0 ||
            copy_optional(report, &copies[i].sheet, err) < 0)
            return OT_ENOMEM;
    chart->series = copies;
    return OT_OK;
}

ot_status ot_report_add_chart(ot_report *report, const ot_chart *chart, ot_error *err)
{
    report_memory *memory = report->owned;
    void *array = report->charts;
    ot_status st = reserve_one(&array, report->chart_count, &memory->chart_room,
                               sizeof *chart, err);
    ot_chart *added;

    report->charts = array;
    if (st < 0)
        return st;
    added = &report->charts[report->chart_count];
    *added = *chart;
    if (copy_optional(report, &added->title, err) < 0 ||
        copy_optional(report, &added->y_title, err) < 0 ||
        copy_series(report, added, err) < 0)
        return OT_ENOMEM;
    report->chart_count++;
    return OT_OK;
}
