/* SPDX-License-Identifier: GPL-3.0-or-later */
/* starts.h - how many placements of a type start in a month, and how sure that is.
 * Knows counts by month and the months of a driver; knows no ends and no costs.
 *
 * Poisson regression with a log link (McCullagh and Nelder 1989, chapter 6) on a level,
 * a trend, a yearly wave and the driver's level, by iteratively reweighted least
 * squares. Trend and wave are there only where they pay for themselves by QAICc
 * (Burnham and Anderson 2002, 2.5); the driver, once it can be told apart, always: what
 * a driver did is asked for, and its interval must not depend on whether it was easy to
 * see. Pearson's dispersion, at least 1, widens everything (quasi-Poisson). The newest
 * months are taken as they stand: late recording is not put right. */
#ifndef OT_PLACEMENTS_STARTS_H
#define OT_PLACEMENTS_STARTS_H

#include "engine/placements/placement.h"
#include "engine/random.h"

typedef enum ot_starts_term {
    OT_STARTS_LEVEL,
    OT_STARTS_TREND, /* a year, counted from the last month */
    OT_STARTS_SIN,   /* of the year's wave: 0 in January */
    OT_STARTS_COS,
    OT_STARTS_DRIVER, /* 1 from the driver's first month to its last */
    OT_STARTS_TERMS
} ot_starts_term;

/* As a set of terms. */
#define OT_STARTS_HAS(terms, term) (((terms) >> (term)) & 1U)
#define OT_STARTS_MEAN             (1U << OT_STARTS_LEVEL)
#define OT_STARTS_WAVE             ((1U << OT_STARTS_SIN) | (1U << OT_STARTS_COS))

/* Months as in month.h. Without a driver: first OT_MONTH_NONE. */
typedef struct ot_starts_driver {
    int32_t first, last;
} ot_starts_driver;

/* counts[months] from month `first` on. */
typedef struct ot_starts_series {
    const uint32_t *counts;
    size_t months;
    int32_t first;
    ot_starts_driver driver;
} ot_starts_series;

typedef struct ot_starts {
    unsigned terms; /* those fitted; OT_STARTS_MEAN: a mean rate */
    size_t columns; /* how many */
    double coefficients[OT_STARTS_TERMS];                 /* [columns] */
    double covariance[OT_STARTS_TERMS * OT_STARTS_TERMS]; /* [columns][columns],
        (X'WX)^-1: times dispersion it is that of the coefficients */
    double root[OT_STARTS_TERMS * OT_STARTS_TERMS];       /* Cholesky's lower root of
              dispersion x covariance */
    double deviance, log_likelihood;
    double dispersion; /* Pearson's, at least 1 */
    double total;      /* starts counted */
    size_t months;
    int32_t last; /* month of trend 0 */
    ot_starts_driver driver;
} ot_starts;

/* counts[OT_PLACEMENT_TYPES][months]: placements that nothing came before, by month of
 * start from month `first` on. */
void ot_starts_count(const ot_placement_list *placements, int32_t first, size_t months,
                     uint32_t *counts);

/* Fits the given terms, the level among them. OT_EFIT where they cannot be fitted:
 * fewer months than terms, terms that depend on each other, no finite maximum. */
ot_status ot_starts_fit_terms(const ot_starts_series *series, unsigned terms,
                              ot_starts *out, ot_error *err);

/* The designs of a type, the likeliest first; weights add to 1. */
#define OT_STARTS_DESIGNS 4
typedef struct ot_starts_designs {
    ot_starts designs[OT_STARTS_DESIGNS];
    double weights[OT_STARTS_DESIGNS];
    size_t count; /* 1 or more */
} ot_starts_designs;

/* Fits the designs. With less than 12 months, or less than 20 starts, there is one: the
 * mean rate, whose uncertainty is a gamma distribution's; no start at all counts as
 * half a one. The driver is fitted where 3 months with it, 12 without it and 5 starts
 * on each side are there. OT_ENOMEM alone. */
ot_status ot_starts_fit(const ot_starts_series *series, ot_starts_designs *out,
                        ot_error *err);

/* A design drawn by weight. */
const ot_starts *ot_starts_choose(const ot_starts_designs *designs, ot_random *random);

/* Starts expected in a month: the designs' rates by weight. */
double ot_starts_expected(const ot_starts_designs *designs, int32_t month,
                          bool without_driver);

/* The rate without the driver over that with it, at drawn coefficients; its mean is
 * that of the fitted ones. 1 where the driver is not fitted. */
double ot_starts_drawn_without(const ot_starts *starts, const double *coefficients);

/* Starts expected in a month, from the fitted coefficients or drawn ones. A drawn
 * rate's mean is the fitted rate: the drawing's own convexity, half the variance of the
 * logarithm, is taken off. */
double ot_starts_rate(const ot_starts *starts, int32_t month, bool without_driver);
double ot_starts_drawn_rate(const ot_starts *starts, const double *coefficients,
                            int32_t month, bool without_driver);

/* coefficients[OT_STARTS_TERMS], normal about the fitted; the logarithm of a gamma
 * variate for a mean rate. */
void ot_starts_draw(const ot_starts *starts, ot_random *random, double *coefficients);

#endif
