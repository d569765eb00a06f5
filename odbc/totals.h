/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals.h - sums and counts by period and measure, of the cells that came and of the
 * control totals: a part that is missing is seen in nothing else.
 * Knows no database. */
#ifndef OT_ODBC_TOTALS_H
#define OT_ODBC_TOTALS_H

#include "engine/money.h"

typedef struct ot_totals ot_totals;

ot_totals *ot_totals_new(void); /* NULL: no memory */
void ot_totals_free(ot_totals *totals);

/* Adds to the sum of a key ("2021/22 P05 ACTUAL"); keys that differ in case alone are
 * one. OT_ERANGE on overflow. */
ot_status ot_totals_add(ot_totals *totals, const char *key, ot_pence amount,
                        int64_t lines, ot_error *err);
/* OT_EINPUT naming the first key whose sums or counts are not the same in both. */
ot_status ot_totals_compare(const ot_totals *cells, const ot_totals *control,
                            ot_error *err);
/* Of all keys. */
void ot_totals_all(const ot_totals *totals, ot_pence *amount, int64_t *lines);

#endif
