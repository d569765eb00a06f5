/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store.h - the workspace: one SQLite file that remembers imports, runs and results.
 * Knows records and tables; knows no file format, no report and no clock (times are
 * given). Nothing is overwritten: a later import supersedes an earlier one. */
#ifndef OT_STORE_H
#define OT_STORE_H

#include "engine/record.h"

typedef struct ot_store ot_store;

typedef struct ot_store_options {
    bool must_exist; /* OT_EINPUT where there is no such file */
    bool read_only;
    bool allow_network; /* do not refuse a network file system */
    int wait_ms;        /* for another writer, 0: 10 seconds */
    /* In whose name changes are noted (store/audit.h); NULL: no log is kept. */
    const struct ot_auditor *auditor;
} ot_store_options;

/* Opens or makes a workspace (mode 0600, WAL). An older schema is migrated, a newer one
 * or another program's file is refused (OT_EINPUT), as is a file on a network file
 * system as far as can be told. One thread at a time; close sinks and sources before
 * the store. */
ot_status ot_store_open(const char *path, const ot_store_options *options,
                        ot_store **store, ot_error *err);
void ot_store_close(ot_store *store);

/* Imports. `mark` throughout: only imports with id <= mark are seen; 0 means all. */

typedef struct ot_import {
    int64_t id;
    ot_kind kind;
    char file[256]; /* name, as given */
    char sha256[65];
    int64_t records;        /* records put */
    ot_pence control_total; /* sum of all amounts (ledger: over all measures; forecasts:
                               amounts; activity: counts; payments: amounts) */
    int64_t time;           /* seconds since 1970, as given */
    int64_t superseded_by;  /* latest import that replaced any part of this one, or 0 */
    bool current;           /* some part of it is still in force */
    bool lines_kept;        /* ledger: its lines are there too, see lines.h */
    bool text_kept;         /* to begin with: and what their column text says */
} ot_import;

/* Begins an import: only kind, file, time, lines_kept and text_kept of `import` are
 * read; of a ledger whose lines are kept no record may be a sum. The sink's finish
 * reads its sha256, commits everything in one transaction and fills *import (which must
 * live until then) with id, records and control_total; close without finish leaves the
 * workspace as it was. Finish gives OT_EINPUT where the actuals of a closed period
 * would not stay as they are. From begin to finish or close no other import or run can
 * be written (OT_EUSAGE through this store, OT_EIO for other programs once they have
 * waited); reading goes on, without the new import.
 *
 * What a new import supersedes: structure and providers: the whole earlier import.
 * Ledger: the slice (measure, year, period) of earlier imports. Activity: the slice
 * (type, year, period). Forecasts: the slice (cost centre, month of the date).
 * Episodes, children, UASC and placement costs: the fiscal year. Payments: the period.
 * A file never adds to a slice that an earlier file filled. */
ot_status ot_store_import_begin(ot_store *store, ot_import *import,
                                ot_calendar calendar, ot_sink *sink, ot_error *err);

/* OT_OK and *import for the newest import of that kind and content, OT_END where none.
 */
ot_status ot_store_import_find(ot_store *store, ot_kind kind, const char *sha256,
                               ot_import *import, ot_error *err);
/* Calls each for every import in order of id. each returns false to stop. */
ot_status ot_store_imports(ot_store *store, int64_t mark,
                           bool (*each)(void *self, const ot_import *import),
                           void *self, ot_error *err);
/* The earlier imports that import `id` replaced parts of: each is called with every
 * such import and a text naming the slice ("ACTUAL 2021/22 P05"). */
ot_status ot_store_superseded(ot_store *store, int64_t id, ot_calendar calendar,
                              bool (*each)(void *self, const ot_import *import,
                                           const char *slice),
                              void *self, ot_error *err);
/* Highest import id, 0 where there is none. */
ot_status ot_store_mark(ot_store *store, int64_t *mark, ot_error *err);

/* Current records of a kind as at mark, in a fixed order (structure: as in the file;
 * ledger: summed cells ordered by codes, measure, period; forecasts: by import, line;
 * activity: by period, type; placements: by year, then as in the file; payments: by
 * period too). */
ot_status ot_store_source(ot_store *store, ot_kind kind, int64_t mark,
                          ot_source *source, ot_error *err);

/* The mark of the key that children's identifiers were read with (32 characters), "" as
 * long as no file about children was imported. */
#define OT_STORE_MARK 33
ot_status ot_store_child_mark(ot_store *store, char mark[OT_STORE_MARK], ot_error *err);
/* Keeps the mark. OT_EINPUT where the children that are there were read with another.
 */
ot_status ot_store_child_mark_set(ot_store *store, const char *mark, ot_error *err);

/* Runs: what was forecast, from which imports, with which options. */

typedef struct ot_run {
    int64_t id;
    ot_period as_at;
    int64_t mark; /* imports seen: id <= mark */
    int64_t time;
    char options_sha256[65]; /* of the profile's text */
    char version[32];        /* of the program */
    int64_t backtest;        /* the newest back-test it could learn from, 0: none */
    double within, between;  /* how its lines' misses go together, see ot_agreement */
    bool reconciled;
    int64_t past_years;
} ot_run;

/* Holds the workspace against other writers from a look at its runs to
 * ot_store_run_save, which then commits with ot_store_release. Nothing else may be
 * written in between. */
ot_status ot_store_hold(ot_store *store, ot_error *err);
ot_status ot_store_release(ot_store *store, ot_error *err);

/* One forecast line's result as a run kept it; texts borrowed. area "" where none. */
typedef struct ot_run_line {
    const char *cost_centre, *fund, *area;
    int subjective_group;
    ot_pence budget, actual, projected, lo80, hi80, lo95, hi95, adopted, driver;
    bool has_driver;
    const char *method, *basis;
    bool has_interval;
    int64_t months_used;
    double typical, manager_error; /* fractions; NAN: not said */
} ot_run_line;

/* Saves a run and its lines in one transaction, and gives it an id. profile: the text
 * of the profile it was made with (kept once per distinct text). */
ot_status ot_store_run_save(ot_store *store, ot_run *run, const char *profile,
                            const ot_run_line *lines, size_t count, ot_error *err);
/* The newest run as at a period (before_id: with a smaller id, 0: any); OT_END: none.
 */
ot_status ot_store_run_find(ot_store *store, ot_period as_at, int64_t before_id,
                            ot_run *run, ot_error *err);
/* By id, as the two that follow: OT_EINPUT where there is no such run. */
ot_status ot_store_run_get(ot_store *store, int64_t id, ot_run *run, ot_error *err);
/* The profile text of a run, in memory the caller frees. */
ot_status ot_store_run_profile(ot_store *store, int64_t id, char **profile,
                               ot_error *err);
ot_status ot_store_run_lines(ot_store *store, int64_t id,
                             ot_status (*each)(void *self, const ot_run_line *line,
                                               ot_error *err),
                             void *self, ot_error *err);
ot_status ot_store_runs(ot_store *store, bool (*each)(void *self, const ot_run *run),
                        void *self, ot_error *err);

/* A what-if of placements by name, as it was written; "" where nothing is changed.
 * Texts borrowed. */
typedef struct ot_what_if {
    const char *name, *starts, *fee_uplift, *cap;
    int64_t time;
} ot_what_if;

/* One of the same name is replaced. */
ot_status ot_store_what_if_save(ot_store *store, const ot_what_if *what_if,
                                ot_error *err);
/* OT_EINPUT where there is none of that name. */
ot_status ot_store_what_if_forget(ot_store *store, const char *name, int64_t time,
                                  ot_error *err);
/* In the order of their names. */
ot_status ot_store_what_ifs(ot_store *store,
                            ot_status (*each)(void *self, const ot_what_if *what_if,
                                              ot_error *err),
                            void *self, ot_error *err);

/* Closing a period locks its actuals: imports that would change them are refused. */
typedef struct ot_closing {
    ot_period period;
    int64_t time;
    bool reopened;
    char reason[256]; /* of the reopening, or "" */
    char who[64];     /* did it; "" where that was not kept */
} ot_closing;

/* A period that is closed already stays so, and nothing is noted. */
ot_status ot_store_close_period(ot_store *store, ot_period period, int64_t time,
                                ot_error *err);
/* OT_EINPUT where the period is not closed or reason is blank. */
ot_status ot_store_reopen_period(ot_store *store, ot_period period, const char *reason,
                                 int64_t time, ot_error *err);
ot_status ot_store_is_closed(ot_store *store, ot_period period, bool *closed,
                             ot_error *err);
/* Has any import held actuals of the period? A month without is not closed: what is
 * still to come for it would be refused. */
ot_status ot_store_has_actuals(ot_store *store, ot_period period, bool *has,
                               ot_error *err);
/* Every closing and reopening in order. */
ot_status ot_store_closings(ot_store *store,
                            bool (*each)(void *self, const ot_closing *closing),
                            void *self, ot_error *err);

#endif
