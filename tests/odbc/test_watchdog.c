/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/watchdog.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/check.h"

static atomic_int cancels;

static void count_cancel(void *self)
{
    (void)self;
    atomic_fetch_add(&cancels, 1);
}

static void leave(ot_watchdog_reason reason)
{
    _exit(40 + (int)reason);
}

static void wait_for_cancel(void)
{
    const struct timespec tick = {.tv_nsec = 20000000};

    for (int i = 0; i < 500 && !atomic_load(&cancels); i++)
        nanosleep(&tick, NULL);
}

static void test_nothing_is_cancelled_in_time(void)
{
    ot_watchdog *watchdog = NULL;

    atomic_store(&cancels, 0);
    CHECK_INT(ot_watchdog_start(60, 5, count_cancel, leave, NULL, &watchdog, NULL),
              OT_OK);
    REQUIRE(watchdog);
    CHECK_INT(ot_watchdog_fired(watchdog), OT_WATCHDOG_NONE);
    ot_watchdog_stop(watchdog);
    CHECK_INT(atomic_load(&cancels), 0);
}

static void test_what_takes_too_long_is_cancelled(void)
{
    ot_watchdog *watchdog = NULL;
    ot_error err = {0};

    atomic_store(&cancels, 0);
    CHECK_INT(ot_watchdog_start(1, 5, count_cancel, leave, NULL, &watchdog, NULL),
              OT_OK);
    REQUIRE(watchdog);
    wait_for_cancel();
    CHECK(atomic_load(&cancels) > 0);
    CHECK_INT(ot_watchdog_fired(watchdog), OT_WATCHDOG_TIMEOUT);
    CHECK_INT(ot_watchdog_fail(watchdog, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "within the 1 seconds");
    ot_watchdog_stop(watchdog);
}

static void test_a_signal_cancels(void)
{
    ot_watchdog *watchdog = NULL;
    ot_error err = {0};

    atomic_store(&cancels, 0);
    CHECK_INT(ot_watchdog_start(60, 5, count_cancel, leave, NULL, &watchdog, NULL),
              OT_OK);
    REQUIRE(watchdog);
    kill(getpid(), SIGTERM);
    wait_for_cancel();
    CHECK(atomic_load(&cancels) > 0);
    CHECK_INT(ot_watchdog_fired(watchdog), OT_WATCHDOG_SIGNAL);
    CHECK_INT(ot_watchdog_fail(watchdog, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "cancelled");
    ot_watchdog_stop(watchdog);
}

static void test_a_driver_that_does_not_cancel_is_given_up(void)
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        ot_watchdog *watchdog = NULL;
        const struct timespec long_time = {.tv_sec = 30};

        if (ot_watchdog_start(1, 1, count_cancel, leave, NULL, &watchdog, NULL) < 0)
            _exit(1);
        nanosleep(&long_time, NULL);
        _exit(2);
    }
    REQUIRE(pid > 0 && waitpid(pid, &status, 0) == pid);
    CHECK(WIFEXITED(status));
    CHECK_INT(WEXITSTATUS(status), 40 + OT_WATCHDOG_TIMEOUT);
}

static const check_case cases[] = {
    CASE(test_nothing_is_cancelled_in_time),
    CASE(test_what_takes_too_long_is_cancelled),
    CASE(test_a_signal_cancels),
    CASE(test_a_driver_that_does_not_cancel_is_given_up),
};
OT_TEST_MAIN("watchdog", cases)
