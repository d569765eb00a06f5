/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rag.h - red, amber or green, in two ways that are shown side by side and never made
 * one: by thresholds of the forecast variance, and by how probable an overspend is.
 * Knows amounts and intervals; knows no lines, no colours and no sheet. */
#ifndef OT_RAG_H
#define OT_RAG_H

#include <stdbool.h>

#include "engine/forecast/aggregate.h"
#include "engine/money.h"

typedef enum ot_rag {
    OT_RAG_NONE, /* cannot be said: no interval */
    OT_RAG_GREEN,
    OT_RAG_AMBER,
    OT_RAG_RED
} ot_rag;

/* A threshold of the profile; one that is not stated is the default. */
typedef struct ot_rag_limit {
    bool stated;
    int64_t value;
} ot_rag_limit;

/* Zero is the defaults: amber beyond 1 % and £25,000, red beyond 5 % and £100,000, both
 * of the two to be passed; amber beyond a probability of 50 % (more likely than not),
 * red beyond 90 % (the budget lies below the 80 % interval). */
typedef struct ot_rag_options {
    ot_rag_limit amber_percent, red_percent; /* of the budget, in 1/100 of a percent */
    ot_rag_limit amber_pounds, red_pounds;   /* in pence */
    ot_rag_limit amber_probability, red_probability; /* in 1/100 of a percent */
    bool either; /* one of percent and pounds is enough; else both must be passed */
} ot_rag_options;

/* "red", "amber", "green", or "" for OT_RAG_NONE. */
const char *ot_rag_name(ot_rag rag);
/* Its letter, 'R', 'A' or 'G'; '-' for none: what is seen must not hang on colour. */
char ot_rag_letter(ot_rag rag);

/* Of a variance (forecast less budget; an overspend is positive) in pence. A threshold
 * is passed by more than it. Percent is of the size of the budget, so that income short
 * of its budget counts too; without a budget pounds alone decide. Underspends are
 * green. Exact: no figure is rounded. */
ot_rag ot_rag_by_threshold(const ot_rag_options *options, ot_pence budget,
                           ot_pence variance);

/* The probability, 0 to 1, that the outturn will be more than the budget, by the bounds
 * of a projection (aggregate.h), in the same unit as budget.
 *
 * The bounds are quantiles: 2.5, 10, 90 and 97.5 % lie below them, and half below the
 * forecast. Each is paired with the normal score of its share, -1.95996, -1.28155, 0,
 * 1.28155, 1.95996; z is interpolated between the two bounds around the budget, beyond
 * the last ones with the slope of the last two, and the probability is 1 - Phi(z). So
 * it is what the bounds say at every bound; normal where they are; where each side has
 * a spread of its own it is the two-piece normal of fan charts, here with the weight of
 * one half on either side (Britton, Fisher and Whitley 1998, Bank of England Quarterly
 * Bulletin 38; Wallis 2014, Statistical Science 29), and its tails are as heavy as the
 * 95 % bounds are far out. Where bounds coincide (nothing below what is spent), the
 * share of all of them lies there. Bounds out of order are widened as ot_aggregate_add
 * does. All at the forecast: 0 or 1. */
double ot_rag_probability(const ot_bounds *bounds, double budget);

/* Of that probability. */
ot_rag ot_rag_by_probability(const ot_rag_options *options, double probability);

/* What the two go by, in words for below a table: "RAG: red more than 5% and £100,000
 * over budget, ...". text: OT_RAG_LEGEND bytes. */
#define OT_RAG_LEGEND 256
void ot_rag_legend(const ot_rag_options *options, char text[OT_RAG_LEGEND]);
void ot_rag_probability_legend(const ot_rag_options *options, char text[OT_RAG_LEGEND]);

/* OT_EINPUT where a red threshold is below its amber one. */
ot_status ot_rag_check(const ot_rag_options *options, ot_error *err);

#endif
