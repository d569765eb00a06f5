/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_r_agreement.c - where a member means what R's means, it says what R's says: on
 * twelve monthly series to 1e-9. r/results.csv holds the series and R's figures, made
 * by Rscript tests/engine/r/make.R > tests/engine/r/results.csv R's search for
 * parameters ends where it ends: models are compared at R's parameters, and the search
 * by the sum of squares it reaches. */
#include "engine/forecast/dotm.h"
#include "engine/forecast/ets.h"
#include "engine/forecast/numbers.h"
#include "engine/forecast/path_history.h"
#include "tests/check.h"
#include "tests/engine/r_results.h"

#define RESULTS OT_TEST_DATA "/r/results.csv"
#define HORIZON 18
#define LONGEST 500
#define NEAR    1e-9

static r_results all;
static const char *names[R_SERIES];
static size_t name_count;

/* Result `what` of series i; NULL where R has none. */
static const double *of(size_t i, const char *what)
{
    const r_result *result = r_result_of(&all, names[i], what);

    return result ? result->values : NULL;
}

static ot_numbers series_of(size_t i)
{
    const r_result *value = r_result_of(&all, names[i], "value");

    return (ot_numbers){value->values, value->count, 12};
}

/* The series without the season that R's test finds, and that season, not shrunk. */
static void take_rest(size_t i, double *rest, ot_season *season)
{
    ot_numbers series = series_of(i);
    bool positive = ot_numbers_positive(series.values, series.count);

    *season = (ot_season){.form = OT_SEASON_NONE, .period = 12};
    if (ot_season_tested(&series))
        CHECK(ot_season_decompose(
                  &series, positive ? OT_SEASON_MULTIPLICATIVE : OT_SEASON_ADDITIVE,
                  season, NULL) == OT_OK);
    ot_season_remove(season, series.values, series.count, rest);
}

/* Each of count values; says which series is not near. */
static void check_all(size_t i, const char *what, const double *got, const double *want,
                      size_t count)
{
    for (size_t k = 0; k < count; k++) {
        char place[96];

        snprintf(place, sizeof place, "%s %s %zu", names[i], what, k + 1);
        check_near_at(got[k], want[k], NEAR, place, __FILE__, __LINE__);
    }
}

static void test_a_dozen_series_of_all_kinds_are_read(void)
{
    size_t negative = 0, zero = 0, brief = 0, seasonal = 0;

    REQUIRE(r_results_read(&all, RESULTS));
    name_count = r_results_series(&all, names);
    REQUIRE(name_count == 12);
    for (size_t i = 0; i < name_count; i++) {
        ot_numbers series = series_of(i);
        double least = INFINITY;

        for (size_t t = 0; t < series.count; t++)
            least = fmin(least, series.values[t]);
        CHECK(series.count <= LONGEST);
        negative += least < 0.0;
        zero += least == 0.0;
        brief += series.count < 30;
        seasonal += of(i, "tested")[0] > 0.0;
    }
    CHECK(negative >= 1 && zero >= 1 && brief >= 1);
    CHECK(seasonal >= 8 && seasonal <= 10);
}

static void test_classical_indices_and_the_test_for_a_season(void)
{
    for (size_t i = 0; i < name_count; i++) {
        ot_numbers series = series_of(i);
        ot_season season;

        CHECK_INT(ot_season_tested(&series), of(i, "tested")[0] > 0.0);
        REQUIRE(ot_season_decompose(&series, OT_SEASON_ADDITIVE, &season, NULL) ==
                OT_OK);
        check_all(i, "additive", season.index, of(i, "additive"), 12);
        if (!of(i, "multiplicative"))
            continue;
        REQUIRE(ot_season_decompose(&series, OT_SEASON_MULTIPLICATIVE, &season, NULL) ==
                OT_OK);
        check_all(i, "multiplicative", season.index, of(i, "multiplicative"), 12);
    }
}

static void test_seasonal_naive_and_the_naive_without_season(void)
{
    const ot_path_member *snaive = ot_path_members();
    double rest[LONGEST], mean[HORIZON];

    REQUIRE(strcmp(snaive->name, "snaive") == 0);
    for (size_t i = 0; i < name_count; i++) {
        ot_numbers series = series_of(i);
        ot_path_history history;
        ot_season season;

        REQUIRE(ot_path_history_init(&history, &series, NULL) == OT_OK);
        CHECK(snaive->forecast(&history, HORIZON, mean, NULL) == OT_OK);
        ot_path_history_clear(&history);
        check_all(i, "snaive", mean, of(i, "snaive"), HORIZON);
        take_rest(i, rest, &season);
        for (int h = 0; h < HORIZON; h++)
            mean[h] = rest[series.count - 1];
        ot_season_restore(&season, series.count, HORIZON, mean);
        check_all(i, "naive2", mean, of(i, "naive2"), HORIZON);
    }
}

/* ses(): at R's parameters the same level and errors; ours never fits worse. */
static void test_simple_smoothing(void)
{
    double rest[LONGEST];

    for (size_t i = 0; i < name_count; i++) {
        const double *want = of(i, "ses"), *simple = of(i, "ses-simple");
        size_t n = series_of(i).count;
        ot_season season;
        ot_ses ses = {.alpha = want[0], .start = want[1]}, ours;

        take_rest(i, rest, &season);
        ot_ses_run(rest, n, &ses);
        check_all(i, "ses", (double[]){ses.level, ses.sse}, want + 2, 2);
        REQUIRE(ot_ses_fit(rest, n, &ours, NULL) == OT_OK);
        CHECK(ours.sse <= ses.sse * (1.0 + 1e-12));
        ses = (ot_ses){.alpha = 0.3, .start = rest[0]};
        ot_ses_run(rest, n, &ses);
        check_all(i, "ses-simple", (double[]){ses.level, ses.sse}, simple, 2);
    }
}

/* thetaf(), also of logarithms: the whole path at the parameters of its ses(). */
static void test_theta(void)
{
    double rest[LONGEST], mean[HORIZON];

    for (size_t i = 0; i < name_count; i++) {
        const double *ses_log = of(i, "ses-log");
        size_t n = series_of(i).count;
        ot_ses ses = {.alpha = of(i, "ses")[0], .start = of(i, "ses")[1]};
        ot_season season;

        take_rest(i, rest, &season);
        ot_ses_run(rest, n, &ses);
        ot_theta_path(rest, n, &ses, HORIZON, mean);
        ot_season_restore(&season, n, HORIZON, mean);
        check_all(i, "theta", mean, of(i, "theta"), HORIZON);
        if (!ses_log)
            continue;
        for (size_t t = 0; t < n; t++)
            rest[t] = log(rest[t]);
        ses = (ot_ses){.alpha = ses_log[0], .start = ses_log[1]};
        ot_ses_run(rest, n, &ses);
        ot_theta_path(rest, n, &ses, HORIZON, mean);
        for (int h = 0; h < HORIZON; h++)
            mean[h] = exp(mean[h]);
        ot_season_restore(&season, n, HORIZON, mean);
        check_all(i, "theta-log", mean, of(i, "theta-log"), HORIZON);
    }
}

/* The model's definition in R with alpha 0.2, weight 0.6 and a start of 0.4 times the
 * first value. */
static void test_dynamic_theta(void)
{
    double rest[LONGEST], mean[HORIZON];

    for (size_t i = 0; i < name_count; i++) {
        ot_season season;
        ot_dotm model = {.alpha = 0.2, .weight = 0.6};

        take_rest(i, rest, &season);
        model.start = 0.4 * rest[0];
        ot_dotm_path(rest, series_of(i).count, &model, HORIZON, mean);
        check_all(i, "dotm", mean, of(i, "dotm"), HORIZON);
    }
}

/* ets(model = "AAN", damped = TRUE): errors and path at R's parameters. */
static void test_damped_trend(void)
{
    double rest[LONGEST], got[1 + HORIZON];

    for (size_t i = 0; i < name_count; i++) {
        const double *r = of(i, "damped");
        size_t n = series_of(i).count;
        ot_season season;
        ot_ets model = {.form = {.trend = OT_TREND_DAMPED},
                        .period = 1,
                        .alpha = r[0],
                        .beta = r[1],
                        .phi = r[2],
                        .level = r[3],
                        .slope = r[4]};

        take_rest(i, rest, &season);
        ot_ets_run(rest, n, &model);
        got[0] = model.sse;
        ot_ets_path(&model, n, HORIZON, got + 1);
        check_all(i, "damped", got, r + 5, 1 + HORIZON);
    }
}

/* The states, from first to last: level, slope and the season, newest first. */
static void check_state_space(size_t i, const char *name, ot_ets_form form)
{
    ot_numbers series = series_of(i);
    char what[32];
    const double *first, *last, *likelihood, *r;
    ot_ets model = {.form = form, .period = 12};
    double got[15];

    snprintf(what, sizeof what, "%s-parameters", name);
    r = of(i, what);
    snprintf(what, sizeof what, "%s-first", name);
    first = of(i, what);
    snprintf(what, sizeof what, "%s-last", name);
    last = of(i, what);
    snprintf(what, sizeof what, "%s-likelihood", name);
    likelihood = of(i, what);
    REQUIRE(r && first && last && likelihood);
    model.alpha = r[0], model.beta = r[1], model.gamma = r[2], model.phi = r[3];
    model.level = first[0], model.slope = first[1];
    for (int k = 0; k < 12; k++)
        model.season[11 - k] = first[2 + k];
    ot_ets_run(series.values, series.count, &model);
    got[0] = model.level, got[1] = model.slope;
    for (size_t k = 0; k < 12; k++)
        got[2 + k] = model.season[(series.count + 11 - k) % 12];
    check_all(i, name, got, last, 14);
    check_all(i, name, &model.likelihood, likelihood, 1);
}

static void test_smoothing_with_a_season(void)
{
    ot_ets_form additive = {false, OT_TREND_DAMPED, OT_SEASON_ADDITIVE};
    ot_ets_form multiplicative = {true, OT_TREND_DAMPED, OT_SEASON_MULTIPLICATIVE};
    size_t both = 0;

    for (size_t i = 0; i < name_count; i++) {
        check_state_space(i, "AAA", additive);
        if (of(i, "MAM-first")) {
            check_state_space(i, "MAM", multiplicative);
            both++;
        }
    }
    CHECK(both == 10); /* all but those with credits and with zeros */
}

static const check_case cases[] = {
    CASE(test_a_dozen_series_of_all_kinds_are_read),
    CASE(test_classical_indices_and_the_test_for_a_season),
    CASE(test_seasonal_naive_and_the_naive_without_season),
    CASE(test_simple_smoothing),
    CASE(test_theta),
    CASE(test_dynamic_theta),
    CASE(test_damped_trend),
    CASE(test_smoothing_with_a_season),
};

OT_TEST_MAIN("r_agreement", cases)
