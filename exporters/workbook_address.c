/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_address.c - the cell of a workbook that a reader sees, and the cell of the
 * report that it is. */
#include "exporters/workbook_internal.h"

_Static_assert(OT_ADDRESS_TEXT >= LXW_MAX_CELL_NAME_LENGTH, "a cell's name has room");

ot_status ot_workbook_address(const ot_report *report, uint32_t row, uint32_t column,
                              char text[OT_ADDRESS_TEXT], ot_error *err)
{
    ot_sheet sheet;
    ot_status st = ot_sheet_place(&sheet, report, err);

    text[0] = '\0';
    if (st == OT_OK && sheet.places[column] != OT_NO_PLACE)
        lxw_rowcol_to_cell(text, ot_sheet_row(&sheet, row),
                           (lxw_col_t)sheet.places[column]);
    ot_sheet_clear(&sheet);
    return st;
}

/* "E14" or "$E$14" as row and column from 0. */
static bool read_address(const char *text, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0, digits = 0;

    *row = *column = 0;
    text += *text == '$';
    for (; (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z');
         text++, letters++)
        *column =
            *column * 26 + (uint32_t)(*text >= 'a' ? *text - 'a' : *text - 'A') + 1;
    text += *text == '$';
    for (; *text >= '0' && *text <= '9' && digits < 8; text++, digits++)
        *row = *row * 10 + (uint32_t)(*text - '0');
    if (!letters || letters > 3 || !digits || *text || !*row)
        return false;
    --*row;
    --*column;
    return true;
}

ot_status ot_workbook_locate(const ot_report *report, const char *address,
                             uint32_t *row, uint32_t *column, ot_error *err)
{
    ot_sheet sheet;
    uint32_t place;
    ot_status st;

    if (!read_address(address, row, &place))
        return ot_fail(err, OT_EINPUT, "'%s' is not the name of a cell, as E14 is",
                       address);
    st = ot_sheet_place(&sheet, report, err);
    if (st == OT_OK &&
        (*row < sheet.first_row || *row - sheet.first_row >= report->row_count ||
         place >= sheet.table.count))
        st =
            ot_fail(err, OT_EINPUT,
                    "cell %s of sheet '%s' is not in its table, which is in rows %u to "
                    "%u",
                    address, report->id, (unsigned)sheet.first_row + 1,
                    (unsigned)(sheet.first_row + report->row_count));
    if (st == OT_OK) {
        *row -= sheet.first_row;
        *column = sheet.table.columns[place];
    }
    ot_sheet_clear(&sheet);
    return st;
}
