/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/portions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "engine/sheets/sheet.h"

/* Portions are numbered from 0; the last is of those whom nobody answers for. */
typedef struct sharing {
    const ot_pack_input *input;
    const ot_structure *structure;
    const ot_cost_centre *centres;
    const ot_service *services;
    uint32_t centre_count, service_count;
    ot_portions *portions;
    uint32_t *of_centre; /* [centre_count] its portion */
    uint32_t nobody;
} sharing;

static int compare_words(const char *a, const char *b)
{
    while (*a && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
        a++;
        b++;
    }
    return tolower((unsigned char)*a) - tolower((unsigned char)*b);
}

static int compare_managers(const void *left, const void *right)
{
    const ot_cost_centre *const *a = left, *const *b = right;
    int by = compare_words((*a)->manager, (*b)->manager);

    return by ? by : (*a > *b) - (*a < *b); /* centres are by code */
}

static ot_status share_to_managers(sharing *s, ot_error *err)
{
    const ot_cost_centre **sorted = malloc((s->centre_count + 1) * sizeof *sorted);
    const char *last = NULL;

    if (!sorted)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < s->centre_count; i++)
        sorted[i] = &s->centres[i];
    qsort(sorted, s->centre_count, sizeof *sorted, compare_managers);
    for (uint32_t i = 0; i < s->centre_count; i++) {
        const char *manager = sorted[i]->manager;

        if (*manager && (!last || compare_words(last, manager) != 0)) {
            s->portions->items[s->nobody++].title = manager;
            last = manager;
        }
        s->of_centre[sorted[i] - s->centres] = *manager ? s->nobody - 1 : OT_NONE;
    }
    s->portions->items[s->nobody].title = "No budget manager";
    free(sorted);
    return OT_OK;
}

static void share_to_services(sharing *s)
{
    s->nobody = s->service_count;
    for (uint32_t i = 0; i < s->service_count; i++)
        s->portions->items[i].title = s->services[i].name;
    s->portions->items[s->nobody].title = "Not in the structure";
    for (uint32_t i = 0; i < s->centre_count; i++)
        s->of_centre[i] = s->centres[i].service;
}

static uint32_t portion_of(const sharing *s, uint32_t centre)
{
    return centre == OT_NONE || s->of_centre[centre] == OT_NONE ? s->nobody
                                                                : s->of_centre[centre];
}

static uint32_t portion_of_prior(const sharing *s, const ot_prior_line *prior)
{
    return portion_of(s,
                      ot_structure_find_cost_centre(s->structure, prior->cost_centre));
}

/* Lines in the order of the position, one portion after the other. */
static ot_status share_lines(sharing *s, ot_error *err)
{
    const ot_position *position = s->input->position;
    ot_portion *items = s->portions->items;
    uint32_t next = 0, *lines = malloc((position->count + 1) * sizeof *lines);

    if (!lines)
        return ot_fail_memory(err);
    s->portions->lines = lines;
    for (size_t i = 0; i < position->count; i++)
        items[portion_of(s, position->lines[i].cost_centre)].line_count++;
    for (uint32_t p = 0; p <= s->nobody; p++) {
        items[p].lines = lines + next;
        next += items[p].line_count;
        items[p].line_count = 0;
    }
    for (uint32_t i = 0; i < position->count; i++) {
        ot_portion *p = &items[portion_of(s, position->lines[i].cost_centre)];

        lines[(size_t)(p->lines - lines) + p->line_count++] = i;
    }
    return OT_OK;
}

static ot_status share_prior(sharing *s, ot_error *err)
{
    const ot_pack_input *input = s->input;
    size_t count = input->has_prior ? input->prior_count : 0, next = 0;
    ot_portion *items = s->portions->items;
    ot_prior_line *shared = malloc((count + 1) * sizeof *shared);

    if (!shared)
        return ot_fail_memory(err);
    s->portions->prior = shared;
    for (size_t i = 0; i < count; i++)
        items[portion_of_prior(s, &input->prior[i])].prior_count++;
    for (uint32_t p = 0; p <= s->nobody; p++) {
        items[p].prior = shared + next;
        next += items[p].prior_count;
        items[p].prior_count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        ot_portion *p = &items[portion_of_prior(s, &input->prior[i])];

        shared[(size_t)(p->prior - shared) + p->prior_count++] = input->prior[i];
    }
    for (uint32_t p = 0; p <= s->nobody; p++)
        qsort(shared + (items[p].prior - shared), items[p].prior_count, sizeof *shared,
              ot_prior_compare);
    return OT_OK;
}

static void drop_empty(sharing *s)
{
    ot_portions *portions = s->portions;

    for (uint32_t p = 0; p <= s->nobody; p++)
        if (portions->items[p].line_count || portions->items[p].prior_count)
            portions->items[portions->count++] = portions->items[p];
}

ot_status ot_portions_make(const ot_pack_input *input, ot_portions_by by,
                           ot_portions *out, ot_error *err)
{
    sharing s = {
        .input = input, .structure = input->position->structure, .portions = out};
    ot_status st = OT_OK;

    *out = (ot_portions){.by = by};
    s.centres = ot_structure_cost_centres(s.structure, &s.centre_count);
    s.services = ot_structure_services(s.structure, &s.service_count);
    s.of_centre = malloc((s.centre_count + 1) * sizeof *s.of_centre);
    out->items =
        calloc((size_t)s.centre_count + s.service_count + 1, sizeof *out->items);
    if (!s.of_centre || !out->items)
        st = ot_fail_memory(err);
    else if (by == OT_PORTIONS_BY_MANAGER)
        st = share_to_managers(&s, err);
    else
        share_to_services(&s);
    if (st == OT_OK)
        st = share_lines(&s, err);
    if (st == OT_OK)
        st = share_prior(&s, err);
    if (st == OT_OK)
        drop_empty(&s);
    free(s.of_centre);
    return st;
}

void ot_portions_clear(ot_portions *portions)
{
    free(portions->items);
    free(portions->lines);
    free(portions->prior);
    *portions = (ot_portions){0};
}

static ot_status take_lines(const ot_position *whole, const ot_portion *portion,
                            ot_position *out, ot_error *err)
{
    *out = *whole;
    out->count = portion->line_count;
    out->lines = malloc(((size_t)portion->line_count + 1) * sizeof *out->lines);
    if (!out->lines)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < portion->line_count; i++)
        out->lines[i] = whole->lines[portion->lines[i]];
    return OT_OK;
}

ot_status ot_portion_build(const ot_pack_input *input, const ot_drill *whole,
                           const ot_portion *portion, ot_portion_pack *out,
                           ot_error *err)
{
    static const ot_tally before; /* that there was one is all that is asked */
    ot_pack_input own = *input;
    ot_sheet_context context = {.dataset = input->dataset,
                                .position = &out->position,
                                .structure = input->position->structure,
                                .options = input->options,
                                .portion = portion->title,
                                .prior = input->has_prior ? &before : NULL,
                                .prior_lines = portion->prior,
                                .prior_count = portion->prior_count};
    ot_report **sheets = out->sheets;
    ot_status st;

    *out = (ot_portion_pack){0};
    own.position = &out->position;
    st = take_lines(input->position, portion, &out->position, err);
    if (st == OT_OK)
        st = ot_drill_part(whole, &own, portion->lines, portion->line_count,
                           &out->drill, err);
    if (st == OT_OK)
        st = ot_sheet_detail(&context, &sheets[OT_PORTION_DETAIL], err);
    if (st == OT_OK)
        st =
            ot_sheet_portion_variances(&context, &out->drill, sheets[OT_PORTION_DETAIL],
                                       &sheets[OT_PORTION_VARIANCES], err);
    return st == OT_OK
               ? ot_sheet_portion_projection(&context, &out->drill,
                                             sheets[OT_PORTION_DETAIL],
                                             &sheets[OT_PORTION_PROJECTION], err)
               : st;
}

void ot_portion_clear(ot_portion_pack *pack)
{
    for (int i = 0; i < OT_PORTION_SHEETS; i++)
        ot_report_free(pack->sheets[i]);
    ot_drill_clear(&pack->drill);
    free(pack->position.lines);
    *pack = (ot_portion_pack){0};
}
