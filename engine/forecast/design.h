/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design.h - the columns of a regression of consecutive months on trend and month
 * effects. Internal to engine/forecast. Knows month numbers only, no amounts. */
#ifndef OT_FORECAST_DESIGN_H
#define OT_FORECAST_DESIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/period.h"

#define OT_DESIGN_COLUMNS (OT_MONTHS + 1) /* at most: constant, trend, 11 months */

/* Column 0: the constant. Column 1, where `trend`: years from the middle of the rows.
 * Then a 0/1 column for each month seen but the base, the lowest fiscal month seen. */
typedef struct ot_design {
    size_t rows, columns;
    int first_month;
    bool trend;
    int month_column[OT_MONTHS]; /* 0: the base month; -1: never seen */
} ot_design;

/* For rows consecutive months from fiscal month first_month. The trend is there only
 * from 14 rows on: with 12 or fewer it cannot be told from the months, with 13 it would
 * leave no degree of freedom. */
void ot_design_init(ot_design *design, size_t rows, int first_month);

/* The row of month `index` from the start, also of one to come (index >= rows), into
 * row[columns]. False where that fiscal month was never seen. */
bool ot_design_row(const ot_design *design, size_t index, double *row);

#endif
