/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_projection.c - the projection by service, group, area and as a whole, with
 * intervals of sums, and where the adopted forecast stands in them. */
#include "engine/sheets/sheet.h"
#include "tests/engine/past_council.h"
#include "tests/engine/sheet_cells.h"

static const ot_report *sheet_of(council *c)
{
    ot_pack_clear(&c->pack);
    council_pack(c);
    return c->pack.sheets[OT_SHEET_PROJECTION];
}

static void test_rows_are_services_groups_the_whole_and_areas(void)
{
    static const struct {
        ot_row_kind kind;
        int level;
        const char *group, *name;
    } want[] = {{OT_ROW_HEADING, 0, "Families", "Families"},
                {OT_ROW_ITEM, 1, "Families", "Safeguarding"},
                {OT_ROW_ITEM, 1, "Families", "Children in Care"},
                {OT_ROW_SUBTOTAL, 0, "Families", "Total Families"},
                {OT_ROW_ITEM, 0, "", "Commissioning Function"},
                {OT_ROW_TOTAL, 0, "", "Total"},
                {OT_ROW_HEADING, 0, "", "High Risk Areas"},
                {OT_ROW_ITEM, 1, "High Risk Areas", "External Placements"},
                {OT_ROW_CHILD, 1, "High Risk Areas", "Fostering"},
                {OT_ROW_CHILD, 1, "High Risk Areas", "Residential"},
                {OT_ROW_ITEM, 1, "High Risk Areas", "Income"}};
    council c = past_council();
    const ot_report *sheet;

    council_position(&c);
    sheet = sheet_of(&c);
    REQUIRE(sheet != NULL && sheet->row_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sheet->row_count; i++) {
        CHECK_INT(sheet->rows[i].kind, want[i].kind);
        CHECK_INT(sheet->rows[i].level, want[i].level);
        CHECK_CELL(sheet, i, "group", want[i].group);
        CHECK_CELL(sheet, i, "service_area", want[i].name);
    }
    CHECK_CELL(sheet, 2, "code", "CF0302");
    council_free(&c);
}

static void test_service_without_lines_has_no_row(void)
{
    council c = past_structure();
    const ot_report *sheet;

    council_months(&c, "070001", "1000", PAST_FIRST, 5518872, 16);
    council_position(&c);
    sheet = sheet_of(&c);
    REQUIRE(sheet != NULL);
    CHECK_CELL(sheet, 0, "service_area", "Commissioning Function");
    CHECK_CELL(sheet, 1, "service_area", "Total");
    CHECK(find_row(sheet, OT_ROW_ITEM, "Safeguarding") == NO_CELL);
    CHECK_CELL(sheet, find_row(sheet, OT_ROW_ITEM, "Income"), "projection", "0");
    council_free(&c);
}

static void check_live(const ot_report *sheet, uint32_t row, const char *column,
                       uint32_t detail, uint32_t first, uint32_t last)
{
    const ot_formula *formula = &cell_of(sheet, row, column)->formula;

    CHECK_INT(formula->kind, OT_FORMULA_THOUSANDS);
    REQUIRE(formula->ref_count == 1);
    CHECK_TEXT(formula->refs[0].sheet, "detail");
    CHECK_INT(formula->refs[0].column, detail);
    CHECK_INT(formula->refs[0].row, first);
    CHECK_INT(formula->refs[0].last_row, last);
    CHECK_INT(formula->refs[0].sign, 1);
}

/* Lines: 030101 1 and 4, 030102 1; 030201 5, 030202 5; 070001 1 and 9. */
static void test_figures_are_sums_of_the_detail_sheets_rows(void)
{
    static const uint32_t rows[][3] = {
        {1, 0, 2}, {2, 3, 4}, {3, 0, 4}, {4, 5, 6}, {5, 0, 6}};
    council c = past_council();
    const ot_report *sheet;

    for (int i = 0; i < 2; i++)
        council_month(&c, i ? "070001" : "030101", "1000", OT_BUDGET, 2021, 1,
                      99950000);
    council_position(&c);
    sheet = sheet_of(&c);
    REQUIRE(sheet != NULL && c.position.count == PAST_LINES);
    for (size_t i = 0; i < 5; i++) {
        uint32_t row = rows[i][0], first = rows[i][1], last = rows[i][2];
        ot_pence sum = 0;

        for (uint32_t k = first; k <= last; k++)
            sum += c.position.lines[k].projection.outturn;
        CHECK_INT(cell_of(sheet, row, "projection")->number, ot_thousands(sum));
        CHECK_INT(cell_of(sheet, row, "forecast")->number, ot_thousands(sum));
        check_live(sheet, row, "budget", OT_DETAIL_BUDGET, first, last);
        check_live(sheet, row, "forecast", OT_DETAIL_FORECAST, first, last);
        check_live(sheet, row, "projection", OT_DETAIL_PROJECTED, first, last);
        CHECK_TEXT(cell_of(sheet, row, "service_area")->link_sheet, "detail");
        CHECK_INT(cell_of(sheet, row, "service_area")->link_row, first);
    }
    CHECK_CELL(sheet, 1, "budget", "1000"); /* 999.5 */
    CHECK_CELL(sheet, 5, "budget", "1999");
    /* Areas overlap the services: no rows that stand together, so nothing is live. */
    CHECK_INT(cell_of(sheet, 7, "projection")->formula.kind, OT_FORMULA_NONE);
    CHECK(cell_of(sheet, 7, "service_area")->link_sheet == NULL);
    CHECK_INT(cell_of(sheet, 7, "projection")->number,
              cell_of(sheet, 2, "projection")->number);
    CHECK_INT(cell_of(sheet, 10, "projection")->number,
              ot_thousands(c.position.lines[6].projection.outturn));
    council_free(&c);
}

static void test_line_outside_the_structure_is_in_no_row(void)
{
    council c = past_council(), with = past_council();
    const ot_report *sheet, *same;

    for (int month = 1; month <= 5; month++)
        council_month(&with, "999999", "1000", OT_ACTUAL, 2021, month, 77000000);
    council_position(&c);
    council_position(&with);
    sheet = sheet_of(&c);
    same = sheet_of(&with);
    REQUIRE(sheet != NULL && same != NULL && sheet->row_count == same->row_count);
    CHECK_INT(cell_of(same, 5, "projection")->number,
              cell_of(sheet, 5, "projection")->number);
    council_free(&c);
    council_free(&with);
}

/* Two services of the same group and one line each, and a third of two lines; in
 * thousands of pounds, an outturn and distances of its 80% bounds; 95%: twice those. */
static const struct {
    const char *centre, *account;
    int group;
    ot_pence outturn, down, up;
} known[] = {{"030101", "1000", 1, 400, 30, 60},
             {"030201", "1000", 1, 200, 40, 80},
             {"070001", "1000", 1, 100, 10, 20},
             {"070001", "4100", 4, 50, 10, 20}};

enum { KNOWN = sizeof known / sizeof known[0] };

static ot_pence thousands(ot_pence amount)
{
    return amount * 100000;
}

/* With these projections and correlations; what is adopted is the manager's, in
 * thousands of pounds for each cost centre. */
static council known_council(double within, double between, const ot_pence *managers)
{
    ot_kept_projection kept[KNOWN];
    council c = past_structure();

    for (size_t i = 0; i < KNOWN; i++) {
        ot_pence outturn = thousands(known[i].outturn);
        ot_pence down = thousands(known[i].down), up = thousands(known[i].up);

        council_month(&c, known[i].centre, known[i].account, OT_BUDGET, 2021, 1, 100);
        kept[i] = (ot_kept_projection){
            .line = {known[i].centre, "", known[i].group, OT_NON_DSG},
            .projection = {.outturn = outturn,
                           .lo80 = outturn - down,
                           .hi80 = outturn + up,
                           .lo95 = outturn - 2 * down,
                           .hi95 = outturn + 2 * up,
                           .has_interval = true,
                           .method = "as kept"}};
    }
    for (size_t i = 0; i < 3; i++)
        council_forecast(&c, (ot_forecast_record){.cost_centre = known[i].centre,
                                                  .amount = thousands(managers[i]),
                                                  .date = 20210914});
    council_project(
        &c, &(ot_projection_means){.kept = kept,
                                   .kept_count = KNOWN,
                                   .kept_agreement = {within, between, false, 3}});
    council_pack(&c);
    return c;
}

static const ot_pence at_outturn[] = {400, 200, 150};

static void check_interval(const ot_report *sheet, const char *name, ot_row_kind kind,
                           const char *lo80, const char *hi80, const char *lo95,
                           const char *hi95)
{
    uint32_t row = find_row(sheet, kind, name);

    CHECK_CELL(sheet, row, "lo80", lo80);
    CHECK_CELL(sheet, row, "hi80", hi80);
    CHECK_CELL(sheet, row, "lo95", lo95);
    CHECK_CELL(sheet, row, "hi95", hi95);
}

/* Distances below: 30, 40 and (10 and 10). Apart: 3-4-5, and with 10 and 10 the root of
 * 2,700, 51.96; 10 and 10 by themselves 14.14. Above twice as much. */
static void test_misses_that_have_nothing_in_common_cancel_out(void)
{
    council c = known_council(0, 0, at_outturn);
    const ot_report *sheet = c.pack.sheets[OT_SHEET_PROJECTION];

    REQUIRE(sheet != NULL);
    check_interval(sheet, "Safeguarding", OT_ROW_ITEM, "370", "460", "340", "520");
    check_interval(sheet, "Total Families", OT_ROW_SUBTOTAL, "550", "700", "500",
                   "800");
    check_interval(sheet, "Commissioning Function", OT_ROW_ITEM, "136", "178", "122",
                   "207");
    check_interval(sheet, "Total", OT_ROW_TOTAL, "698", "854", "646", "958");
    council_free(&c);
}

static void test_misses_that_go_together_add_up(void)
{
    council c = known_council(1, 1, at_outturn);
    const ot_report *sheet = c.pack.sheets[OT_SHEET_PROJECTION];

    REQUIRE(sheet != NULL);
    check_interval(sheet, "Safeguarding", OT_ROW_ITEM, "370", "460", "340", "520");
    check_interval(sheet, "Total Families", OT_ROW_SUBTOTAL, "530", "740", "460",
                   "880");
    check_interval(sheet, "Commissioning Function", OT_ROW_ITEM, "130", "190", "110",
                   "230");
    check_interval(sheet, "Total", OT_ROW_TOTAL, "660", "930", "570", "1110");
    council_free(&c);
}

/* Within a service half, between services a quarter: of 10 and 10 the root of 0.5 x 200
 * + 0.5 x 400, 17.32; of all the root of 0.5 x 2,700 + 0.25 x (900 + 1,600 + 400) +
 * 0.25 x 8,100, 64.03. */
static void test_width_of_a_sum_lies_between_by_the_correlations(void)
{
    council c = known_council(0.5, 0.25, at_outturn);
    const ot_report *sheet = c.pack.sheets[OT_SHEET_PROJECTION];

    REQUIRE(sheet != NULL);
    check_interval(sheet, "Commissioning Function", OT_ROW_ITEM, "133", "185", "115",
                   "219");
    check_interval(sheet, "Total", OT_ROW_TOTAL, "686", "878", "622", "1006");
    REQUIRE(sheet->note_count == 2);
    CHECK_CONTAINS(sheet->notes[1],
                   "correlation 0.50 within a service, 0.25 between services");
    CHECK_CONTAINS(sheet->notes[1], "Lines are added up as they are.");
    council_free(&c);
}

static void test_interval_of_sums_that_were_learnt_is_narrower_than_adding_bounds(void)
{
    council c = past_council();
    const ot_report *sheet;
    ot_pence lo80 = 0, hi80 = 0;

    council_position(&c);
    sheet = sheet_of(&c);
    REQUIRE(sheet != NULL);
    for (size_t i = 0; i < c.position.count; i++) {
        lo80 += c.position.lines[i].projection.lo80;
        hi80 += c.position.lines[i].projection.hi80;
    }
    CHECK(cell_of(sheet, 5, "lo80")->number > ot_thousands(lo80));
    CHECK(cell_of(sheet, 5, "hi80")->number < ot_thousands(hi80));
    CHECK_INT(cell_of(sheet, 8, "lo80")->number, /* Fostering: a line by itself */
              ot_thousands(c.position.lines[3].projection.lo80));
    CHECK_INT(cell_of(sheet, 8, "hi95")->number,
              ot_thousands(c.position.lines[3].projection.hi95));
    council_free(&c);
}

static void test_adopted_forecast_is_told_where_it_stands(void)
{
    static const struct {
        ot_pence forecast;
        const char *standing;
    } want[] = {
        {339, "below the interval"}, {340, "within 95%"}, {369, "within 95%"},
        {370, "within 80%"},         {400, "within 80%"}, {460, "within 80%"},
        {461, "within 95%"},         {520, "within 95%"}, {521, "above the interval"}};

    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        const ot_pence managers[] = {want[i].forecast, 200, 150};
        council c = known_council(0.1, 0.05, managers);
        const ot_report *sheet = c.pack.sheets[OT_SHEET_PROJECTION];
        uint32_t row = find_row(sheet, OT_ROW_ITEM, "Safeguarding");

        CHECK_INT(cell_of(sheet, row, "forecast")->number, want[i].forecast);
        CHECK_CELL(sheet, row, "projection", "400");
        CHECK_CELL(sheet, row, "standing", want[i].standing);
        council_free(&c);
    }
}

static void test_complete_year_has_outturns_and_no_intervals(void)
{
    static const char *const blank[] = {"lo80", "hi80", "lo95", "hi95", "standing"};
    council c = past_structure();
    const ot_report *sheet;

    c.options.as_at = (ot_period){2021, 12};
    council_months(&c, "030201", "5005", PAST_FIRST, 41277305, 14);
    council_position(&c);
    sheet = sheet_of(&c);
    REQUIRE(sheet != NULL);
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (size_t i = 0; i < 5; i++)
            CHECK_CELL(sheet, row, blank[i], "");
    CHECK_INT(cell_of(sheet, 1, "projection")->number,
              ot_thousands(c.position.lines[0].actual));
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_rows_are_services_groups_the_whole_and_areas),
    CASE(test_service_without_lines_has_no_row),
    CASE(test_figures_are_sums_of_the_detail_sheets_rows),
    CASE(test_line_outside_the_structure_is_in_no_row),
    CASE(test_misses_that_have_nothing_in_common_cancel_out),
    CASE(test_misses_that_go_together_add_up),
    CASE(test_width_of_a_sum_lies_between_by_the_correlations),
    CASE(test_interval_of_sums_that_were_learnt_is_narrower_than_adding_bounds),
    CASE(test_adopted_forecast_is_told_where_it_stands),
    CASE(test_complete_year_has_outturns_and_no_intervals),
};

OT_TEST_MAIN("sheet_projection", cases)
