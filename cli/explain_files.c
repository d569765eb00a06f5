/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_files.c - files that were imported, found and read again: is the file as it
 * was, and which of its lines are the ledger cells made of? */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/explain_internal.h"
#include "engine/pool.h"
#include "importers/fingerprint.h"
#include "store/lines.h"

#define PATH_BYTES 4096
#define KEY_BYTES  1024
#define KEPT_SHOWN 20

static bool is_kind(const ot_trace_source *source, ot_kind kind)
{
    return strcmp(source->kind, ot_kind_name(kind)) == 0;
}

/* Where the file may be: from the profile's folder, or from here. */
static bool find_file(const ot_finder *f, const ot_trace_source *source,
                      char path[PATH_BYTES])
{
    const char *const folders[] = {*source->file == '/' ? "" : f->folder, ""};

    for (int i = 0; i < 2; i++) {
        int length = snprintf(path, PATH_BYTES, "%s%s", folders[i], source->file);

        if (length > 0 && length < PATH_BYTES && access(path, F_OK) == 0)
            return true;
    }
    return false;
}

static bool make_key(char key[KEY_BYTES], int64_t import, ot_measure measure,
                     ot_period period, const char *const codes[OT_DIMENSIONS])
{
    int length = snprintf(key, KEY_BYTES, "%" PRId64 " %d %d %d\n%s\n%s\n%s\n%s",
                          import, (int)measure, period.year, period.number, codes[0],
                          codes[1], codes[2], codes[3]);

    return length > 0 && length < KEY_BYTES;
}

/* The cells that are wanted, by import, codes, measure and period. */
static ot_status wanted_keys(const ot_finder *f, ot_pool *keys, ot_error *err)
{
    char key[KEY_BYTES];
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < f->out->cell_count; i++) {
        const ot_trace trace = {.cell = f->out->cells[i]};
        const char *codes[OT_DIMENSIONS];
        uint32_t id;

        for (int d = 0; d < OT_DIMENSIONS; d++)
            codes[d] = ot_explain_text(f->explainer, &trace, (ot_dimension)d);
        if (make_key(key, f->cell_imports[i], trace.cell->measure, trace.cell->period,
                     codes))
            st = ot_pool_put(keys, key, &id, err);
    }
    return st;
}

/* A kept line, if it is one of the first. For publication none is listed. */
static ot_status keep_line(ot_finder *f, ot_trace_source *source,
                           const ot_ledger_record *r, ot_error *err)
{
    ot_arena *arena = &f->out->arena;
    ot_trace_line *line;

    if (source->kept_all++ >= KEPT_SHOWN)
        return OT_OK;
    if (!source->kept_lines)
        source->kept_lines = ot_arena_get(arena, KEPT_SHOWN * sizeof *line);
    if (!source->kept_lines)
        return ot_fail_memory(err);
    line = &source->kept_lines[source->kept_count];
    *line = (ot_trace_line){.line = r->line,
                            .amount = r->amount,
                            .measure = r->measure,
                            .period = r->period,
                            .cost_centre = ot_arena_copy(arena, r->cost_centre),
                            .account = ot_arena_copy(arena, r->account),
                            .document = ot_arena_copy(arena, r->document),
                            .supplier = ot_arena_copy(arena, r->supplier),
                            .text = ot_arena_copy(arena, r->text)};
    if (!line->cost_centre || !line->account || !line->document || !line->supplier ||
        !line->text)
        return ot_fail_memory(err);
    source->kept_count++;
    return OT_OK;
}

/* Of a line of which nothing but number and amount is shown. */
static void note_line(ot_trace_source *source, const ot_ledger_record *r)
{
    if (source->first_count && source->first[source->first_count - 1].line == r->line)
        source->first[source->first_count - 1].amount += r->amount;
    else if (source->first_count < sizeof source->first / sizeof source->first[0]) {
        source->first[source->first_count].line = r->line;
        source->first[source->first_count++].amount = r->amount;
    }
}

static ot_status take_records(ot_finder *f, ot_trace_source *source,
                              const ot_pool *keys, const ot_batch *batch, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < batch->count; i++) {
        const ot_ledger_record *r = &batch->of.ledger[i];
        const char *const codes[] = {r->cost_centre, r->account, r->fund, r->project};
        char key[KEY_BYTES];

        if (!make_key(key, source->id, r->measure, r->period, codes) ||
            ot_pool_find(keys, key) == OT_NONE)
            continue;
        st = ot_source_line(&f->out->arena, source, r->line, err);
        if (st == OT_OK)
            st = ot_pence_add(&source->amount, r->amount, err);
        if (st == OT_OK && source->kept && !f->session->profile.pack.publish)
            st = keep_line(f, source, r, err);
        else
            note_line(source, r);
    }
    return st;
}

/* All of a source, which is closed. */
static ot_status take_source(ot_finder *f, ot_trace_source *source, const ot_pool *keys,
                             ot_source *lines, ot_error *err)
{
    ot_batch batch;
    ot_status st;

    while ((st = lines->next_batch(lines->self, &batch, err)) == OT_OK) {
        st = take_records(f, source, keys, &batch, err);
        if (st < 0)
            break;
    }
    lines->close(lines->self);
    return st < 0 ? st : OT_OK;
}

static ot_status read_kept(ot_finder *f, ot_trace_source *source, const ot_pool *keys,
                           ot_error *err)
{
    ot_source lines;
    ot_status st = ot_store_lines_of(f->session->store, source->id, &lines, err);

    if (st == OT_OK)
        st = take_source(f, source, keys, &lines, err);
    source->read = st == OT_OK;
    return st;
}

/* Rejected rows go to a file of our own that is then removed: the import's stays. */
static ot_status read_lines(ot_finder *f, ot_trace_source *source, const ot_pool *keys,
                            const char *path, ot_error *err)
{
    static const ot_issue_sink silent;
    const char *folder = getenv("TMPDIR");
    char rejects[PATH_BYTES];
    ot_import_options options = ot_session_import_options(f->session, OT_KIND_LEDGER);
    ot_source lines;
    ot_status st;

    snprintf(rejects, sizeof rejects, "%.4000s/outturn-explain-%ld.rejects.csv",
             folder && *folder ? folder : "/tmp", (long)getpid());
    options.summed = false;
    options.parallel = NULL;
    options.issues = &silent;
    options.rejects_path = rejects;
    /* What was imported may have had as many as were allowed then. */
    options.allowed_rejects = SIZE_MAX;
    st = ot_importer_open(path, OT_KIND_LEDGER, &options, &lines, err);
    if (st < 0)
        return st;
    st = take_source(f, source, keys, &lines, err);
    unlink(rejects);
    return st;
}

static int compare_lines(const void *left, const void *right)
{
    const ot_trace_lines *a = left, *b = right;

    return (a->first > b->first) - (a->first < b->first);
}

/* Lines of records came in the order of the trace. */
static void sort_lines(ot_trace_source *source)
{
    size_t kept = 0;

    if (!source->line_count)
        return;
    qsort(source->lines, source->line_count, sizeof *source->lines, compare_lines);
    for (size_t i = 1; i < source->line_count; i++) {
        ot_trace_lines *last = &source->lines[kept];

        if (source->lines[i].first > last->last + 1)
            source->lines[++kept] = source->lines[i];
        else if (source->lines[i].last > last->last)
            last->last = source->lines[i].last;
    }
    source->line_count = kept + 1;
    source->found = 0;
    for (size_t i = 0; i <= kept; i++)
        source->found += source->lines[i].last - source->lines[i].first + 1;
}

/* Says what became of the file; true: it is as it was. */
static bool is_there(const ot_finder *f, ot_trace_source *source, char path[PATH_BYTES])
{
    ot_fingerprint print;
    ot_error why = {0};

    if (!find_file(f, source, path))
        source->state = "the file is not where it was: it can be told by its SHA-256";
    else if (ot_fingerprint_file(path, &print, &why) < 0)
        source->state = "the file cannot be read";
    else if (strcmp(print.sha256, source->sha256) != 0)
        source->state = "the file there now has another content (SHA-256)";
    else {
        source->state = "the file is as it was imported";
        return true;
    }
    return false;
}

static ot_status look_at(ot_finder *f, ot_trace_source *source, const ot_pool *keys,
                         ot_error *err)
{
    char path[PATH_BYTES];
    ot_error why = {0};
    bool there = is_there(f, source, path);
    ot_status st;

    if (!is_kind(source, OT_KIND_LEDGER) || !f->out->cell_count)
        return OT_OK;
    if (source->kept)
        return read_kept(f, source, keys, err);
    if (!there)
        return OT_OK;
    st = read_lines(f, source, keys, path, &why);
    source->read = st == OT_OK;
    if (st < 0) {
        source->state = ot_arena_format(&f->out->arena,
                                        "the file is as it was imported, but it is not "
                                        "read as it was then: %s",
                                        why.message);
        source->line_count = source->first_count = 0;
        source->found = 0;
    }
    return source->state ? OT_OK : ot_fail_memory(err);
}

ot_status ot_explain_read_files(ot_finder *f, ot_error *err)
{
    ot_pool *keys = ot_pool_new();
    ot_status st = keys ? wanted_keys(f, keys, err) : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < f->out->source_count; i++) {
        st = look_at(f, &f->out->sources[i], keys, err);
        sort_lines(&f->out->sources[i]);
    }
    ot_pool_free(keys);
    return st;
}
