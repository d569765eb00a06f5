/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_internal.h - the parts of the page to each other. */
#ifndef OT_EXPORTERS_PAGE_INTERNAL_H
#define OT_EXPORTERS_PAGE_INTERNAL_H

#include "exporters/page.h"
#include "exporters/table.h"

/* exporters/page/, made part of the program by cmake/EmbedPage.cmake; hashes as the
 * policy names them. */
extern const char ot_page_style[], ot_page_style_hash[];
extern const char ot_page_script[], ot_page_script_hash[];

/* text as it stands in HTML, also between the quotes of an attribute. */
void ot_page_text(const char *text, FILE *out);
/* text as a JSON string that cannot end a script. */
void ot_page_string(const char *text, FILE *out);

/* A report as a table, or as several beside each other where it has too many columns
 * for paper. */
ot_status ot_page_table(const ot_page *page, const ot_report *report, FILE *out,
                        ot_error *err);

/* The charts of a sheet that has cells for them, numbered from *number on: where they
 * are to be drawn. */
void ot_page_chart_places(const ot_page *page, const ot_report *report, int *number,
                          FILE *out);
/* "charts":[...] of all sheets, in the same order. */
void ot_page_charts(const ot_page *page, FILE *out);
/* The members of the drill-down, or nothing. */
ot_status ot_page_drill(const ot_page *page, FILE *out, ot_error *err);

#endif
