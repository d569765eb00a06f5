/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/return_form.h"

static void check_cell_at(const return_form *f, uint32_t row, uint32_t column,
                          ot_return_part part, const char *text, ot_pence amount)
{
    const ot_return_cell cell = ot_return_cell_at(&f->sheet, row, column);

    CHECK_INT(cell.part, part);
    CHECK_TEXT(cell.text, text);
    CHECK_INT(cell.amount, amount);
}

static void test_sheet_says_what_stands_where(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    check_cell_at(&f, 0, 0, OT_RETURN_TITLE, "Forecast return: Head of Placements", 0);
    check_cell_at(&f, 1, 0, OT_RETURN_SUBTITLE, "Actuals to August 2021 (2021/22 P05)",
                  0);
    CHECK_INT(f.sheet.first, 10);
    check_cell_at(&f, 9, OT_RETURN_DRIVER, OT_RETURN_HEADING, "Of which COVID-19", 0);
    check_cell_at(&f, 10, OT_RETURN_CENTRE, OT_RETURN_TEXT, "030201", 0);
    check_cell_at(&f, 10, OT_RETURN_BUDGET, OT_RETURN_AMOUNT, "", 1320028005);
    check_cell_at(&f, 10, OT_RETURN_FORECAST, OT_RETURN_INPUT, "", 0);
    check_cell_at(&f, 10, OT_RETURN_VARIANCE, OT_RETURN_ROW_VARIANCE, "", 785017328);
    check_cell_at(&f, 11, OT_RETURN_LOW, OT_RETURN_TEXT, "", 0);
    check_cell_at(&f, 11, OT_RETURN_LAST_DRIVER, OT_RETURN_TEXT, "", 0);
    check_cell_at(&f, 13, OT_RETURN_CENTRE, OT_RETURN_TOTAL_TEXT, "Total", 0);
    check_cell_at(&f, 13, OT_RETURN_BUDGET, OT_RETURN_TOTAL_SUM, "", 1170211739);
    check_cell_at(&f, 13, OT_RETURN_FORECAST, OT_RETURN_TOTAL_FORECAST, "", 1953184227);
    check_cell_at(&f, 13, OT_RETURN_LOW, OT_RETURN_TOTAL_NOTHING, "", 0);
    check_cell_at(&f, 14, 0, OT_RETURN_NOTHING, "", 0);
    check_cell_at(&f, 10, OT_RETURN_COLUMNS, OT_RETURN_NOTHING, "", 0);
    form_free(&f);
}

static void test_sheet_asks_for_no_share_where_there_is_no_driver(void)
{
    return_form f;

    form_make(&f, "");
    CHECK_INT(f.sheet.first, 9);
    check_cell_at(&f, 8, OT_RETURN_DRIVER, OT_RETURN_HEADING, "", 0);
    check_cell_at(&f, 9, OT_RETURN_DRIVER, OT_RETURN_TEXT, "", 0);
    check_cell_at(&f, 9, OT_RETURN_LAST_DRIVER, OT_RETURN_TEXT, "", 0);
    check_cell_at(&f, 12, OT_RETURN_DRIVER, OT_RETURN_TOTAL_NOTHING, "", 0);
    form_free(&f);
}

static void test_sheet_explains_the_reasons(void)
{
    return_form f;

    form_make(&f, "");
    CHECK_TEXT(f.sheet.lines[4],
               "Reason, from the list: NIL no change; VOL more or fewer; PAY.");
    form_free(&f);
}

static void test_sums_beyond_what_is_held_are_refused(void)
{
    return_form f;
    ot_return_sheet sheet;

    form_make(&f, "");
    f.rows[0].actual = INT64_MAX - 5;
    f.rows[1].actual = 6;
    CHECK_INT(ot_return_lay_out(&f.r, (ot_calendar){0}, &f.arena, &sheet, &f.err),
              OT_ERANGE);
    form_free(&f);
}

static const check_case cases[] = {
    CASE(test_sheet_says_what_stands_where),
    CASE(test_sheet_asks_for_no_share_where_there_is_no_driver),
    CASE(test_sheet_explains_the_reasons),
    CASE(test_sums_beyond_what_is_held_are_refused),
};

OT_TEST_MAIN("engine/returns_sheet", cases)
