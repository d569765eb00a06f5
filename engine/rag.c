/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/rag.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

#define HUNDREDTHS 10000 /* of a percent, in a whole */

/* The thresholds in force. */
typedef struct limits {
    int64_t percent, pounds, probability;
} limits;

static int64_t limit(const ot_rag_limit *stated, int64_t otherwise)
{
    return stated->stated ? stated->value : otherwise;
}

static limits amber_of(const ot_rag_options *o)
{
    return (limits){limit(&o->amber_percent, 100), limit(&o->amber_pounds, 2500000),
                    limit(&o->amber_probability, 5000)};
}

static limits red_of(const ot_rag_options *o)
{
    return (limits){limit(&o->red_percent, 500), limit(&o->red_pounds, 10000000),
                    limit(&o->red_probability, 9000)};
}

const char *ot_rag_name(ot_rag rag)
{
    static const char *const names[] = {"", "green", "amber", "red"};

    return names[rag];
}

char ot_rag_letter(ot_rag rag)
{
    return "-GAR"[rag];
}

/* Whether variance is more than percent (in 1/100) of the size of the budget, in whole
 * numbers: variance > percent * (whole * 10000 + rest) / 10000. */
static bool beyond_percent(ot_pence budget, ot_pence variance, int64_t percent)
{
    uint64_t size = budget < 0 ? 0 - (uint64_t)budget : (uint64_t)budget;
    uint64_t whole = size / HUNDREDTHS, rest = size % HUNDREDTHS;
    uint64_t share = (uint64_t)percent, over = (uint64_t)variance;

    if (share && whole > INT64_MAX / share)
        return false;
    if (over <= whole * share)
        return false;
    over -= whole * share;
    return over > rest * share / HUNDREDTHS;
}

static bool is_beyond(const ot_rag_options *options, const limits *limit,
                      ot_pence budget, ot_pence variance)
{
    bool percent, pounds;

    if (variance <= 0)
        return false;
    pounds = variance > limit->pounds;
    if (budget == 0)
        return pounds;
    percent = beyond_percent(budget, variance, limit->percent);
    return options->either ? percent || pounds : percent && pounds;
}

ot_rag ot_rag_by_threshold(const ot_rag_options *options, ot_pence budget,
                           ot_pence variance)
{
    const limits amber = amber_of(options), red = red_of(options);

    if (is_beyond(options, &red, budget, variance))
        return OT_RAG_RED;
    return is_beyond(options, &amber, budget, variance) ? OT_RAG_AMBER : OT_RAG_GREEN;
}

#define POINTS 5

/* qnorm(c(.025, .1, .5, .9, .975)) */
static const double scores[POINTS] = {-1.9599639845400542, -1.2815515655446004, 0.0,
                                      1.2815515655446004, 1.9599639845400542};

/* The normal score at `at` on the line through points i and i + 1. */
static double score_between(const double x[POINTS], int i, double at)
{
    double width = x[i + 1] - x[i];

    if (width <= 0.0)
        return at < x[i] ? -INFINITY : INFINITY;
    return scores[i] + (scores[i + 1] - scores[i]) * (at - x[i]) / width;
}

double ot_rag_probability(const ot_bounds *bounds, double budget)
{
    double x[POINTS] = {bounds->lo95, fmin(bounds->lo80, bounds->forecast),
                        bounds->forecast, fmax(bounds->hi80, bounds->forecast),
                        bounds->hi95};
    int last = -1;
    double z;

    x[0] = fmin(x[0], x[1]);
    x[4] = fmax(x[4], x[3]);
    for (int i = 0; i < POINTS; i++)
        if (x[i] <= budget)
            last = i;
    z = score_between(x, last < 0 ? 0 : last == POINTS - 1 ? last - 1 : last, budget);
    return gsl_cdf_ugaussian_Q(z);
}

ot_rag ot_rag_by_probability(const ot_rag_options *options, double probability)
{
    const limits amber = amber_of(options), red = red_of(options);
    double hundredths = probability * HUNDREDTHS;

    if (isnan(probability))
        return OT_RAG_NONE;
    if (hundredths > (double)red.probability)
        return OT_RAG_RED;
    return hundredths > (double)amber.probability ? OT_RAG_AMBER : OT_RAG_GREEN;
}

/* "5%", "2.5%", "0.25%". */
static const char *percent_text(int64_t hundredths, char text[24])
{
    long long whole = (long long)hundredths / 100, rest = (long long)hundredths % 100;

    if (rest == 0)
        snprintf(text, 24, "%lld%%", whole);
    else if (rest % 10 == 0)
        snprintf(text, 24, "%lld.%lld%%", whole, rest / 10);
    else
        snprintf(text, 24, "%lld.%02lld%%", whole, rest);
    return text;
}

/* Whole pounds with separators, pence where there are any. */
static const char *pounds_text(ot_pence pence, char text[40])
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%lld", (long long)pence / 100);
    size_t at = (size_t)snprintf(text, 40, "£");

    for (int i = 0; i < count && at < 34; i++) {
        if (i > 0 && (count - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    if (pence % 100)
        snprintf(text + at, 40 - at, ".%02d", (int)(pence % 100));
    return text;
}

void ot_rag_legend(const ot_rag_options *options, char text[OT_RAG_LEGEND])
{
    const limits amber = amber_of(options), red = red_of(options);
    const char *with = options->either ? "or" : "and";
    char percents[2][24], pounds[2][40];

    snprintf(text, OT_RAG_LEGEND,
             "RAG by forecast: red is more than %s %s %s over budget, amber more than "
             "%s %s %s; without a budget the pounds alone",
             percent_text(red.percent, percents[0]), with,
             pounds_text(red.pounds, pounds[0]),
             percent_text(amber.percent, percents[1]), with,
             pounds_text(amber.pounds, pounds[1]));
}

void ot_rag_probability_legend(const ot_rag_options *options, char text[OT_RAG_LEGEND])
{
    char percents[2][24];

    snprintf(text, OT_RAG_LEGEND,
             "RAG by risk: how probable it is, by the statistical projection and its "
             "interval, that the year ends over budget: red above %s, amber above %s",
             percent_text(red_of(options).probability, percents[0]),
             percent_text(amber_of(options).probability, percents[1]));
}

ot_status ot_rag_check(const ot_rag_options *options, ot_error *err)
{
    const limits amber = amber_of(options), red = red_of(options);

    if (red.percent < amber.percent)
        return ot_fail(err, OT_EINPUT, "red_percent is below amber_percent");
    if (red.pounds < amber.pounds)
        return ot_fail(err, OT_EINPUT, "red_pounds is below amber_pounds");
    if (red.probability < amber.probability)
        return ot_fail(err, OT_EINPUT, "red_probability is below amber_probability");
    return OT_OK;
}
