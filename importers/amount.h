/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amount.h - the forms in which ledgers write amounts, read into pence.
 * Knows one text at a time; knows no column and no sign rule of a ledger. */
#ifndef OT_AMOUNT_H
#define OT_AMOUNT_H

#include "engine/money.h"

#include <stdbool.h>

/* Zero is the default. */
typedef struct ot_amount_rules {
    bool decimal_comma; /* 1.234,56 */
    bool blank_is_zero; /* a blank or lone dash is 0.00, else an error */
} ot_amount_rules;

/* Reads 1,234.56  -1,234.56  1,234.56-  (1,234.56)  £1,234.56  1,234.56 CR  1 234.56
 * and the like, also with the Unicode minus and spaces. One sign only: -(5.00) is
 * refused. Digits after the second decimal must be zeros. OT_EINPUT for anything else,
 * OT_ERANGE beyond OT_PENCE_LIMIT. text is UTF-8. */
ot_status ot_pence_parse(const char *text, const ot_amount_rules *rules, ot_pence *out,
                         ot_error *err);

#endif
