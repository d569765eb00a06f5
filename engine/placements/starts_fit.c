/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/starts_internal.h"
#include "engine/regression.h"

#define ITERATIONS 50
#define CONVERGED  1e-12 /* of the deviance: the step after is quadratically nearer */

/* One fit: the design and what changes from step to step. */
typedef struct fitting {
    const ot_starts_series *series;
    size_t rows, columns;
    double *design;   /* [rows][columns] */
    double *weighted; /* the same, each row times the root of its weight */
    double *response; /* [rows] */
    double *mean;     /* [rows] */
    double deviance;
} fitting;

static double unit_deviance(double y, double mean)
{
    return 2.0 * ((y > 0 ? y * log(y / mean) : 0.0) - (y - mean));
}

/* One step: the working response, weighted by the mean, on the design. */
static ot_status step(fitting *f, double *coefficients, ot_error *err)
{
    ot_regression fit;
    ot_status st;

    for (size_t i = 0; i < f->rows; i++) {
        double y = f->series->counts[i], root = sqrt(f->mean[i]);

        for (size_t k = 0; k < f->columns; k++)
            f->weighted[i * f->columns + k] = f->design[i * f->columns + k] * root;
        f->response[i] = root * (log(f->mean[i]) + (y - f->mean[i]) / f->mean[i]);
    }
    st = ot_regression_fit(f->weighted, f->response, f->rows, f->columns, &fit, err);
    if (st < 0)
        return st;
    memcpy(coefficients, fit.coefficients, f->columns * sizeof *coefficients);
    ot_regression_clear(&fit);
    f->deviance = 0;
    for (size_t i = 0; i < f->rows; i++) {
        double sum = 0;

        for (size_t k = 0; k < f->columns; k++)
            sum += f->design[i * f->columns + k] * coefficients[k];
        f->mean[i] = exp(sum);
        f->deviance += unit_deviance(f->series->counts[i], f->mean[i]);
    }
    return OT_OK;
}

static ot_status iterate(fitting *f, double *coefficients, ot_error *err)
{
    double before = INFINITY;

    for (size_t i = 0; i < f->rows; i++)
        f->mean[i] = f->series->counts[i] + 0.1;
    for (int n = 0; n < ITERATIONS; n++) {
        ot_status st = step(f, coefficients, err);

        if (st < 0)
            return st;
        if (!isfinite(f->deviance))
            break;
        if (fabs(f->deviance - before) <= CONVERGED * (fabs(f->deviance) + 0.1))
            return OT_OK;
        before = f->deviance;
    }
    return ot_fail(err, OT_EFIT, "the rate of starts has no finite best fit");
}

/* Lower root of a symmetric matrix[n][n]; false where it is not positive. */
static bool cholesky(const double *matrix, size_t n, double *root)
{
    memset(root, 0, n * n * sizeof *root);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = matrix[i * n + j];

            for (size_t k = 0; k < j; k++)
                sum -= root[i * n + k] * root[j * n + k];
            if (i == j && !(sum > 0))
                return false;
            root[i * n + j] = i == j ? sqrt(sum) : sum / root[j * n + j];
        }
    return true;
}

/* inverse[n][n] of root root'. */
static void invert(const double *root, size_t n, double *inverse)
{
    for (size_t c = 0; c < n; c++) {
        double x[OT_STARTS_TERMS];

        for (size_t i = 0; i < n; i++) {
            x[i] = i == c ? 1.0 : 0.0;
            for (size_t k = 0; k < i; k++)
                x[i] -= root[i * n + k] * x[k];
            x[i] /= root[i * n + i];
        }
        for (size_t i = n; i-- > 0;) {
            for (size_t k = i + 1; k < n; k++)
                x[i] -= root[k * n + i] * x[k];
            x[i] /= root[i * n + i];
            inverse[i * n + c] = x[i];
        }
    }
}

static ot_status finish(const fitting *f, ot_starts *out, ot_error *err)
{
    double information[OT_STARTS_TERMS * OT_STARTS_TERMS] = {0};
    double root[OT_STARTS_TERMS * OT_STARTS_TERMS], pearson = 0;
    size_t n = f->columns;

    for (size_t i = 0; i < f->rows; i++) {
        const double *row = f->design + i * n;
        double y = f->series->counts[i], mean = f->mean[i];

        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; b < n; b++)
                information[a * n + b] += mean * row[a] * row[b];
        pearson += (y - mean) * (y - mean) / mean;
        out->total += y;
        out->log_likelihood += y * log(mean) - mean - lgamma(y + 1.0);
    }
    out->deviance = f->deviance;
    out->dispersion = fmax(pearson / (double)(f->rows - n), 1.0);
    if (!cholesky(information, n, root))
        return ot_fail(err, OT_EFIT, "the terms of the starts depend on each other");
    invert(root, n, out->covariance);
    for (size_t k = 0; k < n * n; k++)
        information[k] = out->covariance[k] * out->dispersion;
    if (!cholesky(information, n, out->root) || !isfinite(out->root[n * n - 1]))
        return ot_fail(err, OT_EFIT, "the terms of the starts depend on each other");
    return OT_OK;
}

static ot_status prepare(fitting *f, ot_starts *out, unsigned terms, ot_error *err)
{
    const ot_starts_series *series = f->series;
    double row[OT_STARTS_TERMS];

    out->terms = terms;
    out->months = f->rows;
    out->last = series->first + (int32_t)f->rows - 1;
    out->driver = series->driver;
    out->columns = f->columns =
        starts_row(terms, out->last, series->driver, series->first, row);
    f->design = malloc((f->rows + 1) * f->columns * sizeof *f->design);
    f->weighted = malloc((f->rows + 1) * f->columns * sizeof *f->weighted);
    f->response = malloc((f->rows + 1) * sizeof *f->response);
    f->mean = malloc((f->rows + 1) * sizeof *f->mean);
    if (!f->design || !f->weighted || !f->response || !f->mean)
        return ot_fail_memory(err);
    for (size_t i = 0; i < f->rows; i++)
        starts_row(terms, out->last, series->driver, series->first + (int32_t)i,
                   f->design + i * f->columns);
    return OT_OK;
}

ot_status ot_starts_fit_terms(const ot_starts_series *series, unsigned terms,
                              ot_starts *out, ot_error *err)
{
    fitting f = {.series = series, .rows = series->months};
    ot_status st;

    memset(out, 0, sizeof *out);
    st = prepare(&f, out, terms | OT_STARTS_MEAN, err);
    if (st == OT_OK)
        st = iterate(&f, out->coefficients, err);
    if (st == OT_OK)
        st = finish(&f, out, err);
    free(f.design);
    free(f.weighted);
    free(f.response);
    free(f.mean);
    return st;
}
