/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/watchdog.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

struct ot_watchdog {
    pthread_t thread;
    sigset_t signals; /* SIGUSR1 of our own ends it */
    int seconds, grace;
    void (*cancel)(void *self);
    void (*give_up)(ot_watchdog_reason reason);
    void *self;
    atomic_int reason;
};

/* A signal, or 0 after so many seconds. */
static int wait_for_signal(const ot_watchdog *w, int seconds)
{
    const struct timespec second = {.tv_sec = 1};

    for (int i = 0; i < seconds; i++) {
        int signal = sigtimedwait(&w->signals, NULL, &second);

        if (signal > 0)
            return signal;
    }
    return 0;
}

static void *watch(void *self)
{
    ot_watchdog *w = self;
    int signal = wait_for_signal(w, w->seconds);

    if (signal == SIGUSR1)
        return NULL;
    atomic_store(&w->reason, signal ? OT_WATCHDOG_SIGNAL : OT_WATCHDOG_TIMEOUT);
    for (int i = 0; i < w->grace; i++) {
        w->cancel(w->self); /* again: the next statement may have begun */
        if (wait_for_signal(w, 1) == SIGUSR1)
            return NULL;
    }
    w->give_up(ot_watchdog_fired(w));
    return NULL;
}

ot_status ot_watchdog_start(int seconds, int grace, void (*cancel)(void *self),
                            void (*give_up)(ot_watchdog_reason reason), void *self,
                            ot_watchdog **out, ot_error *err)
{
    ot_watchdog *w = calloc(1, sizeof *w);

    if (!w)
        return ot_fail_memory(err);
    w->seconds = seconds;
    w->grace = grace;
    w->cancel = cancel;
    w->give_up = give_up;
    w->self = self;
    sigemptyset(&w->signals);
    sigaddset(&w->signals, SIGINT);
    sigaddset(&w->signals, SIGTERM);
    sigaddset(&w->signals, SIGUSR1);
    if (pthread_sigmask(SIG_BLOCK, &w->signals, NULL) != 0 ||
        pthread_create(&w->thread, NULL, watch, w) != 0) {
        free(w);
        return ot_fail(err, OT_EIO, "no thread can be begun to watch the time");
    }
    *out = w;
    return OT_OK;
}

void ot_watchdog_stop(ot_watchdog *watchdog)
{
    if (!watchdog)
        return;
    pthread_kill(watchdog->thread, SIGUSR1);
    pthread_join(watchdog->thread, NULL);
    free(watchdog);
}

ot_watchdog_reason ot_watchdog_fired(const ot_watchdog *watchdog)
{
    return (ot_watchdog_reason)atomic_load(&watchdog->reason);
}

ot_status ot_watchdog_fail(const ot_watchdog *watchdog, ot_error *err)
{
    if (ot_watchdog_fired(watchdog) == OT_WATCHDOG_SIGNAL)
        return ot_fail(err, OT_EIO, "cancelled; nothing was kept");
    return ot_fail(err, OT_EIO,
                   "not done within the %d seconds that the source's timeout gives; "
                   "cancelled",
                   watchdog->seconds);
}
