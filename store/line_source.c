/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_source.c - kept lines, a block at a time. */
#include "store/lines.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store/cell_set.h"
#include "store/line_block.h"

typedef struct line_source {
    ot_store *store;
    ot_cell_set codes; /* no cell is read into it */
    ot_stmt *stmt;
    ot_stored_line lines[OT_BLOCK_LINES];
    const char *texts[OT_BLOCK_TEXTS];
    ot_ledger_record records[OT_BLOCK_LINES];
} line_source;

/* Columns after those of the block. */
enum { PART = 7, YEAR, PERIOD, IMPORT };

static bool find_measure(const char *name, ot_measure *measure)
{
    for (int m = 0; m < OT_MEASURES; m++)
        if (strcmp(ot_measure_name((ot_measure)m), name) == 0) {
            *measure = (ot_measure)m;
            return true;
        }
    return false;
}

static bool knows(const ot_cell_set *codes, const ot_stored_line *line)
{
    ot_stored_cell cell = {0};

    memcpy(cell.code, line->code, sizeof cell.code);
    return ot_cell_set_knows(codes, &cell);
}

static void fill_record(const line_source *s, const ot_stored_line *line,
                        ot_ledger_record *out)
{
    const char *const *codes = s->codes.texts;

    out->cost_centre = codes[line->code[OT_DIM_COST_CENTRE]];
    out->account = codes[line->code[OT_DIM_ACCOUNT]];
    out->fund = codes[line->code[OT_DIM_FUND]];
    out->project = codes[line->code[OT_DIM_PROJECT]];
    out->amount = line->amount;
    out->line = (long)line->line;
    out->document = s->texts[line->text[0]];
    out->supplier = s->texts[line->text[1]];
    out->text = s->texts[line->text[2]];
}

static ot_status next_batch(void *self, ot_batch *batch, ot_error *err)
{
    line_source *s = self;
    ot_ledger_record like = {.lines = 1};
    ot_line_block block;
    ot_status st = ot_stmt_next(s->stmt, err);

    if (st != OT_OK)
        return st;
    ot_line_block_get(s->stmt, &block);
    like.import = ot_stmt_int(s->stmt, IMPORT);
    like.period =
        (ot_period){(int)ot_stmt_int(s->stmt, YEAR), (int)ot_stmt_int(s->stmt, PERIOD)};
    if (!find_measure(ot_stmt_text(s->stmt, PART), &like.measure))
        return ot_store_damaged(s->store, "measure", err);
    if (!ot_line_block_read(&block, s->lines, s->texts))
        return ot_fail_at(err, OT_EIO, s->store->path, 0,
                          "kept lines of the ledger (block %" PRId64
                          " of slice %" PRId64
                          ") are not as they were written: restore the workspace from "
                          "a back-up, or import its files again",
                          block.seq, block.slice);
    for (size_t i = 0; i < block.lines; i++) {
        if (!knows(&s->codes, &s->lines[i]))
            return ot_store_damaged(s->store, "code", err);
        s->records[i] = like;
        fill_record(s, &s->lines[i], &s->records[i]);
    }
    ot_batch_set(batch, OT_KIND_LEDGER, s->records, block.lines);
    return OT_OK;
}

static void close_source(void *self)
{
    line_source *s = self;

    if (!s)
        return;
    ot_stmt_free(s->stmt);
    ot_cell_set_clear(&s->codes);
    free(s);
}

ot_status ot_store_lines_of(ot_store *store, int64_t import, ot_source *source,
                            ot_error *err)
{
    line_source *s = calloc(1, sizeof *s);
    ot_status st;

    if (!s)
        return ot_fail_memory(err);
    s->store = store;
    st = ot_cell_set_load_codes(&s->codes, store, err);
    if (st == OT_OK)
        st = ot_db_prepare(store->db,
                           "SELECT b.slice, b.seq, b.lines, b.texts, b.amount,"
                           " b.checksum, b.data, s.part, s.year, s.period, s.import"
                           " FROM slice s JOIN line_block b ON b.slice = s.id"
                           " WHERE s.import = ? ORDER BY b.slice, b.seq",
                           &s->stmt, err);
    if (st < 0) {
        close_source(s);
        return st;
    }
    ot_stmt_bind_int(s->stmt, import);
    *source = (ot_source){s, next_batch, close_source};
    return OT_OK;
}
