/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_internal.h - finding what lies behind a trace: explain_sources.c says which
 * imports, explain_files.c which lines of their files. */
#ifndef OT_CLI_EXPLAIN_INTERNAL_H
#define OT_CLI_EXPLAIN_INTERNAL_H

#include "cli/explain.h"
#include "store/in_force.h"

typedef struct ot_counted_cell {
    const ot_cell *cell;
    int sign;
} ot_counted_cell;

typedef struct ot_finder {
    ot_session *session;
    const ot_explainer *explainer;
    const char *folder;
    ot_explain_sources *out;
    ot_in_force *slices;
    size_t slice_count;
    ot_import *imports;
    size_t import_count;
    ot_counted_cell *counted;
    size_t counted_count;
    int64_t *cell_imports; /* [out->cell_count] */
    unsigned kinds;        /* of which all imports in force count */
} ot_finder;

/* One more line of a source's file. */
ot_status ot_source_line(ot_arena *arena, ot_trace_source *source, long line,
                         ot_error *err);
/* Says of every source what became of its file, and of a ledger's which lines the
 * cells are of. Nothing is written. */
ot_status ot_explain_read_files(ot_finder *finder, ot_error *err);

#endif
