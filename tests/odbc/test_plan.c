/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/plan.h"

#include "tests/check.h"

static ot_verdict postgresql(ot_plan *plan, const char *const *lines)
{
    *plan = (ot_plan){0};
    for (; *lines; lines++)
        ot_plan_postgresql(plan, *lines);
    return ot_plan_postgresql_verdict(plan);
}

/* As PostgreSQL 15 prints them. */
static void test_postgresql_pushes_down_where_every_foreign_scan_is_an_aggregate(void)
{
    static const char *const pushed[] = {
        "Append",
        "  ->  Foreign Scan",
        "        Output: l1.period, (sum(l1.amount))",
        "        Relations: Aggregate on (public.l1 ledger)",
        "  ->  Foreign Scan",
        "        Relations: Aggregate on (public.l2 ledger_1)",
        NULL};
    static const char *const half[] = {
        "Append",
        "  ->  Foreign Scan",
        "        Relations: Aggregate on (public.l1 ledger)",
        "  ->  HashAggregate",
        "        ->  Foreign Scan on public.l2 ledger_1",
        "              Remote SQL: SELECT period, amount FROM public.ledger",
        NULL};
    ot_plan plan;

    CHECK_INT(postgresql(&plan, pushed), OT_PLAN_PUSHED);
    CHECK_CONTAINS(plan.shown_by, "Aggregate on (public.l2");
    CHECK_INT(postgresql(&plan, half), OT_PLAN_PULLED);
    CHECK_TEXT(plan.shown_by, "Foreign Scan on public.l2 ledger_1");
}

static void test_postgresql_without_foreign_tables_holds_the_lines_itself(void)
{
    static const char *const local[] = {"HashAggregate", "  Group Key: period",
                                        "  ->  Seq Scan on public.ledger", NULL};
    static const char *const nothing[] = {NULL};
    static const char *const root[] = {"Foreign Scan on public.ledger", NULL};
    ot_plan plan;

    CHECK_INT(postgresql(&plan, local), OT_PLAN_LOCAL);
    CHECK_INT(postgresql(&plan, nothing), OT_PLAN_UNKNOWN);
    CHECK_INT(postgresql(&plan, root), OT_PLAN_PULLED);
}

static void test_spider_tells_by_its_count_or_its_plan(void)
{
    ot_plan handled = {0}, sorted = {0};

    ot_plan_mariadb(&handled, "Storage engine handles GROUP BY");
    CHECK_INT(ot_plan_mariadb_verdict(&handled, true, -1), OT_PLAN_PUSHED);
    ot_plan_mariadb(&sorted, "Using temporary; Using filesort");
    CHECK_INT(ot_plan_mariadb_verdict(&sorted, false, -1), OT_PLAN_LOCAL);
    CHECK_INT(ot_plan_mariadb_verdict(&sorted, true, -1), OT_PLAN_UNKNOWN);
    CHECK_INT(ot_plan_mariadb_verdict(&sorted, true, 0), OT_PLAN_PULLED);
    CHECK_INT(ot_plan_mariadb_verdict(&sorted, true, 6), OT_PLAN_PUSHED);
    CHECK_CONTAINS(sorted.shown_by, "rose by 6");
}

static void test_sqlite_always_adds_up_itself(void)
{
    ot_plan plan = {0};

    ot_plan_sqlite(&plan, "SCAN ledger");
    ot_plan_sqlite(&plan, "USE TEMP B-TREE FOR GROUP BY");
    CHECK_INT(ot_plan_sqlite_verdict(&plan), OT_PLAN_LOCAL);
    CHECK_TEXT(plan.shown_by, "SCAN ledger");
}

static void test_of_two_statements_the_worse_counts(void)
{
    CHECK_INT(ot_verdict_both(OT_PLAN_PUSHED, OT_PLAN_PULLED), OT_PLAN_PULLED);
    CHECK_INT(ot_verdict_both(OT_PLAN_UNKNOWN, OT_PLAN_PUSHED), OT_PLAN_UNKNOWN);
    CHECK_INT(ot_verdict_both(OT_PLAN_PUSHED, OT_PLAN_PUSHED), OT_PLAN_PUSHED);
    CHECK_INT(ot_verdict_both(OT_PLAN_LOCAL, OT_PLAN_LOCAL), OT_PLAN_LOCAL);
}

static const check_case cases[] = {
    CASE(test_postgresql_pushes_down_where_every_foreign_scan_is_an_aggregate),
    CASE(test_postgresql_without_foreign_tables_holds_the_lines_itself),
    CASE(test_spider_tells_by_its_count_or_its_plan),
    CASE(test_sqlite_always_adds_up_itself),
    CASE(test_of_two_statements_the_worse_counts),
};
OT_TEST_MAIN("plan", cases)
