/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_table.c - a report as an HTML table: caption, scopes, figures as printed. */
#include <string.h>

#include "exporters/page_internal.h"
#include "exporters/text.h"

#define WIDEST 17 /* columns that a sheet of paper holds */
#define LONG   28 /* characters of a text that is broken into lines */

/* The columns of one table: those that all parts begin with, then its own. */
typedef struct part {
    const ot_page *page;
    const ot_table *table;
    uint32_t shared, first, end;
    FILE *out;
} part;

/* The next column of a part, table->count after the last. */
static uint32_t next_place(const part *p, uint32_t place)
{
    place++;
    if (place == p->shared && p->first > place)
        place = p->first;
    return place >= p->end ? p->table->count : place;
}

static uint32_t columns_of(const part *p)
{
    return p->shared + p->end - (p->first > p->shared ? p->first : p->shared);
}

static void put_super(const part *p)
{
    fputs("<tr>", p->out);
    for (uint32_t i = 0; i < p->table->count;) {
        uint32_t span = ot_table_span(p->table, i);

        if (span) {
            fprintf(p->out, "<th scope=\"colgroup\" class=\"super\" colspan=\"%u\">",
                    (unsigned)span);
            ot_page_text(ot_table_column(p->table, i)->super, p->out);
            fputs("</th>", p->out);
        } else {
            fputs("<td></td>", p->out);
        }
        for (uint32_t n = span ? span : 1; n > 0; n--)
            i = next_place(p, i);
    }
    fputs("</tr>\n", p->out);
}

static void put_heading(const part *p)
{
    fputs("<tr>", p->out);
    for (uint32_t i = 0; i < p->table->count; i = next_place(p, i)) {
        const ot_column *column = ot_table_column(p->table, i);

        fprintf(p->out, "<th scope=\"col\"%s>",
                ot_table_is_text(p->table, i) ? "" : " class=\"n\"");
        ot_page_text(column->heading ? column->heading : "", p->out);
        if (column->unit && *column->unit) {
            fputs(" <span class=\"unit\">", p->out);
            ot_page_text(column->unit, p->out);
            fputs("</span>", p->out);
        }
        fputs("</th>", p->out);
    }
    fputs("</tr>\n", p->out);
}

static const char *class_of(const ot_row *row)
{
    switch (row->kind) {
    case OT_ROW_HEADING:
        return "h";
    case OT_ROW_SUBTOTAL:
        return "sub";
    case OT_ROW_CHECK:
        return "check";
    case OT_ROW_ROUNDINGS:
        return "round";
    case OT_ROW_TOTAL:
        return "total";
    case OT_ROW_ITEM:
    case OT_ROW_CHILD:
    case OT_ROW_BLANK:
    case OT_ROW_NOTE:
        break;
    }
    return ot_row_indent(row) > 1 ? "i2" : ot_row_indent(row) ? "i1" : "";
}

static void put_classes(const part *p, uint32_t row, uint32_t place)
{
    const ot_value *value = ot_table_value(p->table, row, place);
    bool text = ot_table_is_text(p->table, place);
    bool alarm = value->kind == OT_VALUE_CHECK && value->number != 0;
    bool negative = ot_value_negative(value);
    bool wide =
        value->kind == OT_VALUE_TEXT && text && ot_text_length(value->text) > LONG;

    if (text && !alarm && !wide)
        return;
    fprintf(p->out, " class=\"%s%s%s\"", text ? wide ? "wide" : "" : "n",
            negative ? " neg" : "", alarm ? " alarm" : "");
}

/* heads: the cell names its row, or all rows that follow. */
static void put_cell(const part *p, uint32_t row, uint32_t place, const char *heads)
{
    const ot_value *value = ot_table_value(p->table, row, place);
    bool linked =
        p->page->drill && value->link_sheet && strcmp(value->link_sheet, "detail") == 0;
    char buffer[OT_VALUE_TEXT_SIZE];

    fputs(heads ? "<th" : "<td", p->out);
    if (heads)
        fprintf(p->out, " scope=\"%s\"", heads);
    put_classes(p, row, place);
    putc('>', p->out);
    if (linked)
        fprintf(p->out, "<span data-line=\"%u\">", (unsigned)value->link_row);
    ot_page_text(ot_value_printed(ot_table_column(p->table, place), value, buffer),
                 p->out);
    fputs(linked ? "</span>" : "", p->out);
    fputs(heads ? "</th>" : "</td>", p->out);
}

static void put_row(const part *p, uint32_t row)
{
    const ot_row *shown = &p->table->report->rows[row];
    const char *class = class_of(shown);
    bool named = ot_table_value(p->table, row, 0)->kind != OT_VALUE_BLANK;

    fprintf(p->out, *class ? "<tr class=\"%s\">" : "<tr>", class);
    for (uint32_t i = 0; i < p->table->count; i = next_place(p, i))
        put_cell(p, row, i,
                 i || !named                     ? NULL
                 : shown->kind == OT_ROW_HEADING ? "rowgroup"
                                                 : "row");
    fputs("</tr>\n", p->out);
}

static void put_note(const part *p, uint32_t row)
{
    char buffer[OT_VALUE_TEXT_SIZE];

    fprintf(p->out, "<tr class=\"check\"><td colspan=\"%u\">", (unsigned)columns_of(p));
    ot_page_text(ot_value_printed(ot_table_column(p->table, 0),
                                  ot_table_value(p->table, row, 0), buffer),
                 p->out);
    fputs("</td></tr>\n", p->out);
}

static void put_rows(const part *p)
{
    const ot_report *report = p->table->report;

    fputs("<tbody>\n", p->out);
    for (uint32_t row = 0; row < report->row_count; row++) {
        ot_row_kind kind = report->rows[row].kind;

        if (kind == OT_ROW_HEADING && row)
            fputs("</tbody>\n<tbody>\n", p->out);
        if (kind == OT_ROW_NOTE)
            put_note(p, row);
        else if (kind != OT_ROW_BLANK)
            put_row(p, row);
    }
    fputs("</tbody>\n", p->out);
}

static void put_name(const part *p)
{
    const char *super = ot_table_column(p->table, p->first)->super;

    ot_page_text(p->table->report->name, p->out);
    if (p->first > p->shared || p->end < p->table->count) {
        fputs(": ", p->out);
        ot_page_text(super ? super : "", p->out);
    }
}

static void put_part(const part *p)
{
    fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: ",
          p->out);
    put_name(p);
    fprintf(p->out, "\"><table%s><caption%s>",
            columns_of(p) > WIDEST - 4 ? " class=\"dense\"" : "",
            columns_of(p) == p->table->count ? " class=\"unseen\"" : "");
    put_name(p);
    fputs("</caption>\n<thead>\n", p->out);
    if (p->table->has_super && columns_of(p) == p->table->count)
        put_super(p);
    put_heading(p);
    fputs("</thead>\n", p->out);
    put_rows(p);
    fputs("</table></div>\n", p->out);
}

/* Columns without a super heading before the first with one; 0 where it cannot be split
 * into parts by them. */
static uint32_t shared_columns(const ot_table *table)
{
    uint32_t shared = 0;

    while (shared < table->count && !ot_table_span(table, shared))
        shared++;
    for (uint32_t i = shared; i < table->count; i++)
        if (!ot_table_span(table, i))
            return 0;
    return shared < table->count ? shared : 0;
}

ot_status ot_page_table(const ot_page *page, const ot_report *report, FILE *out,
                        ot_error *err)
{
    ot_table table;
    uint32_t shared;
    ot_status st = ot_table_init(&table, report, OT_MEDIA_CSV, err);

    if (st < 0)
        return st;
    shared = table.count > WIDEST ? shared_columns(&table) : 0;
    for (uint32_t first = shared; first < table.count;) {
        uint32_t end = shared ? first + ot_table_span(&table, first) : table.count;
        const part p = {page, &table, shared, first, end, out};

        put_part(&p);
        first = end;
    }
    ot_table_clear(&table);
    return OT_OK;
}
