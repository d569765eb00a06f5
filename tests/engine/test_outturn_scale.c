/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_scale.h"

#include "tests/check.h"

/* R 4.2.2:
 * own <- c(.12,.05,.3,.02,.08,.16,.01,.09); sp <- c(.06,.04,.22,.01,.05,.03,.02,.11)
 * no <- c(.2,.1,.5,.05,.12,.3,.04,.25); e <- c(.15,.03,.41,.012,.02,.19,0,.07)
 * X <- cbind(1, log(own + .001), log(sp + .001), log(no + .001)); y <- log(e + .002)
 * r <- sqrt(c(1e-6, 10, 10, 10)); lm.fit(rbind(X, diag(r)), c(y, r * c(0, .5, .3, .2)))
 * and exp(sum(coef * c(1, log(.101), log(.051), log(.151)))) */
static void test_scale_is_the_ridge_regression_of_r(void)
{
    static const ot_error_signs signs[8] = {
        {0.12, 0.06, 0.2},  {0.05, 0.04, 0.1}, {0.3, 0.22, 0.5},   {0.02, 0.01, 0.05},
        {0.08, 0.05, 0.12}, {0.16, 0.03, 0.3}, {0.01, 0.02, 0.04}, {0.09, 0.11, 0.25}};
    static const double errors[8] = {0.15, 0.03, 0.41, 0.012, 0.02, 0.19, 0, 0.07};
    static const double r[OT_SCALE_TERMS] = {0.507763248814, 0.732174768941,
                                             0.302287227344, 0.373791749328};
    ot_error_signs asked = {0.1, 0.05, 0.15};
    double terms[OT_SCALE_TERMS];
    ot_scale scale = {0};
    ot_error err = {0};

    for (int i = 0; i < 8; i++)
        ot_scale_add(&scale, 6, &signs[i], errors[i]);
    REQUIRE(ot_scale_fit(&scale, 6, terms, &err) == OT_OK);
    for (int i = 0; i < OT_SCALE_TERMS; i++)
        CHECK_NEAR(terms[i], r[i], 1e-9);
    CHECK_NEAR(ot_scale_size(terms, &asked), 0.0622201907021, 1e-10);
}

static void test_scale_of_a_month_without_errors_is_what_it_is_drawn_to(void)
{
    ot_error_signs signs = {0.12, 0.06, 0.2};
    double terms[OT_SCALE_TERMS];
    ot_scale scale = {0};

    ot_scale_add(&scale, 6, &signs, 0.15);
    REQUIRE(ot_scale_fit(&scale, 9, terms, NULL) == OT_OK);
    CHECK_NEAR(terms[0], 0.0, 1e-9);
    CHECK_NEAR(terms[1], 0.5, 1e-9);
    CHECK_NEAR(terms[2], 0.3, 1e-9);
    CHECK_NEAR(terms[3], 0.2, 1e-9);
}

static void test_scale_refuses_errors_that_are_not_finite(void)
{
    ot_error_signs signs = {0.12, 0.06, 0.2};
    double terms[OT_SCALE_TERMS];
    ot_scale scale = {0};
    ot_error err = {0};

    ot_scale_add(&scale, 4, &signs, (double)NAN);
    CHECK_INT(ot_scale_fit(&scale, 4, terms, &err), OT_EFIT);
    CHECK_TEXT(err.message,
               "the size of errors at month 4 cannot be fitted: they are not finite");
}

static const check_case cases[] = {
    CASE(test_scale_is_the_ridge_regression_of_r),
    CASE(test_scale_of_a_month_without_errors_is_what_it_is_drawn_to),
    CASE(test_scale_refuses_errors_that_are_not_finite)};

OT_TEST_MAIN("outturn_scale", cases)
