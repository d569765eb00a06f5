/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/markdown.h"

#include <ctype.h>
#include <string.h>

void ot_markdown_text(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n')
            fputs("<br> ", out);
        else if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '&' && (isalpha((unsigned char)text[1]) || text[1] == '#'))
            fputs("&amp;", out);
        else if (strchr("\\|*_`[]~$^{}", *text))
            fprintf(out, "\\%c", *text);
        else if ((unsigned char)*text >= ' ' && *text != '\x7f')
            putc(*text, out);
    }
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

/* Dashes tell pandoc how wide a column is beside the others. */
static void put_rule(FILE *out, const ot_table *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        int dashes = ot_table_column(table, i)->width / 3;

        fputs("| ", out);
        for (int n = dashes < 3 ? 3 : dashes; n > 0; n--)
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
    put_rule(out, table);
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
