/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_rolls.h - the lines of a position summed to what a variance table's rows are
 * of. Internal to engine/variances.c. Knows filters and sums; knows no report. */
#ifndef OT_VARIANCE_ROLLS_H
#define OT_VARIANCE_ROLLS_H

#include "engine/arena.h"
#include "engine/variances.h"

#define OT_ROLL_REASONS 3 /* of the lines that weigh most, told for a row */

/* One row's sums. Texts are borrowed from the structure or the arena. */
typedef struct ot_roll_row {
    const char *id, *name, *manager, *within; /* within: what it is a part of */
    ot_sums sums;
    ot_pence to_date, projection, before; /* before: variance of the prior run */
    bool manager_known, used, has_interval, bases[OT_BASES];
    ot_bounds bounds; /* where has_interval */
    const char *reasons[OT_ROLL_REASONS];
    ot_pence weights[OT_ROLL_REASONS];
} ot_roll_row;

typedef struct ot_rolls {
    const ot_variances_input *input;
    const ot_variances_filter *filter;
    ot_roll_row *rows; /* in the order of the structure */
    size_t count, room;
    ot_roll_row total;
    ot_pool *keys;
    uint32_t *of_line; /* [position->count] its row; OT_NONE: filtered out */
    ot_arena arena;
} ot_rolls;

/* Rows of all that the filter takes, before `over`, `sort` and `top`; see variances.h.
 * The caller clears, also after a failure. */
ot_status ot_rolls_make(const ot_variances_input *input,
                        const ot_variances_filter *filter, ot_rolls *out,
                        ot_error *err);
void ot_rolls_clear(ot_rolls *rolls);

/* Whether the filter takes a line; and whether all that it names is in the structure
 * (OT_EINPUT: a slip of the pen). */
bool ot_rolls_want(const ot_rolls *rolls, const ot_line *line);
ot_status ot_rolls_check_filter(const ot_rolls *rolls, ot_error *err);

/* The interval of each row. */
ot_status ot_rolls_row_bounds(ot_rolls *rolls, ot_error *err);
/* Interval of the lines of rows whose `picked` entry is true (NULL: of all) into row.
 */
ot_status ot_rolls_bounds(const ot_rolls *rolls, const bool *picked, ot_roll_row *row,
                          ot_error *err);

/* Adds what one row sums to another: the row of the others. */
ot_status ot_roll_merge(ot_roll_row *sum, const ot_roll_row *row, ot_error *err);

#endif
