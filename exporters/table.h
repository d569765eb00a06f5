/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - what of a report a medium shows: its columns, headings and rows.
 * Knows no medium's form. Internal to exporters/. */
#ifndef OT_EXPORTERS_TABLE_H
#define OT_EXPORTERS_TABLE_H

#include <stdio.h>

#include "engine/report.h"

typedef struct ot_table {
    const ot_report *report;
    uint32_t *columns; /* [count] report columns, in order */
    uint32_t count;
    bool has_super, has_unit;
} ot_table;

/* The columns of report but those meant for `other` only. OT_EUSAGE where none is left.
 */
ot_status ot_table_init(ot_table *table, const ot_report *report, ot_media other,
                        ot_error *err);
/* Just these columns of the report. */
ot_status ot_table_choose(ot_table *table, const ot_report *report,
                          const uint32_t *columns, uint32_t count, ot_error *err);
/* Whether a row tells a reader of the report in words something: not a check that is
 * ok.
 */
bool ot_table_tells(const ot_table *table, uint32_t row);
void ot_table_clear(ot_table *table);

const ot_column *ot_table_column(const ot_table *table, uint32_t place);
const ot_value *ot_table_value(const ot_table *table, uint32_t row, uint32_t place);
bool ot_table_is_text(const ot_table *table, uint32_t place);

/* How many columns from place on share its super heading; 0 where it has none. */
uint32_t ot_table_span(const ot_table *table, uint32_t place);

/* The lines above the table: the titles, or the report's name where it has none. */
size_t ot_report_title_lines(const ot_report *report);
const char *ot_report_title_line(const ot_report *report, size_t line);

/* How far a row's first text is indented. */
int ot_row_indent(const ot_row *row);

/* A number below nothing: what is printed in red. */
bool ot_value_negative(const ot_value *value);

/* Flushes out; OT_EIO where anything written to it since it was opened got lost. */
ot_status ot_stream_end(FILE *out, const ot_report *report, ot_error *err);
/* The same for what is no report of one sheet. */
ot_status ot_stream_close(FILE *out, const char *name, ot_error *err);

#endif
