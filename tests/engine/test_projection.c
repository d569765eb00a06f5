/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_projection.c - the projection by regression against R 4.2.2, and what holds for
 * all methods. The other methods: test_projection_fallback.c. */
#include "engine/forecast/projection.h"

#include "engine/forecast/design.h"
#include "engine/forecast/member.h"
#include "engine/regression.h"
#include "tests/check.h"
#include "tests/engine/projection_fixture.h"

/* R: m <- lm(y ~ t + factor(month)); coef(m); sqrt(diag(vcov(m)))[1:3]; sigma(m);
 * summary(m)$r.squared */
static void test_design_of_trend_and_months_fits_as_r(void)
{
    static const double coef[13] = {
        22792242.92598039284, 34378.82696078432,   1011275.57303921424,
        1426748.94607843063,  785715.11911764578,  982708.69215686107,
        1489517.72696078452,  1434414.14999999874, 1927758.07303921413,
        1747251.74607843044,  1137762.91911764606, 741495.59215686016,
        4138293.76519607846};
    ot_design design;
    ot_regression fit;
    ot_error err = {0};
    double x[53][13], y[53], intercept[13] = {1.0, -27.0 / 12}, value, error;

    ot_design_init(&design, 53, 1);
    REQUIRE(design.columns == 13 && design.trend);
    for (size_t i = 0; i < 53; i++) {
        CHECK(ot_design_row(&design, i, x[i]));
        y[i] = (double)care[i];
    }
    REQUIRE(ot_regression_fit(&x[0][0], y, 53, 13, &fit, &err) == OT_OK);
    ot_regression_combine(&fit, intercept, &value, &error); /* at R's t = 0 */
    CHECK_NEAR(value, coef[0], 1e-8);
    CHECK_NEAR(error, 384613.840111714322, 1e-8);
    CHECK_NEAR(fit.coefficients[1] / 12, coef[1], 1e-8); /* a year to a month */
    CHECK_NEAR(sqrt(fit.covariance[14]) / 12, 6938.149089677216, 1e-8);
    for (size_t j = 2; j < 13; j++)
        CHECK_NEAR(fit.coefficients[j], coef[j], 1e-8);
    CHECK_NEAR(sqrt(fit.covariance[28]), 485521.738890765992, 1e-8);
    CHECK_NEAR(fit.sigma, 767598.8878032630, 1e-8);
    CHECK_NEAR(fit.r_squared, 0.7298019701568533, 1e-8);
    ot_regression_clear(&fit);
}

static void test_design_keeps_full_rank_whatever_months_there_are(void)
{
    double row[OT_DESIGN_COLUMNS];
    ot_design design;

    ot_design_init(&design, 3, 11); /* February, March, April */
    CHECK_INT((int64_t)design.columns, 3);
    CHECK(!design.trend);
    CHECK_INT(design.month_column[0], 0); /* the base: April */
    CHECK(!ot_design_row(&design, 3, row));
    CHECK(ot_design_row(&design, 0, row));
    CHECK(row[0] == 1.0 && row[1] == 1.0 && row[2] == 0.0); /* February */
    ot_design_init(&design, 13, 6);
    CHECK_INT((int64_t)design.columns, 12);
    ot_design_init(&design, 14, 6);
    CHECK_INT((int64_t)design.columns, 13);
    CHECK(ot_design_row(&design, 20, row));
    CHECK_NEAR(row[1], (20 - 6.5) / 12, 1e-15);
}

/* R: new <- data.frame(t = n + 1:(12 - asat), month = (asat + 1):12)
 * X <- model.matrix(delete.response(terms(m)), new, xlev = m$xlevels); c <- colSums(X)
 * rest <- sum(c * coef(m)); V <- vcov(m); df <- m$df.residual
 * se <- sqrt(drop(t(c) %*% V %*% c) + nrow(new) * sigma(m)^2)
 * sum(tail(y, asat)) + rest + outer(c(-1, 1), qt(c(.9, .975), df)) * se
 * X %*% coef(m) */
static void test_projection_by_regression_is_that_of_r(void)
{
    static const double months[7] = {
        26138217.30882353, 26117492.55882353, 26645215.30882353, 26499087.80882353,
        25923977.80882353, 25562089.30882353, 28993266.30882353};
    ot_history history = {.months = care,
                          .count = 53,
                          .first_month = 1,
                          .as_at = 5,
                          .this_year = 5,
                          .has_positive = true,
                          .to_date = CARE_TO_DATE,
                          .minimum_months = 24};
    ot_projection p = project(care, 53, 1, 0);
    ot_fit fit;
    ot_error err = {0};

    REQUIRE(ot_member_regression(&history, &fit, &err) == OT_OK);
    CHECK_NEAR(CARE_TO_DATE + fit.rest, 312799678.4117647, 1e-8);
    CHECK_NEAR(CARE_TO_DATE + fit.lo80, 309284158.0286180, 1e-8);
    CHECK_NEAR(CARE_TO_DATE + fit.hi80, 316315198.7949114, 1e-8);
    CHECK_NEAR(CARE_TO_DATE + fit.lo95, 307347098.5230452, 1e-8);
    CHECK_NEAR(CARE_TO_DATE + fit.hi95, 318252258.3004842, 1e-8);
    for (size_t m = 0; m < 7; m++)
        CHECK_NEAR(fit.path[5 + m], months[m], 1e-8);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT((int64_t)p.months_used, 53);
    CHECK_INT(p.outturn, 312799678);
    CHECK_INT(p.lo80, 309284158);
    CHECK_INT(p.hi80, 316315199);
    CHECK_INT(p.lo95, 307347099);
    CHECK_INT(p.hi95, 318252258);
    CHECK_INT(p.path[5], 26138217);
    CHECK_INT(p.path[11], 28993266);
}

/* The same R for y[8:53], whose first month is 8; the zeros before it are not history.
 */
static void test_projection_drops_the_empty_months_of_a_new_cost_centre(void)
{
    ot_pence late[53] = {0};
    ot_projection p;

    memcpy(late + 7, care + 7, 46 * sizeof *late);
    p = project(late, 53, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT((int64_t)p.months_used, 46);
    CHECK_INT(p.outturn, 313021901);
    CHECK_INT(p.lo80, 309211648);
    CHECK_INT(p.hi80, 316832153);
    CHECK_INT(p.lo95, 307094091);
    CHECK_INT(p.hi95, 318949711);
    CHECK_INT(p.path[6], 26042293);
}

static void test_projection_does_the_same_from_any_first_month(void)
{
    ot_projection from_april = project(care + 7, 46, 8, 0);

    CHECK_INT(from_april.outturn, 313021901);
    CHECK_INT(from_april.hi95, 318949711);
}

/* Trend of 50.00 a month and a fixed profile: nothing is left to chance. */
static void test_projection_of_a_regular_series_is_exact(void)
{
    static const ot_pence effect[12] = {0,      125000, -40000, 60000, 0,     8000,
                                        -12500, 0,      33300,  0,     -7000, 410000};
    ot_pence months[41], outturn = 0;
    ot_projection p;

    for (int t = 0; t < 48; t++) {
        ot_pence amount = 2385170 + 5000 * t + effect[t % 12];

        if (t < 41)
            months[t] = amount;
        if (t >= 36)
            outturn += amount;
    }
    p = project(months, 41, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT(p.outturn, outturn);
    CHECK(p.has_interval);
    CHECK_INT(p.lo95, outturn);
    CHECK_INT(p.hi95, outturn);
    CHECK_INT(p.path[11], 2385170 + 5000 * 47 + 410000);
}

static void test_projection_of_a_constant_series_is_exact(void)
{
    ot_pence months[28];
    ot_projection p;

    for (size_t i = 0; i < 28; i++)
        months[i] = 238517;
    p = project(months, 28, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT(p.outturn, 12 * 238517);
    CHECK_INT(p.hi95 - p.lo95, 0);
}

static void test_projection_of_income_mirrors_expenditure(void)
{
    ot_pence income[53];
    ot_projection spent = project(care, 53, 1, 0), earned;

    for (size_t i = 0; i < 53; i++)
        income[i] = -care[i];
    earned = project(income, 53, 1, 0);
    CHECK_INT(earned.method, OT_METHOD_REGRESSION);
    CHECK_INT(earned.outturn, -spent.outturn);
    CHECK_INT(earned.lo80, -spent.hi80);
    CHECK_INT(earned.hi95, -spent.lo95);
    CHECK_INT(earned.path[8], -spent.path[8]);
}

/* Falling from 30,000.00 by 800.00 a month: the line would go below zero by June. */
static void test_projection_never_unspends_what_was_only_ever_spent(void)
{
    ot_pence falling[38], rising[38], to_date;
    ot_projection p;

    for (int t = 0; t < 38; t++) {
        falling[t] = 3000000 - 80000 * t + (t % 5) * 4100 + (t % 7 == 3 ? 2900 : 0);
        rising[t] = -falling[t];
    }
    to_date = falling[36] + falling[37];
    p = project(falling, 38, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT(p.outturn, to_date);
    CHECK_INT(p.lo95, to_date);
    CHECK_INT(p.path[11], 0);
    p = project(rising, 38, 1, 0);
    CHECK_INT(p.outturn, -to_date);
    CHECK_INT(p.hi95, -to_date);
    falling[4] = -75; /* a credit: both signs, nothing is bounded */
    p = project(falling, 38, 1, 0);
    CHECK(p.outturn < to_date);
    CHECK(p.path[11] < 0);
}

/* In the mixed case every month but the last is rounded by itself. */
static void test_projection_path_adds_up_with_both_signs(void)
{
    ot_pence mixed[53];
    ot_projection p;

    for (size_t i = 0; i < 53; i++)
        mixed[i] = care[i] - 24500000;
    p = project(mixed, 53, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT(p.outturn, 312799678 - 12 * 24500000);
    CHECK_INT(p.path[5], 1638217);
    CHECK_INT(p.path[7], 2145215);
}

/* The same R for y[23] + 4e9: 40 million in one February. The other months to come are
 * fitted at about -32 million and become 0; the sum of all stays R's. */
static void test_projection_with_a_huge_outlier_says_so_by_its_width(void)
{
    ot_pence hit[53];
    ot_projection p;

    memcpy(hit, care, sizeof hit);
    hit[22] += 4000000000;
    p = project(hit, 53, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT(p.outturn, 901034973);
    CHECK_INT(p.hi80, 3404176562);
    CHECK_INT(p.hi95, 4783413114);
    CHECK_INT(p.lo80, CARE_TO_DATE); /* bounded by what is spent */
    CHECK_INT(p.lo95, CARE_TO_DATE);
    CHECK_INT(p.path[9], 0);
    CHECK_INT(p.path[10], 901034973 - CARE_TO_DATE);
}

static void test_projection_takes_missing_months_as_zeros(void)
{
    ot_pence gaps[53];
    ot_projection p;

    memcpy(gaps, care, sizeof gaps);
    for (size_t i = 8; i < 53; i += 9)
        gaps[i] = 0;
    p = project(gaps, 53, 1, 0);
    CHECK_INT(p.method, OT_METHOD_REGRESSION);
    CHECK_INT((int64_t)p.months_used, 53);
    CHECK(p.outturn > CARE_TO_DATE && p.hi95 > p.hi80);
}

/* With fewer rows than the regression needs, whatever the option says. */
static void test_projection_does_not_regress_on_too_few_months(void)
{
    for (size_t count = 1; count <= 40; count++) {
        ot_projection p = project_with(care, count, 1, 0, 1);

        if (count % 12 == 0)
            CHECK_INT(p.method, OT_METHOD_COMPLETE);
        else if (count == 1)
            CHECK_INT(p.method, OT_METHOD_NONE); /* a single posting is no rate */
        else if (count <= 11)
            CHECK_INT(p.method, OT_METHOD_RUN_RATE);
        else
            CHECK_INT(p.method, OT_METHOD_REGRESSION);
    }
    CHECK_INT(project(care, 23, 1, 0).method, OT_METHOD_PROFILE);
    CHECK_INT(project(care, 25, 1, 0).method, OT_METHOD_REGRESSION);
}

/* Sound at every length and from every first month, on payments that come in lumps. */
static void test_projection_is_sound_from_any_month_at_any_length(void)
{
    ot_pence lumpy[53];

    for (size_t i = 0; i < 53; i++)
        lumpy[i] = i % 7 == 2 ? 0 : i % 11 == 5 ? -care[i] / 9 : care[i] % 3000000;
    for (int first = 1; first <= 12; first++)
        for (size_t count = 1; count <= 53; count++) {
            (void)project(care, count, first, 0);
            (void)project(lumpy, count, first, 23851700);
            (void)project(lumpy + 53 - count, count, first, 23851700);
        }
}

static void test_projection_is_the_same_bytes_twice(void)
{
    for (size_t count = 1; count <= 53; count++) {
        ot_series series = {care, count, 1};
        ot_projection one, two;

        memset(&one, 0x5a, sizeof one);
        memset(&two, 0x5a, sizeof two);
        REQUIRE(ot_projection_make(&series, 123456, NULL, &one, NULL) == OT_OK);
        REQUIRE(ot_projection_make(&series, 123456, NULL, &two, NULL) == OT_OK);
        CHECK(one.method == two.method && one.has_interval == two.has_interval);
        CHECK(one.outturn == two.outturn && one.months_used == two.months_used);
        CHECK(memcmp(&one.lo80, &two.lo80, 4 * sizeof one.lo80) == 0);
        CHECK(memcmp(one.path, two.path, sizeof one.path) == 0);
    }
}

static void test_projection_refuses_what_is_no_series(void)
{
    static const ot_pence month = 238517;
    ot_projection made = {.outturn = 77};
    ot_error err = {0};

    CHECK_INT(ot_projection_make(&(ot_series){&month, 0, 1}, 0, NULL, &made, &err),
              OT_EUSAGE);
    CHECK_INT(ot_projection_make(&(ot_series){&month, 1, 0}, 0, NULL, &made, &err),
              OT_EUSAGE);
    CHECK_INT(ot_projection_make(&(ot_series){&month, 1, 13}, 0, NULL, &made, &err),
              OT_EUSAGE);
    CHECK_CONTAINS(err.message, "'13'");
    CHECK_INT(made.outturn, 77);
}

static void test_projection_refuses_amounts_beyond_what_is_exact(void)
{
    static const ot_pence sum[2] = {INT64_MAX, INT64_MAX};
    static const ot_pence rate[2] = {OT_PENCE_LIMIT, OT_PENCE_LIMIT};
    ot_projection made = {.outturn = 77};
    ot_error err = {0};

    CHECK_INT(ot_projection_make(&(ot_series){sum, 2, 1}, 0, NULL, &made, &err),
              OT_ERANGE);
    CHECK_INT(ot_projection_make(&(ot_series){rate, 2, 1}, 0, NULL, &made, &err),
              OT_ERANGE);
    CHECK_INT(made.outturn, 77);
}

static void test_method_names_are_all_there_and_differ(void)
{
    for (int i = 0; i < OT_METHODS; i++) {
        CHECK(strlen(ot_method_name((ot_method)i)) > 3);
        for (int j = 0; j < i; j++)
            CHECK(strcmp(ot_method_name((ot_method)i), ot_method_name((ot_method)j)));
    }
    CHECK_TEXT(ot_method_name(OT_METHOD_REGRESSION), "regression on trend and months");
    CHECK_TEXT(ot_method_name(OT_METHODS), "");
}

static const check_case cases[] = {
    CASE(test_design_of_trend_and_months_fits_as_r),
    CASE(test_design_keeps_full_rank_whatever_months_there_are),
    CASE(test_projection_by_regression_is_that_of_r),
    CASE(test_projection_drops_the_empty_months_of_a_new_cost_centre),
    CASE(test_projection_does_the_same_from_any_first_month),
    CASE(test_projection_of_a_regular_series_is_exact),
    CASE(test_projection_of_a_constant_series_is_exact),
    CASE(test_projection_of_income_mirrors_expenditure),
    CASE(test_projection_never_unspends_what_was_only_ever_spent),
    CASE(test_projection_path_adds_up_with_both_signs),
    CASE(test_projection_with_a_huge_outlier_says_so_by_its_width),
    CASE(test_projection_takes_missing_months_as_zeros),
    CASE(test_projection_does_not_regress_on_too_few_months),
    CASE(test_projection_is_sound_from_any_month_at_any_length),
    CASE(test_projection_is_the_same_bytes_twice),
    CASE(test_projection_refuses_what_is_no_series),
    CASE(test_projection_refuses_amounts_beyond_what_is_exact),
    CASE(test_method_names_are_all_there_and_differ),
};

OT_TEST_MAIN("projection", cases)
