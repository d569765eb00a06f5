/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_format.c - how the cells of a return look: what is to be filled in is yellow
 * and unlocked, all else is not. */
#include "exporters/returns_internal.h"

#define FONT          "Arial"
#define COLOUR_NAVY   0x1F3864
#define COLOUR_LINE   0xD9D9D9
#define COLOUR_GREY   0x404040
#define COLOUR_INPUT  0xFFF6CC
#define COLOUR_EDGE   0xC9A800
#define COLOUR_YELLOW 0xFFE27A
#define AMOUNT        "#,##0;[Red]-#,##0;0"

static void set_words(lxw_format *format, double size, lxw_color_t colour, bool bold)
{
    format_set_font_size(format, size);
    format_set_font_color(format, colour);
    if (bold)
        format_set_bold(format);
}

static void set_heading(lxw_format *format, ot_return_look look)
{
    bool input = look == OT_LOOK_HEADING_INPUT || look == OT_LOOK_HEADING_SUM;

    set_words(format, 10, input ? COLOUR_NAVY : LXW_COLOR_WHITE, true);
    format_set_bg_color(format, input ? COLOUR_YELLOW : COLOUR_NAVY);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    if (look == OT_LOOK_HEADING_RIGHT || look == OT_LOOK_HEADING_SUM)
        format_set_align(format, LXW_ALIGN_RIGHT);
    else
        format_set_indent(format, 1);
}

static void set_words_in_cell(lxw_format *format)
{
    format_set_text_wrap(format);
    format_set_indent(format, 1);
}

static void set_row(lxw_format *format, bool amount)
{
    format_set_bottom(format, LXW_BORDER_HAIR);
    format_set_bottom_color(format, COLOUR_LINE);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (amount)
        format_set_num_format(format, AMOUNT);
    else
        set_words_in_cell(format);
}

static void set_input(lxw_format *format, bool amount)
{
    format_set_bg_color(format, COLOUR_INPUT);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, COLOUR_EDGE);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(format);
    if (amount)
        format_set_num_format(format, AMOUNT);
    else
        set_words_in_cell(format);
}

static void set_total(lxw_format *format, bool amount)
{
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_THIN);
    format_set_bottom(format, LXW_BORDER_DOUBLE);
    format_set_top_color(format, COLOUR_NAVY);
    format_set_bottom_color(format, COLOUR_NAVY);
    if (amount)
        format_set_num_format(format, AMOUNT);
    else
        format_set_indent(format, 1);
}

static void set_look(lxw_format *format, ot_return_look look)
{
    switch (look) {
    case OT_LOOK_TITLE:
        set_words(format, 14, COLOUR_NAVY, true);
        break;
    case OT_LOOK_SUBTITLE:
        set_words(format, 10, COLOUR_NAVY, true);
        break;
    case OT_LOOK_WORDS:
        set_words(format, 10, COLOUR_GREY, false);
        break;
    case OT_LOOK_TEXT:
    case OT_LOOK_AMOUNT:
        set_row(format, look == OT_LOOK_AMOUNT);
        break;
    case OT_LOOK_INPUT_TEXT:
    case OT_LOOK_INPUT_AMOUNT:
        set_input(format, look == OT_LOOK_INPUT_AMOUNT);
        break;
    case OT_LOOK_TOTAL_TEXT:
    case OT_LOOK_TOTAL_AMOUNT:
        set_total(format, look == OT_LOOK_TOTAL_AMOUNT);
        break;
    default:
        set_heading(format, look);
    }
}

ot_status ot_return_looks(lxw_workbook *book, lxw_format *looks[OT_LOOKS],
                          ot_error *err)
{
    ot_formats_set_default(book);
    for (int look = 0; look < OT_LOOKS; look++) {
        looks[look] = workbook_add_format(book);
        if (!looks[look])
            return ot_fail_memory(err);
        format_set_font_name(looks[look], FONT);
        format_set_font_size(looks[look], 10);
        set_look(looks[look], (ot_return_look)look);
    }
    return OT_OK;
}
