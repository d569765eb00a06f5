/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.h - what the helper is asked for: a source, and what to do with it.
 * Knows the request's text; knows no database. */
#ifndef OT_ODBC_REQUEST_H
#define OT_ODBC_REQUEST_H

#include <stdbool.h>

#include "engine/status.h"
#include "odbc/protocol.h"

/* What codes that differ in nothing but case are. */
typedef enum ot_code_case {
    OT_CASE_UNSTATED, /* refused: an engine may have taken them for one, or not */
    OT_CASE_UPPER,    /* one code, in upper case */
    OT_CASE_AS_IS     /* different codes */
} ot_code_case;

/* Texts are borrowed from the request's text; NULL: not given. */
typedef struct ot_request {
    bool explain; /* else the ledger's cells are wanted */
    const char *connection;
    char *password;
    const char *table, *filter, *partition;
    const char *columns[OT_ODBC_COLUMNS];
    bool pence; /* amounts are whole pence, else pounds */
    ot_code_case codes;
    int timeout; /* seconds for all of it */
} ot_request;

/* Cuts the text up in place. OT_EINPUT where it is not whole or asks for something that
 * cannot be. */
ot_status ot_request_parse(char *text, ot_request *out, ot_error *err);
/* Overwrites memory that held a secret; the compiler may not leave it out. */
void ot_request_wipe(void *memory, size_t size);
/* The name of a column: "cost_centre". */
const char *ot_request_column(int column);

#endif
