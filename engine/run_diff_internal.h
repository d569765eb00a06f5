/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run_diff_internal.h - one line in two runs, and the words for why it changed.
 * Knows no report. */
#ifndef OT_RUN_DIFF_INTERNAL_H
#define OT_RUN_DIFF_INTERNAL_H

#include "engine/arena.h"
#include "engine/run_diff.h"

/* A line as the runs have it; NULL: a run does not have it. */
typedef struct ot_diff_pair {
    const ot_diff_line *before, *after;
} ot_diff_pair;

bool ot_diff_changed(const ot_diff_pair *pair);

/* Why, in words, kept in texts; NULL: no memory. */
const char *ot_diff_cause(const ot_diff_input *input, const ot_diff_pair *pair,
                          ot_arena *texts);

#endif
