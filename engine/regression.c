/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/regression.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define RANK_TOLERANCE 1e-12

static bool all_finite(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

static ot_status check_input(const double *x, const double *y, size_t rows,
                             size_t columns, ot_error *err)
{
    if (columns == 0 || rows > INT_MAX || columns > INT_MAX / sizeof(double) / columns)
        return ot_fail(err, OT_EFIT,
                       "a regression of %zu rows on %zu columns is not possible", rows,
                       columns);
    if (rows <= columns)
        return ot_fail(err, OT_EFIT,
                       "a regression on %zu columns needs more than %zu rows, not %zu",
                       columns, columns, rows);
    if (!all_finite(x, rows * columns) || !all_finite(y, rows))
        return ot_fail(err, OT_EFIT,
                       "a figure going into the regression is not a number");
    return OT_OK;
}

/* The part of y's variation about its mean that residuals of sum of squares ssr leave
 * explained. Constant y has none to explain. */
static double r_squared(const double *y, size_t rows, double ssr)
{
    double mean = 0, total = 0;
    bool constant = true;

    for (size_t i = 0; i < rows; i++) {
        mean += (y[i] - mean) / (double)(i + 1);
        constant = constant && y[i] == y[0];
    }
    for (size_t i = 0; i < rows; i++)
        total += (y[i] - mean) * (y[i] - mean);
    return constant ? 0.0 : isfinite(total) ? 1.0 - ssr / total : NAN;
}

static ot_status solve(const double *x, const double *y, ot_regression *fit,
                       gsl_multifit_linear_workspace *work, ot_error *err)
{
    size_t rows = fit->rows, columns = fit->columns, rank = 0;
    gsl_matrix_const_view design = gsl_matrix_const_view_array(x, rows, columns);
    gsl_vector_const_view response = gsl_vector_const_view_array(y, rows);
    gsl_vector_view b = gsl_vector_view_array(fit->coefficients, columns);
    gsl_matrix_view v = gsl_matrix_view_array(fit->covariance, columns, columns);
    double ssr = 0;
    int code =
        gsl_multifit_linear_tsvd(&design.matrix, &response.vector, RANK_TOLERANCE,
                                 &b.vector, &v.matrix, &ssr, &rank, work);

    if (code != GSL_SUCCESS)
        return ot_fail(err, OT_EFIT, "the regression failed: %s", gsl_strerror(code));
    if (rank != columns)
        return ot_fail(
            err, OT_EFIT,
            "the columns of the regression depend on each other: rank %zu of %zu", rank,
            columns);
    fit->df = (int)(rows - columns);
    fit->sigma = sqrt(ssr / fit->df);
    fit->r_squared = r_squared(y, rows, ssr);
    if (!all_finite(fit->coefficients, columns) ||
        !all_finite(fit->covariance, columns * columns) || !isfinite(fit->sigma) ||
        !isfinite(fit->r_squared))
        return ot_fail(err, OT_EFIT, "the figures are too large for the regression");
    return OT_OK;
}

ot_status ot_regression_fit(const double *x, const double *y, size_t rows,
                            size_t columns, ot_regression *out, ot_error *err)
{
    gsl_multifit_linear_workspace *work = NULL;
    ot_status st;

    memset(out, 0, sizeof *out);
    st = check_input(x, y, rows, columns, err);
    if (st < 0)
        return st;
    gsl_set_error_handler_off(); /* the default handler ends the program */
    out->rows = rows;
    out->columns = columns;
    out->coefficients = malloc(columns * sizeof *out->coefficients);
    out->covariance = malloc(columns * columns * sizeof *out->covariance);
    work = gsl_multifit_linear_alloc(rows, columns);
    if (!out->coefficients || !out->covariance || !work)
        st = ot_fail_memory(err);
    else
        st = solve(x, y, out, work, err);
    gsl_multifit_linear_free(work);
    if (st < 0)
        ot_regression_clear(out);
    return st;
}

void ot_regression_clear(ot_regression *regression)
{
    if (!regression)
        return;
    free(regression->coefficients);
    free(regression->covariance);
    memset(regression, 0, sizeof *regression);
}

void ot_regression_combine(const ot_regression *regression, const double *w,
                           double *value, double *standard_error)
{
    size_t columns = regression->columns;
    double sum = 0, variance = 0;

    for (size_t i = 0; i < columns; i++) {
        const double *row = regression->covariance + i * columns;
        double part = 0;

        sum += w[i] * regression->coefficients[i];
        for (size_t j = 0; j < columns; j++)
            part += row[j] * w[j];
        variance += w[i] * part;
    }
    *value = sum;
    if (standard_error)
        *standard_error = variance > 0 ? sqrt(variance) : 0.0;
}

double ot_student_quantile(double level, int df)
{
    if (!(level > 0.0 && level < 1.0) || df < 1)
        return NAN;
    gsl_set_error_handler_off();
    return gsl_cdf_tdist_Qinv((1.0 - level) / 2.0, df);
}
