/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/terminal_layout.h"

#include <stdlib.h>

#include "exporters/text.h"

/* A text column is made no narrower than this, and than LEGIBLE only where there is no
 * other way. */
#define SMALLEST_TEXT 8
#define LEGIBLE       16
#define LEGIBLE_LONG  30 /* of texts of a sentence */
#define LEGIBLE_CUT   24 /* of such, where they are cut */

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
    size_t length =
        ot_text_width(ot_value_printed(ot_table_column(table, place),
                                       ot_table_value(table, row, place), buffer),
                      SIZE_MAX);
    size_t indent = (size_t)ot_row_indent(&table->report->rows[row]);

    return place == 0 && length ? length + indent * OT_TERMINAL_INDENT : length;
}

static size_t natural_width(const ot_table *table, uint32_t place)
{
    const ot_column *column = ot_table_column(table, place);
    size_t widest = column->heading ? ot_text_longest_word(column->heading) : 0;
    size_t unit = column->unit ? ot_text_width(column->unit, SIZE_MAX) : 0;

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
            size_t wanted =
                ot_text_width(ot_table_column(&layout->table, i)->super, SIZE_MAX);
            size_t width = ot_terminal_span(layout, i, span);

            if (width < wanted)
                layout->widths[i + span - 1] += wanted - width;
        }
        i += span ? span : 1;
    }
}

/* The width below which a column of that natural width can hardly be read. */
static size_t legible_width(const ot_table *table, uint32_t place, size_t natural)
{
    size_t least = natural * 2 / 5;
    size_t most = ot_table_column(table, place)->cut ? LEGIBLE_CUT : LEGIBLE_LONG;

    if (!ot_table_is_text(table, place) || natural < LEGIBLE)
        return natural;
    return least < LEGIBLE ? LEGIBLE : least > most ? most : least;
}

static size_t legible_total(const ot_terminal_layout *layout)
{
    size_t total = 0;

    for (uint32_t i = 0; i < layout->table.count; i++)
        total += legible_width(&layout->table, i, layout->widths[i]) +
                 (i > 0 ? OT_TERMINAL_GAP : 0);
    return total;
}

/* What a column counts for in narrowing: the first, which names the rows, for less. */
static size_t weight_of(const ot_terminal_layout *layout, uint32_t place)
{
    return place == 0 ? layout->widths[place] * 2 / 3 : layout->widths[place];
}

static void narrow(ot_terminal_layout *layout, size_t width, size_t least)
{
    while (layout->total > width) {
        uint32_t widest = UINT32_MAX;

        for (uint32_t i = 0; i < layout->table.count; i++)
            if (ot_table_is_text(&layout->table, i) && layout->widths[i] > least &&
                (widest == UINT32_MAX ||
                 weight_of(layout, i) > weight_of(layout, widest)))
                widest = i;
        if (widest == UINT32_MAX)
            return;
        layout->widths[widest]--;
        layout->total--;
    }
}

static bool is_blank(const ot_table *table, uint32_t place)
{
    for (uint32_t row = 0; row < table->report->row_count; row++) {
        const ot_value *value = ot_table_value(table, row, place);

        if (value->kind != OT_VALUE_BLANK &&
            !(value->kind == OT_VALUE_TEXT && !*value->text))
            return false;
    }
    return true;
}

/* Of all columns, or of those that may be left out at any width. */
static void drop_blank_columns(ot_table *table, bool of_all)
{
    uint32_t count = 1;

    for (uint32_t i = 1; i < table->count; i++)
        if (!(of_all || ot_table_column(table, i)->drop > 0) || !is_blank(table, i))
            table->columns[count++] = table->columns[i];
    table->count = count;
}

/* The first `naming` columns of all and those from `from` to before `end`, at their
 * full widths. */
static void take(ot_terminal_layout *layout, const ot_table *all, uint32_t naming,
                 uint32_t from, uint32_t end)
{
    ot_table *table = &layout->table;

    table->count = 0;
    table->has_super = table->has_unit = false;
    for (uint32_t i = 0; i < end; i++) {
        const ot_column *column = ot_table_column(all, i);

        if (i >= naming && i < from)
            continue;
        table->columns[table->count++] = all->columns[i];
        table->has_super |= column->super && *column->super;
        table->has_unit |= column->unit && *column->unit;
    }
    for (uint32_t i = 0; i < table->count; i++)
        layout->widths[i] = natural_width(table, i);
    widen_for_supers(layout);
    layout->total = ot_terminal_span(layout, 0, table->count);
}

/* The first columns, which name the rows, in every part of a table: those kept in view,
 * where they leave room for others, else the first alone. */
static uint32_t naming_columns(ot_terminal_layout *layout, const ot_table *all,
                               size_t width)
{
    uint32_t count = 0;

    while (count < all->count && all->columns[count] < all->report->frozen_columns)
        count++;
    if (count > 1) {
        take(layout, all, 0, 0, count);
        if (count == all->count || legible_total(layout) > width / 2)
            count = 1;
    }
    return count ? count : 1;
}

/* Whether a report says what is to be left out: then it never comes in parts. */
static bool may_leave_out(const ot_table *table)
{
    for (uint32_t i = 0; i < table->report->column_count; i++)
        if (table->report->columns[i].drop > 0)
            return true;
    return false;
}

/* Takes out the column that may be left out first. False where there is none. */
static bool leave_one_out(ot_table *all, bool *left_out)
{
    uint32_t place = UINT32_MAX;

    for (uint32_t i = 0; i < all->count; i++)
        if (ot_table_column(all, i)->drop > 0 &&
            (place == UINT32_MAX ||
             ot_table_column(all, i)->drop > ot_table_column(all, place)->drop))
            place = i;
    if (place == UINT32_MAX)
        return false;
    left_out[all->columns[place]] = true;
    all->count--;
    for (uint32_t i = place; i < all->count; i++)
        all->columns[i] = all->columns[i + 1];
    return true;
}

/* As many columns from *from on as fit legibly, at least one; *from moves past them. */
static void take_fitting(ot_terminal_layout *layout, ot_table *all, size_t width,
                         uint32_t *from, bool *left_out)
{
    uint32_t end, naming;

    drop_blank_columns(all, false);
    take(layout, all, 0, 0, all->count);
    if (width > 0 && legible_total(layout) > width)
        drop_blank_columns(all, true);
    take(layout, all, 0, 0, all->count);
    while (width > 0 && legible_total(layout) > width && leave_one_out(all, left_out))
        take(layout, all, 0, 0, all->count);
    naming = naming_columns(layout, all, width);
    *from = *from < naming ? naming : *from;
    end = all->count;
    take(layout, all, naming, *from, end);
    while (width > 0 && !may_leave_out(all) && end > *from + 1 &&
           legible_total(layout) > width)
        take(layout, all, naming, *from, --end);
    *from = end;
    layout->more = end < all->count;
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
                              size_t width, uint32_t *from, bool *left_out,
                              ot_error *err)
{
    ot_table all = {0};
    ot_status st;

    *layout = (ot_terminal_layout){0};
    st = ot_table_init(&all, report, OT_MEDIA_CSV, err);
    if (st == OT_OK)
        st = ot_table_init(&layout->table, report, OT_MEDIA_CSV, err);
    if (st < 0)
        goto done;
    layout->widths = calloc(all.count, sizeof *layout->widths);
    if (!layout->widths) {
        st = ot_fail_memory(err);
        goto done;
    }
    take_fitting(layout, &all, width, from, left_out);
    if (width > 0) {
        narrow(layout, width, LEGIBLE);
        narrow(layout, width, SMALLEST_TEXT);
    }
    layout->heading_lines = heading_lines(layout);
done:
    ot_table_clear(&all);
    if (st < 0)
        ot_terminal_layout_clear(layout);
    return st;
}

void ot_terminal_layout_clear(ot_terminal_layout *layout)
{
    ot_table_clear(&layout->table);
    free(layout->widths);
    layout->widths = NULL;
}
