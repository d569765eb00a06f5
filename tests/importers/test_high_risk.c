/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

#define HEADER "area,parent,order,manager,cost_centres,accounts\n"

static void test_high_risk_areas_are_read_with_every_column(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_HIGH_RISK,
                  HEADER "External Placements,,10,Placements Manager,"
                         "0302*; 040100..040199,5105;5110\nSection 17,,20,,,\n"
                         "Payments,Section 17,21,,0304*,\n",
                  NULL, &source, &batch);
    REQUIRE(batch.count == 3 && batch.kind == OT_KIND_HIGH_RISK);
    CHECK_TEXT(batch.of.high_risk[0].area, "External Placements");
    CHECK_TEXT(batch.of.high_risk[0].parent, "");
    CHECK_TEXT(batch.of.high_risk[0].manager, "Placements Manager");
    CHECK_TEXT(batch.of.high_risk[0].cost_centres, "0302*; 040100..040199");
    CHECK_TEXT(batch.of.high_risk[0].accounts, "5105;5110");
    CHECK_INT(batch.of.high_risk[0].order, 10);
    CHECK_TEXT(batch.of.high_risk[1].cost_centres, "");
    CHECK_TEXT(batch.of.high_risk[2].parent, "Section 17");
    CHECK_INT(batch.of.high_risk[2].line, 4);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_high_risk_rejects_selectors_that_are_wrong(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_HIGH_RISK,
                  HEADER "External,,10,,040199..040100,\nExternal,,10,,,5105..51\n"
                         ",,10,,,\nExternal,,,,,\n",
                  NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 4);
    CHECK_CONTAINS(import.issues[0].message, "cost_centres: ");
    CHECK_CONTAINS(import.issues[0].message, "040199..040100");
    CHECK_CONTAINS(import.issues[1].message, "accounts: ");
    CHECK_TEXT(import.issues[2].message, "area is blank");
    CHECK_TEXT(import.issues[3].message, "order is blank");
    scratch_close(&s);
}

static void test_high_risk_needs_both_columns_of_selectors(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_HIGH_RISK,
                  "area,order,cost_centres\nx,1,0302*\n", NULL, &source, &batch);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "no column for accounts");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_high_risk_areas_are_read_with_every_column),
    CASE(test_high_risk_rejects_selectors_that_are_wrong),
    CASE(test_high_risk_needs_both_columns_of_selectors),
};

OT_TEST_MAIN("importers/high_risk", cases)
