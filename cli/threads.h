/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.h - the hands that the engine's parallel work is done by: POSIX threads.
 * Knows no work but how far it has come. */
#ifndef OT_THREADS_H
#define OT_THREADS_H

#include <stdint.h>

#include "cli/command.h"
#include "engine/parallel.h"

/* In the caller's storage. */
typedef struct ot_threads {
    unsigned count;      /* 0: as many as there are processors */
    ot_console *console; /* where the progress is shown; NULL: nowhere */
    const char *what;    /* is done, for the progress */
    size_t at_once;      /* items taken at a time; 0: 8 */
} ot_threads;

/* By --threads, with progress on the console. OT_EUSAGE. */
ot_status ot_threads_open(const ot_arguments *arguments, ot_threads *threads,
                          ot_error *err);

/* How many there are at most; the caller is one of them. */
unsigned ot_threads_hands(const ot_threads *threads);

/* Work for threads, which must outlive it. */
ot_parallel ot_threads_parallel(ot_threads *threads);

#endif
