/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_run.h - a run that was kept, and its pack made again from the workspace. */
#ifndef OT_PAST_RUN_H
#define OT_PAST_RUN_H

#include "cli/session.h"

/* The run that is meant: --run, else the newest as at --as-at, else the newest. */
ot_status ot_session_find_run(const ot_session *session, ot_run *run, ot_error *err);
/* The profile as it was when the run was made; its paths are not needed. */
ot_status ot_session_take_back(ot_session *session, const ot_run *run, ot_error *err);
/* The run's position, by its own projections, and its pack. The caller clears work,
 * also on failure. */
ot_status ot_session_make_again(ot_session *session, const ot_run *run, ot_work *work,
                                ot_error *err);

#endif
