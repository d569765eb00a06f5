/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulation_internal.h - what the files of the simulation share.
 * simulation.c fits and runs, simulation_open.c groups what is open, simulation_life.c
 * lives one placement, simulation_draw.c plays a year, simulation_result.c makes points
 * of thousands. */
#ifndef OT_PLACEMENTS_SIMULATION_INTERNAL_H
#define OT_PLACEMENTS_SIMULATION_INTERNAL_H

#include "engine/placements/hazards.h"
#include "engine/placements/simulation.h"

#define SIM_CERTAIN OT_HAZARD_CELLS /* index of a probability of 1 */
#define SIM_BATCH   50              /* simulated years that share their scratch */
#define SIM_NEVER   INT32_MAX

/* Months are counted from 0, the one after the as-at day. Open placements that have the
 * same probabilities of ending month by month share a cell. */
typedef struct sim_cell {
    ot_placement_type type;
    int32_t stay;  /* months since the start's, in month 0 */
    int32_t adult; /* month of the 18th birthday; SIM_NEVER: past or unknown */
    uint16_t hazard[OT_MONTHS];
} sim_cell;

typedef struct sim_open {
    double weekly; /* pence */
    uint32_t cell;
    int8_t planned; /* month of the planned end; -1: none */
    uint8_t day;    /* and day, 0 the first */
    uint8_t driver; /* type of the start under the driver; OT_PLACEMENT_TYPES: not */
    bool draw_fee;  /* its fee is not known */
    bool special;   /* any of the three */
} sim_open;

/* Fees and placements that come and go. Cost of a month: (part + days x steps so far) x
 * price of a night. */
typedef struct sim_flows {
    double part[OT_PLACEMENT_TYPES][OT_MONTHS];
    double step[OT_PLACEMENT_TYPES][OT_MONTHS + 1];
    double stock[OT_PLACEMENT_TYPES][OT_MONTHS + 1];
} sim_flows;

typedef double sim_cost[OT_PLACEMENT_TYPES][OT_MONTHS];

typedef struct sim_model {
    const ot_simulation_input *input;
    const ot_simulation_options *options;
    size_t months;
    int32_t first; /* month 0, as in month.h */
    int days[OT_MONTHS];
    double price[OT_MONTHS]; /* of a night, in weekly fees of the as-at day */
    ot_starts_designs starts[OT_PLACEMENT_TYPES];
    ot_hazards hazards;
    ot_fees fees;
    ot_starts_driver driver;
    bool driven; /* the driver is in any type's rate of starts */
    sim_cell *cells;
    sim_open *open;
    size_t cell_count, open_count;
    sim_flows base;
    double open_at[OT_PLACEMENT_TYPES]; /* on the as-at day */
    /* The year's cost so far of placements of a type (second) from starts of a type
     * (first) under the driver. */
    double driven_spent[OT_PLACEMENT_TYPES][OT_PLACEMENT_TYPES];
    /* Results: [row][simulations] and [row][month][simulations]. */
    uint32_t simulations;
    double *outturn, *effect;
    uint32_t *stock;
    sim_cost (*costs)[2]; /* [batches]: open, new; summed over the batch */
} sim_model;

typedef struct sim_year {
    const sim_model *model;
    uint64_t key;
    ot_hazard_rates rates;
    double end[OT_HAZARD_CELLS + 1];
    const ot_starts *starts[OT_PLACEMENT_TYPES]; /* the designs drawn */
    double coefficients[OT_PLACEMENT_TYPES][OT_STARTS_TERMS];
    double without[OT_PLACEMENT_TYPES]; /* rate without the driver over that with it */
    uint32_t *picks[OT_PLACEMENT_TYPES];
    double *curves; /* [cells][months]: probability to have ended by then */
    sim_flows open, driven, added, added_without;
} sim_year;

/* Where a placement is written: in full, and times scale. */
typedef struct sim_where {
    sim_flows *flows, *scaled; /* scaled may be NULL */
    double scale;
} sim_where;

typedef struct sim_stay {
    ot_placement_type type;
    double weekly;
    int32_t adult; /* month; SIM_NEVER */
    int32_t since; /* months since its start, in its month */
    size_t month;
    int day;
} sim_stay;

/* First month from which every placement is recorded. */
int32_t sim_history(const sim_model *model);

/* Groups the open placements; fills cells, open, base and driven_spent. */
ot_status sim_group_open(sim_model *model, ot_error *err);

/* A placement that begins, or ends in its month, on its day; in w. sim_change: in one
 * set of flows, with so many nights in the month, times scale. */
void sim_begin(const sim_model *model, const sim_where *w, const sim_stay *stay);
void sim_finish(const sim_model *model, const sim_where *w, const sim_stay *stay);
void sim_change(sim_flows *flows, const sim_stay *stay, double nights, double scale);

/* The day at a share (0 to below 1) of the month's days after `from`. */
int sim_day_at(double share, int from, int days);

/* The next placement after an end; false where there is none. */
bool sim_move_on(const sim_year *year, sim_stay *stay, ot_random *random);

/* A placement from its begin, with all that it moves to. */
void sim_live(const sim_year *year, const sim_where *w, sim_stay *stay,
              ot_random *random);

/* Plays the simulated years of one batch. */
ot_status sim_play_batch(void *model, size_t batch, ot_error *err);

/* Cost of the flows by type and month. */
void sim_cost_of(const sim_model *model, const sim_flows *flows, sim_cost out);

/* Points and means of all simulated years. */
ot_status sim_summarise(const sim_model *model, ot_simulation *out, ot_error *err);

#endif
