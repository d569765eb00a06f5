/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/reconcile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_YEARS 3
#define GAIN        0.02  /* what MinT must be better by */
#define NO_GAP      1e-12 /* of the nodes' variances: none but rounding */
#define FINEST      ((double)(1LL << 40)) /* weight of the largest line */

/* How much of the gap between the services' sum and the total each node takes. */
typedef struct node_gain {
    size_t nodes;
    double *size;  /* root mean square of past errors */
    double *share; /* W c / (c'W c) */
    double shrinkage;
} node_gain;

/* Observations to learn from: all but those of one year. */
typedef struct past_sample {
    const ot_reconcile_past *past;
    bool all;
    int left_out;
} past_sample;

static const double *row_of(const past_sample *sample, size_t t)
{
    const ot_reconcile_past *past = sample->past;

    if (!sample->all && past->years[t] == sample->left_out)
        return NULL;
    return past->errors + t * past->nodes;
}

static size_t sample_count(const past_sample *sample)
{
    size_t count = 0;

    for (size_t t = 0; t < sample->past->observations; t++)
        count += row_of(sample, t) != NULL;
    return count;
}

/* c'y: the services' sum less the total. */
static double gap_of(const double *y, size_t nodes)
{
    double gap = -y[nodes - 1];

    for (size_t i = 0; i + 1 < nodes; i++)
        gap += y[i];
    return gap;
}

static void measure(const past_sample *sample, node_gain *gain)
{
    double count = (double)sample_count(sample);

    for (size_t i = 0; i < gain->nodes; i++) {
        double squares = 0;

        for (size_t t = 0; t < sample->past->observations; t++) {
            const double *row = row_of(sample, t);

            if (row)
                squares += row[i] * row[i];
        }
        gain->size[i] = sqrt(squares / count);
    }
}

/* Schaefer & Strimmer's intensity for correlations, sizes being known. */
static double intensity(const past_sample *sample, const node_gain *gain)
{
    double count = (double)sample_count(sample), variances = 0, squares = 0;

    for (size_t i = 0; i < gain->nodes; i++)
        for (size_t j = 0; j < i; j++) {
            double scale = gain->size[i] * gain->size[j], sum = 0, sum2 = 0;

            if (!(scale > 0))
                continue;
            for (size_t t = 0; t < sample->past->observations; t++) {
                const double *row = row_of(sample, t);
                double product = row ? row[i] * row[j] / scale : 0;

                sum += product;
                sum2 += product * product;
            }
            variances += (sum2 - sum * sum / count) / (count * (count - 1));
            squares += sum * sum / (count * count);
        }
    return squares > 0 ? fmin(fmax(variances / squares, 0), 1) : 1;
}

static void take_shares(const past_sample *sample, node_gain *gain)
{
    size_t last = gain->nodes - 1;
    double count = (double)sample_count(sample), keep = 1 - gain->shrinkage;
    double all = 0, variances = 0;

    memset(gain->share, 0, gain->nodes * sizeof *gain->share);
    for (size_t t = 0; t < sample->past->observations; t++) {
        const double *row = row_of(sample, t);
        double gap = row ? gap_of(row, gain->nodes) : 0;

        for (size_t i = 0; row && i <= last; i++)
            gain->share[i] += keep * row[i] * gap / count;
    }
    for (size_t i = 0; i <= last; i++) {
        double variance = gain->size[i] * gain->size[i];

        gain->share[i] += gain->shrinkage * (i == last ? -variance : variance);
        variances += variance;
    }
    all = gap_of(gain->share, gain->nodes);
    for (size_t i = 0; i <= last; i++)
        gain->share[i] =
            all > NO_GAP * variances ? gain->share[i] / all : (i == last ? -1.0 : 0.0);
}

static void learn(const past_sample *sample, node_gain *gain)
{
    measure(sample, gain);
    gain->shrinkage = intensity(sample, gain);
    take_shares(sample, gain);
}

static void apply(const node_gain *gain, const double *y, double *reconciled)
{
    double gap = gap_of(y, gain->nodes), total = 0;
    size_t last = gain->nodes - 1;

    for (size_t i = 0; i < last; i++) {
        reconciled[i] = y[i] - gain->share[i] * gap;
        total += reconciled[i];
    }
    reconciled[last] = total;
}

static ot_status gain_init(node_gain *gain, size_t nodes, ot_error *err)
{
    gain->nodes = nodes;
    gain->size = calloc(nodes, sizeof *gain->size);
    gain->share = calloc(nodes, sizeof *gain->share);
    return gain->size && gain->share ? OT_OK : ot_fail_memory(err);
}

static void gain_clear(node_gain *gain)
{
    free(gain->size);
    free(gain->share);
}

static bool all_finite(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

static ot_status check_past(const ot_reconcile_past *past, ot_error *err)
{
    if (past->nodes < 2)
        return ot_fail(err, OT_EUSAGE,
                       "reconciling needs a service and the total, not %zu nodes",
                       past->nodes);
    if (!all_finite(past->errors, past->observations * past->nodes))
        return ot_fail(err, OT_EINPUT,
                       "a past error going into the reconciliation is not a number");
    return OT_OK;
}

ot_status ot_reconcile_mint(const ot_reconcile_past *past, const double *base,
                            double *reconciled, double *shrinkage, ot_error *err)
{
    const past_sample sample = {past, true, 0};
    node_gain gain = {0};
    ot_status st = check_past(past, err);

    if (st < 0)
        return st;
    if (past->observations < 2)
        return ot_fail(err, OT_EFIT,
                       "reconciling needs at least 2 past forecasts, not %zu",
                       past->observations);
    if (!all_finite(base, past->nodes))
        return ot_fail(err, OT_EINPUT, "a forecast to be reconciled is not a number");
    st = gain_init(&gain, past->nodes, err);
    if (st == OT_OK) {
        learn(&sample, &gain);
        apply(&gain, base, reconciled);
        if (shrinkage)
            *shrinkage = gain.shrinkage;
        if (!all_finite(reconciled, past->nodes))
            st = ot_fail(err, OT_EINPUT, "the figures are too large to be reconciled");
    }
    gain_clear(&gain);
    return st;
}

static bool seen_before(const ot_reconcile_past *past, size_t t)
{
    for (size_t u = 0; u < t; u++)
        if (past->years[u] == past->years[t])
            return true;
    return false;
}

static double mean_size(const double *errors, size_t nodes)
{
    double sum = 0;

    for (size_t i = 0; i < nodes; i++)
        sum += fabs(errors[i]);
    return sum / (double)nodes;
}

/* Actuals agree, so that what reconciling does to forecasts it does to their errors. */
static void back_cast(const past_sample *sample, const node_gain *gain, double *errors,
                      ot_reconcile_choice *choice)
{
    const ot_reconcile_past *past = sample->past;
    double count = (double)past->observations;
    size_t last = past->nodes - 1;

    for (size_t t = 0; t < past->observations; t++) {
        if (row_of(sample, t))
            continue;
        memcpy(errors, past->errors + t * past->nodes, past->nodes * sizeof *errors);
        apply(gain, errors, errors);
        choice->minimum += mean_size(errors, past->nodes) / count;
        memcpy(errors, past->errors + t * past->nodes, past->nodes * sizeof *errors);
        errors[last] += gap_of(errors, past->nodes);
        choice->bottom_up += mean_size(errors, past->nodes) / count;
    }
}

ot_status ot_reconcile_choose(const ot_reconcile_past *past,
                              ot_reconcile_choice *choice, ot_error *err)
{
    double *errors = NULL;
    node_gain gain = {0};
    ot_status st = check_past(past, err);

    if (st < 0)
        return st;
    *choice = (ot_reconcile_choice){false, NAN, NAN, 0};
    for (size_t t = 0; t < past->observations; t++)
        choice->years += !seen_before(past, t);
    if (choice->years < LEAST_YEARS)
        return OT_OK;
    choice->bottom_up = choice->minimum = 0;
    errors = calloc(past->nodes, sizeof *errors);
    st = gain_init(&gain, past->nodes, err);
    if (!errors)
        st = ot_fail_memory(err);
    for (size_t t = 0; st == OT_OK && t < past->observations; t++) {
        const past_sample sample = {past, false, past->years[t]};

        if (seen_before(past, t))
            continue;
        learn(&sample, &gain);
        back_cast(&sample, &gain, errors, choice);
    }
    choice->mint = choice->minimum < choice->bottom_up &&
                   choice->minimum <= (1 - GAIN) * choice->bottom_up;
    free(errors);
    gain_clear(&gain);
    return st;
}

ot_status ot_reconcile_share(ot_pence adjustment, const double *sizes, size_t count,
                             ot_pence *shares, ot_error *err)
{
    ot_pence *weights;
    double largest = 0;
    ot_status st;

    if (count == 0)
        return ot_fail(err, OT_EUSAGE, "a service without lines has none to adjust");
    for (size_t i = 0; i < count; i++) {
        if (!(sizes[i] >= 0 && isfinite(sizes[i])))
            return ot_fail(err, OT_EINPUT,
                           "the size of line %zu's error is not a number from 0",
                           i + 1);
        largest = fmax(largest, sizes[i]);
    }
    weights = calloc(count, sizeof *weights);
    if (!weights)
        return ot_fail_memory(err);
    for (size_t i = 0; largest > 0 && i < count; i++)
        weights[i] = llround(sizes[i] / largest * (sizes[i] / largest) * FINEST);
    st = ot_pence_split(adjustment, weights, count, shares, err);
    free(weights);
    return st;
}
