/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/locked.h"

#include <stdlib.h>

/* Differences are gathered in a cube: what is new added, what is in force taken off. */
typedef struct comparison {
    ot_cube *difference;
    const ot_periods *closed;
    bool held[3000 - 1900][OT_PERIODS_MAX + 1]; /* closed periods that the file has */
} comparison;

static bool is_locked(const comparison *c, ot_measure measure, ot_period period)
{
    return measure == OT_ACTUAL && ot_period_valid(period) &&
           ot_periods_have(c->closed, period);
}

static ot_status add_new(comparison *c, ot_cube *cube, bool *any, ot_error *err)
{
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(cube, &cells, &count, err);

    *any = false;
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_cell *cell = &cells[i];
        const ot_ledger_record record = {
            .cost_centre = ot_cube_text(cube, cell, OT_DIM_COST_CENTRE),
            .account = ot_cube_text(cube, cell, OT_DIM_ACCOUNT),
            .fund = ot_cube_text(cube, cell, OT_DIM_FUND),
            .project = ot_cube_text(cube, cell, OT_DIM_PROJECT),
            .measure = cell->measure,
            .period = cell->period,
            .amount = cell->amount,
            .lines = 1};

        if (!is_locked(c, cell->measure, cell->period))
            continue;
        *any = true;
        c->held[cell->period.year - 1900][cell->period.number] = true;
        st = ot_cube_add(c->difference, &record, 1, err);
    }
    return st;
}

static ot_status take_off(comparison *c, const ot_batch *batch, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < batch->count; i++) {
        ot_ledger_record record = batch->of.ledger[i];

        if (!is_locked(c, record.measure, record.period) ||
            !c->held[record.period.year - 1900][record.period.number])
            continue;
        record.amount = -record.amount;
        st = ot_cube_add(c->difference, &record, 1, err);
    }
    return st;
}

static ot_status take_off_stored(comparison *c, ot_store *store, ot_error *err)
{
    ot_source source;
    ot_batch batch;
    ot_status st = ot_store_source(store, OT_KIND_LEDGER, 0, &source, err);

    if (st < 0)
        return st;
    while ((st = source.next_batch(source.self, &batch, err)) == OT_OK) {
        st = take_off(c, &batch, err);
        if (st < 0)
            break;
    }
    source.close(source.self);
    return st == OT_END ? OT_OK : st;
}

static ot_status name_first(const comparison *c, ot_calendar calendar, const char *file,
                            ot_error *err)
{
    char period[OT_PERIOD_TEXT], amount[OT_PENCE_TEXT];
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(c->difference, &cells, &count, err);

    for (size_t i = 0; st == OT_OK && i < count; i++)
        if (cells[i].amount)
            return ot_fail_at(
                err, OT_EINPUT, file, 0,
                "period '%s' is closed, and this file changes it by %s (cost centre "
                "'%s', "
                "account '%s'): leave its actuals as they were, or open it again with "
                "`outturn reopen`",
                ot_period_text(calendar, cells[i].period, period),
                ot_pence_text(cells[i].amount, amount),
                ot_cube_text(c->difference, &cells[i], OT_DIM_COST_CENTRE),
                ot_cube_text(c->difference, &cells[i], OT_DIM_ACCOUNT));
    return st;
}

ot_status ot_locked_check(ot_store *store, ot_cube *cube, const ot_periods *closed,
                          ot_calendar calendar, const char *file, ot_error *err)
{
    comparison *c = calloc(1, sizeof *c);
    bool any = false;
    ot_status st = OT_OK;

    if (c)
        c->difference = ot_cube_new();
    if (!c || !c->difference)
        st = ot_fail_memory(err);
    if (st == OT_OK) {
        c->closed = closed;
        st = add_new(c, cube, &any, err);
    }
    if (st == OT_OK && any)
        st = take_off_stored(c, store, err);
    if (st == OT_OK && any)
        st = name_first(c, calendar, file, err);
    if (c)
        ot_cube_free(c->difference);
    free(c);
    return st;
}
