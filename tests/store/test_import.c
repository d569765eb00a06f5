/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/store/fixture.h"

static const ot_error no_error;

static ot_ledger_record august_lines[3];

static void fill_august(void)
{
    august_lines[0] = line_of("020101", OT_ACTUAL, 5, 1234567);
    august_lines[1] = line_of("020101", OT_ACTUAL, 5, -4567);
    august_lines[2] = line_of("030205", OT_BUDGET, 1, 98765400);
}

static void test_import_gives_id_records_and_control_total(void)
{
    fixture f;

    fill_august();
    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_LEDGER, "a1", august_lines, 3), OT_OK);
    CHECK_INT(f.last.id, 1);
    CHECK_INT(f.last.records, 3);
    CHECK_INT(f.last.control_total, 1234567 - 4567 + 98765400);
    CHECK(f.last.current);
    CHECK_LEDGER(&f, 0,
                 "020101 4100 NON-DSG  ACTUAL 2021/5 1230000 x2\n"
                 "030205 4100 NON-DSG  BUDGET 2021/1 98765400 x1\n");
    tear_down(&f);
}

static void test_import_replaces_a_month_and_leaves_the_earlier_figures(void)
{
    static const char first[] = "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n"
                                "020101 4100 NON-DSG  ACTUAL 2021/5 450000 x1\n"
                                "020102 4100 NON-DSG  ACTUAL 2021/5 77001 x1\n";
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000),
               line_of("020101", OT_ACTUAL, 5, 450000),
               line_of("020102", OT_ACTUAL, 5, 77001));
    CHECK_LEDGER(&f, 0, first);
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 461250));
    CHECK_INT(f.last.id, 2);
    CHECK_LEDGER(&f, 0,
                 "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n"
                 "020101 4100 NON-DSG  ACTUAL 2021/5 461250 x1\n");
    CHECK_LEDGER(&f, 2,
                 "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n"
                 "020101 4100 NON-DSG  ACTUAL 2021/5 461250 x1\n");
    CHECK_LEDGER(&f, 1, first);
    tear_down(&f);
}

static void test_import_replaces_only_the_measure_that_the_file_has(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 5, 450000),
               line_of("020101", OT_COMMITMENT, 5, 82000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_COMMITMENT, 5, 60500));
    CHECK_LEDGER(&f, 0,
                 "020101 4100 NON-DSG  ACTUAL 2021/5 450000 x1\n"
                 "020101 4100 NON-DSG  COMMITMENT 2021/5 60500 x1\n");
    tear_down(&f);
}

/* Puts and ends as told, and checks that the file's tables are as before. */
static void check_unchanged(fixture *f, const ot_ledger_record *lines, size_t count,
                            bool finish, ot_status want)
{
    ot_import import = {.kind = OT_KIND_LEDGER, .file = "b.csv", .sha256 = "b"};
    ot_batch batch = {.kind = OT_KIND_LEDGER, .count = count, .of.ledger = lines};
    char *before = dump(f->path), *after;
    ot_sink sink = {0};
    ot_status st;

    REQUIRE(ot_store_import_begin(f->store, &import, april, &sink, &f->err) == OT_OK);
    st = sink.put_batch(sink.self, &batch, &f->err);
    if (finish && st == OT_OK)
        st = sink.finish(sink.self, &f->err);
    CHECK_INT(st, want);
    if (finish && st < 0)
        CHECK_INT(sink.finish(sink.self, NULL), OT_EUSAGE);
    sink.close(sink.self);
    after = dump(f->path);
    CHECK_TEXT(after, before);
    CHECK_INT(import.id, 0);
    free(before);
    free(after);
}

static void test_import_closed_without_finish_leaves_no_trace(void)
{
    fixture f;

    fill_august();
    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    check_unchanged(&f, august_lines, 3, false, OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_LEDGER, "a2", august_lines, 3), OT_OK);
    CHECK_INT(f.last.id, 2);
    tear_down(&f);
}

static void test_import_whose_finish_fails_leaves_no_trace(void)
{
    fixture f;

    fill_august();
    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    /* The last slice to be written fails, when cells and import have been. */
    CHECK_INT(meddle(f.path,
                     "CREATE TRIGGER stop BEFORE INSERT ON slice WHEN new.id = 3"
                     " BEGIN SELECT raise(ABORT, 'stopped'); END"),
              OT_OK);
    check_unchanged(&f, august_lines, 3, true, OT_EIO);
    CHECK_CONTAINS(f.err.message, "stopped");
    CHECK_INT(meddle(f.path, "DROP TRIGGER stop"), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_LEDGER, "a2", august_lines, 3), OT_OK);
    CHECK_INT(f.last.id, 2);
    tear_down(&f);
}

static void test_import_of_rows_that_fails_leaves_no_trace(void)
{
    const ot_activity_record rows[] = {
        {{2021, 4}, "In-house fostering", 438, 2},
        {{2021, 17}, "In-house fostering", 441, 3},
    };
    fixture f;
    char *before, *after;

    REQUIRE(set_up(&f));
    before = dump(f.path);
    CHECK_INT(put_file(&f, OT_KIND_ACTIVITY, "p1", rows, 2), OT_EINPUT);
    CHECK_TEXT(f.err.message, "period 17 of year 2021 does not exist");
    CHECK_TEXT(f.err.input, "p1.csv");
    CHECK_INT(f.err.line, 3);
    after = dump(f.path);
    CHECK_TEXT(after, before);
    free(before);
    free(after);
    tear_down(&f);
}

/* 20,000 cells, more than the page cache may keep back from the file. */
static ot_status put_many(fixture *f, const ot_sink *sink)
{
    enum { LINES = 20000 };
    ot_ledger_record *many = calloc(LINES, sizeof *many);
    char(*codes)[8] = calloc(LINES, sizeof *codes);
    ot_batch batch = {.kind = OT_KIND_LEDGER, .count = LINES, .of.ledger = many};
    ot_status st;

    for (int i = 0; i < LINES; i++) {
        snprintf(codes[i], sizeof codes[i], "%06d", i);
        many[i] = line_of(codes[i], OT_ACTUAL, 5, 238517 + i);
    }
    st = sink->put_batch(sink->self, &batch, &f->err);
    free(many);
    free(codes);
    return st;
}

/* A child process that imports through its own connection: exit status 0 where all went
 * as expected. */
static int run_child(fixture *f, int (*child)(fixture *f))
{
    int status = -1;

    ot_store_close(f->store);
    f->store = NULL;
    fflush(NULL);
    if (fork() == 0) {
        f->store = open_again(f, NULL);
        _exit(f->store ? child(f) : 9);
    }
    wait(&status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int die_before_the_end(fixture *f)
{
    ot_import import = {.kind = OT_KIND_ACCOUNTS, .file = "b.csv", .sha256 = "b"};
    const ot_account_record account = {"4100", "Agency", 5, false, 2};
    ot_batch batch = {.kind = OT_KIND_ACCOUNTS, .count = 1, .of.accounts = &account};
    ot_sink sink = {0};

    if (ot_store_import_begin(f->store, &import, april, &sink, &f->err) < 0)
        return 1;
    for (int i = 0; i < 100000; i++)
        if (sink.put_batch(sink.self, &batch, &f->err) < 0)
            return 2;
    return 0; /* without finish or close */
}

static int meet_a_full_disk(fixture *f)
{
    ot_import import = {.kind = OT_KIND_LEDGER, .file = "b.csv", .sha256 = "b"};
    const struct rlimit limit = {300000, 300000};
    ot_sink sink = {0};

    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        ot_store_import_begin(f->store, &import, april, &sink, &f->err) < 0 ||
        put_many(f, &sink) < 0)
        return 1;
    if (sink.finish(sink.self, &f->err) != OT_EIO)
        return 2;
    return strstr(f->err.message, "nothing was changed") ? 0 : 3;
}

static void check_child_leaves_no_trace(int (*child)(fixture *f))
{
    char *before, *after;
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    before = dump(f.path);
    CHECK_INT(run_child(&f, child), 0);
    f.store = open_again(&f, NULL);
    REQUIRE(f.store != NULL);
    after = dump(f.path);
    CHECK_TEXT(after, before);
    CHECK_INT(PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 455000)), OT_OK);
    CHECK_INT(f.last.id, 2);
    free(before);
    free(after);
    tear_down(&f);
}

static void test_import_of_a_program_that_dies_leaves_no_trace(void)
{
    check_child_leaves_no_trace(die_before_the_end);
}

static void test_import_on_a_full_disk_leaves_no_trace(void)
{
    check_child_leaves_no_trace(meet_a_full_disk);
}

static void test_import_refuses_a_total_that_overflows(void)
{
    ot_ledger_record lines[] = {line_of("020101", OT_ACTUAL, 4, INT64_MAX - 5),
                                line_of("020102", OT_ACTUAL, 4, 238517)};
    fixture f;

    REQUIRE(set_up(&f));
    check_unchanged(&f, lines, 2, true, OT_ERANGE);
    CHECK_CONTAINS(f.err.message, "control total");
    tear_down(&f);
}

static void test_import_of_actuals_into_a_closed_period_is_refused(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 4}, TIME, &f.err),
              OT_OK);
    CHECK_INT(PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 455000),
                         line_of("020101", OT_ACTUAL, 4, 311000)),
              OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "'2021/22 P04' is closed");
    CHECK_CONTAINS(f.err.message, "`outturn reopen`");
    CHECK_TEXT(f.err.input, "a2.csv");
    CHECK_CONTAINS(f.err.message, "changes it by 10.00");
    CHECK_LEDGER(&f, 0, "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n");
    /* A year-to-date extract that leaves the closed month as it was is welcome. */
    CHECK_INT(PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 455000),
                         line_of("020101", OT_ACTUAL, 4, 310000)),
              OT_OK);
    CHECK_LEDGER(&f, 0,
                 "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n"
                 "020101 4100 NON-DSG  ACTUAL 2021/5 455000 x1\n");
    /* Other measures, and the same period of another year, are free. */
    CHECK_INT(PUT_LEDGER(&f, "a3", line_of("020101", OT_VIREMENT, 4, -25000)), OT_OK);
    CHECK_INT(ot_store_reopen_period(f.store, (ot_period){2021, 4}, "late journal",
                                     TIME + 60, &f.err),
              OT_OK);
    CHECK_INT(PUT_LEDGER(&f, "a4", line_of("020101", OT_ACTUAL, 4, 311000)), OT_OK);
    CHECK_LEDGER(&f, 0,
                 "020101 4100 NON-DSG  VIREMENT 2021/4 -25000 x1\n"
                 "020101 4100 NON-DSG  ACTUAL 2021/4 311000 x1\n"
                 "020101 4100 NON-DSG  ACTUAL 2021/5 455000 x1\n");
    tear_down(&f);
}

static void test_import_refuses_a_batch_of_another_kind(void)
{
    ot_import import = {.kind = OT_KIND_ACCOUNTS, .file = "accounts.csv"};
    ot_batch batch = {.kind = OT_KIND_LEDGER};
    ot_sink sink = {0};
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_store_import_begin(f.store, &import, april, &sink, &f.err) == OT_OK);
    CHECK_INT(sink.put_batch(sink.self, &batch, &f.err), OT_EUSAGE);
    CHECK_TEXT(f.err.message, "this import takes 'accounts', not 'ledger'");
    sink.close(sink.self);
    tear_down(&f);
}

static void test_import_in_progress_is_not_seen_by_readers_nor_blocks_them(void)
{
    ot_import import = {.kind = OT_KIND_LEDGER, .file = "b.csv", .sha256 = "b"};
    ot_batch batch = {.kind = OT_KIND_LEDGER, .count = 3, .of.ledger = august_lines};
    static const char before[] = "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n";
    ot_store *reader;
    ot_sink sink = {0};
    int64_t mark = -1;
    char *text;
    fixture f;

    fill_august();
    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    REQUIRE(ot_store_import_begin(f.store, &import, april, &sink, &f.err) == OT_OK);
    CHECK_INT(sink.put_batch(sink.self, &batch, &f.err), OT_OK);
    reader = open_again(&f, &(ot_store_options){.read_only = true, .wait_ms = 1});
    REQUIRE(reader != NULL);
    text = ledger_text(reader, 0, &f.err);
    CHECK_TEXT(text, before);
    free(text);
    CHECK_INT(ot_store_mark(reader, &mark, &f.err), OT_OK);
    CHECK_INT(mark, 1);
    CHECK_LEDGER(&f, 0, before);
    CHECK_INT(sink.finish(sink.self, &f.err), OT_OK);
    sink.close(sink.self);
    CHECK_INT(ot_store_mark(reader, &mark, &f.err), OT_OK);
    CHECK_INT(mark, 2);
    ot_store_close(reader);
    tear_down(&f);
}

static void test_second_writer_waits_and_then_is_told(void)
{
    ot_import first = {.kind = OT_KIND_LEDGER}, second = {.kind = OT_KIND_ACCOUNTS};
    ot_sink sink = {0}, other = {0};
    ot_store *store;
    double start;
    fixture f;

    REQUIRE(set_up(&f));
    store = open_again(&f, &(ot_store_options){.wait_ms = 250});
    REQUIRE(store != NULL);
    REQUIRE(ot_store_import_begin(f.store, &first, april, &sink, &f.err) == OT_OK);
    start = seconds();
    f.err = no_error;
    CHECK_INT(ot_store_import_begin(store, &second, april, &other, &f.err), OT_EIO);
    CHECK(seconds() - start >= 0.2);
    CHECK(seconds() - start < 5.0);
    CHECK_TEXT(f.err.message, "another outturn is writing to the workspace: try again "
                              "when it has finished");
    CHECK_TEXT(f.err.input, f.path);
    /* Through the same store it is a mistake, not a matter of waiting. */
    CHECK_INT(ot_store_import_begin(f.store, &second, april, &other, &f.err),
              OT_EUSAGE);
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 4}, TIME, &f.err),
              OT_EUSAGE);
    sink.close(sink.self);
    CHECK_INT(ot_store_import_begin(store, &second, april, &other, &f.err), OT_OK);
    other.close(other.self);
    ot_store_close(store);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_import_gives_id_records_and_control_total),
    CASE(test_import_replaces_a_month_and_leaves_the_earlier_figures),
    CASE(test_import_replaces_only_the_measure_that_the_file_has),
    CASE(test_import_closed_without_finish_leaves_no_trace),
    CASE(test_import_whose_finish_fails_leaves_no_trace),
    CASE(test_import_of_rows_that_fails_leaves_no_trace),
    CASE(test_import_of_a_program_that_dies_leaves_no_trace),
    CASE(test_import_on_a_full_disk_leaves_no_trace),
    CASE(test_import_refuses_a_total_that_overflows),
    CASE(test_import_of_actuals_into_a_closed_period_is_refused),
    CASE(test_import_refuses_a_batch_of_another_kind),
    CASE(test_import_in_progress_is_not_seen_by_readers_nor_blocks_them),
    CASE(test_second_writer_waits_and_then_is_told),
};

OT_TEST_MAIN("store/import", cases)
