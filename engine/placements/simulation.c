/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/simulation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/month.h"
#include "engine/placements/simulation_internal.h"

#define STARTS_MONTHS 60 /* of history, for the rate of starts */
#define ENDS_MONTHS   36 /* for the endings */

static bool last_of_month(ot_day day)
{
    return ot_month_first_day(ot_month_of_day(day) + 1) == day + 1;
}

static ot_status check_what_ifs(const ot_simulation_options *o, ot_error *err)
{
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        if (!(o->starts_change[t] >= -1.0 && o->starts_change[t] <= 10.0))
            return ot_fail(err, OT_EUSAGE,
                           "a change of starts must be from -1 (none) to 10");
    if (!(o->fee_uplift > -1.0 && o->fee_uplift <= 10.0) ||
        !(o->uplift > -1.0 && o->uplift <= 10.0))
        return ot_fail(err, OT_EUSAGE, "an uplift of fees must be above -1, up to 10");
    return OT_OK;
}

static ot_status check(const ot_simulation_options *o, ot_error *err)
{
    int32_t months;

    if (o->as_at == OT_DAY_OPEN || o->year_end == OT_DAY_OPEN ||
        !last_of_month(o->as_at) || !last_of_month(o->year_end))
        return ot_fail(err, OT_EUSAGE,
                       "the as-at day and the year's end must be ends of months");
    months = ot_month_of_day(o->year_end) - ot_month_of_day(o->as_at);
    if (months < 0 || months > OT_MONTHS)
        return ot_fail(err, OT_EUSAGE,
                       "the year must end 0 to 12 months after the as-at day");
    if (o->simulations > OT_SIMULATIONS_MAX)
        return ot_fail(err, OT_EUSAGE, "%u simulations are too many; %d are the most",
                       (unsigned)o->simulations, OT_SIMULATIONS_MAX);
    if (!(o->percentile >= 0 && o->percentile < 1) || !(o->adult_stays <= 1))
        return ot_fail(err, OT_EUSAGE, "percentile and share must be within 0 and 1");
    if (o->driver_end && (!o->driver_start || o->driver_end < o->driver_start))
        return ot_fail(err, OT_EUSAGE, "the driver ends before it starts");
    return check_what_ifs(o, err);
}

static void set_calendar(sim_model *m)
{
    const ot_simulation_options *o = m->options;
    int32_t last = ot_month_of_day(o->as_at), end = ot_month_of_day(o->year_end);
    int uplift_month = (end + 1) % OT_MONTHS + 1;

    m->first = last + 1;
    m->months = (size_t)(end - last);
    m->driver = (ot_starts_driver){OT_MONTH_NONE, OT_MONTH_NONE};
    if (o->driver_start) {
        m->driver.first = ot_month_of_day(o->driver_start);
        if (o->driver_end)
            m->driver.last = ot_month_of_day(o->driver_end);
    }
    for (size_t k = 0; k < m->months; k++) {
        int32_t month = m->first + (int32_t)k;

        m->days[k] = ot_month_first_day(month + 1) - ot_month_first_day(month);
        m->price[k] = pow(1.0 + o->uplift, ot_fees_uplifts(last, month, uplift_month)) *
                      (1.0 + o->fee_uplift) / 7.0;
    }
}

static ot_status fit_starts(sim_model *m, int32_t history, ot_error *err)
{
    int32_t last = m->first - 1;
    int32_t first =
        history > last - STARTS_MONTHS + 1 ? history : last - STARTS_MONTHS + 1;
    size_t months = (size_t)(last - first + 1);
    uint32_t *counts = malloc(OT_PLACEMENT_TYPES * months * sizeof *counts);
    ot_status st = counts ? OT_OK : ot_fail_memory(err);

    if (counts)
        ot_starts_count(m->input->placements, first, months, counts);
    for (size_t t = 0; t < OT_PLACEMENT_TYPES && st == OT_OK; t++) {
        ot_starts_series series = {counts + t * months, months, first, m->driver};

        st = ot_starts_fit(&series, &m->starts[t], err);
        m->driven =
            m->driven || OT_STARTS_HAS(m->starts[t].designs[0].terms, OT_STARTS_DRIVER);
    }
    free(counts);
    return st;
}

static ot_status fit(sim_model *m, ot_error *err)
{
    const ot_simulation_input *in = m->input;
    int32_t last = m->first - 1, history = sim_history(m), first;
    int uplift_month = (ot_month_of_day(m->options->year_end) + 1) % OT_MONTHS + 1;
    ot_status st = fit_starts(m, history, err);

    if (st < 0)
        return st;
    first = history > last - ENDS_MONTHS + 1 ? history : last - ENDS_MONTHS + 1;
    ot_hazards_count(in->placements, first, last, &m->hazards);
    st = ot_fees_collect(in->placements,
                         in->first_weekly ? in->first_weekly : in->weekly, last,
                         m->options->uplift, uplift_month, &m->fees, err);
    if (st == OT_OK && m->fees.reach[0] == OT_FEES_NONE)
        st = ot_fail(err, OT_EFIT,
                     "no weekly fee of any placement is known: import placement costs");
    return st;
}

static ot_status allocate(sim_model *m, ot_error *err)
{
    size_t n = m->simulations, rows = OT_SIMULATION_ROWS;
    size_t batches = (n + SIM_BATCH - 1) / SIM_BATCH;

    m->outturn = malloc(rows * n * sizeof *m->outturn);
    m->effect = malloc(rows * n * sizeof *m->effect);
    m->stock = malloc((rows * m->months * n + 1) * sizeof *m->stock);
    m->costs = calloc(batches, sizeof *m->costs);
    return m->outturn && m->effect && m->stock && m->costs ? OT_OK
                                                           : ot_fail_memory(err);
}

static void clear(sim_model *m)
{
    ot_fees_clear(&m->fees);
    free(m->cells);
    free(m->open);
    free(m->outturn);
    free(m->effect);
    free(m->stock);
    free(m->costs);
}

void sim_cost_of(const sim_model *m, const sim_flows *flows, sim_cost out)
{
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        double weekly = 0;

        for (size_t k = 0; k < m->months; k++) {
            weekly += flows->step[t][k];
            out[t][k] = (flows->part[t][k] + weekly * m->days[k]) * m->price[k];
        }
    }
}

static double mean_ending(const ot_hazards *hazards, size_t type)
{
    size_t cells = OT_AGE_BANDS * OT_STAY_BANDS;
    double events = 0, exposures = 0;

    for (size_t c = type * cells; c < (type + 1) * cells; c++) {
        events += hazards->events[c];
        exposures += hazards->exposures[c];
    }
    return exposures > 0 ? events / exposures : 0.0;
}

static void tell_basis(const sim_model *m, ot_simulation *out)
{
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        const ot_starts *starts = &m->starts[t].designs[0];
        ot_simulation_basis *basis = &out->basis[t];

        basis->terms = starts->terms;
        basis->months = starts->months;
        basis->dispersion = starts->dispersion;
        basis->driver = OT_STARTS_HAS(starts->terms, OT_STARTS_DRIVER);
        for (size_t k = 0; k < m->months; k++)
            basis->starts[k] =
                ot_starts_expected(&m->starts[t], m->first + (int32_t)k, false);
        basis->ending = mean_ending(&m->hazards, t);
        basis->fees = m->fees.count[t];
        basis->reach = m->fees.reach[t];
        basis->weekly =
            basis->fees ? ot_fees_mean(&m->fees, (ot_placement_type)t) : 0.0;
        basis->open = (uint32_t)m->open_at[t];
    }
}

ot_status ot_simulation_run(const ot_simulation_input *input,
                            const ot_simulation_options *options,
                            const ot_parallel *parallel, ot_simulation *out,
                            ot_error *err)
{
    sim_model m = {.input = input, .options = options};
    ot_status st = check(options, err);

    memset(out, 0, sizeof *out);
    if (st == OT_OK && input->placements->count == 0)
        st = ot_fail(err, OT_EFIT, "there are no placements to learn from");
    if (st < 0)
        return st;
    m.simulations = options->simulations ? options->simulations : OT_SIMULATIONS;
    set_calendar(&m);
    st = fit(&m, err);
    if (st == OT_OK)
        st = sim_group_open(&m, err);
    if (st == OT_OK)
        st = allocate(&m, err);
    if (st == OT_OK)
        st = ot_parallel_run(parallel, (m.simulations + SIM_BATCH - 1) / SIM_BATCH,
                             sim_play_batch, &m, err);
    out->months = m.months;
    out->simulations = m.simulations;
    if (st == OT_OK)
        st = sim_summarise(&m, out, err);
    if (st == OT_OK)
        tell_basis(&m, out);
    clear(&m);
    return st;
}
