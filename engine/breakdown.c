/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/breakdown.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/position_internal.h"

#define YEARS       3
#define LEAST_SHARE 0.02 /* a smaller share says nothing: as in year_members.c */

/* The part of a cell's line and account: the last one, else a new one. Cells come in
 * the order of cost centre and account, so equal ones need not stand together only
 * where funds or areas differ: those are of other lines. */
static ot_status part_of(ot_breakdown *out, size_t *room, uint32_t line,
                         const char *account, ot_part **part, ot_error *err)
{
    for (size_t i = out->count; i-- > 0 && out->parts[i].account == account;)
        if (out->parts[i].line == line) {
            *part = &out->parts[i];
            return OT_OK;
        }
    if (out->count == *room) {
        size_t wanted = *room ? *room * 2 : 1024;
        ot_part *grown = realloc(out->parts, wanted * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        out->parts = grown;
        *room = wanted;
    }
    *part = &out->parts[out->count++];
    **part = (ot_part){.line = line, .account = account};
    return OT_OK;
}

static uint32_t find_line(const ot_position *position, const ot_line *wanted)
{
    const ot_line *found = position->count
                               ? bsearch(wanted, position->lines, position->count,
                                         sizeof *wanted, ot_line_compare)
                               : NULL;

    return found ? (uint32_t)(found - position->lines) : OT_NONE;
}

static ot_status add_cell(ot_part *part, const ot_position *position,
                          const ot_cell *cell, ot_error *err)
{
    bool so_far = cell->period.number <= position->options.as_at.number;

    switch (cell->measure) {
    case OT_BUDGET:
        if (so_far && ot_pence_add(&part->original_to_date, cell->amount, err) < 0)
            return OT_ERANGE;
        return ot_pence_add(&part->original, cell->amount, err);
    case OT_VIREMENT:
        if (so_far && ot_pence_add(&part->virement_to_date, cell->amount, err) < 0)
            return OT_ERANGE;
        return ot_pence_add(&part->virement, cell->amount, err);
    case OT_ACTUAL:
        return ot_pence_add(&part->actual, cell->amount, err);
    case OT_COMMITMENT:
        return ot_pence_add(&part->commitment, cell->amount, err);
    default:
        return OT_OK;
    }
}

/* Sizes of the original budget by the period they are posted in. */
typedef struct spread {
    double by_period[OT_PERIODS_MAX + 1], all;
} spread;

static ot_status read_cells(const ot_dataset *dataset, const ot_position *position,
                            ot_breakdown *out, ot_error *err)
{
    ot_cube *cube = ot_dataset_cube(dataset);
    const ot_cell *cells;
    spread budgets = {0};
    size_t count, room = 0;
    ot_status st = ot_cube_cells(cube, &cells, &count, err);

    out->posted = true;
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_cell *cell = &cells[i];
        ot_line wanted;
        ot_part *part = NULL;
        uint32_t line;

        if (cell->period.year != position->options.as_at.year ||
            !ot_cell_counts(&position->options, cell))
            continue;
        ot_cell_place(position->structure, cube, cell, &wanted);
        line = find_line(position, &wanted);
        if (line == OT_NONE)
            continue;
        st = part_of(out, &room, line, ot_cube_text(cube, cell, OT_DIM_ACCOUNT), &part,
                     err);
        if (st == OT_OK)
            st = add_cell(part, position, cell, err);
        if (cell->measure == OT_BUDGET) {
            budgets.by_period[cell->period.number] += fabs((double)cell->amount);
            budgets.all += fabs((double)cell->amount);
        }
    }
    for (int i = 0; i <= OT_PERIODS_MAX; i++)
        out->posted = out->posted && budgets.by_period[i] * 2 <= budgets.all;
    out->posted = out->posted && budgets.all > 0;
    return st;
}

/* The share of earlier years spent by the month; NAN where they do not say. */
static double past_share(const ot_position *position, const ot_line *line)
{
    ot_period as_at = position->options.as_at;
    double part = 0, whole = 0;

    for (int year = as_at.year - 1; year >= as_at.year - YEARS; year--) {
        long first = (long)(year - position->first.year) * OT_MONTHS -
                     (position->first.number - 1);
        double by_month = 0, in_all = 0;

        if (first < 0)
            break;
        for (int m = 0; m < OT_MONTHS; m++) {
            in_all += (double)line->months[first + m];
            if (m < as_at.number)
                by_month += (double)line->months[first + m];
        }
        if (!(by_month * in_all > 0))
            break;
        part += by_month;
        whole += in_all;
    }
    return whole != 0 && part / whole > LEAST_SHARE ? part / whole : NAN;
}

/* What of the year belongs to the months so far, 0 to 1, of a line whose parts are
 * from..to. */
static double share_of(const ot_breakdown *b, const ot_position *position, size_t from,
                       size_t to)
{
    int month = position->options.as_at.number;
    double share = NAN, original = 0, so_far = 0;

    if (month >= OT_MONTHS)
        return 1.0;
    for (size_t i = from; i < to; i++) {
        original += (double)b->parts[i].original;
        so_far += (double)b->parts[i].original_to_date;
    }
    if (b->posted)
        share = original != 0 ? so_far / original : NAN;
    else
        share = past_share(position, &position->lines[b->parts[from].line]);
    if (isnan(share))
        return (double)month / OT_MONTHS;
    return fmin(fmax(share, 0.0), 1.0);
}

static ot_status profile_part(const ot_breakdown *b, const ot_position *position,
                              ot_part *part, double share, ot_error *err)
{
    ot_pence virement;

    part->budget = part->original;
    if (ot_pence_add(&part->budget, part->virement, err) < 0)
        return OT_ERANGE;
    if (position->options.as_at.number >= OT_MONTHS) {
        part->to_date = part->budget;
        return OT_OK;
    }
    if (!b->posted)
        return ot_pence_from_double((double)part->budget * share, &part->to_date, err);
    virement = part->virement_to_date;
    if (!position->options.virements_all &&
        ot_pence_from_double((double)part->virement * share, &virement, err) < 0)
        return OT_ERANGE;
    part->to_date = part->original_to_date;
    return ot_pence_add(&part->to_date, virement, err);
}

static ot_pence size_of(const ot_part *part)
{
    ot_pence budget = part->budget < 0 ? -part->budget : part->budget;
    ot_pence actual = part->actual < 0 ? -part->actual : part->actual;

    return budget > actual ? budget : actual;
}

/* Shares what the line still has to come over its parts. */
static ot_status share_forecast(ot_breakdown *b, const ot_line *line, size_t from,
                                size_t to, ot_error *err)
{
    size_t count = to - from;
    ot_pence *sizes = malloc(2 * count * sizeof *sizes);
    ot_pence *shares = sizes ? sizes + count : NULL;
    ot_status st;

    if (!sizes)
        return ot_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        sizes[i] = size_of(&b->parts[from + i]);
    st = ot_pence_split(line->forecast - line->actual, sizes, count, shares, err);
    for (size_t i = 0; st == OT_OK && i < count; i++)
        b->parts[from + i].forecast = b->parts[from + i].actual + shares[i];
    free(sizes);
    return st;
}

static ot_status finish_line(ot_breakdown *b, const ot_position *position, size_t from,
                             size_t to, ot_error *err)
{
    uint32_t line = b->parts[from].line;
    double share = share_of(b, position, from, to);
    ot_status st = OT_OK;

    for (size_t i = from; st == OT_OK && i < to; i++) {
        st = profile_part(b, position, &b->parts[i], share, err);
        if (st == OT_OK)
            st = ot_pence_add(&b->to_date[line], b->parts[i].to_date, err);
    }
    return st == OT_OK ? share_forecast(b, &position->lines[line], from, to, err) : st;
}

/* A line with nothing in the ledger of the year: a manager's forecast alone. */
static ot_status add_missing(ot_breakdown *b, const ot_position *position,
                             ot_error *err)
{
    size_t known = b->count;
    bool *seen = calloc(position->count + 1, sizeof *seen);
    ot_part *grown = realloc(b->parts, (known + position->count + 1) * sizeof *grown);

    if (grown)
        b->parts = grown;
    if (!seen || !grown) {
        free(seen);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < known; i++)
        seen[b->parts[i].line] = true;
    for (size_t i = 0; i < position->count; i++)
        if (!seen[i])
            b->parts[b->count++] = (ot_part){.line = (uint32_t)i, .account = ""};
    free(seen);
    return OT_OK;
}

static int compare_parts(const void *left, const void *right)
{
    const ot_part *a = left, *b = right;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return strcmp(a->account, b->account);
}

ot_status ot_breakdown_make(const ot_dataset *dataset, const ot_position *position,
                            ot_breakdown *out, ot_error *err)
{
    ot_status st;

    *out = (ot_breakdown){.to_date = calloc(position->count + 1, sizeof *out->to_date)};
    st = out->to_date ? read_cells(dataset, position, out, err) : ot_fail_memory(err);
    if (st == OT_OK)
        st = add_missing(out, position, err);
    if (st == OT_OK && out->count)
        qsort(out->parts, out->count, sizeof *out->parts, compare_parts);
    for (size_t i = 0; st == OT_OK && i < out->count;) {
        size_t from = i;

        while (i < out->count && out->parts[i].line == out->parts[from].line)
            i++;
        st = finish_line(out, position, from, i, err);
    }
    if (st < 0)
        ot_breakdown_clear(out);
    return st;
}

void ot_breakdown_clear(ot_breakdown *breakdown)
{
    free(breakdown->parts);
    free(breakdown->to_date);
    *breakdown = (ot_breakdown){0};
}
