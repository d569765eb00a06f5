/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/design.h"

#include <string.h>

static size_t month_index(const ot_design *design, size_t index)
{
    return ((size_t)(design->first_month - 1) + index) % OT_MONTHS;
}

void ot_design_init(ot_design *design, size_t rows, int first_month)
{
    bool seen[OT_MONTHS] = {false}, base = true;

    memset(design, 0, sizeof *design);
    design->rows = rows;
    design->first_month = first_month;
    design->trend = rows > OT_MONTHS + 1;
    design->columns = design->trend ? 2 : 1;
    for (size_t i = 0; i < rows && i < OT_MONTHS; i++)
        seen[month_index(design, i)] = true;
    for (size_t m = 0; m < OT_MONTHS; m++) {
        design->month_column[m] = -1;
        if (seen[m])
            design->month_column[m] = base ? 0 : (int)design->columns++;
        base = base && !seen[m];
    }
}

bool ot_design_row(const ot_design *design, size_t index, double *row)
{
    int column = design->month_column[month_index(design, index)];

    if (column < 0)
        return false;
    memset(row, 0, design->columns * sizeof *row);
    row[0] = 1.0;
    if (design->trend)
        row[1] = ((double)index - ((double)design->rows - 1) / 2) / OT_MONTHS;
    if (column > 0)
        row[column] = 1.0;
    return true;
}
