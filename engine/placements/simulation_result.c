/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/simulation_internal.h"

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Of sorted values, between the two nearest (Hyndman and Fan 1996, type 7). */
static double quantile(const double *sorted, size_t count, double level)
{
    double at = level * (double)(count - 1);
    size_t below = (size_t)at;

    if (below + 1 >= count)
        return sorted[count - 1];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static double mean_of(const double *values, size_t count)
{
    double mean = 0;

    for (size_t i = 0; i < count; i++)
        mean += (values[i] - mean) / (double)(i + 1);
    return mean;
}

/* Sorts the values. */
static ot_status points_of(double *values, size_t count, double chosen,
                           ot_simulation_points *out, ot_error *err)
{
    const struct {
        double level;
        ot_pence *to;
    } points[] = {{0.5, &out->p50},      {0.6, &out->p60},    {0.7, &out->p70},
                  {0.8, &out->p80},      {0.95, &out->p95},   {0.1, &out->lo80},
                  {0.9, &out->hi80},     {0.025, &out->lo95}, {0.975, &out->hi95},
                  {chosen, &out->chosen}};
    ot_status st = ot_pence_from_double(mean_of(values, count), &out->mean, err);

    qsort(values, count, sizeof *values, compare);
    for (size_t i = 0; i < sizeof points / sizeof *points && st == OT_OK; i++)
        st = ot_pence_from_double(quantile(values, count, points[i].level),
                                  points[i].to, err);
    return st;
}

static void summarise_stock(const sim_model *m, double *scratch, ot_simulation *out)
{
    size_t n = m->simulations;

    for (size_t t = 0; t < OT_SIMULATION_ROWS; t++)
        for (size_t k = 0; k < m->months; k++) {
            ot_simulation_stock *stock = &out->stock[t][k];

            for (size_t i = 0; i < n; i++)
                scratch[i] = m->stock[(t * m->months + k) * n + i];
            qsort(scratch, n, sizeof *scratch, compare);
            stock->mean = mean_of(scratch, n);
            stock->lo80 = quantile(scratch, n, 0.1);
            stock->hi80 = quantile(scratch, n, 0.9);
            stock->lo95 = quantile(scratch, n, 0.025);
            stock->hi95 = quantile(scratch, n, 0.975);
        }
}

/* The batches in their order, whatever the order they were played in. */
static ot_status summarise_months(const sim_model *m, ot_simulation *out, ot_error *err)
{
    size_t batches = (m->simulations + SIM_BATCH - 1) / SIM_BATCH;
    ot_status st = OT_OK;

    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        for (size_t k = 0; k < m->months && st == OT_OK; k++) {
            double open = 0, added = 0;

            for (size_t b = 0; b < batches; b++) {
                open += m->costs[b][0][t][k];
                added += m->costs[b][1][t][k];
            }
            st =
                ot_pence_from_double(open / m->simulations, &out->open_cost[t][k], err);
            if (st == OT_OK)
                st = ot_pence_from_double(added / m->simulations, &out->new_cost[t][k],
                                          err);
            out->open_cost[OT_PLACEMENT_TYPES][k] += out->open_cost[t][k];
            out->new_cost[OT_PLACEMENT_TYPES][k] += out->new_cost[t][k];
        }
    return st;
}

static ot_status summarise_money(const sim_model *m, ot_simulation *out, ot_error *err)
{
    double chosen =
        m->options->percentile > 0 ? m->options->percentile : OT_CONTINGENCY;
    ot_status st = OT_OK;

    for (size_t t = 0; t < OT_SIMULATION_ROWS && st == OT_OK; t++) {
        size_t first = t * m->simulations;

        st = points_of(m->outturn + first, m->simulations, chosen, &out->outturn[t],
                       err);
        if (st == OT_OK)
            st = points_of(m->effect + first, m->simulations, chosen, &out->driver[t],
                           err);
    }
    for (size_t t = 0; t < OT_PLACEMENT_TYPES && st == OT_OK; t++) {
        out->committed[t] = m->input->committed[t];
        st = ot_pence_add(&out->committed[OT_PLACEMENT_TYPES], out->committed[t], err);
    }
    for (size_t t = 0; t < OT_SIMULATION_ROWS && st == OT_OK; t++)
        out->contingency[t] = out->outturn[t].chosen - out->committed[t];
    return st;
}

ot_status sim_summarise(const sim_model *m, ot_simulation *out, ot_error *err)
{
    double *scratch = malloc((m->simulations + 1) * sizeof *scratch);
    ot_status st;

    if (!scratch)
        return ot_fail_memory(err);
    summarise_stock(m, scratch, out);
    free(scratch);
    st = summarise_money(m, out, err);
    return st == OT_OK ? summarise_months(m, out, err) : st;
}
