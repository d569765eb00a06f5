/* SPDX-License-Identifier: GPL-3.0-or-later */
/* costing.h - what external placements cost in a fiscal year: month by month to date,
 * and what they commit the council to from then to the year end. Knows no ledger and no
 * forecast of placements that have not begun.
 *
 * A week is 7 nights; the night of the start day counts, that of the end day does not.
 * A row of costs is for the nights from its start to, not including, its end. Without
 * an end it runs until the same child's next row of the same element starts, else on.
 * Of rows with the same child, element and start the later year's holds. Its weekly net
 * amount is fee less the education and health contributions; in a month it costs
 *   weekly net amount x nights / 7, rounded half away from zero once a row, stay and
 * month, nights being those of the month within both the row and an external stay of
 * the child. Contributions are rounded in the same way; gross is net and contributions
 * added.
 *
 * A row with a cost to date and no weekly fee has, instead of the amount of 7 nights,
 * that of all its nights of the year to date (net: its contributions are not used); one
 * of another year is left out. Its stay is marked derived.
 *
 * A month is actual when its last day is not after the day to which the stays are
 * known; the others are committed. Commitment ends with the planned end, the first day
 * of the month of the child's 18th birthday, or the year.
 *
 * A stay without any fee for any of its nights in the year is costed at the mean weekly
 * net fee of its type and marked estimated; nights without fee of other stays cost
 * nothing and are a finding. */
#ifndef OT_COSTING_H
#define OT_COSTING_H

#include "engine/placements/stays.h"

typedef struct ot_costing_options {
    int year;           /* fiscal year; 0: that of the day the stays are known to */
    bool past_eighteen; /* commitment goes on after the 18th birthday */
    bool hide_later; /* rows that start after the day the stays are known to, and ends
                        after it, were not known: what costs then goes on */
} ot_costing_options;

typedef struct ot_cost_parts {
    ot_pence net, education, health;
} ot_cost_parts;

/* What the provider is paid: net and contributions. */
ot_pence ot_cost_gross(const ot_cost_parts *parts);

typedef enum ot_cost_basis {
    OT_COST_NONE,     /* no night in the year, or no fee and none to estimate from */
    OT_COST_WEEKLY,   /* weekly fees */
    OT_COST_DERIVED,  /* at least one fee from a cost to date */
    OT_COST_ESTIMATED /* the mean of the type */
} ot_cost_basis;

typedef struct ot_stay_cost {
    ot_cost_parts months[OT_MONTHS];
    int32_t nights[OT_MONTHS];
    ot_cost_basis basis;
    bool open;       /* goes on for the night of the day the stays are known to */
    bool has_fee;    /* a fee, not an estimate, is in force for that night */
    ot_pence weekly; /* net, in force for that night: fees or estimate; 0: not open */
    /* Net fees in force for the stay's first night and for its last one that is known
     * of; no estimates. */
    bool has_first, has_last;
    ot_pence first_weekly, last_weekly;
} ot_stay_cost;

/* Of a type, or of all. The figures with a definition are in ot_cost_figure. */
typedef struct ot_cost_sums {
    int64_t open;
    int64_t with_fee;           /* of open: those in weekly_mean */
    int64_t estimated, derived; /* stays with nights in the year */
    ot_pence months[OT_MONTHS]; /* net */
    ot_cost_parts to_date, committed;
    int64_t nights; /* in the year, as costed */
    bool has_weekly_mean, has_unit_cost;
    ot_pence weekly_mean, annualised, unit_cost;
} ot_cost_sums;

typedef enum ot_cost_figure {
    OT_COST_OPEN,
    OT_COST_TO_DATE,
    OT_COST_COMMITTED,
    OT_COST_WEEKLY_MEAN,
    OT_COST_ANNUALISED,
    OT_COST_UNIT_COST,
    OT_COST_FIGURES
} ot_cost_figure;

/* How a figure is defined, to be printed beside it; past_eighteen: as in the options.
 */
const char *ot_cost_definition(ot_cost_figure figure, bool past_eighteen);

typedef struct ot_costing {
    int year;
    int actual_months; /* of the year: 0 to 12 */
    int32_t year_nights;
    ot_stay_cost *stays; /* [count], in the order of the stays' list */
    size_t count;
    ot_cost_sums types[OT_PLACEMENT_TYPES], all;
    ot_stay_findings rows; /* by year and line: of an episode, or of a row of costs */
} ot_costing;

/* options may be NULL: the defaults. findings may be NULL. OT_ERANGE where a sum is too
 * large. The caller clears; after a failure out is empty. */
ot_status ot_costing_make(const ot_stays *stays, const ot_placement_cost_record *rows,
                          size_t count, ot_calendar calendar,
                          const ot_costing_options *options, ot_costing *out,
                          ot_findings *findings, ot_error *err);
void ot_costing_clear(ot_costing *costing);

#endif
