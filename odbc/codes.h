/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codes.h - codes as engines give them, made those that a ledger file would hold.
 * Engines pad them with spaces, and where a collation does not tell cases apart, give
 * one spelling of several; equal cells are summed again by whoever reads them. */
#ifndef OT_ODBC_CODES_H
#define OT_ODBC_CODES_H

#include "odbc/request.h"

typedef struct ot_codes ot_codes;

ot_codes *ot_codes_new(ot_code_case how); /* NULL: no memory */
void ot_codes_free(ot_codes *codes);

/* A code without the spaces around it, in upper case where that is wanted; changes
 * text. column tells codes of different sorts apart. OT_EINPUT where it holds a control
 * character or is not UTF-8 (in the program's locale), and where codes that differ in
 * case alone were given and how to take them is not stated. */
ot_status ot_codes_take(ot_codes *codes, int column, char *text, const char **out,
                        ot_error *err);

#endif
