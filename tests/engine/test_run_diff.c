/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_run_diff.c - what changed from run to run, to the penny and with its cause. */
#include "engine/run_diff.h"

#include "engine/structure.h"
#include "tests/engine/sheet_cells.h"

/* A line of employees; its projection is adopted unless a manager says otherwise. */
static ot_diff_line line_of(const char *cost_centre, ot_pence actual,
                            ot_pence projected)
{
    return (ot_diff_line){
        .line = {.cost_centre = cost_centre, .area = "", .subjective_group = 1},
        .budget = 41200000,
        .actual = actual,
        .projected = projected,
        .adopted = projected,
        .basis = "model",
        .method = "mean"};
}

static ot_diff_line managed(ot_diff_line line, ot_pence adopted)
{
    line.adopted = adopted;
    line.basis = "manager";
    return line;
}

static ot_diff_run run_of(int64_t id, const ot_diff_line *lines, size_t count)
{
    return (ot_diff_run){.id = id,
                         .mark = id + 10,
                         .as_at = {2021, 5},
                         .version = "0.9.0",
                         .profile = "9f86d081",
                         .lines = lines,
                         .count = count};
}

static ot_report *diff(const ot_diff_input *input)
{
    ot_report *report = NULL;
    ot_error err = {0};

    CHECK_INT(ot_run_diff(input, &report, &err), OT_OK);
    return report;
}

/* The cause that a pair of lines is given, into text. */
static const char *cause_of(ot_diff_input input, ot_diff_line before,
                            ot_diff_line after, char text[256])
{
    ot_report *report;
    const ot_diff_run runs[] = {input.before, input.after};

    input.before = runs[0].id ? runs[0] : run_of(1, NULL, 0);
    input.after = runs[1].id ? runs[1] : run_of(2, NULL, 0);
    input.before.lines = &before;
    input.after.lines = &after;
    input.before.count = input.after.count = 1;
    report = diff(&input);
    snprintf(text, 256, "%s",
             report && report->row_count == 2 ? cell_of(report, 0, "cause")->text
                                              : "(no row)");
    ot_report_free(report);
    return text;
}

static void test_only_lines_that_differ_are_shown_in_the_order_of_their_keys(void)
{
    const ot_diff_line before[] = {line_of("0203", 1900, 5700),
                                   line_of("0201", 238517, 620011),
                                   line_of("0202", 88450, 212280)};
    const ot_diff_line after[] = {line_of("0201", 238518, 620014),
                                  line_of("0202", 88450, 212280),
                                  line_of("0204", 1250, 3000)};
    const ot_diff_input input = {.before = run_of(3, before, 3),
                                 .after = run_of(4, after, 3)};
    ot_report *report = diff(&input);

    REQUIRE(report != NULL && report->row_count == 4);
    CHECK_CELL(report, 0, "cost_centre", "0201");
    CHECK_CELL(report, 0, "subjective_group", "employees");
    CHECK_CELL(report, 0, "fund", "NON-DSG");
    CHECK_CELL(report, 0, "budget_change", "0.00");
    CHECK_CELL(report, 0, "actual_before", "2385.17");
    CHECK_CELL(report, 0, "actual_after", "2385.18");
    CHECK_CELL(report, 0, "actual_change", "0.01");
    CHECK_CELL(report, 0, "forecast_change", "0.03");
    CHECK_CELL(report, 0, "driver_change", "");
    CHECK_CELL(report, 1, "cost_centre", "0203");
    CHECK_CELL(report, 1, "forecast_change", "-57.00");
    CHECK_CELL(report, 1, "basis_after", "");
    CHECK_CONTAINS(cell_of(report, 1, "cause")->text, "only in run 3");
    CHECK_CELL(report, 2, "cost_centre", "0204");
    CHECK_CONTAINS(cell_of(report, 2, "cause")->text, "only in run 4");
    /* All lines, those that are the same too: 5700 + 620011 + 212280 pence. */
    CHECK_INT(report->rows[3].kind, OT_ROW_TOTAL);
    CHECK_CELL(report, 3, "forecast_before", "8379.91");
    CHECK_CELL(report, 3, "forecast_after", "8352.94");
    CHECK_CELL(report, 3, "forecast_change", "-26.97");
    CHECK_CELL(report, 3, "actual_change", "-6.49");
    CHECK_CELL(report, 3, "budget_change", "0.00");
    ot_report_free(report);
}

static void test_equal_runs_give_totals_alone(void)
{
    const ot_diff_line lines[] = {line_of("0201", 238517, 620011)};
    const ot_diff_input input = {.before = run_of(3, lines, 1),
                                 .after = run_of(4, lines, 1)};
    ot_report *report = diff(&input);

    REQUIRE(report != NULL && report->row_count == 1);
    CHECK_CELL(report, 0, "forecast_change", "0.00");
    REQUIRE(report->note_count == 1);
    CHECK_TEXT(report->notes[0], "No line differs.");
    ot_report_free(report);
}

static void test_a_driver_of_nothing_is_not_the_same_as_none(void)
{
    ot_diff_line before = line_of("0201", 238517, 620011), after = before;
    ot_report *report;
    ot_diff_input input;

    after.has_driver = true;
    input =
        (ot_diff_input){.before = run_of(3, &before, 1), .after = run_of(4, &after, 1)};
    report = diff(&input);
    REQUIRE(report != NULL && report->row_count == 2);
    CHECK_CELL(report, 0, "driver_before", "");
    CHECK_CELL(report, 0, "driver_after", "0.00");
    ot_report_free(report);
}

static void test_the_imports_of_a_line_are_its_cause_and_not_those_of_others(void)
{
    const ot_diff_line before = line_of("0201", 238517, 620011),
                       after = line_of("0201", 251017, 652511);
    const ot_diff_touch touches[] = {
        {14, OT_KIND_LEDGER, "july.csv", before.line},
        {15, OT_KIND_LEDGER, "august.csv", before.line},
        {15, OT_KIND_LEDGER, "august.csv", {.cost_centre = "0202", .area = ""}},
        {16, OT_KIND_LEDGER, "other.csv", {.cost_centre = "0202", .area = ""}},
        {17, OT_KIND_FORECASTS, "f.csv", {.cost_centre = "0201", .area = ""}},
        {18, OT_KIND_ACTIVITY, "activity.csv", {.cost_centre = "", .area = ""}}};
    ot_diff_input input = {.touches = touches, .touch_count = 6};
    char text[256];

    CHECK_TEXT(cause_of(input, before, after, text),
               "import 14 (july.csv), import 15 (august.csv)");
    input.touches = touches + 3;
    input.touch_count = 3;
    CHECK_TEXT(cause_of(input, before, after, text),
               "learnt from other lines, changed by import 16 (other.csv)");
    input.touch_count = 0;
    CHECK_TEXT(cause_of(input, before, after, text),
               "learnt from other lines and earlier forecasts");
}

static void test_managers_forecasts_come_go_and_change(void)
{
    const ot_diff_line model = line_of("0201", 238517, 620011);
    const ot_diff_touch touch = {17, OT_KIND_FORECASTS, "september.csv", model.line};
    const ot_diff_input input = {.touches = &touch, .touch_count = 1}, none = {0};
    char text[256];

    CHECK_TEXT(cause_of(input, model, managed(model, 700000), text),
               "manager's forecast came into force: import 17 (september.csv); basis "
               "manager instead of model");
    CHECK_TEXT(cause_of(none, managed(model, 700000), model, text),
               "manager's forecast is not adopted any more; basis model instead of "
               "manager");
    CHECK_TEXT(
        cause_of(input, managed(model, 700000), model, text),
        "manager's forecast is not in force any more: import 17 (september.csv); "
        "basis model instead of manager");
    CHECK_TEXT(cause_of(none, model, managed(model, 700000), text),
               "manager's forecast is adopted now; basis manager instead of model");
    CHECK_TEXT(cause_of(input, managed(model, 700000), managed(model, 710000), text),
               "manager's forecast is another: import 17 (september.csv)");
}

static void test_placements_and_structure_are_told_where_they_bear(void)
{
    ot_diff_line before = line_of("0201", 238517, 620011), after = before;
    const ot_line_key none = {.cost_centre = "", .area = ""};
    const ot_diff_touch touches[] = {{15, OT_KIND_COST_CENTRES, "centres.csv", none},
                                     {16, OT_KIND_EPISODES, "episodes.csv", none}};
    const ot_diff_input input = {.touches = touches, .touch_count = 2};
    char text[256];

    after.adopted += 5000;
    before.basis = after.basis = "placements";
    CHECK_TEXT(cause_of(input, before, after, text),
               "placements of import 16 (episodes.csv)");
    before.basis = after.basis = "model";
    CHECK_TEXT(cause_of(input, before, after, text), "no cause is known");
    after.actual += 5000;
    CHECK_TEXT(cause_of(input, before, after, text),
               "structure of import 15 (centres.csv)");
}

static void test_what_holds_for_the_whole_run_is_told(void)
{
    ot_diff_line before = line_of("0201", 238517, 620011), after = before;
    ot_diff_input input = {.before = run_of(1, NULL, 0), .after = run_of(2, NULL, 0)};
    char text[256];

    after.projected = after.adopted = 619003;
    after.method = "weighted median";
    input.after.backtest = 2;
    CHECK_TEXT(cause_of(input, before, after, text),
               "method 'weighted median' instead of 'mean'; learnt from back-test 2");
    input.before.backtest = 1;
    after.method = "mean";
    CHECK_TEXT(cause_of(input, before, after, text),
               "learnt from back-test 2 instead of 1");
    input.after.backtest = 1;
    input.after.version = "0.9.1";
    CHECK_TEXT(cause_of(input, before, after, text), "program 0.9.1 instead of 0.9.0");
    input.after.version = "0.9.0";
    input.after.profile = "60303ae2";
    CHECK_TEXT(cause_of(input, before, after, text), "the profile changed");
    input.after.profile = "9f86d081";
    input.after.as_at.number = 6;
    CHECK_TEXT(cause_of(input, before, after, text),
               "as at 2021/22 P06 instead of 2021/22 P05");
}

static void test_totals_beyond_what_can_be_held_are_refused(void)
{
    const ot_diff_line lines[] = {line_of("0201", INT64_MAX, 620011),
                                  line_of("0202", 1, 620011)};
    const ot_diff_input input = {.before = run_of(3, lines, 2),
                                 .after = run_of(4, lines, 2)};
    ot_report *report = NULL;
    ot_error err = {0};

    CHECK_INT(ot_run_diff(&input, &report, &err), OT_ERANGE);
    ot_report_free(report);
}

static const check_case cases[] = {
    CASE(test_only_lines_that_differ_are_shown_in_the_order_of_their_keys),
    CASE(test_equal_runs_give_totals_alone),
    CASE(test_a_driver_of_nothing_is_not_the_same_as_none),
    CASE(test_the_imports_of_a_line_are_its_cause_and_not_those_of_others),
    CASE(test_managers_forecasts_come_go_and_change),
    CASE(test_placements_and_structure_are_told_where_they_bear),
    CASE(test_what_holds_for_the_whole_run_is_told),
    CASE(test_totals_beyond_what_can_be_held_are_refused),
};

OT_TEST_MAIN("engine/run_diff", cases)
