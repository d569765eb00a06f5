/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/position_means.h"

#include <stdlib.h>
#include <string.h>

#include "engine/position_internal.h"

const char *ot_basis_name(ot_basis basis)
{
    static const char *const names[OT_BASES] = {"manager", "placements", "model",
                                                "budget", "actual"};

    return names[basis];
}

const char *ot_driver_basis_name(ot_driver_basis basis)
{
    static const char *const names[] = {"", "declared", "tagged", "modelled"};

    return names[basis];
}

ot_line_key ot_line_key_of(const ot_structure *structure, const ot_line *line)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(structure, &count);

    return (ot_line_key){.cost_centre = line->code,
                         .area = line->area == OT_NONE ? "" : areas[line->area].name,
                         .subjective_group = line->subjective_group,
                         .fund = (int)line->fund};
}

int ot_line_compare(const void *left, const void *right)
{
    const ot_line *a = left, *b = right;
    int by;

    if (a->service != b->service)
        return a->service < b->service ? -1 : 1;
    by = strcmp(a->code, b->code);
    if (by)
        return by;
    if (a->subjective_group != b->subjective_group)
        return a->subjective_group - b->subjective_group;
    if (a->fund != b->fund)
        return (int)a->fund - (int)b->fund;
    return (a->area > b->area) - (a->area < b->area);
}

ot_status ot_position_build(const ot_dataset *dataset,
                            const ot_position_options *options,
                            const ot_projection_means *means, ot_position *out,
                            ot_findings *findings, ot_error *err)
{
    static const ot_projection_means nothing;
    ot_builder builder = {.dataset = dataset,
                          .means = means ? means : &nothing,
                          .structure = ot_dataset_structure(dataset),
                          .position = out,
                          .findings = findings};
    ot_status st;

    *out = (ot_position){.options = *options, .structure = builder.structure};
    st = ot_builder_read_cells(&builder, err);
    if (st == OT_OK)
        st = ot_builder_read_forecasts(&builder, err);
    if (st == OT_OK)
        st = ot_builder_project(&builder, err);
    if (st == OT_OK)
        st = ot_builder_give_placements(&builder, err);
    if (st == OT_OK)
        st = ot_builder_adopt(&builder, err);
    free(builder.leaves);
    free(builder.drafts);
    free(builder.budgets);
    free(builder.budgeted);
    out->lines = builder.lines;
    out->count = builder.line_count;
    if (st < 0)
        ot_position_clear(out);
    else if (out->count)
        qsort(out->lines, out->count, sizeof *out->lines, ot_line_compare);
    return st;
}

void ot_position_clear(ot_position *position)
{
    free(position->lines);
    free(position->series);
    free(position->fresh);
    ot_arena_clear(&position->arena);
    *position = (ot_position){0};
}

ot_status ot_sums_add(ot_sums *sums, const ot_line *line, ot_error *err)
{
    ot_pence *variance = &sums->variance[line->fund];

    if (ot_pence_add(&sums->budget, line->budget, err) < 0 ||
        ot_pence_add(&sums->forecast, line->forecast, err) < 0 ||
        ot_pence_add(&sums->actual, line->actual, err) < 0 ||
        ot_pence_add(&sums->commitment, line->commitment, err) < 0 ||
        ot_pence_add(variance, line->forecast, err) < 0 ||
        ot_pence_add(variance, -line->budget, err) < 0)
        return OT_ERANGE;
    sums->has_fund[line->fund] = true;
    sums->lines++;
    if (line->fund == OT_DSG || line->driver_basis == OT_DRIVER_BLANK)
        return OT_OK;
    sums->has_driver = true;
    return ot_pence_add(&sums->driver, line->driver, err);
}
