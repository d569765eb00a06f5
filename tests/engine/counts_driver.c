/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts_driver.c - forecasts of a series of counts from each of its lengths, for
 * scripts/accuracy-counts to score.
 *
 * usage: counts_driver HORIZON FIRST < COUNTS
 * COUNTS are the stocks of consecutive months, one a line; from the FIRST of them on
 * each gives a line: how many were known, and mean, lo80, hi80, lo95 and hi95 of the
 * month HORIZON after the last of them. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/placements/counts.h"

#define MOST  1200
#define AHEAD 60

int main(int argc, char **argv)
{
    static double values[MOST];
    ot_count_month months[AHEAD];
    size_t count = 0, horizon = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
    size_t first = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
    ot_error err;

    while (count < MOST && scanf("%lf", &values[count]) == 1)
        count++;
    if (horizon < 1 || horizon > AHEAD || first < 1 || first > count) {
        fprintf(stderr,
                "counts_driver: a horizon, a first month and counts are wanted\n");
        return EXIT_FAILURE;
    }
    for (size_t known = first; known <= count; known++) {
        const ot_count_month *last = &months[horizon - 1];

        if (ot_counts_forecast(values, known, horizon, months, &err) < 0) {
            fprintf(stderr, "counts_driver: %s\n", err.message);
            return EXIT_FAILURE;
        }
        printf("%zu,%.10g,%.10g,%.10g,%.10g,%.10g\n", known, last->mean, last->lo80,
               last->hi80, last->lo95, last->hi95);
    }
    return EXIT_SUCCESS;
}
