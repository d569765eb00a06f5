/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/structure.h"
#include "store/past.h"

#include "tests/store/fixture.h"

/* Members a thousand pence apart from `amount` on; theta did not apply. */
static ot_past_entry entry_of(const char *centre, const char *area, int year, int month,
                              ot_pence amount)
{
    ot_past_entry entry = {
        .line = {centre, area, 5, OT_NON_DSG},
        .forecast = {.year = year,
                     .month = month,
                     .history =
                         (int64_t)((uint64_t)amount * UINT64_C(0x9e3779b97f4a7c15))}};

    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        entry.forecast.members[i] =
            i == OT_YEAR_THETA ? OT_PAST_NONE : amount + 1000 * i;
    return entry;
}

static ot_past_entry said_then(ot_past_entry entry, ot_pence manager)
{
    entry.forecast.then = true;
    entry.forecast.history = 0;
    entry.forecast.has_manager = true;
    entry.forecast.manager = manager;
    return entry;
}

static ot_past *read_back(fixture *f)
{
    ot_past *past = ot_past_new();

    CHECK(past != NULL);
    if (past) {
        CHECK_INT(ot_store_past_read(f->store, past, &f->err), OT_OK);
        CHECK_INT(ot_past_seal(past, &f->err), OT_OK);
    }
    return past;
}

static const ot_past_forecast *kept(const ot_past *past, const ot_past_entry *entry)
{
    size_t count;
    const ot_past_forecast *of = ot_past_of(past, &entry->line, &count);

    return ot_past_at(of, count, entry->forecast.year, entry->forecast.month);
}

static void check_kept(const ot_past *past, const ot_past_entry *want)
{
    const ot_past_forecast *got = kept(past, want);

    REQUIRE(got != NULL);
    CHECK_INT(got->then, want->forecast.then);
    CHECK_INT(got->history, want->forecast.history);
    CHECK_INT(got->has_manager, want->forecast.has_manager);
    CHECK_INT(got->manager, want->forecast.manager);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        CHECK_INT(got->members[i], want->forecast.members[i]);
}

static int64_t ask(fixture *f, const char *sql)
{
    int64_t number = -1;
    ot_db *db = NULL;

    if (ot_db_open(f->path, true, 1000, &db, &f->err) == OT_OK)
        ot_db_ask(db, sql, &number, &f->err);
    ot_db_close(db);
    return number;
}

static void test_past_comes_back_as_it_was_saved(void)
{
    ot_past_entry entries[] = {
        entry_of("030201", "Residential", 2019, 7, 412000000),
        said_then(entry_of("030201", "", 2019, 8, -5011000), -4900000),
        said_then(entry_of("'); DROP TABLE run;--", "O'Brien's", 2020, 3, 1), 0),
        entry_of("030201", "Residential", 2018, 11, 398000000),
    };
    ot_past *past;
    fixture f;

    REQUIRE(set_up(&f));
    entries[1].line.fund = OT_DSG;
    entries[2].line.subjective_group = 0;
    CHECK_INT(ot_store_past_save(f.store, entries, 4, &f.err), OT_OK);
    past = read_back(&f);
    for (size_t i = 0; i < 4; i++)
        check_kept(past, &entries[i]);
    CHECK_INT(ask(&f, "SELECT count(*) FROM forecast_line"), 3);
    CHECK_INT(ask(&f, "SELECT count(*) FROM past_forecast"), 4);
    ot_past_free(past);
    tear_down(&f);
}

static void test_past_of_nothing_is_nothing(void)
{
    const ot_past_entry entry = entry_of("030201", "", 2019, 7, 412000000);
    ot_past *past;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_past_save(f.store, NULL, 0, &f.err), OT_OK);
    past = read_back(&f);
    CHECK(kept(past, &entry) == NULL);
    ot_past_free(past);
    tear_down(&f);
}

/* Each saved by itself, in this order; the last column is what is kept. */
static void test_past_known_then_gives_way_only_to_what_was_known_then(void)
{
    const ot_past_entry first = entry_of("030201", "", 2019, 7, 412000000),
                        second = entry_of("030201", "", 2019, 7, 415000000),
                        then = said_then(first, 400000000),
                        later = said_then(second, 401000000);
    const ot_past_entry *const saved[][3] = {{&first, &second, &second},
                                             {&first, &then, &then},
                                             {&then, &second, &then},
                                             {&then, &later, &later}};

    for (size_t i = 0; i < 4; i++) {
        ot_past *past;
        fixture f;

        REQUIRE(set_up(&f));
        CHECK_INT(ot_store_past_save(f.store, saved[i][0], 1, &f.err), OT_OK);
        CHECK_INT(ot_store_past_save(f.store, saved[i][1], 1, &f.err), OT_OK);
        past = read_back(&f);
        check_kept(past, saved[i][2]);
        CHECK_INT(ask(&f, "SELECT count(*) FROM past_forecast"), 1);
        ot_past_free(past);
        tear_down(&f);
    }
}

static void test_past_of_other_members_is_not_read_and_gives_way(void)
{
    const ot_past_entry then = said_then(entry_of("030201", "", 2019, 7, 412000000), 4),
                        anew = entry_of("030201", "", 2019, 7, 415000000);
    ot_past *past;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_past_save(f.store, &then, 1, &f.err), OT_OK);
    CHECK_INT(meddle(f.path, "UPDATE past_forecast SET generation = generation + 1"),
              OT_OK);
    past = read_back(&f);
    CHECK(kept(past, &then) == NULL);
    ot_past_free(past);
    CHECK_INT(ot_store_past_save(f.store, &anew, 1, &f.err), OT_OK);
    past = read_back(&f);
    check_kept(past, &anew);
    ot_past_free(past);
    tear_down(&f);
}

static void test_backtests_are_numbered_as_they_come(void)
{
    const ot_past_entry entries[] = {
        said_then(entry_of("030201", "", 2019, 7, 412000000), 400000000),
        said_then(entry_of("030201", "", 2019, 8, 413000000), 400000000)};
    ot_past *past;
    int64_t newest = -1;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_backtest_newest(f.store, &newest, &f.err), OT_OK);
    CHECK_INT(newest, 0);
    CHECK_INT(ot_store_past_save(f.store, entries, 2, &f.err), OT_OK);
    CHECK_INT(ot_store_backtest_newest(f.store, &newest, &f.err), OT_OK);
    CHECK_INT(newest, 0);
    CHECK_INT(ot_store_backtest_save(f.store, TIME, entries, 2, &f.err), OT_OK);
    CHECK_INT(ot_store_backtest_save(f.store, TIME + 60, NULL, 0, &f.err), OT_OK);
    CHECK_INT(ot_store_backtest_newest(f.store, &newest, &f.err), OT_OK);
    CHECK_INT(newest, 2);
    CHECK_INT(ask(&f, "SELECT forecasts * 100 + time - 1631606400 FROM backtest"
                      " WHERE id = 1"),
              200);
    CHECK_INT(ask(&f, "SELECT forecasts * 100 + time - 1631606400 FROM backtest"
                      " WHERE id = 2"),
              60);
    past = read_back(&f);
    check_kept(past, &entries[0]);
    check_kept(past, &entries[1]);
    ot_past_free(past);
    tear_down(&f);
}

static void test_past_that_cannot_be_saved_leaves_no_trace(void)
{
    const ot_past_entry entries[] = {entry_of("030201", "", 2019, 7, 412000000),
                                     entry_of("030202", "", 2019, 7, 413000000)};
    char *before, *after;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(meddle(f.path, "CREATE TRIGGER stop BEFORE INSERT ON backtest"
                             " BEGIN SELECT raise(ABORT, 'stopped'); END"),
              OT_OK);
    before = dump(f.path);
    CHECK_INT(ot_store_backtest_save(f.store, TIME, entries, 2, &f.err), OT_EIO);
    after = dump(f.path);
    CHECK_TEXT(after, before);
    free(before);
    free(after);
    CHECK_INT(ot_store_past_save(f.store, entries, 2, &f.err), OT_OK);
    CHECK_INT(ask(&f, "SELECT count(*) FROM past_forecast"), 2);
    tear_down(&f);
}

static void test_past_saved_while_held_is_there_once_released(void)
{
    const ot_past_entry entry = entry_of("030201", "", 2019, 7, 412000000);
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_hold(f.store, &f.err), OT_OK);
    CHECK_INT(ot_store_past_save(f.store, &entry, 1, &f.err), OT_OK);
    CHECK_INT(ask(&f, "SELECT count(*) FROM past_forecast"), 0);
    CHECK_INT(ot_store_release(f.store, &f.err), OT_OK);
    CHECK_INT(ask(&f, "SELECT count(*) FROM past_forecast"), 1);
    tear_down(&f);
}

static void check_known(fixture *f, int year, int month, int64_t want)
{
    int64_t mark = -1;

    CHECK_INT(ot_store_known_then(f->store, (ot_period){year, month}, &mark, &f->err),
              OT_OK);
    CHECK_INT(mark, want);
}

static void put_month(fixture *f, const char *sha, int month)
{
    CHECK_INT(PUT_LEDGER(f, sha, line_of("020101", OT_ACTUAL, month, 310000)), OT_OK);
}

/* April, May, April mended, June and July in one, a budget of September. */
static void test_known_then_is_all_before_the_first_later_month_came(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    put_month(&f, "a1", 1);
    put_month(&f, "a2", 2);
    put_month(&f, "a3", 1);
    CHECK_INT(PUT_LEDGER(&f, "a4", line_of("020101", OT_ACTUAL, 3, 310000),
                         line_of("020101", OT_ACTUAL, 4, 320000)),
              OT_OK);
    CHECK_INT(PUT_LEDGER(&f, "a5", line_of("020101", OT_BUDGET, 6, 310000)), OT_OK);
    check_known(&f, 2021, 1, 1);
    check_known(&f, 2021, 2, 3); /* the mended April was known, and is restated there */
    check_known(&f, 2021, 3, 0); /* July came with it */
    check_known(&f, 2021, 4, 0); /* the newest */
    check_known(&f, 2021, 6, 0); /* no actuals */
    check_known(&f, 2020, 12, 0);
    tear_down(&f);
}

static void test_known_then_of_a_year_brought_in_after_is_what_is_known_now(void)
{
    ot_ledger_record older = line_of("020101", OT_ACTUAL, 11, 290000);
    fixture f;

    REQUIRE(set_up(&f));
    put_month(&f, "a1", 1);
    older.period.year = 2020;
    CHECK_INT(PUT_LEDGER(&f, "a2", older), OT_OK);
    check_known(&f, 2020, 11, 0);
    tear_down(&f);
}

static void test_known_then_is_what_the_newest_run_of_the_month_saw(void)
{
    ot_run run = {.as_at = {2021, 1}, .mark = 2, .time = TIME};
    fixture f;

    REQUIRE(set_up(&f));
    put_month(&f, "a1", 1);
    put_month(&f, "a2", 2);
    put_month(&f, "a3", 3);
    check_known(&f, 2021, 1, 1);
    CHECK_INT(ot_store_run_save(f.store, &run, "", NULL, 0, &f.err), OT_OK);
    check_known(&f, 2021, 1, 2);
    check_known(&f, 2021, 2, 2);
    run.mark = 3;
    CHECK_INT(ot_store_run_save(f.store, &run, "", NULL, 0, &f.err), OT_OK);
    check_known(&f, 2021, 1, 3);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_past_comes_back_as_it_was_saved),
    CASE(test_past_of_nothing_is_nothing),
    CASE(test_past_known_then_gives_way_only_to_what_was_known_then),
    CASE(test_past_of_other_members_is_not_read_and_gives_way),
    CASE(test_backtests_are_numbered_as_they_come),
    CASE(test_past_that_cannot_be_saved_leaves_no_trace),
    CASE(test_past_saved_while_held_is_there_once_released),
    CASE(test_known_then_is_all_before_the_first_later_month_came),
    CASE(test_known_then_of_a_year_brought_in_after_is_what_is_known_now),
    CASE(test_known_then_is_what_the_newest_run_of_the_month_saw),
};

OT_TEST_MAIN("store/past", cases)
