/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_plan.c - on what paper a sheet is printed, how far it is scaled, where its
 * pages end, and where its charts lie, none of them cut by a page's end. Where pages
 * end by hand the scale is set by hand too: fitted to a page's width, breaks would not
 * count. */
#include <math.h>
#include <stdlib.h>

#include "exporters/workbook_internal.h"

#define LARGE_WIDTH    ((16.54 - 2 * OT_MARGIN_SIDE) * 72) /* A3 landscape */
#define LARGE_HEIGHT   ((11.69 - 2 * OT_MARGIN_TOP) * 72)
#define UPRIGHT_WIDTH  ((8.27 - 2 * OT_MARGIN_SIDE) * 72) /* A4 portrait */
#define UPRIGHT_HEIGHT ((11.69 - 2 * OT_MARGIN_TOP) * 72)

#define WHOLE_ROWS     60   /* a sheet of more is not pressed onto one page */
#define SMALLEST       0.45 /* what would be smaller on A4 goes on A3 */
#define LARGE_LEAST    55   /* percent, the smallest scale there */
#define UPRIGHT_LEAST                                                                  \
    0.9                   /* narrow lists stand upright unless that makes them small   \
                           */
#define SMALLER      0.85 /* to save a page */
#define FEW_PAGES    4
#define LARGE_CHARTS 0.75 /* a page is not made smaller than this for large charts */
#define SLACK        0.98 /* of a page that is counted on: spreadsheets differ */
#define SQUEEZED     0.66 /* of its height is what a chart keeps at least */
#define GAP          (1.5 * OT_ROW_POINTS) /* below a band of charts */

/* Where on its page the next row goes, while pages are filled from above. */
typedef struct filling {
    ot_page *page;
    double used, headings; /* headings: what is repeated on every page */
    size_t breaks;
} filling;

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

static double table_height(const ot_sheet *sheet)
{
    double height = 0;

    for (lxw_row_t row = 0; row < sheet->chart_row; row++)
        height += sheet->heights[row];
    return height;
}

static bool is_short(const ot_sheet *sheet)
{
    return sheet->report->row_count <= WHOLE_ROWS;
}

/* The pages side by side that the columns take, each so wide, the frozen ones on every
 * page. Columns under one heading stay together where a page holds them. Fills breaks,
 * or NULL. */
static size_t count_across(const ot_sheet *sheet, double width, lxw_col_t *breaks)
{
    const ot_table *table = &sheet->table;
    uint32_t frozen = ot_sheet_frozen(sheet);
    double repeated = ot_sheet_points(sheet, 0, frozen), used = 0;
    size_t pages = 1;

    for (uint32_t i = 0; i < table->count;) {
        uint32_t span = ot_table_span(table, i), end = i + (span ? span : 1);
        double wide = ot_sheet_points(sheet, i, end);

        if (wide > width - repeated) {
            end = i + 1;
            wide = ot_sheet_points(sheet, i, end);
        }
        if (used + wide > width && i > frozen) {
            if (breaks)
                breaks[pages - 1] = (lxw_col_t)i;
            pages++;
            used = repeated;
        }
        used += wide;
        i = end;
    }
    return pages;
}

/* A table too wide for A4: A3, as few pages side by side as can be read, as large as
 * they then can be. */
static ot_status plan_large(ot_sheet *sheet, ot_error *err)
{
    ot_page *page = &sheet->page;
    size_t least = count_across(sheet, LARGE_WIDTH * SLACK * 100 / LARGE_LEAST, NULL);

    page->large = page->by_hand = true;
    page->repeat = true;
    page->scale = 100;
    while (page->scale > LARGE_LEAST &&
           count_across(sheet, LARGE_WIDTH * SLACK * 100 / page->scale, NULL) > least)
        page->scale--;
    page->width = LARGE_WIDTH * SLACK * 100 / page->scale;
    page->height = LARGE_HEIGHT * SLACK * 100 / page->scale;
    page->column_breaks = calloc(sheet->table.count + 1, sizeof *page->column_breaks);
    if (!page->column_breaks)
        return ot_fail_memory(err);
    count_across(sheet, page->width, page->column_breaks);
    return OT_OK;
}

static void plan_scale(ot_page *page, double scale)
{
    page->scale = (int)lesser(scale * 99, 100); /* one in a hundred to spare */
    page->width = OT_PAGE_WIDTH * SLACK * 100 / page->scale;
    page->height = OT_PAGE_HEIGHT * SLACK * 100 / page->scale;
}

/* A long list: upright where that does not make it small. No last page is left for a
 * few rows that fit on the others if these are a little smaller. */
static void plan_long(ot_sheet *sheet, double width)
{
    ot_page *page = &sheet->page;
    double across, pages, fewer;

    page->repeat = true;
    page->upright = UPRIGHT_WIDTH / width >= UPRIGHT_LEAST;
    across = lesser(1, (page->upright ? UPRIGHT_WIDTH : OT_PAGE_WIDTH) / width);
    pages = table_height(sheet) * across /
            (page->upright ? UPRIGHT_HEIGHT : OT_PAGE_HEIGHT);
    page->scale = (int)(across * 100);
    fewer = ceil(pages * SMALLER);
    if (fewer < ceil(pages) && fewer <= FEW_PAGES)
        page->tall = (int)fewer;
}

/* A table alone. */
static ot_status plan_list(ot_sheet *sheet, ot_error *err)
{
    double width = ot_sheet_points(sheet, 0, sheet->table.count);
    double across = lesser(1, OT_PAGE_WIDTH / width);
    double whole = lesser(across, OT_PAGE_HEIGHT / table_height(sheet));

    if (is_short(sheet) && whole >= OT_LEGIBLE) {
        sheet->page.tall = 1;
        sheet->page.scale = (int)(whole * 100);
        return OT_OK;
    }
    if (across < SMALLEST)
        return plan_large(sheet, err);
    plan_long(sheet, width);
    return OT_OK;
}

static void break_before(filling *f, lxw_row_t row)
{
    if (f->breaks < LXW_BREAKS_MAX - 1)
        f->page->row_breaks[f->breaks++] = row;
    f->used = f->headings;
}

/* The pages that the table takes; headings are repeated if it takes more than one. */
static void fill_table(filling *f, const ot_sheet *sheet)
{
    f->page->repeat = table_height(sheet) > f->page->height;
    for (lxw_row_t row = sheet->heading_row; row < sheet->first_row; row++)
        f->headings += f->page->repeat ? sheet->heights[row] : 0;
    for (lxw_row_t row = 0; row < sheet->chart_row; row++) {
        if (f->used + sheet->heights[row] > f->page->height)
            break_before(f, row);
        f->used += sheet->heights[row];
    }
}

/* Charts below the table, on its page where there is room for them. */
static void fill_bands(const ot_book *book, ot_sheet *sheet, int bands)
{
    filling f = {.page = &sheet->page};
    lxw_row_t row = sheet->chart_row;

    fill_table(&f, sheet);
    for (int band = 0; band < bands; band++) {
        double least, best;

        ot_spots_height(book, sheet, band, &least, &best);
        if (f.used + least + GAP > f.page->height && f.used > f.headings)
            break_before(&f, row++); /* whose blank row keeps its border together */
        best =
            lesser(best, greater(f.page->height - f.used - 2 * GAP, least * SQUEEZED));
        ot_spots_place(sheet, band, best, &row);
        f.used += best + GAP;
    }
}

/* Charts below the table, all on one page, sharing what room there is. */
static void share_page(const ot_book *book, ot_sheet *sheet, int bands, double rest)
{
    lxw_row_t row = sheet->chart_row;

    for (int band = 0; band < bands; band++) {
        double least, best;

        ot_spots_height(book, sheet, band, &least, &best);
        ot_spots_place(sheet, band, lesser(best, least + greater(rest, 0) / bands),
                       &row);
    }
}

/* The heights of a sheet with its charts as low as they can be, and as they are best.
 */
static void sheet_heights(const ot_book *book, const ot_sheet *sheet, int bands,
                          double *least, double *best)
{
    *least = *best = table_height(sheet);
    for (int band = 0; band < bands; band++) {
        double low, high;

        ot_spots_height(book, sheet, band, &low, &high);
        *least += low + GAP;
        *best += high + GAP;
    }
}

/* The scale that brings a sheet with its charts onto one page, the charts as high as is
 * best where that does not make the page small. Type is larger on a smaller page, and
 * with it what charts need: hence the second look. */
static double whole_scale(const ot_book *book, ot_sheet *sheet, int bands)
{
    double whole = 0, room = OT_PAGE_HEIGHT * SLACK, least, best;

    for (int look = 0; look < 2; look++) {
        sheet_heights(book, sheet, bands, &least, &best);
        whole = greater(lesser(LARGE_CHARTS, room / least), room / best);
        plan_scale(&sheet->page, lesser(whole, sheet->page.scale / 99.0));
    }
    return whole;
}

/* A table with charts: all on one page, where that can be read, else the charts on as
 * many as they need, and the table on one if it can be. */
static ot_status plan_charts(const ot_book *book, ot_sheet *sheet, ot_error *err)
{
    double across = OT_PAGE_WIDTH / ot_sheet_points(sheet, 0, sheet->table.count);
    double table = OT_PAGE_HEIGHT * SLACK / table_height(sheet), least, best;
    ot_page *page = &sheet->page;
    int bands;

    if (across >= SMALLEST)
        plan_scale(page, across);
    else if (plan_large(sheet, err) < 0)
        return OT_ENOMEM;
    bands = ot_spots_set(book, sheet);
    if (is_short(sheet) && !page->large && across >= OT_LEGIBLE &&
        whole_scale(book, sheet, bands) >= OT_LEGIBLE) {
        sheet_heights(book, sheet, bands, &least, &best);
        page->tall = 1;
        share_page(book, sheet, bands, page->height - least);
        return OT_OK;
    }
    if (!page->large)
        plan_scale(page, is_short(sheet) && table >= OT_LEGIBLE ? lesser(across, table)
                                                                : across);
    page->by_hand = true;
    page->row_breaks = calloc(sheet->chart_row + sheet->report->chart_count + 1,
                              sizeof *page->row_breaks);
    if (!page->row_breaks)
        return ot_fail_memory(err);
    fill_bands(book, sheet, bands);
    return OT_OK;
}

ot_status ot_sheet_plan(const ot_book *book, ot_sheet *sheet, ot_error *err)
{
    const ot_report *report = sheet->report;
    bool any = false;

    sheet->last_row = sheet->first_row + report->row_count - 1;
    if (report->note_count > 0)
        sheet->last_row = sheet->note_row + (lxw_row_t)report->note_count - 1;
    sheet->last_column = (lxw_col_t)(sheet->table.count - 1);
    for (size_t i = 0; i < report->chart_count; i++)
        any |= ot_chart_drawn(book, sheet, &report->charts[i]);
    return any ? plan_charts(book, sheet, err) : plan_list(sheet, err);
}
