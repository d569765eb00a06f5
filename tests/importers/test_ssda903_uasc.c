/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/child_fixture.h"

static fixture_import import;

static void test_uasc_are_read_until_their_day_or_open(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_UASC,
                "CHILD,SEX,DOB,DUC\nC100001,1,01/01/2005,\n"
                "C100002,1,14/07/2004,13/07/2022\n",
                2022, &source, &batch);
    REQUIRE(batch.count == 2 && batch.kind == OT_KIND_UASC);
    CHECK_TEXT(batch.of.uasc[0].child, CHILD_100001);
    CHECK_INT(batch.of.uasc[0].until, 0);
    CHECK_INT(batch.of.uasc[0].year, 2022);
    CHECK_INT(batch.of.uasc[1].until, 20220713);
    CHECK_INT(batch.of.uasc[1].line, 3);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_uasc_may_be_a_table_without_rows(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_UASC, "CHILD,SEX,DOB,DUC\n", 2022, &source,
                &batch);
    CHECK_INT(import.end, OT_END);
    CHECK_INT((int64_t)batch.count, 0);
    CHECK_INT(import.notes, 1);
    source.close(source.self);
    scratch_close(&s);
}

static void test_rejected_uasc_are_not_told(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;
    char rejects[512];

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_UASC,
                "CHILD,SEX,DOB,DUC\nC100001,1,01/01/2005,32/01/2022\n", 2022, &source,
                &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.rejects, 1);
    check_unsaid(&import, &s, "C10000");
    check_unsaid(&import, &s, "2005");
    scratch_read(&s, "input.rejects.csv", rejects, sizeof rejects);
    CHECK_CONTAINS(rejects, ",(withheld),(withheld),(withheld),\"32/01/2022\"\n");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_uasc_are_read_until_their_day_or_open),
    CASE(test_uasc_may_be_a_table_without_rows),
    CASE(test_rejected_uasc_are_not_told),
};

OT_TEST_MAIN("importers/ssda903_uasc", cases)
