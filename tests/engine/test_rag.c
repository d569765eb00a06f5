/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/rag.h"

#include "tests/check.h"

static const ot_rag_options defaults;

static ot_rag_limit at(int64_t value)
{
    return (ot_rag_limit){true, value};
}

static void test_both_percent_and_pounds_must_be_passed(void)
{
    /* 2,385,170.40: 1 % is 23,851.704, 5 % is 119,258.52 */
    const ot_pence budget = 238517040;

    CHECK_INT(ot_rag_by_threshold(&defaults, budget, 2385171), OT_RAG_GREEN);
    CHECK_INT(ot_rag_by_threshold(&defaults, budget, 2500000), OT_RAG_GREEN);
    CHECK_INT(ot_rag_by_threshold(&defaults, budget, 2500001), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&defaults, budget, 11925852), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&defaults, budget, 11925853), OT_RAG_RED);
    /* a small line, 40 % over, 12,000.00: not enough money */
    CHECK_INT(ot_rag_by_threshold(&defaults, 3000000, 1200000), OT_RAG_GREEN);
    /* a large one, 900,000.00 over 412 million: not enough of it */
    CHECK_INT(ot_rag_by_threshold(&defaults, 41200000000, 90000000), OT_RAG_GREEN);
}

static void test_either_is_enough_where_the_council_says_so(void)
{
    const ot_rag_options options = {.either = true};

    CHECK_INT(ot_rag_by_threshold(&options, 3000000, 1200000), OT_RAG_RED);
    CHECK_INT(ot_rag_by_threshold(&options, 41200000000, 90000000), OT_RAG_RED);
    CHECK_INT(ot_rag_by_threshold(&options, 41200000000, 2500001), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&options, 41200000000, 2500000), OT_RAG_GREEN);
}

static void test_underspends_are_green_and_short_income_is_not(void)
{
    CHECK_INT(ot_rag_by_threshold(&defaults, 238517040, -98517040), OT_RAG_GREEN);
    CHECK_INT(ot_rag_by_threshold(&defaults, 238517040, 0), OT_RAG_GREEN);
    /* income of 1,182,500 budgeted, 140,000 of it will not come */
    CHECK_INT(ot_rag_by_threshold(&defaults, -118250000, 14000000), OT_RAG_RED);
    CHECK_INT(ot_rag_by_threshold(&defaults, -118250000, -14000000), OT_RAG_GREEN);
}

static void test_pounds_decide_without_a_budget(void)
{
    CHECK_INT(ot_rag_by_threshold(&defaults, 0, 2500000), OT_RAG_GREEN);
    CHECK_INT(ot_rag_by_threshold(&defaults, 0, 2500001), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&defaults, 0, 10000001), OT_RAG_RED);
}

static void test_stated_thresholds_count_also_when_nothing(void)
{
    const ot_rag_options options = {.amber_percent = at(0),
                                    .amber_pounds = at(0),
                                    .red_percent = at(250),
                                    .red_pounds = at(0)};

    CHECK_INT(ot_rag_by_threshold(&options, 238517040, 1), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&options, 238517040, 5962926), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&options, 238517040, 5962927), OT_RAG_RED);
}

static void test_the_largest_amounts_do_not_overflow(void)
{
    const ot_rag_options options = {.red_percent = at(100000)};

    CHECK_INT(ot_rag_by_threshold(&options, INT64_MAX, INT64_MAX), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_threshold(&defaults, INT64_MAX, INT64_MAX), OT_RAG_RED);
    CHECK_INT(ot_rag_by_threshold(&defaults, INT64_MIN, INT64_MAX), OT_RAG_RED);
    CHECK_INT(ot_rag_by_threshold(&defaults, 238517040, INT64_MIN), OT_RAG_GREEN);
}

/* R: z <- qnorm(c(.025, .1, .5, .9, .975)); s <- approx(x, z, b), beyond the ends with
 * the slope of the last two; pnorm(s, lower.tail = FALSE). */
static void test_probability_is_that_of_r(void)
{
    /* a normal interval: R also pnorm((b - 644084.57) / 77634.19, lower = FALSE) */
    const ot_bounds normal = {644084.57, 544592.36, 743576.79, 491924.36, 796244.79};
    const ot_bounds skewed = {23851.70, 21400.15, 29310.40, 20112.85, 38004.20};

    CHECK_NEAR(ot_rag_probability(&normal, 600000), 0.714931581325735, 1e-12);
    CHECK_NEAR(ot_rag_probability(&normal, 600000), 0.714931566337346, 1e-7);
    CHECK_NEAR(ot_rag_probability(&normal, 644084.57), 0.5, 1e-12);
    CHECK_NEAR(ot_rag_probability(&normal, 850000), 0.0039963187028085, 1e-12);
    CHECK_NEAR(ot_rag_probability(&normal, 450000), 0.99379013153236, 1e-12);
    CHECK_NEAR(ot_rag_probability(&skewed, 20000), 0.978279059319659, 1e-12);
    CHECK_NEAR(ot_rag_probability(&skewed, 22000), 0.833472583026515, 1e-12);
    CHECK_NEAR(ot_rag_probability(&skewed, 25000), 0.393738218644948, 1e-12);
    CHECK_NEAR(ot_rag_probability(&skewed, 30000), 0.0908786458146755, 1e-12);
    CHECK_NEAR(ot_rag_probability(&skewed, 45000), 0.00610744683097417, 1e-12);
}

static void test_probability_is_what_the_bounds_say_at_the_bounds(void)
{
    const ot_bounds b = {23851.70, 21400.15, 29310.40, 20112.85, 38004.20};

    CHECK_NEAR(ot_rag_probability(&b, b.lo95), 0.975, 1e-12);
    CHECK_NEAR(ot_rag_probability(&b, b.lo80), 0.9, 1e-12);
    CHECK_NEAR(ot_rag_probability(&b, b.forecast), 0.5, 1e-12);
    CHECK_NEAR(ot_rag_probability(&b, b.hi80), 0.1, 1e-12);
    CHECK_NEAR(ot_rag_probability(&b, b.hi95), 0.025, 1e-12);
}

/* Bounds of Student's t with 5 degrees of freedom, R: 480000 + 31250.5 * qt(p, 5); R's
 * pt((b - 480000) / 31250.5, 5, lower = FALSE) is 0.915, 0.619, 0.275 and 0.056. */
static void test_heavier_tails_come_through_the_bounds(void)
{
    const ot_bounds t5 = {480000, 433877.8855322106, 526122.1144677894,
                          399668.0323454473, 560331.9676545527};

    CHECK_NEAR(ot_rag_probability(&t5, 430000), 0.914749572713828, 0.02);
    CHECK_NEAR(ot_rag_probability(&t5, 470000), 0.619044205553719, 0.02);
    CHECK_NEAR(ot_rag_probability(&t5, 500000), 0.275174766814352, 0.02);
    CHECK_NEAR(ot_rag_probability(&t5, 540000), 0.0564665600157614, 0.02);
}

static void test_probability_falls_as_the_budget_grows(void)
{
    const ot_bounds b = {23851.70, 21400.15, 29310.40, 20112.85, 38004.20};
    double last = 1.0;

    for (double budget = 15000; budget < 60000; budget += 173.25) {
        double probability = ot_rag_probability(&b, budget);

        CHECK(probability <= last && probability >= 0.0);
        last = probability;
    }
}

static void test_bounds_that_coincide(void)
{
    const ot_bounds known = {57310.20, 57310.20, 57310.20, 57310.20, 57310.20};
    /* nothing can come below what is spent: 18,240.75 */
    const ot_bounds spent = {19851.70, 18240.75, 22310.40, 18240.75, 25004.20};

    CHECK_NEAR(ot_rag_probability(&known, 57310.19), 1.0, 1e-15);
    CHECK_NEAR(ot_rag_probability(&known, 57310.20), 0.0, 1e-15);
    CHECK_NEAR(ot_rag_probability(&known, 57310.21), 0.0, 1e-15);
    CHECK_NEAR(ot_rag_probability(&spent, 18240.74), 1.0, 1e-15);
    CHECK_NEAR(ot_rag_probability(&spent, 18240.75), 0.9, 1e-12);
}

static void test_bounds_out_of_order_are_widened(void)
{
    const ot_bounds wrong = {23851.70, 24400.15, 23310.40, 24112.85, 23004.20};

    CHECK_NEAR(ot_rag_probability(&wrong, 23851.69), 1.0, 1e-15);
    CHECK_NEAR(ot_rag_probability(&wrong, 23851.70), 0.0, 1e-15);
}

static void test_colours_by_probability(void)
{
    const ot_rag_options options = {.amber_probability = at(2500),
                                    .red_probability = at(6667)};

    CHECK_INT(ot_rag_by_probability(&defaults, 0.5), OT_RAG_GREEN);
    CHECK_INT(ot_rag_by_probability(&defaults, 0.5001), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_probability(&defaults, 0.9), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_probability(&defaults, 0.9001), OT_RAG_RED);
    CHECK_INT(ot_rag_by_probability(&options, 0.26), OT_RAG_AMBER);
    CHECK_INT(ot_rag_by_probability(&options, 0.67), OT_RAG_RED);
    CHECK_INT(ot_rag_by_probability(&defaults, NAN), OT_RAG_NONE);
}

static void test_names_and_letters(void)
{
    CHECK_TEXT(ot_rag_name(OT_RAG_RED), "red");
    CHECK_TEXT(ot_rag_name(OT_RAG_NONE), "");
    CHECK_INT(ot_rag_letter(OT_RAG_AMBER), 'A');
    CHECK_INT(ot_rag_letter(OT_RAG_NONE), '-');
}

static void test_legends_state_the_thresholds_in_force(void)
{
    const ot_rag_options options = {.amber_percent = at(125),
                                    .amber_pounds = at(1250050),
                                    .red_percent = at(750),
                                    .either = true};
    char text[OT_RAG_LEGEND];

    ot_rag_legend(&defaults, text);
    CHECK_TEXT(text, "RAG by forecast: red is more than 5% and £100,000 over budget, "
                     "amber more than 1% and £25,000; without a budget the pounds "
                     "alone");
    ot_rag_legend(&options, text);
    CHECK_CONTAINS(text, "more than 7.5% or £100,000");
    CHECK_CONTAINS(text, "more than 1.25% or £12,500.50");
    ot_rag_probability_legend(&defaults, text);
    CHECK_CONTAINS(text, "red above 90%, amber above 50%");
}

static void test_red_below_amber_is_refused(void)
{
    const ot_rag_options percent = {.red_percent = at(99)};
    const ot_rag_options pounds = {.amber_pounds = at(10000001)};
    const ot_rag_options probability = {.red_probability = at(4999)};
    ot_error err = {0};

    CHECK_INT(ot_rag_check(&defaults, &err), OT_OK);
    CHECK_INT(ot_rag_check(&percent, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "red_percent");
    CHECK_INT(ot_rag_check(&pounds, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "red_pounds");
    CHECK_INT(ot_rag_check(&probability, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "red_probability");
}

static const check_case cases[] = {
    CASE(test_both_percent_and_pounds_must_be_passed),
    CASE(test_either_is_enough_where_the_council_says_so),
    CASE(test_underspends_are_green_and_short_income_is_not),
    CASE(test_pounds_decide_without_a_budget),
    CASE(test_stated_thresholds_count_also_when_nothing),
    CASE(test_the_largest_amounts_do_not_overflow),
    CASE(test_probability_is_that_of_r),
    CASE(test_probability_is_what_the_bounds_say_at_the_bounds),
    CASE(test_heavier_tails_come_through_the_bounds),
    CASE(test_probability_falls_as_the_budget_grows),
    CASE(test_bounds_that_coincide),
    CASE(test_bounds_out_of_order_are_widened),
    CASE(test_colours_by_probability),
    CASE(test_names_and_letters),
    CASE(test_legends_state_the_thresholds_in_force),
    CASE(test_red_below_amber_is_refused),
};

OT_TEST_MAIN("rag", cases)
