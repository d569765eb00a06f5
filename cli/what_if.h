/* SPDX-License-Identifier: GPL-3.0-or-later */
/* what_if.h - what changes in a what-if of placements, as it is written on the command
 * line, in a profile and in the workspace.
 * Knows the texts only. */
#ifndef OT_WHAT_IF_H
#define OT_WHAT_IF_H

#include "engine/placements/simulation.h"

/* "3%", "+2.5%", "-10 %": 0.03 ... OT_EINPUT names what it is of. */
ot_status ot_percent_read(const char *what, const char *text, double low, double high,
                          double *out, ot_error *err);

/* "starts" of "+10%" (every type) or "residential=+10%, fostering=-5%"; "fee-uplift" of
 * "5%"; "cap" of "residential=120". OT_EUSAGE. */
ot_status ot_what_if_read(const char *option, const char *text,
                          ot_simulation_options *simulation, ot_error *err);

/* Options that what-ifs have, NULL-ended. */
const char *const *ot_what_if_options(void);

#endif
