/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - the ledger of a warehouse, asked for by the profile's [source NAME].
 * Knows the profile, the helper and the session; knows no ODBC. */
#ifndef OT_CLI_SOURCE_H
#define OT_CLI_SOURCE_H

#include "cli/session.h"

/* What a source answered, as it is imported: a ledger file by another name. */
typedef struct ot_stream {
    char name[48];       /* "odbc:NAME" */
    const char *measure; /* of all its rows, or NULL */
    const char *rejects; /* path of the rejects file */
    ot_pence total;      /* what it has to add up to */
} ot_stream;

/* Options of a ledger's import, made those of a stream: its form is known, no row of it
 * may be rejected. */
void ot_stream_options(const ot_stream *stream, ot_import_options *options);

/* Asks the source and imports its cells unless they are in force already. listed: the
 * profile's run asks it. dry-run: its totals are printed instead. */
ot_status ot_session_import_source(ot_session *session, const char *name, bool listed,
                                   ot_error *err);
/* Prints the source's statements, the engine's plan of each, and who adds the lines up.
 * *pulled: lines would be fetched that could be added up where they are. */
ot_status ot_session_explain_source(ot_session *session, const char *name, bool *pulled,
                                    ot_error *err);

#endif
