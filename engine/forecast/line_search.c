/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/line_search.h"

#include <math.h>
#include <stdbool.h>

#define GOLDEN 0.61803398874989484820
#define CLOSE  1e-6
#define CUTS   40

/* The best of the grid; *least: the value there. */
static double best_of_grid(ot_line_function *f, void *self, double low, double step,
                           int points, double *least)
{
    double at[OT_LANES], value[OT_LANES], best = low;

    *least = INFINITY;
    for (int i = 0; i < points; i += OT_LANES) {
        for (int k = 0; k < OT_LANES; k++)
            at[k] = low + step * (i + k < points ? i + k : points - 1);
        f(at, value, self);
        for (int k = 0; k < OT_LANES; k++)
            if (value[k] < *least) {
                *least = value[k];
                best = at[k];
            }
    }
    return best;
}

/* low < left < right < high, left and right by golden section. */
typedef struct bracket {
    double low, left, right, high;
    double at_left, at_right; /* values */
} bracket;

/* One side cut off: the place that stays changes sides, the other one is new and its
 * value not known yet. */
static bracket cut(bracket b, bool high_side)
{
    if (high_side) {
        b.high = b.right, b.right = b.left, b.at_right = b.at_left;
        b.left = b.high - GOLDEN * (b.high - b.low);
    } else {
        b.low = b.left, b.left = b.right, b.at_left = b.at_right;
        b.right = b.low + GOLDEN * (b.high - b.low);
    }
    return b;
}

static double new_place(const bracket *b, bool high_side)
{
    return high_side ? b->left : b->right;
}

static void set_value(bracket *b, bool high_side, double value)
{
    *(high_side ? &b->at_left : &b->at_right) = value;
}

static bool wide(const bracket *b)
{
    return b->high - b->low > CLOSE;
}

/* Cuts twice, but for where once is enough. Which place the second cut wants depends on
 * the first one's value: both that it may be are asked for together with it. */
static bracket cut_twice(ot_line_function *f, void *self, bracket b)
{
    bool side = b.at_left < b.at_right;
    bracket once = cut(b, side);
    bracket lower = cut(once, true), upper = cut(once, false);
    double value[OT_LANES];
    double at[OT_LANES] = {new_place(&once, side), new_place(&upper, false),
                           new_place(&lower, true), new_place(&once, side)};

    f(at, value, self);
    set_value(&once, side, value[0]);
    if (!wide(&once))
        return once;
    side = once.at_left < once.at_right;
    b = cut(once, side);
    set_value(&b, side, side ? value[2] : value[1]);
    return b;
}

double ot_line_search(ot_line_function *f, void *self, double low, double high,
                      int points)
{
    double step = (high - low) / (points - 1), least, middle;
    double best = best_of_grid(f, self, low, step, points, &least);
    bracket b = {.low = fmax(low, best - step), .high = fmin(high, best + step)};
    double value[OT_LANES];

    b.left = b.high - GOLDEN * (b.high - b.low);
    b.right = b.low + GOLDEN * (b.high - b.low);
    f((double[OT_LANES]){b.left, b.right, b.left, b.right}, value, self);
    b.at_left = value[0];
    b.at_right = value[1];
    for (int i = 0; i < CUTS && wide(&b); i += 2)
        b = cut_twice(f, self, b);
    middle = 0.5 * (b.low + b.high);
    f((double[OT_LANES]){middle, middle, middle, middle}, value, self);
    return value[0] <= least ? middle : best;
}
