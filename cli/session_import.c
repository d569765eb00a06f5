/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_import.c - one file into the workspace, unless its content is there. */
#include "cli/audit.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/control.h"
#include "cli/stream.h"
#include "importers/fingerprint.h"

/* id 0: any import of that kind and file. */
typedef struct name_search {
    int64_t id;
    char file[256];
    ot_kind kind;
    bool found;
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

/* What is brought in: a file, or (stream) what was read under another name. */
typedef struct input {
    ot_kind kind;
    const char *path;
    const char *name;  /* of the import */
    const char *title; /* in messages */
    bool listed, keep_lines;
    const ot_stream *stream;
} input;

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
    /* In force without its lines it is brought in again with them. */
    if (in->keep_lines && known.current && !known.superseded_by && !known.lines_kept &&
        known.records)
        return OT_OK;
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
    return st == OT_END ? ot_control_check(c, err) : st;
}

/* Slices of one measure come in a row: they are told as one range. */
typedef struct superseded {
    ot_console *console;
    int64_t import;
    char file[256];
    char first[96], last[96];
    size_t forecasts; /* cost centres whose forecasts of a month were replaced */
} superseded;

static size_t words_before_period(const char *slice)
{
    const char *period = strrchr(slice, ' ');

    return period ? (size_t)(period - slice) : strlen(slice);
}

static void tell_range(superseded *range)
{
    const char *until = strrchr(range->last, ' ');

    if (range->forecasts)
        ot_console_say(range->console,
                       "  supersedes the forecasts of %zu cost centres and months",
                       range->forecasts);
    range->forecasts = 0;

    if (!*range->first)
        return;
    ot_console_say(range->console, "  supersedes %s%s%s of import %lld (%s)",
                   range->first,
                   strcmp(range->first, range->last) && until ? " to" : "",
                   strcmp(range->first, range->last) && until ? until : "",
                   (long long)range->import, range->file);
    range->first[0] = '\0';
}

static bool tell_superseded(void *self, const ot_import *import, const char *slice)
{
    superseded *range = self;
    size_t words = words_before_period(slice);

    if (import->kind == OT_KIND_FORECASTS) {
        range->forecasts++;
        return true;
    }

    if (*range->first &&
        (import->id != range->import || words != words_before_period(range->first) ||
         strncmp(range->first, slice, words) != 0))
        tell_range(range);
    if (!*range->first) {
        range->import = import->id;
        snprintf(range->file, sizeof range->file, "%s", import->file);
        snprintf(range->first, sizeof range->first, "%.95s", slice);
    }
    snprintf(range->last, sizeof range->last, "%.95s", slice);
    return true;
}

static void tell_import(ot_session *session, const ot_import *import)
{
    char total[OT_PENCE_TEXT + 16] = "", text[OT_PENCE_TEXT];

    if (ot_kind_has_amounts(import->kind))
        snprintf(total, sizeof total, ", total %s",
                 ot_pence_text(import->control_total, text));
    ot_console_say(session->console, "imported %s %s as import %lld: %lld records%s%s",
                   ot_kind_name(import->kind), import->file, (long long)import->id,
                   (long long)import->records, total,
                   import->lines_kept ? ", lines kept" : "");
}

/* Errors below the importers know no file: the import's is meant. */
static void name_input(ot_error *err, const input *in)
{
    if (in->stream || !*err->input)
        snprintf(err->input, sizeof err->input, "%.127s", in->title);
}

bool ot_session_keeps_lines(const ot_session *session, ot_kind kind)
{
    return kind == OT_KIND_LEDGER && (session->profile.keep_lines ||
                                      ot_argument(session->arguments, "keep-lines"));
}

/* A text is kept where the profile says which column it is: no other is asked for. */
static bool names_text(const ot_import_options *options)
{
    for (size_t i = 0; i < options->column_count; i++)
        if (strcmp(options->columns[i].field, "text") == 0)
            return true;
    return false;
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

static bool same_name(void *self, const ot_import *import)
{
    name_search *search = self;

    search->found =
        import->kind == search->kind && strcmp(import->file, search->file) == 0;
    return !search->found;
}

/* A ledger of a name that was never imported is most likely new: it is hashed while it
 * is read. Else its hash comes first, for nothing may have changed. */
static ot_status hash_first(ot_session *session, const input *in, ot_fingerprint *print,
                            ot_error *err)
{
    name_search search = {.kind = in->kind};
    ot_status st = OT_OK;

    snprintf(search.file, sizeof search.file, "%s", in->name);
    if (in->kind == OT_KIND_LEDGER)
        st = ot_store_imports(session->store, 0, same_name, &search, err);
    if (st == OT_OK && (in->kind != OT_KIND_LEDGER || search.found))
        st = ot_fingerprint_file(in->path, print, err);
    return st;
}

/* What the log says is being tried, should it fail. */
static ot_status attempt(ot_session *session, const input *in, const char *sha256,
                         ot_error *err)
{
    session->attempt = ot_arena_format(&session->audit_texts, "%s '%s', sha256 %s",
                                       ot_kind_name(in->kind), in->name, sha256);
    return session->attempt ? OT_OK : ot_fail_memory(err);
}

/* One import that is under way. print: sha256 "" until it is known. */
typedef struct bringing {
    input in;
    bool done;
    ot_fingerprint print;
    ot_import import;
    ot_import_options options;
    ot_control total;
} bringing;

/* Whether there is anything to do, if that can be told by now. */
static ot_status look(ot_session *session, bringing *b, ot_error *err)
{
    ot_status st = OT_OK;

    if (*b->print.sha256)
        st = is_done(session, &b->in, b->print.sha256, &b->done, err);
    return st;
}

static ot_status read_into(ot_session *session, bringing *b, ot_sink *sink,
                           ot_error *err)
{
    bool hashed = *b->print.sha256 != '\0';
    ot_structure *trial = NULL;
    ot_source source;
    ot_status st;

    b->options.fingerprint = hashed ? NULL : &b->print;
    st = ot_importer_open(b->in.path, b->in.kind, &b->options, &source, err);
    if (st < 0)
        return st;
    /* Put into a structure that is thrown away, a code given twice is found. */
    trial = ot_kind_is_structure(b->in.kind) ? ot_structure_new() : NULL;
    st = pump(&source, sink, &b->total, trial, &session->reading, err);
    source.close(source.self);
    ot_structure_free(trial);
    if (st == OT_OK && !*b->print.sha256)
        st = ot_fingerprint_file(b->in.path, &b->print, err);
    return st == OT_OK && !hashed ? look(session, b, err) : st;
}

/* From the look whether there is anything to do to the commit, the workspace is held:
 * two programs that import the same files do it once. */
static ot_status bring_in(ot_session *session, bringing *b, ot_error *err)
{
    ot_stream_issues named = {ot_console_issues(session->console), b->in.stream};
    ot_issue_sink issues = ot_stream_issue_sink(&named);
    progress_context progress = {session->console, b->in.title};
    superseded range = {.console = session->console};
    ot_sink sink;
    ot_status st = ot_control_read(session, &b->total, err);

    b->options = ot_session_import_options(session, b->in.kind);
    if (b->in.stream) {
        ot_stream_options(b->in.stream, &b->options);
        b->total.streamed = b->in.stream->answered ? &b->in.stream->total : NULL;
    }
    b->options.issues = &issues;
    b->options.progress = show_progress;
    b->options.progress_self = &progress;
    b->options.summed = !b->in.keep_lines;
    b->import = (ot_import){.kind = b->in.kind,
                            .time = (int64_t)time(NULL),
                            .lines_kept = b->in.keep_lines,
                            .text_kept = names_text(&b->options)};
    snprintf(b->import.file, sizeof b->import.file, "%s", b->in.name);
    session->reading = session->reading || st == OT_OK;
    if (st == OT_OK && ot_kind_is_personal(b->in.kind))
        st =
            ot_session_read_children(session, b->in.kind, b->in.path, &b->options, err);
    if (st == OT_OK)
        st = ot_store_import_begin(session->store, &b->import,
                                   session->profile.calendar, &sink, err);
    if (st < 0)
        return st;
    st = look(session, b, err);
    if (st == OT_OK && !b->done)
        st = read_into(session, b, &sink, err);
    memcpy(b->import.sha256, b->print.sha256, sizeof b->import.sha256);
    if (st == OT_OK && !b->done)
        st = sink.finish(sink.self, err);
    sink.close(sink.self);
    ot_console_end_progress(session->console);
    if (st < 0 || b->done)
        return st;
    tell_import(session, &b->import);
    st = ot_store_superseded(session->store, b->import.id, session->profile.calendar,
                             tell_superseded, &range, err);
    tell_range(&range);
    return st;
}

static ot_status import_input(ot_session *session, const input *in, ot_error *err)
{
    bringing b = {.in = *in};
    ot_status st = hash_first(session, in, &b.print, err);

    if (st == OT_OK && *b.print.sha256)
        st = attempt(session, in, b.print.sha256, err);
    if (st == OT_OK)
        st = look(session, &b, err);
    if (st == OT_OK && !b.done)
        st = bring_in(session, &b, err);
    /* The log wants to know which file it was. */
    if (st < 0 && !session->attempt &&
        (*b.print.sha256 || ot_fingerprint_file(in->path, &b.print, NULL) == OT_OK) &&
        attempt(session, in, b.print.sha256, NULL) < 0)
        st = ot_fail_memory(err);
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
    const input in = {.kind = kind,
                      .path = path,
                      .name = input_name(session, path, listed),
                      .title = base_name(path),
                      .listed = listed,
                      .keep_lines = ot_session_keeps_lines(session, kind)};

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
                      .keep_lines = !stream->answered &&
                                    ot_session_keeps_lines(session, OT_KIND_LEDGER),
                      .stream = stream};

    return import_input(session, &in, err);
}
