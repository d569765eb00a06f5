/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/interruption.h"
#include "random.h"
#include "tests/check.h"

#define MONTHS 41 /* April 2018 to August 2021 */
#define START  24 /* April 2020 */

/* R 4.2.2, the same two series made with set.seed(42) and set.seed(7):
 *   t <- 0:40; m <- t %% 12 + 1; on <- t >= 24
 *   y <- round(31e6 + 45e3*t + 25e5*sin(2*pi*(m-2)/12) + ifelse(on, 52e5 + g*(t-24), 0)
 * + rnorm(41, 0, 7e5))                       # g 9e4, then 29e4 X <- cbind(1,
 * (t-20)/12, sapply(2:12, function(k) m == k), on [, on*(t-24)/12]) e <- lm.fit(X,
 * y)$residuals; r <- sum(e[-1]*e[-41]) / sum(e^2) r <- max(0, min(.9, r + (.4 + r) *
 * ncol(X) / 41)) P <- diag(41); P[1,1] <- sqrt(1-r^2); P[cbind(2:41, 1:40)] <- -r b <-
 * lm.fit(P %*% X, P %*% y); V <- sum(b$residuals^2)/(41-ncol(X)) *
 * solve(crossprod(P%*%X)) w: the driver's columns summed over t = 36..47; w'b and qt()
 * * sqrt(w'Vw) */
static const ot_pence step_series[MONTHS] = {
    30709671, 30649711, 32594190, 33743067, 33962988, 33315776, 33578065,
    31248739, 31522897, 29196037, 29863409, 30930588, 29317798, 31389848,
    32786675, 34285229, 34021023, 32070545, 31351673, 32779079, 30435353,
    28533021, 29369658, 30720209, 37356635, 37113672, 38619911, 38615849,
    40642068, 39672067, 39658815, 38718386, 37834572, 35903688, 36483469,
    35398030, 37100879, 38439365, 38730055, 41495349, 42084199};
static const ot_pence slope_series[MONTHS] = {
    31351073, 30207260, 31853995, 33011458, 33000529, 32726968, 33043698,
    31233131, 30216860, 30772921, 29199890, 31231663, 31887016, 31811814,
    34207247, 34167440, 33594339, 33714934, 33056624, 32546715, 31237825,
    30273676, 30404175, 28898339, 36921042, 37743935, 39726596, 40864285,
    40431863, 40926819, 39930404, 40128097, 38787457, 38075010, 37835657,
    38406448, 40748259, 40861409, 43120399, 44690560, 45992985};

static void test_interruption_equals_r_on_a_lasting_step(void)
{
    const ot_series series = {step_series, MONTHS, 1};
    ot_interruption found;
    ot_error err;

    REQUIRE(ot_interruption_estimate(&series, START, SIZE_MAX, &found, &err) == OT_OK);
    CHECK_INT(found.form, OT_FORM_SLOPE);
    CHECK_NEAR(found.autocorrelation, 0.137768577091, 1e-10);
    CHECK_INT(found.effect, 94507139); /* 94507139.233081 */
    CHECK_INT(found.lo80, 78540991);   /* 78540991.489079 */
    CHECK_INT(found.hi80, 110473287);  /* 110473286.977083 */
    CHECK_INT(found.lo95, 69549277);   /* 69549276.938648 */
    CHECK_INT(found.hi95, 119465002);  /* 119465001.527514 */
}

static void test_interruption_equals_r_on_a_change_of_trend(void)
{
    const ot_series series = {slope_series, MONTHS, 1};
    ot_interruption found;
    ot_error err;

    REQUIRE(ot_interruption_estimate(&series, START, SIZE_MAX, &found, &err) == OT_OK);
    CHECK_INT(found.form, OT_FORM_SLOPE);
    CHECK_NEAR(found.autocorrelation, 0.376859447283, 1e-10);
    CHECK_INT(found.effect, 121807737); /* 121807737.04617 */
    CHECK_INT(found.lo95, 92193333);    /* 92193333.483686 */
    CHECK_INT(found.hi95, 151422141);   /* 151422140.608659 */
}

static void test_interruption_finds_a_one_off_and_says_nothing_of_later_years(void)
{
    ot_pence months[MONTHS];
    ot_series series = {months, MONTHS, 1};
    ot_interruption found;
    ot_error err;

    for (int t = 0; t < MONTHS; t++)
        months[t] = 30000000 + 70013 * t + 130000 * (t % 12 == 4) + 9311 * (t % 5) +
                    (t == START ? 8800000 : 0);
    REQUIRE(ot_interruption_estimate(&series, START, SIZE_MAX, &found, &err) == OT_OK);
    CHECK_INT(found.form, OT_FORM_PULSE);
    CHECK_INT(found.effect, 0);
    series.count = 33; /* as at December of the year it happened in */
    REQUIRE(ot_interruption_estimate(&series, START, SIZE_MAX, &found, &err) == OT_OK);
    CHECK_INT(found.form, OT_FORM_PULSE);
    CHECK(found.lo95 < 8800000 && 8800000 < found.hi95);
}

static void test_interruption_ends_with_its_driver(void)
{
    const ot_series series = {step_series, MONTHS, 1};
    ot_interruption whole, ended;
    ot_error err;

    REQUIRE(ot_interruption_estimate(&series, START, SIZE_MAX, &whole, &err) == OT_OK);
    REQUIRE(ot_interruption_estimate(&series, START, 39, &ended, &err) == OT_OK);
    CHECK(ended.effect < whole.effect / 2);
}

static void test_interruption_wants_24_months_before_the_start(void)
{
    const ot_series series = {step_series, MONTHS, 1};
    ot_interruption found;
    ot_error err;

    CHECK_INT(ot_interruption_estimate(&series, 23, SIZE_MAX, &found, &err), OT_EFIT);
    CHECK_CONTAINS(err.message, "not enough history: 23 months");
    CHECK_INT(ot_interruption_estimate(&series, MONTHS, SIZE_MAX, &found, &err),
              OT_EFIT);
    CHECK_CONTAINS(err.message, "has not begun");
}

static void test_interruption_of_a_regular_series_is_nothing(void)
{
    ot_pence months[MONTHS];
    const ot_series series = {months, MONTHS, 1};
    ot_interruption found;
    ot_error err;

    for (int t = 0; t < MONTHS; t++)
        months[t] = 238517 + 1000 * (t % 12);
    REQUIRE(ot_interruption_estimate(&series, START, SIZE_MAX, &found, &err) == OT_OK);
    CHECK(llabs((long long)found.effect) <= 1);
}

/* A sum of 12 uniforms less 6: near enough to a standard normal. */
static double normal(uint64_t *state)
{
    double sum = -6;

    for (int i = 0; i < 12; i++)
        sum += (double)(random_next(state) >> 11) / 9007199254740992.0;
    return sum;
}

/* How many of 500 95% intervals hold the effect that was put in; errors follow each
 * other with rho. The effect: a step of 5.2m and, with slope, 0.1m more each month. */
static int intervals_that_hold(double rho, double slope, uint64_t seed)
{
    int held = 0;

    for (int i = 0; i < 500; i++) {
        ot_pence months[MONTHS];
        const ot_series series = {months, MONTHS, 1};
        double error = normal(&seed) / sqrt(1 - rho * rho), truth = 0;
        ot_interruption found;
        ot_error err;

        for (int t = 0; t < MONTHS; t++) {
            double effect = t >= START ? 5200000 + slope * (t - START) : 0;

            months[t] = (ot_pence)(31000000 + 45000 * t + 900000 * (t % 12 < 5) +
                                   effect + 700000 * error);
            error = rho * error + normal(&seed);
        }
        for (int t = 36; t < 48; t++)
            truth += 5200000 + slope * (t - START);
        if (ot_interruption_estimate(&series, START, SIZE_MAX, &found, &err) == OT_OK)
            held += (double)found.lo95 <= truth && truth <= (double)found.hi95;
    }
    return held;
}

static void test_interruption_intervals_hold_the_effect_put_in(void)
{
    const double rhos[] = {0, 0.3}, slopes[] = {0, 200000};

    for (int r = 0; r < 2; r++)
        for (int s = 0; s < 2; s++) {
            int held = intervals_that_hold(rhos[r], slopes[s], 20211028);

            printf("rho %.1f slope %.0f: %d of 500\n", rhos[r], slopes[s], held);
            CHECK(held >= 465 && held <= 490);
        }
}

static const check_case cases[] = {
    CASE(test_interruption_equals_r_on_a_lasting_step),
    CASE(test_interruption_equals_r_on_a_change_of_trend),
    CASE(test_interruption_finds_a_one_off_and_says_nothing_of_later_years),
    CASE(test_interruption_ends_with_its_driver),
    CASE(test_interruption_wants_24_months_before_the_start),
    CASE(test_interruption_of_a_regular_series_is_nothing),
    CASE(test_interruption_intervals_hold_the_effect_put_in),
};

OT_TEST_MAIN("engine/interruption", cases)
