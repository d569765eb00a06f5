/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - what the definitions of the sheets share. Internal to the engine.
 * Knows how a figure row looks and how its cells follow from each other. */
#ifndef OT_SHEETS_SHEET_H
#define OT_SHEETS_SHEET_H

#include "engine/drill.h"
#include "engine/pack.h"
#include "engine/report_origin.h"

/* What every definition is given. */
typedef struct ot_sheet_context {
    const ot_dataset *dataset;
    const ot_position *position;
    const ot_structure *structure;
    const ot_pack_options *options;
    const char *portion; /* whose part of the position it is; NULL: the whole */
    const ot_tally *now;
    const ot_tally *prior;            /* NULL: there is no earlier run */
    const ot_prior_line *prior_lines; /* in the order of ot_prior_compare */
    size_t prior_count;
    const ot_outlook *outlook, *outlook_before, *outlook_at_start; /* as in the input */
    const struct ot_withheld *withheld; /* NULL: all is shown */
    bool has_dsg;                       /* some line is DSG: the split is printed */
    ot_findings *findings;
    ot_report *const *made; /* [OT_SHEETS] sheets made before */
} ot_sheet_context;

/* For qsort and bsearch: by cost centre, subjective group, fund, area. */
int ot_prior_compare(const void *left, const void *right);

/* Columns of the detail sheet that other sheets refer to; its rows are the lines. */
enum {
    OT_DETAIL_BUDGET = 10,
    OT_DETAIL_ACTUAL = 11,
    OT_DETAIL_COMMITMENT = 12,
    OT_DETAIL_PROJECTED = 13,
    OT_DETAIL_FORECAST = 23,
    OT_DETAIL_VARIANCE = 26,
    OT_DETAIL_DRIVER = 27,
    OT_DETAIL_MOVEMENT = 30
};

/* Where the figure columns begin in the sheets that others refer to. Rows of the
 * high-risk sheet are the areas, then Roundings and Total; the last row of each is the
 * total. */
enum {
    OT_SLA_FIGURES = 4,
    OT_HIGH_RISK_FIGURES = 3,
    OT_FIGURE_BUDGET = 0,
    OT_FIGURE_FORECAST,
    OT_FIGURE_DSG,
    OT_FIGURE_NON_DSG,
    OT_FIGURE_TOTAL,
    OT_DRIVER_DRIVER = 5, /* the driver sheet's columns */
    OT_DRIVER_NET = 6
};

/* Columns budget, forecast, variances and percent, side by side from `budget` on. */
typedef struct ot_figures {
    ot_report *report;
    uint32_t budget, forecast, dsg, non_dsg, total, percent;
} ot_figures;

/* A new report with the title lines that all sheets bear. */
ot_status ot_sheet_begin(const ot_sheet_context *context, const char *id,
                         const char *name, ot_report **report, ot_error *err);
/* Adds a column in one line; heading, super and unit may be NULL. */
ot_status ot_sheet_column(ot_report *report, const char *id, const char *heading,
                          ot_column_kind kind, ot_media media, ot_error *err);
ot_status ot_sheet_column_full(ot_report *report, ot_column column, ot_error *err);

/* Adds the six columns to report. */
ot_status ot_figures_columns(const ot_sheet_context *context, ot_report *report,
                             ot_figures *figures, ot_error *err);
/* Numbers of a row with their formulas but those of budget, forecast and DSG. */
ot_status ot_figures_set(const ot_figures *figures, uint32_t row,
                         const ot_printed *printed, ot_error *err);
/* A row that is the sum of `count` earlier rows of the sheet; *sum gets the figures. */
ot_status ot_figures_sum(const ot_figures *figures, uint32_t row, const uint32_t *rows,
                         size_t count, ot_printed *sum, ot_error *err);
/* Budget and forecast of a row as sums of detail rows: ranges of line numbers. Left as
 * values where there are too many ranges for a formula. */
typedef struct ot_range {
    uint32_t first, last;
} ot_range;
ot_status ot_figures_from_detail(const ot_figures *figures, uint32_t row,
                                 const ot_range *ranges, size_t count, ot_error *err);
/* Which lines a figure is the sum of: of those from first to last the ones of a fund,
 * of a high-risk area and its child rows, of any area, with a driver's share. */
typedef struct ot_lines_of {
    uint32_t first, last; /* first OT_NONE: none */
    bool one_fund;
    ot_fund fund;
    uint32_t area; /* OT_NONE: any or none */
    bool in_area, with_driver;
} ot_lines_of;
/* All lines of services; all of them in an area. */
ot_lines_of ot_lines_of_services(const ot_sheet_context *context);
ot_lines_of ot_lines_of_area(const ot_sheet_context *context, uint32_t area);
/* Says of a cell that it is the sum of a column of the detail sheet over lines, and of
 * terms (may be NULL), in the column's unit; and why it is more or less than that. */
ot_status ot_origin_lines(const ot_sheet_context *context, ot_report *report,
                          uint32_t row, uint32_t column, const ot_lines_of *lines,
                          uint32_t detail, const ot_term *term, const char *why,
                          ot_error *err);
/* The same of budget and forecast where they have no formula, and of the DSG variance.
 */
ot_status ot_figures_origins(const ot_sheet_context *context, const ot_figures *figures,
                             uint32_t row, const ot_lines_of *lines, ot_error *err);
/* The check row below `sum_row`: printed sum of `rows` rows against the true sums. */
ot_status ot_figures_check(const ot_figures *figures, uint32_t row, uint32_t sum_row,
                           size_t rows, const ot_sums *sums, ot_error *err);
/* The Roundings row: total_row less rows. */
ot_status ot_figures_roundings(const ot_figures *figures, uint32_t row,
                               uint32_t total_row, const uint32_t *rows, size_t count,
                               ot_error *err);

/* One check cell: printed (cell at row, column; £000) against pence, within allowed. */
ot_status ot_sheet_check(ot_report *report, uint32_t row, uint32_t column,
                         uint32_t sum_row, ot_pence against, ot_pence allowed,
                         ot_error *err);
/* The cell that says whether columns first..last of its row are all ok. */
ot_status ot_sheet_all_ok(ot_report *report, uint32_t row, uint32_t column,
                          uint32_t first, uint32_t last, ot_error *err);
/* A cell that is the sum of signed cells of this or another sheet. */
ot_status ot_sheet_sum(ot_report *report, uint32_t row, uint32_t column,
                       const ot_ref *refs, size_t count, int64_t number, ot_error *err);
/* Percent of two cells of a row; blank where there is no budget or beyond 100 %. */
ot_status ot_sheet_percent(ot_report *report, uint32_t row, uint32_t column,
                           uint32_t number_column, uint32_t budget_column,
                           ot_error *err);
/* The number of a cell; 0 where it is blank. */
int64_t ot_sheet_number(const ot_report *report, uint32_t row, uint32_t column);

/* The sheets of a portion, of the nodes of its drill-down and of its detail sheet. */
ot_status ot_sheet_portion_variances(const ot_sheet_context *context,
                                     const ot_drill *drill, const ot_report *detail,
                                     ot_report **out, ot_error *err);
ot_status ot_sheet_portion_projection(const ot_sheet_context *context,
                                      const ot_drill *drill, const ot_report *detail,
                                      ot_report **out, ot_error *err);

/* The definitions, one a file. */
ot_status ot_sheet_detail(const ot_sheet_context *context, ot_report **out,
                          ot_error *err);
ot_status ot_sheet_sla(const ot_sheet_context *context, ot_report **out, ot_error *err);
ot_status ot_sheet_high_risk(const ot_sheet_context *context, ot_report **out,
                             ot_error *err);
ot_status ot_sheet_projection(const ot_sheet_context *context, ot_report **out,
                              ot_error *err);
ot_status ot_sheet_driver(const ot_sheet_context *context, ot_report **out,
                          ot_error *err);
ot_status ot_sheet_activity(const ot_sheet_context *context, ot_report **out,
                            ot_report **trend, ot_error *err);
ot_status ot_sheet_placements(const ot_sheet_context *context, ot_report **out,
                              ot_error *err);
ot_status ot_sheet_placement_months(const ot_sheet_context *context, ot_report **out,
                                    ot_error *err);
ot_status ot_sheet_placement_activity(const ot_sheet_context *context, ot_report **out,
                                      ot_error *err);
ot_status ot_sheet_placement_checks(const ot_sheet_context *context, ot_report **out,
                                    ot_error *err);
/* Both none where there are no payments. */
ot_status ot_sheet_payments(const ot_sheet_context *context, ot_report **out,
                            ot_report **accruals, ot_error *err);
/* Also where there is no earlier outlook: then *out stays as it is. */
ot_status ot_sheet_bridge(const ot_sheet_context *context, ot_report **out,
                          ot_error *err);
ot_status ot_sheet_summary(const ot_sheet_context *context, ot_report **out,
                           ot_error *err);
ot_status ot_sheet_checks(const ot_sheet_context *context, ot_report **out,
                          ot_error *err);

#endif
