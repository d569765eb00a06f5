/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_fees.c - which fees a new placement's is drawn from, and in which prices. */
#include "engine/placements/fees.h"

#include "engine/placements/month.h"
#include "tests/check.h"

#define LAST (2021 * 12 + 7) /* August 2021 */
#define MOST 64

typedef struct history {
    ot_placement items[MOST];
    ot_pence weekly[MOST];
    size_t count;
} history;

/* n placements begun in a month at a fee of pence a week. */
static void begin(history *h, size_t n, ot_placement_type type, int32_t month,
                  ot_pence weekly, bool move)
{
    for (size_t i = 0; i < n && h->count < MOST; i++, h->count++) {
        h->items[h->count] = (ot_placement){.start = ot_month_first_day(month) + 9,
                                            .end = OT_DAY_OPEN,
                                            .type = type,
                                            .adult = ot_month_first_day(month + 30),
                                            .before = move ? 0 : OT_NO_PLACEMENT,
                                            .after = OT_NO_PLACEMENT};
        h->weekly[h->count] = weekly;
    }
}

static void collect(const history *h, double uplift, ot_fees *fees)
{
    ot_placement_list list = {h->items, h->count, (uint32_t)h->count};
    ot_error err = {0};

    CHECK_INT(ot_fees_collect(&list, h->weekly, LAST, uplift, 4, fees, &err), OT_OK);
}

static void test_fees_count_the_first_of_april(void)
{
    CHECK_INT(ot_fees_uplifts(2021 * 12 + 2, 2021 * 12 + 3, 4), 1); /* March to April */
    CHECK_INT(ot_fees_uplifts(2021 * 12 + 3, 2022 * 12 + 2, 4), 0);
    CHECK_INT(ot_fees_uplifts(2018 * 12 + 11, LAST, 4), 3);
    CHECK_INT(ot_fees_uplifts(2020 * 12 + 11, 2021 * 12, 1), 1);
    CHECK_INT(ot_fees_uplifts(2021 * 12, 2021 * 12 + 11, 1), 0);
}

/* 3,850.00 a week in June 2020 is 3,965.50 after April 2021 at 3%. */
static void test_fees_are_brought_to_todays_prices(void)
{
    history h = {.count = 0};
    ot_fees fees;

    begin(&h, 5, OT_PLACEMENT_RESIDENTIAL, LAST - 14, 385000, false);
    begin(&h, 5, OT_PLACEMENT_RESIDENTIAL, LAST - 2, 402500, false);
    collect(&h, 0.03, &fees);
    REQUIRE(fees.count[OT_PLACEMENT_RESIDENTIAL] == 10);
    CHECK_NEAR(fees.items[OT_PLACEMENT_RESIDENTIAL][0].weekly, 396550.0, 1e-12);
    CHECK_NEAR(fees.items[OT_PLACEMENT_RESIDENTIAL][5].weekly, 402500.0, 1e-12);
    CHECK_INT(fees.items[OT_PLACEMENT_RESIDENTIAL][0].months_to_adult, 30);
    CHECK_NEAR(ot_fees_mean(&fees, OT_PLACEMENT_RESIDENTIAL), 399525.0, 1e-12);
    ot_fees_clear(&fees);
}

static void test_fees_are_those_of_the_last_two_years_where_there_are_eight(void)
{
    history h = {.count = 0};
    ot_fees fees;

    begin(&h, 8, OT_PLACEMENT_FOSTERING, LAST - 23, 85210, false);
    begin(&h, 9, OT_PLACEMENT_FOSTERING, LAST - 24, 71540, false);
    begin(&h, 3, OT_PLACEMENT_RESIDENTIAL, LAST - 4, 412000, false);
    begin(&h, 6, OT_PLACEMENT_RESIDENTIAL, LAST - 50, 365000, false);
    begin(&h, 1, OT_PLACEMENT_SECURE, LAST - 1, 712300, false);
    collect(&h, 0.0, &fees);
    CHECK_INT(fees.reach[OT_PLACEMENT_FOSTERING], OT_FEES_LATELY);
    CHECK_INT(fees.count[OT_PLACEMENT_FOSTERING], 8);
    CHECK_INT(fees.reach[OT_PLACEMENT_RESIDENTIAL], OT_FEES_EVER);
    CHECK_INT(fees.count[OT_PLACEMENT_RESIDENTIAL], 9);
    CHECK_INT(fees.reach[OT_PLACEMENT_SECURE], OT_FEES_ALL_TYPES);
    CHECK_INT(fees.count[OT_PLACEMENT_SECURE], 27);
    ot_fees_clear(&fees);
}

static void test_fees_unknown_or_later_do_not_count(void)
{
    history h = {.count = 0};
    ot_fees fees;

    begin(&h, 9, OT_PLACEMENT_FOSTERING, LAST - 3, OT_FEE_UNKNOWN, false);
    begin(&h, 9, OT_PLACEMENT_FOSTERING, LAST + 1, 85210, false);
    collect(&h, 0.0, &fees);
    CHECK_INT(fees.reach[OT_PLACEMENT_FOSTERING], OT_FEES_NONE);
    CHECK(isnan(ot_fees_mean(&fees, OT_PLACEMENT_FOSTERING)));
    CHECK(ot_fees_pick(&fees, OT_PLACEMENT_FOSTERING, NULL, true, NULL) == NULL);
    ot_fees_clear(&fees);
}

static void test_fees_of_starts_and_moves_are_apart_where_there_are_eight(void)
{
    uint32_t picks[MOST];
    history h = {.count = 0};
    ot_random random;
    ot_fees fees;

    begin(&h, 8, OT_PLACEMENT_RESIDENTIAL, LAST - 4, 512000, true);
    begin(&h, 8, OT_PLACEMENT_RESIDENTIAL, LAST - 5, 385000, false);
    collect(&h, 0.0, &fees);
    ot_random_init(&random, 9, 1);
    ot_fees_draw(&fees, OT_PLACEMENT_RESIDENTIAL, &random, picks);
    for (int i = 0; i < 50; i++) {
        CHECK_NEAR(
            ot_fees_pick(&fees, OT_PLACEMENT_RESIDENTIAL, picks, true, &random)->weekly,
            385000.0, 0.0);
        CHECK_NEAR(ot_fees_pick(&fees, OT_PLACEMENT_RESIDENTIAL, picks, false, &random)
                       ->weekly,
                   512000.0, 0.0);
    }
    ot_fees_clear(&fees);
}

/* The mean of a resampled list scatters by its standard deviation over the root of n.
 */
static void test_fees_resampled_tell_how_little_a_short_list_says(void)
{
    static const ot_pence paid[10] = {285000, 310000, 342500, 355000, 385000,
                                      398000, 420000, 460000, 512000, 655000};
    double mean = 0, variance = 0, sum = 0, squares = 0;
    uint32_t picks[MOST];
    history h = {.count = 0};
    ot_random random;
    ot_fees fees;

    for (size_t i = 0; i < 10; i++) {
        begin(&h, 1, OT_PLACEMENT_RESIDENTIAL, LAST - 4, paid[i], false);
        mean += (double)paid[i] / 10;
    }
    for (size_t i = 0; i < 10; i++)
        variance += pow((double)paid[i] - mean, 2) / 10;
    collect(&h, 0.0, &fees);
    ot_random_init(&random, 9, 2);
    for (int n = 0; n < 20000; n++) {
        double drawn = 0;

        ot_fees_draw(&fees, OT_PLACEMENT_RESIDENTIAL, &random, picks);
        for (size_t i = 0; i < 10; i++)
            drawn += fees.items[OT_PLACEMENT_RESIDENTIAL][picks[i]].weekly / 10;
        sum += (drawn - mean) / 20000;
        squares += pow(drawn - mean, 2) / 20000;
    }
    CHECK(fabs(sum) < 5 * sqrt(variance / 10 / 20000));
    CHECK_NEAR(squares / (variance / 10), 1.0, 0.05);
    ot_fees_clear(&fees);
}

static const check_case cases[] = {
    CASE(test_fees_count_the_first_of_april),
    CASE(test_fees_are_brought_to_todays_prices),
    CASE(test_fees_are_those_of_the_last_two_years_where_there_are_eight),
    CASE(test_fees_unknown_or_later_do_not_count),
    CASE(test_fees_of_starts_and_moves_are_apart_where_there_are_eight),
    CASE(test_fees_resampled_tell_how_little_a_short_list_says),
};

OT_TEST_MAIN("fees", cases)
