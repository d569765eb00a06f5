/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_means.h - what the projection of a position may use besides the dataset:
 * hands, what is kept of the past, a run's projections, the forecast of placements; and
 * whom it tells how forecasts of earlier years have done. */
#ifndef OT_POSITION_MEANS_H
#define OT_POSITION_MEANS_H

#include "engine/position.h"

/* The projection of a line as a run kept it. */
typedef struct ot_kept_projection {
    ot_line_key line;
    ot_projection projection; /* method borrowed */
} ot_kept_projection;

/* A forecast of a year that is complete by now, beside what it came to. */
typedef struct ot_hindsight {
    const ot_line *line; /* codes, service and area only */
    const ot_outturn *forecast;
    double actual;                /* pence */
    const ot_past_forecast *then; /* as kept, with the manager's; NULL: not kept */
} ot_hindsight;

/* The forecast of what external placements cost in the year, for the lines of the
 * high-risk area that they are paid from. */
typedef struct ot_placement_forecast {
    const char *area; /* NULL: there is none */
    ot_pence forecast;
    bool has_driver;
    ot_pence driver;
} ot_placement_forecast;

/* What the projection may use besides the dataset; all zero: nothing. */
typedef struct ot_projection_means {
    const ot_parallel *parallel;
    const ot_past *past; /* sealed */
    /* Projections that are taken as they are, where every line has one of them. */
    const ot_kept_projection *kept; /* in the order of ot_line_key_compare */
    size_t kept_count;
    ot_agreement kept_agreement;
    ot_placement_forecast placements;
    bool members_only; /* only what the members say: nothing is learnt or projected */
    /* Told every forecast of complete years, months 1 to 11, of all lines that ever had
     * a figure; may be NULL. */
    ot_status (*hindsight)(void *self, const ot_hindsight *hindsight, ot_error *err);
    void *hindsight_self;
} ot_projection_means;

#endif
