/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify_lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/cell_block.h"
#include "store/line_block.h"

/* Cells as they are stored, or lines as if each were one. */
typedef struct tally {
    ot_stored_cell *cells;
    size_t count, room;
} tally;

typedef struct verifying {
    ot_store *store;
    int64_t import;
    void (*fault)(void *self, const char *what);
    void *self;
    tally of_cells, of_lines;
    bool whole; /* no block of the slice was at fault */
    ot_stored_cell cells[OT_BLOCK_CELLS];
    ot_stored_line lines[OT_BLOCK_LINES];
    const char *texts[OT_BLOCK_TEXTS];
} verifying;

static ot_status reserve(tally *sums, size_t more, ot_error *err)
{
    size_t room = sums->room + sums->room / 2 + more;
    ot_stored_cell *grown;

    if (sums->count + more <= sums->room)
        return OT_OK;
    grown = realloc(sums->cells, room * sizeof *grown);
    if (!grown)
        return ot_fail_memory(err);
    sums->cells = grown;
    sums->room = room;
    return OT_OK;
}

static int compare_codes(const void *left, const void *right)
{
    const ot_stored_cell *a = left, *b = right;

    for (int d = 0; d < OT_DIMENSIONS; d++)
        if (a->code[d] != b->code[d])
            return a->code[d] < b->code[d] ? -1 : 1;
    return 0;
}

/* In the order of the codes' ids, one of each. */
static void add_up(tally *sums)
{
    size_t kept = 0;

    if (!sums->count)
        return;
    qsort(sums->cells, sums->count, sizeof *sums->cells, compare_codes);
    for (size_t i = 1; i < sums->count; i++) {
        ot_stored_cell *last = &sums->cells[kept];

        if (compare_codes(last, &sums->cells[i]) != 0) {
            sums->cells[++kept] = sums->cells[i];
            continue;
        }
        last->lines += sums->cells[i].lines;
        last->amount =
            (ot_pence)((uint64_t)last->amount + (uint64_t)sums->cells[i].amount);
    }
    sums->count = kept + 1;
}

/* Cells that are not what their lines come to. */
static size_t count_off(const tally *cells, const tally *lines)
{
    size_t off = 0, c = 0, l = 0;

    while (c < cells->count || l < lines->count) {
        int order = c == cells->count ? 1
                    : l == lines->count
                        ? -1
                        : compare_codes(&cells->cells[c], &lines->cells[l]);

        off += order != 0 || cells->cells[c].amount != lines->cells[l].amount ||
               cells->cells[c].lines != lines->cells[l].lines;
        c += order <= 0;
        l += order >= 0;
    }
    return off;
}

/* What verify_cells.h tells of is not told again. */
static ot_status take_cells(verifying *v, ot_stmt *stmt, ot_error *err)
{
    ot_cell_block block;
    ot_status st;

    ot_cell_block_get(stmt, &block);
    if (!ot_cell_block_read(&block, v->cells)) {
        v->whole = false;
        return OT_OK;
    }
    st = reserve(&v->of_cells, block.cells, err);
    for (size_t i = 0; i < block.cells && st == OT_OK; i++)
        v->of_cells.cells[v->of_cells.count++] = v->cells[i];
    return st;
}

static ot_status take_lines(verifying *v, ot_stmt *stmt, ot_error *err)
{
    ot_line_block block;
    char text[160];
    ot_status st;

    ot_line_block_get(stmt, &block);
    if (!ot_line_block_read(&block, v->lines, v->texts)) {
        v->whole = false;
        snprintf(text, sizeof text,
                 "import %" PRId64 ": block %" PRId64 " of the kept lines of slice "
                 "%" PRId64 " is not as it was written",
                 v->import, block.seq, block.slice);
        v->fault(v->self, text);
        return OT_OK;
    }
    st = reserve(&v->of_lines, block.lines, err);
    for (size_t i = 0; i < block.lines && st == OT_OK; i++) {
        ot_stored_cell *cell = &v->of_lines.cells[v->of_lines.count++];

        *cell = (ot_stored_cell){.lines = 1, .amount = v->lines[i].amount};
        memcpy(cell->code, v->lines[i].code, sizeof cell->code);
    }
    return st;
}

static ot_status take_blocks(verifying *v, const char *sql, int64_t slice,
                             ot_status (*take)(verifying *v, ot_stmt *stmt,
                                               ot_error *err),
                             ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(v->store->db, sql, &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, slice);
    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK)
        st = take(v, stmt, err);
    ot_stmt_free(stmt);
    return st < 0 ? st : OT_OK;
}

static ot_status verify_slice(verifying *v, int64_t slice, ot_error *err)
{
    char text[192];
    size_t off;
    ot_status st;

    v->of_cells.count = v->of_lines.count = 0;
    v->whole = true;
    st = take_blocks(v,
                     "SELECT " OT_CELL_BLOCK_COLUMNS
                     " FROM cell_block WHERE slice = ? ORDER BY seq",
                     slice, take_cells, err);
    if (st == OT_OK)
        st = take_blocks(v,
                         "SELECT " OT_LINE_BLOCK_COLUMNS
                         " FROM line_block WHERE slice = ? ORDER BY seq",
                         slice, take_lines, err);
    if (st < 0 || !v->whole)
        return st;
    add_up(&v->of_cells);
    add_up(&v->of_lines);
    off = count_off(&v->of_cells, &v->of_lines);
    if (!off)
        return OT_OK;
    snprintf(text, sizeof text,
             "import %" PRId64 ": %zu cell%s of slice %" PRId64
             " %s not what the kept lines come to",
             v->import, off, off == 1 ? "" : "s", slice, off == 1 ? "is" : "are");
    v->fault(v->self, text);
    return OT_OK;
}

ot_status ot_verify_lines(ot_store *store, int64_t import,
                          void (*fault)(void *self, const char *what), void *self,
                          ot_error *err)
{
    verifying *v = calloc(1, sizeof *v);
    ot_stmt *slices = NULL;
    ot_status st = v ? OT_OK : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_db_prepare(store->db,
                           "SELECT id FROM slice WHERE import = ? ORDER BY id", &slices,
                           err);
    if (st == OT_OK) {
        v->store = store;
        v->import = import;
        v->fault = fault;
        v->self = self;
        ot_stmt_bind_int(slices, import);
    }
    while (st == OT_OK && (st = ot_stmt_next(slices, err)) == OT_OK)
        st = verify_slice(v, ot_stmt_int(slices, 0), err);
    ot_stmt_free(slices);
    if (v) {
        free(v->of_cells.cells);
        free(v->of_lines.cells);
    }
    free(v);
    return st < 0 ? st : OT_OK;
}
