/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_rag.h - the keys of section [rag] of a profile: thresholds of red and amber.
 * Knows their texts only; what they mean is engine/rag.h's. */
#ifndef OT_PROFILE_RAG_H
#define OT_PROFILE_RAG_H

#include "cli/profile.h"

/* Reads the value of any key of the section. OT_EINPUT. */
ot_status ot_rag_set(ot_profile *profile, const char *key, const char *value,
                     ot_error *err);

#endif
