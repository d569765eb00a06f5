/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_combine.c - weights and intervals over a file of series: what they cover where
 * the process is known, and that nothing is known before it has come. */
#include "engine/forecast/combine.h"

#include "engine/forecast/path_weights.h"
#include "tests/check.h"
#include "tests/engine/r_series.h"
#include "tests/engine/random.h"

#define COUNT(x) (sizeof(x) / sizeof(x)[0])
#define SERIES   2000
#define KNOWN    60
#define AHEAD    12
#define MONTHS   (KNOWN + AHEAD)

typedef struct file {
    double values[SERIES][MONTHS];
    ot_numbers series[SERIES];
} file;

/* About normal: the sum of twelve uniforms. */
static double deviate(uint64_t *seed)
{
    double sum = 0.0;

    for (int i = 0; i < 12; i++)
        sum += (double)random_amount(seed, 1000000) / 1000000.0;
    return sum / 2.0;
}

/* A level that wanders, a season, noise; sizes from 1,000 to 100,000; every fourth
 * series with a trend, every fifth with an outlier in its history. */
static file *simulate(uint64_t seed)
{
    file *f = malloc(sizeof *f);

    for (size_t i = 0; f && i < SERIES; i++) {
        double size = 1000.0 * pow(100.0, (double)(i % 40) / 39.0), level = 1.0;

        for (size_t t = 0; t < MONTHS; t++) {
            double season = 0.2 * sin(0.5235987755982988 * (double)((t + i) % 12));

            level += 0.01 * deviate(&seed) + (i % 4 == 0 ? 0.003 : 0.0);
            if (i % 7 == 0 && t == 5 * i % MONTHS)
                level += 0.3;
            f->values[i][t] = size * (level + season + 0.05 * deviate(&seed));
        }
        if (i % 5 == 0)
            f->values[i][20] *= 3.0;
        f->series[i] = (ot_numbers){f->values[i], KNOWN, 12};
    }
    return f;
}

static void test_intervals_cover_what_they_say(void)
{
    ot_paths_options options = {.horizon = AHEAD};
    double in80[3] = {0}, in95[3] = {0}, each = SERIES * AHEAD / 3.0;
    file *f = simulate(20260401);
    ot_paths paths;

    REQUIRE(f != NULL);
    REQUIRE(ot_paths_forecast(f->series, SERIES, &options, &paths, NULL) == OT_OK);
    for (size_t i = 0; i < SERIES; i++)
        for (size_t h = 0; h < AHEAD; h++) {
            const ot_bounds *b = &paths.bounds[i * AHEAD + h];
            double came = f->values[i][KNOWN + h], mean = paths.mean[i * AHEAD + h];

            CHECK(b->lo95 <= b->lo80 && b->lo80 < mean);
            CHECK(mean < b->hi80 && b->hi80 <= b->hi95);
            in80[h / 4] += came >= b->lo80 && came <= b->hi80;
            in95[h / 4] += came >= b->lo95 && came <= b->hi95;
        }
    for (int third = 0; third < 3; third++) {
        CHECK_NEAR(in80[third] / each, 0.80, 0.02);
        CHECK_NEAR(in95[third] / each, 0.95, 0.02);
    }
    ot_paths_clear(&paths);
    free(f);
}

/* Each series in a file of its own: nothing to learn from but itself. */
static void test_intervals_of_a_series_alone_are_not_far_off(void)
{
    ot_paths_options options = {.horizon = AHEAD};
    double in80 = 0.0, in95 = 0.0, each = 500.0 * AHEAD;
    file *f = simulate(20260403);

    REQUIRE(f != NULL);
    for (size_t i = 0; i < 500; i++) {
        ot_paths paths;

        REQUIRE(ot_paths_forecast(&f->series[i], 1, &options, &paths, NULL) == OT_OK);
        for (size_t h = 0; h < AHEAD; h++) {
            double came = f->values[i][KNOWN + h];

            in80 += came >= paths.bounds[h].lo80 && came <= paths.bounds[h].hi80;
            in95 += came >= paths.bounds[h].lo95 && came <= paths.bounds[h].hi95;
        }
        ot_paths_clear(&paths);
    }
    CHECK_NEAR(in80 / each, 0.80, 0.05);
    CHECK_NEAR(in95 / each, 0.95, 0.05);
    free(f);
}

static void test_weights_learnt_beat_the_plain_mean(void)
{
    double plain[OT_PATH_MEMBERS_MAX], fitted[OT_PATH_MEMBERS_MAX], sum = 0.0;
    double loss_plain, loss_fitted;
    ot_paths_options options = {.horizon = AHEAD};
    file *f = simulate(20260402);
    ot_path_pool pool;

    REQUIRE(f != NULL);
    REQUIRE(ot_path_pool_init(&pool, f->series, SERIES, &options, NULL) == OT_OK);
    ot_path_weights_plain(&pool, plain);
    REQUIRE(ot_path_weights_fit(&pool, -1, fitted, NULL) == OT_OK);
    for (size_t m = 0; m < pool.member_count; m++) {
        CHECK(fitted[m] >= 0.0);
        sum += fitted[m];
    }
    CHECK_NEAR(sum, 1.0, 1e-12);
    CHECK(ot_path_weights_loss(&pool, -1, plain, &loss_plain, NULL) == OT_OK);
    CHECK(ot_path_weights_loss(&pool, -1, fitted, &loss_fitted, NULL) == OT_OK);
    CHECK(loss_fitted < loss_plain);
    ot_path_pool_clear(&pool);
    free(f);
}

/* A forecast as at an earlier month is that of a file which ends there. */
static void test_earlier_origins_do_not_see_later_months(void)
{
    ot_paths_options options = {.horizon = 18};
    ot_path_pool whole, cut;
    ot_numbers air = {air_passengers, COUNT(air_passengers), 12}, before = air;
    size_t cells;

    REQUIRE(ot_path_pool_init(&whole, &air, 1, &options, NULL) == OT_OK);
    before.count = ot_pool_at(&whole, 0, 2)->known;
    CHECK_INT((int64_t)before.count, 144 - 12);
    CHECK_INT((int64_t)ot_pool_come(&whole, 0, 2), 12);
    REQUIRE(ot_path_pool_init(&cut, &before, 1, &options, NULL) == OT_OK);
    cells = whole.member_count * 18;
    CHECK(memcmp(ot_pool_at(&whole, 0, 2)->paths, ot_pool_at(&cut, 0, 0)->paths,
                 cells * sizeof(double)) == 0);
    CHECK_NEAR(ot_pool_at(&whole, 0, 2)->scale, ot_pool_at(&cut, 0, 0)->scale, 1e-15);
    CHECK_NEAR(ot_pool_at(&whole, 0, 2)->unit, ot_pool_at(&cut, 0, 0)->unit, 1e-15);
    ot_path_pool_clear(&whole);
    ot_path_pool_clear(&cut);
}

static void test_one_short_series_gets_the_plain_mean_and_the_normal(void)
{
    static const double values[7] = {2385.17, 2410.55, 2399.02, 2450.8,
                                     2377.4,  2431.9,  2402.33};
    ot_numbers series = {values, 7, 12};
    ot_paths_options options = {.horizon = 3, .search = true};
    ot_paths paths;

    REQUIRE(ot_paths_forecast(&series, 1, &options, &paths, NULL) == OT_OK);
    CHECK_TEXT(paths.method, "plain mean");
    for (int h = 0; h < 3; h++) {
        CHECK(paths.mean[h] > 2370.0 && paths.mean[h] < 2460.0);
        CHECK(paths.bounds[h].lo95 > 2200.0 && paths.bounds[h].hi95 < 2600.0);
        CHECK(paths.bounds[h].lo80 < paths.mean[h] &&
              paths.bounds[h].hi80 > paths.mean[h]);
    }
    CHECK(paths.bounds[2].hi95 - paths.mean[2] >= paths.bounds[0].hi95 - paths.mean[0]);
    ot_paths_clear(&paths);
}

static void test_closed_and_empty_lines_are_forecast_and_a_series_of_none_is_refused(
    void)
{
    static const double nothing[40] = {0};
    ot_numbers series[2] = {{nothing, 40, 12}, {air_passengers, 60, 12}};
    ot_paths_options options = {.horizon = 6}, none = {0};
    ot_error err = {0};
    ot_paths paths;

    REQUIRE(ot_paths_forecast(series, 2, &options, &paths, NULL) == OT_OK);
    CHECK_NEAR(paths.mean[5], 0.0, 1e-12);
    CHECK(isfinite(paths.bounds[5].hi95));
    CHECK(paths.mean[6] > 150.0);
    ot_paths_clear(&paths);
    CHECK_INT(ot_paths_forecast(series, 2, &none, &paths, &err), OT_EUSAGE);
    series[1].count = 0;
    CHECK_INT(ot_paths_forecast(series, 2, &options, &paths, &err), OT_EFIT);
    CHECK(paths.mean == NULL);
}

/* Whoever does the work is given each series once. */
static ot_status count_series(void *self, size_t count, ot_parallel_step step,
                              void *step_self, ot_error *err)
{
    size_t *done = self;

    for (size_t i = count; i > 0; i--, (*done)++)
        if (step(step_self, i - 1, err) < 0)
            return OT_ENOMEM;
    return OT_OK;
}

static void test_series_may_be_done_in_any_order(void)
{
    ot_numbers air = {air_passengers, 60, 12};
    ot_numbers series[3] = {air, {air_passengers, 48, 12}, air};
    size_t done = 0;
    ot_parallel backwards = {&done, count_series};
    ot_paths_options plain = {.horizon = 6}, other = plain;
    ot_paths first, second;

    other.parallel = &backwards;
    REQUIRE(ot_paths_forecast(series, 3, &plain, &first, NULL) == OT_OK);
    REQUIRE(ot_paths_forecast(series, 3, &other, &second, NULL) == OT_OK);
    CHECK_INT((int64_t)done, 3);
    CHECK(memcmp(first.mean, second.mean, 18 * sizeof *first.mean) == 0);
    ot_paths_clear(&first);
    ot_paths_clear(&second);
}

static const check_case cases[] = {
    CASE(test_intervals_cover_what_they_say),
    CASE(test_intervals_of_a_series_alone_are_not_far_off),
    CASE(test_weights_learnt_beat_the_plain_mean),
    CASE(test_earlier_origins_do_not_see_later_months),
    CASE(test_one_short_series_gets_the_plain_mean_and_the_normal),
    CASE(test_closed_and_empty_lines_are_forecast_and_a_series_of_none_is_refused),
    CASE(test_series_may_be_done_in_any_order),
};

OT_TEST_MAIN("combine", cases)
