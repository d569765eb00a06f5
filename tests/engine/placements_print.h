/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placements_print.h - a census and a costing as lines that placements_sql compares. */
#ifndef OT_TEST_PLACEMENTS_PRINT_H
#define OT_TEST_PLACEMENTS_PRINT_H

#include <inttypes.h>
#include <stdio.h>

#include "engine/placements/census.h"
#include "engine/placements/costing.h"

static inline void print_census(ot_calendar calendar, const ot_census *census)
{
    for (size_t m = 0; m < census->months; m++)
        for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
            const ot_census_count *c = &census->counts[m][type];
            char month[OT_PERIOD_TEXT];

            ot_period_iso(calendar, ot_period_shift(census->first, (int)m), month);
            printf("census,%s,%s,%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64
                   ",%" PRId64 ",%" PRId64 ",%" PRId64 "\n",
                   month, ot_placement_type_name((ot_placement_type)type), c->stock,
                   c->uasc, c->starts, c->ends, c->moves_in, c->moves_out, c->nights);
        }
}

static inline void print_sums(ot_calendar calendar, int year, const char *name,
                              const ot_cost_sums *s)
{
    for (int m = 0; m < OT_MONTHS; m++) {
        char month[OT_PERIOD_TEXT];

        ot_period_iso(calendar, (ot_period){year, m + 1}, month);
        printf("month,%s,%s,%" PRId64 "\n", month, name, s->months[m]);
    }
    printf("sums,%s,%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64
           ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64
           ",%" PRId64 ",%" PRId64 ",%" PRId64 "\n",
           name, s->open, s->with_fee, s->estimated, s->derived, s->to_date.net,
           s->to_date.education, s->to_date.health, s->committed.net,
           s->committed.education, s->committed.health, s->nights, s->weekly_mean,
           s->annualised, s->unit_cost);
}

static inline void print_costing(ot_calendar calendar, const ot_costing *costing)
{
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
        print_sums(calendar, costing->year,
                   ot_placement_type_name((ot_placement_type)type),
                   &costing->types[type]);
    print_sums(calendar, costing->year, "all", &costing->all);
}

#endif
