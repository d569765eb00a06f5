/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_lines.c - the lines of ledgers that were imported with their lines kept, in
 * blocks as the cells are (line_block.h). A block has its texts within it, each once:
 * no text of a line stands anywhere else in a workspace. */
#include "store/schema.h"

#include <stddef.h>

const char *const ot_schema_lines[] = {
    "CREATE TABLE line_block ("
    " slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,"
    " seq INTEGER NOT NULL,"
    " lines INTEGER NOT NULL,"
    " texts INTEGER NOT NULL,"
    " amount INTEGER NOT NULL,"
    " checksum INTEGER NOT NULL,"
    " data BLOB NOT NULL,"
    " UNIQUE (slice, seq)"
    ") STRICT",
    "CREATE TRIGGER line_block_no_UPDATE BEFORE UPDATE ON line_block"
    " BEGIN SELECT RAISE(ABORT, 'line_block is only added to'); END",
    "CREATE TRIGGER line_block_no_DELETE BEFORE DELETE ON line_block"
    " BEGIN SELECT RAISE(ABORT, 'line_block is only added to'); END",
    NULL};
