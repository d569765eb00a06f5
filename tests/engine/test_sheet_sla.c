/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_sla.c - the SLA sheet of a small council, figure for figure by hand. */
#include "engine/sheets/sheet.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

/* Worked out in the comment of sla_council.h. Schools' non-DSG gives way by 1 so that
 * the funds add up to 15,091; of the true total -23,592.8 the rows print -23,594. */
static const struct {
    ot_row_kind kind;
    const char *line;
} want[] = {
    {OT_ROW_HEADING, "Education,Education,,Head of Service,,,,,,"},
    {OT_ROW_ITEM, "Education,Schools,CF0201,,-60988,-45897,14590,501,15091,-24.7"},
    {OT_ROW_ITEM, "Education,Commissioning for Learning,CF0206,,15942,16757,801,14,815,"
                  "5.1"},
    {OT_ROW_SUBTOTAL,
     "Education,Total Education,,,-45046,-29140,15391,515,15906,-35.3"},
    {OT_ROW_CHECK, ",,,,ok,ok,ok,ok,ok,All ok"},
    {OT_ROW_HEADING, "Families,Families,,Head of Service,,,,,,"},
    {OT_ROW_ITEM, "Families,Safeguarding,CF0301,,21334,22544,0,1210,1210,5.7"},
    {OT_ROW_ITEM, "Families,Quality,CF0305,,0,0,0,0,0,"},
    {OT_ROW_SUBTOTAL, "Families,Total Families,,,21334,22544,0,1210,1210,5.7"},
    {OT_ROW_CHECK, ",,,,ok,ok,ok,ok,ok,All ok"},
    {OT_ROW_ITEM, ",Commissioning Function,CF07,Head of Service,118,632,80,434,514,"},
    {OT_ROW_ROUNDINGS, ",Roundings,,,1,0,0,-1,-1,"},
    {OT_ROW_TOTAL, ",Total,,,-23593,-5964,15471,2158,17629,-74.7"},
};

static void test_figures_are_those_worked_out_by_hand(void)
{
    council c = sla_council();
    const ot_report *sla = c.pack.sheets[OT_SHEET_SLA];
    char line[512];

    REQUIRE(sla != NULL);
    REQUIRE(sla->row_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sla->row_count; i++) {
        CHECK_INT(sla->rows[i].kind, want[i].kind);
        CHECK_TEXT(row_line(sla, i, line, sizeof line), want[i].line);
    }
    council_free(&c);
}

static void test_percent_is_blank_without_budget_and_beyond_a_hundred(void)
{
    council c = sla_council();
    const ot_report *sla = c.pack.sheets[OT_SHEET_SLA];

    CHECK_CELL(sla, find_row(sla, OT_ROW_ITEM, "Quality"), "percent", "");
    CHECK_CELL(sla, find_row(sla, OT_ROW_ITEM, "Commissioning Function"), "percent",
               "");
    CHECK_INT(
        cell_of(sla, find_row(sla, OT_ROW_ITEM, "Quality"), "percent")->formula.kind,
        OT_FORMULA_NONE);
    council_free(&c);
}

static void test_percent_of_exactly_a_hundred_is_printed(void)
{
    council c = sla_structure();
    const ot_report *sla;

    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 1000, 2000);
    put_hundreds(&c, "030501", "1000", "", 1000, 0);
    put_hundreds(&c, "070001", "1000", "", -1000, 10);
    council_position(&c);
    council_pack(&c);
    sla = c.pack.sheets[OT_SHEET_SLA];
    CHECK_CELL(sla, find_row(sla, OT_ROW_ITEM, "Safeguarding"), "percent", "100.0");
    CHECK_CELL(sla, find_row(sla, OT_ROW_ITEM, "Quality"), "percent", "-100.0");
    CHECK_CELL(sla, find_row(sla, OT_ROW_ITEM, "Commissioning Function"), "percent",
               "");
    council_free(&c);
}

static void test_columns_of_the_csv_are_those_of_the_councils_file(void)
{
    council c = sla_council();
    const ot_report *sla = c.pack.sheets[OT_SHEET_SLA];
    static const char *const ids[] = {
        "group",        "service_area",     "code",           "budget", "forecast",
        "variance_dsg", "variance_non_dsg", "variance_total", "percent"};
    size_t at = 0;

    for (uint32_t i = 0; i < sla->column_count; i++)
        if (sla->columns[i].media != OT_MEDIA_PRINT && at < 9)
            CHECK_TEXT(sla->columns[i].id, ids[at++]);
    CHECK_INT((int64_t)at, 9);
    CHECK_INT(find_column(sla, "budget"), OT_SLA_FIGURES);
    council_free(&c);
}

static void test_dsg_columns_are_printed_only_where_there_is_dsg(void)
{
    council c = sla_council(), d = sla_structure();
    const ot_report *sla;

    sla = c.pack.sheets[OT_SHEET_SLA];
    CHECK_INT(sla->columns[find_column(sla, "variance_dsg")].media, OT_MEDIA_ALL);
    council_seal(&d);
    put_hundreds(&d, "030101", "1000", "", 213344, 225435);
    council_position(&d);
    council_pack(&d);
    sla = d.pack.sheets[OT_SHEET_SLA];
    CHECK_INT(sla->columns[find_column(sla, "variance_dsg")].media, OT_MEDIA_CSV);
    CHECK_INT(sla->columns[find_column(sla, "variance_total")].media, OT_MEDIA_ALL);
    council_free(&c);
    council_free(&d);
}

static void test_services_lead_to_their_lines_of_the_detail_sheet(void)
{
    council c = sla_council();
    const ot_report *sla = c.pack.sheets[OT_SHEET_SLA];
    const ot_value *name =
        cell_of(sla, find_row(sla, OT_ROW_ITEM, "Safeguarding"), "service_area");
    const ot_formula *formula =
        &cell_of(sla, find_row(sla, OT_ROW_ITEM, "Schools"), "forecast")->formula;

    CHECK_TEXT(name->link_sheet, "detail");
    CHECK_INT(name->link_row, 4);
    CHECK_INT(formula->kind, OT_FORMULA_THOUSANDS);
    REQUIRE(formula->ref_count == 1);
    CHECK_INT(formula->refs[0].row, 0);
    CHECK_INT(formula->refs[0].last_row, 1);
    CHECK_INT(formula->refs[0].column, OT_DETAIL_FORECAST);
    council_free(&c);
}

static void test_titles_say_council_year_and_month(void)
{
    council c = sla_structure();
    const ot_report *sla;

    council_seal(&c);
    sla_ledger(&c);
    c.pack_options.council = "Gloucestershire County Council";
    c.pack_options.department = "Children & Families Services";
    council_position(&c);
    council_pack(&c);
    sla = c.pack.sheets[OT_SHEET_SLA];
    REQUIRE(sla->title_count == 5);
    CHECK_TEXT(sla->titles[0], "Gloucestershire County Council");
    CHECK_TEXT(sla->titles[1], "2021/22 Revenue Budget Monitoring Report");
    CHECK_TEXT(sla->titles[2], "Children & Families Services");
    CHECK_TEXT(sla->titles[3], "Net Budget Analysis");
    CHECK_TEXT(sla->titles[4],
               "Year-End Forecast input in September 2021; actuals to August 2021");
    council_free(&c);
}

static void test_empty_ledger_prints_zeros_and_no_percent(void)
{
    council c = sla_structure();
    const ot_report *sla;
    char line[256];

    council_seal(&c);
    council_position(&c);
    council_pack(&c);
    sla = c.pack.sheets[OT_SHEET_SLA];
    CHECK_TEXT(row_line(sla, sla->row_count - 1, line, sizeof line),
               ",Total,,,0,0,0,0,0,");
    CHECK_TEXT(row_line(sla, 4, line, sizeof line), ",,,,ok,ok,ok,ok,ok,All ok");
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_figures_are_those_worked_out_by_hand),
    CASE(test_percent_is_blank_without_budget_and_beyond_a_hundred),
    CASE(test_percent_of_exactly_a_hundred_is_printed),
    CASE(test_columns_of_the_csv_are_those_of_the_councils_file),
    CASE(test_dsg_columns_are_printed_only_where_there_is_dsg),
    CASE(test_services_lead_to_their_lines_of_the_detail_sheet),
    CASE(test_titles_say_council_year_and_month),
    CASE(test_empty_ledger_prints_zeros_and_no_percent),
};

OT_TEST_MAIN("sheet_sla", cases)
