/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_narrative_write.c - what the report says of a council: every figure a cell, and
 * sentences that are right whatever the figures are. */
#include <ctype.h>

#include "tests/engine/narrative_text.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static const ot_driver covid = {
    .id = "covid", .name = "COVID-19", .projects = "COVID*"};

static char *report_of(council *c)
{
    council_position(c);
    council_pack(c);
    CHECK(c->pack.narrative != NULL);
    return narrative_text(c->pack.narrative);
}

static void build_with_prior(council *c, const ot_prior_line *prior, size_t count)
{
    council_position(c);
    CHECK_INT(ot_pack_build(&(ot_pack_input){.dataset = c->data,
                                             .position = &c->position,
                                             .options = &c->pack_options,
                                             .prior = prior,
                                             .prior_count = count,
                                             .has_prior = true},
                            &c->findings, &c->pack, &c->err),
              OT_OK);
}

/* Every digit stands in a cell, a name of the profile or a period: the program's own
 * words hold none. */
static void test_no_words_of_the_program_hold_a_digit(void)
{
    council c = sla_structure();
    size_t cells = 0;

    c.options.driver = covid;
    council_area(&c, "Section 17 Payments", "", 1, "0301*", "");
    council_seal(&c);
    sla_ledger(&c);
    council_activity(&c, "total", 2021, 5, 459);
    free(report_of(&c));
    for (size_t s = 0; s < c.pack.narrative->section_count; s++) {
        const ot_section *section = &c.pack.narrative->sections[s];

        for (size_t b = 0; b < section->block_count; b++)
            for (size_t i = 0; i < section->blocks[b].run_count; i++) {
                const ot_phrase *run = &section->blocks[b].runs[i];

                cells += run->kind == OT_PHRASE_CELL;
                for (const char *at = run->text;
                     run->kind == OT_PHRASE_WORDS && *at != '\0'; at++)
                    CHECK(!isdigit((unsigned char)*at));
            }
    }
    CHECK(cells > 30);
    council_free(&c);
}

static void test_dsg_and_the_rest_are_told_apart(void)
{
    council c = sla_council();
    char *text = narrative_text(c.pack.narrative);

    CHECK_SAYS(text, "The forecast for services not funded by DSG is an over-spend of "
                     "£2.158 million (9.15% of a net income budget).");
    CHECK_SAYS(text, "services funded by DSG is an over-spend of £15.471 million.");
    CHECK_SAYS(text,
               "forecast to come to a net income of £5.964 million against a net "
               "income budget of £23.593 million: an over-spend of £17.629 million");
    CHECK_SAYS(text, "# 2.3 Dedicated Schools Grant");
    CHECK_SAYS(text, "- Schools: an over-spend of £14.590 million.");
    CHECK_SAYS_NOT(text, "COVID");
    free(text);
    council_free(&c);
}

static void test_council_without_dsg_hears_nothing_of_it(void)
{
    council c = sla_structure();
    char *text;

    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, 201000);
    text = report_of(&c);
    CHECK_SAYS_NOT(text, "DSG");
    CHECK_SAYS_NOT(text, "Schools Grant");
    CHECK_SAYS(text,
               "services are forecast to come to £20.100 million against a net "
               "budget of £21.334 million: an under-spend of £1.234 million (5.78% "
               "of budget).");
    CHECK_SAYS(text, "the largest under-spend is in Safeguarding (£1.234 million).");
    CHECK_SAYS_NOT(text, "over-spend");
    CHECK_SAYS(text, "The one variance is:\n- Safeguarding: an under-spend");
    CHECK_SAYS(text, "There is no run of the month before");
    CHECK_SAYS_NOT(text, "Movement since");
    CHECK_SAYS_NOT(text, "Activity");
    free(text);
    council_free(&c);
}

static void test_all_on_budget_is_said_without_amounts(void)
{
    council c = sla_structure();
    char *text;

    c.options.driver = covid;
    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, 213344);
    text = report_of(&c);
    CHECK_SAYS(text, "net budget of £21.334 million: on budget.");
    CHECK_SAYS(text, "Every service area is on budget.");
    CHECK_SAYS(text, "No service area has a variance.");
    free(text);
    council_free(&c);
}

static void test_spend_without_budget_has_no_percent(void)
{
    council c = sla_structure();
    char *text;

    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 0, 5003);
    text = report_of(&c);
    CHECK_SAYS(text,
               "forecast to come to £500k without a budget: an over-spend of £500k "
               "against no budget.");
    CHECK_SAYS(text, "- Safeguarding: an over-spend of £500k against no budget.");
    CHECK_SAYS_NOT(text, "%");
    free(text);
    council_free(&c);
}

/* Safeguarding, budget 21,334, with its driver. */
static void check_driver(ot_pence tagged, int64_t forecast, const char *words)
{
    council c = sla_structure();
    ot_ledger_record line = ledger_line("030101", "1000", "", OT_ACTUAL, 5, tagged);
    char *text;

    c.options.driver = covid;
    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, forecast);
    line.project = "COVID-19";
    council_post(&c, line);
    text = report_of(&c);
    CHECK_SAYS(text, words);
    free(text);
    council_free(&c);
}

static void test_the_drivers_part_is_told_whichever_way_it_goes(void)
{
    check_driver(
        29650000, 225435,
        "Of this, £297k is put down to COVID-19; the underlying position is an "
        "over-spend of £913k.");
    check_driver(121000000, 225435,
                 "Of this, £1.210 million is put down to COVID-19; the underlying "
                 "position is on budget.");
    check_driver(121100000, 225435,
                 "This includes £1.211 million put down to COVID-19; the underlying "
                 "position is an under-spend of £1k.");
    check_driver(
        5000000, 213344,
        "This includes £50k put down to COVID-19; the underlying position is an "
        "under-spend of £50k.");
    check_driver(-5000000, 213344,
                 "This includes a saving of £50k put down to COVID-19; the underlying "
                 "position is an over-spend of £50k.");
    check_driver(100, 225435, " None of it is put down to COVID-19.");
}

/* Safeguarding's forecast is 22,543.5 now; budget 21,334.4. */
static char *moved(council *c, ot_pence then)
{
    const ot_prior_line prior[] = {
        {"030101", "", 1, OT_NON_DSG, 2133440000, then, false, 0}};

    *c = sla_structure();
    council_seal(c);
    put_hundreds(c, "030101", "1000", "", 213344, 225435);
    build_with_prior(c, prior, 1);
    return narrative_text(c->pack.narrative);
}

static void test_movement_is_told_as_worse_better_or_none(void)
{
    static const struct {
        ot_pence then;
        const char *whole, *service;
    } moves[] = {
        {2200000000,
         "Since last month it has worsened by £544k, from an over-spend of £666k.",
         "One service area has moved since last month:\n- Safeguarding: £544k worse; "
         "the "
         "forecast is now an over-spend of £1.210 million."},
        {2300000000,
         "Since last month it has improved by £457k, from an over-spend of £1.666 "
         "million.",
         "- Safeguarding: £457k better; the forecast is now"},
        {2133440000, "it has worsened by £1.209 million, when it was on budget.",
         "£1.209 million worse"},
        {2100000000, "it has worsened by £1.544 million, from an under-spend of £334k.",
         "£1.544 million worse"},
        {2254350000 - 40000, " It has not changed since last month.",
         "No service area has moved since last month."}};

    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        council c;
        char *text = moved(&c, moves[i].then);

        CHECK_SAYS(text, moves[i].whole);
        CHECK_SAYS(text, moves[i].service);
        CHECK_SAYS_NOT(text, "no run of the month before");
        free(text);
        council_free(&c);
    }
}

static void test_complete_year_is_an_outturn_and_no_forecast(void)
{
    council c = sla_structure();
    char *text;

    c.options.as_at.number = 12;
    council_seal(&c);
    sla_ledger(&c);
    text = report_of(&c);
    CHECK_SAYS(text, "This report gives the revenue outturn of 2021/22");
    CHECK_SAYS(text, "The outturn of services not funded by DSG is ");
    CHECK_SAYS(text, "Taken together, services came to ");
    CHECK_SAYS_NOT(text, "input in");
    CHECK_SAYS_NOT(text, "In four years of five");
    CHECK_SAYS_NOT(text, "forecast to");
    free(text);
    council_free(&c);
}

/* Lines with the reasons that managers gave. */
static void test_the_largest_lines_are_told_with_their_managers_reasons(void)
{
    council c = sla_structure();
    char *text;

    council_seal(&c);
    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 2133440000);
    council_ledger(&c, "030101", "5005", "", OT_BUDGET, 1, 100000000);
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030101",
                                              .account = "1000",
                                              .amount = 2254350000,
                                              .reason_code = "VAC",
                                              .comment = "Agency cover of 12 posts",
                                              .date = 20210914});
    council_forecast(&c, (ot_forecast_record){.cost_centre = "030101",
                                              .account = "5005",
                                              .amount = 130000000,
                                              .reason_code = "NIL",
                                              .date = 20210914});
    text = report_of(&c);
    CHECK_SAYS(text, "The largest lines are 030101, employees (£1.209 million over: "
                     "“Agency cover of 12 posts”) and 030101, third party payments "
                     "(£300k over).");
    free(text);
    council_free(&c);
}

static void test_income_lines_are_short_and_not_over(void)
{
    council c = sla_structure();
    char *text;

    council_account(&c, "9000", 9);
    council_seal(&c);
    put_hundreds(&c, "030101", "9000", "", -4210, -2385);
    text = report_of(&c);
    CHECK_SAYS(text, "The largest line is 030101, income (£183k short).");
    free(text);
    council_free(&c);
}

static void test_a_month_without_actuals_is_told_before_the_position(void)
{
    council c = sla_structure();
    const ot_report *sheet;
    char *text;

    council_seal(&c);
    put_hundreds(&c, "030101", "1000", "", 213344, 225435);
    for (int month = 1; month <= 5; month++)
        if (month != 3)
            council_ledger(&c, "030101", "1000", "", OT_ACTUAL, month, 2385017);
    text = report_of(&c);
    CHECK_SAYS(text, "These figures are not complete. The ledger has no actuals at all "
                     "in June 2021: what is not there counts as nothing.");
    sheet = c.pack.sheets[OT_SHEET_SUMMARY];
    REQUIRE(sheet->note_count > 0);
    CHECK_CONTAINS(sheet->notes[sheet->note_count - 1],
                   "Not complete: the ledger has no actuals in June 2021.");
    free(text);
    council_free(&c);
}

static void test_activity_tells_now_and_a_year_before(void)
{
    council c = sla_structure();
    char *text;

    council_seal(&c);
    sla_ledger(&c);
    council_activity(&c, "total", 2020, 5, 392);
    council_activity(&c, "total", 2021, 4, 471);
    council_activity(&c, "total", 2021, 5, 459);
    council_activity(&c, "late", 2021, 4, 21);
    council_activity(&c, "gone", 2020, 4, 7);
    text = report_of(&c);
    CHECK_SAYS(text,
               "- total: 459 at the end of August 2021; a year before, 392. The "
               "average of the year so far is 465; of the year before it was 392.");
    CHECK_SAYS(text,
               "- late: 21 at the end of July 2021. The average of the year so far "
               "is 21.");
    CHECK_SAYS(text, "- gone: no count this year.");
    free(text);
    council_free(&c);
}

static void test_publication_tells_no_small_count(void)
{
    council c = sla_structure();
    char *text;

    c.pack_options.publish = true;
    council_seal(&c);
    sla_ledger(&c);
    council_activity(&c, "secure", 2020, 5, 4);
    council_activity(&c, "secure", 2021, 4, 3);
    council_activity(&c, "secure", 2021, 5, 2);
    text = report_of(&c);
    CHECK_SAYS(text, "- secure: fewer than 5 at the end of August 2021; a year before, "
                     "fewer than 5.\n");
    CHECK_SAYS(text, "For publication, small counts");
    free(text);
    council_free(&c);
}

static void test_a_high_risk_area_stands_with_the_service_of_most_of_its_budget(void)
{
    council c = sla_structure();
    char *text;

    council_area(&c, "Staffing", "", 1, "0301*;07*", "1000");
    council_seal(&c);
    sla_ledger(&c);
    text = report_of(&c);
    CHECK_SAYS(text,
               "- Safeguarding: an over-spend of £1.210 million (5.7% of budget). "
               "Its high-risk area Staffing shows an over-spend of ");
    free(text);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_no_words_of_the_program_hold_a_digit),
    CASE(test_dsg_and_the_rest_are_told_apart),
    CASE(test_council_without_dsg_hears_nothing_of_it),
    CASE(test_all_on_budget_is_said_without_amounts),
    CASE(test_spend_without_budget_has_no_percent),
    CASE(test_the_drivers_part_is_told_whichever_way_it_goes),
    CASE(test_movement_is_told_as_worse_better_or_none),
    CASE(test_complete_year_is_an_outturn_and_no_forecast),
    CASE(test_the_largest_lines_are_told_with_their_managers_reasons),
    CASE(test_income_lines_are_short_and_not_over),
    CASE(test_a_month_without_actuals_is_told_before_the_position),
    CASE(test_activity_tells_now_and_a_year_before),
    CASE(test_publication_tells_no_small_count),
    CASE(test_a_high_risk_area_stands_with_the_service_of_most_of_its_budget),
};

OT_TEST_MAIN("narrative_write", cases)
