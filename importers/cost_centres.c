/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cost_centres.c - cost_centres.csv: which service each cost centre belongs to. */
#include "importers/kinds.h"

enum { COST_CENTRE, NAME, SERVICE, GROUP, MANAGER, FUND, FIELDS };

static const ot_field fields[FIELDS] = {
    [COST_CENTRE] = {"cost_centre",
                     "costcenter costcentrecode costcentercode costcode cc code", true},
    [NAME] = {"name", "costcentrename costcentername description", true},
    [SERVICE] = {"service", "serviceid servicearea", true},
    [GROUP] = {"group", "groupname", false},
    [MANAGER] = {"manager", "budgetmanager budgetholder", false},
    [FUND] = {"fund", "fundcode fundingstream fundingsource funding", false},
};

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_cost_centre_record *out = records;
    ot_status st = ot_row_code(v, COST_CENTRE, OT_REQUIRED, &out->cost_centre, err);

    if (st >= 0)
        st = ot_row_code(v, SERVICE, OT_REQUIRED, &out->service, err);
    if (st >= 0)
        st = ot_row_fund(v, FUND, &out->fund, err);
    if (st < 0)
        return st;
    out->name = ot_row_text(v, NAME);
    out->group = ot_row_text(v, GROUP);
    out->manager = ot_row_text(v, MANAGER);
    out->line = v->row->line;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_cost_centres = {.fields = fields,
                                               .field_count = FIELDS,
                                               .record_size =
                                                   sizeof(ot_cost_centre_record),
                                               .read_row = read_row};
