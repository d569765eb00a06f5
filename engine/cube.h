/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cube.h - the ledger summed to cost centre x account x fund x project x measure x
 * period. Knows codes as numbers of its pools; knows no structure and no file. */
#ifndef OT_CUBE_H
#define OT_CUBE_H

#include "engine/pool.h"
#include "engine/record.h"

typedef enum ot_dimension {
    OT_DIM_COST_CENTRE,
    OT_DIM_ACCOUNT,
    OT_DIM_FUND,
    OT_DIM_PROJECT,
    OT_DIMENSIONS
} ot_dimension;

/* code[d] is a number of ot_cube_pool(cube, d). lines: how many; first_line, last_line:
 * the lowest and the highest of the file, 0: not known. */
typedef struct ot_cell {
    uint32_t code[OT_DIMENSIONS];
    ot_measure measure;
    ot_period period;
    ot_pence amount;
    uint32_t lines, first_line, last_line;
} ot_cell;

/* A cell's measure and period as a number, in the order of both. */
static inline uint32_t ot_cell_slice(const ot_cell *cell)
{
    uint32_t years = OT_YEAR_MAX - OT_YEAR_MIN + 1;

    return ((uint32_t)cell->measure * years +
            (uint32_t)(cell->period.year - OT_YEAR_MIN)) *
               (OT_PERIODS_MAX + 1) +
           (uint32_t)cell->period.number;
}

typedef struct ot_cube ot_cube;

ot_cube *ot_cube_new(void); /* NULL: no memory */
void ot_cube_free(ot_cube *cube);

/* Adds records; OT_ERANGE where a cell would overflow, OT_EUSAGE where a period does
 * not exist. Ends any earlier sort. */
ot_status ot_cube_add(ot_cube *cube, const ot_ledger_record *records, size_t count,
                      ot_error *err);

/* Cells in the order of the codes' texts, then measure, then period. Owned by the cube,
 * valid until the next add. */
ot_status ot_cube_cells(ot_cube *cube, const ot_cell **cells, size_t *count,
                        ot_error *err);
const ot_pool *ot_cube_pool(const ot_cube *cube, ot_dimension dimension);
const char *ot_cube_text(const ot_cube *cube, const ot_cell *cell,
                         ot_dimension dimension);

#endif
