/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/changes.h"

#include "tests/store/fixture.h"

static ot_status list(void *self, const ot_change *change, ot_error *err)
{
    char *text = self;

    (void)err;
    sprintf(text + strlen(text), "%" PRId64 " %s %s %s/%s/%s\n", change->import,
            ot_kind_name(change->kind), change->file, change->cost_centre,
            change->account, change->fund);
    return OT_OK;
}

static ot_forecast_record forecast_of(const char *cost_centre, ot_pence amount)
{
    return (ot_forecast_record){.cost_centre = cost_centre,
                                .account = "",
                                .fund = "",
                                .amount = amount,
                                .reason_code = "",
                                .comment = "",
                                .author = "",
                                .date = 20210914,
                                .line = 2};
}

static void test_changes_of_the_ledger_are_the_cells_that_differ(void)
{
    char text[1024] = "";
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000),
               line_of("020102", OT_ACTUAL, 4, 88450),
               line_of("020103", OT_ACTUAL, 4, 238517));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 4, 310000),
               line_of("020102", OT_ACTUAL, 4, 88451),
               line_of("020104", OT_ACTUAL, 4, 1200));
    CHECK_INT(ot_store_changes(f.store, 1, 2, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "2 ledger a2.csv 020102/4100/NON-DSG\n"
                     "2 ledger a2.csv 020103/4100/NON-DSG\n"
                     "2 ledger a2.csv 020104/4100/NON-DSG\n");
    tear_down(&f);
}

/* What came and was superseded between the marks is not seen by either. */
static void test_changes_are_of_what_is_in_force_at_the_marks(void)
{
    char text[1024] = "";
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 4, 999999));
    PUT_LEDGER(&f, "a3", line_of("020101", OT_ACTUAL, 4, 310000));
    PUT_LEDGER(&f, "a4", line_of("020101", OT_ACTUAL, 5, 455000));
    CHECK_INT(ot_store_changes(f.store, 1, 3, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "");
    CHECK_INT(ot_store_changes(f.store, 1, 4, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "4 ledger a4.csv 020101/4100/NON-DSG\n");
    tear_down(&f);
}

static void test_changes_of_forecasts_are_the_cost_centres_that_differ(void)
{
    const ot_forecast_record first[] = {forecast_of("0201", 41200000),
                                        forecast_of("0202", 880000)};
    const ot_forecast_record second[] = {forecast_of("0201", 41200000),
                                         forecast_of("0202", 895000)};
    char text[1024] = "";
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_FORECASTS, "f1", first, 2), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_FORECASTS, "f2", second, 2), OT_OK);
    CHECK_INT(ot_store_changes(f.store, 1, 2, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "2 forecasts f2.csv 0202//\n");
    tear_down(&f);
}

static void test_changes_of_other_kinds_are_the_imports(void)
{
    const ot_account_record account = {"4100", "Teachers", 1, false, 2};
    char text[1024] = "";
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_ACCOUNTS, "s1", &account, 1), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_ACCOUNTS, "s2", &account, 1), OT_OK);
    CHECK_INT(ot_store_changes(f.store, 1, 2, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "2 accounts s2.csv //\n");
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_changes_of_the_ledger_are_the_cells_that_differ),
    CASE(test_changes_are_of_what_is_in_force_at_the_marks),
    CASE(test_changes_of_forecasts_are_the_cost_centres_that_differ),
    CASE(test_changes_of_other_kinds_are_the_imports),
};

OT_TEST_MAIN("store/changes", cases)
