/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <string.h>

#include "exporters/exporter.h"
#include "exporters/table.h"
#include "exporters/text.h"

/* A text as it stands: what Markdown or HTML would take for a mark is escaped, a line
 * feed becomes a break, other control characters go. */
static void put_text(FILE *out, const char *text)
{
    while (*text != '\0') {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (point == '\n')
            fputs("<br>", out);
        else if (ot_text_control(point))
            continue;
        else if (point == '<')
            fputs("&lt;", out);
        else if (point == '&' && (isalpha((unsigned char)*text) || *text == '#'))
            fputs("&amp;", out);
        else if (point < 0x80 && strchr("\\|*_`[]~", (int)point))
            fprintf(out, "\\%c", (int)point);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
}

/* One line only: for a heading or a paragraph. */
static void put_line(FILE *out, const char *before, const char *text, const char *after)
{
    fputs(before, out);
    while (*text == ' ')
        text++;
    put_text(out, text);
    fputs(after, out);
}

static void put_headings(FILE *out, const ot_table *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const ot_column *column = ot_table_column(table, i);

        fputs("| ", out);
        if (column->super && *column->super) {
            put_text(out, column->super);
            putc(' ', out);
        }
        put_text(out, column->heading ? column->heading : "");
        if (column->unit && *column->unit)
            put_line(out, " (", column->unit, ")");
        putc(' ', out);
    }
    fputs("|\n", out);
    for (uint32_t i = 0; i < table->count; i++)
        fputs(ot_table_is_text(table, i) ? "| --- " : "| ---: ", out);
    fputs("|\n", out);
}

static const char *marks_of(ot_row_kind kind)
{
    switch (kind) {
    case OT_ROW_HEADING:
    case OT_ROW_SUBTOTAL:
    case OT_ROW_TOTAL:
        return "**";
    case OT_ROW_CHECK:
    case OT_ROW_ROUNDINGS:
    case OT_ROW_NOTE:
        return "*";
    case OT_ROW_ITEM:
    case OT_ROW_CHILD:
    case OT_ROW_BLANK:
        break;
    }
    return "";
}

static void put_row(FILE *out, const ot_table *table, uint32_t row)
{
    const ot_row *shown = &table->report->rows[row];
    const char *marks = marks_of(shown->kind);
    char buffer[OT_VALUE_TEXT_SIZE];

    for (uint32_t i = 0; i < table->count; i++) {
        const char *text = ot_value_printed(ot_table_column(table, i),
                                            ot_table_value(table, row, i), buffer);

        fputs("| ", out);
        if (*text) {
            for (int n = i == 0 ? ot_row_indent(shown) : 0; n > 0; n--)
                fputs("&nbsp;&nbsp;", out);
            put_line(out, marks, text, marks);
            putc(' ', out);
        }
    }
    fputs("|\n", out);
}

/* The report's name as a heading, the other title lines in one paragraph below it. */
static void put_titles(FILE *out, const ot_report *report)
{
    bool any = false;

    put_line(out, "## ", report->name, "\n\n");
    for (size_t i = 0; i < report->title_count; i++) {
        if (strcmp(report->titles[i], report->name) == 0)
            continue;
        put_line(out, any ? " · " : "", report->titles[i], "");
        any = true;
    }
    if (any)
        fputs("\n\n", out);
}

ot_status ot_markdown_write(const ot_report *report, FILE *out, ot_error *err)
{
    ot_table table;
    ot_status st = ot_table_init(&table, report, OT_MEDIA_CSV, err);

    if (st < 0)
        return st;
    put_titles(out, report);
    put_headings(out, &table);
    for (uint32_t row = 0; row < report->row_count; row++)
        put_row(out, &table, row);
    for (size_t i = 0; i < report->note_count; i++)
        put_line(out, "\n*", report->notes[i], "*\n");
    st = ot_stream_end(out, report, err);
    ot_table_clear(&table);
    return st;
}
