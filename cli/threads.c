/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/threads.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define AT_ONCE    8
#define MOST_HANDS 64

/* One run of work. Items are handed out in order, so that all before a failing one have
 * been handed out when it fails, and the lowest failure is always seen. */
typedef struct work {
    const ot_threads *threads;
    size_t count;
    ot_parallel_step step;
    void *step_self;
    atomic_size_t next, done;
    atomic_size_t failed; /* lowest failing item so far; count: none */
    pthread_mutex_t lock; /* of what follows */
    ot_status status;
    ot_error error;
} work;

static void note_failure(work *w, size_t item, ot_status status, const ot_error *error)
{
    pthread_mutex_lock(&w->lock);
    if (item < atomic_load(&w->failed)) {
        atomic_store(&w->failed, item);
        w->status = status;
        w->error = *error;
    }
    pthread_mutex_unlock(&w->lock);
}

/* Items taken at a time. */
static size_t at_once(const ot_threads *threads)
{
    return threads->at_once ? threads->at_once : AT_ONCE;
}

static void do_items(work *w, bool tells)
{
    size_t taken = at_once(w->threads);
    size_t item;

    while ((item = atomic_fetch_add(&w->next, taken)) < atomic_load(&w->failed)) {
        size_t end = item + taken < w->count ? item + taken : w->count;
        size_t done;

        for (size_t i = item; i < end && i < atomic_load(&w->failed); i++) {
            ot_error error = {0};
            ot_status st = w->step(w->step_self, i, &error);

            if (st < 0)
                note_failure(w, i, st, &error);
        }
        done = atomic_fetch_add(&w->done, end - item) + end - item;
        if (tells && w->threads->console)
            ot_console_progress(w->threads->console, w->threads->what, done, w->count);
    }
}

static void *hand(void *self)
{
    do_items(self, false);
    return NULL;
}

unsigned ot_threads_hands(const ot_threads *threads)
{
    long online = threads->count ? (long)threads->count : sysconf(_SC_NPROCESSORS_ONLN);

    if (online > MOST_HANDS)
        online = MOST_HANDS;
    return online > 1 ? (unsigned)online : 1;
}

static unsigned hands_for(const ot_threads *threads, size_t count)
{
    size_t hands = ot_threads_hands(threads);

    if (hands > (count + at_once(threads) - 1) / at_once(threads))
        hands = (count + at_once(threads) - 1) / at_once(threads);
    return hands > 1 ? (unsigned)hands : 1;
}

/* A thread that the system does not give is done without. */
static ot_status run(void *self, size_t count, ot_parallel_step step, void *step_self,
                     ot_error *err)
{
    work w = {.threads = self, .count = count, .step = step, .step_self = step_self};
    unsigned hands = hands_for(self, count), started = 0;
    pthread_t others[MOST_HANDS];

    atomic_init(&w.next, 0);
    atomic_init(&w.done, 0);
    atomic_init(&w.failed, count);
    if (pthread_mutex_init(&w.lock, NULL) != 0)
        return ot_fail_memory(err);
    while (started + 1 < hands && pthread_create(&others[started], NULL, hand, &w) == 0)
        started++;
    do_items(&w, true);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    pthread_mutex_destroy(&w.lock);
    if (w.status < 0 && err)
        *err = w.error;
    return w.status;
}

ot_status ot_threads_open(const ot_arguments *arguments, ot_threads *threads,
                          ot_error *err)
{
    int count = 0;
    ot_status st = ot_argument_number(arguments, "threads", 1, MOST_HANDS, &count, err);

    *threads = (ot_threads){
        .count = (unsigned)count, .console = arguments->console, .what = "forecasting"};
    return st;
}

ot_parallel ot_threads_parallel(ot_threads *threads)
{
    return (ot_parallel){threads, run};
}
