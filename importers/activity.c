/* SPDX-License-Identifier: GPL-3.0-or-later */
/* activity.c - activity.csv: counts of placements by period and type. */
#include "importers/kinds.h"

#include <limits.h>

enum { PERIOD, TYPE, COUNT, FIELDS };

static const ot_field fields[FIELDS] = {
    [PERIOD] = {"period", "", true},
    [TYPE] = {"type", "placementtype", true},
    [COUNT] = {"count", "placements number", true},
};

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_activity_record *out = records;
    ot_status st = ot_row_period(v, PERIOD, &out->period, err);

    if (st >= 0)
        st = ot_row_code(v, TYPE, OT_REQUIRED, &out->type, err);
    if (st >= 0)
        st = ot_row_whole(v, COUNT, 0, INT_MAX, &out->count, err);
    if (st < 0)
        return st;
    out->line = v->row->line;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_activity = {.fields = fields,
                                           .field_count = FIELDS,
                                           .record_size = sizeof(ot_activity_record),
                                           .read_row = read_row};
