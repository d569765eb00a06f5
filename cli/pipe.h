/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipe.h - a ledger that comes through a pipe: the standard input ("-") or a named pipe
 * that the command line names. Knows the session and the spool; knows no ledger. */
#ifndef OT_CLI_PIPE_H
#define OT_CLI_PIPE_H

#include "cli/session.h"

/* Whether an operand is "-" or a pipe, which can be read only once. Waits for nobody.
 */
bool ot_pipe_is(const char *operand);
/* OT_EINPUT where the operand is "-" and the standard input neither a pipe nor a file.
 */
ot_status ot_pipe_check(const char *operand, ot_error *err);

/* Reads the pipe to its end, waiting as long as that takes, and then imports what came
 * as a ledger, unless it is in force already. dry-run: its totals are printed instead.
 */
ot_status ot_session_import_pipe(ot_session *session, const char *operand,
                                 ot_error *err);

#endif
