/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/line_writer.h"

#include <stdlib.h>
#include <string.h>

#include "store/code.h"
#include "store/line_block.h"

/* A block ends with so many bytes of texts, too. */
#define TEXT_BYTES ((size_t)1 << 20)

/* The block of a slice that is not full yet. */
typedef struct open_block {
    ot_measure measure;
    ot_period period;
    int64_t slice, seq;
    ot_stored_line *lines;
    size_t count, room;
    ot_pool *texts;
    size_t text_bytes;
} open_block;

struct ot_line_writer {
    ot_slices *slices;
    bool keep_texts;
    ot_codes *codes;
    ot_stmt *insert;
    open_block *blocks;
    size_t block_count, block_room;
    size_t last; /* the block that the line before went to */
};

ot_status ot_line_writer_new(ot_db *db, ot_slices *slices, bool texts,
                             ot_line_writer **writer, ot_error *err)
{
    ot_line_writer *made = calloc(1, sizeof *made);
    ot_status st = made ? OT_OK : ot_fail_memory(err);

    if (st == OT_OK) {
        made->slices = slices;
        made->keep_texts = texts;
        st = ot_codes_new(db, &made->codes, err);
    }
    if (st == OT_OK)
        st = ot_db_prepare(db, OT_LINE_BLOCK_INSERT, &made->insert, err);
    if (st < 0) {
        ot_line_writer_free(made);
        return st;
    }
    *writer = made;
    return OT_OK;
}

void ot_line_writer_free(ot_line_writer *writer)
{
    if (!writer)
        return;
    for (size_t i = 0; i < writer->block_count; i++) {
        free(writer->blocks[i].lines);
        ot_pool_free(writer->blocks[i].texts);
    }
    free(writer->blocks);
    ot_codes_free(writer->codes);
    ot_stmt_free(writer->insert);
    free(writer);
}

static bool is_of(const open_block *block, const ot_ledger_record *record)
{
    return block->measure == record->measure &&
           block->period.year == record->period.year &&
           block->period.number == record->period.number;
}

static ot_status begin_slice(ot_line_writer *w, const ot_ledger_record *record,
                             ot_error *err)
{
    const ot_slice slice = {ot_measure_name(record->measure), record->period.year,
                            record->period.number};
    open_block *block;

    if (w->block_count == w->block_room) {
        size_t room = w->block_room ? 2 * w->block_room : 16;
        open_block *grown = realloc(w->blocks, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        w->blocks = grown;
        w->block_room = room;
    }
    block = &w->blocks[w->block_count];
    *block = (open_block){.measure = record->measure, .period = record->period};
    w->last = w->block_count++;
    return ot_slices_put(w->slices, &slice, &block->slice, err);
}

static ot_status find_slice(ot_line_writer *w, const ot_ledger_record *record,
                            open_block **block, ot_error *err)
{
    ot_status st = OT_OK;

    if (w->last >= w->block_count || !is_of(&w->blocks[w->last], record)) {
        w->last = 0;
        while (w->last < w->block_count && !is_of(&w->blocks[w->last], record))
            w->last++;
        if (w->last == w->block_count)
            st = begin_slice(w, record, err);
    }
    *block = &w->blocks[w->last];
    return st;
}

static ot_status make_room(open_block *block, ot_error *err)
{
    size_t room = block->room ? 4 * block->room : 64;
    ot_stored_line *grown;

    if (!block->texts && !(block->texts = ot_pool_new()))
        return ot_fail_memory(err);
    if (block->count < block->room)
        return OT_OK;
    grown = realloc(block->lines, room * sizeof *grown);
    if (!grown)
        return ot_fail_memory(err);
    block->lines = grown;
    block->room = room;
    return OT_OK;
}

static ot_status end_block(ot_line_writer *w, open_block *block, ot_error *err)
{
    unsigned char *data = NULL;
    ot_line_block made;
    ot_status st;

    if (block->count == 0)
        return OT_OK;
    st = ot_line_block_make(block->slice, ++block->seq, block->lines, block->count,
                            block->texts, &data, &made, err);
    if (st == OT_OK)
        st = ot_line_block_put(w->insert, &made, err);
    free(data);
    ot_pool_free(block->texts);
    block->texts = NULL;
    block->text_bytes = block->count = 0;
    return st;
}

static ot_status put_text(open_block *block, const char *text, uint32_t *number,
                          ot_error *err)
{
    uint32_t before = ot_pool_count(block->texts);
    ot_status st = ot_pool_put(block->texts, text, number, err);

    if (st == OT_OK && ot_pool_count(block->texts) > before)
        block->text_bytes += strlen(text) + 1;
    return st;
}

static ot_status put_codes(ot_line_writer *w, const ot_ledger_record *record,
                           ot_stored_line *line, ot_error *err)
{
    const char *const codes[OT_DIMENSIONS] = {[OT_DIM_COST_CENTRE] =
                                                  record->cost_centre,
                                              [OT_DIM_ACCOUNT] = record->account,
                                              [OT_DIM_FUND] = record->fund,
                                              [OT_DIM_PROJECT] = record->project};
    ot_status st = OT_OK;

    for (int d = 0; d < OT_DIMENSIONS && st == OT_OK; d++) {
        int64_t id = 0;

        st = ot_codes_put(w->codes, codes[d], &id, err);
        if (st == OT_OK && id > UINT32_MAX)
            st = ot_fail(err, OT_ERANGE, "the workspace has too many codes");
        line->code[d] = (uint32_t)id;
    }
    return st;
}

ot_status ot_line_writer_put(ot_line_writer *w, const ot_ledger_record *record,
                             ot_error *err)
{
    const char *const texts[OT_LINE_TEXTS] = {record->document, record->supplier,
                                              w->keep_texts ? record->text : ""};
    ot_stored_line line = {.line = record->line, .amount = record->amount};
    open_block *block = NULL;
    ot_status st;

    if (record->lines != 1)
        return ot_fail(err, OT_EUSAGE,
                       "a sum of %ld lines cannot be kept as a line of the ledger",
                       record->lines);
    st = find_slice(w, record, &block, err);
    if (st == OT_OK)
        st = make_room(block, err);
    if (st == OT_OK)
        st = put_codes(w, record, &line, err);
    for (int i = 0; i < OT_LINE_TEXTS && st == OT_OK; i++)
        st = put_text(block, texts[i], &line.text[i], err);
    if (st < 0)
        return st;
    block->lines[block->count++] = line;
    return block->count == OT_BLOCK_LINES || block->text_bytes >= TEXT_BYTES
               ? end_block(w, block, err)
               : OT_OK;
}

ot_status ot_line_writer_end(ot_line_writer *w, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; i < w->block_count && st == OT_OK; i++)
        st = end_block(w, &w->blocks[i], err);
    return st;
}
