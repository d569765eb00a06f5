/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_bridge.c - the bridge as printed, live, and as CSV. */
#include "engine/sheets/sheet.h"
#include "tests/engine/bridge_sides.h"
#include "tests/engine/council.h"
#include "tests/engine/formula.h"
#include "tests/engine/sheet_cells.h"

typedef struct bench {
    council c;
    sides s;
    costs start;
    ot_outlook at_start;
} bench;

/* A fostered child moves to a home on 15 July; another comes on the 12th; a third stays
 * where she is. The budget is 350,000.00 in two lines with another between them. */
static bench make_bench(bool with_before, bool with_start, ot_pence adopted)
{
    bench b = {.c = council_new()};
    const ot_costing_options options = {.year = 2021};
    const ot_projection_means means = {
        .placements = {.area = "External Placements", .forecast = adopted}};
    ot_pack_input input = {.dataset = b.c.data, .options = &b.c.pack_options};

    b.c.options.as_at.number = 4;
    council_service(&b.c, "placements", "Placements", "", 1);
    council_centre(&b.c, "040101", "placements", "NON-DSG");
    council_account(&b.c, "4100", 4);
    council_account(&b.c, "5005", 5);
    council_account(&b.c, "6200", 6);
    council_area(&b.c, "External Placements", "", 1, "040101", "4100; 6200");
    council_seal(&b.c);
    council_ledger(&b.c, "040101", "4100", "", OT_BUDGET, 1, 15000000);
    council_ledger(&b.c, "040101", "5005", "", OT_BUDGET, 1, 7712345);
    council_ledger(&b.c, "040101", "6200", "", OT_BUDGET, 1, 20000000);
    CHECK_INT(ot_position_build(b.c.data, &b.c.options, &means, &b.c.position,
                                &b.c.findings, &b.c.err),
              OT_OK);
    side_foster(&b.start, FIRST_CHILD, 20190304, 0);
    side_foster(&b.s.june, FIRST_CHILD, 20190304, 0);
    side_foster(&b.s.june, THIRD_CHILD, 20210405, 0);
    side_foster(&b.s.july, FIRST_CHILD, 20190304, 20210715);
    side_home(&b.s.july, FIRST_CHILD, 20210715, 0);
    side_foster(&b.s.july, THIRD_CHILD, 20210405, 0);
    side_home(&b.s.july, SECOND_CHILD, 20210712, 0);
    sides_make(&b.s);
    b.s.from.as_at = (ot_period){2021, 3};
    b.s.to.as_at = (ot_period){2021, 4};
    CHECK(costs_make(&b.start, 20210331, &options));
    b.at_start.stays = b.start.rows.stays;
    b.at_start.costing = b.start.costing;
    b.at_start.as_at = (ot_period){2020, 12};
    input.position = &b.c.position;
    input.outlook = &b.s.to;
    input.before = with_before ? &b.s.from : NULL;
    input.at_start = with_start ? &b.at_start : NULL;
    CHECK_INT(ot_pack_build(&input, &b.c.findings, &b.c.pack, &b.c.err), OT_OK);
    CHECK_TEXT(b.c.err.message, "");
    return b;
}

static void clear_bench(bench *b)
{
    council_free(&b->c);
    sides_clear(&b->s);
    costs_clear(&b->start);
}

/* By hand: fostering 126.50 and residential 605.00 a night. 260 nights moved; 263 of
 * the new child; 361 of the third, who came on 5 April; contingency there is none. */
static const char *const month_csv[] = {
    "last_month,forecast_before,,0.00,,91839.00,,0.00,,0.00,0.00,,91839.00",
    "last_month,starts,1,159115.00,0,0.00,0,0.00,0,0.00,0.00,1,159115.00",
    "last_month,ends,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "last_month,moves,1,157300.00,0,-32890.00,0,0.00,0,0.00,0.00,1,124410.00",
    "last_month,duration,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "last_month,fees,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "last_month,fees_known,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "last_month,recorded_late,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "last_month,corrections,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "last_month,contingency,,0.00,,0.00,,0.00,,0.00,0.00,,0.00",
    "last_month,forecast,,316415.00,,58949.00,,0.00,,0.00,0.00,,375364.00",
};

static const char *const year_csv[] = {
    "start_of_year,budget,,,,,,,,,,,350000.00",
    "start_of_year,budget_to_start,,,,,,,,,,,-303827.50",
    "start_of_year,forecast_before,,0.00,,46172.50,,0.00,,0.00,0.00,,46172.50",
    "start_of_year,starts,1,159115.00,1,45666.50,0,0.00,0,0.00,0.00,2,204781.50",
    "start_of_year,ends,0,0.00,0,0.00,0,0.00,0,0.00,0.00,0,0.00",
    "start_of_year,moves,1,157300.00,0,-32890.00,0,0.00,0,0.00,0.00,1,124410.00",
};

static void test_csv_is_what_was_worked_out_by_hand(void)
{
    bench b = make_bench(true, true, 37536400);
    const ot_report *csv, *sheet = b.c.pack.sheets[OT_SHEET_BRIDGE];
    size_t months = sizeof month_csv / sizeof month_csv[0];
    char line[256];

    REQUIRE(sheet != NULL && sheet->csv != NULL);
    csv = sheet->csv;
    CHECK_INT(csv->row_count, (int64_t)(2 * months + 2));
    for (uint32_t i = 0; i < months; i++)
        CHECK_TEXT(row_line(csv, i, line, sizeof line), month_csv[i]);
    for (uint32_t i = 0; i < sizeof year_csv / sizeof year_csv[0]; i++)
        CHECK_TEXT(row_line(csv, (uint32_t)months + i, line, sizeof line), year_csv[i]);
    clear_bench(&b);
}

/* Residential and fostering have something; the others are not printed. */
static const char *const printed[] = {
    "Since last month,,,,,,,,",
    "Forecast at the end of June 2021,,,,91839.00,,,91839.00,92",
    "New to external care,1,159115.00,,,,1,159115.00,159",
    "Ended sooner than committed,,,,,,0,0.00,0",
    "Moves between placements (mix),1,157300.00,0,-32890.00,,1,124410.00,124",
    "Longer or shorter than committed,,,,,,0,0.00,0",
    "Fee changes,,,,,,0,0.00,0",
    "Fees now known (estimated before),,,,,,0,0.00,0",
    "Recorded late,,,,,,0,0.00,0",
    "Corrections of what was recorded,,,,,,0,0.00,0",
    "Contingency,,,,,,,0.00,0",
    "Roundings,,,,,,,,0",
    "Forecast at the end of July 2021,,316415.00,,58949.00,0.00,,375364.00,375",
    "Since the year began,,,,,,,,",
    "Budget of the lines that placements are paid from,,,,,,,350000.00,350",
    "Budget against what was placed and expected on 1 April,,,,,,,-303827.50,-304",
    "Forecast on 1 April,,,,46172.50,,,46172.50,46",
    "New to external care,1,159115.00,1,45666.50,,2,204781.50,205",
};

static void test_sheet_prints_steps_down_and_types_across(void)
{
    bench b = make_bench(true, true, 37536400);
    const ot_report *sheet = b.c.pack.sheets[OT_SHEET_BRIDGE];
    char line[256];

    REQUIRE(sheet != NULL);
    for (uint32_t i = 0; i < sizeof printed / sizeof printed[0]; i++)
        CHECK_TEXT(row_line(sheet, i, line, sizeof line), printed[i]);
    CHECK_TEXT(sheet->columns[1].super, "Residential");
    CHECK_TEXT(sheet->columns[3].super, "Fostering");
    CHECK_TEXT(sheet->columns[5].heading, "Spread Over Types");
    CHECK_TEXT(sheet->columns[6].super, "Total");
    CHECK_INT((int64_t)sheet->note_count, 4);
    CHECK_CONTAINS(sheet->notes[3], "diversification");
    clear_bench(&b);
}

static void test_formulas_give_the_values_that_stand_in_the_cells(void)
{
    bench b = make_bench(true, true, 37536400);
    const ot_report *sheet = b.c.pack.sheets[OT_SHEET_BRIDGE];
    int live = 0;

    REQUIRE(sheet != NULL);
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t i = 0; i < sheet->column_count; i++) {
            CHECK(formula_agrees(&b.c.pack, sheet, row, i));
            live += sheet->rows[row].values[i].formula.kind != OT_FORMULA_NONE;
        }
    CHECK_INT(live, 2 * (2 + 8 * 3 + 2 + 1 + 5) + 4);
    clear_bench(&b);
}

/* Rows 0 and 2 of the detail sheet, which has the third line between them. */
static void test_budget_is_the_sum_of_the_lines_of_the_area(void)
{
    bench b = make_bench(false, true, 37536400);
    const ot_report *sheet = b.c.pack.sheets[OT_SHEET_BRIDGE];
    const ot_formula *formula;

    REQUIRE(sheet != NULL);
    formula = &cell_of(sheet, 1, "total")->formula;
    CHECK_CELL(sheet, 1, "total", "350000.00");
    REQUIRE(formula->ref_count == 2);
    CHECK_TEXT(formula->refs[0].sheet, "detail");
    CHECK_INT(formula->refs[0].row, 0);
    CHECK_INT(formula->refs[1].row, 2);
    CHECK_INT(formula->refs[1].column, OT_DETAIL_BUDGET);
    CHECK_CELL(sheet->csv, 0, "bridge", "start_of_year");
    clear_bench(&b);
}

static void test_month_alone_has_no_budget(void)
{
    bench b = make_bench(true, false, 37536400);
    const ot_report *sheet = b.c.pack.sheets[OT_SHEET_BRIDGE];

    REQUIRE(sheet != NULL);
    CHECK_INT(sheet->csv->row_count, sizeof month_csv / sizeof month_csv[0]);
    CHECK_INT(find_row(sheet, OT_ROW_HEADING, "Since the year began"), NO_CELL);
    CHECK_INT((int64_t)sheet->chart_count, 1);
    CHECK_INT(sheet->charts[0].series[0].row, 2);
    CHECK_INT(sheet->charts[0].series[0].last_row, 10);
    clear_bench(&b);
}

static void test_nothing_earlier_is_no_sheet(void)
{
    bench b = make_bench(false, false, 37536400);

    CHECK(b.c.pack.sheets[OT_SHEET_BRIDGE] == NULL);
    clear_bench(&b);
}

static void test_lines_that_adopt_another_forecast_are_told(void)
{
    bench b = make_bench(true, false, 37536400);
    ot_report *sheet = NULL;
    ot_sheet_context context = {.dataset = b.c.data,
                                .position = &b.c.position,
                                .structure = b.c.position.structure,
                                .options = &b.c.pack_options,
                                .outlook = &b.s.to,
                                .outlook_before = &b.s.from};

    b.c.position.lines[0].basis = OT_BASIS_MANAGER;
    CHECK_INT(ot_sheet_bridge(&context, &sheet, &b.c.err), OT_OK);
    REQUIRE(sheet != NULL && sheet->note_count == 5);
    CHECK_CONTAINS(sheet->notes[4], "not the one explained here: 1;");
    ot_report_free(sheet);
    clear_bench(&b);
}

static const check_case cases[] = {
    CASE(test_csv_is_what_was_worked_out_by_hand),
    CASE(test_sheet_prints_steps_down_and_types_across),
    CASE(test_formulas_give_the_values_that_stand_in_the_cells),
    CASE(test_budget_is_the_sum_of_the_lines_of_the_area),
    CASE(test_month_alone_has_no_budget),
    CASE(test_nothing_earlier_is_no_sheet),
    CASE(test_lines_that_adopt_another_forecast_are_told),
};

OT_TEST_MAIN("sheet_bridge", cases)
