/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_scale.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

#define FLOOR_ERROR 2e-3
#define FLOOR_SIGN  1e-3
#define MOST_SIGN   3.0
#define RIDGE       10.0
#define TINY        1e-6

static const double drawn_to[OT_SCALE_TERMS] = {0, 0.5, 0.3, 0.2};

static double log_sign(double sign)
{
    return log((sign < MOST_SIGN ? sign : MOST_SIGN) + FLOOR_SIGN);
}

static void read_row(const ot_error_signs *signs, double row[OT_SCALE_TERMS])
{
    row[0] = 1;
    row[1] = log_sign(signs->own);
    row[2] = log_sign(signs->spread);
    row[3] = log_sign(signs->noise);
}

void ot_scale_add(ot_scale *scale, int month, const ot_error_signs *signs, double error)
{
    double row[OT_SCALE_TERMS], size = log(error + FLOOR_ERROR);

    read_row(signs, row);
    for (int i = 0; i < OT_SCALE_TERMS; i++) {
        for (int j = 0; j < OT_SCALE_TERMS; j++)
            scale->squares[month - 1][i][j] += row[i] * row[j];
        scale->products[month - 1][i] += row[i] * size;
    }
}

ot_status ot_scale_fit(const ot_scale *scale, int month, double terms[OT_SCALE_TERMS],
                       ot_error *err)
{
    double squares[OT_SCALE_TERMS * OT_SCALE_TERMS], products[OT_SCALE_TERMS];
    gsl_matrix_view matrix =
        gsl_matrix_view_array(squares, OT_SCALE_TERMS, OT_SCALE_TERMS);
    gsl_vector_view right = gsl_vector_view_array(products, OT_SCALE_TERMS);
    gsl_vector_view out = gsl_vector_view_array(terms, OT_SCALE_TERMS);
    int failed;

    for (int i = 0; i < OT_SCALE_TERMS; i++) {
        double ridge = i > 0 ? RIDGE : TINY;

        for (int j = 0; j < OT_SCALE_TERMS; j++)
            squares[i * OT_SCALE_TERMS + j] =
                scale->squares[month - 1][i][j] + (i == j ? ridge : 0);
        products[i] = scale->products[month - 1][i] + ridge * drawn_to[i];
    }
    gsl_set_error_handler_off(); /* the default handler ends the program */
    failed = gsl_linalg_cholesky_decomp1(&matrix.matrix);
    if (!failed)
        failed = gsl_linalg_cholesky_solve(&matrix.matrix, &right.vector, &out.vector);
    for (int i = 0; i < OT_SCALE_TERMS && !failed; i++)
        failed = !isfinite(terms[i]);
    if (failed)
        return ot_fail(err, OT_EFIT,
                       "the size of errors at month %d cannot be fitted: they are not "
                       "finite",
                       month);
    return OT_OK;
}

double ot_scale_size(const double terms[OT_SCALE_TERMS], const ot_error_signs *signs)
{
    double row[OT_SCALE_TERMS], sum = 0;

    read_row(signs, row);
    for (int i = 0; i < OT_SCALE_TERMS; i++)
        sum += terms[i] * row[i];
    return exp(sum);
}
