/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ets.h - one exponential smoothing model in its state-space form (Hyndman, Koehler,
 * Ord & Snyder 2008): error additive or multiplicative, trend none, additive or damped,
 * season none, additive or multiplicative.
 * Internal to engine/forecast and engine/placements. Knows one form at a time;
 * ets_mean.h knows them all. */
#ifndef OT_FORECAST_ETS_H
#define OT_FORECAST_ETS_H

#include "engine/forecast/season.h"

typedef enum ot_ets_trend {
    OT_TREND_NONE,
    OT_TREND_ADDITIVE,
    OT_TREND_DAMPED
} ot_ets_trend;

typedef struct ot_ets_form {
    bool multiplicative_error; /* else additive */
    ot_ets_trend trend;
    ot_season_form season;
} ot_ets_form;

/* Smoothing weights as in R: beta <= alpha, gamma <= 1 - alpha, 0.8 <= phi <= 0.98
 * (1 where the trend is not damped). */
typedef struct ot_ets {
    ot_ets_form form;
    int period;
    double alpha, beta, gamma, phi;
    double level, slope;          /* before the first observation, after it by run */
    double season[OT_PERIOD_MAX]; /* season[t % period] of observation t, likewise */
    double sse, likelihood, aicc; /* likelihood: -2 log, up to a constant, as R's */
} ot_ets;

/* Runs over values: states become those after the last, sse and likelihood are set;
 * INFINITY where a multiplicative form meets nothing or less. */
void ot_ets_run(const double *values, size_t count, ot_ets *model);

/* Looks for weights, first level and first slope of the largest likelihood; first
 * seasonal states are season's. The states are those after the last observation.
 * OT_EFIT where there are too few values for the number of parameters, or values of
 * nothing or less under a multiplicative form. */
ot_status ot_ets_fit(const ot_numbers *series, ot_ets_form form,
                     const ot_season *season, ot_ets *model, ot_error *err);

/* count: observations run over. */
void ot_ets_path(const ot_ets *model, size_t count, size_t horizon, double *mean);

#endif
