/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parallel.h - the same work for many items, by however many hands the caller has.
 * Knows no thread and no work: who runs it is the caller's (cli/threads.h), and each
 * item writes to places of its own only, so that the result is the same for any number
 * of hands. */
#ifndef OT_PARALLEL_H
#define OT_PARALLEL_H

#include "engine/status.h"

/* Does one item, 0 to count - 1. Called from several threads at once: it may change
 * nothing but what belongs to the item, and scratch space of its own. */
typedef ot_status (*ot_parallel_step)(void *self, size_t item, ot_error *err);

/* Runs step for all items; in what order is not said. The status, and the error, are
 * those of the failing item with the lowest number; items after it may not be done. */
typedef struct ot_parallel {
    void *self;
    ot_status (*run)(void *self, size_t count, ot_parallel_step step, void *step_self,
                     ot_error *err);
} ot_parallel;

/* Through parallel or, where it is NULL, one after the other. */
ot_status ot_parallel_run(const ot_parallel *parallel, size_t count,
                          ot_parallel_step step, void *step_self, ot_error *err);

#endif
