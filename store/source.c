/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <stdlib.h>

#include "store/cell.h"
#include "store/table.h"

#define BATCH 1024

typedef struct row_source {
    ot_kind kind;
    const ot_table *table;
    ot_stmt *stmt;
    ot_arena arena;
    char *records; /* BATCH of them */
    bool ended;
} row_source;

static ot_status next_batch(void *self, ot_batch *batch, ot_error *err)
{
    row_source *s = self;
    size_t count = 0;

    ot_arena_clear(&s->arena);
    while (count < BATCH && !s->ended) {
        ot_status st = ot_stmt_next(s->stmt, err);
        ot_row row = {s->stmt, &s->arena, 0, false};

        if (st < 0)
            return st;
        if (st == OT_END) {
            s->ended = true;
            break;
        }
        s->table->get(&row, s->records + count++ * s->table->record_size);
        if (row.no_memory)
            return ot_fail_memory(err);
    }
    if (!count)
        return OT_END;
    ot_batch_set(batch, s->kind, s->records, count);
    return OT_OK;
}

static void close_source(void *self)
{
    row_source *s = self;

    if (!s)
        return;
    ot_stmt_free(s->stmt);
    ot_arena_clear(&s->arena);
    free(s->records);
    free(s);
}

ot_status ot_store_source(ot_store *store, ot_kind kind, int64_t mark,
                          ot_source *source, ot_error *err)
{
    const ot_table *table = ot_table_of(kind);
    row_source *s;
    ot_status st;

    if (!table)
        return ot_cells_source(store, mark, source, err);
    s = calloc(1, sizeof *s);
    if (!s)
        return ot_fail_memory(err);
    s->kind = kind;
    s->table = table;
    s->records = calloc(BATCH, table->record_size);
    st = s->records ? ot_db_prepare(store->db, table->select, &s->stmt, err)
                    : ot_fail_memory(err);
    if (st < 0) {
        close_source(s);
        return st;
    }
    ot_stmt_bind_text(s->stmt, ot_kind_name(kind));
    ot_stmt_bind_int(s->stmt, ot_store_mark_limit(mark));
    *source = (ot_source){s, next_batch, close_source};
    return OT_OK;
}
