/* SPDX-License-Identifier: GPL-3.0-or-later */
/* high_risk.c - high_risk.csv: the areas of the second roll-up and their selectors. */
#include "engine/selector.h"
#include "importers/kinds.h"

#include <limits.h>
#include <string.h>

enum { AREA, PARENT, ORDER, MANAGER, COST_CENTRES, ACCOUNTS, FIELDS };

/* The columns of selectors are required: were one overlooked, it would select
 * everything. */
static const ot_field fields[FIELDS] = {
    [AREA] = {"area", "name highriskarea", true},
    [PARENT] = {"parent", "parentarea", false},
    [ORDER] = {"order", "printingorder printorder sequence", true},
    [MANAGER] = {"manager", "budgetmanager budgetholder", false},
    [COST_CENTRES] = {"cost_centres", "costcenters costcentre costcenter", true},
    [ACCOUNTS] = {"accounts", "account", true},
};

static ot_status read_selector(const ot_row_values *v, size_t field, const char **out,
                               ot_error *err)
{
    char message[sizeof err->message];
    ot_error why;

    *out = ot_row_text(v, field);
    if (ot_selector_check(*out, &why) >= 0)
        return OT_OK;
    memcpy(message, why.message, sizeof message);
    return ot_fail(err, OT_EINPUT, "%s: %.200s", fields[field].name, message);
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_high_risk_record *out = records;
    ot_status st = ot_row_name(v, AREA, &out->area, err);

    if (st >= 0)
        st = ot_row_whole(v, ORDER, -INT_MAX, INT_MAX, &out->order, err);
    if (st >= 0)
        st = read_selector(v, COST_CENTRES, &out->cost_centres, err);
    if (st >= 0)
        st = read_selector(v, ACCOUNTS, &out->accounts, err);
    if (st < 0)
        return st;
    out->parent = ot_row_text(v, PARENT);
    out->manager = ot_row_text(v, MANAGER);
    out->line = v->row->line;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_high_risk = {.fields = fields,
                                            .field_count = FIELDS,
                                            .record_size = sizeof(ot_high_risk_record),
                                            .read_row = read_row};
