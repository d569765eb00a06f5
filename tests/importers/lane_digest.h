/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lane_digest.h - all that an import of a ledger gives, as one text: cells, codes in
 * the order they were first seen, issues, the error and the rejects file. Two ways of
 * reading a file agree where their texts are equal. */
#ifndef OT_LANE_DIGEST_H
#define OT_LANE_DIGEST_H

#include "engine/cube.h"
#include "importers/fast_lane.h"
#include "importers/fingerprint.h"
#include "tests/importers/import_fixture.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>

#define DIGEST_ROOM 400000

typedef struct digest {
    char text[DIGEST_ROOM];
    size_t length;
    long summed;  /* records that stand for several lines */
    long printed; /* files whose fingerprint came with their reading */
} digest;

static inline void digest_add(digest *d, const char *format, ...) OT_PRINTF(2, 3);
static inline void digest_add(digest *d, const char *format, ...)
{
    va_list arguments;
    int n;

    va_start(arguments, format);
    n = vsnprintf(d->text + d->length, sizeof d->text - d->length, format, arguments);
    va_end(arguments);
    if (n > 0 && d->length + (size_t)n < sizeof d->text)
        d->length += (size_t)n;
    else
        CU_FAIL("the digest is too long");
}

static inline void digest_issue(void *self, const ot_issue *issue)
{
    digest_add(self, "issue %d %s:%ld %s [%s]\n", (int)issue->severity, issue->input,
               issue->line, issue->message, issue->record ? issue->record : "");
}

static inline void digest_cube(digest *d, ot_cube *cube)
{
    const ot_cell *cells;
    size_t count;

    if (ot_cube_cells(cube, &cells, &count, NULL) < 0)
        return;
    for (int i = 0; i < OT_DIMENSIONS; i++) {
        const ot_pool *pool = ot_cube_pool(cube, (ot_dimension)i);

        for (uint32_t n = 0; n < ot_pool_count(pool); n++)
            digest_add(d, "%d: %s\n", i, ot_pool_text(pool, n));
    }
    for (size_t i = 0; i < count; i++) {
        const ot_cell *c = &cells[i];

        for (int k = 0; k < OT_DIMENSIONS; k++)
            digest_add(d, "%s|", ot_cube_text(cube, c, (ot_dimension)k));
        digest_add(d, "%d %d/%d %lld %lld\n", (int)c->measure, c->period.year,
                   c->period.number, (long long)c->amount, (long long)c->lines);
    }
}

static inline void digest_source(digest *d, ot_source *source)
{
    ot_cube *cube = ot_cube_new();
    ot_error err = {0};
    ot_batch batch;
    ot_status st;

    while ((st = source->next_batch(source->self, &batch, &err)) == OT_OK) {
        for (size_t i = 0; i < batch.count; i++)
            d->summed += batch.of.ledger[i].lines > 1;
        if (ot_cube_add(cube, batch.of.ledger, batch.count, NULL) < 0)
            digest_add(d, "overflow\n");
    }
    source->close(source->self);
    digest_cube(d, cube);
    digest_add(d, "end %d: %s:%ld %s\n", (int)st, err.input, err.line, err.message);
    ot_cube_free(cube);
}

static inline void digest_rejects(digest *d, const char *path)
{
    FILE *stream = fopen(path, "rb");
    char text[4096];
    size_t got;

    if (!stream)
        return;
    while ((got = fread(text, 1, sizeof text, stream)) > 0)
        digest_add(d, "%.*s", (int)got, text);
    fclose(stream);
    unlink(path);
}

/* What was hashed while it was read is the file, from its first byte to its last. */
static inline void check_fingerprint(const char *path, const ot_fingerprint *print)
{
    static unsigned seen;
    ot_fingerprint whole = {0};

    if (!*print->sha256 || seen++ % 16 != 0) /* one in so many: it takes time */
        return;
    CHECK_INT(ot_fingerprint_file(path, &whole, NULL), OT_OK);
    if (strcmp(whole.sha256, print->sha256) != 0)
        CU_FAIL("the fingerprint is not the file's");
}

/* The ordinary way where sizes is NULL. False: the fast lane does not take the file. */
static inline bool digest_read(digest *d, const char *path, const char *rejects,
                               const ot_import_options *options,
                               const ot_fast_sizes *sizes)
{
    ot_issue_sink issues = {d, digest_issue};
    ot_import_options o = *options;
    ot_fingerprint print = {0};
    ot_error err = {0};
    ot_source source;
    ot_status st;

    d->length = 0;
    d->summed = 0;
    d->text[0] = '\0';
    o.issues = &issues;
    o.rejects_path = rejects;
    o.summed = sizes != NULL;
    o.fingerprint = &print;
    st = sizes ? ot_fast_lane_open(path, &o, sizes, &source, &err)
               : ot_importer_open_chunked(path, OT_KIND_LEDGER, &o, 0, &source, &err);
    if (st == OT_OK) {
        digest_source(d, &source);
        check_fingerprint(path, &print);
        d->printed += *print.sha256 != '\0';
    } else
        digest_add(d, "end %d: %s:%ld %s\n", (int)st, err.input, err.line, err.message);
    digest_rejects(d, rejects);
    return st != OT_END;
}

/* Work done from the last item to the first. */
static inline ot_status run_backwards(void *self, size_t count, ot_parallel_step step,
                                      void *step_self, ot_error *err)
{
    ot_status status = OT_OK;

    (void)self;
    for (size_t i = count; i-- > 0;) {
        ot_error error = {0};
        ot_status st = step(step_self, i, &error);

        if (st < 0) {
            status = st;
            *err = error;
        }
    }
    return status;
}

/* Work done by four threads. */
typedef struct crew {
    atomic_size_t next;
    size_t count;
    ot_parallel_step step;
    void *step_self;
    ot_status *status;
} crew;

static inline void *crew_work(void *self)
{
    crew *c = self;
    size_t item;

    while ((item = atomic_fetch_add(&c->next, 1)) < c->count)
        c->status[item] = c->step(c->step_self, item, NULL);
    return NULL;
}

static inline ot_status run_crew(void *self, size_t count, ot_parallel_step step,
                                 void *step_self, ot_error *err)
{
    ot_status status[64] = {OT_OK};
    crew c = {.count = count, .step = step, .step_self = step_self, .status = status};
    pthread_t threads[4];

    (void)self;
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, crew_work, &c);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < count; i++)
        if (status[i] < 0)
            return ot_fail(err, status[i], "item %zu failed", i);
    return OT_OK;
}

#endif
