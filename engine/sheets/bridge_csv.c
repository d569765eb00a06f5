/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_csv.c - the bridge for other programs to read. */
#include <stdio.h>

#include "engine/sheets/bridge_sheet.h"

static ot_status add_column(ot_report *csv, const char *id, ot_column_kind kind,
                            ot_error *err)
{
    return ot_sheet_column(csv, id, id, kind, OT_MEDIA_ALL, err);
}

static ot_status add_columns(ot_report *csv, ot_error *err)
{
    ot_status st = add_column(csv, "bridge", OT_COLUMN_TEXT, err);

    if (st == OT_OK)
        st = add_column(csv, "step", OT_COLUMN_TEXT, err);
    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++) {
        const char *name = ot_placement_type_name((ot_placement_type)type);
        char id[64];

        snprintf(id, sizeof id, "%s_placements", name);
        st = add_column(csv, id, OT_COLUMN_COUNT, err);
        if (st == OT_OK)
            st = add_column(csv, name, OT_COLUMN_PENCE, err);
    }
    if (st == OT_OK)
        st = add_column(csv, "spread", OT_COLUMN_PENCE, err);
    if (st == OT_OK)
        st = add_column(csv, "placements", OT_COLUMN_COUNT, err);
    if (st == OT_OK)
        st = add_column(csv, "total", OT_COLUMN_PENCE, err);
    return st;
}

static ot_status add_row(ot_report *csv, const char *bridge, const char *step,
                         uint32_t *row, ot_error *err)
{
    ot_status st = ot_report_row(csv, OT_ROW_ITEM, 0, row, err);

    if (st == OT_OK)
        st = ot_report_set_text(csv, *row, 0, bridge, err);
    return st == OT_OK ? ot_report_set_text(csv, *row, 1, step, err) : st;
}

static ot_status add_budget(ot_report *csv, const ot_bridge_block *b, ot_error *err)
{
    uint32_t row, total = csv->column_count - 1;
    ot_status st = add_row(csv, b->id, "budget", &row, err);

    if (st < 0)
        return st;
    ot_report_set_number(csv, row, total, b->budget);
    st = add_row(csv, b->id, "budget_to_start", &row, err);
    if (st == OT_OK)
        ot_report_set_number(csv, row, total, b->gap);
    return st;
}

static ot_status add_forecast(ot_report *csv, const ot_bridge_block *b,
                              const char *step,
                              const ot_pence amounts[OT_BRIDGE_COLUMNS], ot_error *err)
{
    uint32_t row, at = 2;
    ot_status st = add_row(csv, b->id, step, &row, err);

    for (int column = 0; st == OT_OK && column < OT_BRIDGE_COLUMNS; column++) {
        at += column != OT_BRIDGE_SPREAD;
        ot_report_set_number(csv, row, at++, amounts[column]);
    }
    return st;
}

static ot_status add_step(ot_report *csv, const ot_bridge_block *b, ot_bridge_step step,
                          ot_error *err)
{
    const ot_bridge_part *parts = b->bridge.steps[step];
    uint32_t row, at = 2;
    ot_status st = add_row(csv, b->id, ot_bridge_step_id(step), &row, err);

    for (int column = 0; st == OT_OK && column < OT_BRIDGE_COLUMNS; column++) {
        if (column != OT_BRIDGE_SPREAD) {
            if (step != OT_BRIDGE_CONTINGENCY)
                ot_report_set_number(csv, row, at, parts[column].placements);
            at++;
        }
        ot_report_set_number(csv, row, at++, parts[column].amount);
    }
    return st;
}

ot_status ot_bridge_csv(const ot_bridge_block *blocks, size_t count, ot_report **out,
                        ot_error *err)
{
    ot_status st;

    *out = ot_report_new("bridge", "Bridge");
    if (!*out)
        return ot_fail_memory(err);
    st = add_columns(*out, err);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_bridge_block *b = &blocks[i];

        if (!b->from)
            continue;
        if (b->has_budget)
            st = add_budget(*out, b, err);
        if (st == OT_OK)
            st = add_forecast(*out, b, "forecast_before", b->bridge.opening, err);
        for (int step = 0; st == OT_OK && step < OT_BRIDGE_STEPS; step++)
            st = add_step(*out, b, (ot_bridge_step)step, err);
        if (st == OT_OK)
            st = add_forecast(*out, b, "forecast", b->bridge.closing, err);
    }
    return st;
}
