/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample.h - reports such as a monitoring pack holds, built by hand for the tests of
 * the renderers. Ends the test program where memory runs out. */
#ifndef OT_TESTS_SAMPLE_H
#define OT_TESTS_SAMPLE_H

#include "engine/report.h"

/* The net budget analysis of September 2021 (Gloucestershire, attachment 1), its
 * figures live: services from the detail sheet, subtotals, variances, percents and
 * checks. */
ot_report *sample_sla(void);

/* Three cost centres for each service, in pence, whose sums print as the SLA sheet's.
 */
ot_report *sample_detail(void);

/* External placements by month and year (attachment 3) with averages and charts. */
ot_report *sample_activity(void);

/* A few rows with what is rare: failing checks, child rows, a text like a formula,
 * notes between rows, columns for one medium only. */
ot_report *sample_small(void);

/* The parts that these are put together from. Each ends the program where it fails. */
void sample_must(ot_status st, const ot_error *err);
ot_report *sample_start(const char *id, const char *name);
void sample_title(ot_report *report, const char *text);
void sample_footnote(ot_report *report, const char *text);
void sample_columns(ot_report *report, const ot_column *list, size_t count);
uint32_t sample_row(ot_report *report, ot_row_kind kind, int level);
void sample_text(ot_report *report, uint32_t at, uint32_t column, const char *words);
void sample_formula(ot_report *report, uint32_t at, uint32_t column,
                    ot_formula_kind kind, const ot_ref *refs, size_t count);
ot_ref sample_cell(uint32_t at, uint32_t column);

#endif
