/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interruption.h - what a driver added to a line: an interrupted time series.
 * Knows a series of pence and the month in which the driver began; knows no projects,
 * no managers and no name of a driver.
 *
 * Regression of the months on trend, month effects and what the driver did from its
 * start on, with errors that may follow each other (AR(1), by Prais and Winsten's
 * transformation; the autocorrelation of the residuals is corrected for the columns
 * fitted, r + (0.7 + r) p / n, kept within 0 to 0.9). The driver's effect is fitted
 * minus counterfactual: its columns times their coefficients; the interval is Student's
 * t on that combination. See Bernal, Cummins and Gasparrini (2017), "Interrupted time
 * series regression", IJE 46(1). */
#ifndef OT_INTERRUPTION_H
#define OT_INTERRUPTION_H

#include <stdbool.h>

#include "engine/money.h"
#include "engine/period.h"

/* Consecutive fiscal months, oldest first; closing periods are folded into month 12, a
 * month without a figure is 0. first_month: fiscal month (1-12) of months[0]. */
typedef struct ot_series {
    const ot_pence *months;
    size_t count;
    int first_month;
} ot_series;

/* What the driver did: a step and a change of trend, unless another form's AICc is less
 * by more than 4 (chosen more lightly, the interval would claim more than it knows). */
typedef enum ot_interruption_form {
    OT_FORM_SLOPE, /* a step and a change of trend */
    OT_FORM_PULSE, /* the start month alone: a one-off */
    OT_FORM_DECAY, /* a step that halves every three months */
    OT_FORMS
} ot_interruption_form;

/* "lasting step" ...: as printed. */
const char *ot_interruption_form_name(ot_interruption_form form);

/* Months before the start that the estimate needs. */
#define OT_INTERRUPTION_BEFORE 24

/* All for the fiscal year of the series' last month, its months to come included;
 * pence. */
typedef struct ot_interruption {
    ot_interruption_form form;
    ot_pence effect, lo80, hi80, lo95, hi95;
    double autocorrelation; /* that the errors were given */
    size_t rows;
} ot_interruption;

/* start: index of the driver's first month in the series; end: index of the first month
 * without it, or SIZE_MAX. OT_EFIT where fewer than 24 months stand before the start,
 * the driver has not begun, or the regression cannot be fitted: there is then no
 * estimate, which is not an estimate of nothing. */
ot_status ot_interruption_estimate(const ot_series *series, size_t start, size_t end,
                                   ot_interruption *out, ot_error *err);

#endif
