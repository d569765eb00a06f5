/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_wide.h - ledger rows with several amounts: a column per measure or per month.
 * Knows one row at a time. A blank amount is no record; 0.00 is one. One wrong amount
 * rejects the whole row. */
#ifndef OT_LEDGER_WIDE_H
#define OT_LEDGER_WIDE_H

#include "importers/ledger_fields.h"

/* out has room for OT_RECORDS_PER_ROW. */
ot_status ot_ledger_read_measures(const ot_reading *reading, ot_ledger_record *out,
                                  size_t *count, ot_error *err);
ot_status ot_ledger_read_months(const ot_reading *reading, ot_ledger_record *out,
                                size_t *count, ot_error *err);

#endif
