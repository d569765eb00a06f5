/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/markdown.h"

#include <ctype.h>
#include <string.h>

#include "exporters/text.h"

#define NAME_WIDTH 20 /* names longer than this take two lines */
#define CELL_ROOM  3  /* beside the words of a cell */

static void put_text(FILE *out, const char *text, const char *line_feed)
{
    while (*text != '\0') {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (point == '\n')
            fputs(line_feed, out);
        else if (ot_text_control(point))
            continue;
        else if (point == '<')
            fputs("&lt;", out);
        else if (point == '&' && (isalpha((unsigned char)*text) || *text == '#'))
            fputs("&amp;", out);
        else if (point < 0x80 && strchr("\\|*_`[]~$^{}", (int)point))
            fprintf(out, "\\%c", (int)point);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
}

void ot_markdown_text(FILE *out, const char *text)
{
    put_text(out, text, "<br> ");
}

void ot_markdown_words(FILE *out, const char *text)
{
    put_text(out, text, " ");
}

void ot_markdown_line(FILE *out, const char *before, const char *text,
                      const char *after)
{
    fputs(before, out);
    while (*text == ' ')
        text++;
    ot_markdown_text(out, text);
    fputs(after, out);
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

/* The longest word, so that none is broken; of names enough of each. */
static size_t width_of(const ot_table *table, uint32_t i, bool plain)
{
    const ot_column *column = ot_table_column(table, i);
    size_t width = ot_text_longest_word(column->heading ? column->heading : "");
    char buffer[OT_VALUE_TEXT_SIZE];

    if (!plain && column->super && ot_text_longest_word(column->super) > width)
        width = ot_text_longest_word(column->super);
    if (column->unit && ot_text_length(column->unit) + 2 > width)
        width = ot_text_length(column->unit) + 2;
    for (uint32_t row = 0; row < table->report->row_count; row++) {
        size_t length = ot_text_length(
            ot_value_printed(column, ot_table_value(table, row, i), buffer));

        if (*marks_of(table->report->rows[row].kind) && length)
            length++; /* bold */
        if (length > width && ot_table_tells(table, row))
            width = length;
    }
    if (ot_table_is_text(table, i))
        return width > NAME_WIDTH ? NAME_WIDTH : width;
    return width;
}

/* Dashes tell pandoc how wide a column is beside the others. */
static void put_rule(FILE *out, const ot_table *table, bool plain)
{
    for (uint32_t i = 0; i < table->count; i++) {
        size_t dashes = width_of(table, i, plain) + CELL_ROOM;

        fputs("| ", out);
        for (size_t n = dashes < 3 ? 3 : dashes; n > 0; n--)
            putc('-', out);
        fputs(ot_table_is_text(table, i) ? " " : ": ", out);
    }
    fputs("|\n", out);
}

static void put_headings(FILE *out, const ot_table *table, bool plain)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const ot_column *column = ot_table_column(table, i);

        fputs("| ", out);
        if (!plain && column->super && *column->super) {
            ot_markdown_text(out, column->super);
            putc(' ', out);
        }
        ot_markdown_text(out, column->heading ? column->heading : "");
        if (column->unit && *column->unit)
            ot_markdown_line(out, " (", column->unit, ")");
        putc(' ', out);
    }
    fputs("|\n", out);
    put_rule(out, table, plain);
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
            ot_markdown_line(out, marks, text, marks);
            putc(' ', out);
        }
    }
    fputs("|\n", out);
}

void ot_markdown_table(FILE *out, const ot_table *table, bool plain)
{
    put_headings(out, table, plain);
    for (uint32_t row = 0; row < table->report->row_count; row++)
        if (ot_table_tells(table, row))
            put_row(out, table, row);
}
