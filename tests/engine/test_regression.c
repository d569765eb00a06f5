/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_regression.c - certified values of the NIST Statistical Reference Datasets
 * (linear regression, www.itl.nist.gov/div898/strd/lls), and every trap of GSL. */
#include "engine/regression.h"

#include <float.h>
#include <gsl/gsl_errno.h>

#include "tests/check.h"

#define DIGITS 1e-9 /* nine significant digits */

/* Relative, whatever the size of the figure. */
#define CHECK_DIGITS(got, want) CHECK_NEAR((got) / (want), 1.0, DIGITS)

static double deviation(const ot_regression *fit, size_t i)
{
    return sqrt(fit->covariance[i * fit->columns + i]);
}

/* NIST StRD Norris: ozone monitors, 36 rows, lower difficulty. {y, x}. */
static const double norris[36][2] = {
    {0.1, 0.2},     {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1},
    {228.1, 226.5}, {668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0},
    {559.2, 558.2}, {0.3, 0.4},     {0.1, 0.6},     {778.1, 775.5}, {668.8, 666.9},
    {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},   {557.7, 556.0}, {228.3, 228.1},
    {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},     {0.6, 0.3},
    {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
    {10.2, 11.1},   {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9},
    {0.2, 0.5}};

static void test_regression_gives_the_certified_norris_line(void)
{
    ot_error err = {0};
    ot_regression fit;
    double x[36][2], y[36];

    for (size_t i = 0; i < 36; i++) {
        x[i][0] = 1.0;
        x[i][1] = norris[i][1];
        y[i] = norris[i][0];
    }
    REQUIRE(ot_regression_fit(&x[0][0], y, 36, 2, &fit, &err) == OT_OK);
    CHECK_DIGITS(fit.coefficients[0], -0.262323073774029);
    CHECK_DIGITS(fit.coefficients[1], 1.00211681802045);
    CHECK_DIGITS(deviation(&fit, 0), 0.232818234301152);
    CHECK_DIGITS(deviation(&fit, 1), 0.429796848199937E-03);
    CHECK_DIGITS(fit.sigma, 0.884796396144373);
    CHECK_DIGITS(fit.r_squared, 0.999993745883712);
    CHECK_INT(fit.df, 34);
    ot_regression_clear(&fit);
}

/* NIST StRD Longley: US employment, 16 rows, higher difficulty (condition number 4.9e9;
 * Longley 1967). The same figures as R's data(longley) in other units. {y, x1..x6}. */
static const double longley[16][7] = {{60323, 83.0, 234289, 2356, 1590, 107608, 1947},
                                      {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
                                      {60171, 88.2, 258054, 3682, 1616, 109773, 1949},
                                      {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
                                      {63221, 96.2, 328975, 2099, 3099, 112075, 1951},
                                      {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
                                      {64989, 99.0, 365385, 1870, 3547, 115094, 1953},
                                      {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
                                      {66019, 101.2, 397469, 2904, 3048, 117388, 1955},
                                      {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
                                      {68169, 108.4, 442769, 2936, 2798, 120445, 1957},
                                      {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
                                      {68655, 112.6, 482704, 3813, 2552, 123366, 1959},
                                      {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
                                      {69331, 115.7, 518173, 4806, 2572, 127852, 1961},
                                      {70551, 116.9, 554894, 4007, 2827, 130081, 1962}};

static void test_regression_gives_the_certified_longley_plane(void)
{
    static const double certified[7][2] = {
        {-3482258.63459582, 890420.383607373},
        {15.0618722713733, 84.9149257747669},
        {-0.358191792925910E-01, 0.334910077722432E-01},
        {-2.02022980381683, 0.488399681651699},
        {-1.03322686717359, 0.214274163161675},
        {-0.511041056535807E-01, 0.226073200069370},
        {1829.15146461355, 455.478499142212}};
    ot_error err = {0};
    ot_regression fit;
    double x[16][7], y[16];

    for (size_t i = 0; i < 16; i++) {
        memcpy(x[i], longley[i], sizeof x[i]);
        x[i][0] = 1.0;
        y[i] = longley[i][0];
    }
    REQUIRE(ot_regression_fit(&x[0][0], y, 16, 7, &fit, &err) == OT_OK);
    for (size_t i = 0; i < 7; i++) {
        CHECK_DIGITS(fit.coefficients[i], certified[i][0]);
        CHECK_DIGITS(deviation(&fit, i), certified[i][1]);
    }
    CHECK_DIGITS(fit.sigma, 304.854073561965);
    CHECK_DIGITS(fit.r_squared, 0.995479004577296);
    CHECK_INT(fit.df, 9);
    ot_regression_clear(&fit);
}

/* Rows of {1, x} on y. */
static ot_status fit_line(const double *xs, const double *ys, size_t rows,
                          ot_regression *fit, ot_error *err)
{
    double x[32][2] = {{0}};

    for (size_t i = 0; i < rows; i++) {
        x[i][0] = 1.0;
        x[i][1] = xs[i];
    }
    return ot_regression_fit(&x[0][0], ys, rows, 2, fit, err);
}

static void check_refused(ot_status st, const ot_regression *fit, const ot_error *err,
                          const char *why)
{
    CHECK_INT(st, OT_EFIT);
    CHECK_INT(err->code, OT_EFIT);
    CHECK_CONTAINS(err->message, why);
    CHECK(fit->coefficients == NULL && fit->covariance == NULL);
}

static const double four_x[] = {4.0, 5.0, 6.0, 7.0};
static const double four_y[] = {2385.17, 2410.02, 2399.48, 2450.90};

static void test_regression_refuses_fewer_rows_than_columns(void)
{
    static const double x[2][3] = {{1, 4, 16.5}, {1, 5, 25.25}};
    ot_error err = {0};
    ot_regression fit;
    ot_status st = ot_regression_fit(&x[0][0], four_y, 2, 3, &fit, &err);

    check_refused(st, &fit, &err, "on 3 columns needs more than 3 rows, not 2");
}

static void test_regression_refuses_as_many_rows_as_columns(void)
{
    ot_error err = {0};
    ot_regression fit;
    ot_status st = fit_line(four_x, four_y, 2, &fit, &err);

    check_refused(st, &fit, &err, "needs more than 2 rows, not 2");
    st = ot_regression_fit(four_x, four_y, 0, 0, &fit, &err);
    check_refused(st, &fit, &err, "0 columns");
}

static void test_regression_refuses_a_constant_x(void)
{
    static const double x[] = {61.7, 61.7, 61.7, 61.7};
    ot_error err = {0};
    ot_regression fit;
    ot_status st = fit_line(x, four_y, 4, &fit, &err);

    check_refused(st, &fit, &err, "rank 1 of 2");
}

static void test_regression_refuses_columns_that_depend_on_each_other(void)
{
    static const double a[] = {3.1, 4.7, 5.9, 2.6, 8.3, 7.7};
    static const double b[] = {120.5, 80.25, 99.1, 130.8, 71.3, 64.9};
    static const double y[] = {2385.17, 2410.02, 2399.48, 2450.90, 2377.65, 2391.11};
    double x[6][4];
    ot_error err = {0};
    ot_regression fit;

    for (size_t i = 0; i < 6; i++) {
        x[i][0] = 1.0;
        x[i][1] = a[i];
        x[i][2] = b[i];
        x[i][3] = 0.1 * a[i] + 0.3 * b[i] - 7.7;
    }
    check_refused(ot_regression_fit(&x[0][0], y, 6, 4, &fit, &err), &fit, &err,
                  "rank 3 of 4");
    for (size_t i = 0; i < 6; i++)
        x[i][3] = 0.0;
    check_refused(ot_regression_fit(&x[0][0], y, 6, 4, &fit, &err), &fit, &err,
                  "rank 3 of 4");
    memset(x, 0, sizeof x);
    check_refused(ot_regression_fit(&x[0][0], y, 6, 4, &fit, &err), &fit, &err,
                  "rank 0 of 4");
}

static void test_regression_refuses_input_that_is_not_finite(void)
{
    const double bad[] = {(double)NAN, (double)INFINITY, -(double)INFINITY};

    for (size_t i = 0; i < 3; i++) {
        double x[4], y[4];
        ot_error err = {0};
        ot_regression fit;

        memcpy(x, four_x, sizeof x);
        memcpy(y, four_y, sizeof y);
        y[2] = bad[i];
        check_refused(fit_line(x, y, 4, &fit, &err), &fit, &err, "is not a number");
        y[2] = 2399.48;
        x[3] = bad[i];
        check_refused(fit_line(x, y, 4, &fit, &err), &fit, &err, "is not a number");
    }
}

static void test_regression_keeps_its_digits_at_huge_magnitudes(void)
{
    static const double x[] = {2.0e15, 4.0e15, 6.0e15, 8.0e15, 10.0e15};
    static const double y[] = {-1.5e15, -2.0e15, -2.5e15, -3.0e15, -3.5e15};
    ot_error err = {0};
    ot_regression fit;

    REQUIRE(fit_line(x, y, 5, &fit, &err) == OT_OK);
    CHECK_DIGITS(fit.coefficients[0], -1.0e15);
    CHECK_DIGITS(fit.coefficients[1], -0.25);
    CHECK(fit.sigma < 100.0);
    CHECK_NEAR(fit.r_squared, 1.0, 1e-12);
    ot_regression_clear(&fit);
}

static void test_regression_never_gives_what_is_not_finite(void)
{
    static const double base[] = {1.0, 0.3, -0.7, 0.9, -0.2};
    const double scales[] = {DBL_MAX, 1e300, 1e200, 1e160, 1e-160, 1e-300, DBL_MIN};

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        for (size_t j = 0; j < sizeof scales / sizeof *scales; j++) {
            double x[5], y[5];
            ot_error err = {0};
            ot_regression fit;
            ot_status st;

            for (size_t k = 0; k < 5; k++) {
                x[k] = base[k] * scales[i];
                y[k] = base[4 - k] * scales[j];
            }
            st = fit_line(x, y, 5, &fit, &err);
            CHECK(st == OT_OK || st == OT_EFIT);
            if (st < 0)
                continue;
            CHECK(isfinite(fit.coefficients[0]) && isfinite(fit.coefficients[1]));
            CHECK(isfinite(fit.covariance[3]) && isfinite(fit.sigma));
            CHECK(isfinite(fit.r_squared));
            ot_regression_clear(&fit);
        }
}

static void test_regression_of_a_constant_y_explains_nothing(void)
{
    static const double y[] = {2385.17, 2385.17, 2385.17, 2385.17};
    ot_error err = {0};
    ot_regression fit;

    REQUIRE(fit_line(four_x, y, 4, &fit, &err) == OT_OK);
    CHECK_NEAR(fit.coefficients[0], 2385.17, 1e-12);
    CHECK_NEAR(fit.coefficients[1], 0.0, 1e-10);
    CHECK_NEAR(fit.sigma, 0.0, 1e-10);
    CHECK(fit.r_squared == 0.0);
    ot_regression_clear(&fit);
}

/* R: m <- lm(y ~ x); w <- c(1, 9); sum(w * coef(m)); sqrt(w %*% vcov(m) %*% w) */
static void test_regression_combines_coefficients_as_r(void)
{
    static const double w[] = {1.0, 9.0};
    ot_error err = {0};
    ot_regression fit;
    double value, standard_error, alone;

    REQUIRE(fit_line(four_x, four_y, 4, &fit, &err) == OT_OK);
    ot_regression_combine(&fit, w, &value, &standard_error);
    ot_regression_combine(&fit, w, &alone, NULL);
    CHECK_DIGITS(value, 2476.72);
    CHECK_DIGITS(standard_error, 29.630426465037615);
    CHECK(alone == value);
    ot_regression_clear(&fit);
}

/* GSL's default handler ends the program; setting one gives the handler before it. */
static void test_regression_leaves_the_aborting_handler_of_gsl_off(void)
{
    gsl_error_handler_t *off;
    ot_error err = {0};
    ot_regression fit;

    gsl_set_error_handler_off();
    off = gsl_set_error_handler(NULL); /* the default */
    CHECK(off != NULL);
    REQUIRE(fit_line(four_x, four_y, 4, &fit, &err) == OT_OK);
    CHECK(gsl_set_error_handler(NULL) == off);
    CHECK(isfinite(ot_student_quantile(0.95, 2)));
    CHECK(gsl_set_error_handler(NULL) == off);
    ot_regression_clear(&fit);
}

static void test_regression_clear_takes_empty_and_null(void)
{
    ot_regression fit = {0};

    ot_regression_clear(NULL);
    ot_regression_clear(&fit);
    ot_regression_clear(&fit);
    CHECK(fit.coefficients == NULL && fit.columns == 0);
}

/* R: qt(0.5 + level / 2, df) */
static void test_student_quantile_is_that_of_r(void)
{
    CHECK_DIGITS(ot_student_quantile(0.80, 40), 1.303077052607195);
    CHECK_DIGITS(ot_student_quantile(0.95, 40), 2.021075390306273);
    CHECK_DIGITS(ot_student_quantile(0.95, 1), 12.706204736174694);
    CHECK_DIGITS(ot_student_quantile(0.95, 2), 4.302652729749462);
    CHECK_DIGITS(ot_student_quantile(0.95, 3), 3.182446305283708);
    CHECK_DIGITS(ot_student_quantile(0.95, 11), 2.200985160091639);
    CHECK_DIGITS(ot_student_quantile(0.95, 1000), 1.962339080826408);
    CHECK_DIGITS(ot_student_quantile(0.80, 1), 3.077683537175254);
    CHECK_DIGITS(ot_student_quantile(0.80, 5), 1.475884048824480);
    CHECK_DIGITS(ot_student_quantile(0.999999, 4), 49.45863675520398);
}

static void test_student_quantile_outside_its_range_is_not_a_number(void)
{
    CHECK(isnan(ot_student_quantile(0.0, 5)));
    CHECK(isnan(ot_student_quantile(1.0, 5)));
    CHECK(isnan(ot_student_quantile((double)NAN, 5)));
    CHECK(isnan(ot_student_quantile(0.95, 0)));
}

static const check_case cases[] = {
    CASE(test_regression_gives_the_certified_norris_line),
    CASE(test_regression_gives_the_certified_longley_plane),
    CASE(test_regression_refuses_fewer_rows_than_columns),
    CASE(test_regression_refuses_as_many_rows_as_columns),
    CASE(test_regression_refuses_a_constant_x),
    CASE(test_regression_refuses_columns_that_depend_on_each_other),
    CASE(test_regression_refuses_input_that_is_not_finite),
    CASE(test_regression_keeps_its_digits_at_huge_magnitudes),
    CASE(test_regression_never_gives_what_is_not_finite),
    CASE(test_regression_of_a_constant_y_explains_nothing),
    CASE(test_regression_combines_coefficients_as_r),
    CASE(test_regression_leaves_the_aborting_handler_of_gsl_off),
    CASE(test_regression_clear_takes_empty_and_null),
    CASE(test_student_quantile_is_that_of_r),
    CASE(test_student_quantile_outside_its_range_is_not_a_number),
};

OT_TEST_MAIN("regression", cases)
