/* SPDX-License-Identifier: GPL-3.0-or-later */
/* protocol.h - what outturn and its helper outturn-odbc say to each other.
 * Constants only: the one does not link the other.
 *
 * outturn writes the request to the helper's standard input: lines "KEY VALUE", the
 * last of them "end". The helper writes its answer to its standard output, ended by one
 * line "OT_ODBC_TRAILER ..."; an answer without it, or of a helper that did not exit
 * with 0, is no answer. Reasons go to the helper's standard error, a line each, which
 * begins with OT_ODBC_SAYS. */
#ifndef OT_ODBC_PROTOCOL_H
#define OT_ODBC_PROTOCOL_H

#define OT_ODBC_HELPER  "outturn-odbc"
#define OT_ODBC_SAYS    "outturn-odbc: "
#define OT_ODBC_TRAILER "outturn-odbc end "

/* No longer than a pipe holds, so that writing a request never waits. */
#define OT_ODBC_REQUEST_MAX 32768

/* Columns of a source, as the headings of a ledger file: first those that cells are
 * grouped by, in the order in which they are written, then the amounts. */
enum {
    OT_ODBC_COST_CENTRE,
    OT_ODBC_ACCOUNT,
    OT_ODBC_FUND,
    OT_ODBC_PROJECT,
    OT_ODBC_YEAR,
    OT_ODBC_PERIOD,
    OT_ODBC_MEASURE,
    OT_ODBC_GROUPS,
    OT_ODBC_AMOUNT = OT_ODBC_GROUPS,
    OT_ODBC_BUDGET,
    OT_ODBC_VIREMENT,
    OT_ODBC_ACTUAL,
    OT_ODBC_COMMITMENT,
    OT_ODBC_FORECAST,
    OT_ODBC_COLUMNS
};
#define OT_ODBC_COLUMN_NAMES                                                           \
    {                                                                                  \
        "cost_centre", "account", "fund", "project", "year", "period", "measure",      \
            "amount", "budget", "virement", "actual", "commitment", "forecast"         \
    }

/* The trailer of an explanation is "explain N", and N this where lines would be fetched
 * that could be added up where they are. */
#define OT_ODBC_PULLED 3

#endif
