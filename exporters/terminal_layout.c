/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/terminal_layout.h"

#include <stdlib.h>

#include "exporters/text.h"

/* A text column is not made narrower than this. */
#define SMALLEST_TEXT 8

/* Whether nothing follows a text in its row, so that it may run on to the right. */
static bool runs_on(const ot_table *table, uint32_t row, uint32_t place)
{
    if (!ot_table_is_text(table, place) ||
        table->report->rows[row].kind == OT_ROW_ITEM ||
        table->report->rows[row].kind == OT_ROW_CHILD)
        return false;
    return place + 1 < table->count &&
           ot_table_value(table, row, place + 1)->kind == OT_VALUE_BLANK;
}

static size_t cell_width(const ot_table *table, uint32_t row, uint32_t place)
{
    char buffer[OT_VALUE_TEXT_SIZE];
    size_t length = ot_text_length(ot_value_printed(
        ot_table_column(table, place), ot_table_value(table, row, place), buffer));
    size_t indent = (size_t)ot_row_indent(&table->report->rows[row]);

    return place == 0 && length ? length + indent * OT_TERMINAL_INDENT : length;
}

static size_t natural_width(const ot_table *table, uint32_t place)
{
    const ot_column *column = ot_table_column(table, place);
    size_t widest = column->heading ? ot_text_longest_word(column->heading) : 0;
    size_t unit = column->unit ? ot_text_length(column->unit) : 0;

    if (unit > widest)
        widest = unit;
    for (uint32_t row = 0; row < table->report->row_count; row++) {
        size_t width = cell_width(table, row, place);

        if (width > widest && !runs_on(table, row, place))
            widest = width;
    }
    return widest ? widest : 1;
}

size_t ot_terminal_span(const ot_terminal_layout *layout, uint32_t place,
                        uint32_t count)
{
    size_t width = 0;

    for (uint32_t i = place; i < place + count; i++)
        width += layout->widths[i] + (i > place ? OT_TERMINAL_GAP : 0);
    return width;
}

/* The last column under a super heading grows until that fits. */
static void widen_for_supers(ot_terminal_layout *layout)
{
    for (uint32_t i = 0; i < layout->table.count;) {
        uint32_t span = ot_table_span(&layout->table, i);

        if (span > 0) {
            size_t wanted = ot_text_length(ot_table_column(&layout->table, i)->super);
            size_t width = ot_terminal_span(layout, i, span);

            if (width < wanted)
                layout->widths[i + span - 1] += wanted - width;
        }
        i += span ? span : 1;
    }
}

/* What a column counts for in narrowing: the first, which names the rows, for less. */
static size_t weight_of(const ot_terminal_layout *layout, uint32_t place)
{
    return place == 0 ? layout->widths[place] * 2 / 3 : layout->widths[place];
}

static void narrow(ot_terminal_layout *layout, size_t width)
{
    while (layout->total > width) {
        uint32_t widest = UINT32_MAX;

        for (uint32_t i = 0; i < layout->table.count; i++)
            if (ot_table_is_text(&layout->table, i) &&
                layout->widths[i] > SMALLEST_TEXT &&
                (widest == UINT32_MAX ||
                 weight_of(layout, i) > weight_of(layout, widest)))
                widest = i;
        if (widest == UINT32_MAX)
            return;
        layout->widths[widest]--;
        layout->total--;
    }
}

static size_t heading_lines(const ot_terminal_layout *layout)
{
    size_t most = 1;

    for (uint32_t i = 0; i < layout->table.count; i++) {
        const char *heading = ot_table_column(&layout->table, i)->heading;
        size_t lines = heading ? ot_text_lines(heading, layout->widths[i]) : 1;

        if (lines > most)
            most = lines;
    }
    return most;
}

ot_status ot_terminal_lay_out(ot_terminal_layout *layout, const ot_report *report,
                              size_t width, ot_error *err)
{
    ot_status st;

    *layout = (ot_terminal_layout){0};
    st = ot_table_init(&layout->table, report, OT_MEDIA_CSV, err);
    if (st < 0)
        return st;
    layout->widths = calloc(layout->table.count, sizeof *layout->widths);
    if (!layout->widths) {
        ot_terminal_layout_clear(layout);
        return ot_fail_memory(err);
    }
    for (uint32_t i = 0; i < layout->table.count; i++)
        layout->widths[i] = natural_width(&layout->table, i);
    widen_for_supers(layout);
    layout->total = ot_terminal_span(layout, 0, layout->table.count);
    if (width > 0)
        narrow(layout, width);
    layout->heading_lines = heading_lines(layout);
    return OT_OK;
}

void ot_terminal_layout_clear(ot_terminal_layout *layout)
{
    ot_table_clear(&layout->table);
    free(layout->widths);
    layout->widths = NULL;
}
