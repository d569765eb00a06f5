/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_format.c - how each kind of cell looks. */
#include <stdio.h>
#include <stdlib.h>

#include "exporters/workbook_internal.h"

#define FONT           "Arial" /* as wide as the widths assume, and in most places */
#define FONT_SIZE      10
#define COLOUR_NAVY    0x1F3864
#define COLOUR_PALE    0xE4EBF5
#define COLOUR_BAND    0xD0DCEE
#define COLOUR_LINE    0xD9D9D9
#define COLOUR_GREY    0x595959
#define COLOUR_CHECK   0x6E8B6E
#define COLOUR_LINK    0x1F4E9E
#define COLOUR_ALARM   0xC00000
#define COLOUR_ALARMED 0xFBE3E4

struct ot_format_entry {
    uint32_t key;
    lxw_format *format;
};

static uint32_t key_of(const ot_style *style)
{
    uint32_t key = (uint32_t)style->part;

    key = key << 4 | (uint32_t)style->row;
    key = key << 3 | (uint32_t)style->column;
    key = key << 3 | (uint32_t)(style->decimals & 7);
    key = key << 4 | (uint32_t)(style->indent & 15);
    return key << 4 | (uint32_t)style->right << 3 | (uint32_t)style->wrap << 2 |
           (uint32_t)style->top << 1 | (uint32_t)style->link;
}

static void set_number(lxw_format *format, const ot_style *style)
{
    char text[64];
    int decimals = style->decimals ? style->decimals : 1;

    switch (style->column) {
    case OT_COLUMN_THOUSANDS:
    case OT_COLUMN_COUNT:
        format_set_num_format(format, "#,##0;[Red]-#,##0;0");
        break;
    case OT_COLUMN_PENCE:
        format_set_num_format(format, "#,##0.00;[Red]-#,##0.00;0.00");
        break;
    case OT_COLUMN_PERCENT:
        snprintf(text, sizeof text, "0.%.*s%%;[Red]-0.%.*s%%;0.%.*s%%", decimals,
                 "0000000", decimals, "0000000", decimals, "0000000");
        format_set_num_format(format, text);
        break;
    case OT_COLUMN_TEXT:
        break;
    }
}

static void set_line(lxw_format *format, bool above, uint8_t line, lxw_color_t colour)
{
    if (above) {
        format_set_top(format, line);
        format_set_top_color(format, colour);
    } else {
        format_set_bottom(format, line);
        format_set_bottom_color(format, colour);
    }
}

static void set_small(lxw_format *format, double size, lxw_color_t colour)
{
    format_set_font_size(format, size);
    format_set_font_color(format, colour);
}

static void set_row(lxw_format *format, ot_row_kind kind)
{
    switch (kind) {
    case OT_ROW_HEADING:
        format_set_bold(format);
        format_set_font_color(format, COLOUR_NAVY);
        format_set_bg_color(format, COLOUR_PALE);
        break;
    case OT_ROW_ITEM:
        set_line(format, false, LXW_BORDER_HAIR, COLOUR_LINE);
        break;
    case OT_ROW_CHILD:
        set_small(format, 9, COLOUR_GREY);
        set_line(format, false, LXW_BORDER_HAIR, COLOUR_LINE);
        break;
    case OT_ROW_SUBTOTAL:
        format_set_bold(format);
        set_line(format, true, LXW_BORDER_THIN, COLOUR_NAVY);
        break;
    case OT_ROW_CHECK:
        set_small(format, 8, COLOUR_CHECK);
        break;
    case OT_ROW_ROUNDINGS:
        format_set_italic(format);
        break;
    case OT_ROW_TOTAL:
        format_set_bold(format);
        set_line(format, true, LXW_BORDER_THIN, COLOUR_NAVY);
        set_line(format, false, LXW_BORDER_DOUBLE, COLOUR_NAVY);
        break;
    case OT_ROW_NOTE:
        set_small(format, 8, COLOUR_GREY);
        format_set_italic(format);
        break;
    case OT_ROW_BLANK:
        break;
    }
}

static void set_side(lxw_format *format, const ot_style *style)
{
    if (style->right)
        format_set_align(format, LXW_ALIGN_RIGHT);
    else if (style->indent > 0)
        format_set_indent(format, (uint8_t)style->indent);
    else
        format_set_align(format, LXW_ALIGN_LEFT);
}

static void set_cell(lxw_format *format, const ot_style *style)
{
    set_row(format, style->row);
    set_number(format, style);
    format_set_align(format,
                     style->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    set_side(format, style);
    if (style->wrap)
        format_set_text_wrap(format);
    if (style->link)
        format_set_font_color(format, COLOUR_LINK);
}

static void set_heading(lxw_format *format)
{
    format_set_bold(format);
    format_set_font_color(format, LXW_COLOR_WHITE);
    format_set_bg_color(format, COLOUR_NAVY);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
}

static void set_part(lxw_format *format, const ot_style *style)
{
    switch (style->part) {
    case OT_PART_TITLE:
        format_set_bold(format);
        set_small(format, 14, COLOUR_NAVY);
        break;
    case OT_PART_SUBTITLE:
        format_set_bold(format);
        format_set_font_color(format, COLOUR_NAVY);
        break;
    case OT_PART_SUPER:
        set_heading(format);
        format_set_align(format, LXW_ALIGN_CENTER);
        set_line(format, false, LXW_BORDER_THIN, LXW_COLOR_WHITE);
        break;
    case OT_PART_HEADING:
        set_heading(format);
        set_side(format, style);
        break;
    case OT_PART_UNIT:
        set_small(format, 8, COLOUR_NAVY);
        format_set_bg_color(format, COLOUR_BAND);
        set_side(format, style);
        break;
    case OT_PART_NOTE:
        set_row(format, OT_ROW_NOTE);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        break;
    case OT_PART_CELL:
        set_cell(format, style);
        break;
    case OT_PART_ALARM:
        format_set_bold(format);
        format_set_font_color(format, COLOUR_ALARM);
        format_set_bg_color(format, COLOUR_ALARMED);
        break;
    }
}

static void set_font(lxw_format *format)
{
    format_set_font_name(format, FONT);
    format_set_font_size(format, FONT_SIZE);
}

void ot_formats_set_default(lxw_workbook *book)
{
    lxw_format *first = STAILQ_FIRST(book->formats); /* made by workbook_new */

    if (first)
        set_font(first);
}

lxw_format *ot_formats_get(ot_formats *formats, const ot_style *style)
{
    uint32_t key = key_of(style);
    lxw_format *format;

    for (size_t i = 0; i < formats->count; i++)
        if (formats->entries[i].key == key)
            return formats->entries[i].format;
    if (formats->count == formats->room) {
        size_t room = formats->room ? formats->room * 2 : 32;
        void *grown = realloc(formats->entries, room * sizeof *formats->entries);

        if (!grown)
            return NULL;
        formats->entries = grown;
        formats->room = room;
    }
    format = workbook_add_format(formats->book);
    if (!format)
        return NULL;
    if (style->part != OT_PART_ALARM) /* which only changes what a cell has */
        set_font(format);
    set_part(format, style);
    formats->entries[formats->count++] = (struct ot_format_entry){key, format};
    return format;
}

void ot_formats_clear(ot_formats *formats)
{
    free(formats->entries);
    *formats = (ot_formats){0};
}
