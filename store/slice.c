/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/slice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/pool.h"

struct ot_slices {
    int64_t next;
    ot_pool *keys; /* "2021 5 ACTUAL": the number of a key is the slice's index */
    ot_slice *slices;
    size_t count, room;
};

char *ot_slice_text(ot_kind kind, const ot_slice *slice, ot_calendar calendar,
                    char text[OT_SLICE_TEXT])
{
    char period[OT_PERIOD_TEXT];

    if (kind == OT_KIND_FORECASTS && !slice->year)
        snprintf(text, OT_SLICE_TEXT, "forecasts without a date");
    else if (kind == OT_KIND_FORECASTS)
        snprintf(text, OT_SLICE_TEXT, "%sforecasts for %.200s dated %04d-%02d",
                 slice->period > OT_SLICE_RETURNED ? "returned " : "", slice->part,
                 slice->year, slice->period % OT_SLICE_RETURNED);
    else if (!slice->year)
        snprintf(text, OT_SLICE_TEXT, "%s", ot_kind_name(kind));
    else if (kind == OT_KIND_PAYMENTS)
        snprintf(
            text, OT_SLICE_TEXT, "%s %s", ot_kind_name(kind),
            ot_period_text(calendar, (ot_period){slice->year, slice->period}, period));
    else if (ot_kind_is_personal(kind))
        snprintf(text, OT_SLICE_TEXT, "%s %s", ot_kind_name(kind),
                 ot_year_text(calendar, slice->year, period));
    else
        snprintf(
            text, OT_SLICE_TEXT, "%.200s %s", slice->part,
            ot_period_text(calendar, (ot_period){slice->year, slice->period}, period));
    return text;
}

ot_status ot_slices_new(int64_t next, ot_slices **slices, ot_error *err)
{
    ot_slices *made = calloc(1, sizeof *made);

    if (made)
        made->keys = ot_pool_new();
    if (!made || !made->keys) {
        ot_slices_free(made);
        return ot_fail_memory(err);
    }
    made->next = next;
    *slices = made;
    return OT_OK;
}

void ot_slices_free(ot_slices *slices)
{
    if (!slices)
        return;
    ot_pool_free(slices->keys);
    free(slices->slices);
    free(slices);
}

static ot_status reserve_one(ot_slices *slices, ot_error *err)
{
    size_t room = slices->room ? slices->room * 2 : 64;
    ot_slice *grown;

    if (slices->count < slices->room)
        return OT_OK;
    grown = realloc(slices->slices, room * sizeof *grown);
    if (!grown)
        return ot_fail_memory(err);
    slices->slices = grown;
    slices->room = room;
    return OT_OK;
}

ot_status ot_slices_put(ot_slices *slices, const ot_slice *slice, int64_t *id,
                        ot_error *err)
{
    ot_status st = reserve_one(slices, err);
    size_t part = strlen(slice->part), size = part + 32;
    char *key = st == OT_OK ? malloc(size) : NULL;
    uint32_t number = 0;

    if (!key)
        return ot_fail_memory(err);
    snprintf(key, size, "%d %d %s", slice->year, slice->period, slice->part);
    st = ot_pool_put(slices->keys, key, &number, err);
    free(key);
    if (st < 0)
        return st;
    if (number == slices->count) {
        /* The part is the end of the key, which lives as long as the pool. */
        const char *kept = ot_pool_text(slices->keys, number);

        slices->slices[number] = *slice;
        slices->slices[number].part = kept + strlen(kept) - part;
        slices->count++;
    }
    *id = slices->next + number;
    return OT_OK;
}

ot_status ot_slices_write(const ot_slices *slices, ot_db *db, ot_kind kind,
                          int64_t import, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st =
        ot_db_prepare(db,
                      "INSERT INTO slice (id, import, kind, part, year, period)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      &stmt, err);

    for (size_t i = 0; i < slices->count && st == OT_OK; i++) {
        ot_stmt_bind_int(stmt, slices->next + (int64_t)i);
        ot_stmt_bind_int(stmt, import);
        ot_stmt_bind_text(stmt, ot_kind_name(kind));
        ot_stmt_bind_text(stmt, slices->slices[i].part);
        ot_stmt_bind_int(stmt, slices->slices[i].year);
        ot_stmt_bind_int(stmt, slices->slices[i].period);
        st = ot_stmt_run(stmt, err);
    }
    ot_stmt_free(stmt);
    return st;
}
