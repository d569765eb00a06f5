/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_interval.h"

#include <math.h>
#include <stdlib.h>

#include "engine/forecast/outturn_median.h"

#define ENOUGH     40
#define HALF_LIFE  1.0 /* years: spending changes its ways */
#define MOST_ERROR 2.0 /* of the forecast, for the scale */
#define QUANTILES  4

static const double levels[QUANTILES] = {0.025, 0.1, 0.9, 0.975};

typedef struct past_error {
    int year, month;
    ot_error_signs signs;
    double error, scaled;
} past_error;

struct ot_intervals {
    past_error *errors;
    size_t count, room;
    ot_scale scale;
    double terms[OT_ORIGIN_MONTHS][OT_SCALE_TERMS];
    double quantiles[OT_ORIGIN_MONTHS][QUANTILES];
    size_t seen[OT_ORIGIN_MONTHS];
    bool known[OT_ORIGIN_MONTHS];
};

ot_intervals *ot_intervals_new(void)
{
    return calloc(1, sizeof(ot_intervals));
}

void ot_intervals_free(ot_intervals *intervals)
{
    if (!intervals)
        return;
    free(intervals->errors);
    free(intervals);
}

ot_status ot_intervals_add(ot_intervals *intervals, int year, int month,
                           const ot_error_signs *signs, double error, ot_error *err)
{
    if (intervals->count == intervals->room) {
        size_t room = intervals->room ? 2 * intervals->room : 1024;
        past_error *grown = realloc(intervals->errors, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        intervals->errors = grown;
        intervals->room = room;
    }
    intervals->errors[intervals->count++] =
        (past_error){.year = year, .month = month, .signs = *signs, .error = error};
    intervals->seen[month - 1]++;
    ot_scale_add(&intervals->scale, month, signs, fmin(fabs(error), MOST_ERROR));
    return OT_OK;
}

static int compare(const void *left, const void *right)
{
    const past_error *a = left, *b = right;

    if (a->scaled != b->scaled)
        return a->scaled < b->scaled ? -1 : 1;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return (a->month > b->month) - (a->month < b->month);
}

/* From the errors in order of what they come to. */
static void take_quantiles(ot_intervals *intervals, int year, int month,
                           ot_weighted *items)
{
    double *quantiles = intervals->quantiles[month - 1];
    size_t count = 0;

    for (size_t i = 0; i < intervals->count; i++) {
        const past_error *past = &intervals->errors[i];
        double away = abs(past->month - month), age = year - 1 - past->year;

        items[count].value = past->scaled;
        items[count++].weight = exp2(-age / HALF_LIFE) / (1 + away);
    }
    intervals->known[month - 1] = intervals->seen[month - 1] >= ENOUGH;
    if (!intervals->known[month - 1])
        return;
    for (int i = 0; i < QUANTILES; i++)
        quantiles[i] = ot_weighted_quantile(items, count, levels[i]);
}

ot_status ot_intervals_learn(ot_intervals *intervals, int year, ot_error *err)
{
    ot_weighted *items = malloc((intervals->count + 1) * sizeof *items);
    ot_status st = OT_OK;

    if (!items)
        return ot_fail_memory(err);
    for (int month = 1; month <= OT_ORIGIN_MONTHS && st == OT_OK; month++)
        st = ot_scale_fit(&intervals->scale, month, intervals->terms[month - 1], err);
    if (st < 0)
        goto done;
    for (size_t i = 0; i < intervals->count; i++) {
        past_error *past = &intervals->errors[i];

        past->scaled = past->error /
                       ot_scale_size(intervals->terms[past->month - 1], &past->signs);
    }
    if (intervals->count > 0)
        qsort(intervals->errors, intervals->count, sizeof *intervals->errors, compare);
    for (int month = 1; month <= OT_ORIGIN_MONTHS; month++)
        take_quantiles(intervals, year, month, items);
done:
    free(items);
    return st;
}

bool ot_intervals_bounds(const ot_intervals *intervals, int month,
                         const ot_error_signs *signs, ot_relative_bounds *bounds)
{
    const double *quantiles = intervals->quantiles[month - 1];
    double size;

    if (!intervals->known[month - 1])
        return false;
    size = ot_scale_size(intervals->terms[month - 1], signs);
    bounds->lo95 = size * fmin(quantiles[0], 0);
    bounds->lo80 = size * fmin(quantiles[1], 0);
    bounds->hi80 = size * fmax(quantiles[2], 0);
    bounds->hi95 = size * fmax(quantiles[3], 0);
    return true;
}
