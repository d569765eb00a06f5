/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_detail.c - every line with its figures to the penny, and their total. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static void test_rows_are_the_lines_of_the_position(void)
{
    council c = sla_council();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DETAIL];

    REQUIRE(sheet->row_count == c.position.count + 1);
    CHECK_INT(find_column(sheet, "budget"), OT_DETAIL_BUDGET);
    CHECK_INT(find_column(sheet, "forecast"), OT_DETAIL_FORECAST);
    for (uint32_t i = 0; i < c.position.count; i++) {
        const ot_line *line = &c.position.lines[i];

        CHECK_CELL(sheet, i, "cost_centre", line->code);
        CHECK_INT(cell_of(sheet, i, "budget")->number, line->budget);
        CHECK_INT(cell_of(sheet, i, "forecast")->number, line->forecast);
        CHECK_INT(cell_of(sheet, i, "projection")->number, line->projection.outturn);
        CHECK_CELL(sheet, i, "fund", ot_fund_name(line->fund));
        CHECK_CELL(sheet, i, "basis", "manager");
        CHECK_CELL(sheet, i, "reason", "held in the ledger");
    }
    council_free(&c);
}

static void test_total_is_the_sum_to_the_penny(void)
{
    council c = sla_council();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DETAIL];
    uint32_t total = sheet->row_count - 1;

    CHECK_INT(sheet->rows[total].kind, OT_ROW_TOTAL);
    CHECK_CELL(sheet, total, "budget", "-23592800.00");
    CHECK_CELL(sheet, total, "forecast", "-5963910.00");
    CHECK_CELL(sheet, total, "variance", "17628890.00");
    CHECK_CELL(sheet, total, "lo80", "");
    CHECK_CELL(sheet, total, "manager_forecast", "");
    CHECK_INT(cell_of(sheet, total, "budget")->formula.kind, OT_FORMULA_SUM);
    council_free(&c);
}

static void test_line_shows_every_figure_that_it_rests_on(void)
{
    council c = sla_structure();
    const ot_report *sheet;
    static const struct {
        const char *column, *text;
    } want[] = {{"service_code", "CF0301"},
                {"service_area", "Safeguarding"},
                {"cost_centre", "030101"},
                {"budget_manager", "Team Manager"},
                {"subjective_group", "third party payments"},
                {"fund", "NON-DSG"},
                {"high_risk_area", "Placements"},
                {"original_budget", "24000.00"},
                {"virement", "-777.77"},
                {"budget", "23222.23"},
                {"actual", "12926.25"},
                {"commitment", "310.50"},
                {"projection",
                 "28747.78"}, /* between run-rate 31,023.00 and budget 26,472.55 */
                {"manager_forecast", "25000.01"},
                {"forecast_date", "2021-09-14"},
                {"forecast", "25000.01"},
                {"basis", "manager"},
                {"reason", "volume: two more placements"},
                {"variance", "1777.78"},
                {"driver", "500.00"},
                {"driver_basis", "declared"},
                {"last_month", ""},
                {"movement", ""}};

    c.options.driver = (ot_driver){.id = "covid", .name = "COVID-19", .projects = NULL};
    council_area(&c, "Placements", "", 1, "0301*", "5005");
    council_seal(&c);
    council_ledger(&c, "030101", "5005", "", OT_BUDGET, 1, 2400000);
    council_ledger(&c, "030101", "5005", "", OT_VIREMENT, 2, -77777);
    council_ledger(&c, "030101", "5005", "", OT_COMMITMENT, 5, 31050);
    for (int month = 1; month <= 5; month++)
        council_ledger(&c, "030101", "5005", "", OT_ACTUAL, month, 258525);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030101",
                                              .account = "5005",
                                              .amount = 2500001,
                                              .has_driver = true,
                                              .driver = 50000,
                                              .reason_code = "volume",
                                              .comment = "two more placements",
                                              .date = 20210914});
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_DETAIL];
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        CHECK_CELL(sheet, 0, want[i].column, want[i].text);
    council_free(&c);
}

static void test_line_outside_the_structure_is_shown_last(void)
{
    council c = sla_structure();
    const ot_report *sheet;

    council_seal(&c);
    sla_ledger(&c);
    put_hundreds(&c, "000001", "1000", "", 70, 90);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_DETAIL];
    CHECK_CELL(sheet, sheet->row_count - 2, "cost_centre", "000001");
    CHECK_CELL(sheet, sheet->row_count - 2, "service_area", "(not in the structure)");
    CHECK_CELL(sheet, sheet->row_count - 1, "budget", "-23585800.00");
    council_free(&c);
}

/* Last month: Safeguarding 22,000,000.00 in no area; a line that is gone now. */
static void test_movement_is_since_last_months_run(void)
{
    council c = sla_structure();
    const ot_prior_line prior[] = {
        {"030101", "", 1, OT_NON_DSG, 2133440000, 2200000000, false, 0},
        {"030101", "Gone", 1, OT_NON_DSG, 1, 1, false, 0},
        {"020101", "", 5, OT_DSG, 0, -4639760001, false, 0}};
    const ot_report *sheet;

    council_seal(&c);
    sla_ledger(&c);
    council_position(&c);
    CHECK_INT(ot_pack_build(&(ot_pack_input){.dataset = c.data,
                                             .position = &c.position,
                                             .options = &c.pack_options,
                                             .prior = prior,
                                             .prior_count = 3,
                                             .has_prior = true},
                            &c.findings, &c.pack, &c.err),
              OT_OK);
    sheet = c.pack.sheets[OT_SHEET_DETAIL];
    CHECK_CELL(sheet, 4, "cost_centre", "030101");
    CHECK_CELL(sheet, 4, "last_month", "22000000.00");
    CHECK_CELL(sheet, 4, "movement", "543500.00");
    CHECK_CELL(sheet, 1, "movement", "0.01");
    CHECK_CELL(sheet, 5, "last_month", ""); /* new: all of it has moved */
    CHECK_CELL(sheet, 5, "movement", "490.00");
    CHECK_CELL(sheet, sheet->row_count - 2, "service_area", "(lines no longer there)");
    CHECK_CELL(sheet, sheet->row_count - 2, "last_month", "0.01");
    CHECK_CELL(sheet, sheet->row_count - 2, "movement", "-0.01");
    CHECK_CELL(sheet, sheet->row_count - 1, "last_month", "-24397600.00");
    council_free(&c);
}

static void test_driver_is_printed_only_where_there_is_one(void)
{
    council c = sla_council();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DETAIL];

    CHECK_INT(sheet->columns[find_column(sheet, "driver")].media, OT_MEDIA_CSV);
    CHECK_CELL(sheet, 0, "driver", "");
    council_free(&c);
}

/* As a run keeps it: typically 6.25% off, the manager 3.1% at this month; the line
 * beside it says neither. */
static void test_typical_errors_are_shown_where_they_are_known(void)
{
    static const ot_projection known = {.outturn = 2385170,
                                        .lo80 = 2200000,
                                        .hi80 = 2600000,
                                        .lo95 = 2100000,
                                        .hi95 = 2700000,
                                        .has_interval = true,
                                        .method = "weighted median led by theta",
                                        .months_used = 41,
                                        .typical = 0.0625,
                                        .manager = 0.031};
    ot_kept_projection kept[] = {{{"030101", "", 1, OT_NON_DSG}, known},
                                 {{"030501", "", 1, OT_NON_DSG}, known}};
    council c = sla_structure();
    const ot_report *sheet;

    kept[1].projection.typical = kept[1].projection.manager = NAN;
    council_seal(&c);
    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 2400000);
    council_ledger(&c, "030501", "1000", "", OT_BUDGET, 1, 2400000);
    council_project(&c, &(ot_projection_means){.kept = kept, .kept_count = 2});
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_DETAIL];
    CHECK_CELL(sheet, 0, "typical_error", "6.3");
    CHECK_CELL(sheet, 0, "manager_error", "3.1");
    CHECK_CELL(sheet, 0, "lo80", "22000.00");
    CHECK_CELL(sheet, 0, "hi95", "27000.00");
    CHECK_CELL(sheet, 1, "typical_error", "");
    CHECK_CELL(sheet, 1, "manager_error", "");
    CHECK_CELL(sheet, 2, "typical_error", "");
    CHECK_CELL(sheet, 2, "lo80", "");
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_rows_are_the_lines_of_the_position),
    CASE(test_total_is_the_sum_to_the_penny),
    CASE(test_line_shows_every_figure_that_it_rests_on),
    CASE(test_line_outside_the_structure_is_shown_last),
    CASE(test_movement_is_since_last_months_run),
    CASE(test_typical_errors_are_shown_where_they_are_known),
    CASE(test_driver_is_printed_only_where_there_is_one),
};

OT_TEST_MAIN("sheet_detail", cases)
