/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_page.c - how a sheet shows on a screen and on paper. */
#include <stdio.h>
#include <string.h>

#include "exporters/workbook_internal.h"

#define PAPER_A3      8
#define PAPER_A4      9
#define FILTER_ROWS   15  /* a plain list of at least so many rows gets a filter */
#define HEADER_LENGTH 250 /* Excel's limit is 255 */

/* text with its ampersands doubled, as much of it as fits whole. */
static void put_escaped(char *header, const char *text)
{
    size_t length = strlen(header);

    for (; *text != '\0' && length < HEADER_LENGTH - 80; text++) {
        if (*text == '&')
            header[length++] = '&';
        header[length++] = *text;
    }
    while (length > 0 && *text != '\0' && ((unsigned char)*text & 0xC0) == 0x80) {
        text--; /* not half a character */
        length--;
    }
    header[length] = '\0';
}

/* text at a side, "L" or "R", in type that is read as well as the sheet's: headers are
 * scaled with it. */
static void put_side(char *header, const ot_sheet *sheet, const char *side,
                     const char *text)
{
    char start[32];

    snprintf(start, sizeof start, "&%s&%d ", side, 900 / sheet->page.scale);
    strcat(header, start);
    put_escaped(header, text);
}

static lxw_error set_header(ot_book *book, const ot_sheet *sheet,
                            const ot_workbook_options *options)
{
    char header[HEADER_LENGTH + 8] = "", footer[HEADER_LENGTH + 8] = "";
    const char *left = options->company, *right = options->title;
    const char *name = ot_book_clean(book, sheet->report->name);

    if (!name)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    put_side(footer, sheet, "L", name);
    put_side(footer, sheet, "R", "Page ");
    strcat(footer, "&P of &N");
    if (left && *left && strlen(left) < 80)
        put_side(header, sheet, "L", left);
    if (right && *right && strlen(right) < 80)
        put_side(header, sheet, "R", right);
    if (*header) {
        lxw_error error = worksheet_set_header(sheet->sheet, header);

        if (error != LXW_NO_ERROR)
            return error;
    }
    return worksheet_set_footer(sheet->sheet, footer);
}

/* A list without groups: nothing but items, and perhaps a total below. Gives its rows.
 */
static uint32_t list_rows(const ot_report *report)
{
    uint32_t count = report->row_count;

    while (count > 0 && report->rows[count - 1].kind != OT_ROW_ITEM)
        count--;
    for (uint32_t i = 0; i < count; i++)
        if (report->rows[i].kind != OT_ROW_ITEM || report->rows[i].level > 0)
            return 0;
    return count >= FILTER_ROWS && report->chart_count == 0 ? count : 0;
}

static lxw_error set_filter(const ot_sheet *sheet)
{
    uint32_t rows = list_rows(sheet->report);

    if (rows == 0)
        return LXW_NO_ERROR;
    return worksheet_autofilter(sheet->sheet, sheet->first_row - 1, 0,
                                sheet->first_row + rows - 1,
                                (lxw_col_t)(sheet->table.count - 1));
}

/* No green corners for codes that look like numbers and sums that leave a cell out. */
static lxw_error ignore_hints(lxw_worksheet *sheet, lxw_row_t last_row,
                              lxw_col_t last_column)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_error error;

    lxw_rowcol_to_range(range, 0, 0, last_row, last_column);
    error = worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
    if (error == LXW_NO_ERROR)
        error = worksheet_ignore_errors(sheet, LXW_IGNORE_FORMULA_RANGE, range);
    if (error == LXW_NO_ERROR)
        error = worksheet_ignore_errors(sheet, LXW_IGNORE_FORMULA_DIFFERS, range);
    return error;
}

static void set_view(const ot_sheet *sheet)
{
    worksheet_freeze_panes(sheet->sheet, sheet->first_row,
                           (lxw_col_t)ot_sheet_frozen(sheet));
    worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_outline_settings(sheet->sheet, LXW_TRUE, LXW_TRUE, LXW_TRUE, LXW_FALSE);
}

static void set_paper(const ot_sheet *sheet)
{
    const ot_page *page = &sheet->page;

    if (!page->upright)
        worksheet_set_landscape(sheet->sheet);
    worksheet_set_paper(sheet->sheet, page->large ? PAPER_A3 : PAPER_A4);
    worksheet_center_horizontally(sheet->sheet);
    worksheet_set_margins(sheet->sheet, OT_MARGIN_SIDE, OT_MARGIN_SIDE, OT_MARGIN_TOP,
                          OT_MARGIN_TOP);
}

/* On one page, on pages that end by hand, or on pages fitted to one's width. */
static lxw_error set_pages(const ot_sheet *sheet)
{
    const ot_page *page = &sheet->page;
    lxw_error error = LXW_NO_ERROR;

    if (!page->by_hand) {
        worksheet_fit_to_pages(sheet->sheet, 1, (uint16_t)page->tall);
        return LXW_NO_ERROR;
    }
    worksheet_set_print_scale(sheet->sheet, (uint16_t)page->scale);
    if (page->row_breaks && *page->row_breaks)
        error = worksheet_set_h_pagebreaks(sheet->sheet, page->row_breaks);
    if (error == LXW_NO_ERROR && page->column_breaks && *page->column_breaks) {
        worksheet_print_across(sheet->sheet);
        error = worksheet_set_v_pagebreaks(sheet->sheet, page->column_breaks);
    }
    return error;
}

/* What stands on every page of several. */
static lxw_error set_repeated(const ot_sheet *sheet)
{
    const ot_page *page = &sheet->page;
    lxw_col_t frozen = (lxw_col_t)ot_sheet_frozen(sheet);
    lxw_error error = LXW_NO_ERROR;

    if (page->repeat)
        error = worksheet_repeat_rows(sheet->sheet, sheet->heading_row,
                                      sheet->first_row - 1);
    if (error == LXW_NO_ERROR && page->column_breaks && *page->column_breaks &&
        frozen > 0)
        error = worksheet_repeat_columns(sheet->sheet, 0, frozen - 1);
    return error;
}

ot_status ot_sheet_set_page(ot_book *book, const ot_sheet *sheet,
                            const ot_workbook_options *options, ot_error *err)
{
    lxw_error error = set_header(book, sheet, options);

    set_view(sheet);
    set_paper(sheet);
    if (error == LXW_NO_ERROR)
        error = set_pages(sheet);
    if (error == LXW_NO_ERROR)
        error = set_repeated(sheet);
    if (error == LXW_NO_ERROR)
        error = worksheet_print_area(sheet->sheet, 0, 0, sheet->last_row,
                                     sheet->last_column);
    if (error == LXW_NO_ERROR)
        error = set_filter(sheet);
    if (error == LXW_NO_ERROR)
        error = ignore_hints(sheet->sheet, sheet->last_row, sheet->last_column);
    return ot_book_status(error, sheet->report->id, err);
}
