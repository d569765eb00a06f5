/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_council.h - a council with some sixty external placements, for tests of the
 * sheets made of them. Children come every twelve days from April 2019 on, in turn to a
 * residential home, an agency's carer and supported living; every fourth leaves
 * after 200 days. */
#ifndef OT_TEST_PLACEMENT_COUNCIL_H
#define OT_TEST_PLACEMENT_COUNCIL_H

#include "engine/placements/day.h"
#include "tests/engine/council.h"

#define PLACED_CHILDREN 66
#define PLACED_FIRST    20190408

typedef struct placed {
    council c;
    char children[PLACED_CHILDREN + 8][33];
    ot_outlook outlook, before;
    bool has_before;
    long line;
} placed;

static inline void placed_episode(placed *p, size_t child, ot_date start, ot_date end,
                                  const char *place, const char *urn)
{
    const ot_episode_record record = {.child = p->children[child],
                                      .start = start,
                                      .end = end,
                                      .reason_new = "S",
                                      .legal_status = "C1",
                                      .need = "N1",
                                      .place = place,
                                      .provider = "PR4",
                                      .reason_end = end ? "X1" : "",
                                      .reason_change = "",
                                      .urn = urn,
                                      .year = 2021,
                                      .line = ++p->line};

    council_put(&p->c, (ot_batch){OT_KIND_EPISODES, 1, {.episodes = &record}});
}

static inline void placed_fee(placed *p, size_t child, ot_date start, ot_pence weekly,
                              ot_pence education)
{
    const ot_placement_cost_record record = {.child = p->children[child],
                                             .start = start,
                                             .element = "fee",
                                             .has_weekly = true,
                                             .weekly_fee = weekly,
                                             .education = education,
                                             .year = 2021,
                                             .line = p->line};

    council_put(&p->c,
                (ot_batch){OT_KIND_PLACEMENT_COSTS, 1, {.placement_costs = &record}});
}

static inline void placed_name(placed *p, size_t child)
{
    snprintf(p->children[child], sizeof p->children[child],
             "3f9a0c54d1e27b86a1b2c3d4e5f6%04zx", child);
}

static inline placed *placed_new(void)
{
    static const char *const places[] = {"K2", "U4", "H5"};
    static const ot_pence fees[] = {398250, 91140, 124600};
    ot_day first = ot_day_from_date(PLACED_FIRST);
    placed *p = calloc(1, sizeof *p);

    CHECK(p != NULL);
    if (!p)
        abort();
    p->c = council_new();
    council_service(&p->c, "care", "Children in Care", "", 1);
    council_centre(&p->c, "FA1010", "care", "NON-DSG");
    council_account(&p->c, "E4100", 4);
    council_ledger(&p->c, "FA1010", "E4100", "NON-DSG", OT_BUDGET, 1, 500000000);
    council_ledger(&p->c, "FA1010", "E4100", "NON-DSG", OT_ACTUAL, 5, 190000000);
    for (size_t i = 0; i < PLACED_CHILDREN; i++) {
        ot_day start = first + (ot_day)(12 * i), end = start + 200;
        ot_date left = ot_day_to_date(end);
        bool leaves = i % 4 == 3 && left < 20210831;

        placed_name(p, i);
        placed_episode(p, i, ot_day_to_date(start), leaves ? left : 0, places[i % 3],
                       "SC123456");
        placed_fee(p, i, ot_day_to_date(start), fees[i % 3] + (ot_pence)(1000 * i),
                   i % 3 ? 0 : 40000);
    }
    return p;
}

/* The outlook of the council as it stands; into out. */
static inline void placed_look(placed *p, ot_period as_at, ot_outlook *out)
{
    const ot_outlook_options options = {.simulation = {.simulations = 400}};

    CHECK_INT(ot_outlook_build(p->c.data, (ot_calendar){0}, as_at, &options, NULL, out,
                               &p->c.findings, &p->c.err),
              OT_OK);
    CHECK_TEXT(p->c.err.message, "");
}

/* Seals, looks and makes the pack as at August 2021. */
static inline void placed_pack(placed *p)
{
    council *c = &p->c;

    council_seal(c);
    council_position(c);
    placed_look(p, c->options.as_at, &p->outlook);
    CHECK_INT(
        ot_pack_build(&(ot_pack_input){.dataset = c->data,
                                       .position = &c->position,
                                       .options = &c->pack_options,
                                       .outlook = &p->outlook,
                                       .before = p->has_before ? &p->before : NULL},
                      &c->findings, &c->pack, &c->err),
        OT_OK);
    CHECK_TEXT(c->err.message, "");
}

static inline void placed_free(placed *p)
{
    ot_outlook_clear(&p->outlook);
    ot_outlook_clear(&p->before);
    council_free(&p->c);
    free(p);
}

#endif
