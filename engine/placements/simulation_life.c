/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/placements/simulation_internal.h"

#define MOVES_MOST 50 /* of one placement in one year */

void sim_change(sim_flows *f, const sim_stay *s, double nights, double scale)
{
    double weekly = scale * s->weekly;

    f->part[s->type][s->month] += weekly * nights;
    f->step[s->type][s->month + 1] += weekly;
    f->stock[s->type][s->month] += scale;
}

void sim_begin(const sim_model *m, const sim_where *w, const sim_stay *s)
{
    double nights = m->days[s->month] - s->day;

    sim_change(w->flows, s, nights, 1.0);
    if (w->scaled)
        sim_change(w->scaled, s, nights, w->scale);
}

void sim_finish(const sim_model *m, const sim_where *w, const sim_stay *s)
{
    double nights = m->days[s->month] - s->day - (m->options->end_night ? 1 : 0);

    sim_change(w->flows, s, nights, -1.0);
    if (w->scaled)
        sim_change(w->scaled, s, nights, -w->scale);
}

int sim_day_at(double share, int from, int days)
{
    int day = from + (int)(share * (days - from));

    return day < days ? day : days - 1;
}

/* Month and day of the end; false where it outlasts the year. */
static bool find_end(const sim_year *y, sim_stay *s, ot_random *random)
{
    const sim_model *m = y->model;
    double u = ot_random_uniform(random), open = 1.0;

    for (size_t k = s->month; k < m->months; k++) {
        int32_t left = s->adult == SIM_NEVER ? SIM_NEVER : s->adult - (int32_t)k;
        int32_t since = s->since + (int32_t)(k - s->month);

        open *= left == 0 ? 0.0
                          : 1.0 - y->end[ot_hazard_cell(s->type, ot_age_band(left),
                                                        ot_stay_band(since))];
        if (u < open)
            continue;
        s->day = sim_day_at(ot_random_uniform(random), k == s->month ? s->day : 0,
                            m->days[k]);
        s->since = since;
        s->month = k;
        return true;
    }
    return false;
}

bool sim_move_on(const sim_year *y, sim_stay *s, ot_random *random)
{
    bool adult = s->adult == (int32_t)s->month;
    double u = ot_random_uniform(random);
    unsigned to = 0;
    const ot_fee *fee;

    if (adult) {
        s->adult = SIM_NEVER;
        if (u >= y->rates.adult_stays)
            return false;
        if (s->type == OT_PLACEMENT_SUPPORTED_LIVING)
            return true;
        to = OT_PLACEMENT_SUPPORTED_LIVING;
    } else {
        while (u >= y->rates.to[s->type][to])
            to++;
    }
    if (to == OT_TO_OUTSIDE)
        return false;
    s->since = 0;
    if (to == OT_TO_SAME)
        return true;
    s->type = (ot_placement_type)to;
    fee = ot_fees_pick(&y->model->fees, s->type, y->picks[s->type], false, random);
    s->weekly = fee ? fee->weekly : 0.0;
    return true;
}

void sim_live(const sim_year *y, const sim_where *w, sim_stay *s, ot_random *random)
{
    for (int moves = 0; moves < MOVES_MOST; moves++) {
        sim_begin(y->model, w, s);
        if (!find_end(y, s, random))
            return;
        sim_finish(y->model, w, s);
        if (!sim_move_on(y, s, random))
            return;
    }
}
