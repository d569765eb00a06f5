/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run_diff.h - what changed from one run to another, line by line, and why.
 * Knows what the two runs kept and which imports came between them; knows no store. The
 * causes are told from what is known, not proved: a figure is not worked out again. */
#ifndef OT_RUN_DIFF_H
#define OT_RUN_DIFF_H

#include "engine/past.h"
#include "engine/record.h"
#include "engine/report.h"

/* What a run kept of a line. Pence; texts borrowed, as in all of these. */
typedef struct ot_diff_line {
    ot_line_key line;
    ot_pence budget, actual, projected, adopted, driver;
    bool has_driver;
    const char *basis, *method;
} ot_diff_line;

typedef struct ot_diff_run {
    int64_t id, mark, backtest;
    ot_period as_at;
    const char *version, *profile; /* of the program; SHA-256 */
    const ot_diff_line *lines;     /* in any order, each once */
    size_t count;
} ot_diff_run;

/* An import that one run saw and the other did not, by what it changed: a line
 * (ledger), the forecasts of a cost centre (then the rest of `line` does not count), or
 * (other kinds) what cannot be told by lines. */
typedef struct ot_diff_touch {
    int64_t import;
    ot_kind kind;
    const char *file;
    ot_line_key line;
} ot_diff_touch;

typedef struct ot_diff_input {
    ot_calendar calendar;
    ot_diff_run before, after;
    const ot_diff_touch *touches; /* those of one import side by side */
    size_t touch_count;
} ot_diff_input;

/* A row for every line that is not the same in both, by its key, and the totals of all
 * lines of the runs. The caller frees the report, also on failure. */
ot_status ot_run_diff(const ot_diff_input *input, ot_report **report, ot_error *err);

#endif
