/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_bounds.c - intervals of a variance table's rows, and rows added up. */
#include <stdlib.h>

#include "engine/variance_rolls.h"

static ot_aggregate *new_sum(const ot_rolls *rolls)
{
    uint32_t services;

    ot_structure_services(rolls->input->position->structure, &services);
    return ot_aggregate_new((size_t)services + 1);
}

/* Lines of cost centres in no service are taken as one more service. */
static ot_status add_interval(const ot_rolls *rolls, size_t i, ot_aggregate *sum,
                              ot_roll_row *row, ot_error *err)
{
    const ot_position *position = rolls->input->position;
    const ot_line *line = &position->lines[i];
    const ot_projection *p = &line->projection;
    const ot_bounds bounds = {(double)p->outturn, (double)p->lo80, (double)p->hi80,
                              (double)p->lo95, (double)p->hi95};
    uint32_t services;

    ot_structure_services(position->structure, &services);
    row->has_interval |= p->has_interval;
    return ot_aggregate_add(sum, line->service == OT_NONE ? services : line->service,
                            &bounds, err);
}

static void take_bounds(const ot_rolls *rolls, const ot_aggregate *sum,
                        ot_roll_row *row)
{
    const ot_agreement *agreement = &rolls->input->position->agreement;

    ot_aggregate_bounds(sum, agreement->within, agreement->between, &row->bounds);
}

ot_status ot_rolls_bounds(const ot_rolls *rolls, const bool *picked, ot_roll_row *row,
                          ot_error *err)
{
    ot_aggregate *sum = new_sum(rolls);
    ot_status st = sum ? OT_OK : ot_fail_memory(err);

    row->has_interval = false;
    for (size_t i = 0; st == OT_OK && i < rolls->input->position->count; i++)
        if (rolls->of_line[i] != OT_NONE && (!picked || picked[rolls->of_line[i]]))
            st = add_interval(rolls, i, sum, row, err);
    if (st == OT_OK)
        take_bounds(rolls, sum, row);
    ot_aggregate_free(sum);
    return st;
}

/* Lines of a row are found by a chain through all lines. */
ot_status ot_rolls_row_bounds(ot_rolls *rolls, ot_error *err)
{
    size_t count = rolls->input->position->count;
    uint32_t *next = malloc((count + 1) * sizeof *next);
    uint32_t *head = malloc((rolls->count + 1) * sizeof *head);
    ot_aggregate *sum = new_sum(rolls);
    ot_status st = next && head && sum ? OT_OK : ot_fail_memory(err);

    for (size_t r = 0; st == OT_OK && r < rolls->count; r++)
        head[r] = OT_NONE;
    for (size_t i = count; st == OT_OK && i-- > 0;) {
        uint32_t row = rolls->of_line[i];

        if (row == OT_NONE)
            continue;
        next[i] = head[row];
        head[row] = (uint32_t)i;
    }
    for (size_t r = 0; st == OT_OK && r < rolls->count; r++) {
        ot_aggregate_reset(sum);
        for (uint32_t i = head[r]; st == OT_OK && i != OT_NONE; i = next[i])
            st = add_interval(rolls, i, sum, &rolls->rows[r], err);
        if (st == OT_OK)
            take_bounds(rolls, sum, &rolls->rows[r]);
    }
    ot_aggregate_free(sum);
    free(next);
    free(head);
    return st;
}

ot_status ot_roll_merge(ot_roll_row *sum, const ot_roll_row *row, ot_error *err)
{
    const ot_sums *from = &row->sums;
    ot_sums *to = &sum->sums;

    for (int fund = 0; fund < OT_FUNDS; fund++) {
        if (ot_pence_add(&to->variance[fund], from->variance[fund], err) < 0)
            return OT_ERANGE;
        to->has_fund[fund] |= from->has_fund[fund];
    }
    if (ot_pence_add(&to->budget, from->budget, err) < 0 ||
        ot_pence_add(&to->forecast, from->forecast, err) < 0 ||
        ot_pence_add(&to->actual, from->actual, err) < 0 ||
        ot_pence_add(&to->commitment, from->commitment, err) < 0 ||
        ot_pence_add(&to->driver, from->driver, err) < 0 ||
        ot_pence_add(&sum->to_date, row->to_date, err) < 0 ||
        ot_pence_add(&sum->projection, row->projection, err) < 0 ||
        ot_pence_add(&sum->before, row->before, err) < 0)
        return OT_ERANGE;
    to->has_driver |= from->has_driver;
    to->lines += from->lines;
    for (int basis = 0; basis < OT_BASES; basis++)
        sum->bases[basis] |= row->bases[basis];
    return OT_OK;
}
