/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.h - the tables of a workspace, and how an older file is brought up to them.
 * Knows table definitions; reads and writes no record. */
#ifndef OT_SCHEMA_H
#define OT_SCHEMA_H

#include "store/db.h"

/* PRAGMA application_id of a workspace, "Ottn"; says whose file it is. */
#define OT_APPLICATION_ID 0x4F74746E

/* steps[n] holds the statements, ended by NULL, that make version n + 1 out of version
 * n; version 0 is an empty file. PRAGMA user_version holds a file's version. */
typedef struct ot_schema {
    const char *const *const *steps;
    int version; /* count of steps */
    /* Brings records over once a version's statements are run; NULL: none has any. */
    ot_status (*convert)(ot_db *db, int64_t version, ot_error *err);
} ot_schema;

/* Steps that stand in files of their own. */
extern const char *const ot_schema_returns[]; /* version 8 */
extern const char *const ot_schema_lines[];   /* version 9 */

/* The schema of this program. */
extern const ot_schema ot_schema_current;

/* Brings the file to schema->version, in one transaction. OT_EINPUT, and nothing
 * changed, where the file belongs to another program, is newer than the schema or
 * (read_only) older. path: for messages. */
ot_status ot_schema_bring(ot_db *db, const ot_schema *schema, bool read_only,
                          const char *path, ot_error *err);

#endif
