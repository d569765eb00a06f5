/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.h - where a figure comes from, for a reader and as JSON.
 * Knows explain.h, and imports as texts; knows no workspace and no file. */
#ifndef OT_TRACE_H
#define OT_TRACE_H

#include <stdio.h>

#include "engine/explain.h"

typedef struct ot_trace_lines {
    long first, last;
} ot_trace_lines;

/* A ledger line that was kept with its import; texts "" where it has none. */
typedef struct ot_trace_line {
    long line;
    ot_pence amount;
    ot_measure measure;
    ot_period period;
    const char *cost_centre, *account, *document, *supplier, *text;
} ot_trace_line;

/* An import that some part of a trace is of, and its file as it is now. */
typedef struct ot_trace_source {
    int64_t id;
    const char *kind, *file, *sha256, *when;
    int64_t records;
    const char *state; /* of the file: what was found of it */
    bool read;         /* it was there, unchanged, and read again */
    ot_trace_lines *lines;
    size_t line_count; /* ranges */
    int64_t found;     /* lines in them */
    ot_pence amount;   /* of the ledger's lines among them */
    ot_pence wanted;   /* what the cells are of them */
    bool has_amount;
    struct {
        long line;
        ot_pence amount;
    } first[5];
    size_t first_count;
    bool kept; /* its lines are in the workspace: the file was not read for them */
    ot_trace_line *kept_lines; /* the first of them; NULL: none is to be listed */
    size_t kept_count;
    int64_t kept_all;
} ot_trace_source;

/* Cells of the ledger of one measure and import, each as often as it counts. */
typedef struct ot_trace_group {
    ot_measure measure;
    ot_period first, last;
    int64_t import;
    size_t cells;
    int64_t lines; /* of ledgers that they are sums of */
    ot_pence amount;
} ot_trace_group;

typedef struct ot_trace_view {
    const ot_explainer *explainer;
    const ot_trace *trace;
    ot_calendar calendar;
    int depth;                   /* levels of parts shown; 0: 3 */
    const char *run;             /* "run 3, as at August 2021" */
    const ot_cell *const *cells; /* [cell_count] the ledger's, each once */
    const int *times;            /* [cell_count] how often each counts, with sign */
    size_t cell_count;
    const ot_trace_group *groups;
    size_t group_count;
    const ot_trace_source *sources;
    size_t source_count;
    bool adds_up;
    const char *verdict; /* "adds up", or by how much not */
} ot_trace_view;

/* "sla!E14", or "sla" where only the CSV has the cell. */
#define OT_PLACE_TEXT 80
ot_status ot_trace_place(const ot_trace *trace, char text[OT_PLACE_TEXT],
                         ot_error *err);

/* Control characters in texts are shown as '?'. */
ot_status ot_trace_text_write(const ot_trace_view *view, FILE *out, ot_error *err);
/* The whole trace, whatever the depth. */
ot_status ot_trace_json_write(const ot_trace_view *view, FILE *out, ot_error *err);

#endif
