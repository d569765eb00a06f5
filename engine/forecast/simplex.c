/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/simplex.h"

#include <math.h>
#include <string.h>

typedef struct corner {
    double at[OT_SIMPLEX_MAX], value;
} corner;

typedef struct search {
    const ot_simplex *simplex;
    corner corners[OT_SIMPLEX_MAX + 1];
    double centre[OT_SIMPLEX_MAX]; /* of all corners but the worst */
    int left;                      /* evaluations */
} search;

static void evaluate(search *s, corner *c)
{
    double value = s->simplex->f(c->at, s->simplex->self);

    c->value = isnan(value) ? INFINITY : value;
    s->left--;
}

/* Corners sorted, best first; equal ones keep their order. */
static void sort(search *s)
{
    for (size_t i = 1; i <= s->simplex->size; i++) {
        corner c = s->corners[i];
        size_t j = i;

        for (; j > 0 && s->corners[j - 1].value > c.value; j--)
            s->corners[j] = s->corners[j - 1];
        s->corners[j] = c;
    }
}

static void find_centre(search *s)
{
    size_t n = s->simplex->size;

    for (size_t k = 0; k < n; k++) {
        double sum = 0.0;

        for (size_t i = 0; i < n; i++)
            sum += s->corners[i].at[k];
        s->centre[k] = sum / (double)n;
    }
}

/* The worst corner moved through the centre: -1 is its mirror image. */
static corner moved(search *s, double by)
{
    size_t n = s->simplex->size;
    corner c = {{0}, 0.0};

    for (size_t k = 0; k < n; k++)
        c.at[k] = s->centre[k] + by * (s->corners[n].at[k] - s->centre[k]);
    evaluate(s, &c);
    return c;
}

static void shrink(search *s)
{
    for (size_t i = 1; i <= s->simplex->size; i++) {
        for (size_t k = 0; k < s->simplex->size; k++)
            s->corners[i].at[k] = 0.5 * (s->corners[i].at[k] + s->corners[0].at[k]);
        evaluate(s, &s->corners[i]);
    }
}

static void turn(search *s)
{
    size_t n = s->simplex->size;
    corner mirror, further;

    find_centre(s);
    mirror = moved(s, -1.0);
    if (mirror.value < s->corners[0].value) {
        further = moved(s, -2.0);
        s->corners[n] = further.value < mirror.value ? further : mirror;
    } else if (mirror.value < s->corners[n - 1].value) {
        s->corners[n] = mirror;
    } else {
        int outside = mirror.value < s->corners[n].value;

        further = moved(s, outside ? -0.5 : 0.5);
        if (further.value < (outside ? mirror.value : s->corners[n].value))
            s->corners[n] = further;
        else
            shrink(s);
    }
}

double ot_simplex_minimise(const ot_simplex *simplex, double *at)
{
    search s = {.simplex = simplex, .left = simplex->evaluations};
    size_t n = simplex->size;

    for (size_t i = 0; i <= n; i++) {
        memcpy(s.corners[i].at, at, n * sizeof *at);
        if (i > 0)
            s.corners[i].at[i - 1] += simplex->step[i - 1];
        evaluate(&s, &s.corners[i]);
    }
    sort(&s);
    while (s.left > 0 &&
           !(s.corners[n].value - s.corners[0].value <= simplex->tolerance)) {
        turn(&s);
        sort(&s);
    }
    memcpy(at, s.corners[0].at, n * sizeof *at);
    return s.corners[0].value;
}
