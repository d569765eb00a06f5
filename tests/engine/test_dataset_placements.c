/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_dataset_placements.c - placements reach the dataset whole, in order, with texts
 * of its own. */
#include "engine/dataset.h"

#include "tests/check.h"

static ot_status put(ot_dataset *data, ot_kind kind, const void *records, size_t count)
{
    const ot_batch batch = {.kind = kind, .count = count, .of.ledger = records};
    ot_error err = {0};

    return ot_dataset_put(data, &batch, &err);
}

static void test_dataset_without_placements_gives_none(void)
{
    ot_dataset *data = ot_dataset_new();
    size_t count = 7;

    REQUIRE(data != NULL);
    ot_dataset_episodes(data, &count);
    CHECK_INT((int64_t)count, 0);
    ot_dataset_placement_costs(data, &count);
    CHECK_INT((int64_t)count, 0);
    CHECK_INT(put(data, OT_KIND_UASC, NULL, 0), OT_OK);
    ot_dataset_uasc(data, &count);
    CHECK_INT((int64_t)count, 0);
    ot_dataset_free(data);
}

static void test_every_text_of_an_episode_is_copied(void)
{
    char texts[9][40] = {"9ce0396dbb2da30fe6e976d8426818b5",
                         "S",
                         "C2",
                         "N1",
                         "U4",
                         "PR4",
                         "X1",
                         "CHANGEPL",
                         "SC040001"};
    const ot_episode_record in = {.child = texts[0],
                                  .start = 20190514,
                                  .end = 20220905,
                                  .reason_new = texts[1],
                                  .legal_status = texts[2],
                                  .need = texts[3],
                                  .place = texts[4],
                                  .provider = texts[5],
                                  .reason_end = texts[6],
                                  .reason_change = texts[7],
                                  .urn = texts[8],
                                  .year = 2022,
                                  .line = 2};
    const ot_episode_record *e;
    ot_dataset *data = ot_dataset_new();
    size_t count;

    REQUIRE(data != NULL);
    CHECK_INT(put(data, OT_KIND_EPISODES, &in, 1), OT_OK);
    memset(texts, '?', sizeof texts);
    e = ot_dataset_episodes(data, &count);
    REQUIRE(count == 1);
    CHECK_TEXT(e->child, "9ce0396dbb2da30fe6e976d8426818b5");
    CHECK_TEXT(e->reason_new, "S");
    CHECK_TEXT(e->legal_status, "C2");
    CHECK_TEXT(e->need, "N1");
    CHECK_TEXT(e->place, "U4");
    CHECK_TEXT(e->provider, "PR4");
    CHECK_TEXT(e->reason_end, "X1");
    CHECK_TEXT(e->reason_change, "CHANGEPL");
    CHECK_TEXT(e->urn, "SC040001");
    CHECK_INT(e->start, 20190514);
    CHECK_INT(e->end, 20220905);
    CHECK_INT(e->year, 2022);
    CHECK_INT(e->line, 2);
    ot_dataset_free(data);
}

static void test_children_uasc_and_costs_are_kept(void)
{
    char child[] = "9ce0396dbb2da30fe6e976d8426818b5", element[] = "therapy";
    const ot_child_record of_age = {child, 20300301, 2022, 2};
    const ot_uasc_record uasc = {child, 20220713, 2022, 3};
    const ot_placement_cost_record cost = {child, 20220401, 0,    element, true, 27500,
                                           0,     27500,    true, 330000,  2022, 4};
    const ot_placement_cost_record *c;
    ot_dataset *data = ot_dataset_new();
    size_t count;

    REQUIRE(data != NULL);
    CHECK_INT(put(data, OT_KIND_CHILDREN, &of_age, 1), OT_OK);
    CHECK_INT(put(data, OT_KIND_UASC, &uasc, 1), OT_OK);
    CHECK_INT(put(data, OT_KIND_PLACEMENT_COSTS, &cost, 1), OT_OK);
    memset(child, '?', 5);
    memset(element, '?', 5);
    REQUIRE(ot_dataset_children(data, &count) && count == 1);
    CHECK_TEXT(ot_dataset_children(data, &count)->child,
               "9ce0396dbb2da30fe6e976d8426818b5");
    CHECK_INT(ot_dataset_children(data, &count)->adult, 20300301);
    REQUIRE(ot_dataset_uasc(data, &count) && count == 1);
    CHECK_TEXT(ot_dataset_uasc(data, &count)->child,
               "9ce0396dbb2da30fe6e976d8426818b5");
    CHECK_INT(ot_dataset_uasc(data, &count)->until, 20220713);
    c = ot_dataset_placement_costs(data, &count);
    REQUIRE(count == 1);
    CHECK_TEXT(c->child, "9ce0396dbb2da30fe6e976d8426818b5");
    CHECK_TEXT(c->element, "therapy");
    CHECK_INT(c->weekly_fee, 27500);
    CHECK_INT(c->health, 27500);
    CHECK_INT(c->total_to_date, 330000);
    ot_dataset_free(data);
}

static void test_payments_and_providers_are_kept(void)
{
    char provider[] = "SC040001", child[] = "9ce0396dbb2da30fe6e976d8426818b5";
    char centre[] = "040101", supplier[] = "700123";
    const ot_payment_record paid = {provider, child, centre, {2021, 5}, 485000, 2, 7};
    const ot_provider_record known = {provider, supplier, 3};
    ot_dataset *data = ot_dataset_new();
    const ot_payment_record *p;
    const ot_provider_record *v;
    size_t count;

    REQUIRE(data != NULL);
    CHECK_INT(put(data, OT_KIND_PAYMENTS, &paid, 1), OT_OK);
    CHECK_INT(put(data, OT_KIND_PROVIDERS, &known, 1), OT_OK);
    memset(provider, '?', 8);
    memset(child, '?', 5);
    memset(centre, '?', 6);
    memset(supplier, '?', 6);
    p = ot_dataset_payments(data, &count);
    REQUIRE(count == 1);
    CHECK_TEXT(p->provider, "SC040001");
    CHECK_TEXT(p->child, "9ce0396dbb2da30fe6e976d8426818b5");
    CHECK_TEXT(p->cost_centre, "040101");
    CHECK(p->period.year == 2021 && p->period.number == 5);
    CHECK(p->amount == 485000 && p->lines == 2 && p->line == 7);
    v = ot_dataset_providers(data, &count);
    REQUIRE(count == 1);
    CHECK_TEXT(v->provider, "SC040001");
    CHECK_TEXT(v->supplier, "700123");
    CHECK_INT(v->line, 3);
    ot_dataset_free(data);
}

static void test_thousands_of_episodes_stay_in_the_order_they_came(void)
{
    ot_dataset *data = ot_dataset_new();
    const ot_episode_record *e;
    size_t count;

    REQUIRE(data != NULL);
    for (int i = 0; i < 3000; i++) {
        char child[33];
        const ot_episode_record in = {
            child, 20190514 + i % 17, 0, "S", "C2", "N1", "U4", "PR4", "", "", "", 2021,
            i + 2};

        snprintf(child, sizeof child, "%032d", i % 400);
        REQUIRE(put(data, OT_KIND_EPISODES, &in, 1) == OT_OK);
    }
    e = ot_dataset_episodes(data, &count);
    REQUIRE(count == 3000);
    for (size_t i = 0; i < count; i++)
        CHECK_INT(e[i].line, (int64_t)i + 2);
    CHECK_TEXT(e[2999].child, "00000000000000000000000000000199");
    CHECK_TEXT(e[199].child, "00000000000000000000000000000199");
    ot_dataset_free(data);
}

static const check_case cases[] = {
    CASE(test_dataset_without_placements_gives_none),
    CASE(test_every_text_of_an_episode_is_copied),
    CASE(test_children_uasc_and_costs_are_kept),
    CASE(test_payments_and_providers_are_kept),
    CASE(test_thousands_of_episodes_stay_in_the_order_they_came),
};

OT_TEST_MAIN("dataset_placements", cases)
