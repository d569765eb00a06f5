/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_variances.c - the budget manager's list of cost centres. */
#include "engine/variances.h"

#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static ot_report *build(const council *c, ot_variances_filter filter)
{
    ot_report *report = NULL;

    CHECK_INT(ot_variances_build(&c->position, NULL, 0, false, &filter, &report, NULL),
              OT_OK);
    CHECK(report != NULL);
    return report;
}

static void test_every_cost_centre_is_a_row_to_the_penny(void)
{
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){0});
    char line[256];

    REQUIRE(report != NULL && report->row_count == 6);
    CHECK_TEXT(row_line(report, 0, line, sizeof line),
               "020101,020101,Team Manager,-60987600.00,0.00,-45897300.00,15090300.00,"
               "-24.7,,,manager");
    CHECK_TEXT(row_line(report, 3, line, sizeof line),
               "030501,030501,Team Manager,0.00,0.00,490.00,490.00,,,,manager");
    CHECK_TEXT(row_line(report, 5, line, sizeof line),
               ",Total,,-23592800.00,0.00,-5963910.00,17628890.00,-74.7,,,");
    CHECK_INT(report->rows[5].kind, OT_ROW_TOTAL);
    ot_report_free(report);
    council_free(&c);
}

static void test_filters_take_service_manager_and_size(void)
{
    council c = sla_council();
    ot_report *report = build(&c, (ot_variances_filter){.service = "cf0301"});

    CHECK_INT(report->row_count, 2);
    CHECK_CELL(report, 0, "cost_centre", "030101");
    CHECK_CELL(report, 1, "variance", "1209100.00");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.service = "Commissioning function"});
    CHECK_CELL(report, 0, "cost_centre", "070001");
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.manager = "TEAM MANAGER"});
    CHECK_INT(report->row_count, 6);
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.over = 81459999}); /* 814.6 is one more */
    CHECK_INT(report->row_count, 4);
    ot_report_free(report);
    report = build(&c, (ot_variances_filter){.over = 81460000});
    CHECK_INT(report->row_count, 3);
    CHECK_CELL(report, 2, "variance", "16299400.00");
    ot_report_free(report);
    council_free(&c);
}

static void test_unknown_manager_or_service_is_refused(void)
{
    council c = sla_council();
    ot_report *report = NULL;

    CHECK_INT(ot_variances_build(&c.position, NULL, 0, false,
                                 &(ot_variances_filter){.manager = "Nobody"}, &report,
                                 &c.err),
              OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "'Nobody'");
    CHECK_INT(ot_variances_build(&c.position, NULL, 0, false,
                                 &(ot_variances_filter){.service = "CF99"}, &report,
                                 &c.err),
              OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "'CF99'");
    CHECK(report == NULL);
    council_free(&c);
}

static void test_movement_is_of_the_cost_centres_variance(void)
{
    council c = sla_council();
    const ot_prior_line prior[] = {
        {"030101", "", 1, OT_NON_DSG, 2133440000, 2200000000, false, 0},
        {"030101", "Gone", 5, OT_NON_DSG, 100, 1, false, 0}};
    ot_report *report = NULL;

    REQUIRE(ot_variances_build(&c.position, prior, 2, true,
                               &(ot_variances_filter){.service = "CF0301"}, &report,
                               NULL) == OT_OK);
    CHECK_CELL(report, 0, "movement", "543500.99");
    CHECK_CELL(report, 1, "movement", "543500.99");
    ot_report_free(report);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_every_cost_centre_is_a_row_to_the_penny),
    CASE(test_filters_take_service_manager_and_size),
    CASE(test_unknown_manager_or_service_is_refused),
    CASE(test_movement_is_of_the_cost_centres_variance),
};

OT_TEST_MAIN("variances", cases)
