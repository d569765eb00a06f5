/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_driver.h - the keys of section [driver] of a profile.
 * Knows their texts only; months are read when the calendar is known. */
#ifndef OT_PROFILE_DRIVER_H
#define OT_PROFILE_DRIVER_H

#include "cli/profile.h"

/* Reads the value of any key of the section. OT_EINPUT. */
ot_status ot_driver_set(ot_profile *profile, const char *key, const char *value,
                        ot_error *err);

#endif
