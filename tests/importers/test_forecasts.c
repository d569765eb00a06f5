/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

#define HEADER                                                                         \
    "cost_centre,subjective_group,account,fund,forecast,change,driver,reason_code,"    \
    "comment,author,date,expires\n"

static void test_forecasts_are_read_with_every_column(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(
        &import, &s, OT_KIND_FORECASTS,
        HEADER "030203,5,,NON-DSG,\"4,125,000\",,250000.50,DEM,\"Two more placements,\n"
               "one of them secure\",Placements Manager,14/09/2021,31/03/2022\n"
               "030203,,5105,,,-1250.25,0,,,,2021-09-14,\n"
               "020101,,,DSG,0,,,,,,14/09/2021,\n",
        NULL, &source, &batch);
    REQUIRE(batch.count == 3 && batch.kind == OT_KIND_FORECASTS);
    CHECK_TEXT(batch.of.forecasts[0].cost_centre, "030203");
    CHECK_INT(batch.of.forecasts[0].subjective_group, 5);
    CHECK_TEXT(batch.of.forecasts[0].account, "");
    CHECK_TEXT(batch.of.forecasts[0].fund, "NON-DSG");
    CHECK(!batch.of.forecasts[0].is_change);
    CHECK_INT(batch.of.forecasts[0].amount, 412500000);
    CHECK(batch.of.forecasts[0].has_driver);
    CHECK_INT(batch.of.forecasts[0].driver, 25000050);
    CHECK_TEXT(batch.of.forecasts[0].reason_code, "DEM");
    CHECK_TEXT(batch.of.forecasts[0].comment,
               "Two more placements,\none of them secure");
    CHECK_TEXT(batch.of.forecasts[0].author, "Placements Manager");
    CHECK_INT(batch.of.forecasts[0].date, 20210914);
    CHECK_INT(batch.of.forecasts[0].expires, 20220331);
    CHECK_TEXT(batch.of.forecasts[1].account, "5105");
    CHECK_INT(batch.of.forecasts[1].subjective_group, 0);
    CHECK(batch.of.forecasts[1].is_change);
    CHECK_INT(batch.of.forecasts[1].amount, -125025);
    CHECK_INT(batch.of.forecasts[1].line, 4);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_a_blank_driver_is_not_a_driver_of_nothing(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_FORECASTS,
                  "cost_centre,forecast,driver,date\n030203,12.50,0,14/09/2021\n"
                  "030203,12.50,,14/09/2021\n",
                  NULL, &source, &batch);
    REQUIRE(batch.count == 2);
    CHECK(batch.of.forecasts[0].has_driver);
    CHECK_INT(batch.of.forecasts[0].driver, 0);
    CHECK(!batch.of.forecasts[1].has_driver);
    fixture_finish(&import, &source);
    scratch_close(&s);
}

static void test_forecasts_reject_rows_that_say_two_things(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_FORECASTS,
                  HEADER "030203,5,5105,,1.50,,,,,,14/09/2021,\n"
                         "030203,5,,,1.50,2.50,,,,,14/09/2021,\n"
                         "030203,5,,,,,,,,,14/09/2021,\n"
                         "030203,5,,,1.50,,,,,,,\n"
                         "030203,5,,,1.50,,,,,,09/14/2021,\n"
                         "030203,5,,,1.50,,,,,,14/09/2021,13/09/2021\n"
                         "030203,5,,,1.505,,,,,,14/09/2021,\n"
                         "030203,5,,,1.50,,?,,,,14/09/2021,\n"
                         "030203,12,,,1.50,,,,,,14/09/2021,\n",
                  NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 9);
    CHECK_CONTAINS(import.issues[0].message,
                   "subjective_group and account are both given");
    CHECK_CONTAINS(import.issues[1].message, "forecast and change are both given");
    CHECK_TEXT(import.issues[2].message, "forecast and change are both blank");
    CHECK_TEXT(import.issues[3].message, "date is blank");
    CHECK_CONTAINS(import.issues[4].message, "date: '09/14/2021' is not a day");
    CHECK_TEXT(import.issues[5].message, "expires is before date");
    CHECK_CONTAINS(import.issues[6].message, "forecast: amount '1.505'");
    CHECK_CONTAINS(import.issues[7].message, "driver: '?' is not an amount");
    CHECK_CONTAINS(import.issues[8].message,
                   "subjective_group '12' is not from 1 to 10");
    scratch_close(&s);
}

static void test_forecasts_need_forecast_or_change(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_FORECASTS,
                  "cost_centre,date\n030203,14/09/2021\n", NULL, &source, &batch);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message,
               "no column for forecast (or change); the headings are: "
               "cost_centre, date");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_forecasts_are_read_with_every_column),
    CASE(test_a_blank_driver_is_not_a_driver_of_nothing),
    CASE(test_forecasts_reject_rows_that_say_two_things),
    CASE(test_forecasts_need_forecast_or_change),
};

OT_TEST_MAIN("importers/forecasts", cases)
