/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <sys/wait.h>

#include "tests/store/fixture.h"

static void test_store_opens_what_it_made(void)
{
    fixture f;
    int64_t mark = -1;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_mark(f.store, &mark, &f.err), OT_OK);
    CHECK_INT(mark, 0);
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    ot_store_close(f.store);
    f.store = open_again(&f, &(ot_store_options){.must_exist = true});
    REQUIRE(f.store != NULL);
    CHECK_INT(ot_store_mark(f.store, &mark, &f.err), OT_OK);
    CHECK_INT(mark, 1);
    CHECK_LEDGER(&f, 0, "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n");
    tear_down(&f);
}

static void test_store_that_must_exist_is_not_made(void)
{
    ot_store *store;
    fixture f;

    REQUIRE(set_up(&f));
    snprintf(f.path, sizeof f.path, "%s/absent.db", f.folder);
    store = open_again(&f, &(ot_store_options){.must_exist = true});
    CHECK(store == NULL);
    CHECK_INT(f.err.code, OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "there is no such workspace");
    CHECK_TEXT(f.err.input, f.path);
    store = open_again(&f, &(ot_store_options){.read_only = true});
    CHECK(store == NULL);
    CHECK(access(f.path, F_OK) != 0);
    tear_down(&f);
}

static void test_store_without_a_name_is_refused(void)
{
    ot_store *store = NULL;
    ot_error err = {0};

    CHECK_INT(ot_store_open("", NULL, &store, &err), OT_EUSAGE);
    CHECK_TEXT(err.message, "the workspace has no file name");
}

static void test_store_for_reading_reads_and_refuses_to_write(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    ot_store_close(f.store);
    f.store = open_again(&f, &(ot_store_options){.read_only = true});
    REQUIRE(f.store != NULL);
    CHECK_LEDGER(&f, 0, "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n");
    CHECK_INT(PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 455000)), OT_EUSAGE);
    CHECK_TEXT(f.err.message, "the workspace was opened for reading only");
    tear_down(&f);
}

static void test_store_is_one_file_once_closed(void)
{
    char path[128];
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    ot_store_close(f.store);
    f.store = NULL;
    snprintf(path, sizeof path, "%s-wal", f.path);
    CHECK(access(path, F_OK) != 0);
    snprintf(path, sizeof path, "%s-shm", f.path);
    CHECK(access(path, F_OK) != 0);
    tear_down(&f);
}

/* Programs that start at the same moment all get one and the same new workspace. */
static void test_store_is_made_once_by_several_programs(void)
{
    enum { PROGRAMS = 6 };
    int64_t mark = 0;
    int good = 0;
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    f.store = NULL;
    unlink(f.path);
    fflush(NULL);
    for (int64_t p = 0; p < PROGRAMS; p++)
        if (fork() == 0) {
            char sha[8] = "a";

            sha[1] = (char)('0' + p);
            f.store = open_again(&f, NULL);
            if (!f.store)
                fprintf(stderr, "%s\n", f.err.message);
            if (!f.store ||
                PUT_LEDGER(&f, sha, line_of("020101", OT_ACTUAL, 4, 310000 + p)) < 0)
                _exit(1);
            ot_store_close(f.store);
            _exit(0);
        }
    for (int status, p = 0; p < PROGRAMS && wait(&status) > 0; p++)
        good += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    CHECK_INT(good, PROGRAMS);
    f.store = open_again(&f, NULL);
    REQUIRE(f.store != NULL);
    CHECK_INT(ot_store_mark(f.store, &mark, &f.err), OT_OK);
    CHECK_INT(mark, PROGRAMS);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_store_opens_what_it_made),
    CASE(test_store_that_must_exist_is_not_made),
    CASE(test_store_without_a_name_is_refused),
    CASE(test_store_for_reading_reads_and_refuses_to_write),
    CASE(test_store_is_one_file_once_closed),
    CASE(test_store_is_made_once_by_several_programs),
};

OT_TEST_MAIN("store/store", cases)
