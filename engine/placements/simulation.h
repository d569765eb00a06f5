/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulation.h - the year's outturn of external placements as a distribution.
 * Knows placements, their weekly fees and what is spent; knows no ledger, no budget and
 * no thread. docs/method-placements.md explains every step.
 *
 * Thousands of years are played from the as-at day to the year's end: open placements
 * end or not, new ones start, and each year is played with rates drawn from what the
 * history leaves open. Simulated year n has its own random stream from (seed, n), and
 * each placement and start in it one of its own, so that the result does not depend on
 * threads, and what-ifs differ by what was changed alone. */
#ifndef OT_PLACEMENTS_SIMULATION_H
#define OT_PLACEMENTS_SIMULATION_H

#include "engine/parallel.h"
#include "engine/placements/fees.h"
#include "engine/placements/placement.h"
#include "engine/placements/starts.h"

#define OT_SIMULATIONS      10000 /* unless said */
#define OT_SIMULATIONS_MAX  200000
#define OT_SIMULATIONS_SEED 20210401
#define OT_CONTINGENCY      0.80 /* percentile, unless said */

/* What is known. Arrays are [placements->count]; fees are net of contributions, pence a
 * week, or OT_FEE_UNKNOWN: then an open placement's is drawn as a new one's is. */
typedef struct ot_simulation_input {
    const ot_placement_list *placements;    /* as known on the as-at day */
    const ot_pence *weekly;                 /* on the as-at day, or the last one */
    const ot_pence *first_weekly;           /* at the start; NULL: as weekly */
    ot_pence spent[OT_PLACEMENT_TYPES];     /* the year to the as-at day */
    ot_pence committed[OT_PLACEMENT_TYPES]; /* the year's outturn that is committed */
} ot_simulation_input;

typedef struct ot_simulation_options {
    ot_day as_at;    /* last day that is known; the last of a month */
    ot_day year_end; /* last day of the year; 0 to 12 months later */
    ot_day history;  /* first day from which every placement is recorded; 0: the month
                        after the first recorded ending */
    uint32_t simulations; /* 0: OT_SIMULATIONS */
    uint64_t seed;        /* 0: OT_SIMULATIONS_SEED */
    double percentile;    /* 0: OT_CONTINGENCY */
    double uplift;        /* of fees a year, on the year's first day: 0.03 */
    double adult_stays;   /* share that stays on as supported living in the adult month;
                             0: estimated; below 0: none */
    bool end_night;       /* the night of the last day is paid too */
    ot_day driver_start;  /* 0: no driver */
    ot_day driver_end;    /* its last day; 0: it has not ended */
    /* What if: */
    double starts_change[OT_PLACEMENT_TYPES]; /* -0.10: a tenth fewer starts to come */
    double fee_uplift; /* 0.02: all fees 2% dearer from the as-at day on */
    uint32_t cap[OT_PLACEMENT_TYPES]; /* 0: none. A start does not come where that many
        were open as its month began, less those already started in it; moves do */
    bool without_driver;              /* the outturn had the driver not been */
} ot_simulation_options;

/* Points of a distribution. */
typedef struct ot_simulation_points {
    ot_pence mean, p50, p60, p70, p80, p95;
    ot_pence lo80, hi80, lo95, hi95;
    ot_pence chosen; /* at the percentile of the options */
} ot_simulation_points;

typedef struct ot_simulation_stock {
    double mean, lo80, hi80, lo95, hi95; /* placements open at the month's end */
} ot_simulation_stock;

/* What one type's distribution rests on. */
typedef struct ot_simulation_basis {
    unsigned terms;           /* of the rate of starts, ot_starts_term */
    size_t months;            /* of history behind it */
    double dispersion;        /* of starts */
    double starts[OT_MONTHS]; /* expected, without what-ifs, by month to come */
    double ending;            /* of 1 placement open, in a month, as counted */
    double weekly;            /* mean fee of a new placement, pence */
    uint32_t fees;            /* that it is the mean of */
    ot_fees_reach reach;
    uint32_t open; /* on the as-at day */
    bool driver;   /* its effect is in the rate of starts */
} ot_simulation_basis;

/* [OT_PLACEMENT_TYPES] is the total; months are those after the as-at day. */
#define OT_SIMULATION_ROWS (OT_PLACEMENT_TYPES + 1)
typedef struct ot_simulation {
    size_t months;
    uint32_t simulations;
    ot_simulation_points outturn[OT_SIMULATION_ROWS];
    ot_pence committed[OT_SIMULATION_ROWS];
    ot_pence contingency[OT_SIMULATION_ROWS]; /* chosen - committed */
    /* Expected cost by month: of placements open on the as-at day and what they move
     * to, and of new starts and what they move to. */
    ot_pence open_cost[OT_SIMULATION_ROWS][OT_MONTHS];
    ot_pence new_cost[OT_SIMULATION_ROWS][OT_MONTHS];
    ot_simulation_stock stock[OT_SIMULATION_ROWS][OT_MONTHS];
    /* Of the whole year's cost: with the driver less without it, each simulated year
     * compared with itself. Not known (driver of the basis) counts as nothing. */
    ot_simulation_points driver[OT_SIMULATION_ROWS];
    ot_simulation_basis basis[OT_PLACEMENT_TYPES];
} ot_simulation;

/* OT_EUSAGE where an option is out of range, OT_EFIT where there is no placement, or
 * no fee is known at all. parallel may be NULL. */
ot_status ot_simulation_run(const ot_simulation_input *input,
                            const ot_simulation_options *options,
                            const ot_parallel *parallel, ot_simulation *out,
                            ot_error *err);

#endif
