/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.h - what the helper does with an open connection: cells, or an explanation.
 * Writes to the file it is given; knows no workspace. */
#ifndef OT_ODBC_LEDGER_H
#define OT_ODBC_LEDGER_H

#include <stdio.h>

#include "odbc/connection.h"
#include "odbc/request.h"

/* The cells as lines of a ledger file, checked against the control totals, and the
 * trailer. */
ot_status ot_odbc_ledger(ot_connection *connection, const ot_request *request,
                         FILE *out, ot_error *err);
/* Both statements, the plan of each and what it says, in words, and the trailer. */
ot_status ot_odbc_explain(ot_connection *connection, const ot_request *request,
                          FILE *out, ot_error *err);

#endif
