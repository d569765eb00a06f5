/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_variances.c - the budget manager's list of cost centres. */
#include "engine/variances.h"

#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static const ot_rag_options rag;

static ot_status try_build(const council *c, const ot_prior_line *prior, size_t count,
                           ot_variances_filter filter, ot_report **report,
                           ot_error *err)
{
    ot_breakdown breakdown;
    const ot_variances_input input = {.position = &c->position,
                                      .breakdown = &breakdown,
                                      .prior = prior,
                                      .prior_count = count,
                                      .has_prior = prior != NULL,
                                      .rag = &rag};
    ot_status st;

    CHECK_INT(ot_breakdown_make(c->data, &c->position, &breakdown, err), OT_OK);
    st = ot_variances_build(&input, &filter, report, err);
    ot_breakdown_clear(&breakdown);
    return st;
}

static ot_report *build(const council *c, ot_variances_filter filter)
{
    ot_report *report = NULL;

    CHECK_INT(try_build(c, NULL, 0, filter, &report, NULL), OT_OK);
    CHECK(report != NULL);
    return report;
}

static void test_every_cost_centre_is_a_row_to_the_penny(void)
{
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){0});

    REQUIRE(report != NULL && report->row_count == 6);
    CHECK_CELL(report, 0, "id", "020101");
    CHECK_CELL(report, 0, "budget_manager", "Team Manager");
    CHECK_CELL(report, 0, "budget", "-60987600.00");
    CHECK_CELL(report, 0, "forecast", "-45897300.00");
    CHECK_CELL(report, 0, "variance", "15090300.00");
    CHECK_CELL(report, 0, "percent", "-24.7");
    CHECK_CELL(report, 0, "basis", "manager");
    CHECK_CELL(report, 0, "rag_forecast", "red");
    CHECK_CELL(report, 3, "variance", "490.00");
    CHECK_CELL(report, 3, "percent", "");
    CHECK_CELL(report, 3, "rag_forecast", "green");
    CHECK_CELL(report, 3, "bar", "");
    CHECK_CELL(report, 5, "name", "Total");
    CHECK_CELL(report, 5, "budget", "-23592800.00");
    CHECK_CELL(report, 5, "forecast", "-5963910.00");
    CHECK_CELL(report, 5, "variance", "17628890.00");
    CHECK_INT(report->rows[5].kind, OT_ROW_TOTAL);
    ot_report_free(report);
    council_free(&c);
}

/* Every level adds up to the same total, whatever is left out or in which order. */
static void test_every_roll_up_foots(void)
{
    static const char *const amounts[] = {
        "budget", "forecast",         "variance",  "budget_to_date",
        "actual", "variance_to_date", "commitment"};
    council c = sla_council();

    for (int by = 0; by < OT_ROLLS; by++) {
        for (int way = 0; way < 3; way++) {
            ot_variances_filter filter = {.by = (ot_roll)by};
            ot_report *report;

            filter.top = way > 0;
            filter.over = way > 1 ? 81460000 : 0;
            filter.sort = way > 1 ? "-variance" : NULL;
            report = build(&c, filter);
            REQUIRE(report != NULL && report->row_count >= 2);
            for (size_t a = 0; a < sizeof amounts / sizeof *amounts; a++) {
                int64_t sum = 0;
                uint32_t last = report->row_count - 1;

                for (uint32_t row = 0; row < last; row++)
                    sum += cell_of(report, row, amounts[a])->number;
                CHECK_INT(sum, cell_of(report, last, amounts[a])->number);
            }
            CHECK_CELL(report, report->row_count - 1, "variance", "17628890.00");
            ot_report_free(report);
        }
    }
    council_free(&c);
}

static void test_roll_ups_are_named_by_the_structure(void)
{
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){.by = OT_ROLL_GROUP});

    REQUIRE(report->row_count == 4);
    CHECK_CELL(report, 0, "id", "Education");
    CHECK_CELL(report, 1, "name", "Families");
    CHECK_CELL(report, 1, "variance", "1209590.00");
    CHECK_CELL(report, 2, "id", "CF07");
    CHECK_CELL(report, 2, "name", "Commissioning Function");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.by = OT_ROLL_SERVICE});
    CHECK_CELL(report, 1, "id", "CF0206");
    CHECK_CELL(report, 1, "within", "Education");
    CHECK_CELL(report, 1, "budget_manager", "Head of Service");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.by = OT_ROLL_FUND});
    REQUIRE(report->row_count == 3);
    CHECK_CELL(report, find_row(report, OT_ROW_ITEM, "DSG"), "variance", "15470900.00");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.by = OT_ROLL_ACCOUNT});
    REQUIRE(report->row_count == 3);
    CHECK_CELL(report, 0, "id", "1000");
    CHECK_CELL(report, 0, "within", "employees");
    CHECK_CELL(report, 0, "probability_over", "");
    ot_report_free(report);
    council_free(&c);
}

static void test_filters_take_what_they_name(void)
{
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){.service = "cf0301"});

    CHECK_INT(report->row_count, 2);
    CHECK_CELL(report, 0, "id", "030101");
    CHECK_CELL(report, 1, "variance", "1209100.00");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.service = "Commissioning function"});
    CHECK_CELL(report, 0, "id", "070001");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.manager = "TEAM MANAGER"});
    CHECK_INT(report->row_count, 6);
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.group = "families"});
    CHECK_INT(report->row_count, 3);
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.cost_centre = "070001", .fund = "dsg"});
    CHECK_INT(report->row_count, 2);
    CHECK_CELL(report, 1, "variance", "80300.00");
    ot_report_free(report);
    council_free(&c);
}

static void test_small_variances_and_all_but_the_top_are_one_row(void)
{
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){.over = 81459999});

    CHECK_INT(report->row_count, 5); /* three, 814.6 being one more, others, total */
    CHECK_CELL(report, 3, "name", "(2 others)");
    CHECK_INT(report->rows[3].kind, OT_ROW_SUBTOTAL);
    CHECK_CELL(report, 3, "variance", "514890.00");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.over = 81460000});
    CHECK_INT(report->row_count, 4);
    CHECK_CELL(report, 2, "variance", "1329490.00");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.top = 1, .sort = "forecast"});
    CHECK_INT(report->row_count, 3);
    CHECK_CELL(report, 0, "id", "030101");
    CHECK_CELL(report, 1, "name", "(4 others)");
    ot_report_free(report);
    council_free(&c);
}

static void test_rows_are_sorted_by_any_column(void)
{
    static const char *const by_variance[] = {"020101", "030101", "020601", "070001",
                                              "030501"};
    static const char *const backwards[] = {"070001", "030501", "030101", "020601",
                                            "020101"};
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){.sort = "variance"});
    ot_report *texts = build(&c, (ot_variances_filter){.sort = "-id"});
    ot_report *blanks = build(&c, (ot_variances_filter){.sort = "-percent"});

    for (uint32_t i = 0; i < 5; i++) {
        CHECK_CELL(report, i, "id", by_variance[i]);
        CHECK_CELL(texts, i, "id", backwards[i]);
    }
    CHECK_CELL(blanks, 0, "percent", "-24.7");
    CHECK_CELL(blanks, 4, "percent", "");
    ot_report_free(report);
    ot_report_free(texts);
    ot_report_free(blanks);
    council_free(&c);
}

static void refuse(council *c, ot_variances_filter filter, ot_status status,
                   const char *words)
{
    ot_report *report = NULL;

    CHECK_INT(try_build(c, NULL, 0, filter, &report, &c->err), status);
    CHECK_CONTAINS(c->err.message, words);
    CHECK(report == NULL);
}

static void test_what_is_not_in_the_structure_is_refused(void)
{
    council c = sla_council();

    refuse(&c, (ot_variances_filter){.manager = "Nobody"}, OT_EINPUT, "'Nobody'");
    refuse(&c, (ot_variances_filter){.service = "CF99"}, OT_EINPUT, "'CF99'");
    refuse(&c, (ot_variances_filter){.group = "Roads"}, OT_EINPUT, "'Roads'");
    refuse(&c, (ot_variances_filter){.area = "Bridges"}, OT_EINPUT, "'Bridges'");
    refuse(&c, (ot_variances_filter){.cost_centre = "0"}, OT_EINPUT, "centre '0'");
    refuse(&c, (ot_variances_filter){.fund = "GF"}, OT_EINPUT, "DSG or NON-DSG");
    refuse(&c, (ot_variances_filter){.sort = "colour"}, OT_EUSAGE, "variance");
    council_free(&c);
}

static void test_movement_is_of_the_variance_and_keeps_what_is_gone(void)
{
    council c = sla_council();
    const ot_prior_line prior[] = {
        {"030101", "", 1, OT_NON_DSG, 2133440000, 2200000000, false, 0},
        {"030101", "Gone", 5, OT_NON_DSG, 100, 1, false, 0},
        {"039999", "", 1, OT_NON_DSG, 0, 70050, false, 0}};
    ot_report *report = NULL;

    REQUIRE(try_build(&c, prior, 3, (ot_variances_filter){.service = "CF0301"}, &report,
                      NULL) == OT_OK);
    CHECK_CELL(report, 0, "movement", "543500.99");
    CHECK_CELL(report, 1, "movement", "543500.99");
    ot_report_free(report);
    report = NULL;
    REQUIRE(try_build(&c, prior, 3, (ot_variances_filter){0}, &report, NULL) == OT_OK);
    REQUIRE(report->row_count == 7);
    CHECK_CELL(report, 5, "id", "039999");
    CHECK_CELL(report, 5, "movement", "-700.50");
    CHECK_CELL(report, 5, "budget", "0.00");
    ot_report_free(report);
    council_free(&c);
}

static void test_the_risk_is_that_of_the_lines_intervals(void)
{
    council c = sla_council();
    ot_line *line = NULL;
    ot_report *report;

    for (size_t i = 0; i < c.position.count; i++)
        if (strcmp(c.position.lines[i].code, "030101") == 0)
            line = &c.position.lines[i];
    REQUIRE(line != NULL);
    line->projection = (ot_projection){.outturn = 2133440000,
                                       .lo80 = 2100000000,
                                       .hi80 = 2166880000,
                                       .lo95 = 2082298612,
                                       .hi95 = 2184581388,
                                       .has_interval = true};
    report = build(&c, (ot_variances_filter){.cost_centre = "030101"});
    CHECK_CELL(report, 0, "probability_over", "50.0");
    CHECK_CELL(report, 0, "rag_forecast", "red");
    CHECK_CELL(report, 0, "rag_risk", "green");
    CHECK_CELL(report, 0, "lo80", "21000000.00");
    ot_report_free(report);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_every_cost_centre_is_a_row_to_the_penny),
    CASE(test_every_roll_up_foots),
    CASE(test_roll_ups_are_named_by_the_structure),
    CASE(test_filters_take_what_they_name),
    CASE(test_small_variances_and_all_but_the_top_are_one_row),
    CASE(test_rows_are_sorted_by_any_column),
    CASE(test_what_is_not_in_the_structure_is_refused),
    CASE(test_movement_is_of_the_variance_and_keeps_what_is_gone),
    CASE(test_the_risk_is_that_of_the_lines_intervals),
};

OT_TEST_MAIN("variances", cases)
