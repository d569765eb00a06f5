/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ssda903_uasc.c - UASC of the SSDA903 return: unaccompanied asylum-seeking children.
 * The date of birth, which stands there too, is not read. */
#include "importers/placement_values.h"

enum { CHILD, DUC, YEAR, FIELDS };

static const ot_field fields[FIELDS] = {
    [CHILD] = {"CHILD", "childid childidentifier", true},
    [DUC] = {"DUC", "dateuascceased", true},
    [YEAR] = {"YEAR", "returnyear", false},
};

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    ot_uasc_record *out = records;
    ot_status st = ot_placement_child(reading, CHILD, &out->child, err);

    if (st >= 0)
        st = ot_placement_date(reading, DUC, OT_OPTIONAL, &out->until, err);
    if (st >= 0)
        st = ot_placement_year(reading, YEAR, &out->year, err);
    if (st < 0)
        return st;
    if (out->year == 0)
        out->year = reading->year;
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

const ot_import_kind ot_import_uasc = {.fields = fields,
                                       .field_count = FIELDS,
                                       .record_size = sizeof(ot_uasc_record),
                                       .read_row = read_row,
                                       .personal = UINT64_C(1) << CHILD,
                                       .settle = settle};
