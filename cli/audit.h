/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.h - what a command adds to the log of the workspace: in whose name it works,
 * with which options, and what was refused.
 * Knows no entry's form: the store writes the log. */
#ifndef OT_CLI_AUDIT_H
#define OT_CLI_AUDIT_H

#include "cli/session.h"

/* Fills session->auditor: the login name of the effective user (else its number), the
 * command, its options and the time. */
ot_status ot_session_audit(ot_session *session, ot_error *err);

/* Prints the error as ot_command_fail does, and notes it in the log where the workspace
 * is open and the command one that would have changed it. Of a file that was being read
 * nothing is kept: it may be about children, whatever it was said to be. */
int ot_session_fail(ot_session *session, const ot_arguments *arguments,
                    const ot_error *err);

/* Prints how the chain of the log stands, and every fault of the workspace; *sound:
 * there is none. */
ot_status ot_session_verify(ot_session *session, bool *sound, ot_error *err);

/* Prints the number and the hash of the last entry, to be noted down. */
ot_status ot_session_print_last(ot_session *session, ot_error *err);

#endif
