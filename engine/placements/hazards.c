/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/hazards.h"

#include <math.h>
#include <string.h>

#include "engine/placements/month.h"

/* Before anything is counted: an ending in 20 months, worth 10 months of exposure. */
#define ROOT_EVENTS   0.5
#define ROOT_EXPOSURE 10.0
#define TYPE_STRENGTH 20.0
#define SMALLEST      1e-9 /* probability that a draw is about */
#define MOVE_STRENGTH 10.0 /* endings */
#define MOVE_ROOT     0.5  /* endings to a type, before anything is counted */
#define OUT_ROOT      2.5  /* and to outside */
#define ADULT_STAYED  0.1  /* of ADULT_ALL that came to the adult month */
#define ADULT_ALL     5.0

unsigned ot_age_band(int32_t months_to_adult)
{
    static const int32_t over[] = {6, 12, 24, 48, 96};
    unsigned band = 0;

    if (months_to_adult <= 0 || months_to_adult == OT_MONTH_NONE)
        return OT_AGE_BANDS - 1;
    while (band < 5 && months_to_adult > over[band])
        band++;
    return band;
}

unsigned ot_stay_band(int32_t months)
{
    static const int32_t over[] = {0, 1, 3, 6, 12, 24};
    unsigned band = 0;

    while (band < 6 && months > over[band])
        band++;
    return band;
}

unsigned ot_hazard_cell(ot_placement_type type, unsigned age, unsigned stay)
{
    return ((unsigned)type * OT_STAY_BANDS + stay) * OT_AGE_BANDS + age;
}

static unsigned destination(const ot_placement_list *list, const ot_placement *p)
{
    const ot_placement *to;

    if (p->after == OT_NO_PLACEMENT)
        return OT_TO_OUTSIDE;
    to = &list->items[p->after];
    return to->type == p->type && strcmp(to->provider, p->provider) == 0
               ? OT_TO_SAME
               : (unsigned)to->type;
}

/* Whether the adult month was come to, and gone beyond. */
static void count_adult(const ot_placement_list *list, const ot_placement *p,
                        int32_t first, int32_t last, ot_hazards *out)
{
    int32_t adult = ot_month_of_day(p->adult), end = ot_month_of_day(p->end);

    if (adult < first || adult > last || ot_month_of_day(p->start) > adult ||
        end < adult)
        return;
    out->adults++;
    if (end > adult || destination(list, p) != OT_TO_OUTSIDE)
        out->adults_stayed++;
}

static void count_placement(const ot_placement_list *list, const ot_placement *p,
                            int32_t first, int32_t last, ot_hazards *out)
{
    int32_t start = ot_month_of_day(p->start), end = ot_month_of_day(p->end);
    int32_t adult = ot_month_of_day(p->adult);
    int32_t to = end < last ? end : last;

    count_adult(list, p, first, last, out);
    for (int32_t m = start > first ? start : first; m <= to; m++) {
        int32_t left = adult == OT_MONTH_NONE ? adult : adult - m;
        unsigned cell;

        if (left == 0)
            continue;
        cell = ot_hazard_cell(p->type, ot_age_band(left), ot_stay_band(m - start));
        out->exposures[cell]++;
        if (m == end) {
            out->events[cell]++;
            out->moves[p->type][destination(list, p)]++;
        }
    }
}

/* Counts of the cells of a set: `count` of them, from `first` on. */
typedef struct tally {
    double events, exposures;
} tally;

static tally tally_of(const ot_hazards *h, size_t first, size_t count)
{
    tally t = {0, 0};

    for (size_t i = first; i < first + count; i++) {
        t.events += h->events[i];
        t.exposures += h->exposures[i];
    }
    return t;
}

static double about(tally t, double strength, double mean)
{
    return (t.events + strength * mean) / (t.exposures + strength);
}

static double log_beta(double a, double b)
{
    return lgamma(a) + lgamma(b) - lgamma(a + b);
}

/* Of the beta-binomial distribution, without what does not depend on the strength. */
static double log_likelihood(tally t, double strength, double mean)
{
    double a = strength * mean, b = strength * (1.0 - mean);

    return log_beta(a + t.events, b + t.exposures - t.events) - log_beta(a, b);
}

#define TYPE_CELLS (OT_AGE_BANDS * OT_STAY_BANDS)

static tally all_of(const ot_hazards *h)
{
    tally t = tally_of(h, 0, OT_HAZARD_CELLS);

    return (tally){t.events + ROOT_EVENTS, t.exposures + ROOT_EXPOSURE};
}

/* The likelihood of the counts by length of stay about their type's (by_age false), or
 * of those by age about their length of stay's, at a strength. */
static double likelihood_at(const ot_hazards *h, double strength, bool by_age)
{
    tally all = all_of(h);
    double sum = 0;

    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        double type = about(tally_of(h, t * TYPE_CELLS, TYPE_CELLS), TYPE_STRENGTH,
                            all.events / all.exposures);

        for (size_t s = 0; s < OT_STAY_BANDS; s++) {
            size_t first = t * TYPE_CELLS + s * OT_AGE_BANDS;
            tally stay = tally_of(h, first, OT_AGE_BANDS);
            double mean = about(stay, h->stay_strength, type);

            if (!by_age)
                sum += log_likelihood(stay, strength, type);
            for (size_t a = 0; by_age && a < OT_AGE_BANDS; a++)
                sum += log_likelihood(tally_of(h, first + a, 1), strength, mean);
        }
    }
    return sum;
}

static double likeliest_strength(const ot_hazards *h, bool by_age)
{
    static const double strengths[] = {20, 60, 180, 540, 1620};
    double best = -INFINITY, chosen = strengths[0];

    for (size_t i = 0; i < sizeof strengths / sizeof *strengths; i++) {
        double value = likelihood_at(h, strengths[i], by_age);

        if (value > best) {
            best = value;
            chosen = strengths[i];
        }
    }
    return chosen;
}

void ot_hazards_count(const ot_placement_list *placements, int32_t first, int32_t last,
                      ot_hazards *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < placements->count; i++)
        count_placement(placements, &placements->items[i], first, last, out);
    out->stay_strength = TYPE_STRENGTH;
    out->stay_strength = likeliest_strength(out, false);
    out->age_strength = likeliest_strength(out, true);
}

/* The mean of beta(events + strength x mean, the rest), or a draw. */
static double posterior(tally t, double strength, double mean, ot_random *random)
{
    double a = t.events + strength * fmin(fmax(mean, SMALLEST), 1.0 - SMALLEST);

    if (!random)
        return a / (t.exposures + strength);
    return ot_random_beta(random, a, t.exposures + strength - a);
}

static void rates_of_ends(const ot_hazards *h, ot_random *random, double *end)
{
    tally all = all_of(h);
    double root = posterior(all, 0.0, 0.0, random);

    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        double type = posterior(tally_of(h, t * TYPE_CELLS, TYPE_CELLS), TYPE_STRENGTH,
                                root, random);

        for (size_t s = 0; s < OT_STAY_BANDS; s++) {
            size_t first = t * TYPE_CELLS + s * OT_AGE_BANDS;
            double stay = posterior(tally_of(h, first, OT_AGE_BANDS), h->stay_strength,
                                    type, random);

            for (size_t a = 0; a < OT_AGE_BANDS; a++)
                end[first + a] =
                    posterior(tally_of(h, first + a, 1), h->age_strength, stay, random);
        }
    }
}

/* Dirichlet: gamma variates, or the counts themselves, over their sum. */
static void rates_of_moves(const ot_hazards *h, ot_random *random,
                           double to[OT_PLACEMENT_TYPES][OT_DESTINATIONS])
{
    double all[OT_DESTINATIONS], whole = 0;

    for (size_t d = 0; d < OT_DESTINATIONS; d++) {
        all[d] = d == OT_TO_OUTSIDE ? OUT_ROOT : MOVE_ROOT;
        for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
            all[d] += h->moves[t][d];
        whole += all[d];
    }
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++) {
        double sum = 0;

        for (size_t d = 0; d < OT_DESTINATIONS; d++) {
            double shape = h->moves[t][d] + MOVE_STRENGTH * all[d] / whole;

            sum += random ? ot_random_gamma(random, shape, 1.0) : shape;
            to[t][d] = sum;
        }
        for (size_t d = 0; d < OT_DESTINATIONS; d++)
            to[t][d] = d + 1 < OT_DESTINATIONS ? to[t][d] / sum : 1.0;
    }
}

static void rates(const ot_hazards *h, ot_random *random, ot_hazard_rates *out)
{
    tally adults = {h->adults_stayed, h->adults};

    rates_of_ends(h, random, out->end);
    rates_of_moves(h, random, out->to);
    out->adult_stays = posterior(adults, ADULT_ALL, ADULT_STAYED / ADULT_ALL, random);
}

void ot_hazards_mean(const ot_hazards *hazards, ot_hazard_rates *out)
{
    rates(hazards, NULL, out);
}

void ot_hazards_draw(const ot_hazards *hazards, ot_random *random, ot_hazard_rates *out)
{
    rates(hazards, random, out);
}
