/* SPDX-License-Identifier: GPL-3.0-or-later */
/* property_forecasts.h - a made-up council's forecasts and counts, and the totals that
 * its raw records must come to. */
#ifndef OT_TEST_PROPERTY_FORECASTS_H
#define OT_TEST_PROPERTY_FORECASTS_H

#include "tests/engine/property_world.h"

static inline bool counts(const world *w, const ot_ledger_record *line)
{
    const ot_position_options *options = &w->c.options;

    if (line->period.year != options->as_at.year)
        return false;
    if (line->measure == OT_BUDGET)
        return true;
    return line->period.number <= options->as_at.number ||
           (line->measure == OT_VIREMENT && options->virements_all);
}

/* The fund that line i belongs to. */
static inline ot_fund fund_of_line(const world *w, size_t i)
{
    if (*w->lines[i].fund)
        return strcmp(w->lines[i].fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG;
    return w->line_centre[i] < w->centre_count ? w->funds[w->line_centre[i]]
                                               : OT_NON_DSG;
}

/* Sums straight from the records. in_area: of lines in some high-risk area only;
 * known: of cost centres of the structure only. */
typedef struct raw_totals {
    ot_pence budget, actual;
} raw_totals;

static inline raw_totals raw_sum(const world *w, bool known, bool in_area)
{
    raw_totals sum = {0, 0};
    const ot_structure *s = ot_dataset_structure(w->c.data);

    for (size_t i = 0; i < w->line_count; i++) {
        const ot_ledger_record *line = &w->lines[i];

        if (!counts(w, line) || (known && w->line_centre[i] == w->centre_count) ||
            (in_area && ot_structure_area_of(s, line->cost_centre, line->account,
                                             NULL) == OT_NONE))
            continue;
        if (line->measure == OT_BUDGET || line->measure == OT_VIREMENT)
            sum.budget += line->amount;
        else if (line->measure == OT_ACTUAL)
            sum.actual += line->amount;
    }
    return sum;
}

static inline ot_pence raw_budget_of(const world *w, uint32_t centre, ot_fund fund)
{
    ot_pence sum = 0;

    for (size_t i = 0; i < w->line_count; i++)
        if (w->line_centre[i] == centre && fund_of_line(w, i) == fund &&
            counts(w, &w->lines[i]) &&
            (w->lines[i].measure == OT_BUDGET || w->lines[i].measure == OT_VIREMENT))
            sum += w->lines[i].amount;
    return sum;
}

/* One current forecast for some of the cost centres and funds. */
static inline void make_whole_forecasts(world *w)
{
    ot_date date = ot_period_last_day(w->c.options.calendar,
                                      ot_period_shift(w->c.options.as_at, 1));

    for (uint32_t i = 0; i < w->centre_count; i++)
        for (int fund = 0; fund < OT_FUNDS; fund++) {
            ot_forecast_record record = {.cost_centre = w->centres[i],
                                         .fund = ot_fund_name((ot_fund)fund),
                                         .is_change = one_in(w, 2),
                                         .amount = any_amount(w),
                                         .has_driver = one_in(w, 2),
                                         .driver = any_amount(w),
                                         .date = date};

            if (one_in(w, 2))
                continue;
            w->forecast_change += record.amount;
            if (!record.is_change)
                w->forecast_change -= raw_budget_of(w, i, (ot_fund)fund);
            council_forecast(&w->c, record);
        }
}

/* Any forecast of anything, dated in the last twelve months or the next three. */
static inline void make_any_forecast(world *w)
{
    static const char *const funds[] = {"", "DSG", "NON-DSG"};
    ot_calendar calendar = w->c.options.calendar;
    ot_period when = ot_period_shift(w->c.options.as_at, (int)pick(w, 16) - 12);
    ot_forecast_record record = {
        .cost_centre =
            w->centres[one_in(w, 30) ? w->centre_count : pick(w, w->centre_count)],
        .fund = funds[pick(w, 3)],
        .is_change = one_in(w, 2),
        .amount = any_amount(w),
        .has_driver = one_in(w, 2),
        .driver = one_in(w, 4) ? 0 : any_amount(w),
        .date = ot_period_last_day(calendar, when) - (int)pick(w, 28)};

    if (one_in(w, 3))
        record.account = w->accounts[pick(w, w->account_count + 1)];
    else if (one_in(w, 2))
        record.subjective_group = 1 + (int)pick(w, 10);
    if (one_in(w, 4))
        record.expires =
            ot_period_last_day(calendar, ot_period_shift(when, (int)pick(w, 6)));
    council_forecast(&w->c, record);
}

static inline void make_forecasts(world *w)
{
    uint32_t count = pick(w, 120);

    if (w->whole_forecasts) {
        make_whole_forecasts(w);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        make_any_forecast(w);
}

static inline void make_counts(world *w)
{
    static const char *const types[] = {"fostering", "residential", "supported living"};
    uint32_t count = one_in(w, 3) ? 0 : pick(w, 200);

    for (uint32_t i = 0; i < count; i++)
        council_activity(&w->c, types[pick(w, 3)], WORLD_YEAR + 1 - (int)pick(w, 14),
                         1 + (int)pick(w, 13), (long)pick(w, 900));
}

/* Last month's run: some of today's lines with other figures, and lines now gone. */
static inline size_t make_prior(world *w, ot_prior_line *prior, size_t room)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(w->c.position.structure, &count);
    size_t made = 0;

    for (size_t i = 0; i < w->c.position.count && made < room; i++) {
        const ot_line *line = &w->c.position.lines[i];

        if (one_in(w, 4))
            continue;
        prior[made++] =
            (ot_prior_line){line->code,
                            line->area == OT_NONE ? "" : areas[line->area].name,
                            line->subjective_group,
                            line->fund,
                            any_amount(w),
                            any_amount(w),
                            one_in(w, 2),
                            any_amount(w)};
    }
    return made;
}

/* Everything, up to a position that is built. */
static inline void world_make(world *w, uint64_t seed)
{
    memset(w, 0, sizeof *w);
    w->seed = seed;
    w->state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    w->c = council_new();
    make_options(w);
    make_services(w);
    make_codes(w);
    make_areas(w);
    council_seal(&w->c);
    make_ledger(w);
    make_forecasts(w);
    make_counts(w);
    council_position(&w->c);
}

#endif
