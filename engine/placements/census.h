/* SPDX-License-Identifier: GPL-3.0-or-later */
/* census.h - placements counted by month and type: stock, flows, nights.
 * Knows no cost and no child.
 *
 * Stock of a month: placements that started on or before its last day and had not ended
 * by then (one that ends on the last day is out: that night is not spent there). For
 * every month and type
 *   stock = previous stock + starts + moves in - ends - moves out.
 * The months after the day to which the placements are known hold only what is planned.
 */
#ifndef OT_CENSUS_H
#define OT_CENSUS_H

#include "engine/placements/placement.h"

/* Of one month and type. A move is a child's going straight, without a night between,
 * from one external placement to another, of whatever type; it counts out in the type
 * left and in in the type entered. Starts and ends are all others. */
typedef struct ot_census_count {
    int64_t stock;
    int64_t uasc; /* of the stock: unaccompanied asylum-seeking when it began */
    int64_t starts, ends, moves_in, moves_out;
    int64_t nights;
} ot_census_count;

typedef struct ot_census {
    ot_period first;
    size_t months;
    ot_census_count (*counts)[OT_PLACEMENT_TYPES]; /* [months][type] */
} ot_census;

/* Counts the months from..to, both included, neither a closing period. OT_EUSAGE where
 * they are not in order. The caller clears; after a failure out is empty. */
ot_status ot_census_make(const ot_placement_list *list, ot_calendar calendar,
                         ot_period from, ot_period to, ot_census *out, ot_error *err);
void ot_census_clear(ot_census *census);

/* All types of a month together: moves between them stay both in and out. */
ot_census_count ot_census_month(const ot_census *census, size_t month);

#endif
