/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/return_form.h"

static char told[4096];
static ot_return_answer answers[3];
static size_t answer_count;

static void note(void *self, const ot_issue *issue)
{
    (void)self;
    CHECK_INT(issue->severity, OT_REJECT);
    CHECK_TEXT(issue->input, "back.xlsx");
    strncat(told, issue->message, sizeof told - strlen(told) - 2);
    strcat(told, "\n");
}

/* How many faults; -1 where status and faults do not agree. */
static int check(return_form *f)
{
    const ot_issue_sink issues = {NULL, note};
    size_t faults = 99;
    ot_status st;

    told[0] = '\0';
    st = ot_return_check(&f->sheet, &f->grid, &issues, "back.xlsx", answers,
                         &answer_count, &faults, &f->err);
    return (st == OT_OK) == (faults == 0) ? (int)faults : -1;
}

static void check_refused(return_form *f, const char *part)
{
    CHECK_INT(check(f), 1);
    CHECK_CONTAINS(told, part);
    CHECK_CONTAINS(f->err.message, "1 fault: the return is refused as a whole");
    form_free(f);
    form_make(f, "COVID-19");
}

static void test_a_sheet_as_issued_gives_nothing(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    CHECK_INT(check(&f), 0);
    CHECK_INT((int64_t)answer_count, 0);
    CHECK_TEXT(told, "");
    form_free(&f);
}

static void test_what_was_filled_in_is_given_to_the_penny(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    form_number(&f, 0, OT_RETURN_FORECAST, 1234.5600000000001);
    form_number(&f, 0, OT_RETURN_DRIVER, 0);
    form_text(&f, 0, OT_RETURN_REASON, "PAY");
    form_text(&f, 0, OT_RETURN_REMARK, "=1+1 is text here");
    form_number(&f, 2, OT_RETURN_FORECAST, -0.07);
    CHECK_INT(check(&f), 0);
    REQUIRE(answer_count == 2);
    CHECK_INT((int64_t)answers[0].row, 0);
    CHECK_INT(answers[0].forecast, 123456);
    CHECK(answers[0].has_driver && !answers[0].rounded);
    CHECK_INT(answers[0].driver, 0);
    CHECK_TEXT(answers[0].reason, "PAY");
    CHECK_TEXT(answers[0].comment, "=1+1 is text here");
    CHECK_INT((int64_t)answers[1].row, 2);
    CHECK_INT(answers[1].forecast, -7);
    CHECK(!answers[1].has_driver);
    form_free(&f);
}

static void test_a_formula_of_the_manager_counts_by_its_result(void)
{
    return_form f;
    ot_grid_cell third = {.kind = OT_GRID_NUMBER, .has_formula = true};

    form_make(&f, "");
    third.number = 10000.0 / 3;
    form_set(&f, f.sheet.first, OT_RETURN_FORECAST, third);
    CHECK_INT(check(&f), 0);
    REQUIRE(answer_count == 1);
    CHECK_INT(answers[0].forecast, 333333);
    CHECK(answers[0].rounded);
    form_free(&f);
}

static void test_locked_cells_are_told_with_what_was_found_and_issued(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    form_number(&f, 0, OT_RETURN_BUDGET, 13200280.06);
    check_refused(&f, "cell F11 holds 13200280.06; 13200280.05 was issued");
    form_text(&f, 1, OT_RETURN_NAME, "Asylum");
    check_refused(&f, "cell B12 holds 'Asylum'; 'Asylum seekers' was issued");
    form_number(&f, 1, OT_RETURN_LOW, 5);
    check_refused(&f, "cell J12 holds 5; nothing was issued");
    form_number(&f, 2, OT_RETURN_VARIANCE, 5);
    check_refused(&f, "cell P13 holds 5; a formula was issued");
    form_number(&f, 3, OT_RETURN_FORECAST, 5);
    check_refused(&f, "cell O14 holds 5; a formula was issued");
    form_number(&f, 9, OT_RETURN_FORECAST, 5);
    check_refused(&f, "cell O20 holds 5; nothing was issued");
    form_set(
        &f, f.sheet.first, OT_RETURN_ACTUAL,
        (ot_grid_cell){.kind = OT_GRID_NUMBER, .has_formula = true, .number = 8073874});
    check_refused(&f, "cell G11 holds 8073874; 8073874.00 was issued");
    form_free(&f);
}

/* Moves the cells of the sheet's row `from` and all below by rows. */
static void shift(return_form *f, uint32_t from, int by)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->grid.count; i++) {
        ot_grid_cell cell = f->cells[i];

        if (by < 0 && cell.row == from)
            continue;
        if (cell.row >= from)
            cell.row = (uint32_t)((int)cell.row + by);
        f->cells[kept++] = cell;
    }
    f->grid.count = kept;
}

static void test_rows_deleted_added_and_moved_are_told_once(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    shift(&f, f.sheet.first + 1, -1);
    check_refused(&f, "cell A12 holds '030210'; 030204 income NON-DSG was issued for "
                      "this row: a row was deleted here");
    shift(&f, f.sheet.first + 2, -1);
    check_refused(&f, "a row was deleted here");
    shift(&f, f.sheet.first + 1, 1);
    check_refused(&f, "cell A12 holds nothing; 030204 income NON-DSG was issued for "
                      "this row: a row was added here");
    shift(&f, f.sheet.total, 1);
    check_refused(&f, "cell A14 holds nothing; 'Total' was issued: a row was added");
    for (size_t i = 0; i < f.grid.count; i++)
        if (f.cells[i].row == f.sheet.first || f.cells[i].row == f.sheet.first + 1)
            f.cells[i].row = 2 * f.sheet.first + 1 - f.cells[i].row;
    for (size_t i = 1; i < f.grid.count; i++) /* in order again */
        for (size_t k = i; k > 0 && f.cells[k].row < f.cells[k - 1].row; k--) {
            ot_grid_cell cell = f.cells[k];

            f.cells[k] = f.cells[k - 1];
            f.cells[k - 1] = cell;
        }
    check_refused(&f, "the order of rows was changed");
    form_text(&f, 0, OT_RETURN_CENTRE, "030299");
    check_refused(&f, "cell A11 holds '030299'; 030201 third party payments NON-DSG "
                      "was issued for this row: the row was changed");
    form_free(&f);
}

static void test_amounts_that_are_none_are_refused(void)
{
    static const struct {
        ot_grid_cell cell;
        const char *part;
    } bad[] = {
        {{.kind = OT_GRID_TEXT, .text = "3m"}, "holds '3m'; an amount in pounds"},
        {{.kind = OT_GRID_DATE, .number = 44000}, "holds a date"},
        {{.kind = OT_GRID_PERCENT, .number = 0.05}, "holds 5%"},
        {{.kind = OT_GRID_LOGICAL, .number = 1}, "holds TRUE"},
        {{.kind = OT_GRID_FAULT, .text = "#DIV/0!"}, "holds '#DIV/0!'"},
        {{.kind = OT_GRID_BLANK, .has_formula = true}, "a formula without its result"},
        {{.kind = OT_GRID_NUMBER, .number = 0.001}, "no more than two decimals"},
        {{.kind = OT_GRID_NUMBER, .number = 2385.174}, "no more than two decimals"},
        {{.kind = OT_GRID_NUMBER, .number = -0.0}, "a negative zero"},
        {{.kind = OT_GRID_NUMBER, .number = 1e13 + 1}, "beyond what can be held"},
        {{.kind = OT_GRID_NUMBER, .number = INFINITY}, "beyond what can be held"},
        {{.kind = OT_GRID_NUMBER, .number = NAN}, "beyond what can be held"},
    };
    return_form f;

    form_make(&f, "COVID-19");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        form_set(&f, f.sheet.first, OT_RETURN_FORECAST, bad[i].cell);
        check_refused(&f, bad[i].part);
    }
    form_free(&f);
}

static void test_share_is_within_the_forecast_or_its_variance(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    form_number(&f, 1, OT_RETURN_FORECAST, 0); /* income of 3,160,124 that is lost */
    form_number(&f, 1, OT_RETURN_DRIVER, 3160124);
    CHECK_INT(check(&f), 0);
    form_number(&f, 1, OT_RETURN_DRIVER, 3160124.01);
    check_refused(&f, "cell Q12 holds 3160124.01; a share beyond the forecast");
    form_number(&f, 0, OT_RETURN_DRIVER, 5);
    check_refused(&f, "cell O11 holds nothing; a forecast is wanted");
    form_text(&f, 0, OT_RETURN_REMARK, "no idea");
    check_refused(&f, "cell O11 holds nothing; a forecast is wanted");
    form_free(&f);
}

static void test_reason_and_comment_are_as_offered(void)
{
    return_form f;
    char comment[4 * OT_RETURN_COMMENT + 8] = "";

    form_make(&f, "COVID-19");
    form_number(&f, 0, OT_RETURN_FORECAST, 5);
    form_text(&f, 0, OT_RETURN_REASON, "NI");
    check_refused(&f, "cell R11 holds 'NI'; a reason of the list");
    form_number(&f, 0, OT_RETURN_FORECAST, 5);
    form_number(&f, 0, OT_RETURN_REMARK, 5);
    check_refused(&f, "a comment is text");
    for (int i = 0; i < OT_RETURN_COMMENT; i++)
        strcat(comment, "é");
    form_number(&f, 0, OT_RETURN_FORECAST, 5);
    form_text(&f, 0, OT_RETURN_REMARK, comment);
    CHECK_INT(check(&f), 0);
    strcat(comment, "!");
    check_refused(&f, "501 characters, at most 500");
    form_free(&f);
}

static void test_every_fault_is_told(void)
{
    return_form f;

    form_make(&f, "COVID-19");
    form_number(&f, 0, OT_RETURN_BUDGET, 1);
    form_text(&f, 1, OT_RETURN_FORECAST, "x");
    form_number(&f, 2, OT_RETURN_FORECAST, 1.234);
    CHECK_INT(check(&f), 3);
    CHECK_CONTAINS(told, "F11");
    CHECK_CONTAINS(told, "O12");
    CHECK_CONTAINS(told, "O13");
    form_free(&f);
}

/* Every whole number of pence as a double comes back as it was. */
static void test_pence_survive_a_spreadsheet(void)
{
    ot_pence out;
    ot_error err;

    for (int64_t pence = -200017; pence < 200017; pence += 7) {
        char text[64];

        snprintf(text, sizeof text, "%.17g", (double)pence / 100);
        CHECK_INT(ot_return_pence(strtod(text, NULL), &out, &err), OT_OK);
        CHECK_INT(out, pence);
    }
    for (int64_t pence = 99999999999937; pence < OT_PENCE_LIMIT;
         pence += 31234567890123) {
        CHECK_INT(ot_return_pence((double)pence / 100, &out, &err), OT_OK);
        CHECK_INT(out, pence);
    }
    CHECK_INT(ot_return_pence(0.1 + 0.2, &out, &err), OT_OK);
    CHECK_INT(out, 30);
    CHECK_INT(ot_return_pence(2.675, &out, &err), OT_END);
    CHECK_INT(ot_return_pence(0.0, &out, &err), OT_OK);
}

static const check_case cases[] = {
    CASE(test_a_sheet_as_issued_gives_nothing),
    CASE(test_what_was_filled_in_is_given_to_the_penny),
    CASE(test_a_formula_of_the_manager_counts_by_its_result),
    CASE(test_locked_cells_are_told_with_what_was_found_and_issued),
    CASE(test_rows_deleted_added_and_moved_are_told_once),
    CASE(test_amounts_that_are_none_are_refused),
    CASE(test_share_is_within_the_forecast_or_its_variance),
    CASE(test_reason_and_comment_are_as_offered),
    CASE(test_every_fault_is_told),
    CASE(test_pence_survive_a_spreadsheet),
};

OT_TEST_MAIN("engine/returns_check", cases)
