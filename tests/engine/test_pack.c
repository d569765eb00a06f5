/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pack.c - which sheets a council gets, and what moves into its pack. */
#include "engine/pack.h"

#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static void test_council_gets_the_sheets_it_has_a_use_for(void)
{
    council c = sla_council(), d = sla_structure();
    static const char *const ids[OT_SHEETS] = {[OT_SHEET_SUMMARY] = "summary",
                                               [OT_SHEET_SLA] = "sla",
                                               [OT_SHEET_HIGH_RISK] = "high-risk",
                                               [OT_SHEET_ACTIVITY] = "activity",
                                               [OT_SHEET_ACTIVITY_TREND] =
                                                   "activity-trend",
                                               [OT_SHEET_DRIVER] = "covid",
                                               [OT_SHEET_PROJECTION] = "projection",
                                               [OT_SHEET_DETAIL] = "detail",
                                               [OT_SHEET_CHECKS] = "checks"};

    for (int i = 0; i < OT_SHEETS; i++)
        CHECK_INT(c.pack.sheets[i] != NULL,
                  i == OT_SHEET_SUMMARY || i == OT_SHEET_SLA || i == OT_SHEET_DETAIL ||
                      i == OT_SHEET_PROJECTION || i == OT_SHEET_CHECKS);
    council_area(&d, "Youth", "", 1, "07*", "");
    council_activity(&d, "fostering", 2021, 5, 213);
    d.options.driver = (ot_driver){.id = "covid", .name = "COVID-19", .projects = NULL};
    council_seal(&d);
    sla_ledger(&d);
    council_position(&d);
    council_pack(&d);
    for (int i = 0; i < OT_SHEETS; i++) {
        CHECK_INT(d.pack.sheets[i] != NULL, ids[i] != NULL); /* it has no placements */
        if (d.pack.sheets[i] && ids[i])
            CHECK_TEXT(d.pack.sheets[i]->id, ids[i]);
    }
    council_free(&c);
    council_free(&d);
}

static void test_findings_move_into_the_pack_and_those_of_the_checks_are_added(void)
{
    council c = sla_structure();

    council_seal(&c);
    sla_ledger(&c);
    put_hundreds(&c, "999999", "1000", "", 70, 90);
    council_position(&c);
    CHECK_INT(ot_findings_add(&c.findings, true, "data quality", "ledger", NULL, NULL,
                              "two lines were rejected"),
              OT_OK);
    council_pack(&c);
    CHECK(c.findings.items == NULL);
    CHECK(has_finding(&c.pack.findings, "data quality", "two lines were rejected"));
    CHECK(has_finding(&c.pack.findings, "coverage", "cost centre 999999"));
    council_free(&c);
}

static void test_prior_lines_may_come_in_any_order(void)
{
    const ot_prior_line prior[] = {
        {"070001", "", 1, OT_DSG, 1, 9800000, false, 0},
        {"030101", "", 1, OT_NON_DSG, 2, 2200000000, false, 0},
        {"070001", "", 1, OT_NON_DSG, 3, 53000000, false, 0},
        {"020601", "", 5, OT_DSG, 4, 1500000000, false, 0},
    };
    council c = sla_structure();
    int found = 0;

    council_seal(&c);
    sla_ledger(&c);
    council_position(&c);
    REQUIRE(ot_pack_build(&(ot_pack_input){.dataset = c.data,
                                           .position = &c.position,
                                           .options = &c.pack_options,
                                           .prior = prior,
                                           .prior_count = 4,
                                           .has_prior = true},
                          &c.findings, &c.pack, &c.err) == OT_OK);
    for (size_t i = 0; i < c.position.count; i++)
        for (size_t k = 0; k < 4; k++)
            if (strcmp(c.position.lines[i].code, prior[k].cost_centre) == 0 &&
                c.position.lines[i].fund == prior[k].fund) {
                const ot_report *detail = c.pack.sheets[OT_SHEET_DETAIL];

                found++;
                CHECK_INT(cell_of(detail, (uint32_t)i, "last_month")->number,
                          prior[k].forecast);
            }
    CHECK_INT(found, 4);
    council_free(&c);
}

static void test_prior_lines_compare_by_all_their_codes(void)
{
    const ot_prior_line a = {"0301", "B", 5, OT_DSG, 0, 0, false, 0};
    ot_prior_line b = a;

    CHECK_INT(ot_prior_compare(&a, &b), 0);
    b.area = "A";
    CHECK(ot_prior_compare(&a, &b) > 0);
    b.fund = OT_NON_DSG;
    CHECK(ot_prior_compare(&a, &b) > 0);
    b.subjective_group = 6;
    CHECK(ot_prior_compare(&a, &b) < 0);
    b.cost_centre = "0300";
    CHECK(ot_prior_compare(&a, &b) > 0);
}

static void test_pack_that_fails_can_be_cleared(void)
{
    council c = sla_structure();

    council_seal(&c);
    sla_ledger(&c);
    council_position(&c);
    c.position.lines[0].forecast = INT64_MAX;
    c.position.lines[1].forecast = INT64_MAX;
    CHECK_INT(ot_pack_build(&(ot_pack_input){.dataset = c.data,
                                             .position = &c.position,
                                             .options = &c.pack_options,
                                             .prior = NULL,
                                             .prior_count = 0,
                                             .has_prior = false},
                            &c.findings, &c.pack, &c.err),
              OT_ERANGE);
    CHECK_CONTAINS(c.err.message, "too large");
    ot_pack_clear(&c.pack);
    CHECK(c.pack.sheets[OT_SHEET_DETAIL] == NULL);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_council_gets_the_sheets_it_has_a_use_for),
    CASE(test_findings_move_into_the_pack_and_those_of_the_checks_are_added),
    CASE(test_prior_lines_may_come_in_any_order),
    CASE(test_prior_lines_compare_by_all_their_codes),
    CASE(test_pack_that_fails_can_be_cleared),
};

OT_TEST_MAIN("pack", cases)
