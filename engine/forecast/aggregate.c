/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/aggregate.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LO80, HI80, LO95, HI95, SIDES };

struct ot_aggregate {
    size_t services;
    double forecast;
    double squares[SIDES];
    double sums[][SIDES]; /* [services] */
};

ot_aggregate *ot_aggregate_new(size_t services)
{
    ot_aggregate *aggregate;

    if (services > (SIZE_MAX - sizeof *aggregate) / sizeof aggregate->sums[0])
        return NULL;
    aggregate = calloc(1, sizeof *aggregate + services * sizeof aggregate->sums[0]);
    if (aggregate)
        aggregate->services = services;
    return aggregate;
}

void ot_aggregate_free(ot_aggregate *aggregate)
{
    free(aggregate);
}

void ot_aggregate_reset(ot_aggregate *aggregate)
{
    aggregate->forecast = 0;
    memset(aggregate->squares, 0, sizeof aggregate->squares);
    memset(aggregate->sums, 0, aggregate->services * sizeof aggregate->sums[0]);
}

static bool bounds_finite(const ot_bounds *line)
{
    return isfinite(line->forecast) && isfinite(line->lo80) && isfinite(line->hi80) &&
           isfinite(line->lo95) && isfinite(line->hi95);
}

ot_status ot_aggregate_add(ot_aggregate *aggregate, size_t service,
                           const ot_bounds *line, ot_error *err)
{
    double s[SIDES];

    if (service >= aggregate->services)
        return ot_fail(err, OT_EUSAGE, "service %zu is not one of the %zu services",
                       service, aggregate->services);
    if (!bounds_finite(line))
        return ot_fail(err, OT_EINPUT,
                       "a forecast or a bound going into a sum is not a number");
    s[LO80] = fmax(line->forecast - line->lo80, 0);
    s[HI80] = fmax(line->hi80 - line->forecast, 0);
    s[LO95] = fmax(line->forecast - line->lo95, s[LO80]);
    s[HI95] = fmax(line->hi95 - line->forecast, s[HI80]);
    aggregate->forecast += line->forecast;
    for (int side = 0; side < SIDES; side++) {
        aggregate->squares[side] += s[side] * s[side];
        aggregate->sums[service][side] += s[side];
    }
    return OT_OK;
}

static double width(const ot_aggregate *aggregate, int side, double within,
                    double between)
{
    double all = 0, own = 0;

    for (size_t k = 0; k < aggregate->services; k++) {
        double sum = aggregate->sums[k][side];

        all += sum;
        own += sum * sum;
    }
    return sqrt((1 - within) * aggregate->squares[side] + (within - between) * own +
                between * all * all);
}

void ot_aggregate_bounds(const ot_aggregate *aggregate, double within, double between,
                         ot_bounds *bounds)
{
    double w = fmin(fmax(within, 0), 1), b = fmin(fmax(between, 0), w);
    double forecast = aggregate->forecast;

    bounds->forecast = forecast;
    bounds->lo80 = forecast - width(aggregate, LO80, w, b);
    bounds->hi80 = forecast + width(aggregate, HI80, w, b);
    bounds->lo95 = forecast - width(aggregate, LO95, w, b);
    bounds->hi95 = forecast + width(aggregate, HI95, w, b);
}
