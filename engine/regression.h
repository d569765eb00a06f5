/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regression.h - least squares on GSL, made safe.
 * Knows matrices only. Guards against what GSL lets pass: fewer rows than columns, a
 * rank short of full, input or output that is not finite. */
#ifndef OT_REGRESSION_H
#define OT_REGRESSION_H

#include "engine/status.h"

typedef struct ot_regression {
    size_t rows, columns;
    double *coefficients; /* [columns] */
    double *covariance;   /* [columns][columns], row-major: sigma^2 (X'X)^-1 */
    double sigma;         /* residual standard deviation, sqrt(SSR / df) */
    double r_squared;     /* about the mean of y; 0 where y is constant */
    int df;               /* rows - columns */
} ot_regression;

/* Fits y[rows] on x[rows][columns], row-major, by SVD (gsl_multifit_linear_tsvd, which
 * scales the columns; Golub & Van Loan 5.5). A constant is a column like any other.
 * OT_EFIT where rows <= columns, the rank is short (a singular value of the scaled
 * columns below 1e-12 of the largest: fewer than about four digits would be left), or
 * anything going in or coming out is not finite. The caller clears; after a failure out
 * is empty. */
ot_status ot_regression_fit(const double *x, const double *y, size_t rows,
                            size_t columns, ot_regression *out, ot_error *err);
void ot_regression_clear(ot_regression *regression);

/* Value w'b and standard error sqrt(w'Vw) of the linear combination w[columns] of the
 * coefficients. standard_error may be NULL. */
void ot_regression_combine(const ot_regression *regression, const double *w,
                           double *value, double *standard_error);

/* Two-sided quantile: |T| <= value with probability level, df degrees of freedom. NaN
 * unless 0 < level < 1 and df >= 1. */
double ot_student_quantile(double level, int df);

#endif
