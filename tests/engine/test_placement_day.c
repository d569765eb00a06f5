/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_day.c - days as numbers, nights, and the names of types. */
#include "engine/placements/day.h"

#include "tests/check.h"

static const ot_calendar april = {0};

/* date -ud 2000-02-29 +%s, divided by 86400, and so on. */
static void test_days_are_those_since_1970(void)
{
    CHECK_INT(ot_day_from_date(19700101), 0);
    CHECK_INT(ot_day_from_date(19691231), -1);
    CHECK_INT(ot_day_from_date(20000229), 11016);
    CHECK_INT(ot_day_from_date(20210831), 18870);
    CHECK_INT(ot_day_from_date(20240301), 19783);
}

static void test_every_day_of_eleven_centuries_comes_back(void)
{
    ot_day day = ot_day_from_date(19000101);
    int wrong = 0, days = 0;

    for (int year = 1900; year <= 2999; year++)
        for (int month = 1; month <= 12; month++)
            for (int number = 1; ot_date_valid(year, month, number); number++) {
                ot_date date = year * 10000 + month * 100 + number;

                wrong += ot_day_from_date(date) != day || ot_day_to_date(day) != date;
                day++;
                days++;
            }
    CHECK_INT(wrong, 0);
    CHECK_INT(days, 401767); /* 1100 years, 267 of them leap years */
}

static void test_month_and_year_end_on_the_day_after_their_last(void)
{
    ot_days february = ot_days_of_month(april, (ot_period){2023, 11});
    ot_days year = ot_days_of_year(april, 2023);

    CHECK_INT(ot_day_to_date(february.first), 20240201);
    CHECK_INT(ot_day_to_date(february.end), 20240301);
    CHECK_INT(february.end - february.first, 29);
    CHECK_INT(ot_day_to_date(year.first), 20230401);
    CHECK_INT(year.end - year.first, 366);
    year = ot_days_of_year((ot_calendar){1}, 2023);
    CHECK_INT(ot_day_to_date(year.first), 20230101);
    CHECK_INT(year.end - year.first, 365);
    CHECK_INT(ot_days_of_month(april, (ot_period){2023, 14}).end,
              ot_day_from_date(20240401));
}

static void test_month_of_a_day_and_the_one_after(void)
{
    ot_period period = ot_day_period(april, ot_day_from_date(20220331));

    CHECK_INT(period.year, 2021);
    CHECK_INT(period.number, 12);
    CHECK_INT(ot_day_to_date(ot_day_next_month(ot_day_from_date(20211231))), 20220101);
    CHECK_INT(ot_day_to_date(ot_day_next_month(ot_day_from_date(20240201))), 20240301);
}

static void test_nights_in_common_are_never_negative(void)
{
    ot_days stay = {ot_day_from_date(20210815), ot_day_from_date(20210903)};
    ot_days august = ot_days_of_month(april, (ot_period){2021, 5});
    ot_days october = ot_days_of_month(april, (ot_period){2021, 7});

    CHECK_INT(ot_nights_common(stay, august), 17);
    CHECK_INT(ot_nights_common(stay, october), 0);
    CHECK_INT(ot_nights_common((ot_days){stay.first, OT_DAY_OPEN}, october), 31);
    CHECK_INT(ot_nights_common(stay, stay), 19);
}

static void test_types_are_named_as_in_activity_files(void)
{
    CHECK_TEXT(ot_placement_type_name(OT_PLACEMENT_RESIDENTIAL), "residential");
    CHECK_TEXT(ot_placement_type_name(OT_PLACEMENT_FOSTERING), "fostering");
    CHECK_TEXT(ot_placement_type_name(OT_PLACEMENT_SUPPORTED_LIVING),
               "supported_living");
    CHECK_TEXT(ot_placement_type_name(OT_PLACEMENT_SECURE), "secure");
    CHECK_TEXT(ot_placement_type_name(OT_PLACEMENT_TYPES), "");
}

static const check_case cases[] = {
    CASE(test_days_are_those_since_1970),
    CASE(test_every_day_of_eleven_centuries_comes_back),
    CASE(test_month_and_year_end_on_the_day_after_their_last),
    CASE(test_month_of_a_day_and_the_one_after),
    CASE(test_nights_in_common_are_never_negative),
    CASE(test_types_are_named_as_in_activity_files),
};

OT_TEST_MAIN("placement_day", cases)
