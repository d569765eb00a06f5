/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_agree.c - projections of lines that fit what the whole does: how far misses
 * of lines went together in earlier years, and whether the council's total, projected
 * by itself, should move them (docs/method-sums.md). */
#include "engine/position_agree.h"

#include <math.h>
#include <stdlib.h>

#include "engine/forecast/reconcile.h"

#define NEAR 1 /* origin months to either side whose errors count for this month */

/* What was missed at one month of one earlier year: of each service, of the total. */
typedef struct observation {
    int year, month;
    double *errors; /* [services + 1], the last: of the total's own projection */
    bool has_total;
} observation;

struct ot_agreeing {
    size_t services; /* and one more for lines in none */
    int month;       /* at which it is projected */
    ot_correlation *correlation;
    observation *items;
    size_t count, room;
};

ot_agreeing *ot_agreeing_new(size_t services, int month)
{
    ot_agreeing *a = calloc(1, sizeof *a);

    if (!a)
        return NULL;
    a->services = services + 1;
    a->month = month;
    a->correlation = ot_correlation_new(a->services);
    if (!a->correlation) {
        free(a);
        return NULL;
    }
    return a;
}

void ot_agreeing_free(ot_agreeing *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->count; i++)
        free(a->items[i].errors);
    free(a->items);
    ot_correlation_free(a->correlation);
    free(a);
}

static ot_status find(ot_agreeing *a, int year, int month, observation **out,
                      ot_error *err)
{
    observation *added;

    for (size_t i = a->count; i > 0; i--)
        if (a->items[i - 1].year == year && a->items[i - 1].month == month) {
            *out = &a->items[i - 1];
            return OT_OK;
        }
    if (a->count == a->room) {
        size_t room = a->room ? 2 * a->room : 32;
        observation *grown = realloc(a->items, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        a->items = grown;
        a->room = room;
    }
    added = &a->items[a->count];
    *added = (observation){.year = year,
                           .month = month,
                           .errors = calloc(a->services + 1, sizeof *added->errors)};
    if (!added->errors)
        return ot_fail_memory(err);
    a->count++;
    *out = added;
    return OT_OK;
}

ot_status ot_agreeing_line(ot_agreeing *a, size_t service, const ot_outturn *forecast,
                           double actual, ot_error *err)
{
    double z =
        ot_correlation_miss(forecast->outturn, forecast->lo80, forecast->hi80, actual);
    observation *seen;
    ot_status st = ot_correlation_add(a->correlation, forecast->year, forecast->month,
                                      service, z, err);

    if (st < 0 || abs(forecast->month - a->month) > NEAR)
        return st;
    st = find(a, forecast->year, forecast->month, &seen, err);
    if (st == OT_OK)
        seen->errors[service] += actual - forecast->outturn;
    return st;
}

/* The sum of all lines as one series: what its own projections missed, and says now. */
typedef struct total_run {
    ot_agreeing *agreeing;
    double projected;
} total_run;

static ot_status take_total_error(void *self, const ot_outturn *forecast, double actual,
                                  ot_error *err)
{
    ot_agreeing *a = ((total_run *)self)->agreeing;
    observation *seen;
    ot_status st;

    if (abs(forecast->month - a->month) > NEAR)
        return OT_OK;
    st = find(a, forecast->year, forecast->month, &seen, err);
    if (st < 0)
        return st;
    seen->errors[a->services] = actual - forecast->outturn;
    seen->has_total = true;
    return OT_OK;
}

static ot_status take_total(void *self, const ot_outturn *forecast, ot_error *err)
{
    (void)err;
    ((total_run *)self)->projected = forecast->outturn;
    return OT_OK;
}

static ot_status project_total(ot_agreeing *a, const ot_outturn_series *total,
                               double *projected, ot_error *err)
{
    total_run run = {.agreeing = a};
    const ot_outturn_sink sink = {&run, take_total};
    const ot_outturn_options options = {.hindsight = take_total_error,
                                        .hindsight_self = &run};
    ot_status st = ot_outturn_project(total, 1, &options, &sink, err);

    *projected = run.projected;
    return st;
}

/* The past as the reconciliation takes it: a row for each month seen. */
static ot_status gather(const ot_agreeing *a, ot_reconcile_past *past, int **years,
                        double **errors, ot_error *err)
{
    size_t nodes = a->services + 1;

    *past = (ot_reconcile_past){.nodes = nodes};
    *years = malloc((a->count + 1) * sizeof **years);
    *errors = malloc((a->count * nodes + 1) * sizeof **errors);
    if (!*years || !*errors)
        return ot_fail_memory(err);
    for (size_t i = 0; i < a->count; i++) {
        if (!a->items[i].has_total)
            continue;
        (*years)[past->observations] = a->items[i].year;
        for (size_t k = 0; k < nodes; k++)
            (*errors)[past->observations * nodes + k] = a->items[i].errors[k];
        past->observations++;
    }
    past->years = *years;
    past->errors = *errors;
    return OT_OK;
}

/* adjustments[services]: what each service should move by; all 0 unless that was
 * better. base[services + 1]: sums of the services' lines, and room for the total. */
static ot_status adjust(ot_agreeing *a, const ot_outturn_series *total, double *base,
                        double *adjustments, ot_agreement *out, ot_error *err)
{
    ot_reconcile_past past;
    ot_reconcile_choice choice = {0};
    int *years = NULL;
    double *errors = NULL;
    ot_status st = project_total(a, total, &base[a->services], err);

    if (st == OT_OK)
        st = gather(a, &past, &years, &errors, err);
    if (st == OT_OK)
        st = ot_reconcile_choose(&past, &choice, err);
    out->years = choice.years;
    out->reconciled = st == OT_OK && choice.mint;
    for (size_t k = 0; k < a->services; k++)
        adjustments[k] = -base[k];
    if (out->reconciled)
        st = ot_reconcile_mint(&past, base, base, NULL, err);
    for (size_t k = 0; k < a->services; k++)
        adjustments[k] += base[k];
    free(years);
    free(errors);
    return st;
}

ot_status ot_agreeing_finish(ot_agreeing *a, const ot_outturn_series *total,
                             double *base, double *adjustments, ot_agreement *out,
                             ot_error *err)
{
    ot_status st = ot_correlation_estimate(a->correlation, a->month, &out->within,
                                           &out->between, err);

    return st == OT_OK ? adjust(a, total, base, adjustments, out, err) : st;
}
