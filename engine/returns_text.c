/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_text.c - returns as texts that hashes are taken of. Every text in them is
 * preceded by its length, so that no two returns have one text. */
#include <inttypes.h>
#include <string.h>

#include "engine/returns.h"

char *ot_return_row_text(const ot_return_row *row, ot_arena *arena)
{
    return ot_arena_format(
        arena,
        "outturn return row %d\n%zu %s\n%zu %s\n%zu %s\n%d %s\n"
        "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n%d %" PRId64 " %" PRId64
        "\n%" PRId64 " %zu %s\n%d %" PRId64 "\n",
        OT_RETURN_FORMAT, strlen(row->cost_centre), row->cost_centre, strlen(row->name),
        row->name, strlen(row->account), row->account, row->subjective_group,
        ot_fund_name(row->fund), row->budget, row->actual, row->commitment,
        row->projection, row->has_range, row->low, row->high, row->last,
        strlen(row->basis), row->basis, row->has_driver, row->driver);
}

/* Pieces put together, each the arena's. */
static char *join(const char *const *pieces, size_t count, ot_arena *arena)
{
    size_t size = 1;
    char *text, *at;

    for (size_t i = 0; i < count; i++)
        size += strlen(pieces[i]);
    text = at = ot_arena_get(arena, size);
    for (size_t i = 0; text && i < count; i++) {
        size_t length = strlen(pieces[i]);

        memcpy(at, pieces[i], length);
        at += length;
    }
    return text;
}

char *ot_return_content_text(const ot_return *r, ot_arena *arena)
{
    const char **pieces = ot_arena_get(arena, (r->count + 1) * sizeof *pieces);

    if (!pieces)
        return NULL;
    pieces[0] = ot_arena_format(
        arena, "outturn return %d\n%d/%d\n%zu %s\n%zu %s\n%zu %s\n%zu\n",
        OT_RETURN_FORMAT, r->as_at.year, r->as_at.number, strlen(r->manager),
        r->manager, strlen(r->driver), r->driver, strlen(r->reasons), r->reasons,
        r->count);
    for (size_t i = 0; i < r->count; i++)
        pieces[i + 1] = ot_return_row_text(&r->rows[i], arena);
    for (size_t i = 0; i <= r->count; i++)
        if (!pieces[i])
            return NULL;
    return join(pieces, r->count + 1, arena);
}

char *ot_return_seal_text(const char *workspace, int64_t issue, ot_period as_at,
                          const char *manager, const char *const *hashes, size_t count,
                          ot_arena *arena)
{
    const char **pieces = ot_arena_get(arena, (2 * count + 1) * sizeof *pieces);

    if (!pieces)
        return NULL;
    pieces[0] = ot_arena_format(
        arena, "outturn return seal %d\n%zu %s\n%" PRId64 "\n%d/%d\n%zu %s\n%zu\n",
        OT_RETURN_FORMAT, strlen(workspace), workspace, issue, as_at.year, as_at.number,
        strlen(manager), manager, count);
    for (size_t i = 0; i < count; i++) {
        pieces[2 * i + 1] = hashes[i];
        pieces[2 * i + 2] = "\n";
    }
    return pieces[0] ? join(pieces, 2 * count + 1, arena) : NULL;
}
