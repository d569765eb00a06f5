/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_position_placements.c - the forecast of placements on the lines they are paid
 * from. */
#include "tests/engine/council.h"

enum { FORECAST = 437781234, DRIVER = 29640001 };

/* Three lines of the area (one of a child row, one an income) and one outside it. */
static council placed(void)
{
    council c = council_new();
    static const struct {
        const char *centre;
        ot_pence month;
    } lines[] = {{"030201", 165000000 / 12},
                 {"030202", 98002230 / 12},
                 {"030204", -31601240 / 12},
                 {"030301", 45000000 / 12}};

    council_service(&c, "CF0302", "Children in Care", "Families", 1);
    for (size_t i = 0; i < 4; i++)
        council_centre(&c, lines[i].centre, "CF0302", "");
    council_account(&c, "5005", 5);
    council_area(&c, "External Placements", "", 1, "", "");
    council_area(&c, "Residential", "External Placements", 2, "030201", "");
    council_area(&c, "Agency fostering", "External Placements", 3, "030202", "");
    council_area(&c, "UASC grant", "External Placements", 4, "030204", "");
    council_seal(&c);
    for (size_t i = 0; i < 4; i++) {
        council_ledger(&c, lines[i].centre, "5005", "", OT_BUDGET, 1,
                       lines[i].month * 11);
        for (int month = 1; month <= 5; month++)
            council_ledger(&c, lines[i].centre, "5005", "", OT_ACTUAL, month,
                           lines[i].month + month * 1013);
    }
    return c;
}

static ot_projection_means means_of(const char *area)
{
    return (ot_projection_means){
        .placements = {
            .area = area, .forecast = FORECAST, .has_driver = true, .driver = DRIVER}};
}

static void test_lines_of_the_area_add_up_to_the_forecast_of_placements(void)
{
    council c = placed();
    const ot_projection_means means = means_of("External Placements");
    ot_pence forecast = 0, driver = 0;

    c.options.driver = (ot_driver){.id = "covid", .name = "COVID-19", .projects = NULL};
    council_project(&c, &means);
    REQUIRE(c.position.count == 4);
    for (size_t i = 0; i < 3; i++) {
        const ot_line *line = &c.position.lines[i];

        CHECK_INT(line->basis, OT_BASIS_PLACEMENTS);
        CHECK_INT(line->forecast, line->placements);
        CHECK_INT(line->driver_basis, OT_DRIVER_MODELLED);
        CHECK_CONTAINS(line->reason, "placements with contingency");
        forecast += line->forecast;
        driver += line->driver;
    }
    CHECK_INT(forecast, FORECAST);
    CHECK_INT(driver, DRIVER);
    CHECK_INT(c.position.lines[3].basis, OT_BASIS_MODEL);
    CHECK(!c.position.lines[3].has_placements);
    council_free(&c);
}

/* 4,377,812.34 against projections of about 2.5 million: the widest interval moves
 * most. */
static void test_line_that_is_least_sure_moves_most(void)
{
    council c = placed();
    const ot_projection_means means = means_of("External Placements");
    ot_pence most = 0, widest = 0;
    size_t moved = 9, wide = 8;

    council_project(&c, &means);
    REQUIRE(c.position.count == 4);
    for (size_t i = 0; i < 3; i++) {
        const ot_line *line = &c.position.lines[i];
        ot_pence by = line->placements - line->projection.outturn;
        ot_pence width = line->projection.hi80 - line->projection.lo80;

        CHECK(by > 0);
        if (by > most) {
            most = by;
            moved = i;
        }
        if (width > widest) {
            widest = width;
            wide = i;
        }
    }
    CHECK_INT((int64_t)moved, (int64_t)wide);
    council_free(&c);
}

static void test_manager_goes_before_placements_unless_the_profile_says_otherwise(void)
{
    council c = placed();
    const ot_projection_means means = means_of("External Placements");

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .subjective_group = 5,
                                              .amount = 210504533,
                                              .date = 20210914});
    council_project(&c, &means);
    CHECK_INT(c.position.lines[0].basis, OT_BASIS_MANAGER);
    CHECK(c.position.lines[0].has_placements);
    c.options.order[0] = OT_BASIS_PLACEMENTS;
    c.options.order_count = 1;
    council_project(&c, &means);
    CHECK_INT(c.position.lines[0].basis, OT_BASIS_PLACEMENTS);
    council_free(&c);
}

static void test_area_without_lines_is_a_finding(void)
{
    council c = placed();
    const ot_projection_means means = means_of("Placements");

    council_project(&c, &means);
    CHECK(has_finding(&c.findings, "forecasts", "no line is in the high-risk area"));
    for (size_t i = 0; i < c.position.count; i++)
        CHECK(!c.position.lines[i].has_placements);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_lines_of_the_area_add_up_to_the_forecast_of_placements),
    CASE(test_line_that_is_least_sure_moves_most),
    CASE(test_manager_goes_before_placements_unless_the_profile_says_otherwise),
    CASE(test_area_without_lines_is_a_finding)};

OT_TEST_MAIN("position_placements", cases)
