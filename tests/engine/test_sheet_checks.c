/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_checks.c - the sheet that proves the pack, and says so when it cannot. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

/* The row whose check is called `what`. */
static uint32_t row_of(const ot_report *sheet, const char *what)
{
    uint32_t row = find_row(sheet, OT_ROW_ITEM, what);

    CHECK(row != NO_CELL);
    return row == NO_CELL ? 0 : row;
}

static const char budget_proof[] =
    "Revised budget: services + not in the structure = ledger";
static const char actual_proof[] =
    "Actual to date: services + not in the structure = ledger";

static void test_totals_agree_with_the_ledger(void)
{
    council c = sla_structure();
    const ot_report *sheet;

    council_seal(&c);
    sla_ledger(&c);
    council_ledger(&c, "030101", "1000", "", OT_ACTUAL, 5, 1234567);
    put_hundreds(&c, "999999", "1000", "", 70, 90);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_CHECKS];
    REQUIRE(sheet != NULL);
    CHECK_CELL(sheet, row_of(sheet, budget_proof), "first", "-23585800.00");
    CHECK_CELL(sheet, row_of(sheet, budget_proof), "second", "-23585800.00");
    CHECK_CELL(sheet, row_of(sheet, budget_proof), "result", "ok");
    CHECK_CELL(sheet, row_of(sheet, actual_proof), "first", "12345.67");
    CHECK_CELL(sheet, row_of(sheet, "Check cells of sheet sla"), "result", "ok");
    CHECK_CONTAINS(
        cell_of(sheet, row_of(sheet, "Check cells of sheet sla"), "explanation")->text,
        "0 failing");
    CHECK_CELL(sheet, row_of(sheet, "Revised budget not in the structure"), "first",
               "7000.00");
    council_free(&c);
}

static void test_total_that_differs_is_a_finding(void)
{
    council c = sla_structure();
    const ot_report *sheet;
    const ot_finding *finding;

    council_seal(&c);
    sla_ledger(&c);
    council_position(&c);
    c.position.lines[2].budget += 100; /* a pound that the ledger does not have */
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_CHECKS];
    CHECK_CELL(sheet, row_of(sheet, budget_proof), "result", "DIFFERS");
    CHECK_CELL(sheet, row_of(sheet, budget_proof), "difference", "1.00");
    CHECK_CELL(sheet, row_of(sheet, actual_proof), "result", "ok");
    finding = find_finding(&c.pack.findings, "totals", "the two figures differ");
    REQUIRE(finding != NULL);
    CHECK(finding->needs_person);
    CHECK_INT(finding->amount, 100);
    council_free(&c);
}

static void test_failing_check_cell_is_a_finding(void)
{
    council c = sla_council();
    ot_report *sla = c.pack.sheets[OT_SHEET_SLA], *made = NULL;
    ot_tally now;
    ot_findings findings = {0};
    const ot_sheet_context context = {.dataset = c.data,
                                      .position = &c.position,
                                      .structure = c.position.structure,
                                      .options = &c.pack_options,
                                      .now = &now,
                                      .findings = &findings,
                                      .made = c.pack.sheets};

    REQUIRE(ot_tally_make(c.position.structure, c.position.lines, c.position.count,
                          &now, NULL) == OT_OK);
    REQUIRE(sla->rows[4].kind == OT_ROW_CHECK);
    ot_report_value(sla, 4, OT_SLA_FIGURES)->number = 12;
    CHECK_INT(ot_sheet_checks(&context, &made, NULL), OT_OK);
    CHECK_CELL(made, row_of(made, "Check cells of sheet sla"), "result", "DIFFERS");
    CHECK(has_finding(&findings, "totals", "1 check cells of sheet sla fail"));
    CHECK_INT((int64_t)ot_findings_open(&findings) > 0, 1);
    ot_report_free(made);
    ot_findings_clear(&findings);
    ot_tally_clear(&now);
    council_free(&c);
}

/* Young People Services 4,181.4 is one service of one rounding; as Staffing 3,241.7 and
 * Payments 939.7 it prints 3,242 + 940. */
static void test_same_lines_with_other_roundings_are_explained(void)
{
    council c = council_new();
    static const char what[] =
        "forecast of Young People (sla) and Youth Support (high-risk)";
    const ot_report *sheet;

    council_service(&c, "CF04", "Young People", "Families", 1);
    council_service(&c, "CF05", "Quality", "Families", 2);
    council_centre(&c, "040201", "CF04", "");
    council_centre(&c, "050101", "CF05", "");
    council_account(&c, "1000", 1);
    council_account(&c, "6000", 6);
    council_area(&c, "Youth Support", "", 1, "", "");
    council_area(&c, "Staffing", "Youth Support", 1, "04*", "1*");
    council_area(&c, "Payments", "Youth Support", 2, "04*", "6*");
    council_area(&c, "Quality", "", 2, "05*", "");
    council_seal(&c);
    put_hundreds(&c, "040201", "1000", "", 30450, 32417);
    put_hundreds(&c, "040201", "6000", "", 9900, 9397);
    put_hundreds(&c, "050101", "6000", "", 1004, 1004);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_CHECKS];
    CHECK_CELL(sheet, row_of(sheet, what), "first", "4181000.00");
    CHECK_CELL(sheet, row_of(sheet, what), "second", "4182000.00");
    CHECK_CELL(sheet, row_of(sheet, what), "result", "explained");
    CHECK(find_row(sheet, OT_ROW_ITEM,
                   "budget of Young People (sla) and Youth Support (high-risk)") ==
          NO_CELL);
    CHECK(find_row(sheet, OT_ROW_ITEM,
                   "forecast of Quality (sla) and Quality "
                   "(high-risk)") == NO_CELL);
    council_free(&c);
}

static void test_findings_are_listed_with_their_amounts(void)
{
    council c = sla_structure();
    const ot_report *sheet;
    uint32_t row;

    council_seal(&c);
    sla_ledger(&c);
    put_hundreds(&c, "999999", "1000", "", 70, 90);
    council_ledger(&c, "999999", "1000", "", OT_ACTUAL, 5, 4711);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_CHECKS];
    row = row_of(sheet, "999999");
    CHECK_CELL(sheet, row, "topic", "coverage");
    CHECK_CELL(sheet, row, "first", "47.11");
    CHECK_CELL(sheet, row, "result", "look");
    CHECK_CONTAINS(cell_of(sheet, row, "explanation")->text, "add it to cost_centres");
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_totals_agree_with_the_ledger),
    CASE(test_total_that_differs_is_a_finding),
    CASE(test_failing_check_cell_is_a_finding),
    CASE(test_same_lines_with_other_roundings_are_explained),
    CASE(test_findings_are_listed_with_their_amounts),
};

OT_TEST_MAIN("sheet_checks", cases)
