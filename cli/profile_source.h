/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_source.h - a [source NAME] of the profile: a warehouse that holds the ledger.
 * Knows its keys; asks nothing. */
#ifndef OT_PROFILE_SOURCE_H
#define OT_PROFILE_SOURCE_H

#include "cli/profile.h"
#include "odbc/protocol.h"

#define OT_SOURCE_NAME 32

/* Texts in the profile's arena; NULL: not given. */
typedef struct ot_ledger_source {
    const char *name;
    const char *connection; /* without a password */
    const char *table, *filter, *partition;
    const char *columns[OT_ODBC_COLUMNS];
    const char *unit, *codes, *measure;
    const char *password_file, *password_variable;
    int timeout; /* seconds */
} ot_ledger_source;

/* What follows in the profile is about the source of this name. OT_EINPUT where it is
 * no name: letters, digits, '-' and '_'. */
ot_status ot_profile_source_begin(ot_profile *profile, const char *name, ot_error *err);
/* A key of the source that was begun last; for the table of keys. */
ot_status ot_profile_source_set(ot_profile *profile, const char *key, const char *value,
                                ot_error *err);
/* What can be said only of all keys together. */
ot_status ot_profile_sources_check(const ot_profile *profile, ot_error *err);
/* By name; OT_EINPUT where there is none. */
ot_status ot_profile_source_find(const ot_profile *profile, const char *name,
                                 const ot_ledger_source **out, ot_error *err);

#endif
