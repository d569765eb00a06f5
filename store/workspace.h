/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workspace.h - what the files of store/ share of an open workspace.
 * Not for other folders: they know store.h. */
#ifndef OT_WORKSPACE_H
#define OT_WORKSPACE_H

#include "store/audit.h"
#include "store/db.h"
#include "store/store.h"

struct ot_store {
    ot_db *db;
    char *path;
    bool read_only;
    bool importing;     /* a sink holds the write lock */
    bool held;          /* ot_store_hold has it */
    ot_auditor auditor; /* sha256 NULL: no log is kept */
};

/* Takes the write lock. OT_EUSAGE where the store is read-only or an import is open. */
ot_status ot_store_begin(ot_store *store, ot_error *err);

/* A mark as bound into statements: 0 is beyond every id. */
int64_t ot_store_mark_limit(int64_t mark);

/* The text in column (size: of the field), cut where it is longer. */
void ot_store_copy_text(ot_stmt *stmt, int column, char *field, size_t size);

/* OT_EIO: the workspace holds something that outturn cannot have written. */
ot_status ot_store_damaged(const ot_store *store, const char *what, ot_error *err);

#endif
