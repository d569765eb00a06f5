/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_outturn_coverage.c - intervals of outturns by simulation: lines with trend,
 * season, outliers and changes of level, none of which the engine is told of. */
#include "engine/forecast/outturn.h"
#include "tests/check.h"
#include "tests/engine/random.h"

enum { LINES = 2000, YEARS = 6, MONTHS = 12 * YEARS, FIRST = 2016, THIRDS = 3 };

static double values[LINES][MONTHS];
static ot_outturn_series lines[LINES];

static double uniform(uint64_t *state)
{
    return (random_below(state, 1000000) + 0.5) / 1000000;
}

/* Sum of twelve uniforms: as good as normal here. */
static double normal(uint64_t *state)
{
    double sum = -6;

    for (int i = 0; i < 12; i++)
        sum += uniform(state);
    return sum;
}

/* A change of level in one month of 60 and an outlier in one of 40 on average; noise of
 * 3 to 30 % a month, by line. */
static void make_line(double *line, uint64_t *state)
{
    double level = exp(9 + 4 * uniform(state)), noise = 0.03 + 0.27 * uniform(state);
    double trend = 0.004 * normal(state), swing = 0.25 * uniform(state);
    int peak = (int)random_below(state, 12);

    for (int month = 0; month < MONTHS; month++) {
        if (random_below(state, 60) == 0)
            level *= exp(0.3 * normal(state));
        level *= 1 + trend;
        line[month] = level * (1 + swing * cos(0.5235987756 * (month - peak))) *
                      fmax(0.0, 1 + noise * normal(state));
        if (random_below(state, 40) == 0)
            line[month] += level * (1 + uniform(state));
    }
}

typedef struct tally {
    int count[THIRDS], within80[THIRDS], within95[THIRDS];
    double miss, actual;
} tally;

/* The last two years count: the engine had some to learn from. */
static ot_status count_in(void *self, const ot_outturn *o, ot_error *err)
{
    tally *t = self;
    int third = (o->month - OT_BACKTEST_FIRST) / THIRDS;
    double actual = 0;

    (void)err;
    for (int month = 0; month < 12; month++)
        actual += values[o->series][12 * (o->year - FIRST) + month];
    t->count[third]++;
    t->within80[third] += o->lo80 <= actual && actual <= o->hi80;
    t->within95[third] += o->lo95 <= actual && actual <= o->hi95;
    t->miss += o->outturn - actual;
    t->actual += actual;
    return OT_OK;
}

static void test_intervals_cover_simulated_lines_in_every_third_of_the_year(void)
{
    uint64_t state = 20220331;
    double within80 = 0, within95 = 0, count = 0;
    tally t = {0};
    ot_outturn_sink sink = {&t, count_in};

    for (int line = 0; line < LINES; line++) {
        make_line(values[line], &state);
        lines[line] = (ot_outturn_series){.values = values[line],
                                          .count = MONTHS,
                                          .first_year = FIRST,
                                          .first_month = 1};
    }
    REQUIRE(ot_outturn_backtest(lines, LINES,
                                &(ot_outturn_options){.first_year = FIRST + YEARS - 2},
                                &sink, NULL) == OT_OK);
    for (int third = 0; third < THIRDS; third++) {
        REQUIRE(t.count[third] == 2 * LINES * 3);
        CHECK_NEAR(t.within80[third] / (double)t.count[third], 0.80, 0.03);
        CHECK_NEAR(t.within95[third] / (double)t.count[third], 0.95, 0.02);
        within80 += t.within80[third];
        within95 += t.within95[third];
        count += t.count[third];
    }
    CHECK_NEAR(within80 / count, 0.80, 0.02);
    CHECK_NEAR(within95 / count, 0.95, 0.02);
    CHECK_NEAR(t.miss / t.actual, 0.0, 0.02);
}

static const check_case cases[] = {
    CASE(test_intervals_cover_simulated_lines_in_every_third_of_the_year)};

OT_TEST_MAIN("outturn_coverage", cases)
