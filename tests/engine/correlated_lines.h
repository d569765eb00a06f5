/* SPDX-License-Identifier: GPL-3.0-or-later */
/* correlated_lines.h - a simulated council for tests of sums: lines in services whose
 * misses have a common cause, a cause of each service, and one of their own. */
#ifndef OT_TEST_CORRELATED_LINES_H
#define OT_TEST_CORRELATED_LINES_H

#include <math.h>
#include <stddef.h>

#include "tests/engine/random.h"

enum { WORLD_LINES = 500, WORLD_SERVICES = 8 };

typedef struct world {
    double within, between; /* true correlations of two lines of one, of two services */
    uint64_t state;
    double spare; /* the second normal of a pair */
    int has_spare;
} world;

/* Uniform in (0, 1). */
static inline double world_uniform(world *w)
{
    return ((double)(random_next(&w->state) >> 11) + 0.5) / 9007199254740992.0;
}

/* Standard normal (Box & Muller 1958). */
static inline double world_normal(world *w)
{
    double radius, angle;

    if (w->has_spare) {
        w->has_spare = 0;
        return w->spare;
    }
    radius = sqrt(-2 * log(world_uniform(w)));
    angle = 6.283185307179586 * world_uniform(w);
    w->spare = radius * sin(angle);
    w->has_spare = 1;
    return radius * cos(angle);
}

/* Services of unequal sizes: 160, 110, 80, 60, 40, 25, 15 and 10 lines. */
static inline size_t world_service(size_t line)
{
    static const size_t ends[WORLD_SERVICES] = {160, 270, 350, 410, 450, 475, 490, 500};
    size_t service = 0;

    while (line >= ends[service])
        service++;
    return service;
}

/* Sizes of lines from about 1,200 to 400,000, most of them small. */
static inline void world_sizes(world *w, double size[WORLD_LINES])
{
    for (size_t i = 0; i < WORLD_LINES; i++)
        size[i] = exp(10 + world_normal(w));
}

/* One year's standard normal misses of all lines. */
static inline void world_draw(world *w, double z[WORLD_LINES])
{
    double all = sqrt(w->between) * world_normal(w);
    double own[WORLD_SERVICES];

    for (size_t k = 0; k < WORLD_SERVICES; k++)
        own[k] = sqrt(w->within - w->between) * world_normal(w);
    for (size_t i = 0; i < WORLD_LINES; i++)
        z[i] = all + own[world_service(i)] + sqrt(1 - w->within) * world_normal(w);
}

#endif
