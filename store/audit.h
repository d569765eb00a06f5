/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.h - the log of a workspace: who did what to it and when, each entry bound to
 * the one before by its hash, and whether all of it is as it was written.
 * Knows neither users nor clocks nor how a hash is made: these are given. */
#ifndef OT_AUDIT_H
#define OT_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/status.h"

#define OT_HASH_TEXT 65

typedef struct ot_store ot_store;

/* In whose name a workspace is open. Texts are borrowed, and live as long as the store.
 * sha256 puts 64 hexadecimal digits. */
typedef struct ot_auditor {
    void *self;
    void (*sha256)(void *self, const char *text, char digits[OT_HASH_TEXT]);
    const char *who, *command;
    const char *options; /* of the command, as given; "" where none */
    int64_t time;        /* when it began */
} ot_auditor;

/* Texts live until the next entry is read. */
typedef struct ot_audit_entry {
    int64_t id, time; /* ids are 1, 2, 3 ... */
    const char *who, *command;
    const char *detail;  /* what was done, from which files, with which options */
    const char *outcome; /* "done", "refused: ..." or "failed: ..." */
    const char *previous, *hash;
} ot_audit_entry;

/* The text that an entry's hash is of (docs/formats.md); NULL: no memory. The caller
 * frees. */
char *ot_audit_text(const ot_audit_entry *entry);

/* Notes what was tried in vain. What succeeds is noted by the store within the
 * transaction of the change. Waits no longer than a second for another writer. Nothing
 * where the store was opened without an auditor. */
ot_status ot_store_audit_refused(ot_store *store, const char *detail,
                                 const char *outcome, ot_error *err);

/* All entries in order. */
ot_status ot_store_audit(ot_store *store,
                         ot_status (*each)(void *self, const ot_audit_entry *entry,
                                           ot_error *err),
                         void *self, ot_error *err);

/* How the chain of entries stands. */
typedef struct ot_chain {
    int64_t entries; /* that are whole */
    char last[OT_HASH_TEXT];
    int64_t broken; /* the first entry that is not as it was written, 0: none */
    char fault[96]; /* what is wrong with it */
} ot_chain;

/* Walks the chain. OT_EUSAGE without an auditor. */
ot_status ot_store_audit_chain(ot_store *store, ot_chain *chain, ot_error *err);

/* What else can be told of a workspace: SQLite's own checks; whether every import still
 * holds the records and the control total that it was noted with, and every run its
 * lines; whether both are as the log says. Each fault is told. */
ot_status ot_store_verify(ot_store *store, void (*fault)(void *self, const char *what),
                          void *self, ot_error *err);

#endif
