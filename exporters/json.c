/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/json.h"

#include "exporters/table.h"
#include "exporters/text.h"

void ot_json_string(const char *text, FILE *out)
{
    putc('"', out);
    while (*text) {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (point == OT_TEXT_BAD)
            fputs("\\ufffd", out);
        else if (point == '"' || point == '\\')
            fprintf(out, "\\%c", (char)point);
        else if (ot_text_control(point))
            fprintf(out, "\\u%04x", (unsigned)point);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
    putc('"', out);
}

static void write_value(const ot_column *column, const ot_value *value, FILE *out)
{
    char text[OT_VALUE_TEXT_SIZE];
    const char *plain = ot_value_plain(column, value, text);

    if (value->kind == OT_VALUE_NUMBER && column->kind != OT_COLUMN_PENCE)
        fputs(plain, out);
    else
        ot_json_string(plain, out);
}

static void write_row(const ot_table *table, uint32_t row, FILE *out)
{
    bool first = true;

    putc('{', out);
    for (uint32_t place = 0; place < table->count; place++) {
        const ot_value *value = ot_table_value(table, row, place);

        if (value->kind == OT_VALUE_BLANK)
            continue;
        fputs(first ? "" : ", ", out);
        first = false;
        ot_json_string(ot_table_column(table, place)->id, out);
        fputs(": ", out);
        write_value(ot_table_column(table, place), value, out);
    }
    putc('}', out);
}

static bool is_data(const ot_row *row)
{
    return row->kind != OT_ROW_HEADING && row->kind != OT_ROW_CHECK &&
           row->kind != OT_ROW_BLANK && row->kind != OT_ROW_NOTE;
}

ot_status ot_json_write(const ot_report *report, FILE *out, ot_error *err)
{
    const ot_report *shown = report->csv ? report->csv : report;
    ot_table table;
    bool first = true;

    if (ot_table_init(&table, shown, OT_MEDIA_PRINT, err) < 0)
        return OT_EUSAGE;
    fputs("{\"id\": ", out);
    ot_json_string(shown->id, out);
    fputs(", \"name\": ", out);
    ot_json_string(shown->name, out);
    fputs(", \"columns\": [", out);
    for (uint32_t place = 0; place < table.count; place++) {
        fputs(place ? ", " : "", out);
        ot_json_string(ot_table_column(&table, place)->id, out);
    }
    fputs("], \"rows\": [", out);
    for (uint32_t row = 0; row < shown->row_count; row++) {
        if (!is_data(&shown->rows[row]))
            continue;
        fputs(first ? "\n  " : ",\n  ", out);
        first = false;
        write_row(&table, row, out);
    }
    fputs("\n]}\n", out);
    ot_table_clear(&table);
    return ot_stream_end(out, report, err);
}
