/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_backtest.c - the auditors' question: how good would these forecasts have been? */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_backtest.h"
#include "cli/threads.h"
#include "engine/arena.h"
#include "engine/forecast/numbers.h"
#include "engine/forecast/outturn.h"
#include "engine/period.h"
#include "importers/series.h"

#define YEAR_START 4

typedef struct backtest {
    ot_series_set set;
    ot_outturn_series *series; /* [set.count] */
    ot_series_out out;
    ot_arena tasks; /* texts of the rows */
    double *errors; /* |forecast - actual| / |actual|, of actuals that are not 0 */
    size_t count, room, within80, within95, forecasts;
    double miss, actual; /* sums: forecast - actual, and actual */
} backtest;

/* The file's periods as fiscal years and months; a period without a calendar counts
 * from 1, the first month of year 1. */
static ot_status place_series(backtest *test, int year_start, ot_error *err)
{
    long shift = test->set.months ? year_start - 1 : 1 - OT_MONTHS; /* 1: year 1 */

    test->series = calloc(test->set.count + 1, sizeof *test->series);
    if (!test->series)
        return ot_fail_memory(err);
    for (size_t i = 0; i < test->set.count; i++) {
        const ot_month_series *from = &test->set.series[i];
        long period = from->first - shift;

        test->series[i] =
            (ot_outturn_series){.values = from->values,
                                .count = from->count,
                                .first_year = (int)(period / OT_MONTHS),
                                .first_month = (int)(period % OT_MONTHS) + 1};
    }
    return OT_OK;
}

static ot_status put_row(backtest *test, const ot_outturn *o, ot_error *err)
{
    const char *task = ot_arena_format(
        &test->tasks, "%s@%d@%d", test->set.series[o->series].id, o->year, o->month);

    if (!task)
        return ot_fail_memory(err);
    ot_series_out_text(&test->out, task);
    fprintf(test->out.file, ",%.4f,%.4f,%.4f,%.4f,%.4f,%s\n", o->outturn, o->lo80,
            o->hi80, o->lo95, o->hi95, ot_year_combination_name(o->leader));
    return OT_OK;
}

static double actual_of(const ot_outturn_series *series, int year)
{
    size_t from =
        (size_t)(OT_MONTHS * (year - series->first_year) - (series->first_month - 1));
    double total = 0;

    for (size_t i = from; i < from + OT_MONTHS; i++)
        total += series->values[i];
    return total;
}

static ot_status put(void *self, const ot_outturn *o, ot_error *err)
{
    backtest *test = self;
    double actual = actual_of(&test->series[o->series], o->year);

    if (put_row(test, o, err) < 0)
        return OT_ENOMEM;
    test->forecasts++;
    test->within80 += o->lo80 <= actual && actual <= o->hi80;
    test->within95 += o->lo95 <= actual && actual <= o->hi95;
    test->miss += o->outturn - actual;
    test->actual += actual;
    if (actual == 0)
        return OT_OK;
    if (test->count == test->room) {
        size_t room = test->room ? 2 * test->room : 4096;
        double *grown = realloc(test->errors, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        test->errors = grown;
        test->room = room;
    }
    test->errors[test->count++] = fabs(o->outturn - actual) / fabs(actual);
    return OT_OK;
}

static void say_summary(const ot_arguments *arguments, backtest *test)
{
    double all = (double)test->forecasts;

    if (test->set.filled > 0)
        ot_console_say(arguments->console,
                       "%zu months between others are not in the file and count as 0",
                       test->set.filled);
    if (test->count == 0) {
        ot_console_say(arguments->console, "no complete year to forecast");
        return;
    }
    ot_console_say(arguments->console,
                   "%zu forecasts of %zu series: median error %.2f%%, bias %+.2f%%; "
                   "actual within the 80%% interval %.1f%%, within the 95%% interval "
                   "%.1f%%",
                   test->forecasts, test->set.count,
                   100 * ot_numbers_median(test->errors, test->count),
                   100 * test->miss / test->actual, 100 * (double)test->within80 / all,
                   100 * (double)test->within95 / all);
}

static ot_status write_all(const ot_arguments *arguments, backtest *test,
                           int first_year, ot_error *err)
{
    ot_outturn_sink sink = {test, put};
    ot_threads threads;
    ot_parallel parallel = ot_threads_parallel(&threads);
    ot_outturn_options options = {.first_year = first_year, .parallel = &parallel};
    ot_status st = ot_threads_open(arguments, &threads, err);

    if (!ot_argument(arguments, "out"))
        threads.console = NULL; /* the rows are the progress */
    if (st == OT_OK)
        st = ot_series_out_open(arguments, &test->out, err);

    if (st < 0)
        return st;
    fputs("task,outturn,lo80,hi80,lo95,hi95,method\n", test->out.file);
    st = ot_outturn_backtest(test->series, test->set.count, &options, &sink, err);
    return ot_series_out_close(&test->out, st, err);
}

static ot_status run(const ot_arguments *arguments, backtest *test, ot_error *err)
{
    int year_start = YEAR_START, first_year = 0;
    ot_status st;

    if (arguments->operand_count != 1)
        return ot_fail(err, OT_EUSAGE,
                       "'backtest' takes one file with the columns series_id, period "
                       "and value, or none for the workspace");
    st = ot_argument_number(arguments, "year-start", 1, OT_MONTHS, &year_start, err);
    if (st == OT_OK)
        st = ot_argument_number(arguments, "first-year", 0, 9999, &first_year, err);
    if (st == OT_OK)
        st = ot_series_read(arguments->operands[0], &test->set, err);
    if (st == OT_OK)
        st = place_series(test, year_start, err);
    if (st == OT_OK)
        st = write_all(arguments, test, first_year, err);
    if (st == OT_OK)
        say_summary(arguments, test);
    return st;
}

int ot_run_backtest(const ot_arguments *arguments)
{
    ot_error err = {0};
    backtest test = {0};
    ot_status st;

    if (arguments->operand_count == 0)
        return ot_backtest_workspace(arguments);
    st = run(arguments, &test, &err);

    ot_arena_clear(&test.tasks);
    free(test.errors);
    free(test.series);
    ot_series_clear(&test.set);
    return st < 0 ? ot_command_fail(arguments, &err) : OT_EXIT_DONE;
}
