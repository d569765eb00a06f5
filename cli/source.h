/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - the ledger of a warehouse, asked for by the profile's [source NAME].
 * Knows the profile, the helper and the session; knows no ODBC. */
#ifndef OT_CLI_SOURCE_H
#define OT_CLI_SOURCE_H

#include "cli/session.h"

/* Asks the source and imports its cells unless they are in force already. listed: the
 * profile's run asks it. dry-run: its totals are printed instead. */
ot_status ot_session_import_source(ot_session *session, const char *name, bool listed,
                                   ot_error *err);
/* Prints the source's statements, the engine's plan of each, and who adds the lines up.
 * *pulled: lines would be fetched that could be added up where they are. */
ot_status ot_session_explain_source(ot_session *session, const char *name, bool *pulled,
                                    ot_error *err);

#endif
