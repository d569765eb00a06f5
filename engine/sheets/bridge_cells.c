/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_cells.c - the columns of the printed bridge, and the cells of one row. */
#include <stdio.h>

#include "engine/sheets/bridge_sheet.h"

static const char *const labels[OT_BRIDGE_COLUMNS] = {
    [OT_PLACEMENT_RESIDENTIAL] = "Residential",
    [OT_PLACEMENT_FOSTERING] = "Fostering",
    [OT_PLACEMENT_SUPPORTED_LIVING] = "Supported Living",
    [OT_PLACEMENT_SECURE] = "Secure",
    [OT_BRIDGE_SPREAD] = "Spread Over Types",
    [OT_BRIDGE_TOTAL] = "Total"};

static bool has_any(const ot_bridge_block *b, int column)
{
    bool any = b->bridge.opening[column] || b->bridge.closing[column];

    for (int step = 0; step < OT_BRIDGE_STEPS; step++)
        any |= b->bridge.steps[step][column].placements ||
               b->bridge.steps[step][column].amount;
    return b->from && any;
}

/* Number and amount of a column, each with an id of its own. */
static ot_status add_pair(ot_bridge_sheet *s, int column, ot_error *err)
{
    const char *super = labels[column];
    const char *name = column < OT_PLACEMENT_TYPES
                           ? ot_placement_type_name((ot_placement_type)column)
                           : NULL;
    char id[64] = "placements";
    ot_status st = OT_OK;

    if (name)
        snprintf(id, sizeof id, "%s_placements", name);
    if (column != OT_BRIDGE_SPREAD) {
        s->numbers[column] = s->report->column_count;
        st = ot_sheet_column_full(s->report,
                                  (ot_column){.id = id,
                                              .heading = "No.",
                                              .super = super,
                                              .kind = OT_COLUMN_COUNT,
                                              .width = 6},
                                  err);
    }
    s->amounts[column] = s->report->column_count;
    if (st < 0)
        return st;
    return ot_sheet_column_full(
        s->report,
        (ot_column){.id = name                         ? name
                          : column == OT_BRIDGE_SPREAD ? "spread"
                                                       : "total",
                    .heading = column == OT_BRIDGE_SPREAD ? super : "Amount",
                    .super = column == OT_BRIDGE_SPREAD ? NULL : super,
                    .unit = "£",
                    .kind = OT_COLUMN_PENCE,
                    .width = 15},
        err);
}

ot_status ot_bridge_columns(ot_bridge_sheet *s, ot_error *err)
{
    ot_status st = ot_sheet_column_full(
        s->report, (ot_column){.id = "step", .heading = "Step", .width = 50}, err);

    for (int column = 0; st == OT_OK && column < OT_BRIDGE_COLUMNS; column++) {
        s->shown[column] = column >= OT_PLACEMENT_TYPES ||
                           has_any(&s->blocks[0], column) ||
                           has_any(&s->blocks[1], column);
        if (s->shown[column])
            st = add_pair(s, column, err);
    }
    s->thousands = s->report->column_count;
    if (st < 0)
        return st;
    return ot_sheet_column_full(s->report,
                                (ot_column){.id = "thousands",
                                            .heading = "Amount",
                                            .super = "Total",
                                            .unit = "£000",
                                            .kind = OT_COLUMN_THOUSANDS,
                                            .width = 10},
                                err);
}

/* Sums across; types where the step has nothing stay blank. */
static ot_status set_parts(ot_bridge_sheet *s, uint32_t row, const ot_bridge_line *l,
                           ot_error *err)
{
    const ot_bridge_part *total = &l->parts[OT_BRIDGE_TOTAL];
    ot_ref numbers[OT_BRIDGE_COLUMNS], amounts[OT_BRIDGE_COLUMNS];
    size_t number_count = 0, amount_count = 0;
    ot_status st = OT_OK;

    for (int column = 0; column < OT_BRIDGE_TOTAL; column++) {
        const ot_bridge_part *part = &l->parts[column];

        if (!s->shown[column])
            continue;
        amounts[amount_count++] = (ot_ref){NULL, row, row, s->amounts[column], 1};
        if (column != OT_BRIDGE_SPREAD)
            numbers[number_count++] = (ot_ref){NULL, row, row, s->numbers[column], 1};
        if (!part->placements && !part->amount)
            continue;
        ot_report_set_number(s->report, row, s->amounts[column], part->amount);
        if (l->counted && column != OT_BRIDGE_SPREAD)
            ot_report_set_number(s->report, row, s->numbers[column], part->placements);
    }
    if (l->counted && number_count)
        st = ot_sheet_sum(s->report, row, s->numbers[OT_BRIDGE_TOTAL], numbers,
                          number_count, total->placements, err);
    return st == OT_OK ? ot_sheet_sum(s->report, row, s->amounts[OT_BRIDGE_TOTAL],
                                      amounts, amount_count, total->amount, err)
                       : st;
}

static ot_status set_thousands(ot_bridge_sheet *s, uint32_t row, ot_pence amount,
                               ot_error *err)
{
    const ot_ref ref = {NULL, row, row, s->amounts[OT_BRIDGE_TOTAL], 1};

    ot_report_set_number(s->report, row, s->thousands, ot_thousands(amount));
    return ot_report_set_formula(s->report, row, s->thousands, OT_FORMULA_THOUSANDS,
                                 &ref, 1, err);
}

ot_status ot_bridge_add_line(ot_bridge_sheet *s, const ot_bridge_line *l, uint32_t *row,
                             ot_error *err)
{
    ot_status st =
        ot_report_row(s->report, l->kind, l->kind == OT_ROW_ITEM ? 1 : 0, row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, *row, 0, l->text, err);
    if (st == OT_OK)
        st = set_parts(s, *row, l, err);
    return st == OT_OK ? set_thousands(s, *row, l->parts[OT_BRIDGE_TOTAL].amount, err)
                       : st;
}

ot_status ot_bridge_add_total(ot_bridge_sheet *s, ot_row_kind kind, const char *text,
                              ot_pence amount, uint32_t *row, ot_error *err)
{
    ot_status st =
        ot_report_row(s->report, kind, kind == OT_ROW_ITEM ? 1 : 0, row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, *row, 0, text, err);
    if (st < 0)
        return st;
    ot_report_set_number(s->report, *row, s->amounts[OT_BRIDGE_TOTAL], amount);
    return set_thousands(s, *row, amount, err);
}
