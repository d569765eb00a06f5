/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "tests/store/fixture.h"

static const ot_run_line lines[] = {
    {"030205",  "NON-DSG", "Residential",  5,         412000000, 238517099,
     431870000, 425000000, 438900000,      421300000, 442500000, 440000000,
     11200000,  true,      "damped trend", "manager", true,      41,
     0.0625,    NAN},
    {"'); DROP TABLE run;--",
     "DSG",
     "",
     9,
     -5000000,
     -2083345,
     -5011000,
     -5100000,
     -4900000,
     -5200000,
     -4800000,
     -5011000,
     0,
     false,
     "profile",
     "model",
     true,
     17,
     0.114,
     0.031},
    {"030206", "NON-DSG", "", 1,    0,      0,        0,     0, 0,   0,
     0,        0,         0,  true, "none", "budget", false, 0, NAN, NAN},
};

static ot_run run_of(int period, int64_t mark)
{
    ot_run run = {.as_at = {2021, period}, .mark = mark, .time = TIME + period};

    strcpy(run.options_sha256, "9f86d081884c7d659a2feaa0c55ad015");
    strcpy(run.version, "0.9.1");
    return run;
}

typedef struct taken {
    size_t count, stop_at;
} taken;

static void check_fraction(double got, double want)
{
    CHECK_INT(isnan(got), isnan(want));
    if (!isnan(want))
        CHECK_NEAR(got, want, 0);
}

static ot_status check_line(void *self, const ot_run_line *got, ot_error *err)
{
    taken *t = self;
    const ot_run_line *want = &lines[t->count];

    if (t->count == t->stop_at)
        return ot_fail(err, OT_EFIT, "stopped");
    t->count++;
    CHECK_TEXT(got->cost_centre, want->cost_centre);
    CHECK_TEXT(got->fund, want->fund);
    CHECK_TEXT(got->area, want->area);
    CHECK_INT(got->subjective_group, want->subjective_group);
    CHECK_INT(got->budget, want->budget);
    CHECK_INT(got->actual, want->actual);
    CHECK_INT(got->projected, want->projected);
    CHECK_INT(got->lo80, want->lo80);
    CHECK_INT(got->hi80, want->hi80);
    CHECK_INT(got->lo95, want->lo95);
    CHECK_INT(got->hi95, want->hi95);
    CHECK_INT(got->adopted, want->adopted);
    CHECK_INT(got->driver, want->driver);
    CHECK_INT(got->has_driver, want->has_driver);
    CHECK_TEXT(got->method, want->method);
    CHECK_TEXT(got->basis, want->basis);
    CHECK_INT(got->has_interval, want->has_interval);
    CHECK_INT(got->months_used, want->months_used);
    check_fraction(got->typical, want->typical);
    check_fraction(got->manager_error, want->manager_error);
    return OT_OK;
}

static void test_run_comes_back_with_its_lines(void)
{
    ot_run run = run_of(5, 12), got = {0};
    taken t = {0, 9};
    fixture f;

    run.backtest = 3;
    run.within = 0.3125;
    run.between = 0.17;
    run.reconciled = true;
    run.past_years = 6;
    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_run_save(f.store, &run, "[profile]\n", lines, 3, &f.err), OT_OK);
    CHECK_INT(run.id, 1);
    CHECK_INT(ot_store_run_get(f.store, 1, &got, &f.err), OT_OK);
    CHECK_INT(got.id, 1);
    CHECK_INT(ot_period_compare(got.as_at, (ot_period){2021, 5}), 0);
    CHECK_INT(got.mark, 12);
    CHECK_INT(got.time, TIME + 5);
    CHECK_TEXT(got.options_sha256, run.options_sha256);
    CHECK_TEXT(got.version, "0.9.1");
    CHECK_INT(got.backtest, 3);
    CHECK_NEAR(got.within, 0.3125, 0);
    CHECK_NEAR(got.between, 0.17, 0);
    CHECK(got.reconciled);
    CHECK_INT(got.past_years, 6);
    CHECK_INT(ot_store_run_lines(f.store, 1, check_line, &t, &f.err), OT_OK);
    CHECK_INT((int64_t)t.count, 3);
    t = (taken){0, 1};
    CHECK_INT(ot_store_run_lines(f.store, 1, check_line, &t, &f.err), OT_EFIT);
    CHECK_INT((int64_t)t.count, 1);
    tear_down(&f);
}

static void test_run_profile_is_kept_once_per_text(void)
{
    static const char first[] = "[ledger]\nfile = \"O'Brien's.csv\" ; ½\n";
    const char *profiles[] = {first, "[ledger]\nfile = new.csv\n", first};
    int64_t count = 0;
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    for (int i = 0; i < 3; i++) {
        ot_run run = run_of(5, i);
        char *text = NULL;

        CHECK_INT(ot_store_run_save(f.store, &run, profiles[i], lines, 1, &f.err),
                  OT_OK);
        CHECK_INT(ot_store_run_profile(f.store, run.id, &text, &f.err), OT_OK);
        CHECK_TEXT(text, profiles[i]);
        free(text);
    }
    REQUIRE(ot_db_open(f.path, true, 100, &db, &f.err) == OT_OK);
    CHECK_INT(ot_db_ask(db, "SELECT count(*) FROM profile", &count, &f.err), OT_OK);
    CHECK_INT(count, 2);
    ot_db_close(db);
    tear_down(&f);
}

static void test_run_found_is_the_newest_as_at_the_period_before_an_id(void)
{
    static const int periods[] = {4, 5, 5, 4};
    ot_run got = {0};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_run_find(f.store, (ot_period){2021, 5}, 0, &got, &f.err),
              OT_END);
    for (int i = 0; i < 4; i++) {
        ot_run run = run_of(periods[i], 10 + i);

        CHECK_INT(ot_store_run_save(f.store, &run, "", NULL, 0, &f.err), OT_OK);
    }
    CHECK_INT(ot_store_run_find(f.store, (ot_period){2021, 5}, 0, &got, &f.err), OT_OK);
    CHECK_INT(got.id, 3);
    CHECK_INT(got.mark, 12);
    CHECK_INT(ot_store_run_find(f.store, (ot_period){2021, 5}, 3, &got, &f.err), OT_OK);
    CHECK_INT(got.id, 2);
    CHECK_INT(ot_store_run_find(f.store, (ot_period){2021, 5}, 2, &got, &f.err),
              OT_END);
    CHECK_INT(ot_store_run_find(f.store, (ot_period){2021, 4}, 4, &got, &f.err), OT_OK);
    CHECK_INT(got.id, 1);
    CHECK_INT(ot_store_run_find(f.store, (ot_period){2020, 5}, 0, &got, &f.err),
              OT_END);
    tear_down(&f);
}

static bool list(void *self, const ot_run *run)
{
    char *text = self;

    sprintf(text + strlen(text), "%" PRId64 ":P%d ", run->id, run->as_at.number);
    return run->id < 3;
}

static void test_runs_are_listed_in_order_until_stopped(void)
{
    char text[128] = "";
    fixture f;

    REQUIRE(set_up(&f));
    for (int i = 0; i < 4; i++) {
        ot_run run = run_of(6 - i, 0);

        ot_store_run_save(f.store, &run, "", NULL, 0, &f.err);
    }
    CHECK_INT(ot_store_runs(f.store, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "1:P6 2:P5 3:P4 ");
    tear_down(&f);
}

static void test_run_that_is_not_there_is_named(void)
{
    char *profile = NULL;
    taken t = {0, 9};
    ot_run run;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_run_get(f.store, 7, &run, &f.err), OT_EINPUT);
    CHECK_TEXT(f.err.message, "there is no run 7: `outturn history` lists them");
    CHECK_INT(ot_store_run_profile(f.store, 7, &profile, &f.err), OT_EINPUT);
    CHECK(profile == NULL);
    CHECK_INT(ot_store_run_lines(f.store, 7, check_line, &t, &f.err), OT_EINPUT);
    tear_down(&f);
}

static void test_run_that_cannot_be_saved_leaves_no_trace(void)
{
    ot_run run = run_of(5, 12);
    char *before, *after;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(meddle(f.path, "CREATE TRIGGER stop BEFORE INSERT ON run_line"
                             " WHEN new.seq = 2"
                             " BEGIN SELECT raise(ABORT, 'stopped'); END"),
              OT_OK);
    before = dump(f.path);
    CHECK_INT(ot_store_run_save(f.store, &run, "[profile]\n", lines, 3, &f.err),
              OT_EIO);
    CHECK_INT(run.id, 0);
    after = dump(f.path);
    CHECK_TEXT(after, before);
    free(before);
    free(after);
    CHECK_INT(meddle(f.path, "DROP TRIGGER stop"), OT_OK);
    CHECK_INT(ot_store_run_save(f.store, &run, "[profile]\n", lines, 3, &f.err), OT_OK);
    tear_down(&f);
}

static void test_run_saved_while_the_workspace_is_held_is_there_once_released(void)
{
    ot_run run = {.as_at = {2021, 5}, .mark = 0, .time = TIME}, found;
    ot_store *other = NULL;
    ot_import import = {.kind = OT_KIND_ACTIVITY, .file = "a.csv", .sha256 = "a"};
    ot_sink sink;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_store_open(f.path, &(ot_store_options){.wait_ms = 50}, &other, &f.err) ==
            OT_OK);
    CHECK_INT(ot_store_hold(f.store, &f.err), OT_OK);
    CHECK_INT(ot_store_run_save(f.store, &run, "[council]\n", NULL, 0, &f.err), OT_OK);
    CHECK_INT(ot_store_run_find(other, run.as_at, 0, &found, &f.err), OT_END);
    CHECK_INT(ot_store_import_begin(other, &import, (ot_calendar){4}, &sink, &f.err),
              OT_EIO);
    CHECK_INT(ot_store_release(f.store, &f.err), OT_OK);
    CHECK_INT(ot_store_run_find(other, run.as_at, 0, &found, &f.err), OT_OK);
    CHECK_INT(found.id, run.id);
    ot_store_close(other);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_run_comes_back_with_its_lines),
    CASE(test_run_profile_is_kept_once_per_text),
    CASE(test_run_found_is_the_newest_as_at_the_period_before_an_id),
    CASE(test_runs_are_listed_in_order_until_stopped),
    CASE(test_run_that_is_not_there_is_named),
    CASE(test_run_that_cannot_be_saved_leaves_no_trace),
    CASE(test_run_saved_while_the_workspace_is_held_is_there_once_released),
};

OT_TEST_MAIN("store/run", cases)
