/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_outlook.h - the keys of [placements] that are numbers.
 * Knows no file of placements. */
#ifndef OT_PROFILE_OUTLOOK_H
#define OT_PROFILE_OUTLOOK_H

#include "cli/profile.h"

/* contingency, uplift, simulations and seed; for the table of keys. */
ot_status ot_profile_outlook_set(ot_profile *profile, const char *key,
                                 const char *value, ot_error *err);

#endif
