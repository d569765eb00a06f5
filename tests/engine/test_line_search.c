/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_line_search.c - minima of functions whose minimum is known. */
#include "engine/forecast/line_search.h"

#include "tests/check.h"

typedef struct bowl {
    double lowest;
    double farthest; /* place asked for so far */
    int asked;
} bowl;

static void bowl_at(const double at[OT_LANES], double value[OT_LANES], void *self)
{
    bowl *b = self;

    b->asked++;
    for (int k = 0; k < OT_LANES; k++) {
        value[k] = (at[k] - b->lowest) * (at[k] - b->lowest);
        b->farthest = fmax(b->farthest, fabs(at[k]));
    }
}

static void test_the_lowest_place_is_found(void)
{
    bowl b = {.lowest = 0.3721};

    CHECK_NEAR(ot_line_search(bowl_at, &b, 0.0, 1.0, 12), 0.3721, 1e-6);
    CHECK(b.farthest <= 1.0);
}

/* 12 places of the grid are 3 calls; the bracket is 2 / 11 wide: 26 cuts by golden
 * section to 1e-6, two a call; two more calls begin and end it. */
static void test_four_places_are_asked_for_at_once(void)
{
    bowl b = {.lowest = 0.3721};

    (void)ot_line_search(bowl_at, &b, 0.0, 1.0, 12);
    CHECK_INT(b.asked, 3 + 1 + 13 + 1);
}

static void test_search_keeps_to_its_ends(void)
{
    bowl above = {.lowest = 7.5}, below = {.lowest = -2.25};

    CHECK_NEAR(ot_line_search(bowl_at, &above, 0.0, 1.0, 12), 1.0, 1e-6);
    CHECK_NEAR(ot_line_search(bowl_at, &below, 0.0, 1.0, 12), 0.0, 1e-6);
    CHECK(above.farthest <= 1.0 && below.farthest <= 1.0);
}

/* Two valleys, at 0.11 and, deeper, at 0.86. */
static void valleys_at(const double at[OT_LANES], double value[OT_LANES], void *self)
{
    (void)self;
    for (int k = 0; k < OT_LANES; k++)
        value[k] = fmin(fabs(at[k] - 0.11), fabs(at[k] - 0.86) - 0.05);
}

static void test_the_deeper_of_two_valleys_is_taken_with_any_number_of_places(void)
{
    for (int points = 10; points <= 17; points++)
        CHECK_NEAR(ot_line_search(valleys_at, NULL, 0.0, 1.0, points), 0.86, 1e-6);
}

static void hole_at(const double at[OT_LANES], double value[OT_LANES], void *self)
{
    (void)self;
    for (int k = 0; k < OT_LANES; k++)
        value[k] = at[k] < 0.5 ? NAN : at[k];
}

static void test_places_without_a_value_are_passed_over(void)
{
    double at = ot_line_search(hole_at, NULL, 0.0, 1.0, 11);

    CHECK(at >= 0.5 && at <= 0.6);
}

static const check_case cases[] = {
    CASE(test_the_lowest_place_is_found),
    CASE(test_four_places_are_asked_for_at_once),
    CASE(test_search_keeps_to_its_ends),
    CASE(test_the_deeper_of_two_valleys_is_taken_with_any_number_of_places),
    CASE(test_places_without_a_value_are_passed_over),
};

OT_TEST_MAIN("line_search", cases)
