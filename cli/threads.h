/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.h - the hands that the engine's parallel work is done by: POSIX threads.
 * Knows no work. */
#ifndef OT_THREADS_H
#define OT_THREADS_H

#include <stdint.h>

#include "engine/parallel.h"

/* In the caller's storage. progress: called now and then, from the thread that runs the
 * work, with items done and items in all; may be NULL. */
typedef struct ot_threads {
    unsigned count; /* 0: as many as the processors that this program may use */
    void (*progress)(void *self, uint64_t done, uint64_t total);
    void *progress_self;
} ot_threads;

/* Work for threads, which must outlive it. */
ot_parallel ot_threads_parallel(ot_threads *threads);

#endif
