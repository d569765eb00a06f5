/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify_workbook.c - two workbooks, sheet by sheet and cell by cell. */
#include <stdio.h>
#include <string.h>

#include "cli/verify_internal.h"
#include "importers/xlsx.h"

#define VALUE_BYTES 64

static const char *value_of(const ot_grid_cell *cell, char text[VALUE_BYTES])
{
    if (!cell || cell->kind == OT_GRID_BLANK)
        return "";
    if (cell->kind == OT_GRID_TEXT || cell->kind == OT_GRID_FAULT)
        return cell->text;
    snprintf(text, VALUE_BYTES, "%.15g", cell->number);
    return text;
}

static void compare_cell(const char *sheet, const ot_grid_cell *found,
                         const ot_grid_cell *expected, size_t *told)
{
    const ot_grid_cell *at = found ? found : expected;
    char a[VALUE_BYTES], b[VALUE_BYTES], name[OT_GRID_NAME], place[96];
    const char *was = value_of(found, a), *is = value_of(expected, b);
    bool has = found && found->has_formula, had = expected && expected->has_formula;

    snprintf(place, sizeof place, "%.60s!%s", sheet,
             ot_grid_name(at->row, at->column, name));
    if (strcmp(was, is) != 0)
        ot_verify_tell(told, place, was, strlen(was), is, strlen(is));
    else if (has != had)
        ot_verify_tell(told, place, has ? "a formula" : "no formula",
                       strlen(has ? "a formula" : "no formula"),
                       had ? "a formula" : "no formula",
                       strlen(had ? "a formula" : "no formula"));
}

static void compare_grids(const char *sheet, const ot_grid *found,
                          const ot_grid *expected, size_t *told)
{
    for (size_t i = 0; i < expected->count; i++) {
        const ot_grid_cell *cell = &expected->cells[i];

        compare_cell(sheet, ot_grid_at(found, cell->row, cell->column), cell, told);
    }
    for (size_t i = 0; i < found->count; i++) {
        const ot_grid_cell *cell = &found->cells[i];

        if (!ot_grid_at(expected, cell->row, cell->column))
            compare_cell(sheet, cell, NULL, told);
    }
}

static ot_status compare_sheet(ot_xlsx *found, ot_xlsx *expected, const char *sheet,
                               size_t *told, ot_error *err)
{
    ot_arena arena = {0};
    ot_grid a = {0}, b = {0};
    ot_status st = ot_xlsx_sheet(expected, sheet, &arena, &b, err);
    ot_status here = st == OT_OK ? ot_xlsx_sheet(found, sheet, &arena, &a, err) : st;

    if (st == OT_OK && here == OT_END)
        ot_verify_tell(told, sheet, "no sheet", 8, "a sheet", 7);
    else if (st == OT_OK && here == OT_OK)
        compare_grids(sheet, &a, &b, told);
    ot_arena_clear(&arena);
    return here < 0 ? here : OT_OK;
}

ot_status ot_verify_workbooks(const ot_verify_text *found,
                              const ot_verify_text *expected, const char *const *sheets,
                              size_t *told, ot_error *err)
{
    ot_xlsx *a = NULL, *b = NULL;
    ot_status st =
        ot_xlsx_open((const uint8_t *)found->text, found->size, found->name, &a, err);

    if (st == OT_OK)
        st = ot_xlsx_open((const uint8_t *)expected->text, expected->size,
                          expected->name, &b, err);
    for (; st == OT_OK && *sheets; sheets++)
        st = compare_sheet(a, b, *sheets, told, err);
    ot_xlsx_close(a);
    ot_xlsx_close(b);
    return st;
}
