/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/table.h"

#include "tests/store/fixture.h"

#define ONE "9ce0396dbb2da30fe6e976d8426818b5"
#define TWO "ee0f4117a699e84314204cc144eff3e2"

static const ot_episode_record episodes_2022[] = {
    {ONE, 20190514, 20220905, "S", "C2", "N1", "U4", "PR4", "X1", "CARPL", "SC040001",
     2022, 2},
    {ONE, 20220905, 0, "T", "C2", "N1", "U4", "PR1", "", "", "", 2022, 3}};
static const ot_episode_record episodes_2021[] = {{TWO, 20210618, 0, "P", "V2", "N5",
                                                   "K2", "'); DROP TABLE episode;--",
                                                   "", "", "XXXXXXX", 2021, 9}};

/* The first batch of a kind as at mark; the source is left open for its texts. */
static size_t first_batch(fixture *f, ot_kind kind, int64_t mark, ot_source *source,
                          ot_batch *batch)
{
    ot_status st = ot_store_source(f->store, kind, mark, source, &f->err);

    *batch = (ot_batch){.kind = kind};
    CHECK_INT(st, OT_OK);
    if (st == OT_OK)
        st = source->next_batch(source->self, batch, &f->err);
    CHECK(st >= 0);
    return st == OT_OK ? batch->count : 0;
}

static void check_episode(const ot_episode_record *got, const ot_episode_record *want)
{
    CHECK_TEXT(got->child, want->child);
    CHECK_INT(got->start, want->start);
    CHECK_INT(got->end, want->end);
    CHECK_TEXT(got->reason_new, want->reason_new);
    CHECK_TEXT(got->legal_status, want->legal_status);
    CHECK_TEXT(got->need, want->need);
    CHECK_TEXT(got->place, want->place);
    CHECK_TEXT(got->provider, want->provider);
    CHECK_TEXT(got->reason_end, want->reason_end);
    CHECK_TEXT(got->reason_change, want->reason_change);
    CHECK_TEXT(got->urn, want->urn);
    CHECK_INT(got->year, want->year);
    CHECK_INT(got->line, want->line);
}

static void test_table_keeps_episodes_of_two_years_in_order(void)
{
    ot_source source;
    ot_batch out;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_EPISODES, "e2", episodes_2022, 2), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_EPISODES, "e1", episodes_2021, 1), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_EPISODES, 0, &source, &out) == 3);
    check_episode(&out.of.episodes[0], &episodes_2021[0]);
    check_episode(&out.of.episodes[1], &episodes_2022[0]);
    check_episode(&out.of.episodes[2], &episodes_2022[1]);
    source.close(source.self);
    tear_down(&f);
}

static bool keep_slice(void *self, const ot_import *import, const char *slice)
{
    snprintf(self, 64, "%lld %s", (long long)import->id, slice);
    return true;
}

static void test_table_of_a_year_supersedes_that_year_alone(void)
{
    ot_episode_record corrected = episodes_2022[0];
    char superseded[64] = "";
    ot_source source;
    ot_batch out;
    fixture f;

    corrected.end = 20220906;
    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_EPISODES, "e2", episodes_2022, 2), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_EPISODES, "e1", episodes_2021, 1), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_EPISODES, "e3", &corrected, 1), OT_OK);
    CHECK_INT(
        ot_store_superseded(f.store, f.last.id, april, keep_slice, superseded, &f.err),
        OT_OK);
    CHECK_TEXT(superseded, "1 episodes 2022/23");
    REQUIRE(first_batch(&f, OT_KIND_EPISODES, 0, &source, &out) == 2);
    check_episode(&out.of.episodes[0], &episodes_2021[0]);
    check_episode(&out.of.episodes[1], &corrected);
    source.close(source.self);
    /* As it was before. */
    CHECK_INT((int64_t)first_batch(&f, OT_KIND_EPISODES, 2, &source, &out), 3);
    source.close(source.self);
    tear_down(&f);
}

static void test_table_keeps_children_and_uasc(void)
{
    const ot_child_record children[] = {{ONE, 20300301, 2021, 2},
                                        {TWO, 20220201, 0, 3}};
    const ot_uasc_record uasc[] = {{ONE, 0, 2021, 2}, {TWO, 20220713, 2022, 2}};
    ot_source source;
    ot_batch out;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_CHILDREN, "h1", children, 2), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_UASC, "u1", uasc, 2), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_CHILDREN, 0, &source, &out) == 2);
    CHECK_TEXT(out.of.children[0].child, TWO); /* no year goes first */
    CHECK_INT(out.of.children[0].adult, 20220201);
    CHECK_INT(out.of.children[0].year, 0);
    CHECK_TEXT(out.of.children[1].child, ONE);
    CHECK_INT(out.of.children[1].year, 2021);
    CHECK_INT(out.of.children[1].line, 2);
    source.close(source.self);
    REQUIRE(first_batch(&f, OT_KIND_UASC, 0, &source, &out) == 2);
    CHECK_INT(out.of.uasc[0].until, 0);
    CHECK_TEXT(out.of.uasc[1].child, TWO);
    CHECK_INT(out.of.uasc[1].until, 20220713);
    CHECK_INT(out.of.uasc[1].year, 2022);
    source.close(source.self);
    tear_down(&f);
}

static void test_table_keeps_costs_and_what_was_not_said(void)
{
    const ot_placement_cost_record in[] = {
        {ONE, 20220401, 20220904, "fee", true, 485000, 61250, 40000, false, 0, 2022, 2},
        {TWO, 20220411, 0, "therapy", false, 0, 0, 0, true, -5852080, 2022, 3}};
    ot_source source;
    ot_batch out;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_PLACEMENT_COSTS, "c1", in, 2), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_PLACEMENT_COSTS, 0, &source, &out) == 2);
    for (size_t i = 0; i < 2; i++) {
        const ot_placement_cost_record *got = &out.of.placement_costs[i];

        CHECK_TEXT(got->child, in[i].child);
        CHECK_INT(got->start, in[i].start);
        CHECK_INT(got->end, in[i].end);
        CHECK_TEXT(got->element, in[i].element);
        CHECK_INT(got->has_weekly, in[i].has_weekly);
        CHECK_INT(got->weekly_fee, in[i].weekly_fee);
        CHECK_INT(got->education, in[i].education);
        CHECK_INT(got->health, in[i].health);
        CHECK_INT(got->has_total, in[i].has_total);
        CHECK_INT(got->total_to_date, in[i].total_to_date);
        CHECK_INT(got->year, in[i].year);
        CHECK_INT(got->line, in[i].line);
    }
    source.close(source.self);
    tear_down(&f);
}

static void test_table_of_payments_supersedes_its_months_alone(void)
{
    const ot_payment_record in[] = {
        {"SC040001", "", "040101", {2021, 1}, 485000, 2, 2},
        {"HARBOUR HOMES", ONE, "", {2021, 1}, -61250, 1, 4},
        {"SC040001", "", "040101", {2021, 2}, 501125, 1, 5}};
    const ot_payment_record may = {"SC040001", "", "040101", {2021, 2}, 501325, 3, 2};
    char superseded[64] = "";
    ot_source source;
    ot_batch out;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_PAYMENTS, "p1", in, 3), OT_OK);
    CHECK_INT(f.last.control_total, 924875);
    CHECK_INT(put_file(&f, OT_KIND_PAYMENTS, "p2", &may, 1), OT_OK);
    CHECK_INT(
        ot_store_superseded(f.store, f.last.id, april, keep_slice, superseded, &f.err),
        OT_OK);
    CHECK_TEXT(superseded, "1 payments 2021/22 P02");
    REQUIRE(first_batch(&f, OT_KIND_PAYMENTS, 0, &source, &out) == 3);
    for (size_t i = 0; i < 3; i++) {
        const ot_payment_record *got = &out.of.payments[i];
        const ot_payment_record *want = i < 2 ? &in[i] : &may;

        CHECK_TEXT(got->provider, want->provider);
        CHECK_TEXT(got->child, want->child);
        CHECK_TEXT(got->cost_centre, want->cost_centre);
        CHECK_INT(ot_period_compare(got->period, want->period), 0);
        CHECK_INT(got->amount, want->amount);
        CHECK_INT(got->lines, want->lines);
        CHECK_INT(got->line, want->line);
    }
    source.close(source.self);
    tear_down(&f);
}

static void test_table_refuses_a_payment_of_no_period(void)
{
    const ot_payment_record in = {"SC040001", "", "", {2021, 17}, 485000, 1, 3};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_PAYMENTS, "p1", &in, 1), OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "period 17 of year 2021 does not exist");
    tear_down(&f);
}

static void test_table_of_providers_is_replaced_whole(void)
{
    const ot_provider_record first[] = {{"SC040001", "700123", 2},
                                        {"9914065", "700124", 3}};
    const ot_provider_record second = {"SC040002", "700125", 2};
    ot_source source;
    ot_batch out;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_PROVIDERS, "v1", first, 2), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_PROVIDERS, "v2", &second, 1), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_PROVIDERS, 0, &source, &out) == 1);
    CHECK_TEXT(out.of.providers[0].provider, "SC040002");
    CHECK_TEXT(out.of.providers[0].supplier, "700125");
    CHECK_INT(out.of.providers[0].line, 2);
    source.close(source.self);
    /* As it was before. */
    CHECK_INT((int64_t)first_batch(&f, OT_KIND_PROVIDERS, 1, &source, &out), 2);
    source.close(source.self);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_table_keeps_episodes_of_two_years_in_order),
    CASE(test_table_of_a_year_supersedes_that_year_alone),
    CASE(test_table_keeps_children_and_uasc),
    CASE(test_table_keeps_costs_and_what_was_not_said),
    CASE(test_table_of_payments_supersedes_its_months_alone),
    CASE(test_table_refuses_a_payment_of_no_period),
    CASE(test_table_of_providers_is_replaced_whole),
};

OT_TEST_MAIN("store/table_placements", cases)
