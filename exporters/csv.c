/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "exporters/exporter.h"
#include "exporters/table.h"
#include "exporters/text.h"

/* Quotes what RFC 4180 asks for, and outer blanks, which some readers would trim. */
static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);

    if (length == 0)
        return false;
    return strpbrk(text, ",\"\r\n") || text[0] == ' ' || text[length - 1] == ' ';
}

/* Would a spreadsheet that opens the file take the text for a formula? Numbers and
 * marks made of their characters it does not. */
static bool is_formula(const char *text)
{
    if (!*text || !strchr("=+-@\t\r", *text))
        return false;
    return text[strspn(text, "+-0123456789.,% ")] != '\0';
}

/* Control characters, which no figure needs and which steer terminals, become '?'. */
static void put_characters(FILE *out, const char *text)
{
    while (*text != '\0') {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (ot_text_control(point) && point != '\n' && point != '\r' && point != '\t')
            putc('?', out);
        else if (point == '"')
            fputs("\"\"", out);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
}

/* A text that would be run gets the mark by which spreadsheets know a text. */
static void put_field(FILE *out, const char *text)
{
    bool quotes = needs_quotes(text);

    if (quotes)
        putc('"', out);
    if (is_formula(text))
        putc('\'', out);
    put_characters(out, text);
    if (quotes)
        putc('"', out);
}

static bool row_is_data(const ot_row *row)
{
    switch (row->kind) {
    case OT_ROW_HEADING:
    case OT_ROW_CHECK:
    case OT_ROW_BLANK:
    case OT_ROW_NOTE:
        return false;
    case OT_ROW_ITEM:
    case OT_ROW_CHILD:
    case OT_ROW_SUBTOTAL:
    case OT_ROW_ROUNDINGS:
    case OT_ROW_TOTAL:
        break;
    }
    return true;
}

static void put_row(FILE *out, const ot_table *table, uint32_t row)
{
    char buffer[OT_VALUE_TEXT_SIZE];

    for (uint32_t i = 0; i < table->count; i++) {
        const char *text = ot_value_plain(ot_table_column(table, i),
                                          ot_table_value(table, row, i), buffer);

        if (i > 0)
            putc(',', out);
        else if (table->count == 1 && !*text)
            fputs("\"\"", out); /* an empty line would be no record */
        put_field(out, text);
    }
    putc('\n', out);
}

ot_status ot_csv_write(const ot_report *report, FILE *out, ot_error *err)
{
    ot_table table;
    ot_status st;

    if (report->csv)
        report = report->csv;
    st = ot_table_init(&table, report, OT_MEDIA_PRINT, err);
    if (st < 0)
        return st;
    for (uint32_t i = 0; i < table.count; i++) {
        if (i > 0)
            putc(',', out);
        put_field(out, ot_table_column(&table, i)->id);
    }
    putc('\n', out);
    for (uint32_t row = 0; row < report->row_count; row++)
        if (row_is_data(&report->rows[row]))
            put_row(out, &table, row);
    st = ot_stream_end(out, report, err);
    ot_table_clear(&table);
    return st;
}
