/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.h - what commands share: the profile and the workspace, files brought in, a
 * position worked out from the workspace and kept as a run, its pack. */
#ifndef OT_SESSION_H
#define OT_SESSION_H

#include <stdio.h>

#include "cli/command.h"
#include "cli/profile.h"
#include "cli/threads.h"
#include "engine/position_means.h"
#include "store/audit.h"
#include "store/past.h"

#define OT_DEFAULT_WORKSPACE "outturn.db"

typedef struct ot_session {
    const ot_arguments *arguments;
    ot_console *console;
    ot_profile profile;
    ot_store *store;
    ot_threads threads;
    ot_parallel parallel;   /* by these threads, with a progress bar */
    ot_threads readers;     /* as many, a block of a file each at a time */
    ot_parallel read_by;    /* by these readers */
    ot_child_key child_key; /* once has_child_key */
    bool has_child_key;
    ot_auditor auditor; /* in whose name the workspace is open */
    ot_arena audit_texts;
    const char *attempt; /* the import under way, or NULL */
    bool reading;        /* its file is being read: errors may quote it */
} ot_session;

/* Reads the profile (--profile, else `profile_path` where not NULL, else ./outturn.ini
 * where it exists) and opens the workspace; must_exist: it has to be there already. */
ot_status ot_session_open(ot_session *session, const ot_arguments *arguments,
                          const char *profile_path, bool must_exist, ot_error *err);
/* The same without a workspace. */
ot_status ot_session_open_profile(ot_session *session, const ot_arguments *arguments,
                                  const char *profile_path, ot_error *err);
void ot_session_close(ot_session *session);

/* OT_EIO where there is no such file, or it may not be read. */
ot_status ot_session_readable(const char *path, ot_error *err);
/* How a file of this kind is read, by the profile and the command line. */
ot_import_options ot_session_import_options(ot_session *session, ot_kind kind);
/* The same for its lines: --keep-lines, or the profile says so. */
bool ot_session_keeps_lines(const ot_session *session, ot_kind kind);
struct ot_stream; /* see stream.h */
/* Reads a ledger file to its end and prints its lines and totals; no workspace. stream:
 * what it is the answer of, or NULL. */
ot_status ot_session_dry_run(ot_session *session, const char *path,
                             const struct ot_stream *stream, ot_error *err);
/* Imports one file as kind unless its content is in force already. listed: the profile
 * names it, so a file that was superseded since by a file of another name is left
 * alone; a file named on the command line is brought back. */
ot_status ot_session_import(ot_session *session, ot_kind kind, const char *path,
                            bool listed, ot_error *err);
/* The same of a stream that was written down at path. */
ot_status ot_session_import_stream(ot_session *session, const char *path,
                                   const struct ot_stream *stream, bool listed,
                                   ot_error *err);
/* Imports what is about children's placements, told by its columns: path, or of a
 * folder every *.csv in it, Episodes first, then by name. Other files of a folder and
 * other tables of the return are said to be left alone. */
ot_status ot_session_import_placements(ot_session *session, const char *path,
                                       bool listed, ot_error *err);
/* What the import of a file about children needs: the key, which must be that of the
 * workspace, and for a table that may name no year that of the Episodes beside it. */
ot_status ot_session_read_children(ot_session *session, ot_kind kind, const char *path,
                                   ot_import_options *options, ot_error *err);
/* Every file that the profile names. */
ot_status ot_session_import_all(ot_session *session, ot_error *err);

/* Everything of one run. */
typedef struct ot_work {
    ot_dataset *dataset;
    ot_position position;
    ot_findings findings; /* moved into the pack when that is built */
    ot_run run;           /* id 0: not kept */
    ot_prior_line *prior;
    size_t prior_count;
    ot_arena prior_texts;
    bool has_prior;
    ot_outlook outlook, before, at_start; /* of placements; before: last month's */
    bool has_outlook, has_before, has_at_start;
    bool projected; /* anew, and not taken from a run that was kept */
    ot_pack pack;
} ot_work;

/* Loads the dataset as at mark (0: all) and finds the as-at period (as_at.year 0: the
 * newest month of actuals). The caller clears, also on failure. */
ot_status ot_work_load(ot_session *session, int64_t mark, ot_period as_at, ot_work *out,
                       ot_error *err);
/* Builds the outlook of placements where the dataset has any; before the position. */
ot_status ot_work_outlook(ot_session *session, ot_work *work, ot_error *err);
/* Those of last month and of the end of last year, for the pack. */
ot_status ot_work_earlier_outlooks(ot_session *session, ot_work *work, ot_error *err);
/* Builds the position. Its projections are those of kept or, where that is NULL, of the
 * newest run that was kept of the same work; without one they are worked out. */
ot_status ot_work_project(ot_session *session, ot_work *work, const ot_run *kept,
                          ot_error *err);
/* The position as at work->run.as_at with no more than what the members say; before,
 * clear what was built. */
ot_status ot_work_members(ot_session *session, ot_work *work, ot_error *err);
/* The position as at work->run.as_at, projected anew with what is kept of the past;
 * wanted: hindsight, and nothing else. */
ot_status ot_work_look_back(ot_session *session, ot_work *work,
                            const ot_projection_means *wanted, ot_error *err);
/* Two runs of the same imports, profile, back-test and program. */
bool ot_run_same_work(const ot_run *a, const ot_run *b);
/* Of every line of the position, what its members and its manager say now: *entries is
 * the caller's to free. */
ot_status ot_work_said(const ot_work *work, ot_past_entry **entries, size_t *count,
                       ot_error *err);
/* Keeps the work as a run, or finds the equal run that is kept; reads the prior run. */
ot_status ot_work_keep(ot_session *session, ot_work *work, ot_error *err);
/* Reads the run of the month before that was newest before work->run. */
ot_status ot_work_read_prior(ot_session *session, ot_work *work, ot_error *err);
/* Builds the pack; OT_OK also with findings. */
ot_status ot_work_pack(ot_session *session, ot_work *work, ot_error *err);
void ot_work_clear(ot_work *work);

/* --as-at, or year 0. */
ot_status ot_session_as_at(const ot_session *session, ot_period *as_at, ot_error *err);

/* Writes the pack directory whole: formats is a list such as "xlsx,html" or NULL for
 * all. Files are made in a new directory beside it, which then takes its name; an older
 * pack of that name is replaced, any other directory is refused. */
ot_status ot_pack_write(ot_session *session, const ot_work *work, const char *dir,
                        const char *formats, ot_error *err);
/* The pack as one page: all sheets, and the position to look into. */
ot_status ot_pack_page(ot_session *session, const ot_work *work, FILE *out,
                       ot_error *err);
/* --out, else the profile's, else "pack". */
const char *ot_session_out(ot_session *session);

#endif
