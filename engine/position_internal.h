/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_internal.h - a position while it is being built. */
#ifndef OT_POSITION_INTERNAL_H
#define OT_POSITION_INTERNAL_H

#include "engine/position_means.h"

/* What a manager's forecast says about one line. */
typedef struct ot_candidate {
    const ot_forecast_record *record; /* NULL: none at this level */
    ot_date date;
    ot_pence amount;
    bool has_driver;
    ot_pence driver;
    ot_manager_change change; /* what it changes of the budget */
} ot_candidate;

typedef enum ot_level {
    OT_LEVEL_COST_CENTRE,
    OT_LEVEL_GROUP,
    OT_LEVEL_ACCOUNT,
    OT_LEVELS
} ot_level;

/* Cost centre x account x fund: what lines are made of. In the order of codes. */
typedef struct ot_leaf {
    const char *code, *account;
    ot_fund fund;
    uint32_t line;
    ot_pence budget;
    int ledger_period;        /* newest period with a forecast in the ledger, 0: none */
    ot_pence ledger_forecast; /* of that period */
    ot_candidate candidate;   /* by account */
} ot_leaf;

/* Beside each line: what is only needed while building. */
typedef struct ot_draft {
    bool current;           /* has a figure or a forecast in the year */
    int in_ledger;          /* period of the forecast that the ledger holds, 0: none */
    ot_pence ledger_change; /* of that on the budget */
    ot_candidate candidates[OT_LEVELS];
    const ot_manager_change *by_account, *by_ledger; /* what these are made of */
    const ot_forecast_record *expired;               /* newest expired forecast */
} ot_draft;

typedef struct ot_builder {
    const ot_dataset *dataset;
    const ot_structure *structure;
    ot_position *position;
    ot_findings *findings;
    ot_leaf *leaves;
    size_t leaf_count, leaf_room;
    ot_line *lines;
    ot_draft *drafts;
    size_t line_count, line_room;
    const ot_projection_means *means;
    ot_pence *budgets; /* [line][position->months] of the whole year, as known then */
    bool *budgeted;    /* [position->months] some line has a budget in that year */
} ot_builder;

/* Whether a cell of the year counts as at the period: docs/formats.md. */
bool ot_cell_counts(const ot_position_options *options, const ot_cell *cell);
/* The line a cell belongs to: its codes, no amounts. */
void ot_cell_place(const ot_structure *structure, const ot_cube *cube,
                   const ot_cell *cell, ot_line *line);
/* The order of a position's lines, for qsort and bsearch. */
int ot_line_compare(const void *left, const void *right);

/* The line of a cost centre with these attributes, made where there is none. from: the
 * first line to look at (lines of one cost centre stand together while cells are read).
 */
ot_status ot_builder_line(ot_builder *builder, size_t from, const char *code,
                          int subjective_group, ot_fund fund, uint32_t area,
                          uint32_t *line, ot_error *err);
/* Appends a leaf of a line. */
ot_status ot_builder_leaf(ot_builder *builder, const char *code, const char *account,
                          ot_fund fund, uint32_t line, ot_error *err);

/* A line that has a figure or a forecast in the year: the others go. */
bool ot_builder_counts(const ot_builder *builder, size_t line);

/* The steps, in order. */
ot_status ot_builder_read_cells(ot_builder *builder, ot_error *err);
ot_status ot_builder_read_forecasts(ot_builder *builder, ot_error *err);
ot_status ot_builder_project(ot_builder *builder, ot_error *err);
ot_status ot_builder_give_placements(ot_builder *builder, ot_error *err);
ot_status ot_builder_adopt(ot_builder *builder, ot_error *err);

#endif
