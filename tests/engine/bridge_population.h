/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bridge_population.h - children in placements as two outlooks know them, and what
 * happened to each of them between: for tests of the bridge by chance. */
#ifndef OT_TEST_BRIDGE_POPULATION_H
#define OT_TEST_BRIDGE_POPULATION_H

#include "engine/placements/bridge.h"

#include "tests/engine/bridge_sides.h"
#include "tests/engine/random.h"

#define CHILDREN  120
#define ROOM      (CHILDREN * 8)
#define HASH_SIZE 33

/* What happens to a child; each is the whole of one step. */
typedef enum event {
    NOTHING,
    NEW,
    ENDED,
    MOVED,
    DEARER,
    PLANNED,
    FEE_TOLD,
    TOLD_LATE,
    DELETED,
    SHIFTED,
    RETYPED,
    EVENTS
} event;

static const ot_bridge_step step_of[EVENTS] = {
    [NOTHING] = OT_BRIDGE_STEPS,       [NEW] = OT_BRIDGE_STARTS,
    [ENDED] = OT_BRIDGE_ENDS,          [MOVED] = OT_BRIDGE_MOVES,
    [DEARER] = OT_BRIDGE_FEES,         [PLANNED] = OT_BRIDGE_DURATION,
    [FEE_TOLD] = OT_BRIDGE_FEES_KNOWN, [TOLD_LATE] = OT_BRIDGE_LATE,
    [DELETED] = OT_BRIDGE_CORRECTIONS, [SHIFTED] = OT_BRIDGE_CORRECTIONS,
    [RETYPED] = OT_BRIDGE_CORRECTIONS,
};

typedef struct dataset {
    ot_episode_record episodes[ROOM];
    ot_placement_cost_record fees[ROOM];
    size_t episode_count, fee_count;
    ot_outlook outlook;
} dataset;

typedef struct population {
    uint64_t random;
    ot_day days[2]; /* of the two outlooks */
    char hashes[CHILDREN][HASH_SIZE];
    event events[CHILDREN];
    dataset sets[2]; /* then, now */
    ot_error err;
} population;

static inline ot_day day_between(population *p, ot_day first, ot_day last)
{
    return first + (ot_day)random_below(&p->random, (uint32_t)(last - first + 1));
}

/* end OT_DAY_OPEN: open. place: as below. */
static inline void put_stay(dataset *set, const char *child, ot_day start, ot_day end,
                            uint32_t place)
{
    static const char *const codes[] = {"K2", "U4", "H5", "R1", "U6"};
    static const char *const urns[] = {"SC447120", "SC103852", "", "SC062217",
                                       "SC388410"};

    set->episodes[set->episode_count] =
        (ot_episode_record){.child = child,
                            .start = ot_day_to_date(start),
                            .end = end == OT_DAY_OPEN ? 0 : ot_day_to_date(end),
                            .reason_new = "S",
                            .legal_status = "C2",
                            .need = "N1",
                            .place = codes[place],
                            .provider = "PR4",
                            .reason_end = end == OT_DAY_OPEN ? "" : "X1",
                            .reason_change = "",
                            .urn = urns[place],
                            .year = 2021,
                            .line = (long)set->episode_count + 2};
    set->episode_count++;
}

static inline void put_fee(dataset *set, const char *child, const char *element,
                           ot_day start, ot_pence weekly, ot_pence education)
{
    set->fees[set->fee_count] =
        (ot_placement_cost_record){.child = child,
                                   .start = ot_day_to_date(start),
                                   .element = element,
                                   .has_weekly = true,
                                   .weekly_fee = weekly,
                                   .education = education,
                                   .year = 2021,
                                   .line = (long)set->fee_count + 2};
    set->fee_count++;
}

/* A child in one placement, as each outlook has it. */
typedef struct life {
    const char *child;
    bool in[2];
    ot_day start[2], end[2];
    uint32_t place[2];
    ot_day moved; /* now: 0 or the day */
    ot_pence weekly, raised;
    ot_day raise; /* now: 0 or the day */
    bool told[2]; /* its fees */
} life;

/* One more event in a life. */
static inline void happen(population *p, life *l, event what)
{
    ot_day then = p->days[0], now = p->days[1];

    switch (what) {
    case NEW:
        l->in[0] = false;
        l->start[0] = l->start[1] = day_between(p, then + 1, now - 7);
        break;
    case ENDED:
        l->end[1] =
            day_between(p, l->start[1] > then ? l->start[1] + 1 : then + 1, now);
        break;
    case MOVED:
        l->moved = day_between(p, l->start[1] > then ? l->start[1] + 1 : then + 1, now);
        break;
    case DEARER: /* from the first of a month of the year */
        l->raise =
            ot_day_next_month(day_between(p, then, now - 31 > then ? now - 31 : then));
        l->raised = l->weekly + l->weekly / 40 + 1;
        break;
    case PLANNED:
        l->end[0] = day_between(p, then + 1, then + 300);
        l->end[1] = day_between(p, now + 1, now + 300);
        break;
    case FEE_TOLD:
        l->told[0] = false;
        break;
    case TOLD_LATE:
        l->in[0] = false;
        break;
    case DELETED:
        l->in[1] = false;
        break;
    case SHIFTED:
        l->start[1] += day_between(p, 1, 6);
        break;
    case RETYPED:
        l->place[1] = (l->place[0] + 1) % 3;
        break;
    default:
        break;
    }
}

static inline void put_life(population *p, const life *l)
{
    bool therapy = random_below(&p->random, 4) == 0;
    ot_pence education = random_below(&p->random, 5) ? 0 : 7391;
    uint32_t next = (l->place[1] + 1 + random_below(&p->random, 4)) % 5;

    for (int side = 0; side < 2; side++) {
        dataset *set = &p->sets[side];
        ot_day end = side && l->moved ? l->moved : l->end[side];

        if (!l->in[side])
            continue;
        put_stay(set, l->child, l->start[side], end, l->place[side]);
        if (side && l->moved && l->moved < l->end[1])
            put_stay(set, l->child, l->moved, l->end[1], next);
        if (!l->told[side])
            continue;
        put_fee(set, l->child, "fee", l->start[side], l->weekly, education);
        if (therapy)
            put_fee(set, l->child, "therapy", l->start[side], 12345, 0);
        if (side && l->raise)
            put_fee(set, l->child, "fee", l->raise, l->raised, education);
        if (side && l->moved && l->moved < l->end[1])
            put_fee(set, l->child, "fee", l->moved, l->weekly * 3 / 2, education);
    }
}

/* One event to a child, or up to `most` of them. */
static inline void make_child(population *p, uint32_t at, uint32_t most)
{
    ot_day then = p->days[0];
    life l = {.child = p->hashes[at], .in = {true, true}, .told = {true, true}};
    uint32_t count = 1 + (most > 1 ? random_below(&p->random, most) : 0);

    l.start[0] = l.start[1] = day_between(p, then - 900, then - 7);
    l.end[0] = l.end[1] = OT_DAY_OPEN;
    l.place[0] = l.place[1] = random_below(&p->random, 5);
    l.weekly = 40000 + random_below(&p->random, 600000);
    for (uint32_t i = 0; i < count; i++) {
        p->events[at] = (event)random_below(&p->random, EVENTS);
        happen(p, &l, p->events[at]);
    }
    put_life(p, &l);
}

/* The later outlook has the children in the reverse order. */
static inline void turn_round(dataset *set)
{
    for (size_t i = 0; i < set->episode_count / 2; i++) {
        ot_episode_record kept = set->episodes[i];

        set->episodes[i] = set->episodes[set->episode_count - 1 - i];
        set->episodes[set->episode_count - 1 - i] = kept;
    }
}

static inline void make_outlook(population *p, int side)
{
    dataset *set = &p->sets[side];
    const ot_stays_input input = {.episodes = set->episodes,
                                  .episode_count = set->episode_count};
    const ot_costing_options options = {.year = 2021};
    ot_simulation *simulation = &set->outlook.simulation;
    ot_pence all = random_amount(&p->random, 90000000);

    CHECK_INT(ot_stays_build(&input, p->days[side], (ot_calendar){0},
                             &set->outlook.stays, NULL, &p->err),
              OT_OK);
    CHECK_INT(ot_costing_make(&set->outlook.stays, set->fees, set->fee_count,
                              (ot_calendar){0}, &options, &set->outlook.costing, NULL,
                              &p->err),
              OT_OK);
    set->outlook.has_simulation = true;
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
        simulation->contingency[type] = random_amount(&p->random, 40000000);
    simulation->contingency[OT_PLACEMENT_TYPES] = all;
    simulation->outturn[OT_PLACEMENT_TYPES].chosen =
        ot_outlook_committed(&set->outlook, OT_PLACEMENT_TYPES) + all;
}

/* The last day of a month of 2021/22; 0: of March before it. */
static inline ot_day last_day(int month)
{
    ot_period period = month ? (ot_period){2021, month} : (ot_period){2020, OT_MONTHS};

    return ot_days_of_month((ot_calendar){0}, period).end - 1;
}

/* On the heap: it is large. */
static inline population *population_new(uint64_t seed, uint32_t most)
{
    population *p = calloc(1, sizeof *p);
    int then, now;

    if (!p)
        return NULL;
    p->random = seed;
    then = (int)random_below(&p->random, OT_MONTHS);
    now = then + 1 + (int)random_below(&p->random, (uint32_t)(OT_MONTHS - then));
    p->days[0] = last_day(then);
    p->days[1] = last_day(now);
    for (uint32_t at = 0; at < CHILDREN; at++) {
        snprintf(p->hashes[at], HASH_SIZE, "%016" PRIx64 "%016" PRIx64,
                 random_next(&p->random), random_next(&p->random));
        make_child(p, at, most);
    }
    turn_round(&p->sets[1]);
    make_outlook(p, 0);
    make_outlook(p, 1);
    return p;
}

static inline void population_free(population *p)
{
    for (int side = 0; p && side < 2; side++) {
        ot_costing_clear(&p->sets[side].outlook.costing);
        ot_stays_clear(&p->sets[side].outlook.stays);
    }
    free(p);
}

#endif
