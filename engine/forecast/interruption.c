/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/interruption.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/design.h"
#include "engine/regression.h"

#define HALF_LIFE       3.0 /* months */
#define AUTOCORRELATION 0.9 /* at most */
#define CLEARLY         4.0 /* of AICc */

const char *ot_interruption_form_name(ot_interruption_form form)
{
    static const char *const names[OT_FORMS] = {"step and change of trend", "one-off",
                                                "fading step"};

    return names[form];
}

/* One form's regression: x [rows][columns], the driver's columns last. */
typedef struct fitting {
    const ot_series *series;
    size_t start, end;
    ot_interruption_form form;
    ot_design design;
    size_t columns, driver_columns;
    double *x, *y, *residuals;
    double autocorrelation, aicc;
    ot_regression fit;
} fitting;

/* What the driver's columns hold in month t, also in months to come. */
static void driver_row(const fitting *f, size_t t, double *row)
{
    bool on = t >= f->start && t < f->end;
    double since = on ? (double)(t - f->start) : 0.0;

    row[0] = on ? 1.0 : 0.0;
    if (f->form == OT_FORM_SLOPE)
        row[1] = since / OT_MONTHS;
    else if (f->form == OT_FORM_PULSE)
        row[0] = t == f->start ? 1.0 : 0.0;
    else if (f->form == OT_FORM_DECAY && on)
        row[0] = exp2(-since / HALF_LIFE);
}

static void fill(fitting *f)
{
    for (size_t t = 0; t < f->series->count; t++) {
        double *row = f->x + t * f->columns;

        ot_design_row(&f->design, t, row);
        driver_row(f, t, row + f->design.columns);
        f->y[t] = (double)f->series->months[t];
    }
}

/* First-order autocorrelation of the residuals, corrected for the columns fitted. */
static void estimate_autocorrelation(fitting *f)
{
    size_t n = f->series->count;
    double products = 0, squares = 0, r;

    for (size_t t = 0; t < n; t++) {
        double fitted = 0;

        for (size_t k = 0; k < f->columns; k++)
            fitted += f->x[t * f->columns + k] * f->fit.coefficients[k];
        f->residuals[t] = f->y[t] - fitted;
        squares += f->residuals[t] * f->residuals[t];
        if (t)
            products += f->residuals[t] * f->residuals[t - 1];
    }
    r = squares > 0 ? products / squares : 0.0;
    r += (0.7 + r) * (double)f->columns / (double)n;
    f->autocorrelation = squares > 0 ? fmin(fmax(r, 0.0), AUTOCORRELATION) : 0.0;
}

/* AICc of the least squares fit; k counts the coefficients and sigma. */
static void estimate_aicc(fitting *f)
{
    double n = (double)f->series->count, k = (double)f->columns + 1;
    double variance = f->fit.sigma * f->fit.sigma * f->fit.df / n;

    f->aicc = n - k - 1 > 0 && variance > 0
                  ? n * log(variance) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
                  : (variance > 0 ? INFINITY : -INFINITY);
}

/* Rows become row - r x row before; the first is scaled by sqrt(1 - r^2). */
static void whiten(fitting *f)
{
    double r = f->autocorrelation, first = sqrt(1 - r * r);

    for (size_t t = f->series->count; t-- > 0;) {
        double *row = f->x + t * f->columns;

        for (size_t k = 0; k < f->columns; k++)
            row[k] = t ? row[k] - r * row[k - f->columns] : row[k] * first;
        f->y[t] = t ? f->y[t] - r * f->y[t - 1] : f->y[t] * first;
    }
}

static void clear(fitting *f)
{
    free(f->x);
    free(f->y);
    free(f->residuals);
    ot_regression_clear(&f->fit);
}

/* Least squares for the form's AICc and autocorrelation, then the transformed fit. */
static ot_status fit_form(fitting *f, ot_error *err)
{
    size_t n = f->series->count;
    ot_status st;

    ot_design_init(&f->design, n, f->series->first_month);
    f->driver_columns = f->form == OT_FORM_SLOPE ? 2 : 1;
    f->columns = f->design.columns + f->driver_columns;
    f->x = calloc(n * f->columns, sizeof *f->x);
    f->y = malloc(n * sizeof *f->y);
    f->residuals = malloc(n * sizeof *f->residuals);
    if (!f->x || !f->y || !f->residuals)
        return ot_fail_memory(err);
    fill(f);
    st = ot_regression_fit(f->x, f->y, n, f->columns, &f->fit, err);
    if (st < 0)
        return st;
    estimate_aicc(f);
    estimate_autocorrelation(f);
    ot_regression_clear(&f->fit);
    whiten(f);
    return ot_regression_fit(f->x, f->y, n, f->columns, &f->fit, err);
}

static int as_at_month(const ot_series *series)
{
    return (int)((size_t)(series->first_month - 1) + series->count - 1) % OT_MONTHS + 1;
}

/* The driver's columns summed over the year, and their combination. */
static ot_status sum_year(const fitting *f, ot_interruption *out, ot_error *err)
{
    size_t first = f->series->count - (size_t)as_at_month(f->series);
    double w[OT_DESIGN_COLUMNS + 2] = {0}, value, error, q80, q95;
    ot_status st;

    for (size_t m = 0; m < OT_MONTHS; m++) {
        double row[2] = {0};

        driver_row(f, first + m, row);
        for (size_t k = 0; k < f->driver_columns; k++)
            w[f->design.columns + k] += row[k];
    }
    ot_regression_combine(&f->fit, w, &value, &error);
    q80 = ot_student_quantile(0.80, f->fit.df) * error;
    q95 = ot_student_quantile(0.95, f->fit.df) * error;
    out->form = f->form;
    out->autocorrelation = f->autocorrelation;
    out->rows = f->series->count;
    st = ot_pence_from_double(value, &out->effect, err);
    if (st == OT_OK)
        st = ot_pence_from_double(value - q80, &out->lo80, err);
    if (st == OT_OK)
        st = ot_pence_from_double(value + q80, &out->hi80, err);
    if (st == OT_OK)
        st = ot_pence_from_double(value - q95, &out->lo95, err);
    if (st == OT_OK)
        st = ot_pence_from_double(value + q95, &out->hi95, err);
    return st;
}

static ot_status check(const ot_series *series, size_t start, ot_error *err)
{
    if (start < OT_INTERRUPTION_BEFORE)
        return ot_fail(
            err, OT_EFIT,
            "not enough history: %zu months before the driver's start, %d are "
            "needed",
            start, OT_INTERRUPTION_BEFORE);
    if (start >= series->count)
        return ot_fail(err, OT_EFIT, "the driver has not begun yet");
    return OT_OK;
}

ot_status ot_interruption_estimate(const ot_series *series, size_t start, size_t end,
                                   ot_interruption *out, ot_error *err)
{
    fitting best = {0};
    bool found = false;
    ot_status st = check(series, start, err);

    if (st < 0)
        return st;
    for (int form = 0; form < OT_FORMS; form++) {
        fitting f = {.series = series,
                     .start = start,
                     .end = end,
                     .form = (ot_interruption_form)form};

        st = fit_form(&f, err);
        if (st < 0 || (found && f.aicc >= best.aicc - CLEARLY)) {
            clear(&f);
            if (st == OT_ENOMEM)
                break;
            continue;
        }
        clear(&best);
        best = f;
        found = true;
    }
    if (st != OT_ENOMEM)
        st = found ? sum_year(&best, out, err) : OT_EFIT;
    clear(&best);
    return st;
}
