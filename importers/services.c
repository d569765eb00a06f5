/* SPDX-License-Identifier: GPL-3.0-or-later */
/* services.c - services.csv: service areas in printing order. */
#include "importers/kinds.h"

#include <limits.h>

enum { SERVICE, NAME, CODE, GROUP, ORDER, TOTAL_LABEL, BUDGET_MANAGER, FIELDS };

static const ot_field fields[FIELDS] = {
    [SERVICE] = {"service", "serviceid servicearea id", true},
    [NAME] = {"name", "servicename description", true},
    [CODE] = {"code", "codeasprinted printedcode", false},
    [GROUP] = {"group", "groupname heading", false},
    [ORDER] = {"order", "printingorder printorder sequence", true},
    [TOTAL_LABEL] = {"total_label", "total", false},
    [BUDGET_MANAGER] = {"budget_manager", "manager budgetholder", false},
};

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_service_record *out = records;
    ot_status st = ot_row_code(v, SERVICE, OT_REQUIRED, &out->service, err);

    if (st >= 0)
        st = ot_row_name(v, NAME, &out->name, err);
    if (st >= 0)
        st = ot_row_whole(v, ORDER, -INT_MAX, INT_MAX, &out->order, err);
    if (st < 0)
        return st;
    out->code = ot_row_is_blank(v, CODE) ? out->service : ot_row_text(v, CODE);
    out->group = ot_row_text(v, GROUP);
    out->total_label = ot_row_text(v, TOTAL_LABEL);
    out->budget_manager = ot_row_text(v, BUDGET_MANAGER);
    out->line = v->row->line;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_services = {.fields = fields,
                                           .field_count = FIELDS,
                                           .record_size = sizeof(ot_service_record),
                                           .read_row = read_row};
