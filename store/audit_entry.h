/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_entry.h - entries of the log, as the files of store/ write them.
 * Not for other folders: they know audit.h. */
#ifndef OT_AUDIT_ENTRY_H
#define OT_AUDIT_ENTRY_H

#include "store/workspace.h"

#define OT_AUDIT_DETAIL 1024

/* Adds an entry with the outcome "done", within the transaction of the change; nothing
 * where the store has no auditor. The command's options are added to detail. */
ot_status ot_audit_put(ot_store *store, int64_t time, const char *detail,
                       ot_error *err);
/* The same for what is in the workspace already, of an import and of a run. */
ot_status ot_audit_import(ot_store *store, const ot_import *import, ot_error *err);
ot_status ot_audit_run(ot_store *store, const ot_run *run, ot_error *err);

/* Begins the log of a workspace that has none: a new one, or one made before there were
 * logs, whose imports and runs are then noted as they stand. */
ot_status ot_audit_begin(ot_store *store, ot_error *err);

/* What an entry says of an import, before the options; returns text. */
char *ot_audit_import_text(const ot_import *import, char text[OT_AUDIT_DETAIL]);
/* The same of a run and its lines as they are in the workspace. */
ot_status ot_audit_run_text(ot_store *store, const ot_run *run,
                            char text[OT_AUDIT_DETAIL], ot_error *err);

#endif
