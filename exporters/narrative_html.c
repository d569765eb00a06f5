/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_html.c - the report in words as one page: no script, nothing from
 * elsewhere, and nothing from outside but as text. */
#include <string.h>

#include "exporters/exporter.h"
#include "exporters/narrative_html_style.h"
#include "exporters/table.h"
#include "exporters/text.h"

/* Text for an element or a quoted attribute: marks escaped, bytes that are no UTF-8 and
 * control characters (line feeds apart) shown as '?'. */
static void put_text(FILE *out, const char *text)
{
    while (*text) {
        const char *from = text;
        uint32_t point = ot_text_next(&text);

        if (point == '&')
            fputs("&amp;", out);
        else if (point == '<')
            fputs("&lt;", out);
        else if (point == '>')
            fputs("&gt;", out);
        else if (point == '"')
            fputs("&quot;", out);
        else if (point == '\'')
            fputs("&#39;", out);
        else if (point != '\n' && (point == OT_TEXT_BAD || ot_text_control(point)))
            putc('?', out);
        else
            fwrite(from, 1, (size_t)(text - from), out);
    }
}

static void put_runs(FILE *out, const ot_block *block)
{
    for (size_t i = 0; i < block->run_count; i++) {
        const ot_phrase *run = &block->runs[i];
        char buffer[OT_PHRASE_TEXT_SIZE];

        fputs(run->strong ? "<strong>" : "", out);
        put_text(out, ot_phrase_text(run, buffer));
        fputs(run->strong ? "</strong>" : "", out);
    }
}

static void put_heading_cell(FILE *out, const ot_table *table, uint32_t i)
{
    const ot_column *column = ot_table_column(table, i);

    fprintf(out, "<th scope=\"col\"%s>",
            ot_table_is_text(table, i) ? "" : " class=\"n\"");
    put_text(out, column->heading ? column->heading : "");
    if (column->unit && *column->unit) {
        fputs(" (", out);
        put_text(out, column->unit);
        putc(')', out);
    }
    fputs("</th>", out);
}

static void put_head(FILE *out, const ot_table *table, bool plain)
{
    fputs("<thead>\n", out);
    if (table->has_super && !plain) {
        fputs("<tr>", out);
        for (uint32_t i = 0; i < table->count;) {
            uint32_t span = ot_table_span(table, i);

            if (span) {
                fprintf(out, "<th scope=\"colgroup\" colspan=\"%u\">", (unsigned)span);
                put_text(out, ot_table_column(table, i)->super);
                fputs("</th>", out);
            } else {
                fputs("<td></td>", out);
            }
            i += span ? span : 1;
        }
        fputs("</tr>\n", out);
    }
    fputs("<tr>", out);
    for (uint32_t i = 0; i < table->count; i++)
        put_heading_cell(out, table, i);
    fputs("</tr>\n</thead>\n", out);
}

static const char *class_of(ot_row_kind kind)
{
    switch (kind) {
    case OT_ROW_HEADING:
        return " class=\"group\"";
    case OT_ROW_SUBTOTAL:
    case OT_ROW_TOTAL:
        return " class=\"sum\"";
    case OT_ROW_CHECK:
    case OT_ROW_ROUNDINGS:
    case OT_ROW_NOTE:
        return " class=\"round\"";
    case OT_ROW_ITEM:
    case OT_ROW_CHILD:
    case OT_ROW_BLANK:
        break;
    }
    return "";
}

static void put_cell(FILE *out, const ot_table *table, uint32_t row, uint32_t i)
{
    const ot_value *value = ot_table_value(table, row, i);
    int indent = ot_row_indent(&table->report->rows[row]);
    char buffer[OT_VALUE_TEXT_SIZE];

    if (i == 0)
        fputs("<th scope=\"row\"", out);
    else
        fputs("<td", out);
    if (i == 0 && indent)
        fprintf(out, " class=\"in%d\"", indent > 1 ? 2 : 1);
    else if (!ot_table_is_text(table, i))
        fputs(ot_value_negative(value) ? " class=\"n neg\"" : " class=\"n\"", out);
    putc('>', out);
    put_text(out, ot_value_printed(ot_table_column(table, i), value, buffer));
    fputs(i == 0 ? "</th>" : "</td>", out);
}

static void put_body(FILE *out, const ot_table *table)
{
    fputs("<tbody>\n", out);
    for (uint32_t row = 0; row < table->report->row_count; row++) {
        if (!ot_table_tells(table, row))
            continue;
        fprintf(out, "<tr%s>", class_of(table->report->rows[row].kind));
        for (uint32_t i = 0; i < table->count; i++)
            put_cell(out, table, row, i);
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n", out);
}

/* A wide table scrolls by itself, by keyboard too. */
static ot_status put_table(FILE *out, const ot_block *block, ot_error *err)
{
    ot_table table;
    ot_status st =
        ot_table_choose(&table, block->table, block->columns, block->column_count, err);

    if (st < 0)
        return st;
    fputs("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"", out);
    if (block->run_count)
        put_runs(out, block);
    else
        put_text(out, block->table->name);
    fputs("\">\n<table", out);
    fputs(block->plain ? " class=\"plain\">\n<caption" : ">\n<caption", out);
    fputs(block->run_count ? ">" : " class=\"same\">", out); /* as the heading */
    if (block->run_count)
        put_runs(out, block);
    else
        put_text(out, block->table->name);
    fputs("</caption>\n", out);
    put_head(out, &table, block->plain);
    put_body(out, &table);
    fputs("</table>\n</div>\n", out);
    for (size_t i = 0; block->notes && i < block->table->note_count; i++) {
        fputs("<p class=\"notes\">", out);
        put_text(out, block->table->notes[i]);
        fputs("</p>\n", out);
    }
    ot_table_clear(&table);
    return OT_OK;
}

static bool is_item(const ot_section *section, size_t index)
{
    return index < section->block_count && section->blocks[index].kind == OT_BLOCK_ITEM;
}

static ot_status put_block(FILE *out, const ot_section *section, size_t index,
                           ot_error *err)
{
    const ot_block *block = &section->blocks[index];
    bool item = is_item(section, index);

    if (block->kind == OT_BLOCK_TABLE)
        return put_table(out, block, err);
    if (item && (!index || !is_item(section, index - 1)))
        fputs("<ul>\n", out);
    fputs(item ? "<li>" : "<p>", out);
    put_runs(out, block);
    fputs(item ? "</li>\n" : "</p>\n", out);
    if (item && !is_item(section, index + 1))
        fputs("</ul>\n", out);
    return OT_OK;
}

/* The author's words: paragraphs between empty lines, their lines as they are. */
static void put_own(FILE *out, const char *text)
{
    fputs("<div class=\"own\">\n", out);
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char piece[1024];

        fputs("<p>", out);
        while (length) { /* in pieces that end between characters */
            size_t take = length < sizeof piece - 1 ? length : sizeof piece - 1;

            while (take > 1 && take < length &&
                   ((unsigned char)text[take] & 0xC0) == 0x80)
                take--;
            memcpy(piece, text, take);
            piece[take] = '\0';
            put_text(out, piece);
            text += take;
            length -= take;
        }
        fputs("</p>\n", out);
        while (*text == '\n')
            text++;
    }
    fputs("</div>\n", out);
}

static void put_words(FILE *out, const ot_placed *placed, const char *slot)
{
    const ot_words *words;
    size_t at = 0;

    while ((words = ot_placed_file(placed, slot, &at)))
        put_own(out, words->text);
    words = ot_placed_kept(placed, slot);
    if (words)
        put_own(out, words->text);
}

static const char *after_number(const ot_section *section)
{
    if (strncmp(section->number, "Att", 3) == 0)
        return ":";
    return section->level == 1 ? "." : "";
}

static void put_heading(FILE *out, const ot_section *section, size_t index)
{
    int level = section->level == 1 ? 2 : 3;

    fprintf(out, "<h%d id=\"s%zu\">%s%s ", level, index + 1, section->number,
            after_number(section));
    put_text(out, section->heading);
    fprintf(out, "</h%d>\n", level);
}

static ot_status put_section(FILE *out, const ot_placed *placed, size_t index,
                             ot_error *err)
{
    const ot_section *section = &placed->narrative->sections[index];
    ot_status st = OT_OK;

    put_heading(out, section, index);
    for (size_t i = 0; st == OT_OK && i < section->block_count; i++)
        st = put_block(out, section, i, err);
    if (st == OT_OK && section->slot)
        put_words(out, placed, section->slot);
    return st;
}

static void put_contents(FILE *out, const ot_narrative *narrative)
{
    fputs("<nav aria-label=\"Contents\">\n<ul>\n", out);
    for (size_t i = 0; i < narrative->section_count; i++) {
        const ot_section *section = &narrative->sections[i];

        fprintf(out, "<li%s><a href=\"#s%zu\">%s%s ",
                section->level == 1 ? "" : " class=\"sub\"", i + 1, section->number,
                after_number(section));
        put_text(out, section->heading);
        fputs("</a></li>\n", out);
    }
    fputs("</ul>\n</nav>\n", out);
}

static void put_homeless(FILE *out, const ot_placed *placed)
{
    const ot_words *words;
    size_t at = 0;
    bool any = false;

    while ((words = ot_placed_homeless(placed, &at))) {
        fputs(any ? "" : "<h2>Words without a place</h2>\n", out);
        any = true;
        fputs("<p class=\"notes\">", out);
        put_text(out, words->slot);
        putc(' ', out);
        put_text(out, words->period);
        fputs("</p>\n", out);
        put_own(out, words->text);
    }
}

static void put_top(FILE *out, const ot_narrative *narrative)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>",
          out);
    put_text(out, narrative->title);
    fputs("</title>\n<style>\n" OT_NARRATIVE_STYLE "</style>\n</head>\n<body>\n<main>\n"
          "<h1>",
          out);
    put_text(out, narrative->title);
    fputs("</h1>\n<p class=\"lines\">", out);
    for (size_t i = 0; i < narrative->line_count; i++) {
        fputs(i ? "<br>\n" : "", out);
        put_text(out, narrative->lines[i]);
    }
    fputs("</p>\n", out);
}

ot_status ot_narrative_html(const ot_placed *placed, FILE *out, ot_error *err)
{
    const ot_narrative *narrative = placed->narrative;
    ot_status st = OT_OK;

    put_top(out, narrative);
    put_contents(out, narrative);
    for (size_t i = 0; st == OT_OK && i < narrative->section_count; i++)
        st = put_section(out, placed, i, err);
    if (st == OT_OK)
        put_homeless(out, placed);
    fputs("</main>\n</body>\n</html>\n", out);
    return st == OT_OK ? ot_stream_close(out, "report.html", err) : st;
}
