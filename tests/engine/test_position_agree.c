/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_position_agree.c - when the council's total, projected by itself, moves the
 * lines, and what it does to them. */
#include "engine/position_agree.h"

#include "tests/engine/past_council.h"

enum { YEARS = 4, MONTHS = YEARS * 12 + 5, SERVICES = 2 };

/* What was missed of two services in four years; the third: in no service. */
typedef struct misses {
    double service[SERVICES][YEARS];
} misses;

/* 70,000.00 and 50,000.00 a year were to be, less what was missed, +- 5,000.00. */
static void put_year(ot_agreeing *a, const misses *m, int year, int month)
{
    static const double actuals[SERVICES] = {7000000, 5000000};
    ot_error err = {0};

    for (size_t k = 0; k < SERVICES; k++) {
        double forecast = actuals[k] - m->service[k][year];
        const ot_outturn said = {.year = PAST_FIRST + year,
                                 .month = month,
                                 .outturn = forecast,
                                 .lo80 = forecast - 500000,
                                 .hi80 = forecast + 500000};

        CHECK_INT(ot_agreeing_line(a, k, &said, actuals[k], &err), OT_OK);
    }
}

/* Every year at months 4 to 6, as at month 5. */
static ot_agreeing *agreeing_of(const misses *m)
{
    ot_agreeing *a = ot_agreeing_new(SERVICES, 5);

    CHECK(a != NULL);
    for (int year = 0; a && year < YEARS; year++)
        for (int month = 4; month <= 6; month++)
            put_year(a, m, year, month);
    return a;
}

/* 10,000.00 a month, and up to `noise` more or less; from 2017 or, for fewer years, a
 * later one on. */
static ot_outturn_series total_of(double *values, int years, int64_t noise)
{
    uint64_t state = 77;

    for (int m = 0; m < years * 12 + 5; m++)
        values[m] = 1000000 + (double)(noise ? random_amount(&state, noise) : 0);
    return (ot_outturn_series){.values = values,
                               .count = (size_t)years * 12 + 5,
                               .first_year = 2021 - years,
                               .first_month = 1};
}

/* The total is known to the penny, and the sum of services is not. */
static const misses together = {
    {{300000, -200000, 250000, -350000}, {250000, -300000, 150000, -200000}}};

static void test_total_that_was_better_moves_the_services_onto_it(void)
{
    double values[MONTHS], base[SERVICES + 2] = {7200000, 5100000};
    double adjustments[SERVICES + 1] = {1, 1, 1};
    const ot_outturn_series total = total_of(values, YEARS, 0);
    ot_agreement agreement = {0};
    ot_agreeing *a = agreeing_of(&together);
    ot_error err = {0};

    REQUIRE(a != NULL);
    CHECK_INT(ot_agreeing_finish(a, &total, base, adjustments, &agreement, &err),
              OT_OK);
    CHECK(agreement.reconciled);
    CHECK_INT((int64_t)agreement.years, YEARS);
    /* 123,000.00 is to be 120,000.00; nobody is in the third. */
    CHECK_NEAR(adjustments[0] + adjustments[1], -300000, 1e-9);
    CHECK(adjustments[0] < adjustments[1] && adjustments[1] < 0);
    CHECK_NEAR(adjustments[2], 0, 0);
    /* Both were missed on the same side each year. */
    CHECK(agreement.between > 0.05 && agreement.between <= agreement.within);
    ot_agreeing_free(a);
}

/* What one service was over the other was under: their sum was right every year. */
static void test_sum_that_was_right_is_left_as_it_is(void)
{
    static const misses apart = {
        {{300000, -200000, 250000, -350000}, {-300000, 200000, -250000, 350000}}};
    double values[MONTHS], base[SERVICES + 2] = {7200000, 5100000};
    double adjustments[SERVICES + 1] = {1, 1, 1};
    const ot_outturn_series total = total_of(values, YEARS, 400000);
    ot_agreement agreement = {0};
    ot_agreeing *a = agreeing_of(&apart);
    ot_error err = {0};

    REQUIRE(a != NULL);
    CHECK_INT(ot_agreeing_finish(a, &total, base, adjustments, &agreement, &err),
              OT_OK);
    CHECK(!agreement.reconciled);
    CHECK_INT((int64_t)agreement.years, YEARS);
    for (int k = 0; k <= SERVICES; k++)
        CHECK_NEAR(adjustments[k], 0, 0);
    CHECK(agreement.between < 0.05);
    ot_agreeing_free(a);
}

static void test_two_years_are_too_few_to_tell(void)
{
    double values[MONTHS], base[SERVICES + 2] = {7200000, 5100000};
    double adjustments[SERVICES + 1] = {1, 1, 1};
    const ot_outturn_series total = total_of(values, 2, 0);
    ot_agreement agreement = {0};
    ot_agreeing *a = ot_agreeing_new(SERVICES, 5);
    ot_error err = {0};

    REQUIRE(a != NULL);
    put_year(a, &together, 2, 5);
    put_year(a, &together, 3, 5);
    CHECK_INT(ot_agreeing_finish(a, &total, base, adjustments, &agreement, &err),
              OT_OK);
    CHECK(!agreement.reconciled);
    CHECK_INT((int64_t)agreement.years, 2);
    CHECK_NEAR(adjustments[0], 0, 0);
    ot_agreeing_free(a);
}

/* What is missed in June and in October says nothing of August. */
static void test_misses_of_months_far_off_move_nothing(void)
{
    double values[MONTHS], base[SERVICES + 2] = {7200000, 5100000};
    double adjustments[SERVICES + 1] = {1, 1, 1};
    const ot_outturn_series total = total_of(values, YEARS, 0);
    ot_agreement agreement = {0};
    ot_agreeing *a = ot_agreeing_new(SERVICES, 5);
    ot_error err = {0};

    REQUIRE(a != NULL);
    for (int year = 0; year < YEARS; year++) {
        put_year(a, &together, year, 3);
        put_year(a, &together, year, 7);
    }
    CHECK_INT(ot_agreeing_finish(a, &total, base, adjustments, &agreement, &err),
              OT_OK);
    CHECK(!agreement.reconciled);
    CHECK_NEAR(adjustments[0], 0, 0);
    CHECK(agreement.between > 0.05); /* but how they go together is learnt from them */
    ot_agreeing_free(a);
}

static void test_lines_in_no_service_count_as_one_more(void)
{
    const ot_outturn said = {
        .year = 2018, .month = 5, .outturn = 120000, .lo80 = 110000, .hi80 = 130000};
    ot_agreeing *a = ot_agreeing_new(SERVICES, 5);
    ot_error err = {0};

    REQUIRE(a != NULL);
    CHECK_INT(ot_agreeing_line(a, SERVICES, &said, 125000, &err), OT_OK);
    CHECK_INT(ot_agreeing_line(a, SERVICES + 1, &said, 125000, &err), OT_EUSAGE);
    ot_agreeing_free(a);
    ot_agreeing_free(NULL);
}

/* Care is bought from three providers: 1,000,000.00 a month in all, shared anew each
 * month, so that the whole is better known than its lines. */
static council swapping(void)
{
    council c = past_structure();
    uint64_t state = 20210914;

    for (int year = PAST_FIRST; year <= 2021; year++)
        for (int m = 1; m <= (year < 2021 ? 12 : 5); m++) {
            ot_pence one = 30000000 + random_amount(&state, 25000000);
            ot_pence two = 35000000 + random_amount(&state, 25000000);

            council_month(&c, "030101", "5005", OT_ACTUAL, year, m, one);
            council_month(&c, "030201", "1000", OT_ACTUAL, year, m, two);
            council_month(&c, "070001", "1000", OT_ACTUAL, year, m,
                          100000000 - one - two);
        }
    return c;
}

static void test_lines_that_swap_their_spend_add_up_to_the_total_by_itself(void)
{
    council c = swapping();
    ot_pence sum = 0;

    council_position(&c);
    REQUIRE(c.position.count == 3);
    CHECK(c.position.agreement.reconciled);
    CHECK_INT((int64_t)c.position.agreement.years, 4);
    for (size_t i = 0; i < 3; i++) {
        const ot_projection *p = &c.position.lines[i].projection;

        sum += p->outturn;
        CHECK(p->lo95 <= p->lo80 && p->lo80 < p->outturn);
        CHECK(p->outturn < p->hi80 && p->hi80 <= p->hi95);
        CHECK(p->lo95 >= c.position.lines[i].actual);
    }
    CHECK_INT(sum, 1200000000);
    council_free(&c);
}

static void test_lines_of_their_own_are_added_up_as_they_are(void)
{
    council c = past_council();

    council_position(&c);
    CHECK(!c.position.agreement.reconciled);
    CHECK_INT((int64_t)c.position.agreement.years, 4);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_total_that_was_better_moves_the_services_onto_it),
    CASE(test_sum_that_was_right_is_left_as_it_is),
    CASE(test_two_years_are_too_few_to_tell),
    CASE(test_misses_of_months_far_off_move_nothing),
    CASE(test_lines_in_no_service_count_as_one_more),
    CASE(test_lines_that_swap_their_spend_add_up_to_the_total_by_itself),
    CASE(test_lines_of_their_own_are_added_up_as_they_are),
};

OT_TEST_MAIN("position_agree", cases)
