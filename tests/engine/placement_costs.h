/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_costs.h - rows of costs beside episodes, for tests of costing. */
#ifndef OT_TEST_PLACEMENT_COSTS_H
#define OT_TEST_PLACEMENT_COSTS_H

#include "engine/placements/costing.h"

#include "tests/engine/placement_rows.h"

typedef struct costs {
    rows rows;
    ot_placement_cost_record fees[ROWS_MOST];
    size_t fee_count;
    ot_costing costing;
    ot_findings findings;
} costs;

/* A weekly fee of the file of 2021/22, without contributions. */
static inline ot_placement_cost_record *costs_fee(costs *c, const char *child,
                                                  ot_date start, ot_date end,
                                                  ot_pence weekly)
{
    ot_placement_cost_record *fee = &c->fees[c->fee_count++];

    *fee = (ot_placement_cost_record){.child = child,
                                      .start = start,
                                      .end = end,
                                      .element = "fee",
                                      .has_weekly = true,
                                      .weekly_fee = weekly,
                                      .year = 2021,
                                      .line = (long)c->fee_count + 1};
    return fee;
}

/* A cost to date instead. */
static inline ot_placement_cost_record *costs_total(costs *c, const char *child,
                                                    ot_date start, ot_date end,
                                                    ot_pence total)
{
    ot_placement_cost_record *fee = costs_fee(c, child, start, end, 0);

    fee->has_weekly = false;
    fee->has_total = true;
    fee->total_to_date = total;
    return fee;
}

/* Stays known at as_at and their costs; false: not made. */
static inline bool costs_make(costs *c, ot_date as_at,
                              const ot_costing_options *options)
{
    return rows_build(&c->rows, as_at) &&
           ot_costing_make(&c->rows.stays, c->fees, c->fee_count, (ot_calendar){0},
                           options, &c->costing, &c->findings, &c->rows.err) == OT_OK;
}

static inline void costs_clear(costs *c)
{
    ot_costing_clear(&c->costing);
    ot_findings_clear(&c->findings);
    rows_clear(&c->rows);
}

static inline int costs_found(const costs *c, ot_stay_finding_kind kind)
{
    int found = 0;

    for (size_t i = 0; i < c->costing.rows.count; i++)
        found += c->costing.rows.items[i].kind == kind;
    return found;
}

/* Net of a stay in the year. */
static inline ot_pence costs_year(const costs *c, size_t stay)
{
    ot_pence year = 0;

    for (int m = 0; m < OT_MONTHS; m++)
        year += c->costing.stays[stay].months[m].net;
    return year;
}

#endif
