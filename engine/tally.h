/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.h - lines summed to services, high-risk areas and the whole, and as printed.
 * Knows rounding for print; knows no report. */
#ifndef OT_TALLY_H
#define OT_TALLY_H

#include "engine/position.h"

typedef struct ot_tally {
    uint32_t service_count, area_count;
    ot_sums *services;      /* [service_count] */
    uint32_t *first, *last; /* [service_count] its lines; first OT_NONE: it has none */
    ot_sums *areas;         /* [area_count]; a parent's is the sum of its child rows' */
    ot_sums all_services, all_areas;
    ot_sums outside; /* lines of cost centres that are not in the structure */
} ot_tally;

/* Sums count lines in the order of a position. The caller clears. */
ot_status ot_tally_make(const ot_structure *structure, const ot_line *lines,
                        size_t count, ot_tally *out, ot_error *err);
/* The same for the lines of an earlier run: budget, forecast, variance and driver.
 * Lines are brought to today's services and areas by their codes. */
ot_status ot_tally_prior(const ot_structure *structure, const ot_prior_line *lines,
                         size_t count, ot_tally *out, ot_error *err);
void ot_tally_clear(ot_tally *tally);

/* A row as printed, in thousands of pounds. total = forecast - budget as printed, and
 * the two funds add up to total: where their own roundings do not, the fund whose
 * printed figure stays nearer to its true one gives way (a fund with no line never
 * does). */
typedef struct ot_printed {
    int64_t budget, forecast, variance[OT_FUNDS], total;
} ot_printed;

ot_printed ot_sums_print(const ot_sums *sums);

#endif
