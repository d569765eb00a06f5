/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/placements/month.h"
#include "engine/placements/simulation_internal.h"

#define STAY_MOST  25  /* months: beyond it all are alike */
#define ADULT_MOST 120 /* months: beyond it all are alike within the year */

static bool is_open(const sim_model *m, const ot_placement *p)
{
    return p->start <= m->options->as_at && p->end > m->options->as_at;
}

int32_t sim_history(const sim_model *m)
{
    const ot_placement_list *list = m->input->placements;
    int32_t ended = SIM_NEVER, started = SIM_NEVER, last = m->first - 1, first;

    for (size_t i = 0; i < list->count; i++) {
        const ot_placement *p = &list->items[i];
        int32_t start = ot_month_of_day(p->start), end = ot_month_of_day(p->end);

        if (p->end <= m->options->as_at && end < ended)
            ended = end;
        if (start < started)
            started = start;
    }
    first = ended < SIM_NEVER ? ended + 1 : started;
    if (m->options->history) {
        first = ot_month_of_day(m->options->history);
        if (ot_month_first_day(first) < m->options->history)
            first++;
    }
    return first < last ? first : last;
}

/* Orders by type, length of stay, adult month. */
static int compare_cells(const sim_cell *a, const sim_cell *b)
{
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    if (a->stay != b->stay)
        return a->stay < b->stay ? -1 : 1;
    return (a->adult > b->adult) - (a->adult < b->adult);
}

/* An open placement with the cell it belongs to, before cells are shared. */
typedef struct candidate {
    sim_cell cell;
    sim_open open;
    size_t item;
} candidate;

static int compare_candidates(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    int by_cell = compare_cells(&x->cell, &y->cell);

    return by_cell ? by_cell : (x->item > y->item) - (x->item < y->item);
}

static void fill_hazards(const sim_model *m, sim_cell *cell)
{
    for (size_t k = 0; k < m->months; k++) {
        int32_t left = cell->adult == SIM_NEVER ? SIM_NEVER : cell->adult - (int32_t)k;

        cell->hazard[k] =
            left == 0 ? SIM_CERTAIN
                      : (uint16_t)ot_hazard_cell(cell->type, ot_age_band(left),
                                                 ot_stay_band(cell->stay + (int32_t)k));
    }
}

/* The start that a placement goes back to. */
static const ot_placement *root_of(const ot_placement_list *list, const ot_placement *p)
{
    for (size_t n = 0; n < list->count && p->before != OT_NO_PLACEMENT; n++)
        p = &list->items[p->before];
    return p;
}

/* Type of the start under the driver whose effect is known; OT_PLACEMENT_TYPES: not. */
static ot_placement_type driver_of(const sim_model *m, const ot_placement *p)
{
    const ot_placement *root = root_of(m->input->placements, p);
    int32_t month = ot_month_of_day(root->start);

    if (m->driver.first == OT_MONTH_NONE || month < m->driver.first ||
        month > m->driver.last ||
        !OT_STARTS_HAS(m->starts[root->type].designs[0].terms, OT_STARTS_DRIVER))
        return OT_PLACEMENT_TYPES;
    return root->type;
}

static candidate candidate_of(const sim_model *m, size_t item)
{
    const ot_placement *p = &m->input->placements->items[item];
    int32_t adult = ot_month_of_day(p->adult), end = ot_month_of_day(p->end) - m->first;
    int32_t stay = m->first - ot_month_of_day(p->start);
    candidate c = {.item = item};

    if (adult == OT_MONTH_NONE || adult < m->first)
        adult = SIM_NEVER;
    else
        adult -= m->first;
    c.cell.type = p->type;
    c.cell.stay = stay < STAY_MOST ? stay : STAY_MOST;
    c.cell.adult = adult < ADULT_MOST || adult == SIM_NEVER ? adult : ADULT_MOST;
    c.open.weekly = (double)m->input->weekly[item];
    c.open.planned = -1;
    if (p->end != OT_DAY_OPEN && end < (int32_t)m->months) {
        c.open.planned = (int8_t)end;
        c.open.day = (uint8_t)(p->end - ot_month_first_day(m->first + end));
    }
    c.open.driver = (uint8_t)driver_of(m, p);
    c.open.draw_fee = m->input->weekly[item] == OT_FEE_UNKNOWN;
    c.open.special =
        c.open.planned >= 0 || c.open.driver < OT_PLACEMENT_TYPES || c.open.draw_fee;
    return c;
}

static void share_cells(sim_model *m, const candidate *candidates)
{
    for (size_t i = 0; i < m->open_count; i++) {
        const candidate *c = &candidates[i];
        ot_placement_type type = c->cell.type;

        if (i == 0 || compare_cells(&c->cell, &candidates[i - 1].cell) != 0) {
            m->cells[m->cell_count] = c->cell;
            fill_hazards(m, &m->cells[m->cell_count++]);
        }
        m->open[i] = c->open;
        m->open[i].cell = (uint32_t)(m->cell_count - 1);
        m->open_at[type] += 1.0;
        if (c->open.draw_fee)
            continue;
        m->base.part[type][0] += c->open.weekly * m->days[0];
        m->base.step[type][1] += c->open.weekly;
        m->base.stock[type][0] += 1.0;
    }
}

static void add_driven_spent(sim_model *m)
{
    const ot_placement_list *list = m->input->placements;
    int32_t year_end = ot_month_of_day(m->options->year_end);
    ot_day first = ot_month_first_day(year_end - (OT_MONTHS - 1));

    for (size_t i = 0; i < list->count; i++) {
        const ot_placement *p = &list->items[i];
        ot_placement_type root = driver_of(m, p);
        ot_day from = p->start > first ? p->start : first;
        ot_day to = p->end <= m->options->as_at ? p->end : m->options->as_at + 1;

        if (root < OT_PLACEMENT_TYPES && to > from &&
            m->input->weekly[i] != OT_FEE_UNKNOWN)
            m->driven_spent[root][p->type] +=
                (double)m->input->weekly[i] * (to - from) / 7.0;
    }
}

ot_status sim_group_open(sim_model *m, ot_error *err)
{
    const ot_placement_list *list = m->input->placements;
    candidate *candidates = NULL;
    size_t n = 0;

    for (size_t i = 0; i < list->count; i++)
        m->open_count += is_open(m, &list->items[i]);
    candidates = malloc((m->open_count + 1) * sizeof *candidates);
    m->open = malloc((m->open_count + 1) * sizeof *m->open);
    m->cells = malloc((m->open_count + 1) * sizeof *m->cells);
    if (!candidates || !m->open || !m->cells) {
        free(candidates);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < list->count; i++)
        if (is_open(m, &list->items[i]))
            candidates[n++] = candidate_of(m, i);
    qsort(candidates, n, sizeof *candidates, compare_candidates);
    share_cells(m, candidates);
    free(candidates);
    add_driven_spent(m);
    return OT_OK;
}
