/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simplex.h - the minimum of a function of a few numbers (Nelder & Mead 1965).
 * Internal to engine/forecast. Deterministic, without memory of its own: ETS asks for
 * thousands of small searches, which allocation would slow down. */
#ifndef OT_FORECAST_SIMPLEX_H
#define OT_FORECAST_SIMPLEX_H

#include <stddef.h>

#define OT_SIMPLEX_MAX 6

typedef struct ot_simplex {
    double (*f)(const double *at, void *self); /* INFINITY where it may not go */
    void *self;
    size_t size;                 /* numbers, at most OT_SIMPLEX_MAX */
    double step[OT_SIMPLEX_MAX]; /* of the first corners */
    double tolerance;            /* absolute, of values at the corners */
    int evaluations;             /* at most so many */
} ot_simplex;

/* Moves at[size] to the best place found; the value there. */
double ot_simplex_minimise(const ot_simplex *simplex, double *at);

#endif
