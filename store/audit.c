/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.c - the log: entries, their hashes, and the chain that they make. */
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/arena.h"
#include "store/audit_entry.h"

#define FIRST_PREVIOUS                                                                 \
    "0000000000000000000000000000000000000000000000000000000000000000"
#define REFUSAL_WAIT_MS 1000

/* Every text with its length before it: no two entries have the same text. */
static const char entry_format[] = "outturn log 1\n"
                                   "id %" PRId64 "\n"
                                   "time %" PRId64 "\n"
                                   "who %zu %s\n"
                                   "command %zu %s\n"
                                   "detail %zu %s\n"
                                   "outcome %zu %s\n"
                                   "previous %zu %s\n";

static int print_entry(const ot_audit_entry *e, char *text, size_t size)
{
    return snprintf(text, size, entry_format, e->id, e->time, strlen(e->who), e->who,
                    strlen(e->command), e->command, strlen(e->detail), e->detail,
                    strlen(e->outcome), e->outcome, strlen(e->previous), e->previous);
}

char *ot_audit_text(const ot_audit_entry *entry)
{
    int length = print_entry(entry, NULL, 0);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);

    if (text)
        print_entry(entry, text, (size_t)length + 1);
    return text;
}

static ot_status hash_entry(const ot_store *store, const ot_audit_entry *entry,
                            char hash[OT_HASH_TEXT], ot_error *err)
{
    char *text = ot_audit_text(entry);

    if (!text)
        return ot_fail_memory(err);
    store->auditor.sha256(store->auditor.self, text, hash);
    free(text);
    return OT_OK;
}

static ot_status write_entry(ot_db *db, const ot_audit_entry *entry, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(db,
                                 "INSERT INTO audit (id, time, who, command, detail,"
                                 " outcome, previous, hash)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 &stmt, err);

    if (st < 0)
        return st;
    ot_stmt_bind_int(stmt, entry->id);
    ot_stmt_bind_int(stmt, entry->time);
    ot_stmt_bind_text(stmt, entry->who);
    ot_stmt_bind_text(stmt, entry->command);
    ot_stmt_bind_text(stmt, entry->detail);
    ot_stmt_bind_text(stmt, entry->outcome);
    ot_stmt_bind_text(stmt, entry->previous);
    ot_stmt_bind_text(stmt, entry->hash);
    st = ot_stmt_run(stmt, err);
    ot_stmt_free(stmt);
    return st;
}

/* The entry that follows the last, within a transaction. */
static ot_status put(ot_store *store, int64_t time, const char *detail,
                     const char *outcome, ot_error *err)
{
    const ot_auditor *auditor = &store->auditor;
    ot_audit_entry entry = {
        .time = time, .who = auditor->who, .command = auditor->command};
    char previous[OT_HASH_TEXT] = FIRST_PREVIOUS, hash[OT_HASH_TEXT];
    ot_arena texts = {0};
    const char *options = auditor->options;
    ot_status st = ot_db_ask(store->db, "SELECT coalesce(max(id), 0) + 1 FROM audit",
                             &entry.id, err);

    if (st == OT_OK)
        st =
            ot_db_ask_text(store->db, "SELECT hash FROM audit ORDER BY id DESC LIMIT 1",
                           previous, sizeof previous, err);
    if (st < 0)
        return st;
    entry.detail = ot_arena_format(&texts, "%s%s%s", detail,
                                   *options && *detail ? "; " : "", options);
    entry.outcome = outcome;
    entry.previous = previous;
    entry.hash = hash;
    st = entry.detail ? hash_entry(store, &entry, hash, err) : ot_fail_memory(err);
    if (st == OT_OK)
        st = write_entry(store->db, &entry, err);
    ot_arena_clear(&texts);
    return st;
}

ot_status ot_audit_put(ot_store *store, int64_t time, const char *detail, ot_error *err)
{
    return store->auditor.sha256 ? put(store, time, detail, "done", err) : OT_OK;
}

ot_status ot_store_audit_refused(ot_store *store, const char *detail,
                                 const char *outcome, ot_error *err)
{
    ot_status st;

    if (!store->auditor.sha256)
        return OT_OK;
    ot_db_wait(store->db, REFUSAL_WAIT_MS);
    st = ot_store_begin(store, err);
    if (st < 0)
        return st;
    st = put(store, store->auditor.time, detail, outcome, err);
    if (st == OT_OK)
        return ot_db_commit(store->db, err);
    ot_db_rollback(store->db);
    return st;
}

ot_status ot_store_audit(ot_store *store,
                         ot_status (*each)(void *self, const ot_audit_entry *entry,
                                           ot_error *err),
                         void *self, ot_error *err)
{
    ot_stmt *stmt = NULL;
    ot_status st = ot_db_prepare(store->db,
                                 "SELECT id, time, who, command, detail, outcome,"
                                 " previous, hash FROM audit ORDER BY id",
                                 &stmt, err);

    while (st == OT_OK && (st = ot_stmt_next(stmt, err)) == OT_OK) {
        const ot_audit_entry entry = {.id = ot_stmt_int(stmt, 0),
                                      .time = ot_stmt_int(stmt, 1),
                                      .who = ot_stmt_text(stmt, 2),
                                      .command = ot_stmt_text(stmt, 3),
                                      .detail = ot_stmt_text(stmt, 4),
                                      .outcome = ot_stmt_text(stmt, 5),
                                      .previous = ot_stmt_text(stmt, 6),
                                      .hash = ot_stmt_text(stmt, 7)};

        st = each(self, &entry, err);
    }
    ot_stmt_free(stmt);
    return st == OT_END ? OT_OK : st;
}

typedef struct walk {
    const ot_store *store;
    ot_chain *chain;
} walk;

static ot_status broken(ot_chain *chain, int64_t id, const char *fault)
{
    chain->broken = id;
    snprintf(chain->fault, sizeof chain->fault, "%s", fault);
    return OT_OK;
}

static ot_status follow(void *self, const ot_audit_entry *entry, ot_error *err)
{
    walk *w = self;
    ot_chain *chain = w->chain;
    char hash[OT_HASH_TEXT];
    ot_status st;

    if (chain->broken)
        return OT_OK;
    if (entry->id != chain->entries + 1)
        return broken(chain, chain->entries + 1, "it is missing");
    st = hash_entry(w->store, entry, hash, err);
    if (st < 0)
        return st;
    if (strcmp(hash, entry->hash) != 0)
        return broken(chain, entry->id, "it was changed: its hash is of another text");
    if (strcmp(entry->previous, chain->last) != 0)
        return broken(chain, entry->id,
                      "it does not follow the entry before: out of order, or the one "
                      "before was put in its place");
    memcpy(chain->last, hash, sizeof hash);
    chain->entries++;
    return OT_OK;
}

ot_status ot_store_audit_chain(ot_store *store, ot_chain *chain, ot_error *err)
{
    walk w = {store, chain};

    *chain = (ot_chain){.last = FIRST_PREVIOUS};
    if (!store->auditor.sha256)
        return ot_fail_at(err, OT_EUSAGE, store->path, 0,
                          "the workspace was opened without a way to make hashes");
    return ot_store_audit(store, follow, &w, err);
}
