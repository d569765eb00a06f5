/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_portions.c - a position shared out: everything is somebody's, once, and adds up
 * to the whole. */
#include "engine/portions.h"
#include "tests/engine/past_council.h"
#include "tests/engine/sheet_cells.h"

static ot_pack_input input_of(council *c)
{
    return (ot_pack_input){
        .dataset = c->data, .position = &c->position, .options = &c->pack_options};
}

static void put_centre(council *c, const char *code, const char *service,
                       const char *manager)
{
    const ot_cost_centre_record record = {code, "", service, "", manager, "", 1};

    council_put(c, (ot_batch){OT_KIND_COST_CENTRES, 1, {.cost_centres = &record}});
}

/* Three managers (one in two spellings), a cost centre of nobody, and one that is not
 * in the structure. */
static council shared_council(void)
{
    council c = council_new();

    council_service(&c, "CF0301", "Safeguarding", "Families", 1);
    council_service(&c, "CF0302", "Children in Care", "Families", 2);
    put_centre(&c, "030101", "CF0301", "Team Leader");
    put_centre(&c, "030102", "CF0301", "Head of Fostering");
    put_centre(&c, "030201", "CF0302", "TEAM leader");
    put_centre(&c, "030202", "CF0302", "");
    put_centre(&c, "030203", "CF0302", "Head of Nothing Posted");
    council_account(&c, "1000", 1);
    council_account(&c, "5005", 5);
    council_seal(&c);
    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 238517);
    council_ledger(&c, "030102", "1000", "", OT_BUDGET, 1, 90011);
    council_ledger(&c, "030201", "5005", "", OT_BUDGET, 1, 1203307);
    council_ledger(&c, "030201", "1000", "", OT_ACTUAL, 3, 41277);
    council_ledger(&c, "030202", "5005", "", OT_BUDGET, 1, 77019);
    council_ledger(&c, "999999", "1000", "", OT_ACTUAL, 2, 5519);
    council_position(&c);
    return c;
}

static ot_portions portions_of(council *c, const ot_pack_input *input,
                               ot_portions_by by)
{
    ot_portions portions;

    CHECK_INT(ot_portions_make(input, by, &portions, &c->err), OT_OK);
    return portions;
}

static void test_managers_come_by_title_and_nobody_last(void)
{
    static const char *const titles[] = {"Head of Fostering", "Team Leader",
                                         "No budget manager"};
    static const uint32_t lines[] = {1, 3, 2};
    council c = shared_council();
    const ot_pack_input input = input_of(&c);
    ot_portions portions = portions_of(&c, &input, OT_PORTIONS_BY_MANAGER);

    REQUIRE(portions.count == 3);
    for (size_t i = 0; i < 3; i++) {
        CHECK_TEXT(portions.items[i].title, titles[i]);
        CHECK_INT(portions.items[i].line_count, lines[i]);
    }
    ot_portions_clear(&portions);
    council_free(&c);
}

static void test_services_come_as_printed_and_strangers_last(void)
{
    static const char *const titles[] = {"Safeguarding", "Children in Care",
                                         "Not in the structure"};
    council c = shared_council();
    const ot_pack_input input = input_of(&c);
    ot_portions portions = portions_of(&c, &input, OT_PORTIONS_BY_SERVICE);

    REQUIRE(portions.count == 3);
    for (size_t i = 0; i < 3; i++)
        CHECK_TEXT(portions.items[i].title, titles[i]);
    ot_portions_clear(&portions);
    council_free(&c);
}

/* The total of a column of a sheet: its last row. */
static ot_pence total_of(const ot_report *report, const char *column)
{
    return cell_of(report, report->row_count - 1, column)->number;
}

static void check_sums(council *c, ot_portions_by by)
{
    static const char *const names[] = {"budget", "forecast", "actual"};
    const ot_pack_input input = input_of(c);
    ot_portions portions = portions_of(c, &input, by);
    ot_pence sums[3] = {0}, wanted[3] = {0};
    ot_drill whole;

    CHECK_INT(ot_drill_build(&input, NULL, &whole, &c->err), OT_OK);
    for (size_t i = 0; i < c->position.count; i++) {
        wanted[0] += c->position.lines[i].budget;
        wanted[1] += c->position.lines[i].forecast;
        wanted[2] += c->position.lines[i].actual;
    }
    for (size_t i = 0; i < portions.count; i++) {
        ot_portion_pack pack;

        CHECK_INT(ot_portion_build(&input, &whole, &portions.items[i], &pack, &c->err),
                  OT_OK);
        for (size_t n = 0; n < 3; n++)
            sums[n] += total_of(pack.sheets[OT_PORTION_VARIANCES], names[n]);
        CHECK_INT(total_of(pack.sheets[OT_PORTION_VARIANCES], "budget"),
                  total_of(pack.sheets[OT_PORTION_DETAIL], "budget"));
        CHECK_INT(total_of(pack.sheets[OT_PORTION_PROJECTION], "projection"),
                  total_of(pack.sheets[OT_PORTION_DETAIL], "projection"));
        ot_portion_clear(&pack);
    }
    for (size_t n = 0; n < 3; n++)
        CHECK_INT(sums[n], wanted[n]);
    CHECK(wanted[0] == 1608854 && wanted[2] == 46796);
    ot_drill_clear(&whole);
    ot_portions_clear(&portions);
}

static void test_portions_add_up_to_the_position(void)
{
    council c = shared_council();

    check_sums(&c, OT_PORTIONS_BY_MANAGER);
    check_sums(&c, OT_PORTIONS_BY_SERVICE);
    council_free(&c);
}

/* The whole council as one portion has the drill-down of the whole, intervals too. */
static void test_a_portion_of_all_is_the_whole(void)
{
    council c = past_council();
    uint32_t lines[PAST_LINES];
    ot_portion all = {.title = "All", .lines = lines};
    ot_portion_pack pack;
    ot_drill whole;

    council_position(&c);
    const ot_pack_input input = input_of(&c);

    while (all.line_count < c.position.count && all.line_count < PAST_LINES) {
        lines[all.line_count] = all.line_count;
        all.line_count++;
    }
    CHECK_INT(ot_drill_build(&input, NULL, &whole, &c.err), OT_OK);
    CHECK_INT(ot_portion_build(&input, &whole, &all, &pack, &c.err), OT_OK);
    REQUIRE(pack.drill.node_count == whole.node_count);
    for (uint32_t i = 0; i < whole.node_count; i++) {
        CHECK_TEXT(pack.drill.nodes[i].name, whole.nodes[i].name);
        CHECK_INT(pack.drill.nodes[i].sums.forecast, whole.nodes[i].sums.forecast);
        CHECK_INT(pack.drill.nodes[i].lo80, whole.nodes[i].lo80);
        CHECK_INT(pack.drill.nodes[i].hi95, whole.nodes[i].hi95);
        CHECK_INT(pack.drill.nodes[i].months.actual[1],
                  whole.nodes[i].months.actual[1]);
    }
    CHECK(whole.nodes[0].hi95 > whole.nodes[0].lo95);
    ot_portion_clear(&pack);
    ot_drill_clear(&whole);
    council_free(&c);
}

static void test_what_last_month_had_goes_to_who_has_the_cost_centre_now(void)
{
    const ot_prior_line prior[] = {
        {.cost_centre = "888888", .area = "", .subjective_group = 1, .forecast = 4711},
        {.cost_centre = "030102", .area = "", .subjective_group = 5, .forecast = 9250},
        {.cost_centre = "030203", .area = "", .subjective_group = 1, .forecast = 300}};
    council c = shared_council();
    ot_pack_input input = input_of(&c);
    ot_portions portions;

    input.prior = prior;
    input.prior_count = 3;
    input.has_prior = true;
    portions = portions_of(&c, &input, OT_PORTIONS_BY_MANAGER);
    REQUIRE(portions.count == 4);
    CHECK(portions.items[0].prior_count == 1);
    CHECK_INT(portions.items[0].prior[0].forecast, 9250);
    CHECK_TEXT(portions.items[1].title, "Head of Nothing Posted");
    CHECK_INT(portions.items[1].line_count, 0);
    CHECK_INT(portions.items[1].prior[0].forecast, 300);
    CHECK_INT(portions.items[3].prior[0].forecast, 4711);
    ot_portions_clear(&portions);
    council_free(&c);
}

static void test_a_published_portion_has_neither_accounts_nor_months(void)
{
    council c = shared_council();
    ot_portion_pack pack;
    ot_portions portions;
    ot_drill whole;

    c.pack_options.publish = true;
    const ot_pack_input input = input_of(&c);

    portions = portions_of(&c, &input, OT_PORTIONS_BY_MANAGER);
    CHECK_INT(ot_drill_build(&input, NULL, &whole, &c.err), OT_OK);
    CHECK_INT(ot_portion_build(&input, &whole, &portions.items[1], &pack, &c.err),
              OT_OK);
    CHECK(pack.drill.withheld);
    CHECK_INT(pack.drill.line_count, 3);
    CHECK_INT(pack.drill.account_count, 0);
    for (uint32_t i = 0; i < pack.drill.node_count; i++)
        CHECK(!pack.drill.nodes[i].has_months);
    ot_portion_clear(&pack);
    ot_drill_clear(&whole);
    ot_portions_clear(&portions);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_managers_come_by_title_and_nobody_last),
    CASE(test_services_come_as_printed_and_strangers_last),
    CASE(test_portions_add_up_to_the_position),
    CASE(test_a_portion_of_all_is_the_whole),
    CASE(test_what_last_month_had_goes_to_who_has_the_cost_centre_now),
    CASE(test_a_published_portion_has_neither_accounts_nor_months),
};

OT_TEST_MAIN("portions", cases)
