/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/audit.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/control.h"
#include "cli/source.h"
#include "importers/fingerprint.h"

#define DEFAULT_PROFILE   "outturn.ini"
#define DEFAULT_WORKSPACE "outturn.db"

static ot_status read_profile(ot_session *session, const char *path, ot_error *err)
{
    const char *given = ot_argument(session->arguments, "profile");

    if (!given)
        given = path;
    if (!given && access(DEFAULT_PROFILE, F_OK) == 0)
        given = DEFAULT_PROFILE;
    if (given)
        return ot_profile_read(given, &session->profile, err);
    return ot_profile_parse("", "", "", &session->profile, err);
}

/* Options of the command line that stand above the profile. */
static ot_status apply_options(ot_session *session, ot_error *err)
{
    static const struct {
        const char *option, *section, *key;
    } above[] = {{"shape", "ledger", "shape"},
                 {"periods", "ledger", "periods"},
                 {"allow-rejects", "ledger", "allow_rejects"}};

    for (size_t i = 0; i < sizeof above / sizeof above[0]; i++) {
        const char *value = ot_argument(session->arguments, above[i].option);

        if (!value)
            continue;
        for (const ot_profile_key *key = ot_profile_keys(); key->section; key++)
            if (strcmp(key->section, above[i].section) == 0 &&
                strcmp(key->key, above[i].key) == 0 &&
                key->set(&session->profile, key->key, value, err) < 0)
                return OT_EINPUT;
    }
    return OT_OK;
}

static const char *workspace_path(ot_session *session)
{
    const char *given = ot_argument(session->arguments, "workspace");

    if (given)
        return given;
    return ot_profile_path(&session->profile, session->profile.workspace
                                                  ? session->profile.workspace
                                                  : DEFAULT_WORKSPACE);
}

ot_status ot_session_open_profile(ot_session *session, const ot_arguments *arguments,
                                  const char *profile_path, ot_error *err)
{
    ot_status st;

    *session = (ot_session){.arguments = arguments, .console = arguments->console};
    session->parallel = ot_threads_parallel(&session->threads);
    session->read_by = ot_threads_parallel(&session->readers);
    st = ot_threads_open(arguments, &session->threads, err);
    session->readers = (ot_threads){.count = session->threads.count, .at_once = 1};
    if (st == OT_OK)
        st = read_profile(session, profile_path, err);
    return st == OT_OK ? apply_options(session, err) : st;
}

ot_status ot_session_open(ot_session *session, const ot_arguments *arguments,
                          const char *profile_path, bool must_exist, ot_error *err)
{
    ot_store_options options = {.must_exist = must_exist};
    const char *path;
    ot_status st = ot_session_open_profile(session, arguments, profile_path, err);

    if (st < 0)
        return st;
    path = workspace_path(session);
    if (!path)
        return ot_fail_memory(err);
    st = ot_session_audit(session, err);
    options.auditor = &session->auditor;
    if (st < 0)
        return st;
    return ot_store_open(path, &options, &session->store, err);
}

void ot_session_close(ot_session *session)
{
    ot_store_close(session->store);
    ot_profile_clear(&session->profile);
    ot_arena_clear(&session->audit_texts);
    *session = (ot_session){0};
}

typedef struct name_search {
    int64_t id;
    char file[256];
} name_search;

static bool keep_name(void *self, const ot_import *import)
{
    name_search *search = self;

    if (import->id == search->id)
        snprintf(search->file, sizeof search->file, "%s", import->file);
    return import->id != search->id;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* What an import is called: a listed file by its path from the profile, another by its
 * base name, so that two months' files of one name in two folders are two files. */
static const char *input_name(const ot_session *session, const char *path, bool listed)
{
    size_t length = session->profile.folder ? strlen(session->profile.folder) : 0;

    if (listed && length && strncmp(path, session->profile.folder, length) == 0)
        return path + length;
    return listed && !length && *path != '/' ? path : base_name(path);
}

/* What is brought in: a file, or (stream) the answer of a source. */
typedef struct input {
    ot_kind kind;
    const char *path;
    const char *name;  /* of the import */
    const char *title; /* in messages */
    bool listed;
    const ot_stream *stream;
} input;

static input file_input(const ot_session *session, ot_kind kind, const char *path,
                        bool listed)
{
    return (input){.kind = kind,
                   .path = path,
                   .name = input_name(session, path, listed),
                   .title = base_name(path),
                   .listed = listed};
}

/* Is the content in force, or superseded for good? Then there is nothing to do. A file
 * that was changed and changed back (superseded by its own name) is brought in again.
 */
static ot_status is_done(ot_session *session, const input *in, const char *sha256,
                         bool *done, ot_error *err)
{
    ot_import known;
    name_search search = {0};
    ot_status st = ot_store_import_find(session->store, in->kind, sha256, &known, err);

    *done = false;
    if (st != OT_OK)
        return st < 0 ? st : OT_OK;
    if (known.current && !known.superseded_by) {
        *done = true;
        (in->listed ? ot_console_detail : ot_console_say)(
            session->console, "%s: no change, it is in force as import %lld", in->title,
            (long long)known.id);
        return OT_OK;
    }
    search.id = known.superseded_by;
    st = ot_store_imports(session->store, 0, keep_name, &search, err);
    if (st < 0 || !in->listed || ot_kind_is_whole(in->kind))
        return st;
    *done = strcmp(search.file, in->name) != 0;
    if (*done)
        ot_console_detail(session->console, "%s: superseded by '%s' since; left alone",
                          in->title, search.file);
    return OT_OK;
}

typedef struct progress_context {
    ot_console *console;
    const char *what;
} progress_context;

static void show_progress(void *self, uint64_t done, uint64_t total)
{
    progress_context *context = self;

    ot_console_progress(context->console, context->what, done, total);
}

/* *reading ends with the file. */
static ot_status pump(ot_source *source, ot_sink *sink, ot_control *c,
                      ot_structure *trial, bool *reading, ot_error *err)
{
    ot_batch batch;
    ot_status st;

    while ((st = source->next_batch(source->self, &batch, err)) == OT_OK) {
        st = c->given || c->streamed ? ot_control_add(c, &batch, err) : OT_OK;
        if (st == OT_OK && trial)
            st = ot_structure_put(trial, &batch, err);
        if (st == OT_OK)
            st = sink->put_batch(sink->self, &batch, err);
        if (st < 0)
            return st;
    }
    *reading = *reading && st != OT_END;
    if (st == OT_END)
        st = ot_control_check(c, err);
    return st == OT_OK ? sink->finish(sink->self, err) : st;
}

/* Errors below the importers know no file: the import's is meant. */
static void name_input(ot_error *err, const input *in)
{
    if (in->stream || !*err->input)
        snprintf(err->input, sizeof err->input, "%.127s", in->title);
}

/* Issues of a stream name no file either. */
typedef struct stream_issues {
    ot_issue_sink sink;
    const char *title;
} stream_issues;

static void report_issue(void *self, const ot_issue *issue)
{
    const stream_issues *issues = self;
    ot_issue named = *issue;

    named.input = issues->title;
    issues->sink.report(issues->sink.self, &named);
}

ot_import_options ot_session_import_options(ot_session *session, ot_kind kind)
{
    ot_import_options options = session->profile.ledger;

    if (kind != OT_KIND_LEDGER) {
        options.columns = NULL; /* the profile's are the ledger's */
        options.column_count = 0;
    }
    options.summed = true;
    options.parallel =
        ot_threads_hands(&session->readers) > 1 ? &session->read_by : NULL;
    return options;
}

/* From the look whether there is anything to do to the commit, the workspace is held:
 * two programs that import the same files do it once. */
static ot_status bring_in(ot_session *session, const input *in,
                          const ot_fingerprint *print, ot_error *err)
{
    const ot_kind kind = in->kind;
    stream_issues named = {ot_console_issues(session->console), in->title};
    ot_issue_sink issues =
        in->stream ? (ot_issue_sink){&named, report_issue} : named.sink;
    progress_context progress = {session->console, in->title};
    ot_import_options options = ot_session_import_options(session, kind);
    ot_import import = {.kind = kind, .time = (int64_t)time(NULL)};
    ot_source source;
    ot_sink sink;
    ot_control total;
    bool done = false;
    ot_status st = ot_control_read(session, &total, err);

    if (in->stream) {
        ot_stream_options(in->stream, &options);
        total.streamed = &in->stream->total;
    }
    options.issues = &issues;
    options.progress = show_progress;
    options.progress_self = &progress;
    snprintf(import.file, sizeof import.file, "%s", in->name);
    memcpy(import.sha256, print->sha256, sizeof import.sha256);
    session->reading = session->reading || st == OT_OK;
    if (st == OT_OK && ot_kind_is_personal(kind))
        st = ot_session_read_children(session, kind, in->path, &options, err);
    if (st == OT_OK)
        st = ot_store_import_begin(session->store, &import, session->profile.calendar,
                                   &sink, err);
    if (st < 0)
        return st;
    st = is_done(session, in, print->sha256, &done, err);
    if (st == OT_OK && !done)
        st = ot_importer_open(in->path, kind, &options, &source, err);
    if (st == OT_OK && !done) {
        /* Put into a structure that is thrown away, a code given twice is found. */
        ot_structure *trial = ot_kind_is_structure(kind) ? ot_structure_new() : NULL;

        st = pump(&source, &sink, &total, trial, &session->reading, err);
        source.close(source.self);
        ot_structure_free(trial);
    }
    sink.close(sink.self);
    ot_console_end_progress(session->console);
    if (st < 0 || done)
        return st;
    return ot_session_tell_import(session, &import, err);
}

ot_status ot_session_readable(const char *path, ot_error *err)
{
    if (access(path, R_OK) == 0)
        return OT_OK;
    return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be opened: %s",
                      strerror(errno));
}

/* What the log says is being tried, should it fail. */
static ot_status attempt(ot_session *session, ot_kind kind, const char *name,
                         const char *sha256, ot_error *err)
{
    session->attempt = ot_arena_format(&session->audit_texts, "%s '%s', sha256 %s",
                                       ot_kind_name(kind), name, sha256);
    return session->attempt ? OT_OK : ot_fail_memory(err);
}

static ot_status import_input(ot_session *session, const input *in, ot_error *err)
{
    ot_fingerprint print;
    bool done = false;
    ot_status st = ot_fingerprint_file(in->path, &print, err);

    if (st == OT_OK)
        st = attempt(session, in->kind, in->name, print.sha256, err);
    if (st == OT_OK)
        st = is_done(session, in, print.sha256, &done, err);
    if (st == OT_OK && !done)
        st = bring_in(session, in, &print, err);
    if (st < 0)
        name_input(err, in);
    else
        session->attempt = NULL;
    session->reading = session->reading && st < 0;
    return st;
}

ot_status ot_session_import(ot_session *session, ot_kind kind, const char *path,
                            bool listed, ot_error *err)
{
    const input in = file_input(session, kind, path, listed);

    return import_input(session, &in, err);
}

ot_status ot_session_import_stream(ot_session *session, const char *path,
                                   const ot_stream *stream, bool listed, ot_error *err)
{
    const input in = {.kind = OT_KIND_LEDGER,
                      .path = path,
                      .name = stream->name,
                      .title = stream->name,
                      .listed = listed,
                      .stream = stream};

    return import_input(session, &in, err);
}

/* OT_KINDS: what is about placements, of whichever kind. */
static ot_status import_listed(ot_session *session, ot_kind kind, const char *path,
                               ot_error *err)
{
    return kind == OT_KINDS ? ot_session_import_placements(session, path, true, err)
                            : ot_session_import(session, kind, path, true, err);
}

static ot_status import_pattern(ot_session *session, ot_kind kind, const char *pattern,
                                ot_error *err)
{
    const char *path = ot_profile_pattern(&session->profile, pattern);
    glob_t found = {0};
    ot_status st = OT_OK;

    if (!path)
        return ot_fail_memory(err);
    if (!strpbrk(pattern, "*?["))
        return import_listed(session, kind, ot_profile_path(&session->profile, pattern),
                             err);
    if (glob(path, 0, NULL, &found) != 0) {
        globfree(&found);
        return ot_fail_at(
            err, OT_EINPUT, pattern, 0, "no %s file matches the profile's pattern '%s'",
            kind == OT_KINDS ? "placements" : ot_kind_name(kind), pattern);
    }
    for (size_t i = 0; st == OT_OK && i < found.gl_pathc; i++)
        if (!strstr(found.gl_pathv[i], ".rejects.csv"))
            st = import_listed(session, kind, found.gl_pathv[i], err);
    globfree(&found);
    return st;
}

static ot_status import_list(ot_session *session, ot_kind kind, const ot_texts *files,
                             ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < files->count; i++)
        st = import_pattern(session, kind, files->items[i], err);
    return st;
}

ot_status ot_session_import_all(ot_session *session, ot_error *err)
{
    ot_profile *profile = &session->profile;
    ot_status st = OT_OK;

    for (int kind = 0; st == OT_OK && kind < OT_KINDS; kind++)
        if (profile->structure[kind])
            st = ot_session_import(session, (ot_kind)kind,
                                   ot_profile_path(profile, profile->structure[kind]),
                                   true, err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_LEDGER, &profile->ledger_files, err);
    for (size_t i = 0; st == OT_OK && i < profile->ledger_sources.count; i++)
        st = ot_session_import_source(session, profile->ledger_sources.items[i], true,
                                      err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_FORECASTS, &profile->forecast_files, err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_ACTIVITY, &profile->activity_files, err);
    if (st == OT_OK)
        st = import_list(session, OT_KINDS, &profile->placement_files, err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_PAYMENTS, &profile->payment_files, err);
    return st;
}

ot_status ot_session_as_at(const ot_session *session, ot_period *as_at, ot_error *err)
{
    const char *text = ot_argument(session->arguments, "as-at");

    *as_at = (ot_period){0};
    return text ? ot_period_parse(session->profile.calendar, text, as_at, err) : OT_OK;
}

const char *ot_session_out(ot_session *session)
{
    const char *given = ot_argument(session->arguments, "out");

    if (given)
        return given;
    return ot_profile_path(&session->profile,
                           session->profile.out ? session->profile.out : "pack");
}
