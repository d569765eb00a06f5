/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/totals.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/pool.h"

typedef struct total {
    ot_pence amount;
    int64_t lines;
} total;

struct ot_totals {
    ot_pool *keys;
    total *items; /* by number of the key */
    size_t room;
    total all;
};

ot_totals *ot_totals_new(void)
{
    ot_totals *totals = calloc(1, sizeof *totals);

    if (totals && !(totals->keys = ot_pool_new())) {
        free(totals);
        return NULL;
    }
    return totals;
}

void ot_totals_free(ot_totals *totals)
{
    if (!totals)
        return;
    ot_pool_free(totals->keys);
    free(totals->items);
    free(totals);
}

static ot_status reserve(ot_totals *totals, size_t wanted, ot_error *err)
{
    size_t room = totals->room ? totals->room * 2 : 64;
    total *grown;

    if (wanted <= totals->room)
        return OT_OK;
    grown = realloc(totals->items, room * sizeof *grown);
    if (!grown)
        return ot_fail_memory(err);
    memset(grown + totals->room, 0, (room - totals->room) * sizeof *grown);
    totals->items = grown;
    totals->room = room;
    return OT_OK;
}

ot_status ot_totals_add(ot_totals *totals, const char *key, ot_pence amount,
                        int64_t lines, ot_error *err)
{
    char upper[1024];
    size_t length = 0;
    uint32_t id;
    ot_status st;

    for (; key[length] && length < sizeof upper - 1; length++)
        upper[length] = key[length] >= 'a' && key[length] <= 'z'
                            ? (char)(key[length] - 'a' + 'A')
                            : key[length];
    upper[length] = '\0';
    st = ot_pool_put(totals->keys, upper, &id, err);
    if (st == OT_OK)
        st = reserve(totals, (size_t)id + 1, err);
    if (st == OT_OK)
        st = ot_pence_add(&totals->items[id].amount, amount, err);
    if (st == OT_OK)
        st = ot_pence_add(&totals->all.amount, amount, err);
    if (st < 0)
        return st;
    totals->items[id].lines += lines;
    totals->all.lines += lines;
    return OT_OK;
}

static total find(const ot_totals *totals, const char *key)
{
    uint32_t id = ot_pool_find(totals->keys, key);

    return id == OT_NONE ? (total){0} : totals->items[id];
}

static ot_status compare_keys(const ot_totals *of, const ot_totals *cells,
                              const ot_totals *control, ot_error *err)
{
    char came[OT_PENCE_TEXT], wanted[OT_PENCE_TEXT];

    for (uint32_t id = 0; id < ot_pool_count(of->keys); id++) {
        const char *key = ot_pool_text(of->keys, id);
        const total a = find(cells, key), b = find(control, key);

        if (a.amount != b.amount || a.lines != b.lines)
            return ot_fail(err, OT_EINPUT,
                           "the cells of '%.60s' are %s of %" PRId64
                           " lines, its control total is %s of %" PRId64
                           ": the answer is not whole, or lines were posted meanwhile",
                           key, ot_pence_text(a.amount, came), a.lines,
                           ot_pence_text(b.amount, wanted), b.lines);
    }
    return OT_OK;
}

ot_status ot_totals_compare(const ot_totals *cells, const ot_totals *control,
                            ot_error *err)
{
    ot_status st = compare_keys(cells, cells, control, err);

    return st < 0 ? st : compare_keys(control, cells, control, err);
}

void ot_totals_all(const ot_totals *totals, ot_pence *amount, int64_t *lines)
{
    *amount = totals->all.amount;
    *lines = totals->all.lines;
}
