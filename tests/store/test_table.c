/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/table.h"

#include "tests/store/fixture.h"

/* Texts that would break a statement or a file that were put together from text. */
static const char drop[] = "'); DROP TABLE cell;--";
static const char quotes[] =
    "\"O'Brien\" & Söhne\r\n\t– ‘25%’ \\ ; NULL \xF0\x9F\x99\x82";

/* The first batch of a kind as at mark; the source is left open for its texts. */
static ot_status first_batch(fixture *f, ot_kind kind, ot_source *source,
                             ot_batch *batch)
{
    ot_status st = ot_store_source(f->store, kind, 0, source, &f->err);

    if (st == OT_OK)
        st = source->next_batch(source->self, batch, &f->err);
    CHECK_INT(batch->kind, kind);
    return st;
}

static void test_table_keeps_services_as_in_the_file(void)
{
    const ot_service_record in[] = {
        {"S20", "Quality Assurance", "QA", "Safeguarding", "Total Safeguarding",
         "Head of Quality", 20, 2},
        {drop, quotes, "", "", "", "", -1, 3},
        {"S10", "Adoption", "AD", "", "", "", 10, 7},
    };
    ot_source source = {0};
    ot_batch out = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_SERVICES, "s1", in, 3), OT_OK);
    CHECK_INT(f.last.control_total, 0);
    REQUIRE(first_batch(&f, OT_KIND_SERVICES, &source, &out) == OT_OK);
    CHECK_INT((int64_t)out.count, 3);
    for (size_t i = 0; i < out.count && i < 3; i++) {
        const ot_service_record *got = &out.of.services[i];

        CHECK_TEXT(got->service, in[i].service);
        CHECK_TEXT(got->name, in[i].name);
        CHECK_TEXT(got->code, in[i].code);
        CHECK_TEXT(got->group, in[i].group);
        CHECK_TEXT(got->total_label, in[i].total_label);
        CHECK_TEXT(got->budget_manager, in[i].budget_manager);
        CHECK_INT(got->order, in[i].order);
        CHECK_INT(got->line, in[i].line);
    }
    source.close(source.self);
    tear_down(&f);
}

static void test_table_keeps_cost_centres_as_in_the_file(void)
{
    const ot_cost_centre_record in[] = {
        {"030205", "Agency fostering", "S20", "Safeguarding", "Head of Fostering",
         "NON-DSG", 2},
        {"020101", quotes, drop, "", "", "DSG", 4},
    };
    ot_source source = {0};
    ot_batch out = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_COST_CENTRES, "c1", in, 2), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_COST_CENTRES, &source, &out) == OT_OK);
    CHECK_INT((int64_t)out.count, 2);
    for (size_t i = 0; i < out.count && i < 2; i++) {
        const ot_cost_centre_record *got = &out.of.cost_centres[i];

        CHECK_TEXT(got->cost_centre, in[i].cost_centre);
        CHECK_TEXT(got->name, in[i].name);
        CHECK_TEXT(got->service, in[i].service);
        CHECK_TEXT(got->group, in[i].group);
        CHECK_TEXT(got->manager, in[i].manager);
        CHECK_TEXT(got->fund, in[i].fund);
        CHECK_INT(got->line, in[i].line);
    }
    source.close(source.self);
    tear_down(&f);
}

static void test_table_keeps_accounts_as_in_the_file(void)
{
    const ot_account_record in[] = {
        {"4100", "Agency placements", 5, false, 2},
        {"0900", quotes, 9, true, 3},
    };
    ot_source source = {0};
    ot_batch out = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_ACCOUNTS, "k1", in, 2), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_ACCOUNTS, &source, &out) == OT_OK);
    CHECK_INT((int64_t)out.count, 2);
    for (size_t i = 0; i < out.count && i < 2; i++) {
        const ot_account_record *got = &out.of.accounts[i];

        CHECK_TEXT(got->account, in[i].account);
        CHECK_TEXT(got->name, in[i].name);
        CHECK_INT(got->subjective_group, in[i].subjective_group);
        CHECK_INT(got->income, in[i].income);
        CHECK_INT(got->line, in[i].line);
    }
    source.close(source.self);
    tear_down(&f);
}

static void test_table_keeps_high_risk_areas_as_in_the_file(void)
{
    const ot_high_risk_record in[] = {
        {"External placements", "", "Assistant Director", "", "", 1, 2},
        {"Residential", "External placements", "", "0302*; 030500..030599", "41??", 2,
         3},
        {drop, quotes, "", "", "", 3, 4},
    };
    ot_source source = {0};
    ot_batch out = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_HIGH_RISK, "h1", in, 3), OT_OK);
    REQUIRE(first_batch(&f, OT_KIND_HIGH_RISK, &source, &out) == OT_OK);
    CHECK_INT((int64_t)out.count, 3);
    for (size_t i = 0; i < out.count && i < 3; i++) {
        const ot_high_risk_record *got = &out.of.high_risk[i];

        CHECK_TEXT(got->area, in[i].area);
        CHECK_TEXT(got->parent, in[i].parent);
        CHECK_TEXT(got->manager, in[i].manager);
        CHECK_TEXT(got->cost_centres, in[i].cost_centres);
        CHECK_TEXT(got->accounts, in[i].accounts);
        CHECK_INT(got->order, in[i].order);
        CHECK_INT(got->line, in[i].line);
    }
    source.close(source.self);
    tear_down(&f);
}

static void check_forecast(const ot_forecast_record *got,
                           const ot_forecast_record *want)
{
    CHECK_TEXT(got->cost_centre, want->cost_centre);
    CHECK_TEXT(got->account, want->account);
    CHECK_TEXT(got->fund, want->fund);
    CHECK_INT(got->subjective_group, want->subjective_group);
    CHECK_INT(got->is_change, want->is_change);
    CHECK_INT(got->amount, want->amount);
    CHECK_INT(got->has_driver, want->has_driver);
    CHECK_INT(got->driver, want->driver);
    CHECK_TEXT(got->reason_code, want->reason_code);
    CHECK_TEXT(got->comment, want->comment);
    CHECK_TEXT(got->author, want->author);
    CHECK_INT(got->date, want->date);
    CHECK_INT(got->expires, want->expires);
    CHECK_INT(got->line, want->line);
    CHECK_INT(got->returned, want->returned);
}

static void test_table_keeps_forecasts_and_what_was_not_said(void)
{
    const ot_forecast_record in[] = {
        {"030205", "", "NON-DSG", 5, false, 238517000, true, 41200000, "VOL",
         "four new placements", "Head of Fostering", 20210914, 20211031, 2, false},
        {"030206", "4100", "", 0, true, -12500, true, 0, "", quotes, drop, 20210902, 0,
         3, true},
        {"030207", "", "DSG", 0, false, 0, false, 0, "", "", "", 20210930, 0, 4, false},
    };
    ot_source source = {0};
    ot_batch out = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_FORECASTS, "f1", in, 3), OT_OK);
    CHECK_INT(f.last.control_total, 238517000 - 12500);
    REQUIRE(first_batch(&f, OT_KIND_FORECASTS, &source, &out) == OT_OK);
    CHECK_INT((int64_t)out.count, 3);
    for (size_t i = 0; i < out.count && i < 3; i++)
        check_forecast(&out.of.forecasts[i], &in[i]);
    source.close(source.self);
    tear_down(&f);
}

static void test_table_gives_activity_by_period_and_type(void)
{
    const ot_activity_record in[] = {
        {{2021, 5}, "Residential", 98, 2},
        {{2021, 4}, "Residential", 96, 3},
        {{2020, 12}, "Residential", 91, 4},
        {{2021, 4}, drop, 438, 5},
    };
    static const size_t order[] = {2, 3, 1, 0};
    ot_source source = {0};
    ot_batch out = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_ACTIVITY, "p1", in, 4), OT_OK);
    CHECK_INT(f.last.control_total, 98 + 96 + 91 + 438);
    REQUIRE(first_batch(&f, OT_KIND_ACTIVITY, &source, &out) == OT_OK);
    CHECK_INT((int64_t)out.count, 4);
    for (size_t i = 0; i < out.count && i < 4; i++) {
        const ot_activity_record *got = &out.of.activity[i], *want = &in[order[i]];

        CHECK_INT(ot_period_compare(got->period, want->period), 0);
        CHECK_TEXT(got->type, want->type);
        CHECK_INT(got->count, want->count);
        CHECK_INT(got->line, want->line);
    }
    source.close(source.self);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_table_keeps_services_as_in_the_file),
    CASE(test_table_keeps_cost_centres_as_in_the_file),
    CASE(test_table_keeps_accounts_as_in_the_file),
    CASE(test_table_keeps_high_risk_areas_as_in_the_file),
    CASE(test_table_keeps_forecasts_and_what_was_not_said),
    CASE(test_table_gives_activity_by_period_and_type),
};

OT_TEST_MAIN("store/table", cases)
