/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

ot_status ot_table_init(ot_table *table, const ot_report *report, ot_media other,
                        ot_error *err)
{
    *table = (ot_table){.report = report};
    table->columns = calloc(report->column_count + 1, sizeof *table->columns);
    if (!table->columns)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < report->column_count; i++) {
        const ot_column *column = &report->columns[i];

        if (column->media == other)
            continue;
        table->columns[table->count++] = i;
        table->has_super = table->has_super || (column->super && *column->super);
        table->has_unit = table->has_unit || (column->unit && *column->unit);
    }
    if (table->count > 0)
        return OT_OK;
    ot_table_clear(table);
    return ot_fail(err, OT_EUSAGE, "report '%s' has no columns to show", report->id);
}

ot_status ot_table_choose(ot_table *table, const ot_report *report,
                          const uint32_t *columns, uint32_t count, ot_error *err)
{
    *table = (ot_table){.report = report, .count = count};
    table->columns = calloc(count + 1, sizeof *table->columns);
    if (!table->columns)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        const ot_column *column = &report->columns[columns[i]];

        table->columns[i] = columns[i];
        table->has_super = table->has_super || (column->super && *column->super);
        table->has_unit = table->has_unit || (column->unit && *column->unit);
    }
    return OT_OK;
}

bool ot_table_tells(const ot_table *table, uint32_t row)
{
    const ot_row *shown = &table->report->rows[row];
    bool off = false;

    for (uint32_t i = 0; i < table->count; i++) {
        const ot_value *value = ot_table_value(table, row, i);

        off = off || (value->kind == OT_VALUE_CHECK && value->number != 0);
    }
    return shown->kind != OT_ROW_BLANK && (shown->kind != OT_ROW_CHECK || off);
}

void ot_table_clear(ot_table *table)
{
    free(table->columns);
    table->columns = NULL;
}

const ot_column *ot_table_column(const ot_table *table, uint32_t place)
{
    return &table->report->columns[table->columns[place]];
}

const ot_value *ot_table_value(const ot_table *table, uint32_t row, uint32_t place)
{
    return &table->report->rows[row].values[table->columns[place]];
}

bool ot_table_is_text(const ot_table *table, uint32_t place)
{
    return ot_table_column(table, place)->kind == OT_COLUMN_TEXT;
}

uint32_t ot_table_span(const ot_table *table, uint32_t place)
{
    const char *super = ot_table_column(table, place)->super;
    uint32_t span = 0;

    if (!super || !*super)
        return 0;
    while (place + span < table->count) {
        const char *next = ot_table_column(table, place + span)->super;

        if (!next || strcmp(next, super) != 0)
            break;
        span++;
    }
    return span;
}

size_t ot_report_title_lines(const ot_report *report)
{
    return report->title_count ? report->title_count : 1;
}

const char *ot_report_title_line(const ot_report *report, size_t line)
{
    return report->title_count ? report->titles[line] : report->name;
}

int ot_row_indent(const ot_row *row)
{
    if (row->kind == OT_ROW_CHILD)
        return row->level > 1 ? row->level : 1;
    return row->kind == OT_ROW_ITEM && row->level > 0 ? row->level : 0;
}

bool ot_value_negative(const ot_value *value)
{
    if (value->kind == OT_VALUE_NUMBER)
        return value->number < 0;
    return value->kind == OT_VALUE_RATIO && value->number != 0 &&
           (value->number < 0) != (value->denominator < 0);
}

ot_status ot_stream_end(FILE *out, const ot_report *report, ot_error *err)
{
    return ot_stream_close(out, report->id, err);
}

ot_status ot_stream_close(FILE *out, const char *name, ot_error *err)
{
    int flushed;

    errno = 0;
    flushed = fflush(out);
    if (flushed == 0 && !ferror(out))
        return OT_OK;
    return ot_fail(err, OT_EIO, "report '%s' could not be written: %s", name,
                   errno ? strerror(errno)
                         : "an earlier part was lost; is there room on its disk?");
}
