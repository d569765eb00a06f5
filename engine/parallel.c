/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/parallel.h"

ot_status ot_parallel_run(const ot_parallel *parallel, size_t count,
                          ot_parallel_step step, void *step_self, ot_error *err)
{
    if (parallel)
        return parallel->run(parallel->self, count, step, step_self, err);
    for (size_t i = 0; i < count; i++) {
        ot_status st = step(step_self, i, err);

        if (st < 0)
            return st;
    }
    return OT_OK;
}
