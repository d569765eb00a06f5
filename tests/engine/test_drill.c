/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_drill.c - the position as a tree: every level adds up to the sheets, months to
 * the ledger, and what is not to be published is not there. */
#include "engine/drill.h"
#include "tests/engine/past_council.h"
#include "tests/engine/sheet_cells.h"
#include "tests/engine/sla_council.h"

static ot_status build(council *c, const ot_drill_filter *filter, ot_drill *drill)
{
    const ot_pack_input input = {
        .dataset = c->data, .position = &c->position, .options = &c->pack_options};

    return ot_drill_build(&input, filter, drill, &c->err);
}

static ot_drill drill_of(council *c)
{
    ot_drill drill;

    CHECK_INT(build(c, NULL, &drill), OT_OK);
    CHECK_TEXT(c->err.message, "");
    return drill;
}

static const ot_drill_node *node_named(const ot_drill *drill, const char *text)
{
    static const ot_drill_node none = {.name = "(none)"};

    for (uint32_t i = 0; i < drill->node_count; i++)
        if (strcmp(drill->nodes[i].name, text) == 0 ||
            strcmp(drill->nodes[i].code, text) == 0)
            return &drill->nodes[i];
    CHECK(false);
    return &none;
}

static void test_tree_is_in_the_order_of_the_sheets(void)
{
    static const struct {
        ot_drill_level level;
        const char *parent, *name;
    } want[] = {{OT_DRILL_WHOLE, "", "All services"},
                {OT_DRILL_GROUP, "All services", "Education"},
                {OT_DRILL_SERVICE, "Education", "Schools"},
                {OT_DRILL_CENTRE, "Schools", "020101"},
                {OT_DRILL_SERVICE, "Education", "Commissioning for Learning"},
                {OT_DRILL_CENTRE, "Commissioning for Learning", "020601"},
                {OT_DRILL_GROUP, "All services", "Families"},
                {OT_DRILL_SERVICE, "Families", "Safeguarding"},
                {OT_DRILL_CENTRE, "Safeguarding", "030101"},
                {OT_DRILL_SERVICE, "Families", "Quality"},
                {OT_DRILL_CENTRE, "Quality", "030501"},
                {OT_DRILL_SERVICE, "All services", "Commissioning Function"},
                {OT_DRILL_CENTRE, "Commissioning Function", "070001"}};
    council c = sla_council();
    ot_drill drill = drill_of(&c);

    REQUIRE(drill.node_count == sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < drill.node_count; i++) {
        const ot_drill_node *node = &drill.nodes[i];

        CHECK_INT(node->level, want[i].level);
        CHECK_TEXT(*node->name ? node->name : node->code, want[i].name);
        CHECK_TEXT(node->parent == OT_NONE ? "" : drill.nodes[node->parent].name,
                   want[i].parent);
    }
    CHECK_INT(drill.nodes[0].line_count, 8);
    CHECK_INT(drill.nodes[0].sums.budget, -2359280000);
    CHECK_INT(drill.nodes[0].sums.forecast, -596391000);
    CHECK_INT(drill.nodes[2].sums.budget, -6098760000);
    CHECK_INT(drill.nodes[2].sums.forecast - drill.nodes[2].sums.budget, 1509030000);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_projection_and_interval_are_those_of_the_projection_sheet(void)
{
    static const char *const names[] = {"Safeguarding", "Children in Care",
                                        "Commissioning Function"};
    council c = past_council();
    const ot_report *sheet;
    ot_drill drill;

    council_position(&c);
    council_pack(&c);
    sheet = c.pack.sheets[OT_SHEET_PROJECTION];
    drill = drill_of(&c);
    REQUIRE(sheet != NULL);
    for (size_t i = 0; i < 3; i++) {
        const ot_drill_node *node = node_named(&drill, names[i]);
        uint32_t row = find_row(sheet, OT_ROW_ITEM, names[i]);

        CHECK(node->has_interval);
        CHECK_INT(ot_thousands(node->projected),
                  cell_of(sheet, row, "projection")->number);
        CHECK_INT(ot_thousands(node->lo80), cell_of(sheet, row, "lo80")->number);
        CHECK_INT(ot_thousands(node->hi80), cell_of(sheet, row, "hi80")->number);
        CHECK_INT(ot_thousands(node->lo95), cell_of(sheet, row, "lo95")->number);
        CHECK_INT(ot_thousands(node->hi95), cell_of(sheet, row, "hi95")->number);
    }
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_one_lines_interval_is_its_own(void)
{
    council c = past_council();
    const ot_line *line;
    const ot_drill_node *node;
    ot_drill drill;

    council_position(&c);
    drill = drill_of(&c);
    line = council_line(&c, "030102", 1, OT_NON_DSG);
    node = node_named(&drill, "030102");
    REQUIRE(line != NULL);
    CHECK_INT(node->lo80, line->projection.lo80);
    CHECK_INT(node->hi95, line->projection.hi95);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_accounts_add_up_to_their_lines_and_months_to_accounts(void)
{
    council c = past_council();
    ot_drill drill;

    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 215300000);
    council_ledger(&c, "030101", "1000", "", OT_VIREMENT, 3, -4512345);
    council_position(&c);
    drill = drill_of(&c);
    CHECK_INT(drill.line_count, PAST_LINES);
    for (uint32_t i = 0; i < drill.line_count; i++) {
        const ot_drill_line *line = &drill.lines[i];
        ot_pence budget = 0, actual = 0, forecast = 0;

        CHECK(line->account_count > 0);
        for (uint32_t k = 0; k < line->account_count; k++) {
            const ot_drill_account *account = &drill.accounts[line->first_account + k];
            ot_pence months = 0, budgets = 0;

            for (int m = 0; m < OT_MONTHS; m++) {
                months += account->months.actual[m];
                budgets += account->months.budget[m];
            }
            CHECK_INT(months, account->actual);
            CHECK_INT(budgets, account->budget);
            CHECK_INT(account->months.actual[5], 0); /* the month after the last */
            budget += account->budget;
            actual += account->actual;
            forecast += account->forecast;
        }
        CHECK_INT(budget, line->line->budget);
        CHECK_INT(actual, line->line->actual);
        CHECK_INT(forecast, line->line->forecast);
    }
    CHECK_INT(node_named(&drill, "030101")->sums.budget, 210787655);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_a_budget_in_one_sum_is_spread(void)
{
    council c = past_structure();
    const ot_drill_months *even;
    ot_drill drill;

    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 100000);
    council_ledger(&c, "030101", "1000", "", OT_VIREMENT, 4, 7);
    council_position(&c);
    drill = drill_of(&c);
    even = &node_named(&drill, "030101")->months;
    CHECK_INT(even->budget[0], 8333); /* 1000.07 in twelve: 83.33 or 83.34 */
    CHECK_INT(even->budget[2], 8334);
    CHECK(!drill.accounts[0].profiled);
    ot_drill_clear(&drill);
    council_free(&c);
}

/* One line's budget is in March alone, as an annual posting is. */
static void test_budgets_by_month_stand_in_their_months(void)
{
    council c = past_structure();
    const ot_drill_months *march, *own;
    ot_drill drill;

    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 12, 20000);
    for (int m = 1; m <= OT_MONTHS; m++)
        council_ledger(&c, "030102", "1000", "", OT_BUDGET, m, m * 1000);
    council_ledger(&c, "030102", "1000", "", OT_ACTUAL, 2, 238517);
    council_position(&c);
    drill = drill_of(&c);
    march = &node_named(&drill, "030101")->months;
    own = &node_named(&drill, "030102")->months;
    CHECK_INT(march->budget[0], 0);
    CHECK_INT(march->budget[11], 20000);
    CHECK_INT(own->budget[0], 1000);
    CHECK_INT(own->budget[11], 12000);
    CHECK_INT(own->actual[1], 238517);
    CHECK(drill.accounts[0].profiled);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_shares_add_up_whatever_the_sign(void)
{
    static const ot_pence amounts[] = {100007, -100007,   11,       -1,
                                       0,      INT64_MAX, INT64_MIN};

    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        ot_pence sum = 0;

        for (int m = 0; m < 7; m++)
            sum += ot_drill_share(amounts[i], m, 7);
        CHECK_INT(sum, amounts[i]);
    }
}

static void test_a_cost_centre_outside_the_structure_is_beside_the_whole(void)
{
    council c = sla_structure();
    const ot_drill_node *outside;
    ot_drill drill;

    council_seal(&c);
    sla_ledger(&c);
    council_ledger(&c, "999999", "1000", "", OT_ACTUAL, 2, 238517);
    council_position(&c);
    drill = drill_of(&c);
    outside = node_named(&drill, "Not in the structure");
    CHECK_INT(outside->level, OT_DRILL_OUTSIDE);
    CHECK_INT(outside->parent, OT_NONE);
    CHECK_INT(outside->sums.actual, 238517);
    CHECK_INT(drill.nodes[0].sums.actual, 0);
    CHECK_INT(drill.nodes[0].line_count, 8);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_a_manager_sees_only_own_cost_centres(void)
{
    const ot_drill_filter mine = {.manager = "team manager"};
    const ot_drill_filter nobody = {.manager = "Head of Nothing"};
    const ot_cost_centre_record other = {"030102",    "", "CF0301", "",
                                         "Head of Y", "", 1};
    council c = council_new();
    ot_drill drill;

    council_service(&c, "CF0301", "Safeguarding", "Families", 1);
    council_centre(&c, "030101", "CF0301", "");
    council_put(&c, (ot_batch){OT_KIND_COST_CENTRES, 1, {.cost_centres = &other}});
    council_account(&c, "1000", 1);
    council_seal(&c);
    council_ledger(&c, "030101", "1000", "", OT_BUDGET, 1, 238517);
    council_ledger(&c, "030102", "1000", "", OT_BUDGET, 1, 90000);
    council_position(&c);
    CHECK_INT(build(&c, &mine, &drill), OT_OK);
    CHECK_INT(drill.line_count, 1);
    CHECK_INT(drill.nodes[0].sums.budget, 238517);
    CHECK_INT(drill.accounts[0].budget, 238517);
    CHECK_INT(drill.account_count, 1);
    ot_drill_clear(&drill);
    CHECK_INT(build(&c, &nobody, &drill), OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "'Head of Nothing'");
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_a_publication_goes_no_deeper_than_the_detail_sheet(void)
{
    council c = past_council();
    ot_drill drill;

    c.pack_options.publish = true;
    council_position(&c);
    drill = drill_of(&c);
    CHECK(drill.withheld);
    CHECK_INT(drill.account_count, 0);
    for (uint32_t i = 0; i < drill.line_count; i++)
        CHECK_INT(drill.lines[i].account_count, 0);
    for (uint32_t i = 0; i < drill.node_count; i++)
        CHECK_INT(drill.nodes[i].has_months, drill.nodes[i].level <= OT_DRILL_SERVICE);
    CHECK_INT(node_named(&drill, "030101")->months.actual[0], 0);
    CHECK(node_named(&drill, "Safeguarding")->months.actual[0] != 0);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_last_months_forecast_stands_beside_its_line(void)
{
    const ot_prior_line prior[] = {
        {.cost_centre = "070001", .area = "", .subjective_group = 1, .forecast = 4711},
        {.cost_centre = "020101",
         .area = "",
         .subjective_group = 5,
         .fund = OT_DSG,
         .forecast = -238517}};
    council c = sla_council();
    const ot_pack_input input = {.dataset = c.data,
                                 .position = &c.position,
                                 .options = &c.pack_options,
                                 .prior = prior,
                                 .prior_count = 2,
                                 .has_prior = true};
    int found = 0;
    ot_drill drill;

    CHECK_INT(ot_drill_build(&input, NULL, &drill, &c.err), OT_OK);
    for (uint32_t i = 0; i < drill.line_count; i++) {
        const ot_drill_line *line = &drill.lines[i];

        found += line->has_prior;
        if (line->has_prior)
            CHECK_INT(line->prior, line->line->fund == OT_DSG ? -238517 : 4711);
    }
    CHECK_INT(found, 2);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_nodes_are_rated_by_forecast_and_by_risk(void)
{
    council c = sla_council();
    ot_drill drill = drill_of(&c);

    CHECK_INT(node_named(&drill, "Safeguarding")->rag, OT_RAG_RED);
    CHECK_INT(node_named(&drill, "Quality")->rag, OT_RAG_GREEN);
    CHECK_INT(node_named(&drill, "Quality")->rag,
              ot_rag_by_threshold(&c.pack_options.rag, 0, 49000));
    ot_drill_clear(&drill);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_tree_is_in_the_order_of_the_sheets),
    CASE(test_projection_and_interval_are_those_of_the_projection_sheet),
    CASE(test_one_lines_interval_is_its_own),
    CASE(test_accounts_add_up_to_their_lines_and_months_to_accounts),
    CASE(test_a_budget_in_one_sum_is_spread),
    CASE(test_budgets_by_month_stand_in_their_months),
    CASE(test_shares_add_up_whatever_the_sign),
    CASE(test_a_cost_centre_outside_the_structure_is_beside_the_whole),
    CASE(test_a_manager_sees_only_own_cost_centres),
    CASE(test_a_publication_goes_no_deeper_than_the_detail_sheet),
    CASE(test_last_months_forecast_stands_beside_its_line),
    CASE(test_nodes_are_rated_by_forecast_and_by_risk),
};

OT_TEST_MAIN("drill", cases)
