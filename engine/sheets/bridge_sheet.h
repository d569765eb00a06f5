/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_sheet.h - what the parts of the bridge's sheet share: bridge.c has the rows,
 * bridge_cells.c their cells, bridge_csv.c the CSV. */
#ifndef OT_SHEETS_BRIDGE_SHEET_H
#define OT_SHEETS_BRIDGE_SHEET_H

#include "engine/placements/bridge.h"
#include "engine/sheets/sheet.h"

/* From an earlier outlook to now. */
typedef struct ot_bridge_block {
    const char *id, *heading, *chart;
    const ot_outlook *from; /* NULL: not told */
    bool is_start;          /* of the year */
    ot_bridge bridge;
    /* It begins with the budget of the lines that placements are paid from; gap: what
     * the forecast was above it. */
    bool has_budget;
    ot_pence budget, gap;
} ot_bridge_block;

typedef struct ot_bridge_sheet {
    const ot_sheet_context *context;
    ot_report *report;
    ot_bridge_block blocks[2];
    bool shown[OT_BRIDGE_COLUMNS]; /* types that have anything, spread and total */
    /* Where a column of the bridge is in the report; spread has no numbers. */
    uint32_t numbers[OT_BRIDGE_COLUMNS], amounts[OT_BRIDGE_COLUMNS], thousands;
} ot_bridge_sheet;

/* A row by type. */
typedef struct ot_bridge_line {
    ot_row_kind kind;
    const char *text;
    const ot_bridge_part *parts; /* [OT_BRIDGE_COLUMNS] */
    bool counted;
} ot_bridge_line;

ot_status ot_bridge_columns(ot_bridge_sheet *s, ot_error *err);
ot_status ot_bridge_add_line(ot_bridge_sheet *s, const ot_bridge_line *l, uint32_t *row,
                             ot_error *err);
/* A row of which there is only the total. */
ot_status ot_bridge_add_total(ot_bridge_sheet *s, ot_row_kind kind, const char *text,
                              ot_pence amount, uint32_t *row, ot_error *err);

/* One row a step: ids for words, placements and pence by type. */
ot_status ot_bridge_csv(const ot_bridge_block *blocks, size_t count, ot_report **out,
                        ot_error *err);

#endif
