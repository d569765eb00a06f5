/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cube_out.h - the ledger as a workspace keeps it, as CSV for whoever checks it.
 * Knows no report. */
#ifndef OT_CUBE_OUT_H
#define OT_CUBE_OUT_H

#include "cli/session.h"

/* Every cell in force as at mark (0: now), to --out or the standard output: in the
 * order of the codes, then by measure and period. */
ot_status ot_cube_out(ot_session *session, int64_t mark, ot_error *err);

#endif
