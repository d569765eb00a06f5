/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

static void test_activity_is_read_and_other_columns_are_ignored(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(
        &import, &s, OT_KIND_ACTIVITY,
        "year,month,period,type,count\n2012/13,Apr,2012-04,total,131\n"
        "2012/13,Mar,2013-03,residential,\"1,027\"\n2021/22,Sep,2021/22 P06,total,"
        "0\n",
        NULL, &source, &batch);
    REQUIRE(batch.count == 3 && batch.kind == OT_KIND_ACTIVITY);
    CHECK_INT(batch.of.activity[0].period.year, 2012);
    CHECK_INT(batch.of.activity[0].period.number, 1);
    CHECK_TEXT(batch.of.activity[0].type, "total");
    CHECK_INT(batch.of.activity[0].count, 131);
    CHECK_INT(batch.of.activity[1].period.number, 12);
    CHECK_INT(batch.of.activity[1].count, 1027);
    CHECK_INT(batch.of.activity[2].period.number, 6);
    CHECK_INT(batch.of.activity[2].count, 0);
    CHECK_INT(batch.of.activity[2].line, 4);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_activity_rejects_counts_that_are_none(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_ACTIVITY,
                  "period,type,count\n2021-09,total,-1\n2021-09,total,12.5\n"
                  "2021-09,,131\n202109,total,131\n2021-09,total,\n",
                  NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 5);
    CHECK_CONTAINS(import.issues[0].message, "count '-1' is not from 0");
    CHECK_TEXT(import.issues[1].message, "count '12.5' is not a whole number");
    CHECK_TEXT(import.issues[2].message, "type is blank");
    CHECK_CONTAINS(import.issues[3].message, "period '202109' is ambiguous");
    CHECK_TEXT(import.issues[4].message, "count is blank");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_activity_is_read_and_other_columns_are_ignored),
    CASE(test_activity_rejects_counts_that_are_none),
};

OT_TEST_MAIN("importers/activity", cases)
