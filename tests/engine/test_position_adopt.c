/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_position_adopt.c - which forecast is adopted, why, and the driver's share of it.
 */
#include "tests/engine/council.h"

static const ot_driver covid = {
    .id = "covid", .name = "COVID-19", .projects = "COVID*; CV19"};

/* Placements of 030201: budget 24,000.00, 2,500.00 a month for five months. */
static council placements(void)
{
    council c = council_new();

    council_service(&c, "CF0302", "Children in Care", "Families", 1);
    council_centre(&c, "030201", "CF0302", "");
    council_account(&c, "5005", 5);
    council_account(&c, "5006", 5);
    council_seal(&c);
    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 2400000);
    for (int month = 1; month <= 5; month++)
        council_ledger(&c, "030201", "5005", "", OT_ACTUAL, month, 250000);
    return c;
}

static const ot_line *only_line(council *c)
{
    static const ot_line none = {.reason = "(no line)"};

    council_position(c);
    CHECK_INT((int64_t)c->position.count, 1);
    return c->position.count ? c->position.lines : &none;
}

static ot_forecast_record manager(ot_pence amount)
{
    return (ot_forecast_record){.cost_centre = "030201",
                                .subjective_group = 5,
                                .amount = amount,
                                .reason_code = "volume",
                                .comment = "two more placements",
                                .date = 20210914};
}

static void test_manager_comes_before_model_and_budget(void)
{
    council c = placements();
    const ot_line *line;

    council_forecast(&c, manager(3100000));
    line = only_line(&c);
    CHECK_INT(line->basis, OT_BASIS_MANAGER);
    CHECK_INT(line->forecast, 3100000);
    CHECK_CONTAINS(line->reason, "two more placements");
    council_free(&c);
}

static void test_model_is_taken_without_a_manager_and_says_how(void)
{
    council c = placements();
    const ot_line *line = only_line(&c);

    CHECK_INT(line->basis, OT_BASIS_MODEL);
    CHECK(!line->has_manager);
    CHECK_TEXT(line->projection.method, "weighted median led by run-rate");
    CHECK_INT(line->forecast, line->projection.outturn);
    CHECK_INT(line->members[OT_YEAR_RUN_RATE], 3000000);
    CHECK_INT(line->members[OT_YEAR_BUDGET], 1250000 + 1400000);
    CHECK(line->forecast >= 2650000 && line->forecast <= 3000000);
    CHECK(line->projection.has_interval && line->projection.lo80 >= line->actual);
    CHECK_CONTAINS(line->reason, "no manager's forecast");
    CHECK_CONTAINS(line->reason, "5 months");
    council_free(&c);
}

static void test_order_of_bases_is_an_option(void)
{
    council c = placements(), d = placements(), e = placements();
    const ot_line *line;

    c.options.order[0] = OT_BASIS_BUDGET;
    c.options.order_count = 1;
    council_forecast(&c, manager(3100000));
    line = only_line(&c);
    CHECK_INT(line->basis, OT_BASIS_BUDGET);
    CHECK_INT(line->forecast, 2400000);
    CHECK_CONTAINS(line->reason, "as the profile orders");
    d.options.order[0] = OT_BASIS_PLACEMENTS;
    d.options.order[1] = OT_BASIS_MODEL;
    d.options.order[2] = OT_BASIS_MANAGER;
    d.options.order_count = 3;
    council_forecast(&d, manager(3100000));
    line = only_line(&d);
    CHECK_INT(line->basis, OT_BASIS_MODEL);
    CHECK(line->has_manager);
    CHECK_INT(line->manager, 3100000);
    e.options.order[0] = OT_BASIS_MANAGER; /* and nothing else: the budget is left */
    e.options.order_count = 1;
    line = only_line(&e);
    CHECK_INT(line->basis, OT_BASIS_BUDGET);
    council_free(&c);
    council_free(&d);
    council_free(&e);
}

static void test_budget_stands_where_nothing_was_ever_spent(void)
{
    council c = council_new();
    const ot_line *line;

    council_service(&c, "CF0302", "Children in Care", "Families", 1);
    council_centre(&c, "030201", "CF0302", "");
    council_seal(&c);
    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 2400000);
    line = only_line(&c);
    CHECK_INT(line->basis, OT_BASIS_BUDGET);
    CHECK_INT(line->forecast, 2400000);
    CHECK_CONTAINS(line->reason, "revised budget");
    CHECK_INT(line->subjective_group, 0);
    council_free(&c);
}

static void test_year_end_takes_the_actual_whatever_the_manager_said(void)
{
    council c = placements(), d = placements();
    const ot_line *line;

    c.options.as_at.number = 12;
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 12, 900000);
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 13, 70000);
    council_forecast(&c, manager(3100000));
    line = only_line(&c);
    CHECK_INT(line->basis, OT_BASIS_ACTUAL);
    CHECK_INT(line->forecast, 2150000);
    CHECK_TEXT(line->reason, "the year is complete");
    d.options.as_at.number = 13;
    council_ledger(&d, "030201", "5005", "", OT_ACTUAL, 13, 70000);
    line = only_line(&d);
    CHECK_INT(line->forecast, 1320000);
    CHECK_INT(line->months[11], 70000);
    council_free(&c);
    council_free(&d);
}

static ot_ledger_record ledger_forecast(const char *account, const char *project,
                                        int number, ot_pence amount)
{
    ot_ledger_record record =
        ledger_line("030201", account, "", OT_FORECAST, number, amount);

    record.project = project;
    return record;
}

static void test_ledger_forecast_of_the_newest_period_is_the_managers(void)
{
    council c = placements();
    const ot_line *line;

    council_ledger(&c, "030201", "5006", "", OT_BUDGET, 1, 100000);
    council_post(&c, ledger_forecast("5005", "", 4, 9900000));
    council_post(&c, ledger_forecast("5005", "", 5, 2600000));
    council_post(&c, ledger_forecast("5005", "COVID1", 5, 50000));
    council_post(&c, ledger_forecast("5005", "", 6, 7700000));
    line = only_line(&c);
    CHECK(line->has_manager);
    CHECK_INT(line->manager_date, 20210831);
    CHECK_INT(line->basis, OT_BASIS_MANAGER);
    CHECK_INT(line->forecast, 2750000); /* with account 5006 at its budget */
    CHECK_CONTAINS(line->reason, "ledger");
    council_free(&c);
}

static void test_forecast_file_comes_before_the_ledgers_forecast(void)
{
    council c = placements();

    council_post(&c, ledger_forecast("5005", "", 5, 2600000));
    council_forecast(&c, manager(3100000));
    CHECK_INT(only_line(&c)->forecast, 3100000);
    council_free(&c);
}

/* 400.00 tagged by two projects to date, 99.00 later, 7.00 of another project. */
static void tag(council *c)
{
    static const struct {
        const char *project;
        int number;
        ot_pence amount;
    } posted[] = {{"COVID-A", 4, 30000},
                  {"CV19", 5, 10000},
                  {"COVID-A", 6, 9900},
                  {"ROOF", 5, 700}};

    for (size_t i = 0; i < 4; i++) {
        ot_ledger_record record = ledger_line("030201", "5005", "", OT_ACTUAL,
                                              posted[i].number, posted[i].amount);

        record.project = posted[i].project;
        council_post(c, record);
    }
}

static void check_driver(ot_forecast_record record, const ot_driver *driver,
                         ot_driver_basis basis, ot_pence amount)
{
    council c = placements();
    const ot_line *line;

    c.options.driver = *driver;
    tag(&c);
    if (record.cost_centre)
        council_forecast(&c, record);
    line = only_line(&c);
    CHECK_INT(line->driver_basis, basis);
    CHECK_INT(line->driver, amount);
    council_free(&c);
}

static void test_driver_is_declared_else_tagged(void)
{
    ot_forecast_record declared = manager(3100000);

    check_driver((ot_forecast_record){0}, &covid, OT_DRIVER_TAGGED, 40000);
    check_driver(manager(3100000), &covid, OT_DRIVER_TAGGED, 40000);
    declared.has_driver = true;
    declared.driver = 55500;
    check_driver(declared, &covid, OT_DRIVER_DECLARED, 55500);
    declared.driver = 0; /* none is said, and is not the same as not said */
    check_driver(declared, &covid, OT_DRIVER_DECLARED, 0);
    check_driver(declared, &(ot_driver){0}, OT_DRIVER_BLANK, 0);
    check_driver((ot_forecast_record){0},
                 &(ot_driver){.id = "flood", .name = "Flood", .projects = NULL},
                 OT_DRIVER_BLANK, 0);
    check_driver((ot_forecast_record){0},
                 &(ot_driver){.id = "flood", .name = "Flood", .projects = ""},
                 OT_DRIVER_TAGGED, 40700);
}

static void test_driver_of_a_forecast_that_is_not_adopted_does_not_count(void)
{
    council c = placements();
    ot_forecast_record declared = manager(3100000);
    const ot_line *line;

    c.options.driver = covid;
    c.options.order[0] = OT_BASIS_BUDGET;
    c.options.order_count = 1;
    declared.has_driver = true;
    declared.driver = 55500;
    council_forecast(&c, declared);
    line = only_line(&c);
    CHECK_INT(line->driver_basis, OT_DRIVER_BLANK);
    council_free(&c);
}

static void test_driver_is_split_with_its_forecast(void)
{
    council c = placements();
    ot_pence drivers = 0;

    c.options.driver = covid;
    council_ledger(&c, "030201", "1000", "", OT_BUDGET, 1, 1200000);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .is_change = true,
                                              .amount = 100000,
                                              .has_driver = true,
                                              .driver = 10000,
                                              .date = 20210914});
    council_position(&c);
    REQUIRE(c.position.count == 2);
    CHECK_INT(council_line(&c, "030201", 5, OT_NON_DSG)->driver, 6667);
    for (size_t i = 0; i < 2; i++)
        drivers += c.position.lines[i].driver;
    CHECK_INT(drivers, 10000);
    council_free(&c);
}

static void test_names_of_bases_are_as_printed(void)
{
    CHECK_TEXT(ot_basis_name(OT_BASIS_MANAGER), "manager");
    CHECK_TEXT(ot_basis_name(OT_BASIS_PLACEMENTS), "placements");
    CHECK_TEXT(ot_basis_name(OT_BASIS_MODEL), "model");
    CHECK_TEXT(ot_basis_name(OT_BASIS_BUDGET), "budget");
    CHECK_TEXT(ot_basis_name(OT_BASIS_ACTUAL), "actual");
    CHECK_TEXT(ot_driver_basis_name(OT_DRIVER_BLANK), "");
    CHECK_TEXT(ot_driver_basis_name(OT_DRIVER_DECLARED), "declared");
    CHECK_TEXT(ot_driver_basis_name(OT_DRIVER_TAGGED), "tagged");
}

static const check_case cases[] = {
    CASE(test_manager_comes_before_model_and_budget),
    CASE(test_model_is_taken_without_a_manager_and_says_how),
    CASE(test_order_of_bases_is_an_option),
    CASE(test_budget_stands_where_nothing_was_ever_spent),
    CASE(test_year_end_takes_the_actual_whatever_the_manager_said),
    CASE(test_ledger_forecast_of_the_newest_period_is_the_managers),
    CASE(test_forecast_file_comes_before_the_ledgers_forecast),
    CASE(test_driver_is_declared_else_tagged),
    CASE(test_driver_of_a_forecast_that_is_not_adopted_does_not_count),
    CASE(test_driver_is_split_with_its_forecast),
    CASE(test_names_of_bases_are_as_printed),
};

OT_TEST_MAIN("position_adopt", cases)
