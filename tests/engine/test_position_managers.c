/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_position_managers.c - which of the managers' forecasts counts, and for which
 * lines. */
#include "tests/engine/council.h"

/* Cost centre 030201: pay 60,000.00, placements 20,000.00 + 10,000.00 in two accounts,
 * income -10,000.01. */
static council families(void)
{
    council c = council_new();

    council_service(&c, "CF0302", "Children in Care", "Families", 1);
    council_centre(&c, "030201", "CF0302", "");
    council_centre(&c, "030202", "CF0302", "DSG");
    council_account(&c, "1000", 1);
    council_account(&c, "5005", 5);
    council_account(&c, "5006", 5);
    council_account(&c, "9000", 9);
    council_seal(&c);
    council_ledger(&c, "030201", "1000", "", OT_BUDGET, 1, 6000000);
    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 2000000);
    council_ledger(&c, "030201", "5006", "", OT_BUDGET, 1, 1000000);
    council_ledger(&c, "030201", "9000", "", OT_BUDGET, 1, -1000001);
    return c;
}

static void check_manager(const council *c, int group, bool has, ot_pence amount)
{
    const ot_line *line = council_line(c, "030201", group, OT_NON_DSG);

    REQUIRE(line != NULL);
    CHECK_INT(line->has_manager, has);
    if (has)
        CHECK_INT(line->manager, amount);
    CHECK_INT(line->basis, has ? OT_BASIS_MANAGER : OT_BASIS_MODEL);
}

/* A forecast of the year's outturn of the placements of 030201. */
static ot_forecast_record placements(ot_pence amount, ot_date date)
{
    return (ot_forecast_record){
        .cost_centre = "030201", .subjective_group = 5, .amount = amount, .date = date};
}

static void spend(council *c)
{
    for (int month = 1; month <= 5; month++) {
        council_ledger(c, "030201", "1000", "", OT_ACTUAL, month, 510000 + month);
        council_ledger(c, "030201", "5005", "", OT_ACTUAL, month, 270000 - month);
        council_ledger(c, "030201", "9000", "", OT_ACTUAL, month, -80000);
    }
}

static void test_newest_dated_forecast_counts(void)
{
    council c = families();

    spend(&c);
    council_forecast(&c, placements(3100000, 20210910));
    council_forecast(&c, placements(3200000, 20210914));
    council_forecast(&c, placements(3300000, 20210712));
    council_position(&c);
    check_manager(&c, 5, true, 3200000);
    check_manager(&c, 1, false, 0);
    CHECK_INT(council_line(&c, "030201", 5, OT_NON_DSG)->manager_date, 20210914);
    council_free(&c);
}

static void test_later_record_of_one_date_counts(void)
{
    council c = families();

    council_forecast(&c, placements(3100000, 20210914));
    council_forecast(&c, placements(3400000, 20210914));
    council_position(&c);
    check_manager(&c, 5, true, 3400000);
    council_free(&c);
}

static void test_forecast_dated_after_the_month_that_follows_is_not_known_yet(void)
{
    council c = families();

    council_forecast(&c, placements(3100000, 20210930));
    council_forecast(&c, placements(3900000, 20211001));
    council_position(&c);
    check_manager(&c, 5, true, 3100000);
    council_free(&c);
}

static void test_forecast_expires_before_the_end_of_the_period(void)
{
    council c = families(), d = families();
    ot_forecast_record record = placements(3100000, 20210614);

    spend(&c);
    record.expires = 20210830;
    council_forecast(&c, record);
    council_position(&c);
    check_manager(&c, 5, false, 0);
    CHECK_CONTAINS(council_line(&c, "030201", 5, OT_NON_DSG)->reason,
                   "manager's forecast of 2021-06-14 has expired");
    record.expires = 20210831;
    council_forecast(&d, record);
    council_position(&d);
    check_manager(&d, 5, true, 3100000);
    council_free(&c);
    council_free(&d);
}

static void test_change_is_on_the_revised_budget(void)
{
    council c = families();
    ot_forecast_record record = placements(250000, 20210914);

    record.is_change = true;
    council_ledger(&c, "030201", "5005", "", OT_VIREMENT, 3, 77700);
    council_forecast(&c, record);
    council_position(&c);
    check_manager(&c, 5, true, 3327700);
    council_free(&c);
}

static void test_forecast_of_a_cost_centre_is_split_to_the_penny(void)
{
    council c = families();

    /* budget 79,999.99, change 1,234.58 by 6000000:3000000:1000001 =
     * 740.747.., 370.373.., 123.458.. */
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .amount = 8123457,
                                              .date = 20210914});
    council_position(&c);
    check_manager(&c, 1, true, 6074075);
    check_manager(&c, 5, true, 3037037);
    check_manager(&c, 9, true, -987655);
    council_free(&c);
}

static void test_lines_of_earlier_years_take_no_share(void)
{
    council c = council_new(), d = council_new();

    for (council *each = &c; each; each = each == &c ? &d : NULL) {
        ot_ledger_record old = ledger_line("030201", "1000", "", OT_ACTUAL, 12, 777);

        old.period.year = 2020;
        council_service(each, "CF0302", "Children in Care", "Families", 1);
        council_centre(each, "030201", "CF0302", "");
        council_account(each, "1000", 1);
        council_account(each, "5005", 5);
        council_seal(each);
        council_post(each, old);
        council_forecast(each, (ot_forecast_record){.cost_centre = "030201",
                                                    .amount = 350000,
                                                    .date = 20210914});
    }
    council_ledger(&c, "030201", "5005", "", OT_ACTUAL, 5, 99000);
    council_position(&c);
    CHECK_INT((int64_t)c.position.count, 1);
    check_manager(&c, 5, true, 350000);
    council_position(&d); /* nothing this year: the forecast still counts */
    CHECK_INT((int64_t)d.position.count, 1);
    check_manager(&d, 1, true, 350000);
    council_free(&c);
    council_free(&d);
}

static void test_newer_forecast_of_the_whole_replaces_one_without_ledger_lines(void)
{
    council c = families();
    ot_pence sum = 0;

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .subjective_group = 3,
                                              .amount = 60000,
                                              .date = 20210714});
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .amount = 8123457,
                                              .date = 20210914});
    council_position(&c);
    for (size_t i = 0; i < c.position.count; i++)
        sum += c.position.lines[i].forecast;
    CHECK_INT(sum, 8123457);
    check_manager(&c, 3, true, 0);
    council_free(&c);
}

static void test_forecast_by_account_leaves_the_others_at_budget(void)
{
    council c = families();

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .account = "5006",
                                              .amount = 1250000,
                                              .date = 20210914});
    council_position(&c);
    check_manager(&c, 5, true, 3250000);
    council_free(&c);
}

static void test_forecasts_of_two_accounts_of_a_line_add_up(void)
{
    council c = families();

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .account = "5006",
                                              .amount = 1250000,
                                              .date = 20210913});
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .account = "5005",
                                              .is_change = true,
                                              .amount = -40000,
                                              .date = 20210914});
    council_position(&c);
    check_manager(&c, 5, true, 3210000);
    CHECK_INT(council_line(&c, "030201", 5, OT_NON_DSG)->manager_date, 20210914);
    council_free(&c);
}

static void test_newest_level_counts_then_the_most_specific(void)
{
    council c = families();

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .amount = 7999999,
                                              .date = 20210914});
    council_forecast(&c, placements(3100000, 20210914));
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030201",
                                              .subjective_group = 1,
                                              .amount = 6100000,
                                              .date = 20210913});
    council_position(&c);
    check_manager(&c, 5, true, 3100000); /* as new as the whole, more specific */
    check_manager(&c, 1, true, 6000000); /* older than the whole */
    check_manager(&c, 9, true, -1000001);
    council_free(&c);
}

static void test_forecast_without_ledger_lines_opens_a_line(void)
{
    council c = families();
    const ot_line *line;

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030202",
                                              .account = "5005",
                                              .amount = 150000,
                                              .date = 20210914});
    council_position(&c);
    line = council_line(&c, "030202", 5, OT_DSG);
    REQUIRE(line != NULL);
    CHECK_INT(line->budget, 0);
    CHECK_INT(line->forecast, 150000);
    CHECK_INT(line->basis, OT_BASIS_MANAGER);
    CHECK_INT(line->months[4], 0);
    CHECK(has_finding(&c.findings, "forecasts", "no budget and no spend"));
    council_free(&c);
}

static void test_forecast_of_another_fund_opens_a_line_of_that_fund(void)
{
    council c = families();
    ot_forecast_record record = placements(150000, 20210914);

    record.fund = "DSG";
    council_forecast(&c, record);
    council_position(&c);
    REQUIRE(council_line(&c, "030201", 5, OT_DSG) != NULL);
    CHECK_INT(council_line(&c, "030201", 5, OT_DSG)->forecast, 150000);
    CHECK(!council_line(&c, "030201", 5, OT_NON_DSG)->has_manager);
    council_free(&c);
}

static void test_expired_forecast_without_ledger_lines_opens_nothing(void)
{
    council c = families();

    council_forecast(&c, (ot_forecast_record){.cost_centre = "030202",
                                              .amount = 150000,
                                              .date = 20210614,
                                              .expires = 20210630});
    council_position(&c);
    CHECK_INT((int64_t)c.position.count, 3);
    council_free(&c);
}

static void test_forecast_of_an_unknown_cost_centre_is_told_and_not_counted(void)
{
    council c = families();
    const ot_finding *finding;

    council_forecast(&c, (ot_forecast_record){.cost_centre = "999999",
                                              .amount = 150000,
                                              .date = 20210914});
    council_position(&c);
    CHECK_INT((int64_t)c.position.count, 3);
    finding = find_finding(&c.findings, "forecasts", "names cost centre 999999");
    REQUIRE(finding != NULL);
    CHECK(finding->needs_person);
    CHECK_INT(finding->amount, 150000);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_newest_dated_forecast_counts),
    CASE(test_later_record_of_one_date_counts),
    CASE(test_forecast_dated_after_the_month_that_follows_is_not_known_yet),
    CASE(test_forecast_expires_before_the_end_of_the_period),
    CASE(test_change_is_on_the_revised_budget),
    CASE(test_forecast_of_a_cost_centre_is_split_to_the_penny),
    CASE(test_lines_of_earlier_years_take_no_share),
    CASE(test_newer_forecast_of_the_whole_replaces_one_without_ledger_lines),
    CASE(test_forecast_by_account_leaves_the_others_at_budget),
    CASE(test_forecasts_of_two_accounts_of_a_line_add_up),
    CASE(test_newest_level_counts_then_the_most_specific),
    CASE(test_forecast_without_ledger_lines_opens_a_line),
    CASE(test_forecast_of_another_fund_opens_a_line_of_that_fund),
    CASE(test_expired_forecast_without_ledger_lines_opens_nothing),
    CASE(test_forecast_of_an_unknown_cost_centre_is_told_and_not_counted),
};

OT_TEST_MAIN("position_managers", cases)
