/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/ets_mean.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/numbers.h"

#define FORMS_MAX   6
#define FIRST_YEARS 4

static size_t forms_of(bool positive, bool seasonal, ot_ets_form *forms)
{
    static const ot_ets_trend trends[2] = {OT_TREND_NONE, OT_TREND_DAMPED};
    ot_season_form season = seasonal ? OT_SEASON_ADDITIVE : OT_SEASON_NONE;
    size_t count = 0;

    for (int i = 0; i < 2; i++) {
        forms[count++] = (ot_ets_form){false, trends[i], season};
        if (positive)
            forms[count++] = (ot_ets_form){true, trends[i], season};
        if (positive && seasonal)
            forms[count++] = (ot_ets_form){true, trends[i], OT_SEASON_MULTIPLICATIVE};
    }
    return count;
}

typedef struct average {
    double best;   /* AICc so far */
    double weight; /* in all, exp(-(AICc - best) / 2) */
} average;

/* Adds a form's path to the sums in mean, both rescaled to the better AICc. */
static void add(average *a, double aicc, const double *path, size_t horizon,
                double *mean)
{
    double former = 1.0, weight = 1.0;

    if (aicc < a->best) {
        former = exp(-0.5 * (a->best - aicc));
        a->best = aicc;
    } else {
        weight = exp(-0.5 * (aicc - a->best));
    }
    a->weight = a->weight * former + weight;
    for (size_t h = 0; h < horizon; h++)
        mean[h] = mean[h] * former + path[h] * weight;
}

/* Seasons by form: own[OT_SEASON_NONE] is none. False where there is no season. */
static bool seasons_of(const ot_numbers *series, ot_season own[3])
{
    ot_numbers first = *series;

    if (first.count >= 2 * FIRST_YEARS * (size_t)first.period)
        first.count = FIRST_YEARS * (size_t)first.period;
    own[OT_SEASON_NONE] = (ot_season){.form = OT_SEASON_NONE, .period = 1};
    ot_season_find(&first, &own[OT_SEASON_MULTIPLICATIVE]);
    if (own[OT_SEASON_MULTIPLICATIVE].form == OT_SEASON_NONE)
        return false;
    if (ot_season_decompose(&first, OT_SEASON_ADDITIVE, &own[OT_SEASON_ADDITIVE],
                            NULL) < 0)
        return false;
    ot_season_shrink(&own[OT_SEASON_ADDITIVE]);
    return true;
}

ot_status ot_ets_mean(const ot_numbers *series, size_t horizon, double *mean,
                      ot_error *err)
{
    ot_season own[3];
    ot_ets_form forms[FORMS_MAX];
    average a = {INFINITY, 0.0};
    bool seasonal = seasons_of(series, own);
    bool positive = ot_numbers_positive(series->values, series->count) &&
                    own[OT_SEASON_MULTIPLICATIVE].form != OT_SEASON_ADDITIVE;
    size_t count = forms_of(positive, seasonal, forms);
    double *path = malloc((horizon ? horizon : 1) * sizeof *path);

    if (!path)
        return ot_fail_memory(err);
    memset(mean, 0, horizon * sizeof *mean);
    for (size_t i = 0; i < count; i++) {
        ot_ets model;

        if (ot_ets_fit(series, forms[i], &own[forms[i].season], &model, NULL) < 0)
            continue;
        ot_ets_path(&model, series->count, horizon, path);
        add(&a, model.aicc, path, horizon, mean);
    }
    for (size_t h = 0; h < horizon; h++)
        mean[h] /= a.weight;
    free(path);
    return a.weight > 0.0
               ? OT_OK
               : ot_fail(err, OT_EFIT, "no form of smoothing fits the months");
}
