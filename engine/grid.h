/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid.h - what stands in the cells of a sheet that was read from a workbook.
 * Knows no file format: an importer fills it. */
#ifndef OT_GRID_H
#define OT_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ot_grid_kind {
    OT_GRID_BLANK, /* a format, or a formula without its result */
    OT_GRID_TEXT,
    OT_GRID_NUMBER,
    OT_GRID_DATE,    /* a number shown as a date or a time */
    OT_GRID_PERCENT, /* a number shown as a percentage */
    OT_GRID_LOGICAL, /* true or false */
    OT_GRID_FAULT    /* such as #DIV/0! */
} ot_grid_kind;

/* Rows and columns count from 0. Texts borrowed: "" but for texts and faults. */
typedef struct ot_grid_cell {
    uint32_t row, column;
    ot_grid_kind kind;
    bool has_formula;
    const char *text;
    double number;
} ot_grid_cell;

/* In the order of rows, then columns; no cell twice. */
typedef struct ot_grid {
    const ot_grid_cell *cells;
    size_t count;
} ot_grid;

/* NULL: nothing is there. */
const ot_grid_cell *ot_grid_at(const ot_grid *grid, uint32_t row, uint32_t column);

/* "B12"; returns text. */
#define OT_GRID_NAME 16
char *ot_grid_name(uint32_t row, uint32_t column, char text[OT_GRID_NAME]);

#endif
