/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/line_block.h"

#include <stdlib.h>
#include <string.h>

#include "store/column.h"

/* In the order of the bytes: codes, texts, and then these. */
enum { LINE = OT_DIMENSIONS + OT_LINE_TEXTS, AMOUNT, COLUMNS };

static int64_t value_of(const ot_stored_line *line, int column)
{
    if (column == LINE)
        return line->line;
    if (column == AMOUNT)
        return line->amount;
    return column < OT_DIMENSIONS ? line->code[column]
                                  : line->text[column - OT_DIMENSIONS];
}

/* false: the value cannot be one of the column. */
static bool set_value(ot_stored_line *line, int column, int64_t value, size_t texts)
{
    if (column == LINE) {
        line->line = value;
        return true;
    }
    if (column == AMOUNT) {
        line->amount = value;
        return true;
    }
    if (value < 0 || value > UINT32_MAX)
        return false;
    if (column < OT_DIMENSIONS) {
        line->code[column] = (uint32_t)value;
        return true;
    }
    line->text[column - OT_DIMENSIONS] = (uint32_t)value;
    return (size_t)value < texts;
}

static int64_t checksum_of(const ot_line_block *block)
{
    uint64_t sum = ot_checksum_word(0, (uint64_t)block->slice);

    sum = ot_checksum_word(sum, (uint64_t)block->seq);
    sum = ot_checksum_word(sum, block->lines);
    sum = ot_checksum_word(sum, block->texts);
    sum = ot_checksum_word(sum, (uint64_t)block->amount);
    return (int64_t)ot_checksum_bytes(sum, block->data, block->size);
}

static unsigned char *write_columns(unsigned char *to, const ot_stored_line *lines,
                                    size_t count)
{
    int64_t values[OT_BLOCK_LINES];

    for (int column = 0; column < COLUMNS; column++) {
        for (size_t i = 0; i < count; i++)
            values[i] = value_of(&lines[i], column);
        to = ot_column_write(to, values, count);
    }
    return to;
}

ot_status ot_line_block_make(int64_t slice, int64_t seq, const ot_stored_line *lines,
                             size_t count, const ot_pool *texts, unsigned char **data,
                             ot_line_block *block, ot_error *err)
{
    size_t room = COLUMNS * OT_COLUMN_BYTES(count);
    unsigned char *to;

    *block = (ot_line_block){
        .slice = slice, .seq = seq, .lines = count, .texts = ot_pool_count(texts)};
    for (uint32_t i = 0; i < block->texts; i++)
        room += strlen(ot_pool_text(texts, i)) + 1;
    for (size_t i = 0; i < count; i++)
        if (ot_pence_add(&block->amount, lines[i].amount, err) < 0)
            return OT_ERANGE;
    *data = malloc(room);
    if (!*data)
        return ot_fail_memory(err);
    to = write_columns(*data, lines, count);
    for (uint32_t i = 0; i < block->texts; i++) {
        size_t size = strlen(ot_pool_text(texts, i)) + 1;

        memcpy(to, ot_pool_text(texts, i), size);
        to += size;
    }
    block->data = *data;
    block->size = (size_t)(to - *data);
    block->checksum = checksum_of(block);
    return OT_OK;
}

/* Each ends with a zero, and nothing follows the last. */
static bool read_texts(const unsigned char *from, size_t left, size_t count,
                       const char *texts[OT_BLOCK_TEXTS])
{
    for (size_t i = 0; i < count; i++) {
        const unsigned char *end = left ? memchr(from, '\0', left) : NULL;

        if (!end)
            return false;
        texts[i] = (const char *)from;
        left -= (size_t)(end + 1 - from);
        from = end + 1;
    }
    return left == 0;
}

bool ot_line_block_read(const ot_line_block *block,
                        ot_stored_line lines[OT_BLOCK_LINES],
                        const char *texts[OT_BLOCK_TEXTS])
{
    int64_t values[OT_BLOCK_LINES];
    const unsigned char *from = block->data, *end;

    if (!from || block->lines == 0 || block->lines > OT_BLOCK_LINES ||
        block->texts > OT_BLOCK_TEXTS || checksum_of(block) != block->checksum)
        return false;
    end = from + block->size;
    for (int column = 0; column < COLUMNS; column++) {
        from = ot_column_read(from, (size_t)(end - from), block->lines, values);
        if (!from)
            return false;
        for (size_t i = 0; i < block->lines; i++)
            if (!set_value(&lines[i], column, values[i], block->texts))
                return false;
    }
    return read_texts(from, (size_t)(end - from), block->texts, texts);
}

ot_status ot_line_block_put(ot_stmt *insert, const ot_line_block *block, ot_error *err)
{
    ot_stmt_bind_int(insert, block->slice);
    ot_stmt_bind_int(insert, block->seq);
    ot_stmt_bind_int(insert, (int64_t)block->lines);
    ot_stmt_bind_int(insert, (int64_t)block->texts);
    ot_stmt_bind_int(insert, block->amount);
    ot_stmt_bind_int(insert, block->checksum);
    ot_stmt_bind_bytes(insert, block->data, block->size);
    return ot_stmt_run(insert, err);
}

void ot_line_block_get(ot_stmt *stmt, ot_line_block *block)
{
    int64_t lines = ot_stmt_int(stmt, 2), texts = ot_stmt_int(stmt, 3);

    *block = (ot_line_block){.slice = ot_stmt_int(stmt, 0),
                             .seq = ot_stmt_int(stmt, 1),
                             .lines = lines < 0 ? 0 : (size_t)lines,
                             .texts = texts < 0 ? SIZE_MAX : (size_t)texts,
                             .amount = ot_stmt_int(stmt, 4),
                             .checksum = ot_stmt_int(stmt, 5)};
    block->data = ot_stmt_bytes(stmt, 6, &block->size);
}
