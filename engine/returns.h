/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.h - forecast returns: what a budget manager is asked as at a period, and what
 * is kept of it so that the answer can be checked against it.
 * Knows the position; knows no workbook and no store. */
#ifndef OT_RETURNS_H
#define OT_RETURNS_H

#include "engine/position.h"

/* A change of what stands in a return, or of where, is a new format. */
#define OT_RETURN_FORMAT  1
#define OT_RETURN_COMMENT 500 /* characters of a comment at most */

/* One line to forecast: cost centre x subjective group x fund, over all high-risk
 * areas. Pence. */
typedef struct ot_return_row {
    const char *cost_centre, *name, *account; /* account in words, "" where several */
    int subjective_group;
    ot_fund fund;
    ot_pence budget, actual, commitment, projection;
    bool has_range; /* of one line: ranges are not added up */
    ot_pence low, high;
    ot_pence last; /* forecast adopted now */
    const char *basis;
    bool has_driver;
    ot_pence driver; /* declared with it */
} ot_return_row;

typedef struct ot_return {
    int64_t issue; /* 0: not issued yet */
    ot_period as_at;
    const char *workspace;        /* its identifier; part of no content */
    const char *manager, *driver; /* driver: its name, "" where there is none */
    const char *reasons;          /* lines "CODE" or "CODE meaning" */
    ot_return_row *rows;
    size_t count;
} ot_return;

typedef struct ot_returns {
    ot_return *items; /* in the order of managers */
    size_t count;
    size_t unmanaged; /* lines that nobody is asked about: without a manager, */
    size_t unmapped;  /* or of an account that is not in accounts */
    ot_arena arena;
} ot_returns;

/* A return for every manager, or (filter not NULL) the one of that role title, letter
 * case ignored. reasons NULL: the usual ones. OT_EINPUT where the year is complete, or
 * nobody is of that title; clear also on failure. */
ot_status ot_returns_build(const ot_dataset *dataset, const ot_position *position,
                           const char *reasons, const char *filter, ot_returns *out,
                           ot_error *err);
void ot_returns_clear(ot_returns *returns);

/* The reasons offered where the profile names none. */
const char *ot_return_usual_reasons(void);
/* The n-th reason's code (from 0): its length in bytes, 0 behind the last; *code and,
 * where meaning is not NULL, what follows it up to *end. */
size_t ot_return_reason(const char *reasons, size_t n, const char **code,
                        const char **meaning, const char **end);

/* The date that the forecasts of a return bear: the last on which a forecast counts as
 * at its period. */
ot_date ot_return_date(ot_calendar calendar, ot_period as_at);

/* Texts that hashes are taken of, in the arena; NULL: no memory. Of a row, and of what
 * a return asks but for its issue and workspace. */
char *ot_return_row_text(const ot_return_row *row, ot_arena *arena);
char *ot_return_content_text(const ot_return *r, ot_arena *arena);
/* What the seal is of: format, workspace, issue, period, manager and the rows' hashes,
 * one a line. */
char *ot_return_seal_text(const char *workspace, int64_t issue, ot_period as_at,
                          const char *manager, const char *const *hashes, size_t count,
                          ot_arena *arena);

/* A file's name from a role title, without its ending, as any system takes it: "Head
 * of Placements" and 2021-08 give "Head-of-Placements-2021-08". Of `used` (the names
 * before, may be NULL) none is given again, whatever the letter case. NULL: no memory.
 */
const char *ot_return_file_name(const char *manager, const char *period,
                                const char *const *used, size_t used_count,
                                ot_arena *arena);

#endif
