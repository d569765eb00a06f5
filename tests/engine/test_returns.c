/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/returns.h"

#include "tests/engine/sla_council.h"

/* Two areas cut through one cost centre's third party payments. */
static council make_council(void)
{
    council c = sla_structure();
    const ot_cost_centre_record others[] = {
        {"070002", "Grants", "CF07", "", "Head of Grants", "NON-DSG", 8},
        {"070003", "Nobody's", "CF07", "", "", "NON-DSG", 9}};

    council_put(&c, (ot_batch){OT_KIND_COST_CENTRES, 2, {.cost_centres = others}});
    council_account(&c, "5006", 5);
    council_area(&c, "Fees", "", 1, "030101", "5006");
    council_seal(&c);
    sla_ledger(&c);
    put_hundreds(&c, "030101", "5005", "", 1000, 1100);
    put_hundreds(&c, "030101", "5006", "", 2000, 2500);
    put_hundreds(&c, "070002", "5005", "", 3000, 3000);
    put_hundreds(&c, "070003", "5005", "", 4000, 4000);
    put_hundreds(&c, "070002", "9999", "", 10, 10);
    council_position(&c);
    return c;
}

static void test_returns_hold_every_line_of_a_manager_once(void)
{
    council c = make_council();
    ot_returns returns;
    const ot_return *r;
    ot_pence last = 0;

    REQUIRE(ot_returns_build(c.data, &c.position, NULL, NULL, &returns, &c.err) ==
            OT_OK);
    REQUIRE(returns.count == 2);
    CHECK_INT((int64_t)returns.unmanaged, 1);
    CHECK_INT((int64_t)returns.unmapped, 1);
    r = &returns.items[0];
    CHECK_TEXT(r->manager, "Head of Grants");
    CHECK_INT((int64_t)r->count, 1);
    CHECK_TEXT(r->rows[0].cost_centre, "070002");
    CHECK_INT(r->rows[0].budget, 30000000);
    CHECK_TEXT(r->rows[0].account, "5005");
    r = &returns.items[1];
    CHECK_TEXT(r->manager, "Team Manager");
    for (size_t i = 0; i < r->count; i++)
        last += r->rows[i].last;
    CHECK_INT(last, -596391000 + 11000000 + 25000000);
    ot_returns_clear(&returns);
    council_free(&c);
}

static void test_lines_of_two_areas_are_one_row_without_a_range(void)
{
    council c = make_council();
    const ot_return_row *row = NULL;
    ot_returns returns;

    REQUIRE(ot_returns_build(c.data, &c.position, NULL, "team manager", &returns,
                             &c.err) == OT_OK);
    REQUIRE(returns.count == 1);
    for (size_t i = 0; i < returns.items[0].count; i++)
        if (strcmp(returns.items[0].rows[i].cost_centre, "030101") == 0 &&
            returns.items[0].rows[i].subjective_group == 5)
            row = &returns.items[0].rows[i];
    REQUIRE(row != NULL);
    CHECK_INT(row->budget, 30000000);
    CHECK_INT(row->last, 36000000);
    CHECK_TEXT(row->basis, "yours");
    CHECK_TEXT(row->account, "");
    CHECK(!row->has_range);
    ot_returns_clear(&returns);
    council_free(&c);
}

static void test_no_return_for_a_stranger_or_a_year_that_is_complete(void)
{
    council c = make_council();
    ot_returns returns;

    CHECK_INT(ot_returns_build(c.data, &c.position, NULL, "Nobody", &returns, &c.err),
              OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "'Nobody'");
    ot_returns_clear(&returns);
    c.err = (ot_error){0};
    c.options.as_at = (ot_period){2021, 12};
    council_position(&c);
    CHECK_INT(ot_returns_build(c.data, &c.position, NULL, NULL, &returns, &c.err),
              OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "the year is complete");
    ot_returns_clear(&returns);
    council_free(&c);
}

static void test_reasons_are_codes_with_a_meaning_or_without(void)
{
    const char *reasons = "NIL no change\nPAY\nVOL more or fewer", *code, *meaning,
               *end;

    CHECK_INT((int64_t)ot_return_reason(reasons, 0, &code, &meaning, &end), 3);
    CHECK(strncmp(meaning, "no change\n", 10) == 0 && end == meaning + 9);
    CHECK_INT((int64_t)ot_return_reason(reasons, 1, &code, &meaning, &end), 3);
    CHECK(strncmp(code, "PAY\n", 4) == 0 && end == meaning);
    CHECK_INT((int64_t)ot_return_reason(reasons, 2, &code, &meaning, &end), 3);
    CHECK_TEXT(meaning, "more or fewer");
    CHECK_INT((int64_t)ot_return_reason(reasons, 3, &code, NULL, NULL), 0);
    CHECK_INT(
        (int64_t)ot_return_reason(ot_return_usual_reasons(), 8, &code, NULL, NULL), 5);
}

static void test_forecasts_of_a_return_bear_the_last_date_that_counts(void)
{
    CHECK_INT(ot_return_date((ot_calendar){4}, (ot_period){2021, 5}), 20210930);
    CHECK_INT(ot_return_date((ot_calendar){4}, (ot_period){2023, 10}), 20240229);
    CHECK_INT(ot_return_date((ot_calendar){4}, (ot_period){2021, 8}), 20211231);
}

static const check_case cases[] = {
    CASE(test_returns_hold_every_line_of_a_manager_once),
    CASE(test_lines_of_two_areas_are_one_row_without_a_range),
    CASE(test_no_return_for_a_stranger_or_a_year_that_is_complete),
    CASE(test_reasons_are_codes_with_a_meaning_or_without),
    CASE(test_forecasts_of_a_return_bear_the_last_date_that_counts),
};

OT_TEST_MAIN("engine/returns", cases)
