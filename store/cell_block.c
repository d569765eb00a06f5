/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell_block.h"

#include <stdlib.h>

#include "store/column.h"

/* In the order of the bytes. */
enum { AMOUNT = OT_DIMENSIONS, LINES, FIRST_LINE, MORE_LINES, COLUMNS };

static uint64_t value_of(const ot_stored_cell *cell, int column)
{
    switch (column) {
    case AMOUNT:
        return (uint64_t)cell->amount;
    case LINES:
        return cell->lines;
    case FIRST_LINE:
        return cell->first_line;
    case MORE_LINES:
        return cell->last_line - cell->first_line;
    default:
        return cell->code[column];
    }
}

static void set_value(ot_stored_cell *cell, int column, uint64_t value)
{
    switch (column) {
    case AMOUNT:
        cell->amount = (ot_pence)value;
        break;
    case LINES:
        cell->lines = (uint32_t)value;
        break;
    case FIRST_LINE:
        cell->first_line = (uint32_t)value;
        break;
    case MORE_LINES:
        cell->last_line = cell->first_line + (uint32_t)value;
        break;
    default:
        cell->code[column] = (uint32_t)value;
    }
}

/* Amounts are signed, all else is not negative: as signed numbers both are in order. */
static unsigned char *write_column(unsigned char *to, const ot_stored_cell *cells,
                                   size_t count, int column)
{
    int64_t values[OT_BLOCK_CELLS];

    for (size_t i = 0; i < count; i++)
        values[i] = (int64_t)value_of(&cells[i], column);
    return ot_column_write(to, values, count);
}

static int64_t checksum_of(const ot_cell_block *block)
{
    uint64_t sum = ot_checksum_word(0, (uint64_t)block->slice);

    sum = ot_checksum_word(sum, (uint64_t)block->seq);
    sum = ot_checksum_word(sum, block->cells);
    sum = ot_checksum_word(sum, (uint64_t)block->lines);
    sum = ot_checksum_word(sum, (uint64_t)block->amount);
    return (int64_t)ot_checksum_bytes(sum, block->data, block->size);
}

ot_status ot_cell_block_make(int64_t slice, int64_t seq, const ot_stored_cell *cells,
                             size_t count, unsigned char *data, ot_cell_block *block,
                             ot_error *err)
{
    unsigned char *to = data;

    *block = (ot_cell_block){.slice = slice, .seq = seq, .cells = count, .data = data};
    for (size_t i = 0; i < count; i++) {
        block->lines += cells[i].lines;
        if (ot_pence_add(&block->amount, cells[i].amount, err) < 0)
            return OT_ERANGE;
    }
    for (int column = 0; column < COLUMNS; column++)
        to = write_column(to, cells, count, column);
    block->size = (size_t)(to - data);
    block->checksum = checksum_of(block);
    return OT_OK;
}

/* The values of a column; NULL: there are not so many bytes. */
static const unsigned char *read_column(const unsigned char *from, size_t left,
                                        size_t count, int column, ot_stored_cell *cells)
{
    int64_t values[OT_BLOCK_CELLS];

    from = ot_column_read(from, left, count, values);
    for (size_t i = 0; from && i < count; i++)
        set_value(&cells[i], column, (uint64_t)values[i]);
    return from;
}

bool ot_cell_block_read(const ot_cell_block *block,
                        ot_stored_cell cells[OT_BLOCK_CELLS])
{
    const unsigned char *from = block->data, *end;

    if (!from || block->cells == 0 || block->cells > OT_BLOCK_CELLS ||
        checksum_of(block) != block->checksum)
        return false;
    end = from + block->size;
    for (int column = 0; column < COLUMNS && from; column++)
        from = read_column(from, (size_t)(end - from), block->cells, column, cells);
    return from == end;
}

ot_status ot_cell_block_put(ot_stmt *insert, const ot_cell_block *block, ot_error *err)
{
    ot_stmt_bind_int(insert, block->slice);
    ot_stmt_bind_int(insert, block->seq);
    ot_stmt_bind_int(insert, (int64_t)block->cells);
    ot_stmt_bind_int(insert, block->lines);
    ot_stmt_bind_int(insert, block->amount);
    ot_stmt_bind_int(insert, block->checksum);
    ot_stmt_bind_bytes(insert, block->data, block->size);
    return ot_stmt_run(insert, err);
}

void ot_cell_block_get(ot_stmt *stmt, ot_cell_block *block)
{
    int64_t cells = ot_stmt_int(stmt, 2);

    *block = (ot_cell_block){.slice = ot_stmt_int(stmt, 0),
                             .seq = ot_stmt_int(stmt, 1),
                             .cells = cells < 0 ? 0 : (size_t)cells,
                             .lines = ot_stmt_int(stmt, 3),
                             .amount = ot_stmt_int(stmt, 4),
                             .checksum = ot_stmt_int(stmt, 5)};
    block->data = ot_stmt_bytes(stmt, 6, &block->size);
}

/* What is being made of rows. */
typedef struct conversion {
    ot_stmt *insert;
    int64_t slice, seq;
    size_t count;
    ot_stored_cell cells[OT_BLOCK_CELLS];
    unsigned char data[OT_BLOCK_BYTES];
} conversion;

static ot_status end_block(conversion *c, ot_error *err)
{
    ot_cell_block block;
    ot_status st = OT_OK;

    if (c->count == 0)
        return OT_OK;
    st = ot_cell_block_make(c->slice, ++c->seq, c->cells, c->count, c->data, &block,
                            err);
    c->count = 0;
    return st == OT_OK ? ot_cell_block_put(c->insert, &block, err) : st;
}

static ot_status take_row(conversion *c, ot_stmt *row, ot_error *err)
{
    int64_t slice = ot_stmt_int(row, 0), lines = ot_stmt_int(row, 6);
    ot_status st = OT_OK;
    ot_stored_cell *cell;

    if (slice != c->slice || c->count == OT_BLOCK_CELLS)
        st = end_block(c, err);
    if (slice != c->slice)
        c->seq = 0;
    c->slice = slice;
    cell = &c->cells[c->count++];
    *cell = (ot_stored_cell){.amount = ot_stmt_int(row, 5)};
    for (int d = 0; d < OT_DIMENSIONS && st == OT_OK; d++) {
        int64_t code = ot_stmt_int(row, 1 + d);

        if (code < 0 || code > UINT32_MAX)
            st = ot_fail(err, OT_ERANGE, "the workspace has too many codes");
        cell->code[d] = (uint32_t)code;
    }
    if (st == OT_OK && (lines < 0 || lines > UINT32_MAX))
        st = ot_fail(err, OT_ERANGE, "a cell of the workspace has too many lines");
    cell->lines = (uint32_t)lines;
    return st;
}

ot_status ot_cell_blocks_from_rows(ot_db *db, ot_error *err)
{
    conversion *c = calloc(1, sizeof *c);
    ot_stmt *rows = NULL;
    ot_status st = c ? OT_OK : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_db_prepare(db, OT_CELL_BLOCK_INSERT, &c->insert, err);
    if (st == OT_OK)
        st = ot_db_prepare(db,
                           "SELECT slice, cost_centre, account, fund, project, amount,"
                           " lines FROM cell ORDER BY slice",
                           &rows, err);
    while (st == OT_OK && (st = ot_stmt_next(rows, err)) == OT_OK)
        st = take_row(c, rows, err);
    if (st == OT_END)
        st = end_block(c, err);
    ot_stmt_free(rows);
    if (c)
        ot_stmt_free(c->insert);
    free(c);
    return st == OT_OK ? ot_db_run(db, "DROP TABLE cell", err) : st;
}
