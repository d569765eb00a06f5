/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_checks.c - each thing that a person should look at before the pack goes out. */
#include "engine/checks.h"

#include "tests/engine/council.h"

static const ot_driver covid = {
    .id = "covid", .name = "COVID-19", .projects = "COVID*"};

static council families(void)
{
    council c = council_new();

    council_service(&c, "CF0302", "Children in Care", "Families", 1);
    council_centre(&c, "030201", "CF0302", "");
    council_centre(&c, "030202", "CF0302", "DSG");
    council_account(&c, "1000", 1);
    council_account(&c, "5005", 5);
    council_account(&c, "9000", 9);
    council_seal(&c);
    return c;
}

/* Actuals of 030201 in every month of `months` months up to August 2021 but one. */
static void spend(council *c, int months, int but)
{
    for (int back = 0; back < months; back++) {
        ot_ledger_record record =
            ledger_line("030201", "5005", "", OT_ACTUAL, 1, 238517 + 100 * (back % 7));

        record.period = ot_period_shift((ot_period){2021, 5}, -back);
        if (back != but)
            council_post(c, record);
    }
}

static void find(council *c)
{
    council_position(c);
    CHECK_INT(ot_checks_find(c->data, &c->position, &c->findings, &c->err), OT_OK);
    CHECK_TEXT(c->err.message, "");
}

static void test_sound_data_need_no_person(void)
{
    council c = families();

    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 2400000);
    spend(&c, 5, -1);
    find(&c);
    CHECK_INT((int64_t)ot_findings_open(&c.findings), 0);
    council_free(&c);
}

static void test_cost_centre_outside_the_structure_is_told_once(void)
{
    council c = families();
    const ot_finding *finding;

    spend(&c, 5, -1);
    council_ledger(&c, "999999", "5005", "", OT_BUDGET, 1, 120000);
    council_ledger(&c, "999999", "5005", "", OT_ACTUAL, 5, 33333);
    council_ledger(&c, "999999", "1000", "", OT_ACTUAL, 5, 22222);
    find(&c);
    CHECK_INT((int64_t)ot_findings_open(&c.findings), 1);
    finding = find_finding(&c.findings, "coverage", "cost centre 999999 is not in");
    REQUIRE(finding != NULL);
    CHECK_INT(finding->amount, 55555);
    CHECK_TEXT(finding->what, "999999");
    CHECK_CONTAINS(finding->message, "1200.00");
    council_free(&c);
}

static void test_account_outside_accounts_is_told_with_its_actual(void)
{
    council c = families();
    const ot_finding *finding;
    ot_ledger_record old = ledger_line("030201", "8888", "", OT_ACTUAL, 5, 1);

    spend(&c, 5, -1);
    old.period.year = 2020; /* of an earlier year: nobody can mend that */
    council_post(&c, old);
    council_ledger(&c, "030201", "7777", "", OT_ACTUAL, 5, 33333);
    council_ledger(&c, "030202", "7777", "", OT_ACTUAL, 4, 22222);
    find(&c);
    CHECK_INT((int64_t)ot_findings_open(&c.findings), 1);
    finding = find_finding(&c.findings, "coverage", "account 7777 is not in accounts");
    REQUIRE(finding != NULL);
    CHECK_INT(finding->amount, 55555);
    council_free(&c);
}

static void test_actuals_of_later_months_are_not_in_an_accounts_actual_to_date(void)
{
    council c = families();
    const ot_finding *finding;

    spend(&c, 5, -1);
    council_ledger(&c, "030201", "7777", "", OT_ACTUAL, 5, 33333);
    council_ledger(&c, "030201", "7777", "", OT_ACTUAL, 6, 44444);
    find(&c);
    finding = find_finding(&c.findings, "coverage", "account 7777 is not in accounts");
    REQUIRE(finding != NULL);
    CHECK_INT(finding->amount, 33333);
    council_free(&c);
}

static void test_month_without_any_actual_is_told(void)
{
    council c = families();

    spend(&c, 5, 2);
    find(&c);
    CHECK(has_finding(&c.findings, "data quality",
                      "the ledger has no actuals at all in June 2021"));
    CHECK_INT((int64_t)ot_findings_open(&c.findings), 1);
    council_free(&c);
}

static void test_month_missing_after_twelve_with_figures_is_told(void)
{
    council c = families(), d = families();

    spend(&c, 17, 0);
    council_ledger(&c, "030202", "5005", "", OT_ACTUAL, 5, 1); /* not all is missing */
    find(&c);
    CHECK(has_finding(&c.findings, "data quality",
                      "cost centre 030201 has no actuals in August 2021"));
    CHECK_INT((int64_t)ot_findings_open(&c.findings), 1);
    spend(&d, 12, 0); /* eleven before: too few to say */
    council_ledger(&d, "030202", "5005", "", OT_ACTUAL, 5, 1);
    find(&d);
    CHECK_INT((int64_t)ot_findings_open(&d.findings), 0);
    council_free(&c);
    council_free(&d);
}

static void test_later_virements_are_told_unless_they_count(void)
{
    council c = families(), d = families();
    const ot_finding *finding;

    for (council *each = &c; each; each = each == &c ? &d : NULL) {
        spend(each, 5, -1);
        council_ledger(each, "030201", "5005", "", OT_VIREMENT, 6, 70000);
        council_ledger(each, "030201", "5005", "", OT_VIREMENT, 12, -20000);
        council_ledger(each, "030201", "5005", "", OT_VIREMENT, 5, 999);
    }
    find(&c);
    finding = find_finding(&c.findings, "data quality", "set virements = all");
    REQUIRE(finding != NULL);
    CHECK_INT(finding->amount, 50000);
    CHECK(!finding->needs_person);
    d.options.virements_all = true;
    find(&d);
    CHECK(!has_finding(&d.findings, "data quality", "virements"));
    council_free(&c);
    council_free(&d);
}

static void test_stale_and_absent_forecasts_are_counted(void)
{
    council c = families();
    ot_forecast_record record = {
        .cost_centre = "030201", .subjective_group = 5, .amount = 1, .date = 20210831};

    spend(&c, 5, -1);
    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 2400000);
    council_ledger(&c, "030202", "5005", "", OT_BUDGET, 1, 7000);
    council_ledger(&c, "030202", "1000", "", OT_BUDGET, 1, 300);
    council_forecast(&c, record);
    find(&c);
    REQUIRE(has_finding(&c.findings, "forecasts", "1 line rests on a manager'"));
    CHECK_INT(find_finding(&c.findings, "forecasts", "1 line rests on")->amount,
              2400000);
    REQUIRE(has_finding(&c.findings, "forecasts", "2 lines have no current"));
    CHECK_INT(find_finding(&c.findings, "forecasts", "2 lines have no")->amount, 7300);
    council_free(&c);
}

/* Budget -24,000.00, actual -10,000.00 of income, and the forecast as typed. */
static bool is_asked_about(ot_pence forecast)
{
    council c = families();
    bool asked;

    council_ledger(&c, "030201", "9000", "", OT_BUDGET, 1, -2400000);
    council_ledger(&c, "030201", "9000", "", OT_ACTUAL, 5, -1000000);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .account = "9000",
                                              .amount = forecast,
                                              .date = 20210914});
    find(&c);
    asked = has_finding(&c.findings, "forecasts", "ask whether the sign is right");
    if (asked)
        CHECK_CONTAINS(find_finding(&c.findings, "forecasts", "ask whether")->message,
                       "cost centre 030201 (income) is 23850.17, but -10000.00 is");
    council_free(&c);
    return asked;
}

static void test_forecast_without_its_minus_is_asked_about(void)
{
    CHECK(is_asked_about(2385017));
    CHECK(!is_asked_about(-2385017));
    CHECK(!is_asked_about(-500000));
}

static void test_fresh_forecast_is_not_stale(void)
{
    council c = families();

    spend(&c, 5, -1);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .amount = 2500000,
                                              .date = 20210901});
    find(&c);
    CHECK(!has_finding(&c.findings, "forecasts", "lines"));
    council_free(&c);
}

static void test_drivers_that_do_not_fit_are_told(void)
{
    council c = families();
    ot_ledger_record tagged = ledger_line("030201", "5005", "", OT_ACTUAL, 5, 60000);

    c.options.driver = covid;
    spend(&c, 5, -1);
    tagged.project = "COVID-A";
    council_post(&c, tagged);
    tagged.cost_centre = "030202";
    council_post(&c, tagged);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .subjective_group = 5,
                                              .amount = 2500000,
                                              .has_driver = true,
                                              .driver = 59999,
                                              .date = 20210914});
    find(&c);
    REQUIRE(has_finding(&c.findings, "driver", "already more than the manager"));
    CHECK_INT(find_finding(&c.findings, "driver", "already more")->amount, 60000);
    CHECK_CONTAINS(find_finding(&c.findings, "driver", "already more")->message,
                   "third party payments");
    CHECK(has_finding(&c.findings, "driver",
                      "COVID-19 on DSG cost centre 030202 is not in the covid sheet"));
    council_free(&c);
}

static void test_ledger_totals_are_of_what_counts(void)
{
    council c = families();
    ot_pence totals[OT_MEASURES];
    ot_ledger_record old = ledger_line("030201", "5005", "", OT_ACTUAL, 5, 1000000);

    old.period.year = 2020;
    council_post(&c, old);
    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 7);
    council_ledger(&c, "999999", "5005", "", OT_BUDGET, 12, 20);
    council_ledger(&c, "030201", "5005", "", OT_VIREMENT, 5, 300);
    council_ledger(&c, "030201", "5005", "", OT_VIREMENT, 6, 4000);
    council_ledger(&c, "030201", "7777", "", OT_ACTUAL, 5, 50000);
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 6, 600000);
    REQUIRE(ot_checks_ledger_totals(c.data, &c.options, totals, NULL) == OT_OK);
    CHECK_INT(totals[OT_BUDGET], 27);
    CHECK_INT(totals[OT_VIREMENT], 300);
    CHECK_INT(totals[OT_ACTUAL], 50000);
    c.options.virements_all = true;
    REQUIRE(ot_checks_ledger_totals(c.data, &c.options, totals, NULL) == OT_OK);
    CHECK_INT(totals[OT_VIREMENT], 4300);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_sound_data_need_no_person),
    CASE(test_cost_centre_outside_the_structure_is_told_once),
    CASE(test_account_outside_accounts_is_told_with_its_actual),
    CASE(test_actuals_of_later_months_are_not_in_an_accounts_actual_to_date),
    CASE(test_month_without_any_actual_is_told),
    CASE(test_month_missing_after_twelve_with_figures_is_told),
    CASE(test_later_virements_are_told_unless_they_count),
    CASE(test_stale_and_absent_forecasts_are_counted),
    CASE(test_forecast_without_its_minus_is_asked_about),
    CASE(test_fresh_forecast_is_not_stale),
    CASE(test_drivers_that_do_not_fit_are_told),
    CASE(test_ledger_totals_are_of_what_counts),
};

OT_TEST_MAIN("checks", cases)
