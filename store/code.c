/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/code.h"

#include <stdlib.h>

#include "engine/pool.h"

struct ot_codes {
    ot_stmt *find, *add;
    ot_pool *seen; /* ids[n]: the id of the text that is number n of this pool */
    int64_t *ids;
    uint32_t count, room;
};

ot_status ot_codes_new(ot_db *db, ot_codes **codes, ot_error *err)
{
    ot_codes *made = calloc(1, sizeof *made);
    ot_status st = OT_OK;

    if (made)
        made->seen = ot_pool_new();
    if (!made || !made->seen)
        st = ot_fail_memory(err);
    if (st == OT_OK)
        st = ot_db_prepare(db, "SELECT id FROM code WHERE text = ?", &made->find, err);
    if (st == OT_OK)
        st = ot_db_prepare(db, "INSERT INTO code (text) VALUES (?) RETURNING id",
                           &made->add, err);
    if (st < 0) {
        ot_codes_free(made);
        return st;
    }
    *codes = made;
    return OT_OK;
}

void ot_codes_free(ot_codes *codes)
{
    if (!codes)
        return;
    ot_stmt_free(codes->find);
    ot_stmt_free(codes->add);
    ot_pool_free(codes->seen);
    free(codes->ids);
    free(codes);
}

static ot_status ask(ot_stmt *stmt, const char *text, int64_t *id, ot_error *err)
{
    ot_status st;

    ot_stmt_bind_text(stmt, text);
    st = ot_stmt_next(stmt, err);
    if (st == OT_OK)
        *id = ot_stmt_int(stmt, 0);
    ot_stmt_reset(stmt);
    return st;
}

static ot_status reserve_one(ot_codes *codes, ot_error *err)
{
    uint32_t room = codes->room ? codes->room * 2 : 256;
    int64_t *grown;

    if (codes->count < codes->room)
        return OT_OK;
    grown = realloc(codes->ids, room * sizeof *grown);
    if (!grown)
        return ot_fail_memory(err);
    codes->ids = grown;
    codes->room = room;
    return OT_OK;
}

ot_status ot_codes_put(ot_codes *codes, const char *text, int64_t *id, ot_error *err)
{
    uint32_t number = ot_pool_find(codes->seen, text);
    ot_status st;

    if (number != OT_NONE) {
        *id = codes->ids[number];
        return OT_OK;
    }
    st = ask(codes->find, text, id, err);
    if (st == OT_END)
        st = ask(codes->add, text, id, err);
    if (st == OT_OK)
        st = reserve_one(codes, err);
    if (st == OT_OK)
        st = ot_pool_put(codes->seen, text, &number, err);
    if (st == OT_OK)
        codes->ids[codes->count++] = *id;
    return st;
}
