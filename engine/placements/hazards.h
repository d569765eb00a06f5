/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hazards.h - how likely a placement is to end in a month, and where the child goes.
 * Knows how long placements have lasted; knows no starts and no costs.
 *
 * Discrete-time survival by calendar month (Singer and Willett 1993) with delayed entry
 * and right censoring: of the placements of a type, age band and length of stay that
 * were open in a month, how many ended in it. Each probability is a beta posterior
 * about that of all ages of the type at that length of stay, which is about the type's,
 * which is about that of all. What the wider one counts for, in months of exposure, is
 * found by empirical Bayes: the strength, of five, under which the counts are
 * likeliest. Children are taken as independent: brothers and sisters who leave together
 * make the truth a little wider. */
#ifndef OT_PLACEMENTS_HAZARDS_H
#define OT_PLACEMENTS_HAZARDS_H

#include "engine/placements/placement.h"
#include "engine/random.h"

#define OT_AGE_BANDS    7 /* years to 18: -0.5, -1, -2, -4, -8, more, unknown or past */
#define OT_STAY_BANDS   7 /* months: 0, 1, 2-3, 4-6, 7-12, 13-24, more */
#define OT_HAZARD_CELLS (OT_PLACEMENT_TYPES * OT_AGE_BANDS * OT_STAY_BANDS)

/* Band of the months to the month of the 18th birthday, 1 or more. Less, or
 * OT_MONTH_NONE: unknown or past. */
unsigned ot_age_band(int32_t months_to_adult);
/* Band of the calendar months since that of the start, 0 or more. */
unsigned ot_stay_band(int32_t months);
/* 0 to OT_HAZARD_CELLS - 1. */
unsigned ot_hazard_cell(ot_placement_type type, unsigned age, unsigned stay);

/* Where an ending leads: a type, at another provider unless said. */
#define OT_TO_SAME      OT_PLACEMENT_TYPES       /* same type and provider */
#define OT_TO_OUTSIDE   (OT_PLACEMENT_TYPES + 1) /* out of external placements */
#define OT_DESTINATIONS (OT_PLACEMENT_TYPES + 2)

typedef struct ot_hazards {
    uint32_t events[OT_HAZARD_CELLS], exposures[OT_HAZARD_CELLS];
    double age_strength, stay_strength;                /* months of exposure */
    double moves[OT_PLACEMENT_TYPES][OT_DESTINATIONS]; /* endings counted */
    double adults, adults_stayed; /* placements that came to the adult month; those that
                                     went on, or went on elsewhere, after it */
} ot_hazards;

/* Probabilities, the posterior means or drawn ones. */
typedef struct ot_hazard_rates {
    double end[OT_HAZARD_CELLS]; /* within the month, of those open as it begins, or
                                    begun in it */
    double to[OT_PLACEMENT_TYPES][OT_DESTINATIONS]; /* running sums; the last is 1 */
    double adult_stays;
} ot_hazard_rates;

/* Counts the months first to last (as in month.h); what happened after `last` is not
 * looked at. In the adult month every placement ends, so neither it nor its ending is
 * counted; after it a placement is of the band "unknown or past". */
void ot_hazards_count(const ot_placement_list *placements, int32_t first, int32_t last,
                      ot_hazards *out);

void ot_hazards_mean(const ot_hazards *hazards, ot_hazard_rates *out);
void ot_hazards_draw(const ot_hazards *hazards, ot_random *random,
                     ot_hazard_rates *out);

#endif
