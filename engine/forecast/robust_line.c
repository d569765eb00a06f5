/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/robust_line.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

#include "engine/forecast/numbers.h"

#define NEWEST 36
#define LEAST  6

/* coefficients[2] of the robust fit; false where GSL gives none. */
static bool fit(const double *values, size_t count, double *coefficients)
{
    gsl_multifit_robust_workspace *work =
        gsl_multifit_robust_alloc(gsl_multifit_robust_huber, count, 2);
    gsl_matrix *x = gsl_matrix_alloc(count, 2), *covariance = gsl_matrix_alloc(2, 2);
    gsl_vector_const_view y = gsl_vector_const_view_array(values, count);
    gsl_vector_view c = gsl_vector_view_array(coefficients, 2);
    bool done = work && x && covariance;

    for (size_t i = 0; done && i < count; i++) {
        gsl_matrix_set(x, i, 0, 1.0);
        gsl_matrix_set(x, i, 1, (double)i);
    }
    if (done) {
        int status = gsl_multifit_robust(x, &y.vector, &c.vector, covariance, work);

        done = (status == GSL_SUCCESS || status == GSL_EMAXITER) &&
               isfinite(coefficients[0]) && isfinite(coefficients[1]);
    }
    gsl_matrix_free(covariance);
    gsl_matrix_free(x);
    if (work) /* the others take NULL */
        gsl_multifit_robust_free(work);
    return done;
}

ot_status ot_robust_line(const double *values, size_t count, size_t horizon,
                         double *mean, ot_error *err)
{
    size_t used = count < NEWEST ? count : NEWEST;
    const double *newest = values + (count - used);
    double line[2];
    bool done;

    if (count < LEAST)
        return ot_fail(err, OT_EFIT, "a robust line wants six months");
    ot_numbers_line(newest, used, &line[0], &line[1]);
    if (!ot_numbers_constant(newest, used)) {
        gsl_set_error_handler_off(); /* the default handler ends the program */
        done = fit(newest, used, line);
        if (!done)
            return ot_fail(err, OT_EFIT, "a robust line cannot be found");
    }
    for (size_t h = 0; h < horizon; h++)
        mean[h] = line[0] + line[1] * (double)(used + h);
    return OT_OK;
}
