/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_block.h - up to 4,096 ledger lines of one slice as the bytes of a row of table
 * line_block: columns as those of cells, then the texts that the lines have, each once
 * (docs/workspace.md). Knows nothing of slices but the number. */
#ifndef OT_LINE_BLOCK_H
#define OT_LINE_BLOCK_H

#include "engine/cube.h"
#include "engine/pool.h"
#include "store/db.h"

#define OT_BLOCK_LINES 4096
#define OT_LINE_TEXTS  3 /* document, supplier, text */
#define OT_BLOCK_TEXTS (OT_LINE_TEXTS * OT_BLOCK_LINES)

/* A line as it is stored. code: ids of the workspace; text: numbers of the block. */
typedef struct ot_stored_line {
    uint32_t code[OT_DIMENSIONS];
    uint32_t text[OT_LINE_TEXTS];
    int64_t line; /* of the file */
    ot_pence amount;
} ot_stored_line;

/* A row of the table. amount: of all its lines. */
typedef struct ot_line_block {
    int64_t slice, seq;
    size_t lines, texts;
    ot_pence amount;
    int64_t checksum;
    const unsigned char *data;
    size_t size;
} ot_line_block;

/* Makes a block of up to OT_BLOCK_LINES lines, whose texts are those of the pool. *data
 * is the caller's to free. OT_ERANGE where their amounts are beyond what can be summed.
 */
ot_status ot_line_block_make(int64_t slice, int64_t seq, const ot_stored_line *lines,
                             size_t count, const ot_pool *texts, unsigned char **data,
                             ot_line_block *block, ot_error *err);
/* The lines of a block, and its texts, which live as long as its data; false: it is not
 * as it was made. */
bool ot_line_block_read(const ot_line_block *block,
                        ot_stored_line lines[OT_BLOCK_LINES],
                        const char *texts[OT_BLOCK_TEXTS]);

/* Rows of the table: slice, seq, lines, texts, amount, checksum, data. */
#define OT_LINE_BLOCK_COLUMNS "slice, seq, lines, texts, amount, checksum, data"
#define OT_LINE_BLOCK_INSERT                                                           \
    "INSERT INTO line_block (" OT_LINE_BLOCK_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?)"
ot_status ot_line_block_put(ot_stmt *insert, const ot_line_block *block, ot_error *err);
void ot_line_block_get(ot_stmt *stmt, ot_line_block *block);

#endif
