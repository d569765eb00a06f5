/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/plan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void show(ot_plan *plan, const char *text)
{
    text += strspn(text, " ->");
    snprintf(plan->shown_by, sizeof plan->shown_by, "%.159s", text);
}

/* A foreign scan that nothing has said to be an aggregate fetches lines. */
static void close_scan(ot_plan *plan)
{
    if (plan->scan_open) {
        plan->raw++;
        show(plan, plan->scan);
    }
    plan->scan_open = false;
}

/* Nodes are "->  Foreign Scan on public.l1 ledger_1", their properties lines below them
 * that are set in deeper. */
void ot_plan_postgresql(ot_plan *plan, const char *line)
{
    const char *text = line + strspn(line, " ");
    const bool node = strncmp(text, "->", 2) == 0 || plan->nodes == 0;

    text += strspn(text, " ->");
    if (node) {
        close_scan(plan);
        plan->nodes++;
        if (strncmp(text, "Foreign Scan", 12) == 0 ||
            strncmp(text, "Async Foreign Scan", 18) == 0) {
            plan->scans++;
            plan->scan_open = true;
            snprintf(plan->scan, sizeof plan->scan, "%.159s", text);
        }
    } else if (plan->scan_open && strncmp(text, "Relations: Aggregate on ", 24) == 0) {
        plan->aggregates++;
        plan->scan_open = false;
        if (!plan->raw)
            show(plan, text);
    }
}

ot_verdict ot_plan_postgresql_verdict(ot_plan *plan)
{
    close_scan(plan);
    if (plan->raw)
        return OT_PLAN_PULLED;
    if (plan->aggregates)
        return OT_PLAN_PUSHED;
    return plan->nodes ? OT_PLAN_LOCAL : OT_PLAN_UNKNOWN;
}

void ot_plan_mariadb(ot_plan *plan, const char *extra)
{
    plan->nodes++;
    if (strstr(extra, "Storage engine handles GROUP BY"))
        plan->aggregates++;
    if (plan->nodes == 1 || strstr(extra, "Storage engine handles GROUP BY"))
        show(plan, extra);
}

ot_verdict ot_plan_mariadb_verdict(ot_plan *plan, bool spider_table, int64_t direct)
{
    if (!plan->nodes)
        return OT_PLAN_UNKNOWN;
    if (plan->aggregates)
        return OT_PLAN_PUSHED;
    if (!spider_table)
        return OT_PLAN_LOCAL;
    if (direct < 0)
        return OT_PLAN_UNKNOWN;
    snprintf(plan->shown_by, sizeof plan->shown_by,
             "Spider_direct_aggregate rose by %" PRId64 " while it ran", direct);
    return direct > 0 ? OT_PLAN_PUSHED : OT_PLAN_PULLED;
}

void ot_plan_sqlite(ot_plan *plan, const char *detail)
{
    if (plan->nodes++ == 0)
        show(plan, detail);
}

ot_verdict ot_plan_sqlite_verdict(ot_plan *plan)
{
    return plan->nodes ? OT_PLAN_LOCAL : OT_PLAN_UNKNOWN;
}

const char *ot_verdict_name(ot_verdict verdict)
{
    static const char *const names[] = {
        [OT_PLAN_UNKNOWN] = "cannot tell",
        [OT_PLAN_LOCAL] = "added up by the engine, which holds the lines itself",
        [OT_PLAN_PUSHED] = "pushed down: added up where the lines are",
        [OT_PLAN_PULLED] = "not pushed down: lines are fetched and added up after"};

    return names[verdict];
}

ot_verdict ot_verdict_both(ot_verdict a, ot_verdict b)
{
    if (a == OT_PLAN_PULLED || b == OT_PLAN_PULLED)
        return OT_PLAN_PULLED;
    if (a == OT_PLAN_UNKNOWN || b == OT_PLAN_UNKNOWN)
        return OT_PLAN_UNKNOWN;
    return a > b ? a : b;
}
