/* SPDX-License-Identifier: GPL-3.0-or-later */
/* providers.c - providers.csv: which provider of the placements, by its URN, a supplier
 * of the payments is. A name beside them is not read. */
#include "importers/kinds.h"
#include "importers/supplier_text.h"

enum { PROVIDER, SUPPLIER, FIELDS };

static const ot_field fields[FIELDS] = {
    [PROVIDER] = {"provider", "urn providerurn providercode", true},
    [SUPPLIER] = {"supplier", OT_SUPPLIER_SYNONYMS, true},
};

/* Texts in upper case stand where the row's stood, and live as long as these. */
static ot_status read_text(const ot_reading *reading, size_t field, const char **out,
                           ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_status st = ot_row_code(v, field, OT_REQUIRED, out, err);

    if (st >= 0)
        ot_supplier_fold(ot_csv_text(v->row, (size_t)v->header->column[field]));
    return st;
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    ot_provider_record *out = records;
    ot_status st = read_text(reading, PROVIDER, &out->provider, err);

    if (st >= 0)
        st = read_text(reading, SUPPLIER, &out->supplier, err);
    if (st < 0)
        return st;
    out->line = reading->values.row->line;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_providers = {.fields = fields,
                                            .field_count = FIELDS,
                                            .record_size = sizeof(ot_provider_record),
                                            .read_row = read_row,
                                            .needs_rows = true};
