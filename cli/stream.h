/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.h - a ledger that has another name than the file it is read from: the answer
 * of a warehouse, or what came through a pipe. Knows how that changes an import. */
#ifndef OT_CLI_STREAM_H
#define OT_CLI_STREAM_H

#include "importers/importer.h"

typedef struct ot_stream {
    const char *name;    /* "odbc:gl", "stdin": of the import, and in messages */
    const char *rejects; /* path of the rejects file */
    bool answered;       /* by a warehouse: its form is known, and what follows */
    const char *measure; /* of all its rows, or NULL */
    ot_pence total;      /* what it has to add up to */
} ot_stream;

/* Options of a ledger's import, made those of a stream: no row of a warehouse's answer
 * may be rejected. */
void ot_stream_options(const ot_stream *stream, ot_import_options *options);

/* Passes issues on under the stream's name; stream NULL: as they are. */
typedef struct ot_stream_issues {
    ot_issue_sink sink;
    const ot_stream *stream;
} ot_stream_issues;
ot_issue_sink ot_stream_issue_sink(ot_stream_issues *issues);

#endif
