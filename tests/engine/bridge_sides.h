/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_sides.h - two outlooks made by hand from episodes and fees, for tests of the
 * bridge: what was known on 30 June 2021 and what is known on 31 July. */
#ifndef OT_TEST_BRIDGE_SIDES_H
#define OT_TEST_BRIDGE_SIDES_H

#include "engine/placements/bridge.h"

#include "tests/engine/placement_costs.h"

#define JUNE 20210630
#define JULY 20210731
/* By the week, and a night of it. */
#define FOSTERING         88550 /* 885.50 */
#define FOSTERING_NIGHT   12650
#define RESIDENTIAL       423500 /* 4,235.00 */
#define RESIDENTIAL_NIGHT 60500
/* Nights from 1 August to 31 March. */
#define AFTER_JULY 243

typedef struct sides {
    costs june, july;
    ot_outlook from, to;
    ot_bridge bridge;
    ot_error err;
} sides;

/* The same episode and fee, of one placement, in one outlook. */
static inline void side_foster(costs *c, const char *child, ot_date start, ot_date end)
{
    rows_add(&c->rows, child, start, end, "U4", "PR4", "SC103852");
    costs_fee(c, child, start, end, FOSTERING);
}

static inline void side_home(costs *c, const char *child, ot_date start, ot_date end)
{
    rows_add(&c->rows, child, start, end, "K2", "PR4", "SC447120");
    costs_fee(c, child, start, end, RESIDENTIAL);
}

static inline void side_outlook(costs *c, ot_date as_at, ot_outlook *out)
{
    const ot_costing_options options = {.year = 2021};

    CHECK(costs_make(c, as_at, &options));
    CHECK_TEXT(c->rows.err.message, "");
    out->stays = c->rows.stays;
    out->costing = c->costing;
}

/* Makes both and the bridge between them, which must foot in all columns and rows. */
static inline void sides_make(sides *s)
{
    side_outlook(&s->june, JUNE, &s->from);
    side_outlook(&s->july, JULY, &s->to);
    CHECK_INT(ot_bridge_make(&s->from, &s->to, &s->bridge, &s->err), OT_OK);
    CHECK_TEXT(s->err.message, "");
}

static inline void sides_clear(sides *s)
{
    costs_clear(&s->june);
    costs_clear(&s->july);
}

/* Whether the bridge adds up, down each column to the forecasts and across each row. */
static inline bool bridge_foots(const ot_bridge *bridge, const ot_outlook *from,
                                const ot_outlook *to)
{
    bool foots = bridge->opening[OT_BRIDGE_TOTAL] == ot_outlook_forecast(from) &&
                 bridge->closing[OT_BRIDGE_TOTAL] == ot_outlook_forecast(to);
    ot_pence opening = 0, closing = 0;

    for (int column = 0; column < OT_BRIDGE_COLUMNS; column++) {
        ot_pence sum = bridge->opening[column];

        for (int step = 0; step < OT_BRIDGE_STEPS; step++)
            sum += bridge->steps[step][column].amount;
        foots &= sum == bridge->closing[column];
        if (column == OT_BRIDGE_TOTAL)
            continue;
        opening += bridge->opening[column];
        closing += bridge->closing[column];
    }
    foots &= opening == bridge->opening[OT_BRIDGE_TOTAL] &&
             closing == bridge->closing[OT_BRIDGE_TOTAL];
    for (int step = 0; step < OT_BRIDGE_STEPS; step++) {
        const ot_bridge_part *parts = bridge->steps[step];
        ot_pence amount = parts[OT_BRIDGE_SPREAD].amount;
        int64_t placements = 0;

        for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
            amount += parts[type].amount;
            placements += parts[type].placements;
        }
        foots &= amount == parts[OT_BRIDGE_TOTAL].amount &&
                 placements == parts[OT_BRIDGE_TOTAL].placements;
    }
    return foots;
}

/* A step of a column has so many placements and pence. */
static inline void check_step_at(const ot_bridge *bridge, ot_bridge_step step,
                                 int column, int64_t placements, ot_pence amount,
                                 const char *file, unsigned line)
{
    const ot_bridge_part *part = &bridge->steps[step][column];

    check_int_at(part->placements, placements, ot_bridge_step_id(step), file, line);
    check_int_at(part->amount, amount, ot_bridge_step_id(step), file, line);
}

/* Steps with a placement or an amount in the total. */
static inline int bridge_steps(const ot_bridge *bridge)
{
    int steps = 0;

    for (int step = 0; step < OT_BRIDGE_STEPS; step++)
        steps += bridge->steps[step][OT_BRIDGE_TOTAL].placements ||
                 bridge->steps[step][OT_BRIDGE_TOTAL].amount;
    return steps;
}

#define CHECK_STEP(s, step, column, placements, amount)                                \
    check_step_at(&(s)->bridge, (step), (column), (placements), (amount), __FILE__,    \
                  __LINE__)
#define CHECK_FOOTS(s) CHECK(bridge_foots(&(s)->bridge, &(s)->from, &(s)->to))

#endif
