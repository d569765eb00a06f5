/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/correlation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIDDLE_80     2.5631 /* 2 qnorm(0.9) */
#define CLIP          3.0
#define PRIOR_WITHIN  0.1
#define PRIOR_BETWEEN 0.05
#define PRIOR_YEARS   2.0
#define MOST          0.95

typedef struct sums {
    double z, squares, count;
} sums;

typedef struct past_year {
    int year;
    sums *cells; /* [OT_ORIGIN_MONTHS][services] */
} past_year;

struct ot_correlation {
    size_t services;
    past_year *years;
    size_t count, capacity;
};

/* Sums of products over pairs, each pair taken twice. */
typedef struct products {
    double sum, pairs;
} products;

/* A weighted mean under way. */
typedef struct mean {
    double sum, weight;
} mean;

ot_correlation *ot_correlation_new(size_t services)
{
    ot_correlation *correlation = calloc(1, sizeof *correlation);

    if (correlation)
        correlation->services = services;
    return correlation;
}

void ot_correlation_free(ot_correlation *correlation)
{
    if (!correlation)
        return;
    for (size_t i = 0; i < correlation->count; i++)
        free(correlation->years[i].cells);
    free(correlation->years);
    free(correlation);
}

double ot_correlation_miss(double forecast, double lo80, double hi80, double actual)
{
    double size = (hi80 - lo80) / MIDDLE_80;

    return size > 0 ? (actual - forecast) / size : NAN;
}

/* Sums of a year's months, by service, made where there are none. NULL: no memory. */
static sums *cells_of(ot_correlation *correlation, int year)
{
    past_year *fresh;

    for (size_t i = correlation->count; i-- > 0;)
        if (correlation->years[i].year == year)
            return correlation->years[i].cells;
    if (correlation->count == correlation->capacity) {
        size_t capacity = correlation->capacity ? 2 * correlation->capacity : 8;

        fresh = realloc(correlation->years, capacity * sizeof *fresh);
        if (!fresh)
            return NULL;
        correlation->years = fresh;
        correlation->capacity = capacity;
    }
    fresh = &correlation->years[correlation->count];
    fresh->year = year;
    fresh->cells =
        calloc(OT_ORIGIN_MONTHS * correlation->services, sizeof *fresh->cells);
    if (fresh->cells)
        correlation->count++;
    return fresh->cells;
}

static ot_status check_month(int month, ot_error *err)
{
    if (month < 1 || month > OT_ORIGIN_MONTHS)
        return ot_fail(err, OT_EUSAGE, "month %d is not an origin month, 1 to %d",
                       month, OT_ORIGIN_MONTHS);
    return OT_OK;
}

ot_status ot_correlation_add(ot_correlation *correlation, int year, int month,
                             size_t service, double z, ot_error *err)
{
    ot_status st = check_month(month, err);
    sums *cell;

    if (st < 0)
        return st;
    if (service >= correlation->services)
        return ot_fail(err, OT_EUSAGE, "service %zu is not one of the %zu services",
                       service, correlation->services);
    if (!isfinite(z))
        return OT_OK;
    cell = cells_of(correlation, year);
    if (!cell)
        return ot_fail_memory(err);
    cell += (size_t)(month - 1) * correlation->services + service;
    z = fmin(fmax(z, -CLIP), CLIP);
    cell->z += z;
    cell->squares += z * z;
    cell->count++;
    return OT_OK;
}

static void multiply(const sums *cells, size_t services, products *within,
                     products *between)
{
    double z = 0, count = 0, own = 0, own_pairs = 0;

    memset(within, 0, sizeof *within);
    for (size_t k = 0; k < services; k++) {
        const sums *s = &cells[k];

        z += s->z;
        count += s->count;
        own += s->z * s->z;
        own_pairs += s->count * s->count;
        within->sum += s->z * s->z - s->squares;
        within->pairs += s->count * (s->count - 1);
    }
    between->sum = z * z - own;
    between->pairs = count * count - own_pairs;
}

/* One month's mean product, and its number of pairs, into those of the year. */
static void take_month(mean *product, mean *pairs, const products *of, int distance)
{
    double weight = 1.0 / (1 + distance);

    if (!(of->pairs > 0))
        return;
    product->sum += weight * of->sum / of->pairs;
    product->weight += weight;
    pairs->sum += weight * of->pairs;
    pairs->weight += weight;
}

static void take_year(mean *all, const mean *product, const mean *pairs, double prior)
{
    double weight;

    if (!(product->weight > 0))
        return;
    weight = 1 / (1 + 1 / (pairs->sum / pairs->weight * prior * prior));
    all->sum += weight * product->sum / product->weight;
    all->weight += weight;
}

/* The two means, the prior years taken in; together where they are the wrong way round:
 * least squares under between <= within. */
static void conclude(mean *within, mean *between, double *rho_within,
                     double *rho_between)
{
    within->sum += PRIOR_YEARS * PRIOR_WITHIN;
    within->weight += PRIOR_YEARS;
    between->sum += PRIOR_YEARS * PRIOR_BETWEEN;
    between->weight += PRIOR_YEARS;
    if (between->sum / between->weight > within->sum / within->weight) {
        within->sum += between->sum;
        within->weight += between->weight;
        *between = *within;
    }
    *rho_within = fmin(fmax(within->sum / within->weight, 0), MOST);
    *rho_between = fmin(fmax(between->sum / between->weight, 0), MOST);
}

ot_status ot_correlation_estimate(const ot_correlation *correlation, int month,
                                  double *within, double *between, ot_error *err)
{
    size_t services = correlation->services;
    mean all_within = {0}, all_between = {0};
    ot_status st = check_month(month, err);

    if (st < 0)
        return st;
    for (size_t y = 0; y < correlation->count; y++) {
        mean in = {0}, in_pairs = {0}, across = {0}, across_pairs = {0};

        for (int m = 1; m <= OT_ORIGIN_MONTHS; m++) {
            products own, other;

            multiply(correlation->years[y].cells + (size_t)(m - 1) * services, services,
                     &own, &other);
            take_month(&in, &in_pairs, &own, abs(m - month));
            take_month(&across, &across_pairs, &other, abs(m - month));
        }
        take_year(&all_within, &in, &in_pairs, PRIOR_WITHIN);
        take_year(&all_between, &across, &across_pairs, PRIOR_BETWEEN);
    }
    conclude(&all_within, &all_between, within, between);
    return OT_OK;
}
