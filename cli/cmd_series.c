/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_series.c - series: the months to come of any monthly series from a CSV file, so
 * that the engine can be scored by anyone. Needs no workspace and no profile. */
#include <stdlib.h>
#include <string.h>

#include "cli/series_out.h"
#include "cli/threads.h"
#include "engine/forecast/combine.h"
#include "importers/date_text.h"
#include "importers/series.h"

#define HORIZON     12
#define HORIZON_MAX 120

typedef struct request {
    ot_paths_options options;
    bool to_year_end;
    int start_month; /* of the fiscal year, 1 to 12 */
    bool has_origin;
    long origin; /* the last period that is taken as known */
    ot_threads threads;
} request;

static ot_status read_horizon(const ot_arguments *arguments, request *r, ot_error *err)
{
    const char *text = ot_argument(arguments, "horizon");
    const char *start = ot_argument(arguments, "year-start");
    char *end;
    long months;

    r->to_year_end = ot_argument(arguments, "to-year-end") != NULL;
    r->start_month = start ? ot_month_of_word(start) : 4;
    if (r->start_month == 0 && strlen(start) <= 2)
        r->start_month = atoi(start);
    if (r->start_month < 1 || r->start_month > 12)
        return ot_fail(err, OT_EUSAGE,
                       "--year-start '%s' is not a month; say april or 4", start);
    r->options.horizon = HORIZON;
    if (!text)
        return OT_OK;
    if (r->to_year_end)
        return ot_fail(err, OT_EUSAGE, "give --horizon or --to-year-end, not both");
    months = strtol(text, &end, 10);
    if (end == text || *end != '\0' || months < 1 || months > HORIZON_MAX)
        return ot_fail(err, OT_EUSAGE,
                       "--horizon '%s' is not a number of months from 1 to %d", text,
                       HORIZON_MAX);
    r->options.horizon = (size_t)months;
    return OT_OK;
}

static ot_status read_request(const ot_arguments *arguments, const ot_series_set *set,
                              request *r, ot_error *err)
{
    const char *origin = ot_argument(arguments, "origin");
    bool months;
    ot_status st = read_horizon(arguments, r, err);

    r->options.search = ot_argument(arguments, "quick") == NULL;
    if (st == OT_OK)
        st = ot_threads_open(arguments, &r->threads, err);
    if (!ot_argument(arguments, "out")) /* the rows themselves are seen */
        r->threads.console = NULL;
    if (st < 0)
        return st;
    if (r->to_year_end && !set->months)
        return ot_fail(err, OT_EUSAGE,
                       "--to-year-end wants periods that are months such as 2021-08");
    if (!origin)
        return OT_OK;
    st = ot_series_period_parse(origin, &months, &r->origin, err);
    if (st == OT_OK && months != set->months)
        st = ot_fail(err, OT_EUSAGE, "--origin '%s' is not in the form of the periods",
                     origin);
    r->has_origin = st == OT_OK;
    return st;
}

/* Months left of the fiscal year after `last`: 0 where it is the year's last. */
static size_t to_year_end(const request *r, long last)
{
    long month = last % 12 + 1; /* 1 to 12; the year's last is start_month - 1 */

    return (size_t)((r->start_month + 23 - month) % 12);
}

static long last_of(const ot_month_series *series, size_t count)
{
    return series->first + (long)count - 1;
}

/* What is known of each series at the origin; kept[i] is the place in the set. */
static size_t take(const ot_series_set *set, const request *r, ot_numbers *numbers,
                   size_t *kept)
{
    size_t count = 0;

    for (size_t i = 0; i < set->count; i++) {
        const ot_month_series *series = &set->series[i];
        size_t known = series->count;

        if (r->has_origin && r->origin < last_of(series, known))
            known =
                r->origin < series->first ? 0 : (size_t)(r->origin - series->first) + 1;
        if (known == 0)
            continue;
        numbers[count] = (ot_numbers){series->values, known, 12};
        kept[count++] = i;
    }
    return count;
}

static void print(const ot_series_set *set, const request *r, const ot_numbers *numbers,
                  const size_t *kept, const ot_paths *paths, const ot_series_out *out)
{
    char text[OT_SERIES_PERIOD];

    fputs("series_id,h,period,mean,lo80,hi80,lo95,hi95\n", out->file);
    for (size_t i = 0; i < paths->count; i++) {
        const ot_month_series *series = &set->series[kept[i]];
        long last = last_of(series, numbers[i].count);
        size_t months = r->to_year_end ? to_year_end(r, last) : paths->horizon;

        for (size_t h = 0; h < months; h++) {
            const ot_bounds *b = &paths->bounds[i * paths->horizon + h];

            ot_series_out_text(out, series->id);
            fprintf(out->file, ",%zu,%s,%.10g,%.10g,%.10g,%.10g,%.10g\n", h + 1,
                    ot_series_period_text(set, last + (long)h + 1, text),
                    paths->mean[i * paths->horizon + h], b->lo80, b->hi80, b->lo95,
                    b->hi95);
        }
    }
}

static void tell(ot_console *to, const ot_series_set *set, const ot_paths *paths)
{
    if (set->filled > 0)
        ot_console_say(to, "%zu months were not in the file; they count as 0",
                       set->filled);
    ot_console_detail(to, "%zu series, %s:", paths->count, paths->method);
    for (size_t m = 0; m < paths->member_count; m++)
        if (paths->weights[m] > 0.0)
            ot_console_detail(to, "  %-10s %.3f", paths->members[m], paths->weights[m]);
}

/* The longest way of any series to its year's end. */
static void set_horizon(const ot_series_set *set, const ot_numbers *numbers,
                        const size_t *kept, size_t count, request *r)
{
    r->options.horizon = 1;
    for (size_t i = 0; i < count; i++) {
        size_t months =
            to_year_end(r, last_of(&set->series[kept[i]], numbers[i].count));

        if (months > r->options.horizon)
            r->options.horizon = months;
    }
}

static ot_status forecast(const ot_arguments *arguments, const ot_series_set *set,
                          request *r, ot_error *err)
{
    ot_numbers *numbers = malloc((set->count + 1) * sizeof *numbers);
    size_t *kept = malloc((set->count + 1) * sizeof *kept), count = 0;
    ot_paths paths = {0};
    ot_series_out out = {0};
    ot_parallel parallel = ot_threads_parallel(&r->threads);
    ot_status st = numbers && kept ? OT_OK : ot_fail_memory(err);

    if (st == OT_OK) {
        count = take(set, r, numbers, kept);
        if (count == 0)
            st = ot_fail(err, OT_EINPUT, "no series has begun by --origin");
        else if (r->to_year_end)
            set_horizon(set, numbers, kept, count, r);
    }
    r->options.parallel = &parallel;
    if (st == OT_OK)
        st = ot_paths_forecast(numbers, count, &r->options, &paths, err);
    if (st == OT_OK)
        st = ot_series_out_open(arguments, &out, err);
    if (st == OT_OK) {
        tell(arguments->console, set, &paths);
        print(set, r, numbers, kept, &paths, &out);
    }
    st = ot_series_out_close(&out, st, err);
    ot_paths_clear(&paths);
    free(numbers);
    free(kept);
    return st;
}

int ot_run_series(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_series_set set = {0};
    request r = {0};
    ot_status st = OT_OK;

    if (arguments->operand_count != 1)
        st = ot_fail(&err, OT_EUSAGE,
                     "series wants one file; see outturn series --help");
    if (st == OT_OK)
        st = ot_series_read(arguments->operands[0], &set, &err);
    if (st == OT_OK)
        st = read_request(arguments, &set, &r, &err);
    if (st == OT_OK)
        st = forecast(arguments, &set, &r, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_series_clear(&set);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
