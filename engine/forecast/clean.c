/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/clean.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/numbers.h"
#include "engine/forecast/season.h"

#define HALF    6
#define WINDOW  (2 * HALF + 1)
#define LIMIT   3.0
#define SCALE   1.4826022185056018 /* of the MAD, to the normal's standard deviation */
#define SHORT   7
#define NEW_RUN 3

/* The value at t put inside the bounds of its window. */
static double inside(const double *x, size_t count, size_t t, double *median)
{
    double window[WINDOW], spread;
    size_t from = t < HALF ? 0 : t - HALF;
    size_t to = t + HALF + 1 > count ? count : t + HALF + 1;

    memcpy(window, x + from, (to - from) * sizeof *x);
    *median = ot_numbers_median(window, to - from);
    for (size_t i = from; i < to; i++)
        window[i - from] = fabs(x[i] - *median);
    spread = LIMIT * SCALE * ot_numbers_median(window, to - from);
    return fmin(fmax(x[t], *median - spread), *median + spread);
}

/* Distance of x[t] from the median of the year before it. */
static double behind(const double *x, size_t t)
{
    double window[WINDOW];
    size_t from = t < WINDOW - 1 ? 0 : t - (WINDOW - 1);

    memcpy(window, x + from, (t - from) * sizeof *x);
    return fabs(x[t] - ot_numbers_median(window, t - from));
}

/* Months follow each other more closely than they do the year before them. */
static bool smooth(const double *x, size_t count, double *work)
{
    double change;

    for (size_t t = 1; t < count; t++)
        work[t - 1] = fabs(x[t] - x[t - 1]);
    change = ot_numbers_median(work, count - 1);
    for (size_t t = HALF; t < count; t++)
        work[t - HALF] = behind(x, t);
    return change < 0.5 * ot_numbers_median(work, count - HALF);
}

/* How many of the newest values to leave: work has room for count. */
static size_t keep(const double *x, const double *clipped, const double *medians,
                   size_t count, double *work)
{
    size_t run = 0;

    while (run < count && clipped[count - 1 - run] != x[count - 1 - run] &&
           (x[count - 1 - run] > medians[count - 1 - run]) ==
               (x[count - 1] > medians[count - 1]))
        run++;
    if (run == 0 || run >= NEW_RUN)
        return run;
    return smooth(x, count, work) ? 1 : 0;
}

ot_status ot_clean_history(const ot_numbers *series, double *out, size_t *clipped,
                           ot_error *err)
{
    size_t n = series->count, kept;
    ot_season season;
    double *x, *bound, *medians;

    *clipped = 0;
    memcpy(out, series->values, n * sizeof *out);
    if (n < SHORT)
        return OT_OK;
    x = malloc(4 * n * sizeof *x);
    if (!x)
        return ot_fail_memory(err);
    bound = x + n;
    medians = x + 2 * n;
    ot_season_find(series, &season);
    ot_season_remove(&season, series->values, n, x);
    for (size_t t = 0; t < n; t++)
        bound[t] = inside(x, n, t, &medians[t]);
    kept = keep(x, bound, medians, n, x + 3 * n);
    for (size_t t = 0; t < n - kept; t++) {
        if (bound[t] == x[t])
            continue;
        out[t] = bound[t];
        ot_season_restore(&season, t, 1, &out[t]);
        ++*clipped;
    }
    free(x);
    return OT_OK;
}
