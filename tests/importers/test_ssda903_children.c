/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/child_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"

static fixture_import import;

static void test_children_keep_the_month_of_their_18th_birthday_alone(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_CHILDREN,
                HEADER "\nC100001,1,17/03/2012,WBRI,A100000000001,,\n"
                       "C100003,1,29/02/2004,WBRI,UN1,,\n"
                       "C100004,2,2005-01-01,BAFR,UN4,1,14/09/2021\n",
                0, &source, &batch);
    REQUIRE(batch.count == 3 && batch.kind == OT_KIND_CHILDREN);
    CHECK_TEXT(batch.of.children[0].child, CHILD_100001);
    CHECK_INT(batch.of.children[0].adult, 20300301);
    CHECK_INT(batch.of.children[0].year, 0);
    CHECK_INT(batch.of.children[0].line, 2);
    CHECK_INT(batch.of.children[1].adult, 20220201);
    CHECK_INT(batch.of.children[2].adult, 20230101);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.notes == 1);
    CHECK_CONTAINS(import.issues[0].message, "takes the place of an earlier one");
    scratch_close(&s);
}

static void test_children_take_the_year_of_their_column_or_of_the_return(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_CHILDREN, "CHILD,DOB\nC100001,17/03/2012\n", 2021,
                &source, &batch);
    REQUIRE(batch.count == 1);
    CHECK_INT(batch.of.children[0].year, 2021);
    fixture_finish(&import, &source);
    child_start(&import, &s, OT_KIND_CHILDREN,
                "YEAR,CHILD,DOB\n2023,C100001,17/03/2012\n", 2021, &source, &batch);
    REQUIRE(batch.count == 1);
    CHECK_INT(batch.of.children[0].year, 2022);
    CHECK_INT(import.notes, 0);
    fixture_finish(&import, &source);
    scratch_close(&s);
}

static void test_rejected_children_are_not_told(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;
    char rejects[1024];

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_CHILDREN,
                HEADER "\nC100001,1,31/02/2012,WBRI,A100000000001,,\n"
                       "C100002,2,,WBRI,A100000000002,,\n",
                0, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 2);
    CHECK_CONTAINS(import.issues[0].message, "DOB is not a day of the calendar");
    CHECK_TEXT(import.issues[1].message, "DOB is blank");
    check_unsaid(&import, &s, "C10000");
    check_unsaid(&import, &s, "2012");
    check_unsaid(&import, &s, "A1000");
    check_unsaid(&import, &s, "WBRI,");
    scratch_read(&s, "input.rejects.csv", rejects, sizeof rejects);
    CHECK_CONTAINS(rejects, "line,reason," HEADER "\n");
    CHECK_CONTAINS(rejects, "3,\"DOB is blank\",(withheld),(withheld),,(withheld),"
                            "(withheld),,\n");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_children_keep_the_month_of_their_18th_birthday_alone),
    CASE(test_children_take_the_year_of_their_column_or_of_the_return),
    CASE(test_rejected_children_are_not_told),
};

OT_TEST_MAIN("importers/ssda903_children", cases)
