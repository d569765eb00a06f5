/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - what the parts of the command explain share. */
#ifndef OT_CLI_EXPLAIN_H
#define OT_CLI_EXPLAIN_H

#include "cli/session.h"
#include "exporters/trace.h"

/* The cell that operands name: SHEET!CELL, SHEET!ROW!COLUMN, or sheet, row and column.
 * *report NULL: they name no cell, but may be a code. OT_EINPUT says what there is. */
ot_status ot_explain_name(const ot_pack *pack, const ot_arguments *arguments,
                          const ot_report **report, uint32_t *row, uint32_t *column,
                          ot_error *err);

/* Everything that lies behind a trace: ledger cells, imports, files and lines. */
typedef struct ot_explain_sources {
    ot_arena arena;
    const ot_cell **cells;
    int *times;
    size_t cell_count;
    ot_trace_group *groups;
    size_t group_count;
    ot_trace_source *sources;
    size_t source_count;
} ot_explain_sources;

/* folder: of the profile, with its slash, or "". Files are read again where they are as
 * they were. The caller clears, also on failure. */
ot_status ot_explain_find_sources(ot_session *session, const ot_explainer *explainer,
                                  const ot_trace *trace, int64_t mark,
                                  const char *folder, ot_explain_sources *out,
                                  ot_error *err);
void ot_explain_sources_clear(ot_explain_sources *sources);

#endif
