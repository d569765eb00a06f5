/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member_regression.c - least squares on a trend and twelve month effects (design.h).
 * The sum of the h months to come is c'b, with c the sum of their rows; its standard
 * error is sqrt(c'Vc + h sigma^2), the interval Student's t with rows - columns degrees
 * of freedom. As lm(y ~ t + factor(month)) in R. All months weigh the same: an outlier
 * moves its month's effect by its excess over the number of years, and widens sigma. */
#include <math.h>
#include <stdlib.h>

#include "engine/forecast/design.h"
#include "engine/forecast/member.h"
#include "engine/regression.h"

/* x: rows x columns, y after it. Owned by the caller; NULL: no memory. */
static double *fill(const ot_design *design, const ot_pence *months)
{
    size_t cells = design->rows * design->columns;
    double *x = malloc((cells + design->rows) * sizeof *x);

    if (!x)
        return NULL;
    for (size_t i = 0; i < design->rows; i++) {
        (void)ot_design_row(design, i, x + i * design->columns);
        x[cells + i] = (double)months[i];
    }
    return x;
}

static ot_status extrapolate(const ot_design *design, const ot_regression *regression,
                             int as_at, ot_fit *fit)
{
    double sum[OT_DESIGN_COLUMNS] = {0}, row[OT_DESIGN_COLUMNS];
    double error, h = OT_MONTHS - as_at;

    for (int m = 0; m < OT_MONTHS; m++) {
        fit->path[m] = 0.0;
        if (m < as_at)
            continue;
        if (!ot_design_row(design, design->rows + (size_t)(m - as_at), row))
            return OT_END;
        ot_regression_combine(regression, row, &fit->path[m], NULL);
        for (size_t j = 0; j < design->columns; j++)
            sum[j] += row[j];
    }
    ot_regression_combine(regression, sum, &fit->rest, &error);
    ot_fit_bounds(fit, sqrt(error * error + h * regression->sigma * regression->sigma),
                  regression->df);
    fit->months_used = design->rows;
    return OT_OK;
}

ot_status ot_member_regression(const ot_history *history, ot_fit *fit, ot_error *err)
{
    ot_design design;
    ot_regression regression = {0};
    ot_error reason = {0};
    double *x = NULL;
    ot_status st;

    ot_design_init(&design, history->count, history->first_month);
    if (history->count < history->minimum_months || design.rows <= design.columns)
        return OT_END;
    x = fill(&design, history->months);
    if (!x)
        return ot_fail_memory(err);
    st = ot_regression_fit(x, x + design.rows * design.columns, design.rows,
                           design.columns, &regression, &reason);
    if (st == OT_OK)
        st = extrapolate(&design, &regression, history->as_at, fit);
    else if (st == OT_EFIT)
        st = OT_END;
    else if (err)
        *err = reason;
    ot_regression_clear(&regression);
    free(x);
    return st;
}
