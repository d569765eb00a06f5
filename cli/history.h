/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.h - what the history command shows besides its lists.
 * Knows the workspace; works nothing out. */
#ifndef OT_CLI_HISTORY_H
#define OT_CLI_HISTORY_H

#include "cli/session.h"
#include "engine/report.h"

/* Imports, runs, closings and the whole log as one table, for CSV and JSON. The caller
 * frees the report, also on failure. */
ot_status ot_history_report(ot_session *session, ot_report **report, ot_error *err);

/* Prints what changed from one run to another: the operands "diff RUN RUN". */
ot_status ot_history_diff(ot_session *session, ot_error *err);

#endif
