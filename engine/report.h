/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - the abstract table that every sheet is and every renderer draws.
 * Knows columns, rows, values and how a value follows from other cells; knows neither
 * services nor workbooks. Everything in a report is owned by it. */
#ifndef OT_REPORT_H
#define OT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/money.h"

/* What a column's numbers mean. Numbers are whole: thousands of pounds, pence, or
 * counts; a percent is a ratio of two whole numbers. */
typedef enum ot_column_kind {
    OT_COLUMN_TEXT,
    OT_COLUMN_THOUSANDS, /* int64 in 1000 pounds, printed 1,234 */
    OT_COLUMN_PENCE,     /* int64 in pence, printed in pounds 1,234.56 */
    OT_COLUMN_PERCENT,   /* ratio, printed in percent with `decimals` decimals */
    OT_COLUMN_COUNT
} ot_column_kind;

/* Columns may be for the printed sheet only or for the CSV only. */
typedef enum ot_media { OT_MEDIA_ALL, OT_MEDIA_PRINT, OT_MEDIA_CSV } ot_media;

typedef struct ot_column {
    const char *id;      /* heading in the CSV: "variance_dsg" */
    const char *heading; /* as printed: "DSG" */
    const char *super; /* heading over several neighbouring columns with the same text,
                          or NULL */
    const char *unit;  /* printed under the heading: "£000", or NULL */
    ot_column_kind kind;
    ot_media media;
    int decimals; /* of a percent; 0 means 1 */
    int width;    /* in characters, a hint; 0: the renderer's choice */
    bool whole;   /* printed without decimals: pence as pounds, percent */
    bool cut;     /* a text that is cut, not broken, where a terminal is narrow */
    bool signal;  /* texts red, amber, green: shown in that colour too */
    int drop;     /* left out of a narrow terminal, the highest first; 0: never */
} ot_column;

typedef enum ot_row_kind {
    OT_ROW_HEADING, /* a group's name; print only */
    OT_ROW_ITEM,
    OT_ROW_CHILD,    /* a part of the item above; not summed again */
    OT_ROW_SUBTOTAL, /* CSV too */
    OT_ROW_CHECK,    /* ok cells; print only */
    OT_ROW_ROUNDINGS,
    OT_ROW_TOTAL,
    OT_ROW_BLANK, /* print only */
    OT_ROW_NOTE   /* text in the first column, over all; print only */
} ot_row_kind;

typedef enum ot_value_kind {
    OT_VALUE_BLANK,
    OT_VALUE_TEXT,
    OT_VALUE_NUMBER, /* number, in the column's unit */
    OT_VALUE_RATIO,  /* number / denominator, denominator != 0 */
    OT_VALUE_CHECK   /* number: the difference, in 1000 pounds rounded; 0 prints "ok" */
} ot_value_kind;

/* Cells that a formula reads: rows row..last_row of a column of `sheet` (NULL: this
 * one), in report rows and columns, both from 0. sign is +1 or -1. */
typedef struct ot_ref {
    const char *sheet;
    uint32_t row, last_row, column;
    int sign;
} ot_ref;

typedef enum ot_formula_kind {
    OT_FORMULA_NONE,
    OT_FORMULA_SUM,       /* sum of sign x ref */
    OT_FORMULA_RATIO,     /* ref 0 / ref 1 */
    OT_FORMULA_AVERAGE,   /* mean of refs[0], half away from zero to a whole number */
    OT_FORMULA_THOUSANDS, /* sum of sign x ref, refs being pence columns of another
                             sheet, to 1000 pounds half away from zero */
    OT_FORMULA_CHECK,     /* ref 0 against `against` pence, allowing `allowed` pence */
    OT_FORMULA_ALL_OK /* every cell of refs[0] (one row: columns column..against) is ok
                       */
} ot_formula_kind;

typedef struct ot_formula {
    ot_formula_kind kind;
    ot_ref *refs;
    size_t ref_count;
    ot_pence against, allowed;
} ot_formula;

typedef struct ot_value {
    ot_value_kind kind;
    int64_t number, denominator;
    const char *text;
    ot_formula formula;             /* how a workbook computes the same value live */
    const struct ot_origin *origin; /* else where from: report_origin.h; or NULL */
    const char
        *link_sheet; /* a hyperlink to the cell link_row, 0 of a sheet, or NULL */
    uint32_t link_row;
} ot_value;

typedef struct ot_row {
    ot_row_kind kind;
    int level;        /* 0, or the outline level under a heading (1, 2) */
    ot_value *values; /* [columns] */
} ot_row;

typedef enum ot_chart_kind {
    OT_CHART_LINE,
    OT_CHART_COLUMN,
    OT_CHART_BAR
} ot_chart_kind;

/* A series of a chart: names and values from cells of a report. Rows row..last_row of
 * `values_column`, labelled by `category_column` of the same rows. */
typedef struct ot_chart_series {
    const char *name;
    const char *sheet; /* NULL: this one */
    uint32_t row, last_row, category_column, values_column;
} ot_chart_series;

typedef struct ot_chart {
    ot_chart_kind kind;
    const char *title, *y_title;
    ot_chart_series *series;
    size_t series_count;
    bool steps; /* the one series leads from the row above it to the next total: to be
                   drawn as a waterfall where that can be done */
} ot_chart;

typedef struct ot_report {
    const char *id;      /* sheet and file name: "sla" */
    const char *name;    /* for a reader: "Net budget analysis" */
    const char **titles; /* [title_count], printed above the table */
    size_t title_count;
    const char **notes; /* [note_count], printed below it */
    size_t note_count;
    ot_column *columns;
    uint32_t column_count;
    ot_row *rows;
    uint32_t row_count;
    ot_chart *charts;
    size_t chart_count;
    uint32_t frozen_columns; /* kept in view beside the headings */
    struct ot_report *csv;   /* the table its CSV shows instead, or NULL; owned */
    void *owned;             /* the report's memory */
} ot_report;

/* Building. Texts are copied. Functions that can run out of memory say so through err;
 * after a failure the report can only be freed. */
ot_report *ot_report_new(const char *id, const char *name); /* NULL: no memory */
void ot_report_free(ot_report *report);

const char *ot_report_copy(ot_report *report, const char *text); /* NULL: no memory */
const char *ot_report_format(ot_report *report, const char *format, ...)
    OT_PRINTF(2, 3);
ot_status ot_report_title(ot_report *report, const char *text, ot_error *err);
ot_status ot_report_note(ot_report *report, const char *text, ot_error *err);
/* All columns before the first row. */
ot_status ot_report_column(ot_report *report, const ot_column *column, ot_error *err);
/* A new last row, all blank; *row (may be NULL) its number. */
ot_status ot_report_row(ot_report *report, ot_row_kind kind, int level, uint32_t *row,
                        ot_error *err);
ot_value *ot_report_value(ot_report *report, uint32_t row, uint32_t column);
ot_status ot_report_set_text(ot_report *report, uint32_t row, uint32_t column,
                             const char *text, ot_error *err);
void ot_report_set_number(ot_report *report, uint32_t row, uint32_t column,
                          int64_t number);
/* Blank where denominator is 0. */
void ot_report_set_ratio(ot_report *report, uint32_t row, uint32_t column,
                         int64_t number, int64_t denominator);
/* Gives a cell its live formula; refs are copied. */
ot_status ot_report_set_formula(ot_report *report, uint32_t row, uint32_t column,
                                ot_formula_kind kind, const ot_ref *refs, size_t count,
                                ot_error *err);
ot_status ot_report_add_chart(ot_report *report, const ot_chart *chart, ot_error *err);

/* A ratio as percent, rounded half away from zero to `decimals` (0 to 6): "-24.7"; a
 * negative that rounds to nothing keeps its sign, "-0.0". text: OT_PERCENT_TEXT bytes.
 */
#define OT_PERCENT_TEXT 32
char *ot_percent_text(int64_t number, int64_t denominator, int decimals,
                      char text[OT_PERCENT_TEXT]);

/* The text of a value as a CSV holds it (no separators, no units): "" for blank,
 * "-60988", "1234.56" (pence), "-24.7", "ok" or the difference. text: 64 bytes; a text
 * value is returned itself. */
#define OT_VALUE_TEXT_SIZE 64
const char *ot_value_plain(const ot_column *column, const ot_value *value,
                           char text[OT_VALUE_TEXT_SIZE]);
/* The same for a person: "-60,988", "1,234.56", "-24.7%". */
const char *ot_value_printed(const ot_column *column, const ot_value *value,
                             char text[OT_VALUE_TEXT_SIZE]);

#endif
