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

/* The values of a window in order: as it moves on, each but two stay where they are. */
typedef struct window {
    double sorted[WINDOW + 1];
    size_t count;
} window;

static void window_add(window *w, double value)
{
    size_t i = w->count++;

    for (; i > 0 && w->sorted[i - 1] > value; i--)
        w->sorted[i] = w->sorted[i - 1];
    w->sorted[i] = value;
}

/* value is in it. */
static void window_drop(window *w, double value)
{
    size_t i = 0;

    while (i + 1 < w->count && w->sorted[i] != value)
        i++;
    w->count--;
    memmove(w->sorted + i, w->sorted + i + 1, (w->count - i) * sizeof *w->sorted);
}

static double window_median(const window *w)
{
    size_t middle = w->count / 2;

    return w->count % 2 ? w->sorted[middle]
                        : 0.5 * (w->sorted[middle - 1] + w->sorted[middle]);
}

/* The median of the distances from the median: they grow from the middle to both ends,
 * so that the nearer of two is always next. */
static double window_spread(const window *w, double median)
{
    size_t low = w->count / 2, high = low; /* next: low - 1 and high */
    double before = 0.0, distance = 0.0;

    for (size_t i = 0; i <= w->count / 2; i++) {
        double down = low > 0 ? median - w->sorted[low - 1] : INFINITY;
        double up = high < w->count ? w->sorted[high] - median : INFINITY;

        before = distance;
        if (down < up) {
            distance = down;
            low--;
        } else {
            distance = up;
            high++;
        }
    }
    return w->count % 2 ? distance : 0.5 * (before + distance);
}

/* bound[t]: the value at t put inside the bounds of its window. */
static void find_bounds(const double *x, size_t count, double *bound, double *medians)
{
    window w = {.count = 0};

    for (size_t t = 0; t < HALF && t < count; t++)
        window_add(&w, x[t]);
    for (size_t t = 0; t < count; t++) {
        double spread;

        if (t + HALF < count)
            window_add(&w, x[t + HALF]);
        if (t > HALF)
            window_drop(&w, x[t - HALF - 1]);
        medians[t] = window_median(&w);
        spread = LIMIT * SCALE * window_spread(&w, medians[t]);
        bound[t] = fmin(fmax(x[t], medians[t] - spread), medians[t] + spread);
    }
}

/* distance[t - HALF]: of x[t] from the median of the year before it. */
static void find_behind(const double *x, size_t count, double *distance)
{
    window w = {.count = 0};

    for (size_t t = 0; t < count; t++) {
        if (t >= HALF)
            distance[t - HALF] = fabs(x[t] - window_median(&w));
        window_add(&w, x[t]);
        if (t >= WINDOW - 1)
            window_drop(&w, x[t - (WINDOW - 1)]);
    }
}

/* Months follow each other more closely than they do the year before them. */
static bool smooth(const double *x, size_t count, double *work)
{
    double change;

    for (size_t t = 1; t < count; t++)
        work[t - 1] = fabs(x[t] - x[t - 1]);
    change = ot_numbers_median(work, count - 1);
    find_behind(x, count, work);
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
    find_bounds(x, n, bound, medians);
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
