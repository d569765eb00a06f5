/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_driver.c - the non-DSG variance split into COVID-19 and the rest. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static const ot_driver covid = {
    .id = "covid", .name = "COVID-19", .projects = "COVID*"};

static void tag(council *c, const char *centre, const char *account, const char *fund,
                int64_t hundreds)
{
    ot_ledger_record record =
        ledger_line(centre, account, fund, OT_ACTUAL, 5, hundreds * 10000);

    record.project = "COVID-19";
    council_post(c, record);
}

/* Tagged: Schools 200.4 (non-DSG), Commissioning for Learning 500.0 (DSG: not here),
 * Safeguarding 296.5, Function 89.0. Declared: nothing of Quality's. */
static council with_driver(void)
{
    council c = sla_structure();

    c.options.driver = covid;
    council_seal(&c);
    sla_ledger(&c);
    tag(&c, "020101", "5005", "NON-DSG", 2004);
    tag(&c, "020601", "5005", "DSG", 5000);
    tag(&c, "030101", "1000", "", 2965);
    tag(&c, "070001", "1000", "", 890);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030501",
                                              .subjective_group = 1,
                                              .amount = 49000,
                                              .has_driver = true,
                                              .date = 20210914});
    council_position(&c);
    council_pack(&c);
    return c;
}

static const char *const want[] = {
    "Education,Education,,Head of Service,,,",
    "Education,Schools,CF0201,,501,200,301",
    "Education,Commissioning for Learning,CF0206,,14,,14",
    "Education,Total Education,,,515,200,315",
    ",,,,ok,ok,ok",
    "Families,Families,,Head of Service,,,",
    "Families,Safeguarding,CF0301,,1210,297,913",
    "Families,Quality,CF0305,,0,0,0",
    "Families,Total Families,,,1210,297,913",
    ",,,,ok,ok,ok",
    ",Commissioning Function,CF07,Head of Service,434,89,345",
    ",Roundings,,,-1,,-1",
    ",Total,,,2158,586,1572",
};

static void test_figures_are_those_worked_out_by_hand(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    char line[256];

    REQUIRE(sheet != NULL);
    REQUIRE(sheet->row_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sheet->row_count; i++) {
        CHECK_TEXT(row_line(sheet, i, line, sizeof line), want[i]);
        CHECK_INT(sheet->rows[i].kind, c.pack.sheets[OT_SHEET_SLA]->rows[i].kind);
    }
    council_free(&c);
}

static void test_blank_is_not_the_same_as_nothing(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    uint32_t blank = find_row(sheet, OT_ROW_ITEM, "Commissioning for Learning");
    uint32_t nothing = find_row(sheet, OT_ROW_ITEM, "Quality");

    CHECK_INT(cell_of(sheet, blank, "covid")->kind, OT_VALUE_BLANK);
    CHECK_INT(cell_of(sheet, nothing, "covid")->kind, OT_VALUE_NUMBER);
    CHECK_INT((int64_t)cell_of(sheet, blank, "net")->formula.ref_count, 1);
    CHECK_INT((int64_t)cell_of(sheet, nothing, "net")->formula.ref_count, 2);
    council_free(&c);
}

static void test_headings_name_the_driver_and_the_month_of_input(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];

    CHECK_TEXT(sheet->id, "covid");
    CHECK_TEXT(sheet->name, "Net Budget Analysis with COVID-19 analysis");
    CHECK_TEXT(sheet->columns[find_column(sheet, "total_variance")].heading,
               "September total variance");
    CHECK_TEXT(sheet->columns[OT_DRIVER_DRIVER].heading, "September COVID-19");
    CHECK_TEXT(sheet->columns[OT_DRIVER_DRIVER].super, "Non DSG");
    REQUIRE(sheet->note_count == 1);
    CHECK_CONTAINS(sheet->notes[0], "put down to COVID-19");
    council_free(&c);
}

static void test_total_is_the_sla_sheets_non_dsg_variance_live(void)
{
    council c = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    const ot_formula *formula = &cell_of(sheet, 1, "total_variance")->formula;

    CHECK_INT(formula->kind, OT_FORMULA_SUM);
    REQUIRE(formula->ref_count == 1);
    CHECK_TEXT(formula->refs[0].sheet, "sla");
    CHECK_INT(formula->refs[0].column, OT_SLA_FIGURES + OT_FIGURE_NON_DSG);
    CHECK_TEXT(sheet->rows[1].values[1].link_sheet, "detail");
    council_free(&c);
}

static void test_council_without_dsg_splits_the_whole_variance(void)
{
    council c = sla_structure();
    const ot_report *sheet;
    char line[256];

    c.options.driver = covid;
    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, 225435);
    tag(&c, "030101", "1000", "", 2965);
    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_DRIVER];
    CHECK_TEXT(row_line(sheet, find_row(sheet, OT_ROW_ITEM, "Safeguarding"), line,
                        sizeof line),
               "Families,Safeguarding,CF0301,,1210,297,913");
    CHECK_INT(cell_of(sheet, 1, "total_variance")->formula.refs[0].column,
              OT_SLA_FIGURES + OT_FIGURE_TOTAL);
    CHECK(sheet->columns[OT_DRIVER_NET].super == NULL);
    council_free(&c);
}

static void test_council_without_driver_has_no_such_sheet(void)
{
    council c = sla_council();

    CHECK(c.pack.sheets[OT_SHEET_DRIVER] == NULL);
    council_free(&c);
}

/* April 2018 to August 2021, a step in April 2020: the series that test_interruption
 * gives to R, whose effect of this year is 945,071.39, 95% from 695,492.77 to
 * 1,194,650.02. */
static const ot_pence step_series[] = {
    30709671, 30649711, 32594190, 33743067, 33962988, 33315776, 33578065,
    31248739, 31522897, 29196037, 29863409, 30930588, 29317798, 31389848,
    32786675, 34285229, 34021023, 32070545, 31351673, 32779079, 30435353,
    28533021, 29369658, 30720209, 37356635, 37113672, 38619911, 38615849,
    40642068, 39672067, 39658815, 38718386, 37834572, 35903688, 36483469,
    35398030, 37100879, 38439365, 38730055, 41495349, 42084199};

enum { STEP_MONTHS = sizeof step_series / sizeof step_series[0] };

/* Posts the series from its month `from` on: all of it, or 60 or 40% of each month. */
static void post_step(council *c, const char *centre, const char *account,
                      const char *fund, int share, int from)
{
    for (int m = from; m < STEP_MONTHS; m++) {
        ot_pence most = step_series[m] * 60 / 100;
        ot_pence part = share == 60 ? most : step_series[m] - (share == 40 ? most : 0);
        ot_ledger_record record =
            ledger_line(centre, account, fund, OT_ACTUAL, m % 12 + 1, part);

        record.period.year = 2018 + m / 12;
        council_post(c, record);
    }
}

/* Safeguarding has 60% of the series, Quality 40%, Schools all of it as DSG, and the
 * Commissioning Function the year before the driver and what came after. */
static council with_start(ot_period start)
{
    council c = sla_structure();

    c.options.driver = covid;
    c.options.driver.start = start;
    council_seal(&c);
    post_step(&c, "030101", "1000", "", 60, 0);
    post_step(&c, "030501", "1000", "", 40, 0);
    post_step(&c, "020101", "5005", "", 100, 0);
    post_step(&c, "070001", "1000", "", 100, 12);
    council_position(&c);
    council_pack(&c);
    return c;
}

static void test_modelled_effect_of_a_group_is_that_of_its_services_together(void)
{
    council c = with_start((ot_period){2020, 1});
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    uint32_t group, one, other;

    REQUIRE(sheet != NULL);
    group = find_row(sheet, OT_ROW_SUBTOTAL, "Total Families");
    one = find_row(sheet, OT_ROW_ITEM, "Safeguarding");
    other = find_row(sheet, OT_ROW_ITEM, "Quality");
    CHECK_CELL(sheet, group, "modelled", "945");
    CHECK_CELL(sheet, group, "lo95", "695");
    CHECK_CELL(sheet, group, "hi95", "1195");
    CHECK_CELL(sheet, one, "modelled", "567"); /* 60% of each: the model is linear */
    CHECK_CELL(sheet, one, "lo95", "417");
    CHECK_CELL(sheet, one, "hi95", "717");
    CHECK_CELL(sheet, other, "modelled", "378");
    council_free(&c);
}

static void test_modelled_effect_is_blank_without_history_and_of_dsg(void)
{
    static const char *const columns[] = {"modelled", "lo95", "hi95"};
    council c = with_start((ot_period){2020, 1});
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];

    REQUIRE(sheet != NULL);
    for (size_t i = 0; i < 3; i++) {
        CHECK_CELL(sheet, find_row(sheet, OT_ROW_ITEM, "Schools"), columns[i], "");
        CHECK_CELL(sheet, find_row(sheet, OT_ROW_ITEM, "Commissioning Function"),
                   columns[i], "");
        for (uint32_t row = 0; row < sheet->row_count; row++)
            if (sheet->rows[row].kind == OT_ROW_CHECK ||
                sheet->rows[row].kind == OT_ROW_ROUNDINGS)
                CHECK_CELL(sheet, row, columns[i], "");
    }
    /* The total has the history of its oldest line. */
    CHECK_INT(cell_of(sheet, sheet->row_count - 1, "modelled")->kind, OT_VALUE_NUMBER);
    council_free(&c);
}

static void test_modelled_columns_are_printed_and_not_in_the_csv(void)
{
    council c = with_start((ot_period){2020, 1}), without = with_driver();
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];
    uint32_t column;

    REQUIRE(sheet != NULL);
    column = find_column(sheet, "modelled");
    REQUIRE(column == OT_DRIVER_NET + 1 && sheet->column_count == column + 3);
    for (uint32_t i = column; i < sheet->column_count; i++) {
        CHECK_TEXT(sheet->columns[i].super, "Driver as modelled");
        CHECK_INT(sheet->columns[i].media, OT_MEDIA_PRINT);
        CHECK_INT(sheet->columns[i].kind, OT_COLUMN_THOUSANDS);
    }
    REQUIRE(sheet->note_count == 2);
    CHECK_CONTAINS(sheet->notes[1], "interrupted time series");
    CHECK(find_column(without.pack.sheets[OT_SHEET_DRIVER], "modelled") == NO_CELL);
    council_free(&c);
    council_free(&without);
}

static void test_driver_yet_to_come_has_no_effect_and_not_one_of_nothing(void)
{
    council c = with_start((ot_period){2021, 9});
    const ot_report *sheet = c.pack.sheets[OT_SHEET_DRIVER];

    REQUIRE(sheet != NULL);
    for (uint32_t row = 0; row < sheet->row_count; row++)
        CHECK_CELL(sheet, row, "modelled", "");
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_figures_are_those_worked_out_by_hand),
    CASE(test_blank_is_not_the_same_as_nothing),
    CASE(test_headings_name_the_driver_and_the_month_of_input),
    CASE(test_total_is_the_sla_sheets_non_dsg_variance_live),
    CASE(test_council_without_dsg_splits_the_whole_variance),
    CASE(test_council_without_driver_has_no_such_sheet),
    CASE(test_modelled_effect_of_a_group_is_that_of_its_services_together),
    CASE(test_modelled_effect_is_blank_without_history_and_of_dsg),
    CASE(test_modelled_columns_are_printed_and_not_in_the_csv),
    CASE(test_driver_yet_to_come_has_no_effect_and_not_one_of_nothing),
};

OT_TEST_MAIN("sheet_driver", cases)
