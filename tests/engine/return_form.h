/* SPDX-License-Identifier: GPL-3.0-or-later */
/* return_form.h - a return made by hand, its sheet, and the sheet as it would be read
 * back, to be filled in. */
#ifndef OT_TEST_RETURN_FORM_H
#define OT_TEST_RETURN_FORM_H

#include "engine/returns_sheet.h"
#include "tests/check.h"

#define FORM_CELLS 512

typedef struct return_form {
    ot_return_row rows[3];
    ot_return r;
    ot_return_sheet sheet;
    ot_arena arena;
    ot_grid_cell cells[FORM_CELLS];
    ot_grid grid;
    ot_error err;
} return_form;

static inline void form_read_back(return_form *f)
{
    f->grid = (ot_grid){f->cells, 0};
    for (uint32_t row = 0; row <= f->sheet.total; row++)
        for (uint32_t column = 0; column < OT_RETURN_COLUMNS; column++) {
            const ot_return_cell cell = ot_return_cell_at(&f->sheet, row, column);
            bool amount = cell.part == OT_RETURN_AMOUNT;
            bool formula = cell.part == OT_RETURN_ROW_VARIANCE ||
                           cell.part == OT_RETURN_TOTAL_SUM ||
                           cell.part == OT_RETURN_TOTAL_FORECAST;

            if (amount || formula || *cell.text)
                f->cells[f->grid.count++] =
                    (ot_grid_cell){row,
                                   column,
                                   amount || formula ? OT_GRID_NUMBER : OT_GRID_TEXT,
                                   formula,
                                   cell.text,
                                   (double)cell.amount / 100};
        }
}

/* driver "": there is none. Borrow nothing from it once it is moved: fill it in place.
 */
static inline void form_make(return_form *f, const char *driver)
{
    memset(f, 0, sizeof *f);
    f->rows[0] = (ot_return_row){"030201",    "Residential placements",
                                 "5000 Fees", 5,
                                 OT_NON_DSG,  1320028005,
                                 807387400,   176709700,
                                 2086054712,  true,
                                 2073812400,  2144157200,
                                 2105045333,  "yours",
                                 true,        390028053};
    f->rows[1] = (ot_return_row){"030204",   "Asylum seekers",
                                 "",         9,
                                 OT_NON_DSG, -316012400,
                                 -84877700,  0,
                                 -316383500, false,
                                 0,          0,
                                 -312482600, "projection",
                                 false,      0};
    f->rows[2] =
        (ot_return_row){"030210",  "Placements team", "",        1,         OT_DSG,
                        166196134, 65766500,          0,         160105100, true,
                        159302600, 163913500,         160621494, "yours",   false,
                        0};
    f->r = (ot_return){.issue = 7,
                       .as_at = {2021, 5},
                       .workspace = "8d0c2bd0c4f0a2f0c9a37e3e59a1be55",
                       .manager = "Head of Placements",
                       .driver = driver,
                       .reasons = "NIL no change\nVOL more or fewer\nPAY",
                       .rows = f->rows,
                       .count = 3};
    CHECK_INT(ot_return_lay_out(&f->r, (ot_calendar){0}, &f->arena, &f->sheet, &f->err),
              OT_OK);
    form_read_back(f);
}

static inline void form_free(return_form *f)
{
    ot_arena_clear(&f->arena);
}

/* Sets a cell, which keeps its place in the order or gets one. */
static inline void form_set(return_form *f, uint32_t row, uint32_t column,
                            ot_grid_cell cell)
{
    size_t at = 0;

    cell.row = row;
    cell.column = column;
    cell.text = cell.text ? cell.text : "";
    while (at < f->grid.count &&
           (f->cells[at].row < row ||
            (f->cells[at].row == row && f->cells[at].column < column)))
        at++;
    if (at == f->grid.count || f->cells[at].row != row ||
        f->cells[at].column != column) {
        memmove(&f->cells[at + 1], &f->cells[at],
                (f->grid.count - at) * sizeof f->cells[0]);
        f->grid.count++;
    }
    f->cells[at] = cell;
}

static inline void form_number(return_form *f, size_t i, uint32_t column, double pounds)
{
    form_set(f, f->sheet.first + (uint32_t)i, column,
             (ot_grid_cell){.kind = OT_GRID_NUMBER, .number = pounds});
}

static inline void form_text(return_form *f, size_t i, uint32_t column,
                             const char *text)
{
    form_set(f, f->sheet.first + (uint32_t)i, column,
             (ot_grid_cell){.kind = OT_GRID_TEXT, .text = text});
}

#endif
