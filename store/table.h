/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - how the records of each kind but the ledger lie in their table, row by row.
 * Knows columns; knows no import and no mark. */
#ifndef OT_TABLE_H
#define OT_TABLE_H

#include "engine/arena.h"
#include "store/slice.h"

/* Reads the columns of a row in order; texts go into the arena. */
typedef struct ot_row {
    ot_stmt *stmt;
    ot_arena *arena;
    int column;
    bool no_memory;
} ot_row;

/* The next column: a text in the arena (or no_memory is set), or a number. */
const char *ot_row_next_text(ot_row *row);
int64_t ot_row_next_int(ot_row *row);

/* What an import needs to know of a record. */
typedef struct ot_entry {
    ot_slice slice;
    ot_pence amount; /* towards the control total */
    long line;
} ot_entry;

typedef struct ot_table {
    const char *insert; /* slice, seq, then what put binds */
    const char *select; /* kind, mark; the columns that get reads */
    size_t record_size;
    void (*describe)(const void *record, ot_entry *entry);
    void (*put)(ot_stmt *stmt, const void *record);
    void (*get)(ot_row *row, void *record);
} ot_table;

/* columns and values: lists as in SQL, such as "name, line" and "?, ?". */
#define OT_TABLE_INSERT(table, columns, values)                                        \
    "INSERT INTO " table " (slice, seq, " columns ") VALUES (?, ?, " values ")"
#define OT_TABLE_SELECT(table, columns, order)                                         \
    OT_NOW_SQL "SELECT " columns " FROM now CROSS JOIN " table                         \
               " r ON r.slice = now.id ORDER BY " order

/* In table_placements.c. */
extern const ot_table ot_table_episodes, ot_table_children, ot_table_uasc,
    ot_table_placement_costs, ot_table_payments, ot_table_providers;

/* NULL for OT_KIND_LEDGER. */
const ot_table *ot_table_of(ot_kind kind);

#endif
