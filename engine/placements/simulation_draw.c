/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/month.h"
#include "engine/placements/simulation_internal.h"

#define COPIES_MOST 20.0 /* of a placement that the driver kept away */
#define RATE_MOST   10.0 /* times the fitted one and one more: a wild draw is held */
#define RATE_LEAST  1e-9

/* Streams of a simulated year. */
enum { OF_HAZARDS, OF_STARTS, OF_FEES, OF_OPEN, OF_PLACEMENT, OF_SPECIAL, OF_MONTH };

static void draw_rates(sim_year *y)
{
    const sim_model *m = y->model;
    ot_random random;

    ot_random_init(&random, y->key, OF_HAZARDS);
    ot_hazards_draw(&m->hazards, &random, &y->rates);
    memcpy(y->end, y->rates.end, sizeof y->rates.end);
    y->end[SIM_CERTAIN] = 1.0;
    if (m->options->adult_stays != 0)
        y->rates.adult_stays = fmax(m->options->adult_stays, 0.0);
    ot_random_init(&random, y->key, OF_STARTS);
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        y->starts[t] = ot_starts_choose(&m->starts[t], &random);
        ot_starts_draw(y->starts[t], &random, y->coefficients[t]);
        y->without[t] = fmin(ot_starts_drawn_without(y->starts[t], y->coefficients[t]),
                             COPIES_MOST);
    }
    ot_random_init(&random, y->key, OF_FEES);
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        ot_fees_draw(&m->fees, (ot_placement_type)t, &random, y->picks[t]);
}

static void draw_curves(sim_year *y)
{
    const sim_model *m = y->model;

    for (size_t c = 0; c < m->cell_count; c++) {
        double *curve = y->curves + c * m->months, open = 1.0;

        for (size_t k = 0; k < m->months; k++) {
            open *= 1.0 - y->end[m->cells[c].hazard[k]];
            curve[k] = 1.0 - open;
        }
    }
}

/* Month and day of the end by the cell's curve; the year's months where it outlasts it.
 */
static void find_open_end(const sim_year *y, uint32_t cell, double u, sim_stay *s)
{
    const sim_model *m = y->model;
    const double *curve = y->curves + cell * m->months;
    size_t k = 0;
    double before;

    while (k < m->months && u >= curve[k])
        k++;
    s->month = k;
    s->since += (int32_t)k;
    if (k == m->months)
        return;
    before = k ? curve[k - 1] : 0.0;
    s->day = sim_day_at((u - before) / (curve[k] - before), 0, m->days[k]);
}

static sim_stay stay_of(const sim_model *m, const sim_open *o)
{
    const sim_cell *cell = &m->cells[o->cell];

    return (sim_stay){.type = cell->type,
                      .weekly = o->weekly,
                      .adult = cell->adult,
                      .since = cell->stay};
}

/* Copies of the placement had the driver not been: on average so many as the rate of
 * starts without it is of that with it. */
static double copies(const sim_year *y, const sim_open *o, ot_random *random)
{
    double rate = y->without[o->driver], whole = floor(rate);

    return whole + (ot_random_uniform(random) < rate - whole ? 1.0 : 0.0);
}

/* Whether the placement, of those that are not alike, goes on in w; s and w as found.
 */
static void prepare_special(sim_year *y, size_t i, sim_stay *s, sim_where *w)
{
    const sim_open *o = &y->model->open[i];
    ot_random random;

    ot_random_init(&random, ot_random_key(y->key, OF_SPECIAL), i);
    if (o->draw_fee) {
        const ot_fee *fee =
            ot_fees_pick(&y->model->fees, s->type, y->picks[s->type], false, &random);
        sim_where known = {&y->open, NULL, 0.0};

        s->weekly = fee ? fee->weekly : 0.0;
        sim_begin(y->model, &known, s);
    }
    if (o->driver < OT_PLACEMENT_TYPES) {
        double scale = 1.0 - copies(y, o, &random);

        if (scale != 0.0) {
            sim_change(&y->driven, s, y->model->days[0], scale);
            w->scaled = &y->driven;
            w->scale = scale;
        }
    }
}

static void play_special(sim_year *y, size_t i, double u, sim_stay *s, sim_where *w)
{
    const sim_open *o = &y->model->open[i];

    prepare_special(y, i, s, w);
    find_open_end(y, o->cell, u, s);
    if (o->planned >= 0 && s->month >= (size_t)o->planned) {
        s->day = s->month == (size_t)o->planned && s->day < o->day ? s->day : o->day;
        s->month = (size_t)o->planned;
    }
}

static void play_open(sim_year *y)
{
    const sim_model *m = y->model;
    uint64_t key = ot_random_key(y->key, OF_PLACEMENT);
    ot_random uniform, random;

    y->open = m->base;
    memset(&y->driven, 0, sizeof y->driven);
    if (m->months == 0)
        return;
    ot_random_init(&uniform, y->key, OF_OPEN);
    for (size_t i = 0; i < m->open_count; i++) {
        const sim_open *o = &m->open[i];
        double u = ot_random_uniform(&uniform);
        sim_where w = {&y->open, NULL, 0.0};
        sim_stay s;

        if (!o->special && u >= y->curves[(o->cell + 1) * m->months - 1])
            continue;
        s = stay_of(m, o);
        if (o->special)
            play_special(y, i, u, &s, &w);
        else
            find_open_end(y, o->cell, u, &s);
        if (s.month == m->months)
            continue;
        sim_finish(m, &w, &s);
        ot_random_init(&random, key, i);
        if (sim_move_on(y, &s, &random))
            sim_live(y, &w, &s, &random);
    }
}

static void start_one(const sim_year *y, sim_flows *flows, ot_placement_type type,
                      size_t month, ot_random *random)
{
    const sim_model *m = y->model;
    int day = sim_day_at(ot_random_uniform(random), 0, m->days[month]);
    const ot_fee *fee = ot_fees_pick(&m->fees, type, y->picks[type], true, random);
    sim_where w = {flows, NULL, 0.0};
    sim_stay s = {.type = type, .adult = SIM_NEVER, .month = month, .day = day};

    if (fee) {
        s.weekly = fee->weekly;
        if (fee->months_to_adult != OT_MONTH_NONE && fee->months_to_adult >= 0)
            s.adult = (int32_t)month + fee->months_to_adult;
    }
    sim_live(y, &w, &s, random);
}

/* Placements of the type open as the month begins. */
static double open_at(const sim_year *y, const sim_flows *added, ot_placement_type type,
                      size_t month, bool without)
{
    double sum = 0;

    for (size_t k = 0; k < month; k++)
        sum += y->open.stock[type][k] + added->stock[type][k] -
               (without ? y->driven.stock[type][k] : 0.0);
    return month ? sum : y->model->open_at[type];
}

/* Starts of a type in a month. They come one after the other in a time that runs at
 * the rate: a smaller rate leaves the last away and changes no other. */
static void start_month(const sim_year *y, sim_flows *added, ot_placement_type type,
                        size_t month, bool without)
{
    const sim_model *m = y->model;
    const ot_starts *starts = y->starts[type];
    int32_t calendar = m->first + (int32_t)month;
    uint64_t key = ot_random_key(y->key, OF_MONTH + month * OT_PLACEMENT_TYPES + type);
    double most = RATE_MOST * (1.0 + ot_starts_rate(starts, calendar, false));
    double rate = ot_starts_drawn_rate(starts, y->coefficients[type], calendar, false);
    double extra = starts->dispersion - 1.0, mean, time, room;
    ot_random random, own;

    rate = fmin(fmax(rate, RATE_LEAST), most);
    mean = rate;
    ot_random_init(&random, key, 0);
    if (without)
        mean = fmin(ot_starts_drawn_rate(starts, y->coefficients[type], calendar, true),
                    RATE_MOST * (1.0 + ot_starts_rate(starts, calendar, true)));
    if (extra > 0)
        mean *= ot_random_gamma(&random, rate / extra, extra / rate);
    mean *= 1.0 + m->options->starts_change[type];
    room = m->options->cap[type]
               ? m->options->cap[type] - open_at(y, added, type, month, without)
               : INFINITY;
    ot_random_init(&random, key, 1);
    time = ot_random_exponential(&random);
    for (uint64_t n = 0; time < mean && room > 0; n++, room -= 1.0) {
        ot_random_init(&own, key, n + 2);
        start_one(y, added, type, month, &own);
        time += ot_random_exponential(&random);
    }
}

static void play_starts(sim_year *y, sim_flows *added, bool without)
{
    memset(added, 0, sizeof *added);
    for (size_t k = 0; k < y->model->months; k++)
        for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
            start_month(y, added, (ot_placement_type)t, k, without);
}

static void record_stock(const sim_year *y, const sim_flows *added, uint32_t n,
                         bool without)
{
    const sim_model *m = y->model;
    double total[OT_MONTHS] = {0};

    for (size_t t = 0; t <= OT_PLACEMENT_TYPES; t++) {
        double now = 0;

        for (size_t k = 0; k < m->months; k++) {
            if (t < OT_PLACEMENT_TYPES) {
                now += y->open.stock[t][k] + added->stock[t][k] -
                       (without ? y->driven.stock[t][k] : 0.0);
                total[k] += now;
            } else {
                now = total[k];
            }
            m->stock[(t * m->months + k) * m->simulations + n] =
                (uint32_t)fmax(now, 0.0);
        }
    }
}

/* Adds a year's months to the batch's, and gives its sum by type. */
static void sum_months(const sim_model *m, sim_cost cost, sim_cost into, double *sums)
{
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        for (size_t k = 0; k < m->months; k++) {
            into[t][k] += cost[t][k];
            sums[t] += cost[t][k];
        }
}

static void subtract(const sim_model *m, sim_cost from, sim_cost cost)
{
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        for (size_t k = 0; k < m->months; k++)
            from[t][k] -= cost[t][k];
}

/* What the driver adds to the year: open placements, starts, and what is spent. */
static void effect_of(const sim_year *y, sim_cost driven, sim_cost added,
                      sim_cost without, double *effect)
{
    const sim_model *m = y->model;

    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        for (size_t k = 0; k < m->months; k++)
            effect[t] += driven[t][k] + added[t][k] - without[t][k];
        for (size_t root = 0; root < OT_PLACEMENT_TYPES; root++)
            effect[t] += (1.0 - y->without[root]) * m->driven_spent[root][t];
    }
}

static void record(sim_year *y, sim_cost batch[2], uint32_t n)
{
    const sim_model *m = y->model;
    bool without = m->driven && m->options->without_driver;
    double sums[OT_PLACEMENT_TYPES] = {0}, effect[OT_PLACEMENT_TYPES] = {0};
    double total = 0, total_effect = 0;
    sim_cost open, driven, added, other;

    sim_cost_of(m, &y->open, open);
    sim_cost_of(m, &y->added, added);
    if (m->driven) {
        sim_cost_of(m, &y->driven, driven);
        sim_cost_of(m, &y->added_without, other);
        effect_of(y, driven, added, other, effect);
    }
    if (without)
        subtract(m, open, driven);
    sum_months(m, open, batch[0], sums);
    sum_months(m, without ? other : added, batch[1], sums);
    record_stock(y, without ? &y->added_without : &y->added, n, without);
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        sums[t] += (double)m->input->spent[t];
        if (without)
            for (size_t root = 0; root < OT_PLACEMENT_TYPES; root++)
                sums[t] -= (1.0 - y->without[root]) * m->driven_spent[root][t];
        m->outturn[t * m->simulations + n] = sums[t];
        m->effect[t * m->simulations + n] = effect[t];
        total += sums[t];
        total_effect += effect[t];
    }
    m->outturn[OT_PLACEMENT_TYPES * (size_t)m->simulations + n] = total;
    m->effect[OT_PLACEMENT_TYPES * (size_t)m->simulations + n] = total_effect;
}

static void play(sim_year *y, sim_cost batch[2], uint32_t n)
{
    const ot_simulation_options *options = y->model->options;

    y->key = ot_random_key(options->seed ? options->seed : OT_SIMULATIONS_SEED, n);
    draw_rates(y);
    draw_curves(y);
    play_open(y);
    play_starts(y, &y->added, false);
    if (y->model->driven)
        play_starts(y, &y->added_without, true);
    record(y, batch, n);
}

static void clear(sim_year *y)
{
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        free(y->picks[t]);
    free(y->curves);
    free(y);
}

ot_status sim_play_batch(void *self, size_t batch, ot_error *err)
{
    const sim_model *m = self;
    uint32_t n = (uint32_t)batch * SIM_BATCH;
    sim_year *y = calloc(1, sizeof *y);
    bool all;

    if (!y)
        return ot_fail_memory(err);
    y->model = m;
    y->curves = malloc((m->cell_count * m->months + 1) * sizeof *y->curves);
    all = y->curves != NULL;
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        y->picks[t] = malloc((m->fees.count[t] + 1) * sizeof *y->picks[t]);
        all = all && y->picks[t];
    }
    for (uint32_t i = 0; all && i < SIM_BATCH && n + i < m->simulations; i++)
        play(y, m->costs[batch], n + i);
    clear(y);
    return all ? OT_OK : ot_fail_memory(err);
}
