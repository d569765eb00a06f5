/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_month.c - months counted across years, leap days and the epoch. */
#include "engine/placements/month.h"

#include "tests/check.h"

static int32_t month(int32_t year, int32_t calendar)
{
    return year * 12 + calendar - 1;
}

/* Days since 1970-01-01: date -u -d 2021-09-30 +%s / 86400. */
static void test_month_of_a_day_is_the_calendars(void)
{
    CHECK_INT(ot_month_of_day(0), month(1970, 1));
    CHECK_INT(ot_month_of_day(-1), month(1969, 12));
    CHECK_INT(ot_month_of_day(18900), month(2021, 9));  /* 2021-09-30 */
    CHECK_INT(ot_month_of_day(18901), month(2021, 10)); /* 2021-10-01 */
    CHECK_INT(ot_month_of_day(18321), month(2020, 2));  /* 2020-02-29 */
    CHECK_INT(ot_month_of_day(18322), month(2020, 3));
    CHECK_INT(ot_month_of_day(OT_DAY_OPEN), OT_MONTH_NONE);
}

static void test_month_first_day_is_in_the_month_and_the_day_before_is_not(void)
{
    CHECK_INT(ot_month_first_day(month(2021, 10)), 18901);
    CHECK_INT(ot_month_first_day(month(1970, 1)), 0);
    for (int32_t m = month(1880, 1); m < month(2420, 1); m++) {
        ot_day first = ot_month_first_day(m);

        CHECK(ot_month_of_day(first) == m && ot_month_of_day(first - 1) == m - 1);
    }
}

static void test_month_has_its_days(void)
{
    CHECK_INT(ot_month_first_day(month(2020, 3)) - ot_month_first_day(month(2020, 2)),
              29);
    CHECK_INT(ot_month_first_day(month(2021, 3)) - ot_month_first_day(month(2021, 2)),
              28);
    CHECK_INT(ot_month_first_day(month(2100, 3)) - ot_month_first_day(month(2100, 2)),
              28);
}

static const check_case cases[] = {
    CASE(test_month_of_a_day_is_the_calendars),
    CASE(test_month_first_day_is_in_the_month_and_the_day_before_is_not),
    CASE(test_month_has_its_days),
};

OT_TEST_MAIN("month", cases)
