/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ssda903_children.c - Header of the SSDA903 return. Of the date of birth the month of
 * the 18th birthday is kept, of sex, names and pupil number nothing is read. */
#include "importers/placement_values.h"

enum { CHILD, DOB, YEAR, FIELDS };

static const ot_field fields[FIELDS] = {
    [CHILD] = {"CHILD", "childid childidentifier", true},
    [DOB] = {"DOB", "dateofbirth birthdate", true},
    [YEAR] = {"YEAR", "returnyear", false},
};

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    ot_child_record *out = records;
    ot_date birth = 0;
    ot_status st = ot_placement_child(reading, CHILD, &out->child, err);

    if (st >= 0)
        st = ot_placement_date(reading, DOB, OT_REQUIRED, &birth, err);
    if (st >= 0)
        st = ot_placement_year(reading, YEAR, &out->year, err);
    if (st < 0)
        return st;
    if (out->year == 0)
        out->year = reading->year;
    out->adult = (birth / 10000 + 18) * 10000 + birth / 100 % 100 * 100 + 1;
    out->line = reading->values.row->line;
    *count = 1;
    return OT_OK;
}

static ot_status settle(ot_reading *reading, void *records, size_t count,
                        const char **told, ot_error *err)
{
    (void)records;
    return ot_placement_settle_yearless(reading, YEAR, count, told, err);
}

const ot_import_kind ot_import_children = {.fields = fields,
                                           .field_count = FIELDS,
                                           .record_size = sizeof(ot_child_record),
                                           .read_row = read_row,
                                           .needs_rows = true,
                                           .personal = UINT64_C(1) << CHILD |
                                                       UINT64_C(1) << DOB,
                                           .settle = settle};
