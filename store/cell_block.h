/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_block.h - up to 4,096 ledger cells of one slice as the bytes of a row of table
 * cell_block: column by column, each value as its distance from the column's lowest in
 * as few bytes as the column needs (docs/workspace.md).
 * Knows no text of a code and nothing of slices but the number. */
#ifndef OT_CELL_BLOCK_H
#define OT_CELL_BLOCK_H

#include "engine/cube.h"
#include "store/db.h"

#define OT_BLOCK_CELLS 4096

/* A cell as it is stored. code: ids of the workspace. */
typedef struct ot_stored_cell {
    uint32_t code[OT_DIMENSIONS];
    uint32_t slice; /* of use to whoever reads several */
    uint32_t lines, first_line, last_line;
    ot_pence amount;
} ot_stored_cell;

/* A row of the table. lines and amount: of all its cells. */
typedef struct ot_cell_block {
    int64_t slice, seq;
    size_t cells;
    int64_t lines;
    ot_pence amount;
    int64_t checksum;
    const unsigned char *data;
    size_t size;
} ot_cell_block;

/* Bytes that a block may take. */
#define OT_BLOCK_BYTES ((size_t)8 * (9 + 8 * OT_BLOCK_CELLS))

/* Makes a block of up to OT_BLOCK_CELLS cells; data: OT_BLOCK_BYTES. OT_ERANGE where
 * their amounts are beyond what can be summed. */
ot_status ot_cell_block_make(int64_t slice, int64_t seq, const ot_stored_cell *cells,
                             size_t count, unsigned char *data, ot_cell_block *block,
                             ot_error *err);
/* The cells of a block, block->cells of them; false: it is not as it was made. */
bool ot_cell_block_read(const ot_cell_block *block,
                        ot_stored_cell cells[OT_BLOCK_CELLS]);

/* Rows of the table: slice, seq, cells, lines, amount, checksum, data. */
#define OT_CELL_BLOCK_COLUMNS "slice, seq, cells, lines, amount, checksum, data"
#define OT_CELL_BLOCK_INSERT                                                           \
    "INSERT INTO cell_block (" OT_CELL_BLOCK_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?)"
ot_status ot_cell_block_put(ot_stmt *insert, const ot_cell_block *block, ot_error *err);
void ot_cell_block_get(ot_stmt *stmt, ot_cell_block *block);

/* Makes blocks of the rows of table cell, which is dropped: workspaces before version 7
 * had one row for each cell, and knew no lines of the file. */
ot_status ot_cell_blocks_from_rows(ot_db *db, ot_error *err);

#endif
