/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "tests/store/fixture.h"

static bool list(void *self, const ot_import *import)
{
    char *text = self;

    sprintf(text + strlen(text),
            "%" PRId64 " %s %s %s n=%" PRId64 " by=%" PRId64 "%s\n", import->id,
            ot_kind_name(import->kind), import->file, import->sha256, import->records,
            import->superseded_by, import->current ? " current" : "");
    return true;
}

static bool list_replaced(void *self, const ot_import *import, const char *slice)
{
    char *text = self;

    sprintf(text + strlen(text), "%" PRId64 " %s\n", import->id, slice);
    return true;
}

static void check_imports(fixture *f, int64_t mark, const char *want)
{
    char text[2048] = "";

    CHECK_INT(ot_store_imports(f->store, mark, list, text, &f->err), OT_OK);
    CHECK_TEXT(text, want);
}

static void check_replaced(fixture *f, int64_t id, ot_calendar calendar,
                           const char *want)
{
    char text[2048] = "";

    CHECK_INT(ot_store_superseded(f->store, id, calendar, list_replaced, text, &f->err),
              OT_OK);
    CHECK_TEXT(text, want);
}

static void test_history_tells_what_is_current_as_at_each_mark(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000),
               line_of("020101", OT_ACTUAL, 5, 450000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 461250));
    PUT_LEDGER(&f, "a3", line_of("020101", OT_ACTUAL, 4, 309000));
    check_imports(&f, 1, "1 ledger a1.csv a1 n=2 by=0 current\n");
    check_imports(&f, 2,
                  "1 ledger a1.csv a1 n=2 by=2 current\n"
                  "2 ledger a2.csv a2 n=1 by=0 current\n");
    check_imports(&f, 0,
                  "1 ledger a1.csv a1 n=2 by=3\n"
                  "2 ledger a2.csv a2 n=1 by=0 current\n"
                  "3 ledger a3.csv a3 n=1 by=0 current\n");
    tear_down(&f);
}

static bool first_only(void *self, const ot_import *import)
{
    (void)import;
    ++*(int *)self;
    return false;
}

static void test_history_stops_when_told(void)
{
    int calls = 0;
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 461250));
    CHECK_INT(ot_store_imports(f.store, 0, first_only, &calls, &f.err), OT_OK);
    CHECK_INT(calls, 1);
    tear_down(&f);
}

static void test_history_finds_a_file_by_its_hash_even_when_superseded(void)
{
    const ot_account_record account = {"4100", "Agency", 5, false, 2};
    ot_import found = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_import_find(f.store, OT_KIND_LEDGER, "a1", &found, &f.err),
              OT_END);
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    CHECK_INT(ot_store_import_find(f.store, OT_KIND_LEDGER, "a1", &found, &f.err),
              OT_OK);
    CHECK_INT(found.id, 1);
    CHECK_INT(found.kind, OT_KIND_LEDGER);
    CHECK_TEXT(found.file, "a1.csv");
    CHECK_INT(found.time, TIME);
    CHECK_INT(found.records, 1);
    CHECK_INT(found.control_total, 310000);
    CHECK(found.current);
    /* The same content as another kind is another import. */
    CHECK_INT(ot_store_import_find(f.store, OT_KIND_ACCOUNTS, "a1", &found, &f.err),
              OT_END);
    put_file(&f, OT_KIND_ACCOUNTS, "a1", &account, 1);
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 4, 312000));
    CHECK_INT(ot_store_import_find(f.store, OT_KIND_LEDGER, "a1", &found, &f.err),
              OT_OK);
    CHECK_INT(found.id, 1);
    CHECK(!found.current);
    CHECK_INT(found.superseded_by, 3);
    /* Imported again, the newest is found. */
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    CHECK_INT(ot_store_import_find(f.store, OT_KIND_LEDGER, "a1", &found, &f.err),
              OT_OK);
    CHECK_INT(found.id, 4);
    CHECK(found.current);
    CHECK_INT(
        ot_store_import_find(f.store, OT_KIND_LEDGER, "' OR 1=1 --", &found, &f.err),
        OT_END);
    tear_down(&f);
}

static void test_history_names_the_slices_that_an_import_replaced(void)
{
    const ot_activity_record counts[] = {{{2021, 5}, "Residential", 98, 2}};
    const ot_account_record account = {"4100", "Agency", 5, false, 2};
    const ot_forecast_record forecast = {.cost_centre = "030205",
                                         .account = "",
                                         .fund = "",
                                         .reason_code = "",
                                         .comment = "",
                                         .author = "",
                                         .date = 20210914};
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000),
               line_of("020101", OT_ACTUAL, 5, 450000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 461250));
    PUT_LEDGER(&f, "a3", line_of("020101", OT_ACTUAL, 4, 309000),
               line_of("020101", OT_ACTUAL, 5, 462000),
               line_of("020101", OT_ACTUAL, 6, 455000));
    check_replaced(&f, 1, april, "");
    check_replaced(&f, 2, april, "1 ACTUAL 2021/22 P05\n");
    check_replaced(&f, 3, april, "1 ACTUAL 2021/22 P04\n2 ACTUAL 2021/22 P05\n");
    check_replaced(&f, 2, (ot_calendar){1}, "1 ACTUAL 2021 P05\n");
    for (int i = 0; i < 2; i++) {
        put_file(&f, OT_KIND_ACTIVITY, "p1", counts, 1);
        put_file(&f, OT_KIND_ACCOUNTS, "k1", &account, 1);
        put_file(&f, OT_KIND_FORECASTS, "f1", &forecast, 1);
    }
    check_replaced(&f, 7, april, "4 Residential 2021/22 P05\n");
    check_replaced(&f, 8, april, "5 accounts\n");
    check_replaced(&f, 9, april, "6 forecasts for 030205 dated 2021-09\n");
    check_replaced(&f, 99, april, "");
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_history_tells_what_is_current_as_at_each_mark),
    CASE(test_history_stops_when_told),
    CASE(test_history_finds_a_file_by_its_hash_even_when_superseded),
    CASE(test_history_names_the_slices_that_an_import_replaced),
};

OT_TEST_MAIN("store/history", cases)
