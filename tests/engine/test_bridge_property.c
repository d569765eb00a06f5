/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bridge_property.c - made-up populations: each step is what the children to whom
 * just that happened cost more or less, to the penny; and whatever happens to them
 * together, the bridge foots. */
#include "tests/engine/bridge_population.h"

#define TRIALS 400

typedef struct wanted {
    ot_bridge_part steps[OT_BRIDGE_STEPS][OT_PLACEMENT_TYPES];
    ot_pence unmoved; /* change of those to whom nothing happened */
} wanted;

/* The year's cost of a child's stays by type. */
static void cost_of(const ot_outlook *outlook, const char *child,
                    ot_pence years[OT_PLACEMENT_TYPES])
{
    uint32_t number = ot_stays_child(&outlook->stays, child);

    for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
        years[type] = 0;
    for (size_t i = 0; number != OT_NONE && i < outlook->stays.list.count; i++)
        for (int m = 0; m < OT_MONTHS; m++)
            if (outlook->stays.list.items[i].child == number)
                years[outlook->stays.list.items[i].type] +=
                    outlook->costing.stays[i].months[m].net;
}

static void want_child(const population *p, uint32_t at, wanted *w)
{
    ot_bridge_step step = step_of[p->events[at]];
    ot_pence then[OT_PLACEMENT_TYPES], now[OT_PLACEMENT_TYPES];

    cost_of(&p->sets[0].outlook, p->hashes[at], then);
    cost_of(&p->sets[1].outlook, p->hashes[at], now);
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
        if (step == OT_BRIDGE_STEPS) {
            w->unmoved += now[type] - then[type];
            continue;
        }
        w->steps[step][type].amount += now[type] - then[type];
        if (now[type] != then[type] && p->events[at] == PLANNED)
            w->steps[step][type].placements++;
    }
}

/* How many children a step is about, whatever the type. */
static int64_t children_of(const population *p, ot_bridge_step step)
{
    int64_t count = 0;

    for (uint32_t at = 0; at < CHILDREN; at++)
        count += step_of[p->events[at]] == step;
    return count;
}

static void test_each_step_is_what_its_children_cost_more(void)
{
    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        population *p = population_new(seed * UINT64_C(0x9e3779b97f4a7c15), 1);
        wanted w = {0};
        ot_bridge bridge;

        REQUIRE(p != NULL);
        for (uint32_t at = 0; at < CHILDREN; at++)
            want_child(p, at, &w);
        CHECK_INT(
            ot_bridge_make(&p->sets[0].outlook, &p->sets[1].outlook, &bridge, &p->err),
            OT_OK);
        CHECK(bridge_foots(&bridge, &p->sets[0].outlook, &p->sets[1].outlook));
        CHECK_INT(w.unmoved, 0);
        for (int step = 0; step < OT_BRIDGE_CONTINGENCY; step++) {
            const ot_bridge_part *parts = bridge.steps[step];

            for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
                CHECK_INT(parts[type].amount, w.steps[step][type].amount);
                if (step == OT_BRIDGE_DURATION)
                    CHECK_INT(parts[type].placements, w.steps[step][type].placements);
            }
            if (step != OT_BRIDGE_DURATION)
                CHECK_INT(parts[OT_BRIDGE_TOTAL].placements,
                          children_of(p, (ot_bridge_step)step));
        }
        population_free(p);
    }
}

/* Up to four things happen to a child: only what must hold of each step is asked. */
static void test_bridge_foots_whatever_happens_together(void)
{
    int64_t seen[OT_BRIDGE_STEPS] = {0};

    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        population *p = population_new(seed * UINT64_C(0xd1b54a32d192ed03), 4);
        ot_bridge bridge;

        REQUIRE(p != NULL);
        CHECK_INT(
            ot_bridge_make(&p->sets[0].outlook, &p->sets[1].outlook, &bridge, &p->err),
            OT_OK);
        CHECK_TEXT(p->err.message, "");
        CHECK(bridge_foots(&bridge, &p->sets[0].outlook, &p->sets[1].outlook));
        for (int column = 0; column < OT_BRIDGE_COLUMNS; column++) {
            CHECK(bridge.steps[OT_BRIDGE_STARTS][column].amount >= 0);
            CHECK(bridge.steps[OT_BRIDGE_ENDS][column].amount <= 0);
        }
        for (int step = 0; step < OT_BRIDGE_STEPS; step++) {
            CHECK(bridge.steps[step][OT_BRIDGE_TOTAL].placements >= 0);
            seen[step] += bridge.steps[step][OT_BRIDGE_TOTAL].placements;
        }
        population_free(p);
    }
    for (int step = 0; step < OT_BRIDGE_CONTINGENCY; step++)
        CHECK(seen[step] > TRIALS);
}

static const check_case cases[] = {
    CASE(test_each_step_is_what_its_children_cost_more),
    CASE(test_bridge_foots_whatever_happens_together),
};

OT_TEST_MAIN("bridge_property", cases)
