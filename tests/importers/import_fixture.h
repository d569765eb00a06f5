/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_fixture.h - files in a directory of the test's own, and what an import of them
 * gave: records copied, issues counted. */
#ifndef OT_IMPORT_FIXTURE_H
#define OT_IMPORT_FIXTURE_H

#include "importers/importer_chunk.h"
#include "tests/check.h"

#include <dirent.h>
#include <unistd.h>

#define FIXTURE_ROWS   128
#define FIXTURE_ISSUES 64

/* A directory in memory where there is such a place, as thousands of rejects files that
 * reach the disk one by one take minutes; else under the working directory. */
typedef struct scratch {
    char directory[48];
    char path[512]; /* of the file written last */
} scratch;

static inline int scratch_open(scratch *s)
{
    strcpy(s->directory, "/dev/shm/outturn-import-XXXXXX");
    if (mkdtemp(s->directory))
        return 1;
    strcpy(s->directory, "import-XXXXXX");
    return mkdtemp(s->directory) != NULL;
}

static inline const char *scratch_path(scratch *s, const char *name)
{
    snprintf(s->path, sizeof s->path, "%s/%s", s->directory, name);
    return s->path;
}

static inline const char *scratch_bytes(scratch *s, const char *name, const void *bytes,
                                        size_t length)
{
    FILE *stream = fopen(scratch_path(s, name), "wb");

    if (!stream)
        return NULL;
    if (fwrite(bytes, 1, length, stream) != length) {
        fclose(stream);
        return NULL;
    }
    return fclose(stream) == 0 ? s->path : NULL;
}

static inline const char *scratch_text(scratch *s, const char *name, const char *text)
{
    return scratch_bytes(s, name, text, strlen(text));
}

static inline int scratch_has(scratch *s, const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s", s->directory, name);
    return access(path, F_OK) == 0;
}

/* The text of a file of the directory; "" where there is none. */
static inline const char *scratch_read(scratch *s, const char *name, char *text,
                                       size_t size)
{
    char path[512];
    FILE *stream;
    size_t length = 0;

    snprintf(path, sizeof path, "%s/%s", s->directory, name);
    stream = fopen(path, "rb");
    if (stream) {
        length = fread(text, 1, size - 1, stream);
        fclose(stream);
    }
    text[length] = '\0';
    return text;
}

static inline int64_t scratch_files(scratch *s)
{
    DIR *directory = opendir(s->directory);
    const struct dirent *entry;
    int64_t count = 0;

    while (directory && (entry = readdir(directory)))
        count += entry->d_name[0] != '.';
    if (directory)
        closedir(directory);
    return count;
}

static inline void scratch_close(scratch *s)
{
    DIR *directory = opendir(s->directory);
    const struct dirent *entry;
    char path[512];

    while (directory && (entry = readdir(directory))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%.255s", s->directory, entry->d_name);
        unlink(path);
    }
    if (directory)
        closedir(directory);
    rmdir(s->directory);
}

typedef struct fixture_row {
    char cost_centre[64], account[64], fund[16], project[64];
    char document[64], supplier[64], text[128];
    ot_measure measure;
    ot_period period;
    ot_pence amount;
    long line, lines;
} fixture_row;

typedef struct fixture_issue {
    ot_severity severity;
    long line;
    char input[128], message[256], record[256];
} fixture_issue;

/* What an import gave. */
typedef struct fixture_import {
    ot_status end; /* OT_END, or how it failed */
    ot_error err;
    int64_t count, batches;
    fixture_row rows[FIXTURE_ROWS];
    int64_t rejects, notes, warnings, issue_count;
    fixture_issue issues[FIXTURE_ISSUES];
    int64_t done, total;
} fixture_import;

static inline void fixture_issue_take(void *self, const ot_issue *issue)
{
    fixture_import *import = self;
    fixture_issue *kept;

    import->rejects += issue->severity == OT_REJECT;
    import->notes += issue->severity == OT_NOTE;
    import->warnings += issue->severity == OT_WARNING;
    if (import->issue_count == FIXTURE_ISSUES)
        return;
    kept = &import->issues[import->issue_count++];
    kept->severity = issue->severity;
    kept->line = issue->line;
    snprintf(kept->input, sizeof kept->input, "%s", issue->input);
    snprintf(kept->message, sizeof kept->message, "%s", issue->message);
    snprintf(kept->record, sizeof kept->record, "%s",
             issue->record ? issue->record : "");
}

static inline void fixture_progress_take(void *self, uint64_t done, uint64_t total)
{
    fixture_import *import = self;

    import->done = (int64_t)done;
    import->total = (int64_t)total;
}

static inline void fixture_row_take(fixture_row *row, const ot_ledger_record *record)
{
    memset(row, 0, sizeof *row);
    snprintf(row->cost_centre, sizeof row->cost_centre, "%s", record->cost_centre);
    snprintf(row->account, sizeof row->account, "%s", record->account);
    snprintf(row->fund, sizeof row->fund, "%s", record->fund);
    snprintf(row->project, sizeof row->project, "%s", record->project);
    snprintf(row->document, sizeof row->document, "%s", record->document);
    snprintf(row->supplier, sizeof row->supplier, "%s", record->supplier);
    snprintf(row->text, sizeof row->text, "%s", record->text);
    row->measure = record->measure;
    row->period = record->period;
    row->amount = record->amount;
    row->line = record->line;
    row->lines = record->lines;
}

/* Imports a ledger to its end. options may be NULL. */
static inline void fixture_read(fixture_import *import, const char *path,
                                const ot_import_options *options, size_t chunk)
{
    ot_import_options o = options ? *options : (ot_import_options){0};
    ot_issue_sink issues = {import, fixture_issue_take};
    ot_source source;
    ot_batch batch;

    memset(import, 0, sizeof *import);
    o.issues = &issues;
    o.progress = fixture_progress_take;
    o.progress_self = import;
    import->end = ot_importer_open_chunked(path, OT_KIND_LEDGER, &o, chunk, &source,
                                           &import->err);
    if (import->end < 0)
        return;
    while ((import->end = source.next_batch(source.self, &batch, &import->err)) ==
           OT_OK) {
        import->batches++;
        for (size_t i = 0; i < batch.count; i++, import->count++)
            if (import->count < FIXTURE_ROWS)
                fixture_row_take(&import->rows[import->count], &batch.of.ledger[i]);
    }
    source.close(source.self);
}

/* Writes text as ledger.csv and imports it. */
static inline void fixture_text(fixture_import *import, scratch *s, const char *text,
                                const ot_import_options *options)
{
    fixture_read(import, scratch_text(s, "ledger.csv", text), options, 0);
}

/* Writes text as input.csv, opens it as `kind` and reads its first batch, which lives
 * until fixture_finish. import takes the issues; *batch is empty where there is none.
 */
static inline void fixture_start(fixture_import *import, scratch *s, ot_kind kind,
                                 const char *text, const ot_import_options *options,
                                 ot_source *source, ot_batch *batch)
{
    ot_import_options o = options ? *options : (ot_import_options){0};
    static ot_issue_sink issues;

    memset(import, 0, sizeof *import);
    *source = (ot_source){0};
    *batch = (ot_batch){0};
    issues = (ot_issue_sink){import, fixture_issue_take};
    o.issues = &issues;
    import->end = ot_importer_open(scratch_text(s, "input.csv", text), kind, &o, source,
                                   &import->err);
    if (import->end == OT_OK)
        import->end = source->next_batch(source->self, batch, &import->err);
    import->count = (int64_t)batch->count;
}

static inline void fixture_finish(fixture_import *import, ot_source *source)
{
    ot_batch batch;

    while (import->end == OT_OK)
        import->end = source->next_batch(source->self, &batch, &import->err);
    if (source->close)
        source->close(source->self);
}

#define FIXTURE_HEADER "cost_centre,account,fund,project,period,measure,amount\n"

#endif
