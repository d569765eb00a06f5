/* SPDX-License-Identifier: GPL-3.0-or-later */
/* costing_internal.h - what the parts of costing hand to each other. */
#ifndef OT_COSTING_INTERNAL_H
#define OT_COSTING_INTERNAL_H

#include "engine/placements/costing.h"
#include "engine/placements/day.h"

/* What all parts look at. */
typedef struct ot_cost_frame {
    const ot_stays *stays;
    ot_days year;
    ot_days to_date; /* nights of the year up to and with that of the stays' day */
    bool past_eighteen, hide_later;
    uint32_t *first;    /* [children + 1]: of a child's stays in by_child */
    uint32_t *by_child; /* stays by child and start */
} ot_cost_frame;

/* A row of costs made ready: amounts are of per_nights nights. */
typedef struct ot_rate {
    uint32_t child; /* OT_NONE: without any stay */
    ot_days days;
    ot_cost_parts amount;
    int32_t per_nights;
    bool derived;
    const ot_placement_cost_record *row;
    size_t order;
} ot_rate;

typedef struct ot_rates {
    ot_rate *items; /* by child, element and start */
    size_t count;
    uint32_t *first; /* [children + 1] */
} ot_rates;

/* The days of a stay that are costed. */
ot_days ot_cost_days(const ot_cost_frame *frame, const ot_placement *stay);

/* Rows to rates, with findings on rows. The caller frees items and first. */
ot_status ot_rates_make(const ot_cost_frame *frame,
                        const ot_placement_cost_record *rows, size_t count, int year,
                        ot_stay_findings *findings, ot_rates *out, ot_error *err);

/* amount x nights / per_nights of every part, each rounded. */
ot_cost_parts ot_rate_cost(const ot_rate *rate, int32_t nights);

ot_status ot_cost_parts_add(ot_cost_parts *sum, const ot_cost_parts *parts,
                            ot_error *err);

/* amount x times / by, rounded; times >= 0, by > 0. */
ot_status ot_cost_scale(ot_pence amount, int64_t times, int64_t by, ot_pence *out,
                        ot_error *err);

/* Fills types and all from the stays' costs. */
ot_status ot_costing_sum(const ot_placement_list *list, ot_costing *costing,
                         ot_error *err);

#endif
