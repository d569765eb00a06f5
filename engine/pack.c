/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/pack.h"

#include <stdlib.h>
#include <string.h>

#include "engine/narrative_write.h"
#include "engine/sheets/withheld.h"

static ot_line_key key_of(const ot_prior_line *prior)
{
    return (ot_line_key){.cost_centre = prior->cost_centre,
                         .area = prior->area,
                         .subjective_group = prior->subjective_group,
                         .fund = (int)prior->fund};
}

int ot_prior_compare(const void *left, const void *right)
{
    const ot_line_key a = key_of(left), b = key_of(right);

    return ot_line_key_compare(&a, &b);
}

static ot_status make_placements(ot_sheet_context *context, ot_report **sheets,
                                 ot_error *err)
{
    ot_status st = ot_sheet_placements(context, &sheets[OT_SHEET_PLACEMENTS], err);

    if (st == OT_OK)
        st =
            ot_sheet_placement_months(context, &sheets[OT_SHEET_PLACEMENT_MONTHS], err);
    if (st == OT_OK)
        st = ot_sheet_placement_activity(context, &sheets[OT_SHEET_PLACEMENT_ACTIVITY],
                                         err);
    if (st == OT_OK)
        st =
            ot_sheet_placement_checks(context, &sheets[OT_SHEET_PLACEMENT_CHECKS], err);
    if (st == OT_OK)
        st = ot_sheet_payments(context, &sheets[OT_SHEET_PAYMENTS],
                               &sheets[OT_SHEET_ACCRUALS], err);
    return st;
}

static ot_status make_sheets(ot_sheet_context *context, ot_report **sheets,
                             ot_error *err)
{
    uint32_t areas;
    size_t counts;
    ot_status st = ot_sheet_detail(context, &sheets[OT_SHEET_DETAIL], err);

    ot_structure_areas(context->structure, &areas);
    ot_dataset_activity(context->dataset, &counts);
    if (st == OT_OK)
        st = ot_sheet_sla(context, &sheets[OT_SHEET_SLA], err);
    if (st == OT_OK && areas)
        st = ot_sheet_high_risk(context, &sheets[OT_SHEET_HIGH_RISK], err);
    if (st == OT_OK && (counts || context->outlook))
        st = ot_sheet_activity(context, &sheets[OT_SHEET_ACTIVITY],
                               &sheets[OT_SHEET_ACTIVITY_TREND], err);
    if (st == OT_OK && context->position->options.driver.id)
        st = ot_sheet_driver(context, &sheets[OT_SHEET_DRIVER], err);
    if (st == OT_OK)
        st = ot_sheet_projection(context, &sheets[OT_SHEET_PROJECTION], err);
    if (st == OT_OK && context->outlook)
        st = make_placements(context, sheets, err);
    if (st == OT_OK)
        st = ot_sheet_bridge(context, &sheets[OT_SHEET_BRIDGE], err);
    if (st == OT_OK)
        st = ot_sheet_summary(context, &sheets[OT_SHEET_SUMMARY], err);
    if (st == OT_OK)
        st = ot_sheet_checks(context, &sheets[OT_SHEET_CHECKS], err);
    return st;
}

static ot_prior_line *sort_prior(const ot_prior_line *prior, size_t count)
{
    ot_prior_line *sorted = malloc((count + 1) * sizeof *sorted);

    if (!sorted)
        return NULL;
    if (count)
        memcpy(sorted, prior, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, ot_prior_compare);
    return sorted;
}

ot_status ot_pack_build(const ot_pack_input *input, ot_findings *findings, ot_pack *out,
                        ot_error *err)
{
    const ot_position *position = input->position;
    ot_withheld *withheld = NULL;
    ot_tally now = {0}, before = {0};
    ot_prior_line *sorted = sort_prior(input->prior, input->prior_count);
    ot_sheet_context context = {.dataset = input->dataset,
                                .position = position,
                                .structure = position->structure,
                                .options = input->options,
                                .now = &now,
                                .prior = input->has_prior ? &before : NULL,
                                .prior_lines = sorted,
                                .prior_count = input->prior_count,
                                .outlook = input->outlook,
                                .outlook_before = input->before,
                                .outlook_at_start = input->at_start,
                                .findings = &out->findings,
                                .made = out->sheets};
    ot_status st = sorted ? OT_OK : ot_fail_memory(err);

    *out = (ot_pack){.findings = *findings};
    *findings = (ot_findings){0};
    if (st == OT_OK)
        st = ot_tally_make(position->structure, position->lines, position->count, &now,
                           err);
    if (st == OT_OK && input->has_prior)
        st = ot_tally_prior(position->structure, sorted, input->prior_count, &before,
                            err);
    if (st == OT_OK && input->options->publish)
        st = ot_withheld_make(&context, &withheld, err);
    context.withheld = withheld;
    context.has_dsg = now.all_services.has_fund[OT_DSG] || now.outside.has_fund[OT_DSG];
    if (st == OT_OK)
        st = make_sheets(&context, out->sheets, err);
    if (st == OT_OK)
        st = ot_narrative_write(&context, &out->narrative, err);
    ot_withheld_free(withheld);
    ot_tally_clear(&now);
    ot_tally_clear(&before);
    free(sorted);
    return st;
}

void ot_pack_clear(ot_pack *pack)
{
    ot_narrative_free(pack->narrative);
    for (int i = 0; i < OT_SHEETS; i++)
        ot_report_free(pack->sheets[i]);
    ot_findings_clear(&pack->findings);
    *pack = (ot_pack){0};
}
