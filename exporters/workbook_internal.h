/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_internal.h - the parts of the workbook writer to each other: styles, where
 * each report's cells lie, formulas, sheets and charts. The only header that knows
 * libxlsxwriter. */
#ifndef OT_EXPORTERS_WORKBOOK_INTERNAL_H
#define OT_EXPORTERS_WORKBOOK_INTERNAL_H

#include <xlsxwriter.h>

#include "exporters/exporter.h"
#include "exporters/table.h"

typedef enum ot_part {
    OT_PART_TITLE,
    OT_PART_SUBTITLE,
    OT_PART_SUPER,
    OT_PART_HEADING,
    OT_PART_UNIT,
    OT_PART_NOTE,
    OT_PART_CELL,
    OT_PART_ALARM /* a check that is not ok */
} ot_part;

/* What decides how a cell looks. Of OT_PART_CELL all counts, of headings and units
 * which side they keep to, of the others nothing. */
typedef struct ot_style {
    ot_part part;
    ot_row_kind row;
    ot_column_kind column;
    int decimals, indent;
    bool right, wrap, top, link;
} ot_style;

typedef struct ot_formats {
    lxw_workbook *book;
    struct ot_format_entry *entries;
    size_t count, room;
} ot_formats;

/* Makes the workbook's own font ours: column widths are counted in its digits. */
void ot_formats_set_default(lxw_workbook *book);

/* The format of a style, made when first asked for. NULL: no memory. */
lxw_format *ot_formats_get(ot_formats *formats, const ot_style *style);
void ot_formats_clear(ot_formats *formats);

/* How a sheet is printed. Lengths are in the sheet's own points, before scaling. */
typedef struct ot_page {
    bool large, upright;  /* A3, portrait */
    bool by_hand;         /* scaled so, with breaks; else fitted to one page's width */
    bool repeat;          /* the headings, on every page */
    int scale;            /* in percent; where pages are fitted, about that */
    int tall;             /* fitted pages one below the other; 0: as many as it takes */
    double width, height; /* what one page holds */
    lxw_row_t *row_breaks; /* each the first row of a page; ended by 0; or NULL */
    lxw_col_t *column_breaks;
} ot_page;

/* Where a chart lies: pixels from the left of the first cell of a row. */
typedef struct ot_spot {
    lxw_row_t row;
    int left, width, height;
    int band; /* charts side by side; -1: nothing to draw */
} ot_spot;

/* Where a report's parts lie on its sheet, from row 0. */
typedef struct ot_sheet {
    const ot_report *report;
    ot_table table;
    lxw_worksheet *sheet;
    uint32_t *places; /* [report columns]: the sheet's column, or OT_NO_PLACE */
    int *widths;      /* [table.count], in characters */
    double *heights;  /* [chart_row], in points */
    lxw_row_t heading_row, first_row, note_row, chart_row;
    lxw_row_t heading_rows; /* super heading, heading, units */
    ot_page page;
    ot_spot *spots;     /* [charts] */
    lxw_row_t last_row; /* that anything covers */
    lxw_col_t last_column;
} ot_sheet;

#define OT_NO_PLACE   UINT32_MAX
#define OT_ROW_POINTS 13.5 /* of a row of one line */
#define OT_ROW_PIXELS 18

/* A printed page: its margins in inches, and what is within them of A4 landscape, in
 * points. */
#define OT_MARGIN_SIDE 0.45
#define OT_MARGIN_TOP  0.65
#define OT_PAGE_WIDTH  ((11.69 - 2 * OT_MARGIN_SIDE) * 72)
#define OT_PAGE_HEIGHT ((8.27 - 2 * OT_MARGIN_TOP) * 72)
#define OT_LEGIBLE     0.6 /* no page is made smaller than this only to save another */

/* Rows and columns only: where each cell lies. ot_sheet_clear frees. */
ot_status ot_sheet_place(ot_sheet *sheet, const ot_report *report, ot_error *err);
ot_status ot_sheet_lay_out(ot_sheet *sheet, const ot_report *report, ot_error *err);
void ot_sheet_clear(ot_sheet *sheet);
lxw_row_t ot_sheet_row(const ot_sheet *sheet, uint32_t report_row);
/* Whether a column of texts stands beside numbers, so that it needs some distance. */
bool ot_sheet_beside_number(const ot_sheet *sheet, uint32_t place);
int ot_sheet_width(const ot_sheet *sheet); /* of all columns, in characters */
int ot_sheet_pixels(const ot_sheet *sheet, uint32_t place); /* of one column */
/* The printed width of the columns from first to before end, in points: digits are not
 * rounded to pixels as on the screen of Excel, so it is what it is at most. */
double ot_sheet_points(const ot_sheet *sheet, uint32_t first, uint32_t end);
uint32_t ot_sheet_frozen(const ot_sheet *sheet); /* columns kept in view */

typedef struct ot_book {
    lxw_workbook *book;
    ot_sheet *sheets;
    size_t count;
    ot_formats formats;
    char *scratch; /* the last text that had to be made clean */
} ot_book;

/* The sheet of that name, or NULL; name NULL: self. */
const ot_sheet *ot_book_sheet(const ot_book *book, const ot_sheet *self,
                              const char *name);

/* text as XML can hold it, until the next call. NULL: no memory. */
const char *ot_book_clean(ot_book *book, const char *text);

/* Title, subject, company and the day it is made. */
ot_status ot_book_set_properties(lxw_workbook *book, const ot_workbook_options *options,
                                 ot_error *err);

/* What libxlsxwriter said, of a sheet, as an error; OT_OK for none. */
ot_status ot_book_status(lxw_error error, const char *sheet, ot_error *err);

/* Excel's limit of a formula. */
#define OT_FORMULA_SIZE 8192

/* The live formula of the value in a column of self. False where it has none, or reads
 * cells that are not in this workbook, or would be too long: then the value is written.
 */
bool ot_formula_text(const ot_book *book, const ot_sheet *self, const ot_column *column,
                     const ot_value *value, char text[OT_FORMULA_SIZE]);

/* "'Sheet'!" with apostrophes doubled, into at least OT_QUOTED_NAME bytes. */
#define OT_QUOTED_NAME 280
void ot_quoted_name(const char *name, char text[OT_QUOTED_NAME]);

/* The cells; fills sheet->heights. */
ot_status ot_sheet_draw(ot_book *book, ot_sheet *sheet, ot_error *err);
/* How the sheet is printed and where its charts lie; heights must be known. */
ot_status ot_sheet_plan(const ot_book *book, ot_sheet *sheet, ot_error *err);
ot_status ot_sheet_set_page(ot_book *book, const ot_sheet *sheet,
                            const ot_workbook_options *options, ot_error *err);
ot_status ot_sheet_draw_charts(ot_book *book, const ot_sheet *sheet, ot_error *err);

/* The charts' bands: their number; what height one needs and can use, in points; its
 * place, after which *row is the next one's. */
int ot_spots_set(const ot_book *book, ot_sheet *sheet);
void ot_spots_height(const ot_book *book, const ot_sheet *sheet, int band,
                     double *least, double *best);
void ot_spots_place(ot_sheet *sheet, int band, double height, lxw_row_t *row);

/* The sheet that holds a series' cells; NULL: none in this workbook does. */
const ot_sheet *ot_chart_cells(const ot_book *book, const ot_sheet *self,
                               const ot_chart_series *series);
/* Whether any series' cells are in this workbook. */
bool ot_chart_drawn(const ot_book *book, const ot_sheet *self, const ot_chart *chart);
/* How many categories a chart has, and the width of the widest label, in digits. */
uint32_t ot_chart_categories(const ot_book *book, const ot_sheet *self,
                             const ot_chart *chart, double *widest);
/* The smallest and the largest number that a chart shows, or 0 where that is beyond. */
void ot_chart_range(const ot_book *book, const ot_sheet *self, const ot_chart *chart,
                    int64_t *least, int64_t *most);
/* The type size of a chart's texts, such that they can be read in print. */
double ot_chart_type(const ot_sheet *sheet);
/* Whether a chart's bars lie, in a chart so wide: columns whose labels would not find
 * room beside each other do. */
bool ot_chart_lies(const ot_book *book, const ot_sheet *self, const ot_chart *chart,
                   int width);

/* What libxlsxwriter holds of a workbook, to be looked for in its file. */
typedef struct ot_book_count {
    size_t cells, strings; /* on all sheets; shared, each counted once */
} ot_book_count;

ot_book_count ot_book_count_of(const lxw_workbook *book);

/* OT_EIO unless the file is a whole zip archive each of whose entries is a whole XML
 * document, and has as many cells and strings as count (may be NULL): libxlsxwriter
 * does not notice a full disk under its own temporary files. target is the name it is
 * to have, for the message. */
ot_status ot_workbook_verify(const char *path, const char *target,
                             const ot_book_count *count, ot_error *err);
/* OT_EIO unless two files that were written alike are alike. */
ot_status ot_workbook_compare(const char *path, const char *second, const char *target,
                              ot_error *err);

#endif
