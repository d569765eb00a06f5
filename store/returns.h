/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.h - forecast returns in a workspace: its identifier and key, what was issued
 * to whom, and what came back.
 * Knows no workbook, and not how a seal is made. */
#ifndef OT_STORE_RETURNS_H
#define OT_STORE_RETURNS_H

#include "engine/returns.h"
#include "store/store.h"

#define OT_RETURN_ID  33 /* 32 hexadecimal digits */
#define OT_RETURN_KEY 65 /* 64 of them */

/* What tells this workspace from others, and what its returns are sealed with. */
typedef struct ot_return_identity {
    char workspace[OT_RETURN_ID], key[OT_RETURN_KEY];
} ot_return_identity;

/* OT_END where the workspace has none yet. */
ot_status ot_store_return_identity(ot_store *store, ot_return_identity *identity,
                                   ot_error *err);

/* Begins to issue returns: takes the write lock and keeps *identity, which is replaced
 * where the workspace has one already. Until _end nothing else may be written. */
ot_status ot_store_returns_begin(ot_store *store, ot_return_identity *identity,
                                 ot_error *err);
/* Gives a return the number of the newest issue to its manager for its period, where
 * that is of the same content (a SHA-256), else a new one; *fresh counts these. */
ot_status ot_store_return_issue(ot_store *store, ot_return *r, const char *content,
                                int64_t time, size_t *fresh, ot_error *err);
/* Keeps what was issued, with a note in the log where there is anything new, or (keep
 * false) nothing of it. */
ot_status ot_store_returns_end(ot_store *store, bool keep, const char *note,
                               int64_t time, ot_error *err);

/* A return as it was issued, texts in the arena; OT_END: there is no such issue. */
ot_status ot_store_return_get(ot_store *store, int64_t issue, ot_arena *arena,
                              ot_return *out, ot_error *err);
/* The newest issue to a manager of all periods; *issue 0: none. */
ot_status ot_store_return_newest(ot_store *store, const char *manager, int64_t *issue,
                                 ot_period *as_at, ot_error *err);
/* The newest period that any return was issued for; year 0: none. */
ot_status ot_store_returns_period(ot_store *store, ot_period *as_at, ot_error *err);

/* As ot_store_import_begin, for the answer to an issue: its forecasts, of this date,
 * take the place of all that came back from the manager for that month before, and of
 * nothing else. OT_EINPUT where the manager has a newer issue by now. */
ot_status ot_store_return_import_begin(ot_store *store, ot_import *import,
                                       ot_calendar calendar, int64_t issue,
                                       ot_date date, ot_sink *sink, ot_error *err);

/* Where the return of one manager stands. Sums are of the lines that he gave a forecast
 * for. Texts borrowed. */
typedef struct ot_return_status {
    const char *manager;
    int64_t issue, lines;
    int64_t import;   /* the newest answer, 0: none */
    int64_t answered; /* the issue that it answers */
    const char *file;
    int64_t time, given, changed; /* lines */
    ot_pence last, forecast;
} ot_return_status;

/* Of all managers with a return as at a period, in their order. */
ot_status ot_store_returns_status(ot_store *store, ot_period as_at,
                                  ot_status (*each)(void *self,
                                                    const ot_return_status *status,
                                                    ot_error *err),
                                  void *self, ot_error *err);

/* A forecast given in an answer beside what was issued. */
typedef struct ot_return_given {
    const char *cost_centre, *name, *reason, *comment;
    int subjective_group;
    ot_fund fund;
    ot_pence budget, last, forecast;
    bool had_driver, has_driver;
    ot_pence last_driver, driver;
} ot_return_given;

/* Of an import, in the order of the return. */
ot_status ot_store_return_given(ot_store *store, int64_t import,
                                ot_status (*each)(void *self,
                                                  const ot_return_given *given,
                                                  ot_error *err),
                                void *self, ot_error *err);

#endif
