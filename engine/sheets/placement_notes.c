/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_notes.c - what stands below the sheet of placements: what the forecast is,
 * what the simulated years rest on, and how each figure is defined. */
#include "engine/sheets/placements.h"

typedef struct notes {
    const ot_sheet_context *context;
    ot_report *report;
} notes;

static ot_status note(const notes *s, const char *text, ot_error *err)
{
    return text ? ot_report_note(s->report, text, err) : ot_fail_memory(err);
}

/* How each figure is defined. */
static ot_status note_definitions(const notes *s, ot_error *err)
{
    static const struct {
        const char *name;
        ot_cost_figure figure;
    } named[] = {{"Open now", OT_COST_OPEN},
                 {"To date", OT_COST_TO_DATE},
                 {"Rest of year", OT_COST_COMMITTED},
                 {"Mean weekly fee", OT_COST_WEEKLY_MEAN},
                 {"Fee of now, a year", OT_COST_ANNUALISED},
                 {"Unit cost in the year", OT_COST_UNIT_COST}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof named / sizeof named[0]; i++)
        st = note(s,
                  ot_report_format(s->report, "%s: %s.", named[i].name,
                                   ot_cost_definition(named[i].figure, false)),
                  err);
    return st;
}

static ot_status note_forecast(const notes *s, ot_error *err)
{
    const ot_simulation_options *options = &s->context->outlook->options.simulation;
    double level = options->percentile > 0 ? options->percentile : OT_CONTINGENCY;
    ot_status st;

    if (!s->context->outlook->has_simulation)
        return note(s,
                    "There is too little to expect anything from: the forecast is what "
                    "is committed, without contingency.",
                    err);
    st = note(
        s,
        ot_report_format(
            s->report,
            "The forecast is the outturn that %g of 100 years stay below (P%g), of "
            "%lu years simulated from the placements of now, with their "
            "endings, moves and new starts. Contingency is what it is above the "
            "cost of the placements that are known.",
            level * 100, level * 100,
            (unsigned long)s->context->outlook->simulation.simulations),
        err);
    if (st == OT_OK)
        st = note(s,
                  "Means add up; percentiles, ranges and contingencies of types do not "
                  "add up to those of the total, since not every type runs high in the "
                  "same year.",
                  err);
    if (st == OT_OK && s->context->position->options.driver.id)
        st = note(
            s,
            ot_report_format(
                s->report,
                "%s: what the year's cost would be lower without it, by the starts "
                "of placements; blank where the months on record cannot tell, "
                "which the total takes as nothing.",
                s->context->position->options.driver.name),
            err);
    return st;
}

/* What the simulated years of a type rest on. */
static ot_status note_basis(const notes *s, int type, ot_error *err)
{
    const ot_simulation_basis *basis = &s->context->outlook->simulation.basis[type];
    char fee[OT_PENCE_TEXT];
    double starts = 0;
    ot_pence weekly;

    for (size_t m = 0; m < s->context->outlook->simulation.months; m++)
        starts += basis->starts[m];
    if (ot_pence_from_double(basis->weekly, &weekly, err) < 0)
        return OT_ERANGE;
    return note(s,
                ot_report_format(s->report,
                                 "%s, assumed: %.1f starts in the months to come, %.1f "
                                 "of 100 open placements ending in a month, a new one "
                                 "at %s a week (mean of %lu fees).",
                                 ot_placement_row_name(type), starts,
                                 basis->ending * 100, ot_pence_text(weekly, fee),
                                 (unsigned long)basis->fees),
                err);
}

ot_status ot_placement_notes(const ot_sheet_context *context, ot_report *report,
                             ot_error *err)
{
    const notes self = {context, report}, *s = &self;
    const ot_cost_sums *all = &s->context->outlook->costing.all;
    ot_status st = note_forecast(s, err);

    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++)
        if (s->context->outlook->simulation.months && !context->withheld &&
            ot_placement_row_shown(s->context->outlook, type))
            st = note_basis(s, type, err);
    if (st == OT_OK)
        st = note_definitions(s, err);
    if (st == OT_OK && !context->withheld && (all->estimated || all->derived))
        st = note(s,
                  ot_report_format(s->report,
                                   "Of the placements costed, %lld have no fee and are "
                                   "at the mean of their type, %lld have a fee worked "
                                   "out from a cost to date.",
                                   (long long)all->estimated, (long long)all->derived),
                  err);
    return st;
}
