/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_world.h - a made-up county whose rates are known: children come, stay,
 * move, turn 18 and leave, day by day, with a generator of its own (PCG32, O'Neill
 * 2014). The months of the model are nowhere in it. */
#ifndef OT_TEST_PLACEMENT_WORLD_H
#define OT_TEST_PLACEMENT_WORLD_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/month.h"
#include "engine/placements/simulation.h"

#define WORLD_FIRST    (2008 * 12 + 3) /* April 2008: the first child */
#define WORLD_RECORDED (2016 * 12 + 3) /* April 2016: the first return */
#define WORLD_AS_AT    (2021 * 12 + 7) /* August 2021 */
#define WORLD_YEAR     (2021 * 12 + 3) /* April 2021 */
#define WORLD_END      (2022 * 12 + 2) /* March 2022 */
#define WORLD_MOST     200000
#define WORLD_UPLIFT   0.03

/* The known rates. Starts a month; chance to end on a day after the first 90, and in
 * them; where to; fees (median of a lognormal, pence a week); years to 18 at the start.
 */
typedef struct world_rates {
    double starts[OT_PLACEMENT_TYPES];
    double wave;   /* of the starts: 0.2 is a fifth more in September */
    double growth; /* of the starts a year */
    double driver; /* factor from driver_start on; 0: none */
    int32_t driver_start;
    double daily[OT_PLACEMENT_TYPES], early[OT_PLACEMENT_TYPES];
    double to[OT_PLACEMENT_TYPES][OT_PLACEMENT_TYPES]; /* the rest leaves */
    double fee[OT_PLACEMENT_TYPES], spread[OT_PLACEMENT_TYPES];
    double youngest[OT_PLACEMENT_TYPES], oldest[OT_PLACEMENT_TYPES];
} world_rates;

static const world_rates world_county = {
    .starts = {3.0, 5.5, 2.2, 0.0},
    .wave = 0.2,
    .growth = 0.03,
    .daily = {0.0022, 0.0013, 0.0030, 0.02},
    .early = {0.0045, 0.0040, 0.0040, 0.02},
    .to = {{0.28, 0.17, 0.10, 0.0},
           {0.12, 0.30, 0.06, 0.0},
           {0.04, 0.02, 0.25, 0.0},
           {0.5, 0.1, 0.0, 0.0}},
    .fee = {385000.0, 86000.0, 118000.0, 700000.0},
    .spread = {0.30, 0.18, 0.45, 0.10},
    .youngest = {7.5, 16.0, 2.0, 4.0},
    .oldest = {0.6, 1.0, 0.1, 1.0},
};

typedef struct world_stay {
    ot_placement placement;
    double base; /* pence a week in the prices of 2021/22 */
    ot_day end;  /* what came out */
    bool driven;
} world_stay;

typedef struct world {
    const world_rates *rates;
    uint64_t state;
    world_stay *stays;
    size_t count;
    uint32_t children;
    /* as known on the as-at day */
    ot_placement *items;
    ot_pence *weekly, *first_weekly;
    size_t known;
    double actual[OT_SIMULATION_ROWS], driven[OT_SIMULATION_ROWS]; /* the year's cost */
} world;

static inline double world_uniform(world *w)
{
    uint64_t old = w->state;
    uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27),
             turn = (uint32_t)(old >> 59);

    w->state = old * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    mixed = (mixed >> turn) | (mixed << ((32 - turn) & 31));
    return ((double)mixed + 0.5) / 4294967296.0;
}

static inline double world_normal(world *w)
{
    double radius = sqrt(-2 * log(world_uniform(w)));

    return radius * cos(6.283185307179586 * world_uniform(w));
}

/* Times that April came after the start's month, up to a month. */
static inline int world_aprils(int32_t from, int32_t to)
{
    return (to + 9) / 12 - (from + 9) / 12;
}

static inline ot_day world_end_of(world *w, ot_placement_type type, ot_day start,
                                  ot_day birthday)
{
    ot_day day = start;

    for (;;) {
        double chance =
            day - start < 90 ? w->rates->early[type] : w->rates->daily[type];

        day++;
        if (day >= birthday)
            return birthday > start ? birthday : start + 1;
        if (world_uniform(w) < chance)
            return day;
    }
}

static inline uint32_t world_move(world *w, ot_placement_type type)
{
    double u = world_uniform(w);

    for (uint32_t to = 0; to < OT_PLACEMENT_TYPES; to++) {
        u -= w->rates->to[type][to];
        if (u < 0)
            return to;
    }
    return OT_PLACEMENT_TYPES;
}

static inline void world_child(world *w, ot_placement_type type, ot_day start,
                               bool driven)
{
    const world_rates *r = w->rates;
    double years =
        r->youngest[type] + (r->oldest[type] - r->youngest[type]) * world_uniform(w);
    ot_day birthday = start + (ot_day)(years * 365.25), end_of_world;
    uint32_t before = OT_NO_PLACEMENT, child = w->children++;

    end_of_world = ot_month_first_day(WORLD_END + 1);
    while (w->count < WORLD_MOST && start < end_of_world) {
        world_stay *s = &w->stays[w->count];
        uint32_t to;

        memset(s, 0, sizeof *s);
        s->driven = driven;
        s->base = r->fee[type] * exp(r->spread[type] * world_normal(w));
        s->end = world_end_of(w, type, start, birthday);
        s->placement =
            (ot_placement){.child = child,
                           .start = start,
                           .end = s->end,
                           .type = type,
                           .provider = w->count % 2 ? "PR4 SC1" : "PR4 SC2",
                           .place = "K2",
                           .adult = ot_month_first_day(ot_month_of_day(birthday)),
                           .before = before,
                           .after = OT_NO_PLACEMENT};
        before = (uint32_t)w->count++;
        to = s->end >= birthday ? OT_PLACEMENT_TYPES : world_move(w, type);
        if (to == OT_PLACEMENT_TYPES)
            return;
        start = s->end;
        type = (ot_placement_type)to;
        if (start < end_of_world)
            s->placement.after = (uint32_t)w->count;
    }
}

/* Starts a month expected, without the driver. */
static inline double world_rate(const world_rates *r, size_t type, int32_t month)
{
    double wave = 1 + r->wave * cos(6.283185307179586 * ((month % 12) - 8) / 12.0);

    return r->starts[type] * wave * exp(r->growth * (month - WORLD_AS_AT) / 12.0);
}

static inline void world_month(world *w, size_t type, int32_t month)
{
    bool on = w->rates->driver > 0 && month >= w->rates->driver_start;
    double rate = world_rate(w->rates, type, month) * (on ? w->rates->driver : 1.0);
    ot_day first = ot_month_first_day(month),
           days = ot_month_first_day(month + 1) - first;

    for (double time = -log(world_uniform(w)); time < rate;
         time -= log(world_uniform(w))) {
        ot_day start = first + (ot_day)(world_uniform(w) * days);
        bool driven = on && world_uniform(w) < 1 - 1 / w->rates->driver;

        world_child(w, (ot_placement_type)type, start, driven);
    }
}

static inline double world_nights(const world_stay *s, ot_day from, ot_day to)
{
    ot_day a = s->placement.start > from ? s->placement.start : from;
    ot_day b = s->end < to ? s->end : to;

    return b > a ? b - a : 0.0;
}

/* Cost from a day to before another, within 2021/22. */
static inline double world_cost(const world *w, ot_day from, ot_day to, size_t type,
                                bool driven)
{
    double sum = 0;

    for (size_t i = 0; i < w->count; i++)
        if (w->stays[i].placement.type == type && (!driven || w->stays[i].driven))
            sum += w->stays[i].base * world_nights(&w->stays[i], from, to) / 7.0;
    return sum;
}

/* What is known on the as-at day: recorded, begun, and an end only if it has come. */
static inline void world_know(world *w)
{
    ot_day recorded = ot_month_first_day(WORLD_RECORDED);
    ot_day tomorrow = ot_month_first_day(WORLD_AS_AT + 1);
    uint32_t *number = malloc((w->count + 1) * sizeof *number);

    for (size_t i = 0; i < w->count; i++) {
        const world_stay *s = &w->stays[i];

        if (s->end < recorded || s->placement.start >= tomorrow) {
            number[i] = OT_NO_PLACEMENT;
            continue;
        }
        number[i] = (uint32_t)w->known;
        w->items[w->known] = s->placement;
        if (s->end >= tomorrow) {
            w->items[w->known].end = OT_DAY_OPEN;
            w->items[w->known].after = OT_NO_PLACEMENT;
        }
        w->weekly[w->known] = (ot_pence)s->base;
        w->first_weekly[w->known] =
            (ot_pence)(s->base / pow(1 + WORLD_UPLIFT,
                                     world_aprils(ot_month_of_day(s->placement.start),
                                                  WORLD_AS_AT)));
        w->known++;
    }
    for (size_t i = 0; i < w->known; i++) {
        ot_placement *p = &w->items[i];

        p->before = p->before == OT_NO_PLACEMENT ? p->before : number[p->before];
        p->after = p->after == OT_NO_PLACEMENT ? p->after : number[p->after];
    }
    free(number);
}

/* A county's years from a seed; the caller clears. */
static inline void world_init(world *w, const world_rates *rates, uint64_t seed)
{
    ot_day year = ot_month_first_day(WORLD_YEAR);
    ot_day end = ot_month_first_day(WORLD_END + 1);

    memset(w, 0, sizeof *w);
    w->rates = rates;
    w->state = seed * UINT64_C(0x9e3779b97f4a7c15) + 12345;
    w->stays = malloc(WORLD_MOST * sizeof *w->stays);
    for (int32_t m = WORLD_FIRST; m <= WORLD_END; m++)
        for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
            world_month(w, t, m);
    w->items = malloc((w->count + 1) * sizeof *w->items);
    w->weekly = malloc((w->count + 1) * sizeof *w->weekly);
    w->first_weekly = malloc((w->count + 1) * sizeof *w->first_weekly);
    world_know(w);
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        w->actual[t] = world_cost(w, year, end, t, false);
        w->driven[t] = world_cost(w, year, end, t, true);
        w->actual[OT_PLACEMENT_TYPES] += w->actual[t];
        w->driven[OT_PLACEMENT_TYPES] += w->driven[t];
    }
}

static inline void world_clear(world *w)
{
    free(w->stays);
    free(w->items);
    free(w->weekly);
    free(w->first_weekly);
}

/* What the caller of the simulation gives. list: the caller's storage. */
static inline ot_simulation_input world_input(const world *w, ot_placement_list *list)
{
    ot_simulation_input input = {list, w->weekly, w->first_weekly, {0}, {0}};
    ot_day year = ot_month_first_day(WORLD_YEAR);

    *list = (ot_placement_list){w->items, w->known, w->children};
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        input.spent[t] = (ot_pence)world_cost(
            w, year, ot_month_first_day(WORLD_AS_AT + 1), t, false);
    return input;
}

static inline ot_simulation_options world_options(uint32_t simulations)
{
    ot_simulation_options options = {
        .as_at = ot_month_first_day(WORLD_AS_AT + 1) - 1,
        .year_end = ot_month_first_day(WORLD_END + 1) - 1,
        .simulations = simulations,
        .uplift = WORLD_UPLIFT,
    };

    return options;
}

#endif
