/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hands.h - parallel work in tests, by POSIX threads (which ThreadSanitizer
 * knows, unlike C11's): whoever is free takes the next. */
#ifndef OT_TEST_HANDS_H
#define OT_TEST_HANDS_H

#include <pthread.h>
#include <stdatomic.h>

#include "engine/parallel.h"

#define HANDS_MOST 16

typedef struct hands {
    size_t count;
} hands;

typedef struct hands_work {
    ot_parallel_step step;
    void *self;
    size_t count;
    atomic_size_t next;
    atomic_int status;
} hands_work;

static void *hands_loop(void *self)
{
    hands_work *work = self;
    ot_error err;

    for (size_t i; (i = atomic_fetch_add(&work->next, 1)) < work->count;) {
        ot_status st = work->step(work->self, i, &err);

        if (st < 0)
            atomic_store(&work->status, (int)st);
    }
    return NULL;
}

static ot_status hands_run(void *self, size_t count, ot_parallel_step step,
                           void *step_self, ot_error *err)
{
    const hands *h = self;
    hands_work work = {.step = step, .self = step_self, .count = count};
    pthread_t threads[HANDS_MOST];
    size_t started = 0;
    ot_status st;

    for (; started + 1 < h->count && started < HANDS_MOST; started++)
        if (pthread_create(&threads[started], NULL, hands_loop, &work) != 0)
            break;
    hands_loop(&work);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    st = (ot_status)atomic_load(&work.status);
    return st < 0 ? ot_fail(err, st, "a hand failed") : OT_OK;
}

#endif
