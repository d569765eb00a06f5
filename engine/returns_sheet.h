/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_sheet.h - where everything of a return stands on its sheet, said once for who
 * writes it and for who checks what came back.
 * Knows cells by row and column; knows no file format and no look. */
#ifndef OT_RETURNS_SHEET_H
#define OT_RETURNS_SHEET_H

#include "engine/grid.h"
#include "engine/returns.h"

#define OT_RETURN_SHEET  "Return"
#define OT_RETURN_HIDDEN "outturn" /* the signed sheet */

typedef enum ot_return_column {
    OT_RETURN_CENTRE,
    OT_RETURN_NAME,
    OT_RETURN_GROUP,
    OT_RETURN_ACCOUNT,
    OT_RETURN_FUND,
    OT_RETURN_BUDGET,
    OT_RETURN_ACTUAL,
    OT_RETURN_COMMITMENTS,
    OT_RETURN_PROJECTION,
    OT_RETURN_LOW,
    OT_RETURN_HIGH,
    OT_RETURN_LAST,
    OT_RETURN_BASIS,
    OT_RETURN_LAST_DRIVER,
    OT_RETURN_FORECAST, /* to be filled in, as the last three */
    OT_RETURN_VARIANCE,
    OT_RETURN_DRIVER,
    OT_RETURN_REASON,
    OT_RETURN_REMARK,
    OT_RETURN_COLUMNS
} ot_return_column;

/* What is in a cell. */
typedef enum ot_return_part {
    OT_RETURN_NOTHING,
    OT_RETURN_TITLE,
    OT_RETURN_SUBTITLE,
    OT_RETURN_WORDS, /* instructions */
    OT_RETURN_HEADING,
    OT_RETURN_TEXT,
    OT_RETURN_AMOUNT,
    OT_RETURN_INPUT,          /* for the manager */
    OT_RETURN_ROW_VARIANCE,   /* forecast, or else the last one, less budget */
    OT_RETURN_TOTAL_TEXT,     /* the total row, from here on */
    OT_RETURN_TOTAL_SUM,      /* of the column's rows */
    OT_RETURN_TOTAL_FORECAST, /* budget and variance */
    OT_RETURN_TOTAL_NOTHING
} ot_return_part;

typedef struct ot_return_cell {
    ot_return_part part;
    const char *text;
    ot_pence amount; /* of amounts and formulas as the return is issued */
} ot_return_cell;

#define OT_RETURN_LINES 12

typedef struct ot_return_sheet {
    const ot_return *of;
    const char *lines[OT_RETURN_LINES]; /* above the table, from row 0 */
    size_t line_count;
    uint32_t heading, first, total; /* rows */
    const char *headings[OT_RETURN_COLUMNS];
    ot_pence sums[OT_RETURN_COLUMNS];
    bool has_driver;
} ot_return_sheet;

/* Texts are the arena's; `of` is borrowed. OT_ERANGE where a sum overflows. */
ot_status ot_return_lay_out(const ot_return *r, ot_calendar calendar, ot_arena *arena,
                            ot_return_sheet *out, ot_error *err);
/* Any cell of the sheet: nothing where none is. */
ot_return_cell ot_return_cell_at(const ot_return_sheet *sheet, uint32_t row,
                                 uint32_t column);

/* What a manager gave for a row. */
typedef struct ot_return_answer {
    size_t row; /* of the return */
    ot_pence forecast;
    bool rounded; /* a formula's result, to the penny */
    bool has_driver;
    ot_pence driver;
    const char *reason, *comment; /* borrowed from the grid, or the return */
} ot_return_answer;

/* Compares a sheet that came back with what was issued: every cell that is not for the
 * manager, then what he gave. Each fault is told to issues with the cell, what was
 * found and what expected; *faults counts them. answers: [r->count] at least. */
ot_status ot_return_check(const ot_return_sheet *sheet, const ot_grid *grid,
                          const ot_issue_sink *issues, const char *input,
                          ot_return_answer *answers, size_t *answer_count,
                          size_t *faults, ot_error *err);

/* Pounds as a spreadsheet holds them, to pence: OT_OK where they are whole pence but
 * for what a double cannot hold, OT_END where they were rounded, OT_ERANGE, and
 * OT_EINPUT for a negative zero. */
ot_status ot_return_pence(double pounds, ot_pence *out, ot_error *err);

#endif
