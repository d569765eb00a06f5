/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

static void test_cost_centres_are_read_with_every_column(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(
        &import, &s, OT_KIND_COST_CENTRES,
        "Cost Centre;Name;Service;Group;Manager;Fund\n"
        "030203;Agency residential;CIC;Children & Families;Placements Manager;"
        "non-dsg\n020101;Maintained schools;SCH;;;DSG\n000007;Sundry;OES;;;\n",
        NULL, &source, &batch);
    REQUIRE(batch.count == 3 && batch.kind == OT_KIND_COST_CENTRES);
    CHECK_TEXT(batch.of.cost_centres[0].cost_centre, "030203");
    CHECK_TEXT(batch.of.cost_centres[0].name, "Agency residential");
    CHECK_TEXT(batch.of.cost_centres[0].service, "CIC");
    CHECK_TEXT(batch.of.cost_centres[0].group, "Children & Families");
    CHECK_TEXT(batch.of.cost_centres[0].manager, "Placements Manager");
    CHECK_TEXT(batch.of.cost_centres[0].fund, "NON-DSG");
    CHECK_TEXT(batch.of.cost_centres[1].fund, "DSG");
    CHECK_TEXT(batch.of.cost_centres[2].cost_centre, "000007");
    CHECK_TEXT(batch.of.cost_centres[2].fund, "");
    CHECK_INT(batch.of.cost_centres[2].line, 4);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_cost_centres_reject_wrong_rows(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_COST_CENTRES,
                  "cost_centre,name,service,fund\n,Agency,CIC,\n030203,Agency,,\n"
                  "030203,Agency,CIC,grant\n3.02E+04,Agency,CIC,\n",
                  NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 4);
    CHECK_TEXT(import.issues[0].message, "cost_centre is blank");
    CHECK_TEXT(import.issues[1].message, "service is blank");
    CHECK_TEXT(import.issues[2].message, "fund 'grant' is neither DSG nor NON-DSG");
    CHECK_CONTAINS(import.issues[3].message, "what a spreadsheet made");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_cost_centres_are_read_with_every_column),
    CASE(test_cost_centres_reject_wrong_rows),
};

OT_TEST_MAIN("importers/cost_centres", cases)
