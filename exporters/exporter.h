/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exporter.h - renderers: any report to CSV, a terminal or a workbook, and the
 * report in words to Markdown or HTML.
 * Knows report.h and nothing of where a report's figures come from. */
#ifndef OT_EXPORTER_H
#define OT_EXPORTER_H

#include <stdio.h>

#include "engine/commentary.h"
#include "engine/report.h"

/* The report (its `csv` table where it has one) as RFC 4180 CSV with LF line ends:
 * columns but OT_MEDIA_PRINT ones, rows but headings, checks, blanks and notes. A text
 * that a spreadsheet would take for a formula is given as it is: it is data. */
ot_status ot_csv_write(const ot_report *report, FILE *out, ot_error *err);

/* The report in words as Markdown that GitHub and pandoc read alike: numbered headings,
 * lists, pipe tables, and for every section a slot with the author's words. Names and
 * reasons are escaped; the author's words are passed through. */
ot_status ot_narrative_markdown(const ot_placed *placed, FILE *out, ot_error *err);

/* The same as one HTML page that needs nothing else: no script, light and dark, made
 * for print. Whatever comes from outside is escaped, the author's words too: they are
 * paragraphs of plain text. */
ot_status ot_narrative_html(const ot_placed *placed, FILE *out, ot_error *err);

typedef struct ot_terminal_options {
    int width;   /* columns of the terminal, 0: no limit */
    bool colour; /* negatives red, totals bold */
    bool ascii;  /* nothing but ASCII: other characters by ones that look like them */
} ot_terminal_options;

/* An aligned table. Where it is wider than the terminal, columns are left out in the
 * order of their `drop`, and named below; those that have none come in parts. Control
 * characters in texts are shown as '?' (no escape passes). */
ot_status ot_terminal_write(const ot_report *report, FILE *out,
                            const ot_terminal_options *options, ot_error *err);

typedef struct ot_workbook_options {
    const char *title, *subject, *company; /* document properties, NULL: none */
    /* fixed, so that the same inputs give the same bytes */
    int created_year, created_month, created_day;
    bool in_batch; /* one of many in a directory that only then gets its name */
} ot_workbook_options;

/* One workbook with a sheet for each report, named by its id (at most 31 characters),
 * in order, at path: written beside it, read back, and renamed, so that path is the old
 * file or a whole new one. Formulas whose cells are all in the workbook are live with
 * the value cached; others, and such as would be longer than Excel's 8192 characters,
 * are values. One that is in a batch is written to path itself, once, read back and its
 * cells counted; it is the caller's to put onto the disk. OT_EIO where it cannot be
 * written (libxlsxwriter then prints a line of its own to stderr), OT_ERANGE where a
 * sheet cannot hold a report, OT_EUSAGE for a name that no sheet can have. options
 * NULL: no properties; no date: 1 January 1980. */
ot_status ot_workbook_write(const ot_report *const *reports, size_t count,
                            const ot_workbook_options *options, const char *path,
                            ot_error *err);

/* Where a cell of a report lies on its sheet of a workbook: "E14"; "" where only the
 * CSV has it. And the reverse: OT_EINPUT where the text is no cell of the table. */
#define OT_ADDRESS_TEXT 16
ot_status ot_workbook_address(const ot_report *report, uint32_t row, uint32_t column,
                              char text[OT_ADDRESS_TEXT], ot_error *err);
ot_status ot_workbook_locate(const ot_report *report, const char *address,
                             uint32_t *row, uint32_t *column, ot_error *err);

#endif
