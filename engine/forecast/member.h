/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member.h - the interface that every method of projection implements.
 * Internal to engine/forecast. A member knows one line's history and gives doubles; the
 * choice, the bounds by sign and the rounding to pence are projection.c's. */
#ifndef OT_FORECAST_MEMBER_H
#define OT_FORECAST_MEMBER_H

#include "engine/forecast/projection.h"

/* What is known of a line, borrowed from its series. */
typedef struct ot_history {
    const ot_pence *months; /* the first is not zero; the last is the as-at month */
    size_t count;           /* 0: never anything but zero */
    int first_month;        /* fiscal month of months[0] */
    int as_at;              /* fiscal month of the last month, 1-12 */
    size_t this_year;       /* how many of months are of the year projected, 0..as_at */
    bool has_positive, has_negative; /* some month above, below zero */
    ot_pence to_date;                /* sum of this year's months */
    ot_pence revised_budget;
    size_t minimum_months; /* for the regression */
} ot_history;

/* Months of this year that have a figure. */
size_t ot_history_postings(const ot_history *history);

/* The months to come, in pence. Without an interval the four bounds equal rest. */
typedef struct ot_fit {
    double rest;            /* all of them together */
    double path[OT_MONTHS]; /* path[m - 1]: month m, where m > as_at; adds up to rest */
    bool has_interval;
    double lo80, hi80, lo95, hi95; /* of rest */
    size_t months_used;
} ot_fit;

/* OT_END, fit unspecified: the method does not apply to this history. */
typedef ot_status ot_member_fit(const ot_history *history, ot_fit *fit, ot_error *err);

typedef struct ot_member {
    ot_method method;
    const char *name;
    ot_member_fit *fit;
} ot_member;

/* All methods, in the order in which they are tried; the last one always applies. */
extern const ot_member ot_members[OT_METHODS];

ot_member_fit ot_member_complete, ot_member_closed, ot_member_regression,
    ot_member_profile, ot_member_run_rate, ot_member_budget, ot_member_none;

/* Sets rest and the path to the same amount for each month to come, without an
 * interval. */
void ot_fit_level(ot_fit *fit, const ot_history *history, double month);
/* Sets has_interval and the bounds: rest -+ t(level, df) x standard_error. df < 1:
 * none. */
void ot_fit_bounds(ot_fit *fit, double standard_error, int df);

#endif
