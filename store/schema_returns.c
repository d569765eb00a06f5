/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_returns.c - the tables of forecast returns. An issue is what one manager was
 * asked as at a period, row by row; a receipt is an import that answers one. The
 * forecasts of an answer are marked as returned: their slices are those of a cost
 * centre and a month too, but apart from those of lists (period 100 + month). */
#include "store/schema.h"

#define ADDED(table, change)                                                           \
    "CREATE TRIGGER " table "_no_" change " BEFORE " change " ON " table               \
    " BEGIN SELECT RAISE(ABORT, '" table " is only added to'); END"

const char *const ot_schema_returns[] = {
    "ALTER TABLE forecast ADD COLUMN returned INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE return_identity ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " workspace TEXT NOT NULL,"
    " key TEXT NOT NULL"
    ") STRICT",
    "CREATE TABLE return_issue ("
    " id INTEGER PRIMARY KEY,"
    " year INTEGER NOT NULL,"
    " period INTEGER NOT NULL,"
    " manager TEXT NOT NULL,"
    " driver TEXT NOT NULL,"
    " reasons TEXT NOT NULL,"
    " content TEXT NOT NULL,"
    " time INTEGER NOT NULL"
    ") STRICT",
    "CREATE INDEX return_issue_manager ON return_issue (manager, year, period)",
    "CREATE INDEX return_issue_period ON return_issue (year, period)",
    "CREATE TABLE return_row ("
    " issue INTEGER NOT NULL REFERENCES return_issue,"
    " seq INTEGER NOT NULL,"
    " cost_centre TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " account TEXT NOT NULL,"
    " subjective_group INTEGER NOT NULL,"
    " fund TEXT NOT NULL,"
    " budget INTEGER NOT NULL,"
    " actual INTEGER NOT NULL,"
    " commitment INTEGER NOT NULL,"
    " projection INTEGER NOT NULL,"
    " low INTEGER," /* NULL: no range */
    " high INTEGER,"
    " last INTEGER NOT NULL,"
    " basis TEXT NOT NULL,"
    " driver INTEGER," /* NULL: none was declared */
    " PRIMARY KEY (issue, seq)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE return_receipt ("
    " import INTEGER PRIMARY KEY REFERENCES import,"
    " issue INTEGER NOT NULL REFERENCES return_issue"
    ") STRICT",
    "CREATE INDEX return_receipt_issue ON return_receipt (issue)",
    ADDED("return_identity", "UPDATE"),
    ADDED("return_identity", "DELETE"),
    ADDED("return_issue", "UPDATE"),
    ADDED("return_issue", "DELETE"),
    ADDED("return_row", "UPDATE"),
    ADDED("return_row", "DELETE"),
    ADDED("return_receipt", "UPDATE"),
    ADDED("return_receipt", "DELETE"),
    NULL};
