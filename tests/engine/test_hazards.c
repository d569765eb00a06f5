/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_hazards.c - exposures counted by hand, posteriors by their formula, and known
 * rates found again. */
#include "engine/placements/hazards.h"

#include "tests/check.h"
#include "tests/engine/placement_world.h"

#define LAST WORLD_AS_AT

static void test_hazards_bands_are_those_of_the_manual(void)
{
    static const int32_t ages[] = {1, 6, 7, 12, 13, 24, 25, 48, 49, 96, 97, 210};
    static const unsigned age_bands[] = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    static const int32_t stays[] = {0, 1, 2, 3, 4, 6, 7, 12, 13, 24, 25, 90};
    static const unsigned stay_bands[] = {0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6};

    for (size_t i = 0; i < 12; i++) {
        CHECK_INT(ot_age_band(ages[i]), age_bands[i]);
        CHECK_INT(ot_stay_band(stays[i]), stay_bands[i]);
    }
    CHECK_INT(ot_age_band(0), 6);
    CHECK_INT(ot_age_band(-5), 6);
    CHECK_INT(ot_age_band(OT_MONTH_NONE), 6);
}

static ot_day day_in(int32_t month, int day)
{
    return ot_month_first_day(month) + day - 1;
}

static ot_placement stay_from(ot_day start, ot_day end, ot_placement_type type)
{
    return (ot_placement){.start = start,
                          .end = end,
                          .type = type,
                          .provider = "PR4 SC034512",
                          .place = "K2",
                          .adult = OT_DAY_OPEN,
                          .before = OT_NO_PLACEMENT,
                          .after = OT_NO_PLACEMENT};
}

static uint32_t exposures_at(const ot_hazards *h, ot_placement_type type, unsigned age,
                             unsigned stay)
{
    return h->exposures[ot_hazard_cell(type, age, stay)];
}

static uint32_t events_at(const ot_hazards *h, ot_placement_type type, unsigned age,
                          unsigned stay)
{
    return h->events[ot_hazard_cell(type, age, stay)];
}

/* Begun on 20 May and left on 3 August: May, June, July and August are exposed, and the
 * end is in month 3. What began before the window enters it with its length of stay. */
static void test_hazards_count_months_from_entry_to_end(void)
{
    ot_placement items[] = {
        stay_from(day_in(LAST - 40, 10), OT_DAY_OPEN, OT_PLACEMENT_FOSTERING),
        stay_from(day_in(LAST - 3, 20), day_in(LAST, 3), OT_PLACEMENT_RESIDENTIAL),
        stay_from(day_in(LAST, 5), day_in(LAST + 1, 2), OT_PLACEMENT_RESIDENTIAL),
    };
    ot_placement_list list = {items, 3, 3};
    ot_hazards h;

    ot_hazards_count(&list, LAST - 35, LAST, &h);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 6, 0), 2);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 6, 1), 1);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 6, 2), 2);
    CHECK_INT(events_at(&h, OT_PLACEMENT_RESIDENTIAL, 6, 2), 1);
    CHECK_INT(events_at(&h, OT_PLACEMENT_RESIDENTIAL, 6, 0), 0);
    CHECK_NEAR(h.moves[OT_PLACEMENT_RESIDENTIAL][OT_TO_OUTSIDE], 1.0, 0.0);
    /* months 5 and 6, 7 to 12, 13 to 24, 25 to 40 of the first */
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_FOSTERING, 6, 3), 2);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_FOSTERING, 6, 4), 6);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_FOSTERING, 6, 5), 12);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_FOSTERING, 6, 6), 16);
}

static void test_hazards_tell_moves_by_type_and_provider(void)
{
    ot_placement items[] = {
        stay_from(day_in(LAST - 9, 1), day_in(LAST - 6, 7), OT_PLACEMENT_FOSTERING),
        stay_from(day_in(LAST - 6, 7), day_in(LAST - 4, 9), OT_PLACEMENT_FOSTERING),
        stay_from(day_in(LAST - 4, 9), day_in(LAST - 2, 1), OT_PLACEMENT_FOSTERING),
        stay_from(day_in(LAST - 2, 1), OT_DAY_OPEN, OT_PLACEMENT_RESIDENTIAL),
    };
    ot_placement_list list = {items, 4, 1};
    ot_hazards h;

    items[0].provider = "PR4 SC099999";
    for (uint32_t i = 0; i < 3; i++) {
        items[i].after = i + 1;
        items[i + 1].before = i;
    }
    ot_hazards_count(&list, LAST - 35, LAST, &h);
    CHECK_NEAR(h.moves[OT_PLACEMENT_FOSTERING][OT_PLACEMENT_FOSTERING], 1.0, 0.0);
    CHECK_NEAR(h.moves[OT_PLACEMENT_FOSTERING][OT_TO_SAME], 1.0, 0.0);
    CHECK_NEAR(h.moves[OT_PLACEMENT_FOSTERING][OT_PLACEMENT_RESIDENTIAL], 1.0, 0.0);
    CHECK_NEAR(h.moves[OT_PLACEMENT_FOSTERING][OT_TO_OUTSIDE], 0.0, 0.0);
}

/* The adult month is neither exposure nor ending; who is open after it has stayed. */
static void test_hazards_leave_the_adult_month_out(void)
{
    ot_placement items[] = {
        stay_from(day_in(LAST - 7, 4), day_in(LAST - 2, 12), OT_PLACEMENT_RESIDENTIAL),
        stay_from(day_in(LAST - 7, 5), OT_DAY_OPEN, OT_PLACEMENT_SUPPORTED_LIVING),
    };
    ot_placement_list list = {items, 2, 2};
    ot_hazards h;

    items[0].adult = items[1].adult = ot_month_first_day(LAST - 2);
    ot_hazards_count(&list, LAST - 35, LAST, &h);
    CHECK_NEAR(h.adults, 2.0, 0.0);
    CHECK_NEAR(h.adults_stayed, 1.0, 0.0);
    CHECK_NEAR(h.moves[OT_PLACEMENT_RESIDENTIAL][OT_TO_OUTSIDE], 0.0, 0.0);
    /* 5 months to 1 month before it: months 0, 1, 2-3 and 4 of the stay */
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 0, 0), 1);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 0, 1), 1);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 0, 2), 2);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_RESIDENTIAL, 0, 3), 1);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_SUPPORTED_LIVING, 6, 3), 1);
    CHECK_INT(exposures_at(&h, OT_PLACEMENT_SUPPORTED_LIVING, 6, 4), 1);
}

/* 14 endings in 210 months in one cell of one type, nothing else: all 14.5 / 220, type
 * (14 + 20 x all) / 230, stay and age with their strengths likewise. */
static void test_hazards_means_are_drawn_towards_the_wider_ones(void)
{
    ot_hazards h = {.age_strength = 60, .stay_strength = 180};
    unsigned cell = ot_hazard_cell(OT_PLACEMENT_FOSTERING, 4, 5);
    double all = 14.5 / 220, type = (14 + 20 * all) / 230;
    double stay = (14 + 180 * type) / 390;
    ot_hazard_rates rates;

    h.events[cell] = 14;
    h.exposures[cell] = 210;
    ot_hazards_mean(&h, &rates);
    CHECK_NEAR(rates.end[cell], (14 + 60 * stay) / 270, 1e-12);
    CHECK_NEAR(rates.end[ot_hazard_cell(OT_PLACEMENT_FOSTERING, 2, 5)], stay, 1e-12);
    CHECK_NEAR(rates.end[ot_hazard_cell(OT_PLACEMENT_FOSTERING, 2, 0)], type, 1e-12);
    CHECK_NEAR(rates.end[ot_hazard_cell(OT_PLACEMENT_SECURE, 2, 0)], all, 1e-12);
}

static void test_hazards_draws_have_the_posterior_mean_and_spread(void)
{
    ot_hazards h = {.age_strength = 60, .stay_strength = 60};
    unsigned cell = ot_hazard_cell(OT_PLACEMENT_RESIDENTIAL, 3, 6);
    ot_hazard_rates mean, drawn;
    double sum = 0, squares = 0, outside = 0, p;
    ot_random random;

    h.events[cell] = 300;
    h.exposures[cell] = 6000;
    h.moves[OT_PLACEMENT_RESIDENTIAL][OT_TO_OUTSIDE] = 220;
    h.moves[OT_PLACEMENT_RESIDENTIAL][OT_PLACEMENT_FOSTERING] = 80;
    ot_hazards_mean(&h, &mean);
    ot_random_init(&random, 11, 1);
    for (int i = 0; i < 20000; i++) {
        ot_hazards_draw(&h, &random, &drawn);
        sum += drawn.end[cell] / 20000;
        squares += drawn.end[cell] * drawn.end[cell] / 20000;
        outside += (1 - drawn.to[OT_PLACEMENT_RESIDENTIAL][OT_TO_SAME]) / 20000;
        CHECK(drawn.to[OT_PLACEMENT_RESIDENTIAL][OT_DESTINATIONS - 1] == 1.0);
    }
    p = mean.end[cell];
    CHECK_NEAR(sum, p, 0.0001);
    /* little but the beta posterior of 6,060 months */
    CHECK_NEAR(sqrt(squares - sum * sum) / sqrt(p * (1 - p) / 6061), 1.0, 0.02);
    CHECK_NEAR(outside, 1 - mean.to[OT_PLACEMENT_RESIDENTIAL][OT_TO_SAME], 0.001);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

#define DRAWS 200

/* Cells of one world with 30 months of exposure or more, from the fourth month on:
 * their true chance is 1 - (1 - daily)^(365.25 / 12). How many lie within the 95%
 * interval. */
static void count_recovered(const world *w, double *inside, double *all)
{
    static double drawn[OT_HAZARD_CELLS][DRAWS];
    ot_placement_list list = {w->items, w->known, w->children};
    ot_hazard_rates rates;
    ot_random random;
    ot_hazards h;

    ot_hazards_count(&list, LAST - 35, LAST, &h);
    ot_random_init(&random, 17, w->count);
    for (size_t i = 0; i < DRAWS; i++) {
        ot_hazards_draw(&h, &random, &rates);
        for (size_t c = 0; c < OT_HAZARD_CELLS; c++)
            drawn[c][i] = rates.end[c];
    }
    for (unsigned t = 0; t < OT_PLACEMENT_SECURE; t++)
        for (unsigned stay = 3; stay < OT_STAY_BANDS; stay++)
            for (unsigned age = 0; age < OT_AGE_BANDS; age++) {
                unsigned c = ot_hazard_cell((ot_placement_type)t, age, stay);
                double p = 1 - pow(1 - w->rates->daily[t], 365.25 / 12);

                if (h.exposures[c] < 30)
                    continue;
                qsort(drawn[c], DRAWS, sizeof drawn[c][0], compare);
                *inside += drawn[c][4] <= p && p <= drawn[c][DRAWS - 5];
                *all += 1;
            }
}

static void test_hazards_find_known_rates_again(void)
{
    double inside = 0, all = 0;

    for (uint64_t n = 0; n < 100; n++) {
        world w;

        world_init(&w, &world_county, n + 5000);
        count_recovered(&w, &inside, &all);
        world_clear(&w);
    }
    printf("\n  %.0f known chances to end: %.1f%% within their 95%% interval\n", all,
           100 * inside / all);
    CHECK(all > 1000);
    CHECK(inside / all > 0.93);
}

static const check_case cases[] = {
    CASE(test_hazards_bands_are_those_of_the_manual),
    CASE(test_hazards_count_months_from_entry_to_end),
    CASE(test_hazards_tell_moves_by_type_and_provider),
    CASE(test_hazards_leave_the_adult_month_out),
    CASE(test_hazards_means_are_drawn_towards_the_wider_ones),
    CASE(test_hazards_draws_have_the_posterior_mean_and_spread),
    CASE(test_hazards_find_known_rates_again),
};

OT_TEST_MAIN("hazards", cases)
