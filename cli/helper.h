/* SPDX-License-Identifier: GPL-3.0-or-later */
/* helper.h - runs outturn-odbc and keeps what it writes.
 * Knows processes and odbc/protocol.h; knows no ledger. */
#ifndef OT_HELPER_H
#define OT_HELPER_H

#include "cli/spool.h"

/* What the helper wrote to its standard output. */
typedef struct ot_answer {
    ot_spool spool;    /* the trailer taken off */
    char trailer[160]; /* without OT_ODBC_TRAILER and the line's end */
} ot_answer;

/* Runs the helper that stands beside this program or in ../libexec/outturn: no shell,
 * no arguments; request goes to its standard input, `hidden`, where not NULL, is taken
 * out of its environment. OT_EIO with its own words where it fails, is not whole, takes
 * longer than `seconds` and its time to cancel, or where SIGINT or SIGTERM came, which
 * it is sent too. */
ot_status ot_helper_run(const char *request, size_t length, int seconds,
                        const char *hidden, ot_answer *out, ot_error *err);
void ot_answer_close(ot_answer *answer);

#endif
