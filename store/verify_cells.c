/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify_cells.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/cell_set.h"

typedef struct verifying {
    ot_cell_set codes; /* none but these are read into it */
    ot_stored_cell cells[OT_BLOCK_CELLS];
} verifying;

/* NULL: nothing is wrong. */
static const char *find_fault(verifying *v, const ot_cell_block *block)
{
    int64_t lines = 0;
    uint64_t amount = 0;

    if (!ot_cell_block_read(block, v->cells))
        return "is not as it was written";
    for (size_t i = 0; i < block->cells; i++) {
        if (!ot_cell_set_knows(&v->codes, &v->cells[i]))
            return "has a code that is not there";
        lines += v->cells[i].lines;
        amount += (uint64_t)v->cells[i].amount;
    }
    if (lines != block->lines || amount != (uint64_t)block->amount)
        return "does not add up";
    return NULL;
}

static ot_status add(const ot_cell_block *block, int64_t *lines, ot_pence *total,
                     ot_error *err)
{
    *lines += block->lines;
    return ot_pence_add(total, block->amount, err);
}

static ot_status verify_blocks(verifying *v, ot_stmt *stmt, int64_t import,
                               int64_t *lines, ot_pence *total,
                               void (*tell)(void *self, const char *what), void *self,
                               ot_error *err)
{
    ot_status st;

    while ((st = ot_stmt_next(stmt, err)) == OT_OK) {
        ot_cell_block block;
        const char *fault;
        char text[192];

        ot_cell_block_get(stmt, &block);
        fault = find_fault(v, &block);
        if (!fault) {
            st = add(&block, lines, total, err);
            if (st < 0)
                return st;
            continue;
        }
        snprintf(text, sizeof text,
                 "import %" PRId64 ": block %" PRId64 " of slice %" PRId64 " %s",
                 import, block.seq, block.slice, fault);
        tell(self, text);
    }
    return st < 0 ? st : OT_OK;
}

ot_status ot_verify_cells(ot_store *store, int64_t import, int64_t *lines,
                          ot_pence *total, void (*fault)(void *self, const char *what),
                          void *self, ot_error *err)
{
    verifying *v = calloc(1, sizeof *v);
    ot_stmt *stmt = NULL;
    ot_status st =
        v ? ot_cell_set_load_codes(&v->codes, store, err) : ot_fail_memory(err);

    *lines = 0;
    *total = 0;
    if (st == OT_OK)
        st = ot_db_prepare(store->db,
                           "SELECT " OT_CELL_BLOCK_COLUMNS " FROM cell_block"
                           " WHERE slice IN (SELECT id FROM slice WHERE import = ?)"
                           " ORDER BY slice, seq",
                           &stmt, err);
    if (st == OT_OK) {
        ot_stmt_bind_int(stmt, import);
        st = verify_blocks(v, stmt, import, lines, total, fault, self, err);
    }
    ot_stmt_free(stmt);
    if (v)
        ot_cell_set_clear(&v->codes);
    free(v);
    return st;
}
