/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model.h - what clang's and gcc's analysers cannot see across files: a function of
 * engine/status.h that fails gives the code it was given, and not OT_OK. Without it both
 * report what would happen if ot_fail_memory were no failure. Put before each file by
 * scripts/analyse; nothing is built with it. */
#ifndef OT_ANALYSIS_MODEL_H
#define OT_ANALYSIS_MODEL_H

#include "engine/status.h"

#define ot_fail(err, code, ...) ((void)ot_fail(err, code, __VA_ARGS__), (code))
#define ot_fail_at(err, code, input, line, ...)                                        \
    ((void)ot_fail_at(err, code, input, line, __VA_ARGS__), (code))
#define ot_fail_memory(err) ((void)ot_fail_memory(err), OT_ENOMEM)

#endif
