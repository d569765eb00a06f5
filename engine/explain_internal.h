/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_internal.h - the parts of explaining to each other. */
#ifndef OT_EXPLAIN_INTERNAL_H
#define OT_EXPLAIN_INTERNAL_H

#include "engine/explain.h"

struct ot_explainer {
    const ot_pack_input *input;
    const ot_pack *pack;
    const ot_position *position;
    const ot_structure *structure;
    ot_cube *cube;
    const ot_cell *cells; /* of the cube */
    uint32_t *of_line;    /* cells of this year, by line */
    size_t *first;        /* [lines + 1]: where a line's begin in of_line */
};

/* Fills of_line and first. */
ot_status ot_explain_index(ot_explainer *explainer, ot_error *err);

/* A new trace with sign +1, in the arena; NULL: no memory. */
ot_trace *ot_trace_new(ot_arena *arena, ot_trace_kind kind, const char *name);
/* The last part of trace from now on; part NULL gives OT_ENOMEM. */
ot_status ot_trace_add(ot_arena *arena, ot_trace *trace, ot_trace *part, int sign,
                       ot_error *err);
/* A number of a unit. */
void ot_trace_set(ot_trace *trace, ot_column_kind unit, int64_t number);
/* Compares the number with what its parts come to. */
void ot_trace_check(ot_trace *trace, int64_t parts);
int64_t ot_trace_sum(const ot_trace *trace); /* of signed parts */

/* A figure of the detail sheet by its column's id, as an operand. */
ot_status ot_explain_part(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                          size_t line, const char *column, int sign, ot_error *err);
/* Parts of a figure of the detail sheet that has no formula. *known false: not one of
 * a line's figures. */
ot_status ot_explain_line(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                          bool *known, ot_error *err);
/* Number of the column with that id, or OT_NONE. */
uint32_t ot_explain_column(const ot_report *report, const char *id);

#endif
