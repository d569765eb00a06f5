/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/grid.h"

#include <inttypes.h>
#include <stdio.h>

const ot_grid_cell *ot_grid_at(const ot_grid *grid, uint32_t row, uint32_t column)
{
    size_t low = 0, high = grid->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ot_grid_cell *cell = &grid->cells[middle];

        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == grid->count || grid->cells[low].row != row ||
        grid->cells[low].column != column)
        return NULL;
    return &grid->cells[low];
}

char *ot_grid_name(uint32_t row, uint32_t column, char text[OT_GRID_NAME])
{
    char letters[8];
    size_t used = sizeof letters;

    letters[--used] = '\0';
    for (uint64_t left = (uint64_t)column + 1; left > 0 && used > 0;
         left = (left - 1) / 26)
        letters[--used] = (char)('A' + (left - 1) % 26);
    snprintf(text, OT_GRID_NAME, "%s%" PRIu32, letters + used, row + 1);
    return text;
}
