/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal.h - sums and counts as engines write them, read exactly.
 * Knows one text; a driver is never asked for a number, which it may cut off. */
#ifndef OT_ODBC_DECIMAL_H
#define OT_ODBC_DECIMAL_H

#include <stdbool.h>

#include "engine/money.h"

/* "-1234.500000" in pounds, or "-123450" in pence, as pence. Digits behind the second
 * decimal must be zeros. OT_EINPUT for anything else (blank, NaN, infinity, exponents,
 * signs that are doubled), OT_ERANGE beyond OT_PENCE_LIMIT. */
ot_status ot_decimal_pence(const char *text, bool pence, ot_pence *out, ot_error *err);
/* A count of lines, 0 or more. */
ot_status ot_decimal_count(const char *text, int64_t *out, ot_error *err);

#endif
