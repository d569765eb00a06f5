/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_workspace.c - a workspace that the program made and something damaged: opened
 * for reading, verified and read to its end, or refused with a message.
 *
 * An input is what is done to the workspace WORKSPACE (made by make-workspace), step by
 * step. A step's first byte says what: odd, 1 to 8 bytes (bits 1 to 3) are put at an
 * offset of three bytes in the file; even, a column of a row gets another value through
 * SQL: a byte each for table, column and row, then by bits 1 and 2 null, a number, a
 * text or bytes, whose length is the next byte. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/dataset.h"
#include "store/audit.h"
#include "store/changes.h"
#include "store/db.h"
#include "store/in_force.h"
#include "store/past.h"
#include "store/returns.h"
#include "tests/fuzz/scratch.h"

#define STEPS   32
#define COLUMNS 256

typedef struct column {
    char table[32], name[32], key[96]; /* key: of the table, its columns */
    int64_t rows;
} column;

static uint8_t *seed;
static size_t seed_size;
static column columns[COLUMNS];
static size_t column_count;

static void need(int holds)
{
    if (!holds)
        abort();
}

/* What is left of the input. */
typedef struct input {
    const uint8_t *data;
    size_t size;
} input;

static uint64_t take(input *in, size_t bytes)
{
    uint64_t value = 0;

    for (; bytes && in->size; bytes--, in->size--)
        value = value << 8 | *in->data++;
    return value;
}

static void read_seed(void)
{
    FILE *file = fopen(WORKSPACE, "rb");

    need(file && fseek(file, 0, SEEK_END) == 0);
    seed_size = (size_t)ftell(file);
    seed = malloc(seed_size);
    rewind(file);
    need(seed && fread(seed, 1, seed_size, file) == seed_size);
    fclose(file);
}

/* Every column of every table that has rows. */
static void read_columns(void)
{
    static const char sql[] =
        "SELECT t.name, c.name, (SELECT group_concat('\"' || name || '\"') FROM"
        " pragma_table_info(t.name) WHERE pk) FROM sqlite_schema t,"
        " pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1, 2";
    ot_db *db = NULL;
    ot_stmt *stmt = NULL;
    ot_error err = {0};

    need(ot_db_open(WORKSPACE, true, 1000, &db, &err) == OT_OK);
    need(ot_db_prepare(db, sql, &stmt, &err) == OT_OK);
    while (column_count < COLUMNS && ot_stmt_next(stmt, &err) == OT_OK) {
        column *c = &columns[column_count];
        char count[128];

        snprintf(c->table, sizeof c->table, "%s", ot_stmt_text(stmt, 0));
        snprintf(c->name, sizeof c->name, "%s", ot_stmt_text(stmt, 1));
        snprintf(c->key, sizeof c->key, "%s", ot_stmt_text(stmt, 2));
        snprintf(count, sizeof count, "SELECT count(*) FROM \"%s\"", c->table);
        need(ot_db_ask(db, count, &c->rows, &err) == OT_OK);
        column_count += *c->key && c->rows > 0;
    }
    ot_stmt_free(stmt);
    ot_db_close(db);
    need(column_count > 0 && column_count < COLUMNS);
}

static void write_seed(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    need(file >= 0 && write(file, seed, seed_size) == (ssize_t)seed_size);
    close(file);
}

static void bind_value(ot_stmt *stmt, int what, input *in)
{
    static char text[256];
    size_t length;

    if (what == 0) {
        ot_stmt_bind_null(stmt);
        return;
    }
    if (what == 1) {
        ot_stmt_bind_int(stmt, (int64_t)take(in, 1 + take(in, 1) % 8));
        return;
    }
    length = take(in, 1);
    length = length < in->size ? length : in->size;
    memcpy(text, in->data, length);
    text[length] = '\0';
    in->data += length;
    in->size -= length;
    if (what == 2)
        ot_stmt_bind_text(stmt, text);
    else
        ot_stmt_bind_bytes(stmt, text, length);
}

/* A value that the table does not take stays as it was. */
static void put_value(ot_db *db, int what, input *in)
{
    const column *c = &columns[take(in, 1) % column_count];
    int64_t row = (int64_t)take(in, 1) % c->rows;
    ot_stmt *stmt = NULL;
    ot_error err = {0};
    char sql[512];

    snprintf(sql, sizeof sql,
             "UPDATE OR REPLACE \"%.31s\" SET \"%.31s\" = ? WHERE (%.95s) ="
             " (SELECT %.95s FROM \"%.31s\" ORDER BY %.95s LIMIT 1 OFFSET ?)",
             c->table, c->name, c->key, c->key, c->table, c->key);
    need(ot_db_prepare(db, sql, &stmt, &err) == OT_OK);
    bind_value(stmt, what, in);
    ot_stmt_bind_int(stmt, row);
    ot_stmt_run(stmt, &err);
    ot_stmt_free(stmt);
}

static void put_bytes(int file, size_t length, input *in)
{
    uint64_t at = take(in, 3) % seed_size;

    for (; length; length--) {
        uint8_t byte = (uint8_t)take(in, 1);

        need(pwrite(file, &byte, 1, (off_t)at++) == 1);
    }
}

/* All values first: SQLite wants a whole file for them. */
static void damage(const char *path, input in)
{
    ot_db *db = NULL;
    ot_error err = {0};
    input bytes[STEPS];
    size_t count = 0;
    int file;

    for (size_t step = 0; step < STEPS && in.size; step++) {
        int what = (int)take(&in, 1);

        if (what & 1) {
            size_t length = 4 + (size_t)(what >> 1 & 7);

            bytes[count++] = (input){in.data - 1, 1 + in.size};
            take(&in, length < in.size ? length : in.size);
            continue;
        }
        if (!db) {
            need(ot_db_open(path, false, 1000, &db, &err) == OT_OK);
            need(ot_db_run(db, "PRAGMA foreign_keys = 0", &err) == OT_OK);
            need(ot_db_run(db, "PRAGMA ignore_check_constraints = 1", &err) == OT_OK);
            need(ot_db_run(db, "PRAGMA synchronous = 0", &err) == OT_OK);
        }
        put_value(db, what >> 1 & 3, &in);
    }
    ot_db_close(db);
    file = open(path, O_WRONLY);
    need(file >= 0);
    for (size_t i = 0; i < count; i++) {
        size_t length = 1 + (size_t)(take(&bytes[i], 1) >> 1 & 7);

        put_bytes(file, length, &bytes[i]);
    }
    close(file);
}

static void fault(void *self, const char *what)
{
    (void)self;
    need(*what != '\0');
}

/* Not SHA-256: the log of the seed does not fit it, unless the fuzzer is so lucky. */
static void digits_of(void *self, const char *text, char digits[OT_HASH_TEXT])
{
    (void)self;
    snprintf(digits, OT_HASH_TEXT, "%064zu", strlen(text));
}

static void check(ot_status st, const ot_error *err)
{
    need(st >= 0 || *err->message);
}

static bool see_import(void *self, const ot_import *import)
{
    (void)self;
    need(memchr(import->file, 0, sizeof import->file) != NULL);
    return true;
}

static bool see_superseded(void *self, const ot_import *import, const char *slice)
{
    need(slice != NULL);
    return see_import(self, import);
}

static bool see_closing(void *self, const ot_closing *closing)
{
    (void)self;
    need(memchr(closing->reason, 0, sizeof closing->reason) != NULL);
    return true;
}

static ot_status see_line(void *self, const ot_run_line *line, ot_error *err)
{
    (void)self;
    (void)err;
    need(line->cost_centre && line->fund && line->area && line->method && line->basis);
    return OT_OK;
}

static bool see_run(void *self, const ot_run *run)
{
    ot_store *store = self;
    ot_error err = {0};
    char *profile = NULL;

    check(ot_store_run_profile(store, run->id, &profile, &err), &err);
    free(profile);
    check(ot_store_run_lines(store, run->id, see_line, NULL, &err), &err);
    return true;
}

static ot_status see_change(void *self, const ot_change *change, ot_error *err)
{
    (void)self;
    (void)err;
    need(change->file && change->cost_centre && change->account && change->fund);
    return OT_OK;
}

static ot_status see_slice(void *self, const ot_in_force *slice, ot_error *err)
{
    (void)self;
    (void)err;
    need(slice->part != NULL);
    return OT_OK;
}

static ot_status see_what_if(void *self, const ot_what_if *what_if, ot_error *err)
{
    (void)self;
    (void)err;
    need(what_if->name && what_if->starts && what_if->fee_uplift && what_if->cap);
    return OT_OK;
}

static ot_status see_given(void *self, const ot_return_given *given, ot_error *err)
{
    (void)self;
    (void)err;
    need(given->cost_centre && given->name && given->reason && given->comment);
    return OT_OK;
}

static ot_status see_status(void *self, const ot_return_status *status, ot_error *err)
{
    ot_store *store = self;
    ot_arena arena = {0};
    ot_return issued;
    ot_error own = {0};

    (void)err;
    check(ot_store_return_get(store, status->issue, &arena, &issued, &own), &own);
    ot_arena_clear(&arena);
    if (status->import)
        check(ot_store_return_given(store, status->import, see_given, NULL, &own),
              &own);
    return OT_OK;
}

/* What a run would load, and that the cube can be summed. */
static void read_records(ot_store *store)
{
    ot_dataset *dataset = ot_dataset_new();
    const ot_cell *cells;
    ot_past *past = ot_past_new();
    ot_error err = {0};
    size_t count;

    need(dataset && past);
    for (int kind = 0; kind < OT_KINDS; kind++) {
        ot_source source;
        ot_status st = ot_store_source(store, (ot_kind)kind, 0, &source, &err);

        if (st == OT_OK)
            st = ot_dataset_read(dataset, &source, &err);
        check(st, &err);
    }
    check(ot_cube_cells(ot_dataset_cube(dataset), &cells, &count, &err), &err);
    check(ot_store_past_read(store, past, &err), &err);
    check(ot_past_seal(past, &err), &err);
    ot_past_free(past);
    ot_dataset_free(dataset);
}

static void read_store(ot_store *store)
{
    ot_return_identity identity;
    ot_period newest = {0};
    ot_error err = {0};
    ot_chain chain;
    int64_t mark = 0;

    check(ot_store_audit_chain(store, &chain, &err), &err);
    check(ot_store_verify(store, fault, NULL, &err), &err);
    read_records(store);
    check(ot_store_mark(store, &mark, &err), &err);
    check(ot_store_imports(store, 0, see_import, NULL, &err), &err);
    for (int64_t id = 1; id < 20; id++)
        check(ot_store_superseded(store, id, (ot_calendar){4}, see_superseded, NULL,
                                  &err),
              &err);
    check(ot_store_runs(store, see_run, store, &err), &err);
    check(ot_store_closings(store, see_closing, NULL, &err), &err);
    if (mark > 1)
        check(ot_store_changes(store, mark / 2, mark, see_change, NULL, &err), &err);
    check(ot_store_in_force(store, 0, see_slice, NULL, &err), &err);
    check(ot_store_what_ifs(store, see_what_if, NULL, &err), &err);
    check(ot_store_return_identity(store, &identity, &err), &err);
    check(ot_store_returns_period(store, &newest, &err), &err);
    check(ot_store_returns_status(store, newest, see_status, store, &err), &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const ot_auditor auditor = {
        .sha256 = digits_of, .who = "finance", .command = "history", .options = ""};
    const ot_store_options options = {.must_exist = true,
                                      .read_only = true,
                                      .allow_network = true,
                                      .auditor = &auditor};
    char folder[SCRATCH], path[SCRATCH + 16], beside[SCRATCH + 32];
    ot_store *store = NULL;
    ot_error err = {0};

    if (!seed) {
        read_seed();
        read_columns();
    }
    scratch_name(folder);
    need(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/workspace.db", folder);
    write_seed(path);
    damage(path, (input){data, size});
    if (ot_store_open(path, &options, &store, &err) == OT_OK)
        read_store(store);
    else
        need(*err.message != '\0');
    ot_store_close(store);
    unlink(path);
    for (int i = 0; i < 3; i++) {
        static const char *const endings[] = {"wal", "shm", "journal"};

        snprintf(beside, sizeof beside, "%s-%s", path, endings[i]);
        unlink(beside);
    }
    rmdir(folder);
    return 0;
}
