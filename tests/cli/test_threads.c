/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_threads.c - work shared among threads: the same result and the same error for
 * any number of them. */
#define _XOPEN_SOURCE 700 /* posix_openpt */

#include "cli/threads.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/check.h"

enum { ITEMS = 1000 };

static const unsigned hands[] = {1, 2, 3, 4, 8, 64, 0};

enum { HANDS = sizeof hands / sizeof hands[0] };

typedef struct task {
    uint64_t results[ITEMS];
    atomic_int calls[ITEMS];
    size_t fails[2]; /* items that fail; ITEMS: none */
    atomic_bool later_failed;
} task;

static void pause_a_little(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* The first of the two that fail waits for the other, as long as there may be another
 * thread to do that one. */
static ot_status do_item(void *self, size_t item, ot_error *err)
{
    task *t = self;
    uint64_t value = item + 1;

    atomic_fetch_add(&t->calls[item], 1);
    if (item == t->fails[1]) {
        ot_fail(err, OT_ERANGE, "item %zu is out of range", item);
        atomic_store(&t->later_failed, true);
        return OT_ERANGE;
    }
    if (item == t->fails[0]) {
        for (int i = 0; i < 50 && !atomic_load(&t->later_failed); i++)
            pause_a_little();
        return ot_fail(err, OT_EFIT, "item %zu has no fit", item);
    }
    for (int i = 0; i < 200; i++)
        value = value * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    t->results[item] = value;
    return OT_OK;
}

static task *task_new(size_t first, size_t second)
{
    task *t = calloc(1, sizeof *t);

    CHECK(t != NULL);
    if (t) {
        t->fails[0] = first;
        t->fails[1] = second;
    }
    return t;
}

static ot_status run_with(unsigned count, task *t, size_t items, ot_error *err)
{
    ot_threads threads = {.count = count};
    const ot_parallel parallel = ot_threads_parallel(&threads);

    return ot_parallel_run(&parallel, items, do_item, t, err);
}

static void test_result_is_the_same_for_any_number_of_threads(void)
{
    static const size_t sizes[] = {1, 7, 8, 9, 64, ITEMS};
    task *alone = task_new(ITEMS, ITEMS);
    ot_error err = {0};

    REQUIRE(alone != NULL);
    CHECK_INT(ot_parallel_run(NULL, ITEMS, do_item, alone, &err), OT_OK);
    for (size_t k = 0; k < HANDS * sizeof sizes / sizeof sizes[0]; k++) {
        size_t size = sizes[k / HANDS];
        task *t = task_new(ITEMS, ITEMS);
        int wrong = 0;

        REQUIRE(t != NULL);
        CHECK_INT(run_with(hands[k % HANDS], t, size, &err), OT_OK);
        CHECK_INT(memcmp(t->results, alone->results, size * sizeof *t->results), 0);
        for (size_t i = 0; i < ITEMS; i++)
            wrong += t->calls[i] != (i < size);
        CHECK_INT(wrong, 0);
        free(t);
    }
    CHECK_TEXT(err.message, "");
    free(alone);
}

static void test_nothing_to_do_is_done(void)
{
    for (size_t k = 0; k < HANDS; k++) {
        task *t = task_new(ITEMS, ITEMS);
        ot_error err = {0};

        REQUIRE(t != NULL);
        CHECK_INT(run_with(hands[k], t, 0, &err), OT_OK);
        CHECK_INT(t->calls[0], 0);
        CHECK_TEXT(err.message, "");
        free(t);
    }
}

/* Of one block, of two that follow, and far apart. */
static void test_error_is_that_of_the_lowest_failing_item(void)
{
    static const size_t pairs[][2] = {{3, 5}, {3, 12}, {0, 999}, {6, 7}, {500, 516}};
    char want[64];

    for (size_t k = 0; k < HANDS * sizeof pairs / sizeof pairs[0]; k++) {
        const size_t *pair = pairs[k / HANDS];
        task *t = task_new(pair[0], pair[1]);
        ot_error err = {0};
        int missed = 0;

        REQUIRE(t != NULL);
        CHECK_INT(run_with(hands[k % HANDS], t, ITEMS, &err), OT_EFIT);
        snprintf(want, sizeof want, "item %zu has no fit", pair[0]);
        CHECK_TEXT(err.message, want);
        CHECK_INT(err.code, OT_EFIT);
        for (size_t i = 0; i <= pair[0]; i++)
            missed += t->calls[i] != 1;
        CHECK_INT(missed, 0);
        free(t);
    }
}

static void test_failure_is_told_where_nobody_takes_the_error(void)
{
    task *t = task_new(11, ITEMS);

    REQUIRE(t != NULL);
    CHECK_INT(run_with(4, t, ITEMS, NULL), OT_EFIT);
    free(t);
}

static void test_work_can_be_done_again_after_a_failure(void)
{
    ot_threads threads = {.count = 4};
    const ot_parallel parallel = ot_threads_parallel(&threads);
    task *fails = task_new(2, ITEMS), *works = task_new(ITEMS, ITEMS);
    ot_error err = {0};

    REQUIRE(fails != NULL && works != NULL);
    CHECK_INT(ot_parallel_run(&parallel, ITEMS, do_item, fails, &err), OT_EFIT);
    CHECK_INT(ot_parallel_run(&parallel, ITEMS, do_item, works, &err), OT_OK);
    CHECK_INT(works->calls[ITEMS - 1], 1);
    free(fails);
    free(works);
}

/* What a terminal in the place of stderr shows of 40 items by one thread. */
static void watch(ot_console *console, char *shown, size_t size)
{
    ot_threads threads = {.count = 1, .console = console, .what = "forecasting"};
    const ot_parallel parallel = ot_threads_parallel(&threads);
    task *t = task_new(ITEMS, ITEMS);
    int terminal = posix_openpt(O_RDWR | O_NOCTTY), kept = dup(STDERR_FILENO), slave;
    size_t length = 0;
    ssize_t got;
    ot_error err = {0};

    shown[0] = '\0';
    REQUIRE(t != NULL && terminal >= 0 && kept >= 0);
    REQUIRE(grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    slave = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    REQUIRE(slave >= 0);
    dup2(slave, STDERR_FILENO);
    CHECK_INT(ot_parallel_run(&parallel, 40, do_item, t, &err), OT_OK);
    fputc('~', stderr); /* the end of what there is to read */
    dup2(kept, STDERR_FILENO);
    while (!strchr(shown, '~')) { /* it may come in pieces */
        got = read(terminal, shown + length, size - 1 - length);
        if (got <= 0)
            break;
        length += (size_t)got;
        shown[length] = '\0';
    }
    close(slave);
    close(terminal);
    close(kept);
    free(t);
}

static void test_progress_goes_to_the_end_and_is_taken_away(void)
{
    ot_console console = {0};
    char shown[2048];

    watch(&console, shown, sizeof shown);
    CHECK_CONTAINS(shown, "forecasting");
    CHECK_CONTAINS(shown, " 20%");
    CHECK_CONTAINS(shown, " 80%");
    CHECK_CONTAINS(shown, "100%\r\033[K~"); /* the line is empty again */
    CHECK(!console.bar_shown);
}

static void test_progress_is_not_shown_where_it_is_not_wanted(void)
{
    ot_console console = {.quiet = true};
    char shown[2048];

    watch(&console, shown, sizeof shown);
    CHECK_TEXT(shown, "~");
    watch(NULL, shown, sizeof shown);
    CHECK_TEXT(shown, "~");
}

static const check_case cases[] = {
    CASE(test_result_is_the_same_for_any_number_of_threads),
    CASE(test_nothing_to_do_is_done),
    CASE(test_error_is_that_of_the_lowest_failing_item),
    CASE(test_failure_is_told_where_nobody_takes_the_error),
    CASE(test_work_can_be_done_again_after_a_failure),
    CASE(test_progress_goes_to_the_end_and_is_taken_away),
    CASE(test_progress_is_not_shown_where_it_is_not_wanted),
};

OT_TEST_MAIN("cli/threads", cases)
