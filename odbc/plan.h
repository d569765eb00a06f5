/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.h - what an engine's plan says of who adds the lines up.
 * Knows the words of PostgreSQL's, MariaDB's and SQLite's plans; runs nothing. */
#ifndef OT_ODBC_PLAN_H
#define OT_ODBC_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "odbc/protocol.h"

typedef enum ot_verdict {
    OT_PLAN_UNKNOWN,
    OT_PLAN_LOCAL,  /* the engine holds the lines itself, and adds them up */
    OT_PLAN_PUSHED, /* where the lines are, they are added up */
    OT_PLAN_PULLED =
        OT_ODBC_PULLED /* lines are fetched from where they are and added up here */
} ot_verdict;

/* A plan as it is read, a line or a row at a time; zero to begin with. */
typedef struct ot_plan {
    int nodes, scans, aggregates, raw; /* foreign scans, of which so many each */
    bool scan_open;                    /* nothing says yet what the last one gives */
    char shown_by[160];                /* the line that decides */
    char scan[160];
} ot_plan;

/* A line of EXPLAIN (VERBOSE, COSTS OFF). */
void ot_plan_postgresql(ot_plan *plan, const char *line);
ot_verdict ot_plan_postgresql_verdict(ot_plan *plan);
/* The Extra of a row of EXPLAIN; direct: rows that Spider says it has added up at its
 * nodes while such a statement ran, -1 where there is no Spider. */
void ot_plan_mariadb(ot_plan *plan, const char *extra);
ot_verdict ot_plan_mariadb_verdict(ot_plan *plan, bool spider_table, int64_t direct);
/* The detail of a row of EXPLAIN QUERY PLAN. */
void ot_plan_sqlite(ot_plan *plan, const char *detail);
ot_verdict ot_plan_sqlite_verdict(ot_plan *plan);

/* "pushed down", "not pushed down" ... */
const char *ot_verdict_name(ot_verdict verdict);
/* The worse of two. */
ot_verdict ot_verdict_both(ot_verdict a, ot_verdict b);

#endif
