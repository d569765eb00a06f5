/* SPDX-License-Identifier: GPL-3.0-or-later */
/* money.h - amounts in whole pence, and the one place where they are rounded.
 * Knows no files and no textual forms but the plainest (see importers/amount.h). */
#ifndef OT_MONEY_H
#define OT_MONEY_H

#include <stdint.h>

#include "engine/status.h"

typedef int64_t ot_pence;

/* The largest single amount accepted: ten million million pounds, in pence. */
#define OT_PENCE_LIMIT INT64_C(1000000000000000)

/* *sum += amount. OT_ERANGE, *sum unchanged, where int64 would overflow. */
ot_status ot_pence_add(ot_pence *sum, ot_pence amount, ot_error *err);

/* A double in pence to whole pence, half away from zero. OT_ERANGE for NaN, infinity
 * or beyond 2^53 pence. */
ot_status ot_pence_from_double(double pence, ot_pence *out, ot_error *err);

/* n / d to the nearest whole number, half away from zero; d > 0. */
int64_t ot_divide_rounded(int64_t n, int64_t d);

/* Pence to whole thousands of pounds, half away from zero (as Excel's ROUND). */
int64_t ot_thousands(ot_pence amount);

/* Splits total over count shares in proportion to |weights| by largest remainder
 * (ties: the earlier share), so that the shares add to total exactly. All weights zero:
 * equal shares. shares and weights have count entries, count > 0. */
ot_status ot_pence_split(ot_pence total, const ot_pence *weights, size_t count,
                         ot_pence *shares, ot_error *err);

/* "-1234.56" into text (at least 24 bytes); returns text. */
#define OT_PENCE_TEXT 24
char *ot_pence_text(ot_pence amount, char text[OT_PENCE_TEXT]);

#endif
