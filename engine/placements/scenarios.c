/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/scenarios.h"

#include <math.h>

enum {
    NAME,
    WORDS,
    COMMITTED,
    CONTINGENCY,
    FORECAST,
    DIFFERENCE,
    MEAN,
    P50,
    P80,
    P95,
    STOCK,
    COLUMNS
};

static const ot_column columns[COLUMNS] = {
    [NAME] = {.id = "what_if", .heading = "What if"},
    [WORDS] = {.id = "changed", .heading = "Changed"},
    [COMMITTED] = {.id = "committed", .heading = "Committed"},
    [CONTINGENCY] = {.id = "contingency", .heading = "Contingency"},
    [FORECAST] = {.id = "forecast", .heading = "Forecast"},
    [DIFFERENCE] = {.id = "difference", .heading = "Difference"},
    [MEAN] = {.id = "mean", .heading = "Mean"},
    [P50] = {.id = "p50", .heading = "50%"},
    [P80] = {.id = "p80", .heading = "80%"},
    [P95] = {.id = "p95", .heading = "95%"},
    [STOCK] = {.id = "open_at_year_end",
               .heading = "Open at Year End",
               .kind = OT_COLUMN_COUNT},
};

static ot_status add_columns(ot_report *report, ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++) {
        ot_column column = columns[i];

        if (i >= COMMITTED && i <= P95) {
            column.kind = OT_COLUMN_THOUSANDS;
            column.unit = "£000";
        }
        st = ot_report_column(report, &column, err);
    }
    return st;
}

static int64_t difference(const ot_simulation *a, const ot_simulation *b)
{
    return ot_thousands(a->outturn[OT_PLACEMENT_TYPES].chosen) -
           ot_thousands(b->outturn[OT_PLACEMENT_TYPES].chosen);
}

static ot_status add_row(ot_report *report, const ot_scenario *scenario,
                         const ot_simulation *first, ot_error *err)
{
    const ot_simulation *s = &scenario->outlook->simulation;
    const ot_simulation_points *points = &s->outturn[OT_PLACEMENT_TYPES];
    const ot_pence amounts[][2] = {{COMMITTED, s->committed[OT_PLACEMENT_TYPES]},
                                   {CONTINGENCY, s->contingency[OT_PLACEMENT_TYPES]},
                                   {FORECAST, points->chosen},
                                   {MEAN, points->mean},
                                   {P50, points->p50},
                                   {P80, points->p80},
                                   {P95, points->p95}};
    uint32_t row;
    ot_status st = ot_report_row(report, OT_ROW_ITEM, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(report, row, NAME, scenario->name, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, WORDS, scenario->words, err);
    if (st < 0)
        return st;
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
        ot_report_set_number(report, row, (uint32_t)amounts[i][0],
                             ot_thousands(amounts[i][1]));
    if (s != first)
        ot_report_set_number(report, row, DIFFERENCE, difference(s, first));
    if (s->months)
        ot_report_set_number(report, row, STOCK,
                             llround(s->stock[OT_PLACEMENT_TYPES][s->months - 1].mean));
    return OT_OK;
}

ot_status ot_scenarios_report(const ot_scenario *scenarios, size_t count,
                              ot_report **out, ot_error *err)
{
    ot_status st;

    *out = ot_report_new("what-ifs", "What if: External Placements");
    if (!*out)
        return ot_fail_memory(err);
    st = add_columns(*out, err);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        if (!scenarios[i].outlook->has_simulation)
            return ot_fail(err, OT_EINPUT,
                           "there is too little to simulate from: no placement, or no "
                           "fee of any");
        st = add_row(*out, &scenarios[i], &scenarios[0].outlook->simulation, err);
    }
    if (st == OT_OK)
        st = ot_report_note(*out,
                            "All are played with the same random numbers: a difference "
                            "is what was changed, not chance. Committed: what is open "
                            "now costs to its planned end or the year's; contingency: "
                            "the point forecast less that.",
                            err);
    return st;
}
