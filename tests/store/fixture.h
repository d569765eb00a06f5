/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fixture.h - a workspace in a temporary directory, and short ways to fill and read it.
 */
#ifndef OT_STORE_FIXTURE_H
#define OT_STORE_FIXTURE_H

#include <dirent.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "engine/arena.h"
#include "store/db.h"
#include "store/store.h"
#include "tests/check.h"

#define TIME INT64_C(1631606400) /* 14 September 2021 */

static const ot_calendar april = {0};

typedef struct fixture {
    char folder[32];
    char path[64];
    ot_store *store;
    ot_error err;
    ot_import last; /* what put_file made */
} fixture;

static inline ot_store *open_again(fixture *f, const ot_store_options *options)
{
    ot_store *store = NULL;

    ot_store_open(f->path, options, &store, &f->err);
    return store;
}

static inline bool set_up(fixture *f)
{
    memset(f, 0, sizeof *f);
    strcpy(f->folder, "store-XXXXXX");
    if (!mkdtemp(f->folder))
        return false;
    snprintf(f->path, sizeof f->path, "%s/workspace.db", f->folder);
    f->store = open_again(f, NULL);
    return f->store != NULL;
}

static inline void tear_down(fixture *f)
{
    DIR *folder = opendir(f->folder);
    char path[512];

    ot_store_close(f->store);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        snprintf(path, sizeof path, "%s/%s", f->folder, entry->d_name);
        unlink(path);
    }
    if (folder)
        closedir(folder);
    rmdir(f->folder);
}

/* Imports records of one kind as one file with this hash. */
static inline ot_status put_file(fixture *f, ot_kind kind, const char *sha256,
                                 const void *records, size_t count)
{
    ot_batch batch = {.kind = kind, .count = count, .of.ledger = records};
    ot_sink sink = {0};
    ot_status st;

    memset(&f->last, 0, sizeof f->last);
    f->last.kind = kind;
    f->last.time = TIME;
    snprintf(f->last.file, sizeof f->last.file, "%s.csv", sha256);
    snprintf(f->last.sha256, sizeof f->last.sha256, "%s", sha256);
    st = ot_store_import_begin(f->store, &f->last, april, &sink, &f->err);
    if (st < 0)
        return st;
    st = sink.put_batch(sink.self, &batch, &f->err);
    if (st == OT_OK)
        st = sink.finish(sink.self, &f->err);
    sink.close(sink.self);
    return st;
}

static inline ot_ledger_record line_of(const char *cost_centre, ot_measure measure,
                                       int period, ot_pence amount)
{
    return (ot_ledger_record){.cost_centre = cost_centre,
                              .account = "4100",
                              .fund = "NON-DSG",
                              .project = "",
                              .measure = measure,
                              .period = {2021, period},
                              .amount = amount,
                              .lines = 1,
                              .line = 2,
                              .document = "",
                              .supplier = "",
                              .text = ""};
}

#define PUT_LEDGER(f, sha, ...)                                                        \
    put_file((f), OT_KIND_LEDGER, (sha), (ot_ledger_record[]){__VA_ARGS__},            \
             sizeof((ot_ledger_record[]){__VA_ARGS__}) / sizeof(ot_ledger_record))

/* The ledger as at mark as text, one cell a line; the caller frees. NULL on failure. */
static inline char *ledger_text(ot_store *store, int64_t mark, ot_error *err)
{
    ot_source source = {0};
    ot_batch batch;
    size_t size = 0;
    char *text = NULL;
    FILE *out;
    ot_status st;

    if (ot_store_source(store, OT_KIND_LEDGER, mark, &source, err) < 0)
        return NULL;
    out = open_memstream(&text, &size);
    while (out && (st = source.next_batch(source.self, &batch, err)) == OT_OK)
        for (size_t i = 0; i < batch.count; i++) {
            const ot_ledger_record *r = &batch.of.ledger[i];

            fprintf(out, "%s %s %s %s %s %d/%d %" PRId64 " x%ld\n", r->cost_centre,
                    r->account, r->fund, r->project, ot_measure_name(r->measure),
                    r->period.year, r->period.number, r->amount, r->lines);
        }
    source.close(source.self);
    if (out)
        fclose(out);
    return text;
}

#define CHECK_LEDGER(f, mark, want)                                                    \
    do {                                                                               \
        char *got_ledger_ = ledger_text((f)->store, (mark), &(f)->err);                \
        CHECK_TEXT(got_ledger_, (want));                                               \
        free(got_ledger_);                                                             \
    } while (0)

/* Every table with every row of a file as text; the caller frees. */
static inline void dump_table(ot_db *db, const char *table, FILE *out, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_arena arena = {0};
    char columns[4096] = "";
    char *sql;

    sql = ot_arena_format(&arena,
                          "SELECT group_concat('quote(\"' || name || '\")', "
                          "' || ''|'' || ') FROM pragma_table_info('%s')",
                          table);
    CHECK_INT(ot_db_ask_text(db, sql, columns, sizeof columns, err), OT_OK);
    sql = ot_arena_format(&arena, "SELECT %s FROM \"%s\" ORDER BY 1", columns, table);
    CHECK_INT(ot_db_prepare(db, sql, &stmt, err), OT_OK);
    fprintf(out, "%s\n", table);
    while (stmt && ot_stmt_next(stmt, err) == OT_OK)
        fprintf(out, "%s\n", ot_stmt_text(stmt, 0));
    ot_stmt_free(stmt);
    ot_arena_clear(&arena);
}

static inline char *dump(const char *path)
{
    ot_db *db = NULL;
    ot_stmt *stmt = NULL;
    ot_error err = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    CHECK_INT(ot_db_open(path, true, 1000, &db, &err), OT_OK);
    if (db)
        CHECK_INT(ot_db_prepare(db,
                                "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                " ORDER BY name",
                                &stmt, &err),
                  OT_OK);
    while (stmt && out && ot_stmt_next(stmt, &err) == OT_OK)
        dump_table(db, ot_stmt_text(stmt, 0), out, &err);
    ot_stmt_free(stmt);
    ot_db_close(db);
    if (out)
        fclose(out);
    return text;
}

/* Runs a statement on the file, past the store. */
static inline ot_status meddle(const char *path, const char *sql)
{
    ot_db *db = NULL;
    ot_error err = {0};
    ot_status st = ot_db_open(path, false, 1000, &db, &err);

    if (st == OT_OK)
        st = ot_db_run(db, sql, &err);
    ot_db_close(db);
    return st;
}

static inline double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
